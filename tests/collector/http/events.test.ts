import { type IncomingMessage, request } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { makeEvents } from '../../../collector/http/events.ts'
import type { Topic } from '../../../rules/api/types.ts'
import { cookieOf, openBench, PASSWORD } from './bench.ts'
import { makeAccount, makeToken } from './walk/accounts.ts'

const bench = await openBench({ until: afterAll })

/** A stream that is open, with what has come so far. */
async function open(headers: Record<string, string> = {}, port = bench.port) {
  const stream = { text: '', ended: false, status: 0, type: '', close: () => {} }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = request(
      { port, host: '127.0.0.1', path: '/api/v1/events', headers, agent: false },
      resolve,
    )
    outgoing.on('error', reject)
    outgoing.end()
  })
  stream.status = answer.statusCode ?? 0
  stream.type = answer.headers['content-type'] ?? ''
  stream.close = () => answer.destroy()
  answer.on('data', (chunk) => {
    stream.text += chunk
  })
  answer.on('error', () => {
    stream.ended = true
  })
  answer.on('close', () => {
    stream.ended = true
  })
  if (stream.status === 200) await expect.poll(() => stream.text).toBe(': open\n\n')
  return stream
}

const topicsIn = (text: string) =>
  [...text.matchAll(/^event: changed\ndata: (.*)\n$/gm)].map(
    ([, data = '']) => JSON.parse(data).topics as Topic[],
  )

test('what changed arrives as one event for a burst, then a heartbeat', async () => {
  const stream = await open()
  expect(stream.type).toBe('text/event-stream; charset=utf-8')
  bench.events.changed(['checks'])
  bench.events.changed(['checks', 'incidents'])
  await bench.clock.advance(100)
  bench.events.changed(['notices'])
  await bench.clock.advance(100)
  await expect.poll(() => topicsIn(stream.text)).toEqual([['checks', 'incidents'], ['notices']])
  await bench.clock.advance(15_000)
  await expect.poll(() => stream.text).toContain(': still here\n\n')
  stream.close()
})

test('a batch that is stored is told', async () => {
  const stream = await open()
  const base = { seq: 1, mono: 0, wall: bench.clock.now(), offset: 0, uncertainty: 1 }
  const item = {
    kind: 'result',
    seq: 2,
    check: 'shop/web/alive',
    revision: 1,
    planned: 0,
    started: 0,
    finished: 5,
    outcome: 'ok',
    attempt: 0,
  }
  const body = {
    wire: 1,
    epoch: '3f0f1f62-8a4b-4f0e-9d5c-0d7a3c0d2f11',
    sentAt: bench.clock.now(),
    base,
    items: [item],
  }
  expect((await bench.asAgent('/agent/v1/batches', { method: 'POST', body })).status).toBe(200)
  await bench.clock.advance(100)
  await expect.poll(() => topicsIn(stream.text).flat()).toEqual(expect.arrayContaining(['results', 'checks']))
  stream.close()
})

test('streams are bounded; one that ends makes room', async () => {
  const streams = await Promise.all(Array.from({ length: 64 }, () => open()))
  expect((await open()).status).toBe(503)
  streams[0]?.close()
  await expect.poll(async () => (await open()).status).toBe(200)
  for (const stream of streams) stream.close()
})

test('nobody takes all the streams, and customers together leave room for the provider’s people', async () => {
  const own = await openBench()
  const admin = await makeAccount(own, { role: 'administrator', invitedBy: null })
  const customers = await Promise.all(
    Array.from({ length: 5 }, () =>
      makeAccount(own, { role: 'customer', invitedBy: admin.id, services: ['shop'] }),
    ),
  )
  const all: Awaited<ReturnType<typeof open>>[] = []
  for (const { page } of customers) for (let i = 0; i < 9; i += 1) all.push(await open(page, own.port))
  const held = (from: number) => all.slice(from, from + 9).filter(({ status }) => status === 200).length
  expect([0, 9, 18, 27, 36].map(held)).toEqual([8, 8, 8, 8, 0])
  expect((await open(admin.page, own.port)).status).toBe(200)
  for (const stream of all) stream.close()
})

test('a stream that was whole is bound once its token’s creator is a customer', async () => {
  const own = await openBench()
  const first = await makeAccount(own, { role: 'administrator', invitedBy: null })
  const second = await makeAccount(own, { role: 'administrator', invitedBy: first.id })
  const { headers } = await makeToken(own, { by: second.id, permissions: ['read-service'] })
  const stream = await open(headers, own.port)
  await own.store.changeRole({
    ...{ operatorId: second.id, by: first.id, now: own.clock.now(), ledgerId: 'lowered' },
    ...{ role: 'customer', services: ['shop'], customer: null },
  })
  own.events.changed(['agents'])
  await own.clock.advance(15_000)
  const all = ['services', 'incidents', 'obligations', 'notices', 'reports', 'status']
  await expect.poll(() => topicsIn(stream.text)).toEqual([all])
  stream.close()
})

test('what changed in one turn is told once to each, and to nobody who left', async () => {
  const events = makeEvents()
  const heard: Topic[][] = []
  const leave = events.subscribe((topics) => heard.push(topics))
  events.changed(['checks'])
  events.changed(['services', 'checks'])
  await new Promise((resolve) => setImmediate(resolve))
  events.changed([])
  await new Promise((resolve) => setImmediate(resolve))
  leave()
  events.changed(['status'])
  await new Promise((resolve) => setImmediate(resolve))
  expect(heard).toEqual([['checks', 'services']])
})

test('a stream ends with its session, and with the server', async () => {
  const { cookie = '', origin = '' } = await bench.enrol()
  const stream = await open({ cookie })
  await bench.ask('/api/v1/session', { method: 'DELETE', headers: { cookie, origin } })
  bench.events.changed(['incidents'])
  await bench.clock.advance(100)
  await expect.poll(() => stream.ended).toBe(true)
  expect(topicsIn(stream.text)).not.toContainEqual(['incidents'])
  expect((await open()).status).toBe(401)
  const login = { name: '佐藤', password: PASSWORD }
  const again = cookieOf(
    await bench.ask('/api/v1/session', { method: 'POST', headers: { origin }, body: login }),
  )
  const last = await open({ cookie: again })
  await bench.server.stop()
  await expect.poll(() => last.ended).toBe(true)
})

test('a customer is told the same at each heartbeat, whatever happens, until the account is disabled', async () => {
  const own = await openBench()
  const admin = await makeAccount(own, { role: 'administrator', invitedBy: null })
  const customer = await makeAccount(own, { role: 'customer', invitedBy: admin.id, services: ['shop'] })
  const [whole, bound] = [await open(admin.page, own.port), await open(customer.page, own.port)]
  own.events.changed(['incidents', 'agents'])
  await own.clock.advance(100)
  await expect.poll(() => topicsIn(whole.text)).toEqual([['incidents', 'agents']])
  expect(topicsIn(bound.text)).toEqual([])
  await own.clock.advance(14_900)
  const all = ['services', 'incidents', 'obligations', 'notices', 'reports', 'status']
  await expect.poll(() => topicsIn(bound.text)).toEqual([all])
  const deed = { operatorId: customer.id, by: admin.id, now: own.clock.now(), ledgerId: 'disabled' }
  await own.store.setDisabled({ ...deed, disabled: true })
  await own.clock.advance(15_000)
  await expect.poll(() => bound.ended).toBe(true)
  expect(topicsIn(bound.text)).toEqual([all])
  whole.close()
})
