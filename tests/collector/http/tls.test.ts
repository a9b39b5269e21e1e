/** The collector over TLS, as the real program: agents and browsers reach it, and a renewed certificate cuts nobody off. */
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type TLSSocket } from 'node:tls'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePort, type Program, startProgram } from '../../support/program.ts'

const fixture = (name: string) => join(import.meta.dirname, '../../agent/fixtures', name)
/** Stands for 127.0.0.1. */
const CA = fixture('chain/root.cert.pem')

let folder: string
let port: number
let programs: Program[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kijun-tls-'))
  port = await freePort()
  programs = []
})
afterEach(async () => {
  for (const program of programs) await program.end('SIGKILL')
  rmSync(folder, { recursive: true })
})

function certify(name: string): void {
  copyFileSync(fixture(`${name}.cert.pem`), join(folder, 'cert.pem'))
  copyFileSync(fixture(`${name}.key.pem`), join(folder, 'key.pem'))
}

function collector(...more: string[]): Program {
  const file = join(folder, 'collector.yaml')
  writeFileSync(
    file,
    `listen: 127.0.0.1:${port}
tls: { cert: cert.pem, key: key.pem }
data: ${join(folder, 'data')}
services:
  - id: self
    name: self
    pattern: 1
    contacts: { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }
    components:
      - id: collector
        kind: application
        agent: this-host
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${port}", every: 1s }
          - { id: works, purpose: fault, type: tcp, target: "127.0.0.1:${port}", every: 1s }
      - id: web
        kind: application
        agent: web-1
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${port}", every: 1s }
          - { id: works, purpose: fault, type: tcp, target: "127.0.0.1:${port}", every: 1s }
`,
  )
  return start('collector/kijun-collector.js', 'serve', '--config', file, ...more)
}

function start(entry: string, ...args: string[]): Program {
  const program = startProgram(entry, args)
  programs.push(program)
  return program
}

interface Heard {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

function ask(path: string, init: { body?: object; cookie?: string; agent?: Agent } = {}): Promise<Heard> {
  const { body, cookie, agent = new Agent({ ca: readFileSync(CA) }) } = init
  return new Promise((resolve, reject) => {
    const headers = {
      ...(body && { 'content-type': 'application/json', origin: `https://127.0.0.1:${port}` }),
      ...(cookie && { cookie }),
    }
    const method = body ? 'POST' : 'GET'
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent }, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
      )
    })
    asked.on('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}

/** Which certificate a new connection is shown. */
async function shown(): Promise<string> {
  const socket: TLSSocket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

interface Summary {
  items: { check: string; last: { outcome: string } | null }[]
}

/** Asks again, as a page does, until each check has a result. */
async function untilResults(cookie: string): Promise<Summary['items']> {
  for (;;) {
    const { items } = JSON.parse((await ask('/api/v1/checks', { cookie })).body) as Summary
    if (items.every(({ last }) => last !== null)) return items
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a real agent that trusts the authority hands in over TLS, and so does the local one; cookies are Secure', async () => {
  certify('chain/good')
  const program = collector('--local-agent')
  const [, link] = await program.line(/one-time link: (https:\/\/127\.0\.0\.1:\d+\/#enrol=[\w-]{43})$/)
  const token = link?.split('=')[1]
  const body = { token, name: 'tester', password: 'correct horse battery' }
  const enrolled = await ask('/api/v1/enrol', { body })
  expect(enrolled.headers['strict-transport-security']).toBe('max-age=31536000')
  const [setCookie = ''] = enrolled.headers['set-cookie'] ?? []
  expect(setCookie).toContain('; Secure')
  const [cookie = ''] = setCookie.split(';')

  const issued = JSON.parse((await ask('/api/v1/agents', { body: { name: 'web-1' }, cookie })).body)
  writeFileSync(join(folder, 'agent.token'), `${issued.token}\n`)
  const config = join(folder, 'agent.yaml')
  const lines = [`collector: https://127.0.0.1:${port}`, `ca: ${CA}`, 'token: { file: agent.token }']
  writeFileSync(config, `${[...lines, `data: ${join(folder, 'agent')}`].join('\n')}\n`)
  start('agent/kijun-agent.js', 'run', '--config', config)

  const items = await untilResults(cookie)
  expect(items.map(({ check }) => check).toSorted()).toEqual([
    'self/collector/alive',
    'self/collector/works',
    'self/web/alive',
    'self/web/works',
  ])
  expect(new Set(items.map(({ last }) => last?.outcome))).toEqual(new Set(['ok']))
  const key = readFileSync(join(folder, 'key.pem'), 'utf8').split('\n')[1] ?? 'no key'
  expect(program.said.join('\n')).not.toContain(key)
  expect(await program.end('SIGTERM')).toBe(0)
}, 60_000)

test('SIGHUP takes a renewed certificate, keeps a connection, and refuses a pair that does not fit', async () => {
  certify('shop')
  const program = collector()
  await program.line(/console on https:/)
  const before = await shown()
  const kept = new Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false })
  const sockets = new Set<object>()
  kept.on('free', (socket) => sockets.add(socket))
  expect((await ask('/healthz', { agent: kept })).status).toBe(200)

  copyFileSync(fixture('chain/good.cert.pem'), join(folder, 'cert.pem'))
  program.child.kill('SIGHUP')
  await program.line(/this key does not belong to the certificate/)
  await program.line(/the one in force goes on/)
  expect(await shown()).toBe(before)

  certify('chain/good')
  program.child.kill('SIGHUP')
  await program.line(/configuration reloaded/)
  expect(await shown()).not.toBe(before)
  expect((await ask('/healthz')).status).toBe(200)
  expect((await ask('/healthz', { agent: kept })).status).toBe(200)
  expect(sockets.size).toBe(1)
  kept.destroy()
  expect(await program.end('SIGTERM')).toBe(0)
}, 60_000)
