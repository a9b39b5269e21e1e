import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueEnrolment } from '../../../collector/operators/enrolment.ts'
import { type Answer, type Bench, cookieOf, openBench, PASSWORD } from './bench.ts'

/** What anyone may ask: nothing of a service in it. */
const PUBLIC = ['GET /healthz', 'GET /readyz', 'GET /metrics', 'GET /api/openapi.json']
const ENTRANCE = ['POST /api/v1/enrol', 'POST /api/v1/reset', 'POST /api/v1/session']

async function operations(bench: Bench): Promise<{ method: string; path: string }[]> {
  const { paths } = (await bench.ask('/api/openapi.json')).body as { paths: Record<string, object> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'x'),
    })),
  )
}

/** One that has no operator yet, and one that has. */
const fresh = await openBench({ until: afterAll })
const bench = await openBench({ until: afterAll })
let page: Record<string, string> = {}
beforeAll(async () => {
  page = await bench.enrol()
})

const said = ({ status, body }: Answer) => [status, body?.code]

test('without credentials nothing of a service is read and nothing is changed', async () => {
  const all = await operations(bench)
  expect(all.length).toBeGreaterThan(20)
  for (const { method, path } of all) {
    const name = `${method} ${path}`
    const answer = await bench.ask(path, { method, ...(method === 'POST' ? { body: {} } : {}) })
    if (PUBLIC.includes(name)) expect([name, answer.status]).toEqual([name, 200])
    else if (ENTRANCE.includes(name)) expect([name, ...said(answer)]).toEqual([name, 403, 'foreign-origin'])
    else if (path.startsWith('/agent/'))
      expect([name, ...said(answer)]).toEqual([name, 401, 'credential-refused'])
    else if (path === '/api/v1/status') expect([name, answer.status]).toEqual([name, 200])
    else expect([name, ...said(answer)]).toEqual([name, 401, 'login-required'])
  }
  const { body } = await bench.ask('/api/v1/status')
  expect(body).toMatchObject({ operators: 'exist', session: null, version: '', revision: 0 })
  expect(body.ledger).toEqual({ sequence: 0, head: null, sealedAt: null })
})

test("an agent's credential opens nothing but its own door", async () => {
  for (const path of ['/api/v1/services', '/api/v1/ledger'])
    expect((await bench.asAgent(path)).status).toBe(401)
  expect((await bench.asAgent('/api/v1/agents', { method: 'POST', body: { name: 'x' } })).status).toBe(401)
})

test('until the first operator this host reads by its own names, and nobody changes anything', async () => {
  const { port } = fresh
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, '[::1]', 'LOCALHOST', '127.8.9.1'])
    expect([host, (await fresh.ask('/api/v1/services', { headers: { host } })).status]).toEqual([host, 200])
  // DNS rebinding: the name of somebody's page that points here.
  for (const host of [`evil.example:${port}`, 'localhost.evil.example', '127.0.0.1.evil.example', '1.2.3.4'])
    for (const path of ['/api/v1/services', '/api/v1/status', '/api/v1/events'])
      expect([host, ...said(await fresh.ask(path, { headers: { host } }))]).toEqual([
        host,
        401,
        'login-required',
      ])
  // Through a proxy the socket's address says nothing.
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
    expect((await fresh.ask('/api/v1/services', { headers: { [name]: '127.0.0.1' } })).status).toBe(401)
  const change = await fresh.ask('/api/v1/agents', {
    method: 'POST',
    headers: { origin: fresh.url },
    body: { name: 'x' },
  })
  expect(said(change)).toEqual([401, 'login-required'])
})

test('a change comes from a page of this console, by a session', async () => {
  const { cookie = '', origin = '' } = page
  const issue = (headers: Record<string, string>) =>
    bench.ask('/api/v1/agents', { method: 'POST', headers, body: { name: 'db-1' } })
  for (const headers of [
    {},
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: `${origin}.evil.example` },
    { origin, 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-origin' },
  ])
    expect([headers, ...said(await issue({ cookie, ...headers }))]).toEqual([headers, 403, 'foreign-origin'])
  expect((await issue({ origin })).status).toBe(401)
  expect((await issue({ origin, cookie: `${cookie}x` })).status).toBe(401)
  expect((await issue({ origin, cookie: `${cookie}; ${cookie}` })).status).toBe(401)
  const issued = await issue({ cookie, 'sec-fetch-site': 'same-origin' })
  expect(issued.status).toBe(201)
  const asNew = { authorization: `Bearer ${issued.body.token}` }
  expect((await bench.ask('/agent/v1/assignment', { headers: asNew })).status).toBe(200)
  const actors = (await bench.entries('agent.credential-issued')).map((entry) => entry.actor)
  expect(actors.toSorted()).toEqual([expect.stringMatching(/^operator:[0-9a-f-]{36}$/), 'system'])
  expect(JSON.stringify(await bench.store.ledger({ afterSeq: 0, limit: 100 }))).not.toContain(
    issued.body.token,
  )
})

