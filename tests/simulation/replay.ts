/**
 * What a collector makes of the batches of a world that arrive in another order (I5): they are handed to a fresh
 * collector by the agents' own route, into a fresh store, and evaluated as they come. Nothing else is taken over.
 */
import { createHash } from 'node:crypto'
import { measureSpan } from '../../collector/reports/measure.ts'
import type { StoredBatch } from '../../collector/store/records.ts'
import type { BatchAnswer, BatchFrame } from '../../rules/wire/v1.ts'
import { readEnd } from '../invariants/end.ts'
import type { Reordered } from '../invariants/history.ts'
import { placed } from '../reference/event-time.ts'
import { makeWorld, type World } from './world.ts'

/** From some batches to the next, at most, milliseconds. */
const APART_MS = 400
/** As many as this are handed in at once, at most: in one world they are folded one by one, in another many together. */
const TOGETHER = [1, 4, 16, 64]
/** After the last of them, until everything is decided. */
const AFTER_MS = 10 * 60_000
const LAST_INSTANT = 8.64e15
const ALL = 100_000_000

/** Of all orders those that are evaluated anew: each costs about as much as the world itself. */
const ORDERS: Record<string, (batches: readonly StoredBatch[], seed: number) => StoredBatch[]> = {
  'handed in from the last to the first': (batches) => batches.toReversed(),
  'handed in at random': (batches, seed) => shuffled(batches, seed),
}

/** Stable for a seed: by a digest of each batch's place. */
function shuffled(batches: readonly StoredBatch[], seed: number): StoredBatch[] {
  const place = (at: number) => createHash('sha256').update(`${seed} replay ${at}`).digest('hex')
  return batches
    .map((batch, at) => ({ batch, place: place(at) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ batch }) => batch)
}

export interface Replay {
  world: World
  /** When it ended; the batches arrive after that. */
  endAt: number
  turn: () => boolean
  /** What is measured. */
  period: { from: number; to: number }
  services: readonly string[]
}

export async function replayed(a: Replay): Promise<Reordered[]> {
  const { world } = a
  const batches: StoredBatch[] = []
  for (const { agentId } of world.hosts)
    batches.push(
      ...(await world.memory.store.batchesOf({ agentId, fromAt: 0, toAt: LAST_INSTANT, limit: ALL })).batches,
    )
  batches.sort((one, other) => one.arrival - other.arrival)
  if (batches.some((batch) => isPlacedByReceipt(batch, a.endAt))) return []
  const found: Reordered[] = []
  for (const [order, arrange] of Object.entries(ORDERS))
    found.push(await inOrder(order, arrange(batches, world.plan.seed), a))
  return found
}

/**
 * A clock that was never measured places its results by when they came, not by their order: of such an epoch another
 * time of arrival is another truth, and nothing is said here.
 */
function isPlacedByReceipt(batch: StoredBatch, laterAt: number): boolean {
  const shifts = (receivedAt: number) => placed({ ...batch, receivedAt }).map(({ shift }) => shift)
  const later = shifts(laterAt)
  return shifts(batch.receivedAt).some((shift, at) => shift !== later[at])
}

async function inOrder(
  order: string,
  batches: readonly StoredBatch[],
  { world, endAt, turn, period, services }: Replay,
): Promise<Reordered> {
  // Its agents are never started: what they did is in the batches.
  const fresh = await makeWorld({ ...world.plan, faults: [], collectors: 1 }, turn, {})
  const { timeline, memory } = fresh
  const [collector] = fresh.collectors
  if (!collector) throw new RangeError('a world has a collector')
  const names = new Map(fresh.hosts.map(({ agentId, name }) => [agentId, name]))
  const chance = fresh.random(`replay ${order}`)
  const refused: string[] = []
  collector.start()
  let at = endAt
  const handIn = ({ agentId, arrival, epoch, base, items }: StoredBatch) => {
    const frame: BatchFrame = { wire: 1, epoch, sentAt: timeline.now(), base, items }
    const ask = { method: 'POST' as const, path: '/agent/v1/batches', body: JSON.stringify(frame) }
    collector
      .handle(names.get(agentId) ?? '', ask, () => undefined)
      .then(
        ({ status, body }) => {
          const { rejected = [] } = (body ?? {}) as Partial<BatchAnswer>
          if (status !== 200 || rejected.length > 0)
            refused.push(`batch ${arrival}: ${status} ${JSON.stringify(rejected.slice(0, 3))}`)
        },
        (error: unknown) => refused.push(`batch ${arrival}: ${String(error)}`),
      )
  }
  const together = chance.pick(TOGETHER)
  for (let next = 0; next < batches.length; ) {
    at += chance.int(0, APART_MS)
    const some = batches.slice(next, next + chance.int(1, together))
    next += some.length
    timeline.at(at, () => some.forEach(handIn))
  }
  const until = at + AFTER_MS
  await timeline.runUntil(until)
  const figures = services.map((service) => ({ service, ...period }))
  const end = await readEnd(memory.store, { at: until, now: until, figures })
  const texts = []
  for (const service of services) {
    const deps = { store: memory.store, pause: () => Promise.resolve() }
    const { measurement } = await measureSpan(deps, { service, period, over: true })
    texts.push({ service, text: JSON.stringify(measurement) })
  }
  await memory.store.close()
  return { order, end, texts, refused }
}
