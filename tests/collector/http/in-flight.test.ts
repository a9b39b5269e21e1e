import { EventEmitter, once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { makeInFlight } from '../../../collector/http/in-flight.ts'
import { HttpProblem } from '../../../collector/http/problem.ts'
import { exchange } from './bench.ts'

test('bodies under way are bounded together; one that ends or is cut gives its room back', async () => {
  const reserve = makeInFlight(100)
  const app = fastify()
  onTestFinished(() => app.close())
  let begun = () => {}
  app.setErrorHandler((error, _request, reply) =>
    error instanceof HttpProblem
      ? reply.code(error.status).headers(error.headers).send()
      : reply.code(500).send(),
  )
  app.post(
    '/',
    {
      async onRequest(request, reply) {
        reserve(
          String(request.headers['x-sender'] ?? request.raw.socket.remotePort),
          request.headers['content-length'],
          reply.raw,
          90,
        )
        begun()
      },
    },
    async () => 'taken',
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  const post = (body: string, headers = {}) => exchange(port, '/', { method: 'POST', headers, body })
  const body = JSON.stringify('x'.repeat(60))

  expect((await post(body)).status).toBe(200)
  // One whose body does not come.
  const reserved = new Promise<void>((resolve) => {
    begun = resolve
  })
  const slow = connect(port, '127.0.0.1')
  slow.on('error', () => undefined)
  slow.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 62\r\n\r\n"')
  await reserved
  const refused = await post(body)
  expect([refused.status, refused.headers['retry-after']]).toEqual([503, '1'])
  // A length that is not told counts as the largest.
  expect((await post(body, { 'transfer-encoding': 'chunked' })).status).toBe(503)
  expect((await post('1')).status).toBe(200)
  slow.destroy()
  await once(slow, 'close')
  await expect.poll(async () => (await post(body)).status).toBe(200)
})

test('who holds bodies back has a quarter of the room, and shuts out nobody else', () => {
  const reserve = makeInFlight(400)
  const open: EventEmitter[] = []
  const begin = (sender: string, size: number) => {
    const response = new EventEmitter()
    reserve(sender, String(size), response as ServerResponse, 90)
    open.push(response)
  }
  for (let n = 0; n < 5; n += 1) begin('slow', 20)
  expect(() => begin('slow', 20)).toThrow(HttpProblem)
  for (let n = 0; n < 3; n += 1) begin(`other-${n}`, 90)
  // All of them together are bounded as well.
  expect(() => begin('another', 90)).toThrow(HttpProblem)
  open[0]?.emit('close')
  begin('slow', 20)
})

test('who has gone before room is made takes none', async () => {
  const reserve = makeInFlight(100)
  const met = Promise.withResolvers<ServerResponse>()
  const server = createServer((_request, response) => met.resolve(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const client = connect(port, '127.0.0.1')
  client.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 62\r\n\r\n"')
  // As a route does that looks the sender up first: the client goes away meanwhile.
  const response = await met.promise
  const closed = once(response, 'close')
  client.destroy()
  await closed
  expect(() => reserve('gone', '62', response, 90)).toThrow(HttpProblem)
  reserve('other', '90', new EventEmitter() as ServerResponse, 90)
})
