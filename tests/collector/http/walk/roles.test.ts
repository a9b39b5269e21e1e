/** Every route as everybody: what a role's row does not name is refused, what it names is not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
  TOKEN_PERMISSIONS,
} from '../../../../rules/people/permissions.ts'
import { ROLES, type Role } from '../../../../rules/words.ts'
import { openBench } from '../bench.ts'
import { type Account, logIn, makeAccount, makeToken } from './accounts.ts'
import { knock, type Operation, operationsOf } from './routes.ts'

const bench = await openBench({ until: afterAll })
const accounts = new Map<Role, Account>()
let all: Operation[] = []
let token: Record<string, string> = {}

beforeAll(async () => {
  const first = await makeAccount(bench, { role: 'administrator', invitedBy: null })
  for (const role of ROLES) {
    const bound = role === 'customer' ? { services: ['shop'] } : {}
    accounts.set(role, await makeAccount(bench, { role, invitedBy: first.id, ...bound }))
  }
  token = (await makeToken(bench, { by: first.id, permissions: [...TOKEN_PERMISSIONS] })).headers
  all = await operationsOf(bench)
})

/** What is refused before anything else is looked at. */
const REFUSED = ['login-required', 'not-permitted', 'credential-refused', 'foreign-origin', 'not-from-here']

async function admitted(one: Operation, headers: Record<string, string>): Promise<boolean> {
  const path = one.path.replaceAll(/\{\w+\}/g, 'nothing')
  const { code } = await knock(bench, { ...one, path }, headers, one.method === 'POST' ? {} : undefined)
  return code === null || !REFUSED.includes(code)
}

const nameOf = ({ method, path }: Operation) => `${method} ${path}`
const needsAgent = (one: Operation) => one.path.startsWith('/agent/')

test('each route names one permission of the list, or is one of the few that need none', () => {
  const without = all.filter(({ permission }) => permission === null).map(nameOf)
  expect(without.toSorted()).toEqual(
    [
      ...['GET /healthz', 'GET /readyz', 'GET /metrics', 'GET /api/openapi.json', 'GET /api/v1/status'],
      ...['POST /api/v1/enrol', 'POST /api/v1/reset', 'POST /api/v1/session', 'DELETE /api/v1/session'],
      ...['GET /api/v1/me', 'POST /api/v1/me/password', 'GET /api/v1/me/sessions'],
      ...['DELETE /api/v1/me/sessions', 'DELETE /api/v1/me/sessions/{id}'],
      ...all.filter(needsAgent).map(nameOf),
    ].toSorted(),
  )
  for (const { permission } of all)
    if (permission !== null) expect(PERMISSIONS).toContain(permission as Permission)
  // Reading is reading: nothing is changed by who may only read, and nothing is changed by a GET.
  for (const one of all)
    if (one.permission !== null)
      expect([nameOf(one), one.permission.startsWith('read-')]).toEqual([nameOf(one), one.method === 'GET'])
})

describe.each(ROLES)('%s', (role) => {
  test('may use exactly the routes of its permissions', async () => {
    const account = accounts.get(role)
    if (!account) throw new Error(role)
    expect(all.length).toBeGreaterThan(40)
    const wrong: string[] = []
    for (const one of all) {
      const held = one.permission === null || ROLE_PERMISSIONS[role].some((held) => held === one.permission)
      const expected = held && !needsAgent(one)
      // A route may end the session that walks.
      const page = await logIn(bench, account.id)
      if ((await admitted(one, page)) !== expected) wrong.push(`${nameOf(one)}: expected ${expected}`)
    }
    expect(wrong).toEqual([])
  })

  test('is told its role and permissions', async () => {
    const headers = await logIn(bench, accounts.get(role)?.id ?? '')
    const { body } = await bench.ask('/api/v1/me', { headers })
    const services = role === 'customer' ? ['shop'] : null
    expect(body).toMatchObject({ role, permissions: ROLE_PERMISSIONS[role], services, token: null })
    const { body: status } = await bench.ask('/api/v1/status', { headers })
    expect(status.session).toMatchObject({ role, permissions: ROLE_PERMISSIONS[role] })
  })
})

test('a token may use what a token can hold, and never people, tokens or what a person does', async () => {
  for (const one of all) {
    const open = ['GET /api/v1/status', 'GET /api/v1/me'].includes(nameOf(one)) || one.security.length === 0
    const held = TOKEN_PERMISSIONS.some((held) => held === one.permission)
    // What comes from a page of the console only is no token's way in.
    const fromPage = ['/api/v1/enrol', '/api/v1/reset', '/api/v1/session'].includes(one.path)
    const expected = (open || held) && !fromPage && !needsAgent(one)
    expect([nameOf(one), await admitted(one, token)]).toEqual([nameOf(one), expected])
  }
})

test('nobody and an agent come no further than the doors that are theirs', async () => {
  const agent = { authorization: `Bearer ${bench.agent.token}` }
  for (const one of all) {
    const isPublic = one.security.length === 0 && one.method === 'GET'
    // Its own door is what tests of the wire go through.
    if (!needsAgent(one)) expect([nameOf(one), await admitted(one, agent)]).toEqual([nameOf(one), isPublic])
    const local = isPublic || one.path === '/api/v1/status'
    expect([nameOf(one), await admitted(one, {})]).toEqual([nameOf(one), local])
  }
})

test('a change by a session comes from a page of this console; one by a token from anywhere', async () => {
  const { cookie = '' } = await logIn(bench, accounts.get('administrator')?.id ?? '')
  for (const one of all.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/v1/'))) {
    const path = one.path.replaceAll(/\{\w+\}/g, 'nothing')
    const headers = { cookie, origin: 'http://evil.example' }
    const { code } = await knock(bench, { ...one, path }, headers, one.method === 'POST' ? {} : undefined)
    expect([nameOf(one), code]).toEqual([nameOf(one), 'foreign-origin'])
  }
  const issued = await bench.ask('/api/v1/agents', { method: 'POST', headers: token, body: { name: 'db-9' } })
  expect(issued.status).toBe(201)
  const actors = (await bench.entries('agent.credential-issued')).map(({ actor }) => actor)
  expect(actors.toSorted()).toEqual(['system', expect.stringMatching(/^token:[0-9a-f-]{36}$/)])
})