test('the one-time link makes one operator, once, within an hour, here only', async () => {
  const issue = () =>
    issueEnrolment({
      store: fresh.store,
      now: fresh.clock.now(),
      token: randomBytes(32).toString('base64url'),
    })
  const enrol = (body: object, headers: Record<string, string> = { origin: fresh.url }) =>
    fresh.ask('/api/v1/enrol', { method: 'POST', headers, body })
  const old = await issue()
  await fresh.clock.advance(60 * 60_000 + 1)
  const token = await issue()
  const spare = await issue()
  const good = { token, name: '佐藤', password: PASSWORD }
  const { port } = fresh
  expect(
    said(await enrol(good, { origin: `http://evil.example:${port}`, host: `evil.example:${port}` })),
  ).toEqual([403, 'not-from-here'])
  const short = await enrol({ ...good, password: 'short passw' })
  expect(said(short)).toEqual([400, 'bad-body'])
  expect(short.body.errors).toEqual([{ path: '/password', message: 'must have 12 to 256 characters' }])
  expect((await enrol({ ...good, name: ' \n ' })).status).toBe(400)
  expect((await enrol({ ...good, token: 'guess' })).body.code).toBe('enrolment-refused')
  expect((await enrol({ ...good, token: old })).body.code).toBe('enrolment-refused')
  expect((await fresh.ask('/api/v1/services')).status).toBe(200)

  const done = await enrol(good)
  expect([done.status, done.text]).toEqual([204, ''])
  expect(done.headers['set-cookie']?.[0]).toMatch(
    /^kijun_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
  )
  expect((await fresh.ask('/api/v1/services')).status).toBe(401)
  const me = await fresh.ask('/api/v1/status', { headers: { cookie: cookieOf(done) } })
  expect(me.body).toMatchObject({ operators: 'exist', session: { operator: '佐藤' } })

  expect(said(await enrol(good))).toEqual([401, 'enrolment-refused'])
  expect(said(await enrol({ ...good, token: spare }))).toEqual([401, 'enrolment-refused'])
  expect(await issue()).toBeNull()
  const created = await fresh.entries('operator.created')
  expect(created).toHaveLength(1)
  expect(JSON.stringify(created)).not.toContain('佐藤')
})

test('login, logout, and a session that ends after 12 hours', async () => {
  const { origin = '' } = page
  const logIn = (name: string, password: string) =>
    bench.ask('/api/v1/session', { method: 'POST', headers: { origin }, body: { name, password } })
  expect(said(await logIn('佐藤', `${PASSWORD}!`))).toEqual([401, 'login-refused'])
  expect(said(await logIn('nobody', PASSWORD))).toEqual([401, 'login-refused'])
  const first = cookieOf(await logIn('佐藤', PASSWORD))
  const second = cookieOf(await logIn('佐藤', PASSWORD))
  const services = (cookie: string) => bench.ask('/api/v1/services', { headers: { cookie } })
  expect((await services(first)).status).toBe(200)
  const out = await bench.ask('/api/v1/session', { method: 'DELETE', headers: { origin, cookie: first } })
  expect(out.status).toBe(204)
  expect(out.headers['set-cookie']?.[0]).toContain('Max-Age=0')
  expect((await services(first)).status).toBe(401)
  expect((await services(second)).status).toBe(200)
  await bench.clock.advance(12 * 3_600_000)
  expect((await services(second)).status).toBe(401)
})

test('a name is tried ten times, then it is locked for a quarter of an hour; for the right password too', async () => {
  const { origin = '' } = page
  const logIn = (name: string, password: string) =>
    bench.ask('/api/v1/session', { method: 'POST', headers: { origin }, body: { name, password } })
  // At once as many as may be derived; the rest of them is asked to come again and was counted all the same.
  const tries: Answer[] = []
  for (let i = 0; i < 10; i += 1) tries.push(await logIn('佐藤', 'wrong password'))
  expect(tries.map((answer) => answer.status)).toEqual(Array(10).fill(401))
  const refused = await logIn('佐藤', PASSWORD)
  expect(said(refused)).toEqual([429, 'too-many-attempts'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  await bench.clock.advance(5 * 60_000)
  const locked = await logIn('佐藤', PASSWORD)
  expect([...said(locked), locked.headers['retry-after']]).toEqual([429, 'too-many-attempts', '600'])
  await bench.clock.advance(10 * 60_000)
  expect((await logIn('佐藤', PASSWORD)).status).toBe(204)
})
