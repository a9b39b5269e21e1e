/** Each line of the doctor by really causing it: taken ports, locked and damaged stores, mail servers that refuse. */
import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { examineClock } from '../../../collector/doctor/clock.ts'
import { lockHolder } from '../../../collector/doctor/proc.ts'
import { openStore } from '../../../collector/store/open.ts'
import { freshDatabase } from '../../support/postgres.ts'
import { freePort } from '../../support/program.ts'
import { inProcess } from '../commands/in-process.ts'

let folder: string
let port: number
const undo: (() => unknown)[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kijun-doctor-'))
  port = await freePort()
})
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
  rmSync(folder, { recursive: true, force: true })
})

interface Setting {
  listen?: string
  more?: string
  ntp?: string
  data?: string
  agent?: string
}
const dataOf = ({ data }: Setting = {}) => data ?? join(folder, 'data')

function configure(setting: Setting = {}): string {
  const file = join(folder, 'collector.yaml')
  const clock = setting.ntp
    ? `\n          - { id: clock, purpose: time-sync, type: ntp, servers: ["${setting.ntp}"], maxOffset: 1s, every: 5m }`
    : ''
  writeFileSync(
    file,
    `listen: ${setting.listen ?? `127.0.0.1:${port}`}
data: ${dataOf(setting)}
${setting.more ?? ''}
services:
  - id: self
    name: self
    pattern: 1
    contacts: { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }
    components:
      - id: collector
        kind: application
        agent: ${setting.agent ?? 'host-1'}
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:1", every: 60s }
          - { id: works, purpose: fault, type: tcp, target: "127.0.0.1:1", every: 60s }${clock}
`,
  )
  return file
}

/** Its lines without the mark, by mark; the host's own clock and disk are what they are. */
async function doctor(setting: Setting = {}) {
  const { code, out, err } = await inProcess(['doctor', '--config', configure(setting)])
  const lines = out.split('\n')
  const of = (mark: string) =>
    lines.filter((line) => line.startsWith(`${mark} `)).map((line) => line.slice(mark.length).trim())
  return {
    code,
    err,
    ok: of('ok'),
    note: of('note'),
    todo: of('DO').filter((line) => !/^clock: it is not|chrony runs/.test(line)),
  }
}

async function listening<S extends Server>(server: S, at = 0): Promise<S> {
  server.listen(at, '127.0.0.1')
  await once(server, 'listening')
  undo.push(() => server.close())
  return server
}

test('a new host has nothing to do, and nothing is made by looking', async () => {
  const { todo, ok, note } = await doctor()
  expect(todo).toEqual([])
  const all = [...ok, ...note].join('\n')
  for (const words of [
    `node: Node ${process.versions.node}`,
    'configuration: ',
    'the first start makes it',
    'MiB free',
    'the embedded store is made at the first start',
    `listen: 127.0.0.1:${port} is free`,
    'from this host only',
    'no mail server is configured',
    'descriptors: ',
    'host-1 is given 2 checks and was never issued',
  ])
    expect(all).toContain(words)
  expect(existsSync(dataOf())).toBe(false)
})

test('configuration errors end it with 2, as text and as JSON', async () => {
  const file = configure({ more: 'lanuage: ja' })
  const text = await inProcess(['doctor', '--config', file])
  expect([text.code, text.out]).toEqual([2, ''])
  expect(text.err).toContain('collector.yaml:3:1')
  const json = await inProcess(['doctor', '--config', file, '--json'])
  expect(json.code).toBe(2)
  expect(JSON.parse(json.out)).toMatchObject({
    ok: false,
    findings: [{ subject: 'configuration', state: 'do' }],
  })
  expect((await inProcess(['doctor'])).code).toBe(2)
})

test('a taken port names who has it; a port of another collector too', async () => {
  await listening(createServer(), port)
  const taken = await doctor()
  expect(taken.code).toBe(1)
  expect(taken.todo).toEqual([
    expect.stringMatching(
      new RegExp(`^listen: 127\\.0\\.0\\.1:${port} is taken by .+ \\(pid ${process.pid}\\): stop it`),
    ),
  ])
  const other = createHttp((_, answer) => answer.end('{"status":"alive"}'))
  port = await freePort()
  await listening(other, port)
  expect((await doctor()).todo[0]).toContain(', another collector: ')
})

