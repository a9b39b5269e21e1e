/** The real program from start to end: what it prints, what it refuses, how it ends. */
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LASTING } from '../../../deploy/node/guard.js'
import { freePort, type Program, startProgram } from '../../support/program.ts'

const ENTRY = 'collector/kijun-collector.js'
const LINK = /one-time link: (http:\/\/127\.0\.0\.1:\d+\/#enrol=([\w-]{43}))$/

let folder: string
let port: number
let programs: Program[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kijun-serve-'))
  port = await freePort()
  programs = []
})
afterEach(async () => {
  for (const program of programs) await program.end('SIGKILL')
  rmSync(folder, { recursive: true })
})

function configure(name: string, every = '1s', at = port): string {
  const file = join(folder, 'collector.yaml')
  writeFileSync(
    file,
    `listen: 127.0.0.1:${at}
data: ${join(folder, 'data')}
services:
  - id: self
    name: ${name}
    pattern: 1
    contacts: { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }
    components:
      - id: collector
        kind: application
        agent: this-host
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${at}", every: ${every} }
          - { id: works, purpose: fault, type: http, url: "http://127.0.0.1:${at}/healthz", every: ${every} }
`,
  )
  return file
}

function serve(config: string, ...more: string[]): Program {
  const program = startProgram(ENTRY, ['serve', '--config', config, ...more])
  programs.push(program)
  return program
}

interface Summary {
  items: { check: string; name: string; last: { outcome: string } | null }[]
}
const get = async (path: string) => (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as Summary

test('with its own agent: results of this host, a reload, a clean end, a ledger that holds', async () => {
  const config = configure('first')
  const program = serve(config, '--local-agent')
  await program.line(LINK)
  expect(program.said.find((line) => line.startsWith('kijun: console on'))).toBe(
    `kijun: console on http://127.0.0.1:${port}/`,
  )
  await program.line(/no mail server is configured/)
  const command = readFileSync(`/proc/${program.child.pid}/cmdline`, 'utf8').split('\0')
  expect(command).toEqual(expect.arrayContaining([...LASTING]))

  // Server-sent events say when there is something new: no waiting by the clock.
  const events = await fetch(`http://127.0.0.1:${port}/api/v1/events`)
  const reader = events.body?.getReader()
  for (;;) {
    const { items } = await get('/api/v1/checks')
    if (items.length === 2 && items.every(({ last }) => last?.outcome === 'ok')) break
    if ((await reader?.read())?.done !== false) throw new Error('the events ended')
  }
  await reader?.cancel()

  configure('second')
  program.child.kill('SIGHUP')
  await program.line(/"revision":2,"msg":"configuration reloaded/)
  expect((await get('/api/v1/services')).items.map(({ name }) => name)).toEqual(['second'])

  configure('third', 'soon')
  program.child.kill('SIGHUP')
  await program.line(/bad-duration/)
  await program.line(/the one in force goes on/)
  expect((await get('/api/v1/services')).items.map(({ name }) => name)).toEqual(['second'])

  expect(await program.end('SIGINT')).toBe(0)
  expect(
    program.said.filter((line) => /ExperimentalWarning|"level":"error"(?!.*configuration)/.test(line)),
  ).toEqual([])
  expect(program.said.at(-1)).toMatch(/"msg":"stopped"/)

  configure('second')
  const verify = startProgram(ENTRY, ['verify', '--config', config])
  await verify.line(/The ledger holds \(entries: \d+, seals: \d+, not yet sealed: 0,/)
  expect(await verify.end('SIGCONT')).toBe(0)
})

test('each start without an operator gives a new link; a second collector on its data is refused in one line', async () => {
  const config = configure('shop')
  const first = serve(config)
  const [, , token] = await first.line(LINK)

  const locked = serve(config)
  expect(await locked.end('SIGCONT')).toBe(2)
  expect(locked.said).toHaveLength(1)
  expect(locked.said[0]).toMatch(/^kijun-collector: The data directory .* is in use by another collector/)

  const verify = startProgram(ENTRY, ['verify', '--config', config])
  await verify.line(/The ledger holds/)
  expect(await verify.end('SIGCONT'), 'an auditor need not stop the collector').toBe(0)

  expect(await first.end('SIGTERM')).toBe(0)
  const again = serve(config)
  const [, , other] = await again.line(LINK)
  expect(other).not.toBe(token)
  expect(await again.end('SIGTERM')).toBe(0)
})

test('a taken port is one line, exit 2', async () => {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  const program = serve(configure('shop'))
  expect(await program.end('SIGCONT')).toBe(2)
  server.close()
  expect(program.said.filter((line) => !line.startsWith('{'))).toEqual([
    `kijun-collector: port ${port} on 127.0.0.1 is taken; stop what uses it, or configure another one by listen:`,
  ])
  expect(program.said.filter((line) => line.includes('"level":"error"'))).toEqual([])
})

test('a data directory that is a file, an address of another host: one line each that says what to change', async () => {
  const config = configure('shop')
  writeFileSync(join(folder, 'data'), '')
  const onFile = serve(config)
  expect(await onFile.end('SIGCONT')).toBe(2)
  expect(onFile.said).toEqual([
    `kijun-collector: ${join(folder, 'data')} is no directory; configure another one by data: (EEXIST)`,
  ])

  rmSync(join(folder, 'data'))
  // An address for documentation (RFC 5737), which no host has.
  writeFileSync(config, readFileSync(config, 'utf8').replace(/^listen: .*$/m, `listen: 192.0.2.1:${port}`))
  const elsewhere = serve(config)
  expect(await elsewhere.end('SIGCONT')).toBe(2)
  expect(elsewhere.said.filter((line) => !line.startsWith('{'))).toEqual([
    `kijun-collector: cannot listen on port ${port} on 192.0.2.1: 192.0.2.1 is no address of this host`,
  ])
})
