/** Every line of the doctor, each by what really causes it. */

import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeClock } from '../../agent/clock.ts'
import { loadConfig } from '../../agent/config.ts'
import { examineDescriptors, examineNode } from '../../agent/doctor/runtime.ts'
import { examine } from '../../agent/doctor.ts'
import type { AssignedCheck } from '../../rules/wire/v1.ts'
import { freePort } from '../support/program.ts'
import { startFakeCollector } from './fake-collector.ts'

const home = mkdtempSync(join(tmpdir(), 'kijun-doctor-'))
const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
const clockOff = (ms: number) =>
  makeClock({ wall: () => Date.now() + ms, monotonic: () => performance.now() })

let folders = 0
/** A host whose configuration is `more`, with a good token and a data directory. */
function hostWith(collector: string, more = ''): { folder: string; file: string } {
  folders += 1
  const folder = join(home, String(folders))
  mkdirSync(folder)
  writeFileSync(join(folder, 'token'), 'secret\n', { mode: 0o600 })
  const file = join(folder, 'agent.yaml')
  writeFileSync(file, `collector: ${collector}\ntoken: { file: token }\ndata: data\n${more}`)
  return { folder, file }
}

async function lines(file: string, offMs = 0): Promise<string[]> {
  const loaded = loadConfig(file)
  if ('errors' in loaded) throw new Error(JSON.stringify(loaded.errors))
  const findings = await examine(loaded.config, clockOff(offMs), process.versions.node)
  return findings.map(({ subject, ok, text }) => `${ok ? 'ok' : 'DO'} ${subject}: ${text}`)
}

const check = (type: string, config: Record<string, unknown>): AssignedCheck => ({
  check: `shop/web/${type}`,
  type,
  purpose: 'time-sync',
  everyMs: 60_000,
  timeoutMs: 500,
  confirm: { failures: 3, everyMs: 1000 },
  config,
})

async function collectorWith(...checks: AssignedCheck[]) {
  const collector = await startFakeCollector({ wire: 1, revision: 1, checks })
  onTestFinished(() => collector.close())
  return collector
}

/** A server of a test, on a port of its own. */
async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as AddressInfo).port
}

test('a host that is well, in the order of its needs', async () => {
  const { url } = await collectorWith()
  const said = await lines(hostWith(url, 'concurrency: 2\n').file)
  expect(said.slice(0, 4)).toEqual([
    expect.stringMatching(/^ok token: /),
    expect.stringMatching(/^ok data: /),
    `ok collector: ${url} knows this agent`,
    'ok clock: agrees with the collector',
  ])
  expect(said).toContain(`ok node: ${process.versions.node}`)
  expect(said).toContainEqual(expect.stringMatching(/^ok descriptors: \d+ may be open, 76 suffice$/))
  expect(said).toContainEqual(expect.stringMatching(/^(ok|DO) time zone: /))
  expect(said).toContainEqual(expect.stringMatching(/^(ok|DO) time: /))
})

test.each([
  [
    'a token that is missing',
    (folder: string) => writeFileSync(join(folder, 'token'), ''),
    /^DO token: the token file must hold one line.*: write the token/,
  ],
  [
    'a token that others can read',
    (folder: string) => chmodSync(join(folder, 'token'), 0o644),
    /^DO token: others can read .*: chmod 600 it$/,
  ],
  [
    'data where nothing can be written',
    (folder: string) => writeFileSync(join(folder, 'data'), ''),
    /^DO data: .*EEXIST.*: let this user write to /,
  ],
])('%s', async (_name, cause, line) => {
  const { folder, file } = hostWith(`http://127.0.0.1:${await freePort()}`)
  cause(folder)
  expect(await lines(file)).toContainEqual(expect.stringMatching(line))
})

test('a disk with less room than the spool may take', async () => {
  const { file } = hostWith(`http://127.0.0.1:${await freePort()}`, 'spool: { maxBytes: 1024GiB }\n')
  expect(await lines(file)).toContainEqual(
    expect.stringMatching(
      /^DO data: .* has \d+ bytes free, the spool may take \d+: make room or lower spool.maxBytes$/,
    ),
  )
})

