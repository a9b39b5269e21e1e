/** Folds batches into what is held of their checks, and notes what of it has to be judged. Commits nothing, decides nothing. */
import { newCheckState } from '../../rules/detection/fold.ts'
import type { Observation } from '../../rules/detection/types.ts'
import type { Item, LostItem, ResultItem } from '../../rules/wire/v1.ts'
import { OUTCOMES } from '../../rules/words.ts'
import { type Row, resultOf } from '../store/packed-rows.ts'
import type { StoredBatch } from '../store/port.ts'
import type { AgentsTwice } from './agents-twice.ts'
import { boundsOf } from './bounds.ts'
import type { Configured, ConfiguredCheck } from './configured.ts'
import { refusedEntry, tooOldEntry } from './entries.ts'
import { HeldCheck } from './held.ts'
import type { HourKeeper } from './hours.ts'
import { type Taking, takeItems, wholeResponseMs } from './items.ts'
import { dueOf, type Memory, type News, readState } from './partition.ts'
import type { UsualTimes } from './usual.ts'

export interface Folding {
  /** Takes the items of a batch that belong to partitions whose memory stands before it. */
  take(batch: StoredBatch): void
  /** Puts in order what came out of it; to be called after the last batch, before anything is judged. */
  finish(): Promise<void>
  /**
   * Results by outcome, those of checks that are not configured, and those that could not be folded, since the last
   * call; replayed ones left out.
   */
  counted(): Map<string, number>
}

interface FoldingInput {
  configured: Configured
  /** By partition; those that are to be folded into. */
  memories: readonly (Memory | undefined)[]
  now: number
  newId: () => string
  hours: Pick<HourKeeper, 'lateBefore' | 'noteLate'>
  usual: Pick<UsualTimes, 'at' | 'know'>
  /** Names of agents by id. */
  agentNames: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  twice: AgentsTwice
  /** A window was unpacked. */
  opened: (held: HeldCheck) => void
  partitionOf: (check: string) => number
}

/** Results of a check that came out of order, or of which more is judged than the outcome: they are folded together, last. */
interface Late {
  memory: Memory
  /** Those that were folded before this memory was read: what they meant is committed. */
  again: Observation[]
  results: Observation[]
}

