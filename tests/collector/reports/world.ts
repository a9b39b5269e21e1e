/** A store with a month of results that a test describes, on either engine, without anything running. */
import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { loadSigner } from '../../../collector/ledger/keys.ts'
import { startSealer } from '../../../collector/ledger/sealer.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import type { Contact, Service } from '../../../collector/model.ts'
import type { ReportDeps } from '../../../collector/reports/build.ts'
import type { Store } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import type { Outcome } from '../../../rules/words.ts'
import type { Place } from '../../contract/store/engines.ts'
import { commit, holdPartition, incident, makeOperator } from '../../contract/store/fixtures.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

/** 2026-11-01 00:00 in Japan. */
export const NOVEMBER = Date.UTC(2026, 9, 31, 15)
export const DECEMBER = Date.UTC(2026, 10, 30, 15)
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 86_400_000

/** An instant of November 2026 on the clocks of Japan. */
export function at(day: number, hour = 0, minute = 0, second = 0): number {
  return NOVEMBER + (day - 1) * DAY + hour * HOUR + minute * MINUTE + second * 1000
}

/** What a check says when it runs at `at`; null: no result of it ever comes. */
export type Says = (check: string, at: number) => Outcome | null

/** The same in every world, as the source of a result is evidence. */
const AGENT = 'a9e17000-0000-4000-8000-000000000001'
const EPOCH = 'e90c4000-0000-4000-8000-000000000001'
const BASE = { seq: 1, mono: 0, wall: NOVEMBER - 400 * DAY, offset: 0, uncertainty: 1 }
const BATCH = 500

export interface World {
  store: Store
  deps: ReportDeps
  agentId: string
  /** Stores a revision at an instant. */
  load(services: Service[], now: number, contacts?: Contact[]): Promise<void>
  /** Runs of every check of a service in [from, to) at its interval, as they would have come; repetitions are left out. */
  runs(service: Service, from: number, to: number, says?: Says): Item[]
  /** Hands items in, some at a time in the order given, received at `receivedAt`. */
  handIn(items: Item[], receivedAt?: number): Promise<void>
}

export async function makeWorld(store: Store, perBatch = BATCH): Promise<World> {
  const instance = NOVEMBER - 100 * DAY
  await store.openInstance({ uuid: randomUUID(), digestKey: new Uint8Array(32), now: instance })
  const agentId = AGENT
  const credential = { credentialId: randomUUID(), tokenDigest: 'digest', actor: 'system' }
  await store.issueAgent({
    id: agentId,
    name: 'host-1',
    ...credential,
    now: instance,
    ledgerId: randomUUID(),
  })
  let seq = 1
  return {
    store,
    deps: { store, ownClock: null, pause: () => turn() },
    agentId,
    async load(services, now, contacts = []) {
      const document = { services }
      await store.loadRevision({ document, contacts, actor: 'system', now, ledgerId: randomUUID() })
    },
    runs(service, from, to, says = () => 'ok') {
      const items: Item[] = []
      const checks = service.components.flatMap((component) => component.checks)
      const all = checks.flatMap(({ check, everyMs }) =>
        Array.from({ length: Math.ceil((to - from) / everyMs) }, (_, index) => ({
          check,
          startedAt: from + index * everyMs,
        })),
      )
      for (const { check, startedAt } of all.toSorted((a, b) => a.startedAt - b.startedAt)) {
        const outcome = says(check, startedAt)
        if (outcome === null) continue
        seq += 1
        const mono = startedAt - BASE.wall
        const times = { planned: mono, started: mono, finished: mono + 100 }
        const why = outcome === 'failed' ? { reason: 'refused' } : {}
        items.push({ kind: 'result', seq, check, revision: 1, ...times, outcome, attempt: 0, ...why })
      }
      return items
    },
    async handIn(items, receivedAt) {
      for (let first = 0; first < items.length; first += perBatch) {
        const part = items.slice(first, first + perBatch)
        const times = part.flatMap((item) => ('planned' in item ? [BASE.wall + item.planned] : []))
        const [earliestAt, latestAt] = [Math.min(...times), Math.max(...times)]
        const services = new Set(
          part.flatMap((item) => ('check' in item ? [item.check.split('/')[0] ?? ''] : [])),
        )
        const partitions = [...services].map(partitionOf)
        const frame = { agentId, epoch: EPOCH, base: BASE, items: part, partitions }
        await store.ingest({
          batches: [{ ...frame, receivedAt: receivedAt ?? latestAt + 1000, earliestAt, latestAt }],
        })
      }
    },
  }
}

/** A confirmed stop as evaluation would have written it. */
export async function tellStop(
  store: Store,
  service: string,
  a: { id: string; checks: string[]; from: number; to: number | null },
): Promise<void> {
  const { id, checks, from: firstFailedAt, to: recoveredAt } = a
  const known = { confirmedAt: firstFailedAt + 20_000, discoveredAt: firstFailedAt + 20_000 }
  const lease = await holdPartition(store, partitionOf(service), 'world', firstFailedAt)
  const stop = incident(id, { service, checks, firstFailedAt, ...known, recoveredAt })
  await store.commitEvaluation(
    commit(lease, { now: firstFailedAt, incidents: [{ ...stop, recoveryConfirmedAt: recoveredAt }] }),
  )
}

/** Two persons withdraw an incident or an obligation. */
export async function withdraw(
  store: Store,
  kind: 'withdraw-incident' | 'withdraw-obligation',
  subject: string,
  now: number,
): Promise<void> {
  if (!(await store.operatorsExist())) {
    await makeOperator(store, 'sato', null)
    await makeOperator(store, 'suzuki', 'sato')
  }
  const id = randomUUID()
  const proposed = { id, kind, subject, reason: 'false-detection' as const, comment: '試験の誤報' }
  const by = (name: string) => ({ operatorId: name, operatorName: name, now, ledgerId: randomUUID() })
  await store.propose({ ...proposed, ...by('sato') })
  await store.decideProposal({ id, approve: true, ...by('suzuki') })
}

/** Chains and seals with a real key all that waits. */
export async function sealAll(place: Pick<Place, 'data'>, store: Store, now: number): Promise<void> {
  const signer = await loadSigner(place.data)
  const { keyId, publicKey } = signer
  await store.addLedgerKey({ keyId, publicKey, now, ledgerId: randomUUID() })
  const log = { warn: () => undefined, error: () => undefined }
  const clock = makeVirtualClock(now)
  const sealer = startSealer({ store, owner: 'world', signer, clock, log, metrics: makeMetrics() })
  await sealer.sealNow()
  await sealer.stop()
}
