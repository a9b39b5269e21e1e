/** What an administrator does about accounts, what everybody does about the own one, and API tokens. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as schemas from '../../../collector/http/people-schemas.ts'
import { pageOf } from '../../../collector/http/schemas.ts'
import { startHttp } from '../../../collector/http/server.ts'
import type { OperatorSummary, SessionSummary, TokenSummary } from '../../../rules/api/people.ts'
import { type Answer, cookieOf, exchange, openBench, PASSWORD } from './bench.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const bench = await openBench({ until: afterAll })
const { clock } = bench
const said = ({ status, body }: Answer) => [status, body?.code]
const iso = (at: number) => new Date(at).toISOString()

type Page = Record<string, string>
let sato: Page = {}
const send = (method: string, path: string, page: Page, body?: object) =>
  bench.ask(`/api/v1/${path}`, { method, headers: page, ...(body === undefined ? {} : { body }) })
const post = (path: string, page: Page, body: object = {}) => send('POST', path, page, body)
const get = (path: string, page: Page) => send('GET', path, page)
const logIn = (name: string, password = PASSWORD) =>
  post('session', { origin: bench.url }, { name, password })
const pageOfAnswer = (answer: Answer): Page => ({ cookie: cookieOf(answer), origin: bench.url })
const isIn = async (page: Page) => (await get('me', page)).status === 200

/** Invites and enrols; returns the page that is logged in by it. */
async function letIn(name: string, rights: object): Promise<Page> {
  const { token } = (await post('operators/invitations', sato, rights)).body
  const done = await post('enrol', { origin: bench.url }, { token, name, password: PASSWORD })
  expect(done.status).toBe(204)
  return pageOfAnswer(done)
}
async function people(): Promise<OperatorSummary[]> {
  const { body } = await get('operators', sato)
  return pageOf(schemas.operatorSummary).parse(body).items
}
async function idOf(name: string): Promise<string> {
  return (await people()).find((one) => one.name === name)?.id ?? ''
}
/** Attempts are forgotten, so that one test does not wait for another. */
const later = () => clock.advance(5 * MINUTE)

beforeAll(async () => {
  sato = await bench.enrol()
})

describe('roles', () => {
  test('an invitation names the role; a customer’s what it is bound to, and nobody else’s anything', async () => {
    const paths = async (rights: object) => {
      const { status, body } = await post('operators/invitations', sato, rights)
      return [status, (body.errors ?? []).map((one: { path: string }) => one.path)]
    }
    expect(await paths({})).toEqual([400, ['/role']])
    expect(await paths({ role: 'root' })).toEqual([400, ['/role']])
    expect(await paths({ role: 'customer' })).toEqual([400, ['/services']])
    expect(await paths({ role: 'customer', services: ['mall'] })).toEqual([400, ['/services/0']])
    expect(await paths({ role: 'customer', services: ['shop'], customer: 'acme' })).toEqual([
      400,
      ['/customer'],
    ])
    expect(await paths({ role: 'viewer', services: ['shop'] })).toEqual([400, ['/services']])
    const viewer = await letIn('閲覧', { role: 'viewer' })
    expect((await get('me', viewer)).body).toMatchObject({ role: 'viewer', services: null })
    expect(said(await post('proposals', viewer, {}))).toEqual([403, 'not-permitted'])
    expect(said(await get('ledger', viewer))).toEqual([403, 'not-permitted'])
    expect((await get('checks', viewer)).status).toBe(200)
  })

  test('a changed role counts at once and ends the sessions; nobody changes the own', async () => {
    const before = await letIn('高橋', { role: 'viewer' })
    const id = await idOf('高橋')
    expect((await post(`operators/${id}/role`, sato, { role: 'auditor' })).status).toBe(204)
    expect(await isIn(before)).toBe(false)
    await later()
    const after = pageOfAnswer(await logIn('高橋'))
    expect((await get('ledger', after)).status).toBe(200)
    const own = await idOf('佐藤')
    expect(said(await post(`operators/${own}/role`, sato, { role: 'viewer' }))).toEqual([409, 'own-account'])
    expect(said(await post(`operators/${own}/disable`, sato))).toEqual([409, 'own-account'])
    expect(said(await post('operators/nobody/role', sato, { role: 'viewer' }))).toEqual([404, 'not-found'])
    expect(said(await post(`operators/${id}/role`, after, { role: 'administrator' }))).toEqual([
      403,
      'not-permitted',
    ])
    const [entry] = (await bench.entries('operator.role-changed')).toReversed()
    expect(entry).toMatchObject({ subject: `operator:${id}`, actor: `operator:${own}` })
    expect(JSON.parse(entry?.payload ?? '')).toMatchObject({
      from: { role: 'viewer' },
      to: { role: 'auditor' },
    })
  })

  test('a disabled account is out and is told no more than a wrong password', async () => {
    const page = await letIn('伊藤', { role: 'operator' })
    const id = await idOf('伊藤')
    await later()
    expect((await post(`operators/${id}/disable`, sato)).status).toBe(204)
    expect(await isIn(page)).toBe(false)
    expect(said(await logIn('伊藤'))).toEqual([401, 'login-refused'])
    expect((await people()).find((one) => one.id === id)?.disabledAt).toBe(iso(clock.now()))
    expect((await post(`operators/${id}/enable`, sato)).status).toBe(204)
    expect((await logIn('伊藤')).status).toBe(204)
  })
})

