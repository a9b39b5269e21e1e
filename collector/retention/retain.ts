/**
 * Deletes results whose time is over (III.2.1.3 a b), the oldest blocks first, and tells what is kept for longer and
 * why. A crash anywhere leaves each block whole or as its ledger entry says.
 */
import {
  type Hold,
  keptFor,
  type Owner,
  promisedUntil,
  type RetentionStep,
  steadySince,
  unproven,
} from '../../rules/retention/keeping.ts'
import type { Service } from '../model.ts'
import type { DeletionGrounds, KeptRow, Lease, RetainedBlock, Store } from '../store/port.ts'
import { type OwnerStore, Owners, RESTS_MS } from './owners.ts'

/** Blocks looked at, and deleted in one transaction. */
const LOOKED_AT = 200
const DELETED = 20
const HOLDS = 500

export type RetainStore = OwnerStore &
  Pick<
    Store,
    'retainedBlocks' | 'draftDeletion' | 'deleteResults' | 'keepRetentionLook' | 'retentionLook' | 'holds'
  >

export interface RetainDeps {
  store: RetainStore
  services: readonly Service[]
  /** For how long a report may be disputed after it was issued. */
  disputeMs: number
  now(): number
  /** Renewed while this runs. @throws where it is another's by now. */
  lease(): Promise<Lease>
  /** Rests after each write, so that others have the writer, too. */
  slice<T>(work: () => Promise<T>): Promise<T>
  /** Blocks that were found to be damaged. */
  onDamaged(ids: number[]): Promise<void>
}

export interface Retained {
  thinned: number
  ended: number
  results: number
  /** Blocks that a hold kept at the last moment. */
  held: number
  kept: KeptRow[]
}

interface Due {
  block: RetainedBlock
  owners: Owner[]
}

export async function retain(deps: RetainDeps): Promise<Retained> {
  const { store, now } = deps
  const owners = new Owners(store, deps)
  const holds = await standingHolds(store)
  // One instant for all: a clock that is set in the middle ends nothing.
  const at = now()
  const since = steadySince(await store.retentionLook({}), at)
  const done: Retained = { thinned: 0, ended: 0, results: 0, held: 0, kept: [] }
  const kept = new Map<string, KeptRow>()
  for (let after: number | null = 0; after !== null; ) {
    await deps.lease()
    const page: Awaited<ReturnType<RetainStore['retainedBlocks']>> = await store.retainedBlocks({
      ...{ before: at - RESTS_MS, after, limit: LOOKED_AT },
    })
    after = page.next
    const due: Record<RetentionStep, Due[]> = { thin: [], end: [] }
    for (const block of page.blocks) {
      const of = await owners.of(block)
      const step = stepOf(block)
      const why = keptFor(step, spanOf(block), of, holds, at)
      const notYet = unproven(since, at)
      if (why) count(kept, block, why)
      else if (notYet) count(kept, block, { ...notYet, service: of[0]?.service ?? '' })
      else due[step].push({ block, owners: of })
    }
    for (const step of ['thin', 'end'] as const) await go(deps, owners, step, due[step], done)
  }
  done.kept = [...kept.values()]
  await store.keepRetentionLook({ lease: await deps.lease(), now: now(), at, since, kept: done.kept })
  return done
}

/** What is damaged has no ordinary results that could go by themselves. */
const stepOf = ({ thinned, damaged }: RetainedBlock): RetentionStep => (thinned || damaged ? 'end' : 'thin')

/** Late results are kept from when they came. */
const spanOf = ({ earliestAt, latestAt, writtenAt }: RetainedBlock) => ({
  span: { from: earliestAt, to: latestAt },
  since: Math.max(latestAt, writtenAt),
})

async function go(
  deps: RetainDeps,
  owners: Owners,
  step: RetentionStep,
  due: readonly Due[],
  done: Retained,
): Promise<void> {
  for (const ofDay of Map.groupBy(due, ({ block }) => block.dayAt).values())
    for (let at = 0; at < ofDay.length; at += DELETED) {
      const part = ofDay.slice(at, at + DELETED)
      const of = part.flatMap((one) => one.owners)
      const { drafts, unreadable } = await deps.store.draftDeletion({
        step,
        ids: part.map(({ block }) => block.id),
        months: distinct(await owners.counted(of)),
      })
      if (unreadable.length > 0) await deps.onDamaged(unreadable)
      const lease = await deps.lease()
      const deleted = await deps.slice(() =>
        deps.store.deleteResults({
          ...{ lease, now: deps.now(), step, dayAt: part[0]?.block.dayAt ?? 0, drafts },
          services: [...new Set(of.map(({ service }) => service))].filter((id) => id !== ''),
          grounds: groundsOf(step, part),
        }),
      )
      done[step === 'thin' ? 'thinned' : 'ended'] += deleted.blocks
      done.results += deleted.results
      done.held += deleted.held
    }
}

/** Once of each service and month. */
function distinct<T extends { service: string; month: string }>(months: readonly T[]): T[] {
  return [...new Map(months.map((one) => [`${one.service} ${one.month}`, one])).values()]
}

function groundsOf(step: RetentionStep, part: readonly Due[]): DeletionGrounds[] {
  const all = part.flatMap(({ block, owners }) =>
    owners.map((owner) => ({ owner, since: spanOf(block).since })),
  )
  return [...Map.groupBy(all, ({ owner }) => owner.service)].map(([service, ofService]) => {
    const promised = new Set(
      ofService.flatMap(({ owner }) => (step === 'thin' ? owner.usage : owner.incidents)),
    )
    const months =
      step === 'end' ? [] : ofService.flatMap(({ owner }) => owner.months.filter(({ own }) => own))
    const disputed = months.flatMap(({ disputedUntil }) => disputedUntil ?? [])
    return {
      service,
      promised: [...promised],
      until: Math.max(...ofService.map(({ owner, since }) => promisedUntil(step, owner, since))),
      months: [...new Set(months.map(({ month }) => month))],
      disputedUntil: disputed.length > 0 ? Math.max(...disputed) : null,
    }
  })
}

function count(
  kept: Map<string, KeptRow>,
  { results, bytes, earliestAt }: RetainedBlock,
  { because, service, until }: { because: KeptRow['because']; service: string; until: number | null },
): void {
  const key = `${because} ${service}`
  const row = kept.get(key) ?? {
    ...{ because, service, blocks: 0, results: 0, bytes: 0, until, oldestAt: earliestAt },
  }
  row.blocks += 1
  row.results += results
  row.bytes += bytes
  row.oldestAt = Math.min(row.oldestAt, earliestAt)
  row.until = row.until === null || until === null ? row.until : Math.min(row.until, until)
  kept.set(key, row)
}

async function standingHolds(store: Pick<Store, 'holds'>): Promise<Hold[]> {
  const holds: Hold[] = []
  for (let cursor: string | null = null; ; ) {
    const page = await store.holds({ limit: HOLDS, cursor, standing: true })
    holds.push(...page.items.map(({ service, fromAt, toAt }) => ({ service, from: fromAt, to: toAt })))
    cursor = page.next
    if (cursor === null) return holds
  }
}