test('a collector that nobody listens for, that nobody knows, that does not know us, that is none', async () => {
  const port = await freePort()
  const other = createServer((_request, response) => response.end('{"hello":1}'))
  const missing = createServer((_request, response) => response.writeHead(404).end())
  const { url } = await collectorWith()
  const stranger = hostWith(url)
  writeFileSync(join(stranger.folder, 'token'), 'wrong\n')
  const cases: [file: string, line: RegExp][] = [
    [hostWith(`http://127.0.0.1:${port}`).file, /ECONNREFUSED.*: nothing listens there: is it running/],
    [
      hostWith('http://no-such-host.invalid:8420').file,
      /: (nobody knows the name no-such-host\.invalid|the name server does not answer)/,
    ],
    [stranger.file, / does not know the token: have it issued again$/],
    [
      hostWith(`http://127.0.0.1:${await listening(other)}`).file,
      /answers, but not as a collector: is this its address\?$/,
    ],
    [hostWith(`http://127.0.0.1:${await listening(missing)}`).file, /answered 404: is this its address\?$/],
    [
      hostWith(`https://127.0.0.1:${await listening(createServer())}`).file,
      /it does not speak TLS at that port/,
    ],
  ]
  for (const [file, line] of cases) {
    const said = (await lines(file)).find((text) => text.includes(' collector: '))
    expect(said).toMatch(/^DO /)
    expect(said).toMatch(line)
  }
})

test('a certificate that nobody signed, that is for another name, that has expired', async () => {
  const secure = async (name: string) => {
    const [key, cert] = ['key', 'cert'].map((part) => readFileSync(fixture(`${name}.${part}.pem`)))
    return listening(createSecureServer({ key, cert }, (_request, response) => response.end()))
  }
  const [shop, expired] = [await secure('shop'), await secure('expired')]
  const trusting = (name: string) => `ca: ${fixture(`${name}.cert.pem`)}\n`
  const cases: [file: string, line: RegExp][] = [
    [
      hostWith(`https://localhost:${shop}`).file,
      /nobody whom this host trusts signed its certificate: name the file .* as `ca`/,
    ],
    [hostWith(`https://127.0.0.1:${shop}`, trusting('shop')).file, /its certificate is not for 127\.0\.0\.1/],
    [
      hostWith(`https://localhost:${expired}`, trusting('expired')).file,
      /its certificate has expired: renew it, or set this host's clock/,
    ],
    [hostWith(`https://localhost:${shop}`, 'ca: none.pem\n').file, /ENOENT.*none\.pem/],
  ]
  for (const [file, line] of cases) expect((await lines(file)).join('\n')).toMatch(line)
})

