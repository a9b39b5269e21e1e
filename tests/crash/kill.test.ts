/**
 * The collector and the agent are killed with -9 in the middle, many times, while answers get lost on
 * their way. Afterwards every result that was ever acknowledged is in the store exactly once, and the
 * ledger holds (issue "main job"; design, rule 5).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyLedger } from '../../collector/ledger/verify.ts'
import { openStore } from '../../collector/store/open.ts'
import { PARTITIONS } from '../../rules/partition.ts'
import { issueAgents } from '../support/agents.ts'
import { freePort, startProgram } from '../support/program.ts'
import { openRecordingProxy } from '../support/recording-proxy.ts'

const KILLS = 9
const CHECKS = 40
const ITEMS_BETWEEN_KILLS = 60

function collectorConfig(port: number, data: string, target: number): string {
  const checks = Array.from(
    { length: CHECKS },
    (_, n) =>
      `          - { id: alive-${n}, purpose: liveness, type: tcp, target: "127.0.0.1:${target}", every: 1s }`,
  )
  return [
    `listen: 127.0.0.1:${port}`,
    `data: ${data}`,
    'services:',
    '  - id: shop',
    '    name: Shop',
    '    pattern: 1',
    '    contacts: { users: [u@customer.example], admin: [a@customer.example] }',
    '    components:',
    '      - id: web',
    '        kind: application',
    '        agent: host-a',
    '        checks:',
    ...checks,
    '',
  ].join('\n')
}

test('every acknowledged result is there once after many kill -9', { timeout: 120_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kijun-crash-'))
  const service = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  const port = await freePort()
  const proxy = await openRecordingProxy(port, (n) => n % 7 === 0)
  const address = service.address()
  const data = join(directory, 'collector')
  const config = join(directory, 'collector.yaml')
  const agentConfig = join(directory, 'agent.yaml')
  writeFileSync(
    config,
    collectorConfig(port, data, address !== null && typeof address === 'object' ? address.port : 0),
  )
  const startCollector = () => startProgram('collector/kijun-collector.js', ['serve', '--config', config])
  const startAgent = () => startProgram('agent/kijun-agent.js', ['run', '--config', agentConfig])

  let collector = startCollector()
  const [token = ''] = await issueAgents(collector, port, ['host-a'])
  writeFileSync(join(directory, 'token'), token, { mode: 0o600 })
  writeFileSync(
    agentConfig,
    `collector: http://127.0.0.1:${proxy.port}\ntoken: { file: ${join(directory, 'token')} }\ndata: ${join(directory, 'agent')}\n`,
  )
  let agent = startAgent()
  try {
    for (let kill = 0; kill < KILLS; kill += 1) {
      await proxy.more(ITEMS_BETWEEN_KILLS)
      if (kill % 3 !== 1) {
        await collector.end('SIGKILL')
        collector = startCollector()
      }
      if (kill % 3 !== 0) {
        await agent.end('SIGKILL')
        agent = startAgent()
      }
    }
    await proxy.more(ITEMS_BETWEEN_KILLS)
    await agent.end()
    expect(await collector.end()).toBe(0)
  } finally {
    await agent.end('SIGKILL')
    await collector.end('SIGKILL')
    await proxy.close()
    service.close()
  }

  const store = await openStore({ data, postgres: null })
  try {
    const { batches } = await store.batchesAfter({
      partitions: Array.from({ length: PARTITIONS }, (_, n) => n),
      after: 0,
      limit: 1_000_000,
    })
    const stored = batches.flatMap((batch) => batch.items.map((item) => `${batch.epoch}/${item.seq}`))
    expect(stored.length, 'nothing is stored twice').toBe(new Set(stored).size)
    const held = new Set(stored)
    const withoutPartition = new Set(
      (
        await store.batchesOf({
          agentId: batches[0]?.agentId ?? '',
          fromAt: 0,
          toAt: Number.MAX_SAFE_INTEGER,
          limit: 1_000_000,
        })
      ).batches.flatMap((batch) => batch.items.map((item) => `${batch.epoch}/${item.seq}`)),
    )
    const missing = [...proxy.acknowledged].filter((item) => !held.has(item) && !withoutPartition.has(item))
    expect(missing, 'what was acknowledged is there').toEqual([])
    expect(proxy.acknowledged.size).toBeGreaterThan(KILLS * ITEMS_BETWEEN_KILLS)
    expect(proxy.lost, 'answers were lost on the way').toBeGreaterThan(0)
    expect(await verifyLedger(store)).toMatchObject({ ok: true, findings: [] })
  } finally {
    await store.close()
    rmSync(directory, { recursive: true, force: true })
  }
})