test('an address that is not ours, a name without an address', async () => {
  expect((await doctor({ listen: '192.0.2.1:8420' })).todo[0]).toMatch(
    /^listen: 192\.0\.2\.1 is no address of this host: configure one of .*127\.0\.0\.1/,
  )
  expect((await doctor({ listen: 'nowhere.invalid:8420' })).todo[0]).toMatch(
    /^listen: the name nowhere\.invalid has no address here/,
  )
  expect((await doctor({ listen: `0.0.0.0:${port}` })).note.join()).toContain('plain HTTP')
  if (Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1')))
    expect((await doctor({ listen: `"[::1]:${port}"` })).ok.join('\n')).toContain(
      `the console is http://[::1]:${port}/,`,
    )
})

test('a data directory that is a file, below a file, or open to others', async () => {
  writeFileSync(join(folder, 'file'), '')
  expect((await doctor({ data: join(folder, 'file') })).todo[0]).toMatch(/^data: .* is no directory/)
  expect((await doctor({ data: join(folder, 'file/data') })).todo.join()).toMatch(
    /data: .*(?:no directory|ENOTDIR)/,
  )
  mkdirSync(dataOf())
  chmodSync(dataOf(), 0o755)
  expect((await doctor()).todo[0]).toMatch(/^data: others may look into .* \(mode 755\): chmod 700 it/)
})

test("the collector's own vantage needs no token of anybody", async () => {
  const { note } = await doctor({ agent: 'collector' })
  const told = note.filter((line) => line.startsWith('agents: '))
  expect(told).toEqual(['agents: collector is given 2 checks: the next start issues it by itself'])
})

async function made() {
  const store = await openStore({ data: dataOf(), postgres: null })
  undo.push(() => store.close())
  await store.openInstance({ uuid: randomUUID(), digestKey: new Uint8Array(32), now: 1 })
  return store
}
const issue = (store: Awaited<ReturnType<typeof made>>, name: string) =>
  store.issueAgent({
    ...{
      id: randomUUID(),
      name,
      credentialId: randomUUID(),
      actor: 'system',
      now: 1,
      ledgerId: randomUUID(),
    },
    tokenDigest: createHash('sha256').update(name).digest('hex'),
  })

function writeKey(text?: string): void {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(join(dataOf(), 'ledger-key.pem'), text ?? pem, { mode: 0o600 })
}

test('beside a running collector it only looks: who has the directory, agents that are silent or were never heard', async () => {
  const store = await made()
  writeKey()
  const agent = await issue(store, 'host-1')
  const before = readdirSync(dataOf()).map((name) => [name, statSync(join(dataOf(), name)).mtimeMs])
  const never = await doctor()
  expect(never.ok.join('\n')).toContain(`in use by the running collector`)
  expect(never.ok.join('\n')).toContain(`pid ${process.pid})`)
  expect(never.ok.join('\n')).toMatch(/SQLite [\d.]+, quick check passed/)
  expect(never.ok.join('\n')).toContain('the key of the ledger is there')
  expect(never.todo).toEqual(['agents: host-1 was never heard: run kijun-agent doctor on its host'])
  expect(readdirSync(dataOf()).map((name) => [name, statSync(join(dataOf(), name)).mtimeMs])).toEqual(before)

  // The clock of `inProcess` begins with November 2026.
  await store.agentSeen({ id: agent.id, at: Date.UTC(2026, 9, 31, 23, 50) })
  expect((await doctor()).todo[0]).toMatch(/^agents: host-1 is silent for 10 min/)
  await store.agentSeen({ id: agent.id, at: Date.UTC(2026, 10, 1) })
  const heard = await doctor()
  expect(heard.todo).toEqual([])
  expect(heard.ok.join('\n')).toContain('1 of 1 agents are heard')
  // The store goes on as if nobody had looked.
  await issue(store, 'host-2')
})

test('a collector that answers on its own port is well', async () => {
  const store = await made()
  writeKey()
  const { id } = await issue(store, 'host-1')
  await store.agentSeen({ id, at: Date.UTC(2026, 10, 1) })
  await listening(
    createHttp((_, answer) => answer.end('{"status":"alive"}')),
    port,
  )
  const { todo, ok, code } = await doctor()
  expect([todo, ok.join('\n')]).toEqual([
    [],
    expect.stringContaining(`the running collector answers on 127.0.0.1:${port}`),
  ])
  expect(code).toBeLessThan(2)
})

test('a lock that nobody holds any more is none', async () => {
  const store = await made()
  expect(await lockHolder(join(dataOf(), 'kijun.lock'))).toMatchObject({ pid: process.pid })
  await store.close()
  expect(await lockHolder(join(dataOf(), 'kijun.lock'))).toBe('none')
  expect(await lockHolder(join(dataOf(), 'nothing'))).toBe('none')
})

test('a damaged store, a key that is gone, damaged or open to others', async () => {
  await (await made()).close()
  expect((await doctor()).todo.join('\n')).toMatch(
    /^keys: .*ledger-key\.pem is gone although there is a store/m,
  )
  writeKey('nonsense')
  expect((await doctor()).todo.join('\n')).toMatch(/^keys: .* holds no Ed25519 key/m)
  writeKey()
  chmodSync(join(dataOf(), 'ledger-key.pem'), 0o644)
  expect((await doctor()).todo.join('\n')).toMatch(/^keys: others may read .*: chmod 600 it/m)
  writeFileSync(join(dataOf(), 'kijun.db'), 'this is no database, whatever its name says. '.repeat(99))
  expect((await doctor()).todo.join('\n')).toMatch(
    /^store: .*kijun\.db cannot be read \(file is not a database\): restore it/m,
  )
})

test('PostgreSQL: fine, without the database, without the server', async () => {
  const url = new URL(await freshDatabase())
  const store = (at: URL) => `store: "${at.href}"`
  const well = await doctor({ more: store(url) })
  expect(well.ok.join('\n')).toMatch(/store: PostgreSQL [\d.]+.* on .*, logged in/)
  expect(well.note.join('\n')).toContain('the store is empty; the next start makes its tables')
  // Looking has made none of them, and its clock is judged against the one that runs here (virtual: far off).
  expect(well.todo.filter((line) => !line.includes('clock'))).toEqual([])
  // Whether there was a key of it nobody sees from here, with the directory or without.
  const absent = /^keys: there is no key of the ledger in .*: right before the first start only.* restore it/m
  expect(well.note.join('\n')).toMatch(absent)
  mkdirSync(dataOf(), { mode: 0o700 })
  const empty = await doctor({ more: store(url) })
  expect(empty.note.join('\n')).toMatch(absent)
  expect(empty.ok.join('\n')).not.toContain('keys: ')
  const none = new URL(url)
  none.pathname = '/nothing_of_that_name'
  expect((await doctor({ more: store(none) })).todo[0]).toMatch(
    /^store: PostgreSQL on .*does not exist.*make it/,
  )
  const away = new URL(url)
  away.host = `127.0.0.1:${await freePort()}`
  away.search = ''
  const gone = (await doctor({ more: store(away) })).todo[0]
  expect(gone).toMatch(/^store: PostgreSQL on 127\.0\.0\.1:\d+: .*nothing listens there/)
  if (url.password !== '') expect(gone).not.toContain(url.password)
})

async function mailServer(options: SMTPServerOptions): Promise<{ at: number; sent: () => number }> {
  let sent = 0
  const server = new SMTPServer({
    ...{ disableReverseLookup: true, logger: false, authOptional: true },
    onData(_stream, _session, done) {
      sent += 1
      done()
    },
    onRcptTo(_address, _session, done) {
      sent += 1
      done()
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  undo.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { at: (server.server.address() as AddressInfo).port, sent: () => sent }
}
const mail = (at: number, login = '', password = '') =>
  `mail: { url: "smtp://${login}127.0.0.1:${at}", from: "基準 <kijun@provider.example>"${password} }`
const plain = { disabledCommands: ['STARTTLS', 'AUTH'] }

test('a mail server that takes our sender; nothing is sent', async () => {
  const { at, sent } = await mailServer(plain)
  const { ok, todo } = await doctor({ more: mail(at) })
  expect(todo).toEqual([])
  expect(ok).toContain('mail: it takes our sender')
  expect(sent()).toBe(0)
})

test('a sender, a login and a certificate that are refused', async () => {
  const refusing = await mailServer({
    ...plain,
    onMailFrom: (_address, _session, done) =>
      done(Object.assign(new Error('not from you'), { responseCode: 550 })),
  })
  expect((await doctor({ more: mail(refusing.at) })).todo).toEqual([
    expect.stringMatching(/^mail: it refuses our sender \(550 not from you\): correct mail\.from/),
  ])
  const login = (right: string): SMTPServerOptions => ({
    ...{
      disabledCommands: ['STARTTLS'],
      authOptional: false,
      allowInsecureAuth: true,
      authMethods: ['PLAIN'],
    },
    onAuth: (auth, _session, done) =>
      auth.password === right ? done(null, { user: 'u' }) : done(new Error('no')),
  })
  writeFileSync(join(folder, 'password'), 'secret-word\n', { mode: 0o600 })
  const password = `, password: { file: ${join(folder, 'password')} }`
  const admitted = await doctor({ more: mail((await mailServer(login('secret-word'))).at, 'u@', password) })
  expect([admitted.todo, admitted.ok]).toEqual([
    [],
    expect.arrayContaining([expect.stringContaining('takes the login')]),
  ])
  expect(admitted.ok).toContain('mail: it takes our sender')
  const refused = await doctor({ more: mail((await mailServer(login('other'))).at, 'u@', password) })
  expect(refused.todo[0]).toMatch(/^mail: .*the login is refused: correct the user/)
  expect(refused.todo.join()).not.toContain('secret-word')
  const selfSigned = await mailServer({ disabledCommands: ['AUTH'] })
  expect((await doctor({ more: mail(selfSigned.at) })).todo[0]).toMatch(/^mail: .*(?:certificate|TLS)/)
})

test('no mail server there, or something else', async () => {
  expect((await doctor({ more: mail(await freePort()) })).todo[0]).toMatch(
    /^mail: .*ECONNREFUSED.*correct mail\.url/,
  )
  const web = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
  expect((await doctor({ more: mail((web.address() as AddressInfo).port) })).todo[0]).toMatch(/^mail: 127/)
})

test('time servers of the checks: one that is silent, one that refuses', async () => {
  const socket = createSocket('udp4')
  undo.push(() => socket.close())
  socket.on('message', (request, from) => {
    const packet = Buffer.alloc(48)
    packet.writeUInt8((3 << 6) | (4 << 3) | 4, 0)
    packet.writeUInt8(16, 1)
    request.copy(packet, 24, 40, 48)
    socket.send(packet, from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const refusing = `127.0.0.1:${socket.address().port}`
  expect((await doctor({ ntp: refusing, agent: 'this-host' })).todo).toEqual([
    expect.stringMatching(/^clock: the time server .* gives no usable answer \(unsynchronised\)/),
  ])
  const silent = `127.0.0.1:${await freePort()}`
  for (const its of [
    { agent: 'this-host' },
    { agent: 'collector' },
    { more: 'ownClock: self/collector/clock' },
  ])
    expect((await doctor({ ntp: silent, ...its })).todo).toEqual([
      expect.stringContaining(`clock: no answer from the time server ${silent}`),
    ])
  // What another host can reach is not seen from here.
  const others = await doctor({ ntp: silent, agent: 'host-1' })
  expect(others.todo).toEqual([])
  expect(others.note.join('\n')).toContain(`clock: no answer from the time server ${silent}`)
})

/** As the programs printed it. */
const SYNCHRONISED =
  'Reference ID    : C0000201 (192.0.2.1)\nSystem time     : 0.000012345 seconds slow of NTP time\nLeap status     : Normal\n'
test.each([
  ['chronyc', SYNCHRONISED, 'ok', 'chrony keeps it (Normal, 0.000012345 s slow)'],
  ['chronyc', 'Leap status     : Not synchronised\n', 'do', 'chrony runs and is not synchronised'],
  ['timedatectl', 'yes\n', 'ok', 'systemd says'],
  ['timedatectl', 'no\n', 'do', 'start chrony'],
  ['nothing', '', 'note', 'cannot be told'],
])('what keeps the clock by %s: %j', async (program, output, state, words) => {
  const found = await examineClock(async (asked) => (asked === program ? output : null))
  expect(found).toMatchObject({ subject: 'clock', state, text: expect.stringContaining(words) })
})

test('with TLS: until when the certificate is good, and what to do once it is not', async () => {
  const fixture = (name: string) => join(import.meta.dirname, '../../agent/fixtures', name)
  const tls = (name: string) =>
    `tls: { cert: "${fixture(`${name}.cert.pem`)}", key: "${fixture(`${name}.key.pem`)}" }`
  const good = await doctor({ more: tls('shop') })
  expect(good.todo).toEqual([])
  expect(good.ok.join('\n')).toMatch(/listen: TLS is on; .*DNS:shop\.example.* until 2126-/)
  const expired = await doctor({ more: tls('expired') })
  expect(expired.code).toBe(1)
  expect(expired.todo.join('\n')).toMatch(/listen: the certificate has expired on 2020-02-01.*SIGHUP/)
})