test('a clock that is ahead, and one that is behind', async () => {
  const { url } = await collectorWith()
  const { file } = hostWith(url)
  expect(await lines(file, 3_600_000)).toContainEqual(
    expect.stringMatching(/^DO clock: is 3[56]\d\d s ahead of the collector's: set it/),
  )
  expect(await lines(file, -60_000)).toContainEqual(
    expect.stringMatching(/^DO clock: is (59|60|61) s behind the collector's/),
  )
})

test('time servers of the assignment that do not answer, and a time zone that its checks do not want', async () => {
  const silent = `127.0.0.1:${await freePort()}`
  const { url } = await collectorWith(
    check('ntp', { servers: [silent], maxOffset: '1s' }),
    check('clock', { timeZone: 'Antarctica/Troll' }),
  )
  const said = await lines(hostWith(url).file)
  expect(said).toContainEqual(
    expect.stringMatching(
      new RegExp(`^DO time servers: none of ${silent} can be asked .*: open UDP port 123`),
    ),
  )
  expect(said).toContainEqual(
    expect.stringMatching(/^DO time zone: .*(its checks want Antarctica\/Troll|cannot be told)/),
  )
})

test('one time server of two that does not answer is not hidden by the other', async () => {
  const server = createSocket('udp4')
  onTestFinished(() => {
    server.close()
  })
  server.on('message', (request, from) => {
    const packet = Buffer.alloc(48)
    packet.writeUInt16BE(0x2402)
    request.copy(packet, 24, 40, 48)
    for (const at of [32, 40]) request.copy(packet, at, 40, 48)
    server.send(packet, from.port, from.address)
  })
  server.bind(0, '127.0.0.1')
  await once(server, 'listening')
  const [good, silent] = [`127.0.0.1:${server.address().port}`, `127.0.0.1:${await freePort()}`]
  const timeServers = async (...servers: string[]) => {
    const { url } = await collectorWith(check('ntp', { servers, maxOffset: '1s' }))
    return (await lines(hostWith(url).file)).find((line) => line.includes(' time servers: '))
  }
  expect(await timeServers(good)).toBe(`ok time servers: ${good}`)
  expect(await timeServers(good, silent)).toBe(
    `DO time servers: 1 of 2 answer (${good}, ${silent}): open UDP port 123 to the others, or name others`,
  )
})

test('the assignment on disk tells what to examine while the collector is away', async () => {
  const { folder, file } = hostWith(`http://127.0.0.1:${await freePort()}`)
  mkdirSync(join(folder, 'data'))
  const assignment = {
    wire: 1,
    revision: 1,
    checks: [check('ntp', { servers: ['127.0.0.1:9'], maxOffset: '1s' })],
  }
  writeFileSync(join(folder, 'data/assignment.json'), JSON.stringify({ etag: '', assignment }))
  expect(await lines(file)).toContainEqual(expect.stringMatching(/^DO time servers: none of 127\.0\.0\.1:9/))
})

test.each([
  ['no ping program', null, /^DO ping: no ping program: install it \(Debian: iputils-ping\)/],
  [
    'a ping that may not',
    'echo "ping: socktype: SOCK_RAW" >&2; echo "ping: socket: Operation not permitted" >&2; exit 2',
    /^DO ping: this user may not send ICMP: setcap cap_net_raw\+ep on ping/,
  ],
  [
    'a ping that gets no answer',
    'echo "1 packets transmitted, 0 received"; exit 1',
    /^DO ping: does not reach this host itself: 1 packets/,
  ],
])('%s', async (_name, code, line) => {
  const { folder, file } = hostWith(`http://127.0.0.1:${await freePort()}`)
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  symlinkSync('/bin/sh', join(bin, 'sh'))
  if (code !== null) writeFileSync(join(bin, 'ping'), `#!/bin/sh\n${code}\n`, { mode: 0o755 })
  const path = process.env.PATH
  process.env.PATH = bin
  try {
    expect(await lines(file)).toContainEqual(expect.stringMatching(line))
  } finally {
    process.env.PATH = path
  }
})

test('plugins and secrets, each with its own line', async () => {
  const { folder, file } = hostWith(
    `http://127.0.0.1:${await freePort()}`,
    `plugins:
  good: { program: HERE/good }
  gone: { program: HERE/gone }
  open: { program: HERE/open }
  text: { program: HERE/text }
secrets: { kept: { file: kept }, told: { file: told }, lost: { file: lost } }
`,
  )
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('HERE', folder))
  for (const [name, mode] of [
    ['good', 0o755],
    ['open', 0o777],
    ['text', 0o644],
    ['kept', 0o600],
    ['told', 0o644],
  ] as const) {
    writeFileSync(join(folder, name), 'x\n')
    chmodSync(join(folder, name), mode)
  }
  const said = (await lines(file)).filter((line) => /plugin|secret/.test(line))
  expect(said).toEqual([
    `ok plugin good: ${folder}/good`,
    `DO plugin gone: ${folder}/gone does not exist: install it (${file}:6:3)`,
    `DO plugin open: others can write to ${folder}/open: take that from them (chmod go-w) (${file}:7:3)`,
    `DO plugin text: ${folder}/text is not executable for this user: chmod +x it (${file}:8:3)`,
    `ok secret kept: ${folder}/kept`,
    `DO secret told: others can read ${folder}/told: chmod 600 it`,
    expect.stringMatching(/^DO secret lost: ENOENT.*: write it to .*\/lost, one line, for this user alone$/),
  ])
})

test('too few descriptors for what runs at once', async () => {
  const limits = join(home, 'limits')
  const loaded = loadConfig(hostWith('http://127.0.0.1:1', 'concurrency: 200\n').file)
  if ('errors' in loaded) throw new Error('no configuration')
  writeFileSync(
    limits,
    'Limit  Soft Limit\nMax open files            1024                 4096                 files\n',
  )
  expect(await examineDescriptors(loaded.config, limits)).toEqual({
    subject: 'descriptors',
    ok: false,
    text: '1024 may be open, concurrency 200 needs 1264: raise it (LimitNOFILE=, ulimit -n) or lower concurrency',
  })
  writeFileSync(limits, 'Max open files            unlimited            unlimited            files\n')
  expect((await examineDescriptors(loaded.config, limits)).ok).toBe(true)
  expect((await examineDescriptors(loaded.config, join(home, 'none'))).ok).toBe(true)
})

test.each([
  ['24.15.0', true],
  ['24.3.0', false],
  ['22.20.0', false],
])('Node %s is enough: %s', (version, ok) => {
  expect(examineNode(version).ok).toBe(ok)
})
