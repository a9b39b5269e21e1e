/** What never becomes a request is refused with its reason like everything else. */
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openBench } from './bench.ts'

const HEAD = 'POST /agent/v1/batches HTTP/1.1\r\nhost: x\r\n'

test.each([
  ['no HTTP', 'hello\r\n\r\n', 400, 'bad-request'],
  ['a length that is none', `${HEAD}content-length: x\r\n\r\n{}`, 400, 'bad-request'],
  [
    'length and chunks',
    `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}`,
    400,
    'bad-request',
  ],
  ['a header beyond what is read', `${HEAD}x: ${'a'.repeat(70_000)}\r\n\r\n`, 431, 'headers-too-large'],
])('%s', async (_what, bytes, status, code) => {
  const { port } = await openBench()
  const socket = connect(port, '127.0.0.1')
  socket.end(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(head).toContain('application/problem+json')
  expect(JSON.parse(body)).toMatchObject({ status, code })
})