describe('passwords', () => {
  test('a new one has no name in it, and long ones are not cut', async () => {
    await later()
    const { token } = (await post('operators/invitations', sato, { role: 'viewer' })).body
    const enrol = (password: string) =>
      post('enrol', { origin: bench.url }, { token, name: 'Tanaka', password })
    const named = await enrol('my name is ＴＡＮＡＫＡ')
    expect([named.status, named.body.errors]).toEqual([
      400,
      [{ path: '/password', message: 'must not contain the name' }],
    ])
    expect((await enrol('x'.repeat(257))).status).toBe(400)
    const long = `${'あ'.repeat(255)}い`
    expect((await enrol(long)).status).toBe(204)
    expect(said(await logIn('Tanaka', `${'あ'.repeat(255)}う`))).toEqual([401, 'login-refused'])
    expect(said(await logIn('Tanaka', 'あ'.repeat(72)))).toEqual([401, 'login-refused'])
    expect((await logIn('Tanaka', long)).status).toBe(204)
  })

  test('the own one is changed by the old one, and every other session ends', async () => {
    await later()
    const page = await letIn('渡辺', { role: 'viewer' })
    const other = pageOfAnswer(await logIn('渡辺'))
    const change = (old: string, password: string) => post('me/password', page, { old, password })
    expect(said(await change('wrong password!', 'a new and longer one'))).toEqual([403, 'password-refused'])
    expect((await change(PASSWORD, 'short')).status).toBe(400)
    expect((await change(PASSWORD, '渡辺渡辺渡辺渡辺渡辺渡辺')).body.errors[0].path).toBe('/password')
    expect(await isIn(other)).toBe(true)
    expect((await change(PASSWORD, 'a new and longer one')).status).toBe(204)
    expect([await isIn(page), await isIn(other)]).toEqual([true, false])
    expect(said(await logIn('渡辺'))).toEqual([401, 'login-refused'])
    expect((await logIn('渡辺', 'a new and longer one')).status).toBe(204)
  })

  test('whoever found an open page does not guess there without end', async () => {
    await later()
    const page = await letIn('山本', { role: 'viewer' })
    const guess = () =>
      post('me/password', page, { old: 'guessed wrongly', password: 'a new and longer one' })
    for (let i = 0; i < 10; i += 1) expect((await guess()).status).toBe(403)
    expect(said(await guess())).toEqual([429, 'too-many-attempts'])
  })

  test('by a one-time link a new one is set, once, and it ends what was there', async () => {
    await later()
    const page = await letIn('中村', { role: 'viewer' })
    const id = await idOf('中村')
    const { status, body } = await post(`operators/${id}/resets`, sato)
    expect([status, body.expiresAt]).toEqual([201, iso(clock.now() + DAY)])
    const reset = (password: string, token = body.token) =>
      post('reset', { origin: bench.url }, { token, password })
    expect(said(await reset('a new and longer one', 'guess'))).toEqual([401, 'enrolment-refused'])
    expect((await reset('中村の長い長いパスワード')).status).toBe(400)
    const done = await reset('a new and longer one')
    expect(done.status).toBe(204)
    expect([await isIn(page), await isIn(pageOfAnswer(done))]).toEqual([false, true])
    expect(said(await reset('yet another long one'))).toEqual([401, 'enrolment-refused'])
    const own = await idOf('佐藤')
    expect(said(await post(`operators/${own}/resets`, sato))).toEqual([409, 'own-account'])
  })
})