export function makeFolding(input: FoldingInput): Folding {
  const { configured, memories, now, newId, hours, usual } = input
  const lateBefore = hours.lateBefore(now)
  const counts = { ok: 0, failed: 0, unknown: 0, 'not-configured': 0, refused: 0 }
  const losses: { arrival: number; agentId: string; item: LostItem }[] = []
  const lates = new Map<HeldCheck, Late>()
  let arrival = 0
  let agentId = ''
  let epoch = ''

  function result(row: Row, item: ResultItem): void {
    const known = configured.checks.get(item.check)
    const memory = memories[known?.partition ?? input.partitionOf(item.check)]
    if (memory === undefined || arrival <= memory.cursor) return
    const again = arrival <= memory.decided
    if (!again) counts[known ? row.outcome : 'not-configured'] += 1
    if (!known) return
    if (row.startedAt < lateBefore && known.measured) hours.noteLate(known.partition, row.startedAt, now)
    const held = memory.states.get(item.check) ?? begin(memory, known)
    if (arrival <= held.from) return
    if (known.response !== null) row.responseMs = wholeResponseMs(item, known.response)
    note(memory, held)
    const late = lates.get(held)
    if (late) late[again ? 'again' : 'results'].push(resultOf(row))
    else if (held.isRoutine(row, now) && known.response === null) {
      held.addRoutine(row)
      if (!held.due.calm) memory.news.touched.add(known.service)
    } else {
      if (!held.addNext(row, now)) {
        const one = [resultOf(row)]
        lates.set(held, { memory, again: again ? one : [], results: again ? [] : one })
      }
      memory.news.touched.add(known.service)
    }
  }

  /** A check's first result. */
  function begin(memory: Memory, { spec, service }: ConfiguredCheck): HeldCheck {
    const watched = configured.services.get(service)
    if (!watched) throw new Error(`a check of no service: ${spec.check}`)
    const placed = { bounds: boundsOf(watched, spec), due: dueOf(memory, service) }
    const held = HeldCheck.of(newCheckState(now), spec, placed)
    memory.states.set(spec.check, held)
    memory.urgent.add(held)
    return held
  }

  function note(memory: Memory, held: HeldCheck): void {
    memory.unsavedCount += 1
    memory.news.changed = true
    if (held.unsaved) held.unsaved.count += 1
    else {
      held.unsaved = { count: 1, from: arrival, sinceAt: now }
      memory.unsaved.add(held)
    }
  }

  /** Of each service that the agent checks. */
  async function addOfAgents(): Promise<void> {
    const twice = input.twice.upTo(arrival)
    if (losses.length + twice.length === 0) return
    const names = await input.agentNames([...losses, ...twice].map((one) => one.agentId))
    function* eachNews(one: {
      arrival: number
      agentId: string
    }): Generator<{ service: string; news: News }> {
      for (const service of configured.watchedBy.get(names.get(one.agentId) ?? '') ?? []) {
        const memory = memories[configured.services.get(service)?.partition ?? -1]
        if (memory && one.arrival > memory.cursor && one.arrival > memory.decided)
          yield { service, news: memory.news }
      }
    }
    for (const one of losses.splice(0))
      for (const { service, news } of eachNews(one)) news.losses.push({ service, ...one })
    for (const one of twice)
      for (const { service, news } of eachNews(one)) news.twice.push({ service, ...one })
  }

  /** What a clock had put ahead is as late as anything else that comes out of order. */
  function takeCome(memory: Memory): void {
    for (const held of memory.waiting) {
      const come = held.takeCome(now)
      if (held.comesAt === null) memory.waiting.delete(held)
      if (come.length === 0) continue
      const late = lates.get(held) ?? { memory, again: [], results: [] }
      lates.set(held, { ...late, results: [...late.results, ...come] })
      memory.news.touched.add(configured.checks.get(held.check)?.service ?? '')
    }
  }

  async function finish(): Promise<void> {
    for (const memory of memories) if (memory) takeCome(memory)
    const timed = new Map<string, { startedAt: number }[]>()
    const held = new Map<string, [Memory, HeldCheck]>()
    for (const [one, { memory, again, results }] of lates) {
      held.set(one.check, [memory, one])
      if (configured.checks.get(one.check)?.response != null) timed.set(one.check, [...again, ...results])
    }
    if (timed.size > 0)
      await usual.know({
        ...{ configured, found: { results: timed } },
        stateOf(check) {
          const known = held.get(check)
          return known && readState(...known, input)
        },
      })
    for (const [one, late] of lates) putInOrder(one, late)
    lates.clear()
    await addOfAgents()
  }

  function putInOrder(held: HeldCheck, late: Late): void {
    const { memory } = late
    let tooOld: Observation[] = []
    try {
      tooOld = insert(held, late)
    } catch (error) {
      refuse(memory, { check: held.check, sources: late.results.map(({ source }) => source), error })
    }
    input.opened(held)
    if (held.comesAt !== null) memory.waiting.add(held)
    if (held.urgent) memory.urgent.add(held)
    if (tooOld.length === 0) return
    memory.news.tooOld += tooOld.length
    memory.news.ledger.push({ id: newId(), at: now, ...tooOldEntry(held.check, tooOld) })
  }

  function insert(held: HeldCheck, { again, results }: Late): Observation[] {
    const usualAt = (at: number) => usual.at(held.check, at)
    if (again.length > 0) held.insert(again, now, usualAt)
    return results.length > 0 ? held.insert(results, now, usualAt) : []
  }

  /** What nobody foresaw costs itself: it would fail again at each try, and hold up everything that came after it. */
  function refuse(memory: Memory, refused: { check: string; sources: string[]; error: unknown }): void {
    if (refused.sources.length === 0) return
    counts.refused += refused.sources.length
    memory.news.ledger.push({ id: newId(), at: now, ...refusedEntry(refused) })
  }

  function refusedItem(item: Item, error: unknown): void {
    if (item.kind !== 'result') throw error
    const { check, seq } = item
    const memory = memories[configured.checks.get(check)?.partition ?? input.partitionOf(check)]
    if (memory && arrival > memory.cursor && arrival > memory.decided)
      refuse(memory, { check, sources: [`${agentId}/${epoch}/${seq}`], error })
  }

  const taking: Taking = {
    ...{ result, refused: refusedItem },
    lost: (item) => losses.push({ arrival, agentId, item }),
  }
  return {
    take(batch) {
      arrival = batch.arrival
      agentId = batch.agentId
      epoch = batch.epoch
      takeItems(batch, taking)
      input.twice.note(batch)
    },
    finish,
    counted() {
      const found = new Map<string, number>()
      for (const outcome of [...OUTCOMES, 'not-configured', 'refused'] as const) {
        if (counts[outcome] > 0) found.set(outcome, counts[outcome])
        counts[outcome] = 0
      }
      return found
    },
  }
}
