import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSigner } from '../../../collector/ledger/keys.ts'
import { startSealer } from '../../../collector/ledger/sealer.ts'
import { makeLog } from '../../../collector/log.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import { startNightly } from '../../../collector/nightly.ts'
import { openStore } from '../../../collector/store/open.ts'
import type { Store } from '../../../collector/store/port.ts'
import { freshDatabase } from '../../support/postgres.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

const NOW = Date.UTC(2026, 10, 21, 18, 30) // 03:30 of the 22nd in Tokyo
/** When the instance was made: in the morning of the 20th. */
const MADE = Date.parse('2026-11-20T09:00+09:00')
const silent = makeLog('silent', { write: () => undefined })

describe.each(['sqlite', 'postgres'])('the work of a night on %s', (engine) => {
  let data: string
  let store: Store
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'kijun-night-'))
    store = await openStore({ data, postgres: engine === 'postgres' ? await freshDatabase() : null })
    await store.openInstance({ uuid: crypto.randomUUID(), digestKey: new Uint8Array(32), now: MADE })
  })
  afterAll(async () => {
    await store.close()
    rmSync(data, { recursive: true })
  })
  const entry = (id: string, at: number) => ({
    id,
    at,
    kind: 'test',
    subject: 's',
    actor: 'system',
    payload: {},
  })
  const unchained = async (kind: string) =>
    (await store.unchained({ limit: 100 })).filter((one) => one.kind === kind)

  test('what has expired goes, what has not stays', async () => {
    await store.createEnrolment({ tokenDigest: 'old', now: NOW - 2000, expiresAt: NOW })
    await store.createEnrolment({ tokenDigest: 'good', now: NOW - 2000, expiresAt: NOW + 1 })
    expect(await store.prune({ now: NOW })).toEqual({ sessions: 0, enrolments: 1 })
    expect(await store.prune({ now: NOW })).toEqual({ sessions: 0, enrolments: 0 })
    await store.enrolOperator({
      tokenDigest: 'good',
      id: 'o1',
      name: 'taro',
      password: 'hash',
      now: NOW,
      ledgerId: 'enrolled',
    })
    await store.createSession({
      ...{ tokenDigest: 's-old', id: 's-old', operatorId: 'o1', now: NOW - 10, expiresAt: NOW },
      ...{ place: null, password: null, ledgerId: 'began-old' },
    })
    await store.createSession({
      ...{ tokenDigest: 's-new', id: 's-new', operatorId: 'o1', now: NOW - 10, expiresAt: NOW + 10 },
      ...{ place: null, password: null, ledgerId: 'began-new' },
    })
    expect(await store.prune({ now: NOW })).toMatchObject({ sessions: 1 })
    expect(await store.session({ tokenDigest: 's-new', now: NOW, idleMs: 60_000 })).toMatchObject({
      name: 'taro',
    })
  })

  test('the day before gets one entry, with the counts of that day in the zone', async () => {
    const day = (text: string) => Date.parse(`${text}+09:00`)
    await store.appendLedger({
      entries: [
        entry('a', day('2026-11-20T23:59:59.999')),
        entry('b', day('2026-11-21T00:00:00.000')),
        entry('c', day('2026-11-21T23:59:59.999')),
        entry('d', day('2026-11-22T00:00:00.000')),
      ],
    })
    const nightly = startNightly({ store, timezone: 'Asia/Tokyo', clock: makeVirtualClock(NOW), log: silent })
    await nightly.run()
    await nightly.run()
    await nightly.stop()
    const entries = await unchained('daily.evidence')
    expect(entries.map(({ id, subject }) => [id, subject])).toEqual([
      ['daily.evidence/2026-11-21', 'day/2026-11-21'],
    ])
  })

  test('a day before the instance gets none', async () => {
    const day = (toAt: number) => ({
      day: `until-${toAt}`,
      fromAt: toAt - 1,
      toAt,
      now: NOW,
      ledgerId: `d${toAt}`,
    })
    expect(await store.closeDay(day(MADE))).toEqual({ written: false })
    expect(await store.closeDay(day(MADE + 1))).toEqual({ written: true })
  })

  test('it counts what lies in the day, to the millisecond', async () => {
    const agent = { id: crypto.randomUUID(), name: 'host-1', credentialId: 'c', tokenDigest: 't' }
    await store.issueAgent({ ...agent, actor: 'system', now: NOW, ledgerId: 'issued' })
    const epoch = crypto.randomUUID()
    const base = { seq: 1, mono: 0, wall: NOW, offset: 0, uncertainty: 0 }
    const batch = (seq: number, receivedAt: number) => ({
      agentId: agent.id,
      epoch,
      base,
      items: [{ kind: 'anchor' as const, ...base, seq }],
      receivedAt,
      earliestAt: receivedAt,
      latestAt: receivedAt,
      partitions: [0],
    })
    const fromAt = Date.parse('2026-11-21T00:00+09:00')
    const toAt = Date.parse('2026-11-22T00:00+09:00')
    await store.ingest({
      batches: [batch(1, fromAt - 1), batch(2, fromAt), batch(3, toAt - 1), batch(4, toAt)],
    })
    await store.closeDay({ day: 'counted', fromAt, toAt, now: NOW, ledgerId: 'counted' })

    const signer = await loadSigner(data)
    const sealer = startSealer({
      store,
      owner: 'o',
      signer,
      clock: makeVirtualClock(NOW),
      log: silent,
      metrics: makeMetrics(),
    })
    await sealer.sealNow()
    await sealer.stop()
    const entries = await store.ledger({ afterSeq: 0, limit: 100 })
    const payload = entries.find(({ id }) => id === 'counted')?.payload
    expect(JSON.parse(payload ?? 'null')).toEqual({
      day: 'counted',
      from: fromAt,
      to: toAt,
      batches: 2,
      items: 2,
      incidents: {},
      obligations: {},
      notices: {},
      deliveries: {},
      ledgerEntries: 2,
    })
  })
})
