import { randomBytes, randomUUID } from 'node:crypto'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type LocalAgentDeps, startLocalAgent } from '../../collector/local-agent.ts'
import { makeLocalAgents } from '../../collector/local-agents.ts'
import { makeLog } from '../../collector/log.ts'
import type { Revision } from '../../collector/model.ts'
import { tokenDigest } from '../../collector/operators/token.ts'
import { openStore } from '../../collector/store/open.ts'
import type { Store } from '../../collector/store/port.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { serviceOf } from './station.ts'

/** Stands in for the agent: says that it runs, and does what it is told by the name of its file. */
const PROGRAMS = {
  steady: `console.error(JSON.stringify({ level: 'warn', time: '2026-11-01T00:00:00.000Z', name: 'kijun-agent', check: 'a/b/c', msg: 'steady' }))
    process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000)`,
  dying: `console.log('not JSON'); process.exit(3)`,
  stubborn: `process.on('SIGTERM', () => console.log('no')); console.log('stubborn'); setInterval(() => {}, 1000)`,
}

let data: string
let store: Store
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'kijun-local-'))
  store = await openStore({ data, postgres: null })
  await store.openInstance({ uuid: randomUUID(), digestKey: randomBytes(32), now: 1 })
})
afterEach(async () => {
  await store.close()
  rmSync(data, { recursive: true })
})

function setUp(program: keyof typeof PROGRAMS) {
  const file = join(data, `${program}.mjs`)
  writeFileSync(file, PROGRAMS[program])
  const clock = makeVirtualClock(Date.UTC(2026, 10, 21))
  const said = new EventEmitter()
  const log = makeLog('info', {
    write(line: string) {
      const entry = JSON.parse(line) as { msg: string }
      said.emit(entry.msg, entry)
    },
  })
  const recorded: unknown[] = []
  const deps: LocalAgentDeps = {
    name: 'this-host',
    store,
    data,
    url: 'http://127.0.0.1:8420',
    clock,
    log,
    random: { bytes: randomBytes, uuid: randomUUID },
    record: async (...entry) => void recorded.push(entry),
    program: file,
  }
  return { clock, said, recorded, deps }
}

const TOKEN = () => join(data, 'agents/this-host.token')

test('the agent is issued once, with files for it alone, and its lines come into the log', async () => {
  const { said, deps } = setUp('steady')
  const heard = once(said, 'steady')
  const agent = await startLocalAgent(deps)
  const [line] = await heard
  expect(line).toMatchObject({ level: 'warn', localAgent: 'this-host', check: 'a/b/c' })
  await agent.stop()

  const config = parse(readFileSync(join(data, 'agents/this-host.yaml'), 'utf8'))
  expect(config).toEqual({
    collector: 'http://127.0.0.1:8420',
    token: { file: 'this-host.token' },
    data: 'this-host',
  })
  expect(statSync(TOKEN()).mode & 0o777).toBe(0o600)
  const token = readFileSync(TOKEN(), 'utf8').trim()
  expect(await store.agentByToken({ tokenDigest: tokenDigest(token), now: Date.now() })).toMatchObject({
    name: 'this-host',
  })

  await (await startLocalAgent(deps)).stop()
  expect(readFileSync(TOKEN(), 'utf8').trim()).toBe(token)
  expect(await store.agents()).toHaveLength(1)
})

test('a token that the store does not know is replaced', async () => {
  const { deps } = setUp('steady')
  await (await startLocalAgent(deps)).stop()
  const before = await store.agents()
  writeFileSync(TOKEN(), 'from another store\n')
  await (await startLocalAgent(deps)).stop()
  const token = readFileSync(TOKEN(), 'utf8').trim()
  const found = await store.agentByToken({ tokenDigest: tokenDigest(token), now: Date.now() })
  expect(found?.id).toBe(before[0]?.id)
})

test('an agent that dies is started again, each time later, and each end is recorded', async () => {
  const { clock, said, recorded, deps } = setUp('dying')
  const ended = () => once(said, 'the local agent ended and is started again')
  let next = ended()
  const agent = await startLocalAgent(deps)
  const waits: number[] = []
  for (let n = 0; n < 3; n += 1) {
    const [line] = (await next) as { code: number; restartInMs: number }[]
    expect(line?.code).toBe(3)
    const wait = line?.restartInMs ?? 0
    waits.push(wait)
    next = ended()
    await clock.advance(wait - 1)
    expect(waits).toHaveLength(n + 1)
    await clock.advance(1)
  }
  await next
  await agent.stop()
  expect(waits).toEqual([1000, 2000, 4000])
  expect(recorded[0]).toEqual([
    'local-agent.ended',
    'agent/this-host',
    { code: 3, signal: null, restartInMs: 1000 },
  ])
  expect(clock.pending()).toBe(0)
})

test('an agent that does not end when asked is ended by force', async () => {
  const { clock, said, recorded, deps } = setUp('stubborn')
  const running = once(said, 'stubborn')
  const agent = await startLocalAgent(deps)
  await running
  const refused = once(said, 'no')
  const stopped = agent.stop()
  await refused
  await clock.advance(2000)
  await stopped
  expect(recorded).toEqual([])
})

describe('the agents that a collector runs itself', () => {
  /** A revision whose only service has a check from each of these agents. */
  const revisionOf = (...agents: string[]): Revision => {
    const shop = serviceOf('shop')
    const [web] = shop.components
    const [check] = web?.checks ?? []
    if (!web || !check) throw new Error('a service without a check')
    const checks = agents.map((agent) => ({ ...check, check: `${check.check}@${agent}`, agent }))
    return { revision: 1, services: [{ ...shop, components: [{ ...web, checks }] }] }
  }
  const named = async () => (await store.agents()).map(({ name }) => name).toSorted()
  /** Resolves once this agent says that it runs. */
  const runs = (said: EventEmitter, name: string) =>
    new Promise<void>((resolve) => {
      said.on('steady', (line: { localAgent: string }) => line.localAgent === name && resolve())
    })

  test('are this host where asked for, and its own vantage while a check is done from it', async () => {
    const { said, deps } = setUp('steady')
    const agents = makeLocalAgents(deps, true)
    const [host, own] = [runs(said, 'this-host'), runs(said, 'collector')]
    await agents.follow(revisionOf('this-host'))
    await host
    expect(await named()).toEqual(['this-host'])
    await agents.follow(revisionOf('this-host', 'collector'))
    await own
    expect(await named()).toEqual(['collector', 'this-host'])
    await agents.stop()
  })

  test('end where the configuration no longer needs them, and none is started that nobody named', async () => {
    const { said, deps } = setUp('steady')
    const agents = makeLocalAgents(deps, false)
    await agents.follow(revisionOf('host-1'))
    expect(await named()).toEqual([])
    const first = runs(said, 'collector')
    await agents.follow(revisionOf('collector'))
    await first
    await agents.follow(revisionOf('host-1'))
    const again = runs(said, 'collector')
    await agents.follow(revisionOf('collector'))
    await again
    await agents.stop()
    expect(await named()).toEqual(['collector'])
  })
})