describe('sessions', () => {
  test('are listed without their tokens and ended one by one, or all but the own', async () => {
    await later()
    const page = await letIn('小林', { role: 'viewer' })
    const [second, third] = [pageOfAnswer(await logIn('小林')), pageOfAnswer(await logIn('小林'))]
    const list = async () => {
      const { body, text } = await get('me/sessions', page)
      for (const one of [page, second, third]) expect(text).not.toContain(one.cookie?.split('=')[1])
      return pageOf(schemas.sessionSummary).parse(body).items as SessionSummary[]
    }
    const all = await list()
    expect(all.map(({ own }) => own).toSorted()).toEqual([false, false, true])
    const strangers = (await get('me/sessions', sato)).body.items[0].id
    expect(said(await send('DELETE', `me/sessions/${strangers}`, page))).toEqual([404, 'not-found'])
    const others = all.filter(({ own }) => !own)
    expect((await send('DELETE', `me/sessions/${others[0]?.id}`, page)).status).toBe(204)
    expect(await list()).toHaveLength(2)
    expect((await send('DELETE', 'me/sessions', page)).status).toBe(204)
    expect([await isIn(page), await isIn(second), await isIn(third)]).toEqual([true, false, false])
    expect((await send('DELETE', `operators/${await idOf('小林')}/sessions`, sato)).status).toBe(204)
    expect(said(await send('DELETE', 'operators/nobody/sessions', sato))).toEqual([404, 'not-found'])
    expect(await isIn(page)).toBe(false)
  })

  test('one that nobody uses ends after two hours; one that is used does not', async () => {
    await later()
    const page = await letIn('加藤', { role: 'viewer' })
    for (let i = 0; i < 3; i += 1) {
      await clock.advance(HOUR)
      expect(await isIn(page)).toBe(true)
      expect((await get('status', sato)).status).toBe(200)
    }
    for (let i = 0; i < 2; i += 1) {
      await clock.advance(HOUR)
      expect(await isIn(sato)).toBe(true)
    }
    expect(await isIn(page)).toBe(false)
    expect((await people()).find(({ name }) => name === '加藤')).toMatchObject({ sessions: 0 })
  })
})

test('the cookie of a page that came by TLS goes over nothing else, though a proxy ends it', async () => {
  await later()
  await letIn('岡田', { role: 'viewer' })
  const cookie = async (origin: string) =>
    (await post('session', { origin }, { name: '岡田', password: PASSWORD })).headers['set-cookie']?.[0] ?? ''
  expect(await cookie(bench.url)).toMatch(/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
  expect(await cookie(bench.url.replace('http:', 'https:'))).toMatch(/; Max-Age=\d+; Secure$/)
})

describe('locks', () => {
  test('hold over a restart, tell nothing of who exists, and an administrator lifts them', async () => {
    await later()
    const page = await letIn('吉田', { role: 'viewer' })
    for (const name of ['吉田', '誰もいない'])
      for (let i = 0; i < 10; i += 1) expect((await logIn(name, 'wrong password')).status).toBe(401)
    const restarted = await startHttp(bench.deps)
    const again = (name: string) =>
      exchange(restarted.port, '/api/v1/session', {
        method: 'POST',
        headers: { origin: restarted.url },
        body: { name, password: PASSWORD },
      })
    const [known, nobody] = [await again('吉田'), await again('誰もいない')]
    expect(said(known)).toEqual([429, 'too-many-attempts'])
    expect([nobody.status, nobody.text, nobody.headers['retry-after']]).toEqual([
      ...[known.status, known.text, known.headers['retry-after']],
    ])
    const row = (await people()).find(({ name }) => name === '吉田')
    expect(row).toMatchObject({
      lockedUntilAt: iso(clock.now() + 15 * MINUTE),
      lastLockedAt: iso(clock.now()),
    })
    // Whoever is in sees that somebody tried.
    expect((await get('me', page)).body.operator.lastLockedAt).toBe(iso(clock.now()))
    expect((await post(`operators/${row?.id}/unlock`, sato)).status).toBe(204)
    expect((await again('吉田')).status).toBe(204)
    await restarted.stop()
    expect((await bench.entries('operator.locked')).map(({ subject }) => subject)).toContain(
      `operator:${row?.id}`,
    )
    expect((await bench.entries('operator.unlocked')).at(-1)?.actor).toBe(`operator:${await idOf('佐藤')}`)
  })
})

test('whoever guesses from elsewhere does not keep an owner out', async () => {
  await later()
  await letIn('清水', { role: 'viewer' })
  const from = (address: string, password: string) =>
    bench.ask('/api/v1/session', {
      ...{ method: 'POST', headers: { origin: bench.url }, from: address },
      body: { name: '清水', password },
    })
  for (let i = 0; i < 10; i += 1) expect((await from('127.0.0.2', 'wrong password')).status).toBe(401)
  expect((await from('127.0.0.2', PASSWORD)).status).toBe(429)
  expect((await from('127.0.0.1', PASSWORD)).status).toBe(204)
  await clock.advance(14 * MINUTE)
  expect((await from('127.0.0.2', PASSWORD)).status).toBe(429)
  await clock.advance(MINUTE)
  expect((await from('127.0.0.2', PASSWORD)).status).toBe(204)
})

describe('API tokens', () => {
  const make = (body: object) =>
    post('tokens', sato, {
      name: '夜間の集計',
      permissions: ['read-service'],
      expiresAt: iso(clock.now() + DAY),
      ...body,
    })
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  test('what a token may not have is refused, each by its place', async () => {
    const paths = async (body: object) => {
      const answer = await make(body)
      return [answer.status, (answer.body.errors ?? []).map((one: { path: string }) => one.path)]
    }
    expect(await paths({ permissions: [] })).toEqual([400, ['/permissions']])
    for (const one of ['manage-people', 'manage-tokens', 'decide', 'acknowledge', 'everything'])
      expect([one, await paths({ permissions: [one] })]).toEqual([one, [400, ['/permissions/0']]])
    expect(await paths({ permissions: ['read-evidence'], services: ['shop'] })).toEqual([
      400,
      ['/permissions/0'],
    ])
    expect(await paths({ services: ['mall'] })).toEqual([400, ['/services/0']])
    expect(await paths({ expiresAt: iso(clock.now()) })).toEqual([400, ['/expiresAt']])
    expect(await paths({ expiresAt: iso(clock.now() + 367 * DAY) })).toEqual([400, ['/expiresAt']])
    expect(await paths({ expiresAt: undefined })).toEqual([400, ['/expiresAt']])
    expect(await paths({ name: '' })).toEqual([400, ['/name']])
  })

  test('it is shown once, does what it says, and stops when it is revoked', async () => {
    const made = await make({ permissions: ['read-service', 'read-evidence'] })
    expect([made.status, schemas.issuedToken.parse(made.body)]).toEqual([201, made.body])
    const { id, token } = made.body
    expect(token).toMatch(/^kjt_[\w-]{43}$/)
    const list = async () => {
      const { body, text } = await get('tokens', sato)
      expect(text).not.toContain(token)
      return pageOf(schemas.tokenSummary)
        .parse(body)
        .items.find((one) => one.id === id) as TokenSummary
    }
    expect(await list()).toMatchObject({ createdBy: '佐藤', lastUsedAt: null, state: 'good' })
    expect((await get('checks', bearer(token))).status).toBe(200)
    expect(said(await get('ledger', bearer(token)))).toEqual([403, 'not-permitted'])
    expect(said(await get('me/sessions', bearer(token)))).toEqual([403, 'not-permitted'])
    expect((await get('me', bearer(token))).body).toMatchObject({
      ...{ operator: null, token: { id, name: '夜間の集計' }, role: null },
      permissions: ['read-service', 'read-evidence'],
    })
    const usedAt = clock.now()
    await clock.advance(MINUTE - 1)
    await get('me', bearer(token))
    expect((await list()).lastUsedAt).toBe(iso(usedAt))
    // A cookie beside it does not help it, and a bad one is not passed over for the cookie.
    expect(said(await get('ledger', { ...bearer(token), ...sato }))).toEqual([403, 'not-permitted'])
    expect(said(await get('me', { ...sato, ...bearer('kjt_0123456789012345678901234567') }))[0]).toBe(401)
    expect((await send('DELETE', `tokens/${id}`, sato)).status).toBe(204)
    expect((await get('checks', bearer(token))).status).toBe(401)
    expect((await list()).state).toBe('revoked')
    expect(said(await send('DELETE', 'tokens/nothing', sato))).toEqual([404, 'not-found'])
    expect(JSON.stringify(bench.logged)).not.toContain(token)
  })

  test('it stops when it expires, and when its creator is disabled or may do less', async () => {
    await later()
    const admin = await letIn('松本', { role: 'administrator' })
    const id = await idOf('松本')
    const body = {
      name: 't',
      permissions: ['read-service', 'read-ledger'],
      expiresAt: iso(clock.now() + DAY),
    }
    const { token } = (await post('tokens', admin, body)).body
    const see = async () => [
      (await get('services', bearer(token))).status,
      (await get('ledger', bearer(token))).status,
    ]
    expect(await see()).toEqual([200, 200])
    await post(`operators/${id}/role`, sato, { role: 'viewer' })
    expect(await see()).toEqual([200, 403])
    await post(`operators/${id}/disable`, sato)
    expect(await see()).toEqual([401, 401])
    expect((await get('tokens', sato)).body.items[0].state).toBe('creator-disabled')
    await post(`operators/${id}/enable`, sato)
    expect(await see()).toEqual([200, 403])
    await clock.advance(DAY)
    expect(await see()).toEqual([401, 401])
  })
})
