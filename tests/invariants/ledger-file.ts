/**
 * The generator's own ledger of a run on real programs: one JSON line per event, on the disk before the act itself, so
 * that whatever dies, what was promised to whom is known. `readLedger` makes the world's part of a history of it.
 *
 *     {"at":1762000000000,"event":"begin","replay":"npm run chaos -- --seed 7"}
 *     {"at":…,"event":"agent","id":"…","name":"host-1"}
 *     {"at":…,"event":"running","agentId":"…"}                    its program is there, and "stopped" where it is ended
 *     {"at":…,"event":"contacts","contacts":[{"service":"shop","audience":"users","email":"u@customer.example"}]}
 *     {"at":…,"event":"target","check":"shop/web/alive","is":"down"}
 *     {"at":…,"event":"sent","agentId":"…","frame":{…}}          a batch as it passed by, before it is handed on
 *     {"at":…,"event":"answered","agentId":"…","epoch":"…","answer":{…}}   before it is handed back
 *     {"at":…,"event":"fault","kind":"partition","who":"host-1"}  and "fault-over" with the same kind and who
 *     {"at":…,"event":"clock","host":"host-1","offsetMs":3600000}
 *     {"at":…,"event":"mail","to":"…","messageId":"<…>","code":250,"heard":true}
 *     {"at":…,"event":"drained","agentId":"…"}                    its spool is seen to be empty
 *     {"at":…,"event":"spooled","agentId":"…","epoch":"…","ranges":[[7,9]]}   what it is seen to hold at the end
 *     {"at":…,"event":"cut-off","agentId":"…","epoch":"…"}        the end of its records was taken from the disk
 *     {"at":…,"event":"died","who":"host-1","why":"…"}
 *     {"at":…,"event":"observed","what":"spool bytes of host-1","largest":1,"cap":2}
 *     {"at":…,"event":"quarantined","who":"host-1","agentId":"…","what":"spool record"}
 */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Contact } from '../../collector/model.ts'
import { isItem } from '../../rules/wire/v1.generated.js'
import type { BatchAnswer, BatchFrame } from '../../rules/wire/v1.ts'
import { placed, placedAt } from '../reference/event-time.ts'
import { letterOf } from './end.ts'
import type { End, Fault, FaultKind, MailAnswer, Numbers, Observed, Runs, Span, World } from './history.ts'
import { joined, keyOf, minus, type NumberSets, setsOf } from './numbers.ts'
import { addRun, emptyRuns } from './runs.ts'

export type Line = { at: number } & (
  | { event: 'begin'; replay: string }
  | { event: 'agent'; id: string; name: string }
  | { event: 'running' | 'stopped'; agentId: string }
  | { event: 'contacts'; contacts: Contact[] }
  | { event: 'target'; check: string; is: 'up' | 'down' }
  | { event: 'sent'; agentId: string; frame: BatchFrame }
  | { event: 'answered'; agentId: string; epoch: string; answer: Pick<BatchAnswer, 'accepted' | 'rejected'> }
  | {
      event: 'fault' | 'fault-over'
      kind: FaultKind
      who: string
      note?: string
      damage?: NonNullable<Fault['damage']>
    }
  | { event: 'clock'; host: string; offsetMs: number; driftPpm?: number }
  | ({ event: 'mail' } & Omit<MailAnswer, 'at'>)
  | { event: 'drained'; agentId: string }
  | ({ event: 'spooled' } & Numbers)
  | { event: 'cut-off'; agentId: string; epoch: string }
  | { event: 'died'; who: string; why: string }
  | ({ event: 'observed' } & Omit<Observed, 'at'>)
  | { event: 'quarantined'; who: string; agentId?: string; what: string }
)

/** Appends lines to a file that is not there yet; each is durable when `note` returns. */
export function openLedger(file: string): { note(line: Line): void; close(): void } {
  const handle = openSync(file, 'ax', 0o600)
  return {
    note(line) {
      writeSync(handle, `${JSON.stringify(line)}\n`)
      fsyncSync(handle)
    },
    close: () => closeSync(handle),
  }
}

export interface ReadLedger {
  replay: string
  contacts: Contact[]
  /** Without the revisions, which the store has. */
  world: Omit<World, 'revisions'>
  limits: Observed[]
  quarantined: NonNullable<End['quarantined']>
}

/** @throws SyntaxError for a line that is no JSON; a last line that was cut off by a crash counts for nothing. */
export function readLedger(file: string): ReadLedger {
  const lines = readFileSync(file, 'utf8').split('\n')
  const cut = lines.pop()
  if (cut !== undefined && cut !== '' && isWhole(cut)) lines.push(cut)
  return worldOf(lines.map((line) => JSON.parse(line) as Line))
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function worldOf(lines: readonly Line[]): ReadLedger {
  const of = <E extends Line['event']>(event: E) =>
    lines.filter((line): line is Extract<Line, { event: E }> => line.event === event)
  const executed = new Map<string, Runs>()
  const seen = new Set<string>()
  // Where our own clock was stepped, an anchor's offset leads to that one, and its host's is the true one.
  const isOff = of('clock').some(({ host }) => host.startsWith('collector'))
  for (const { agentId, frame, at } of of('sent'))
    take(executed, seen, { agentId, frame: isOff ? byHost(frame) : frame, at })
  const answered = of('answered')
  const numbers = (
    rangesOf: (answer: (typeof answered)[number]['answer']) => [number, number][],
  ): Numbers[] => {
    const found = new Map<string, Numbers>()
    for (const { agentId, epoch, answer } of answered) {
      const known = found.get(keyOf(agentId, epoch)) ?? { agentId, epoch, ranges: [] }
      found.set(keyOf(agentId, epoch), { ...known, ranges: joined([...known.ranges, ...rangesOf(answer)]) })
    }
    return [...found.values()].filter(({ ranges }) => ranges.length > 0)
  }
  const looked = new Set([...of('drained'), ...of('spooled')].map(({ agentId }) => agentId))
  const spooled = of('spooled').map(({ agentId, epoch, ranges }) => ({ agentId, epoch, ranges }))
  const acknowledged = numbers(({ accepted }) => accepted)
  const refused = of('answered').flatMap(({ at, agentId, epoch, answer }) =>
    answer.rejected.flatMap(({ seq, code }) =>
      seq === null ? [] : [{ agentId, epoch, at, code, ranges: [[seq, seq]] as [number, number][] }],
    ),
  )
  const known = setsOf(acknowledged, refused, spooled)
  const gone = goneOf(of('sent'), known, new Set(of('cut-off').map((one) => keyOf(one.agentId, one.epoch))))
  const agents = of('agent').map(({ id, name }) => ({ id, name, ran: ranOf(lines, id) }))
  return {
    replay: of('begin')[0]?.replay ?? '',
    contacts: of('contacts').at(-1)?.contacts ?? [],
    world: {
      ...{ from: lines[0]?.at ?? 0, to: lines.at(-1)?.at ?? 0, agents },
      targets: targetsOf(of('target')),
      executed: [...executed.values()],
      clocks: [...Map.groupBy(of('clock'), ({ host }) => host)].map(([host, changes]) => ({ host, changes })),
      ...{ acknowledged, refused },
      // Only where every agent's spool was looked into is it known that what is missing was given up.
      ...(agents.length > 0 && agents.every(({ id }) => looked.has(id)) ? { spooled, ...gone } : {}),
      faults: faultsOf(lines),
      mail: of('mail').map(({ at, to, messageId, code, heard }) => ({ at, to, messageId, code, heard })),
      died: of('died').map(({ at, who, why }) => ({ at, who, why })),
    },
    limits: of('observed').map(({ at, what, largest, cap }) => ({ at, what, largest, cap })),
    quarantined: of('quarantined').map(({ event: _, ...line }) => line),
  }
}

/** When a program was there; never, where no line says so: nothing is owed then. */
function ranOf(lines: readonly Line[], agent: string): Span[] {
  const ran: Span[] = []
  for (const line of lines) {
    if ((line.event !== 'running' && line.event !== 'stopped') || line.agentId !== agent) continue
    const last = ran.at(-1)
    const lasts = last !== undefined && last.to === null
    if (line.event === 'running' && !lasts) ran.push({ from: line.at, to: null })
    else if (line.event === 'stopped' && lasts) last.to = line.at
  }
  return ran
}

/**
 * Numbers of an epoch that are nowhere: its agent gave them up and owes a word of each. Of an epoch whose end was taken
 * from the disk nobody knows how far it went.
 */
function goneOf(
  sent: readonly { agentId: string; frame: BatchFrame; at: number }[],
  known: NumberSets,
  cutOff: ReadonlySet<string>,
): Pick<World, 'gaveUp' | 'unwritten'> {
  const heights = new Map<string, Numbers & { at: number }>()
  for (const { agentId, frame, at } of sent) {
    const height = Math.max(...frame.items.filter(isItem).map(({ seq }) => seq))
    const key = keyOf(agentId, frame.epoch)
    const most = Math.max(height, heights.get(key)?.ranges[0]?.[1] ?? 0)
    if (most >= 1) heights.set(key, { agentId, epoch: frame.epoch, at, ranges: [[1, most]] })
  }
  const found = { gaveUp: [] as NonNullable<World['gaveUp']>, unwritten: [] as Numbers[] }
  for (const [key, all] of heights) {
    const own = known.get(key) ?? []
    const last = cutOff.has(key) ? (own.at(-1)?.[1] ?? 0) : Number.POSITIVE_INFINITY
    const missing = minus(all.ranges, own)
    const ranges = missing.filter(([from]) => from < last)
    const behind = missing.filter(([from]) => from > last)
    if (ranges.length > 0) found.gaveUp.push({ ...all, ranges, reason: 'evicted-bytes' })
    if (behind.length > 0) found.unwritten.push({ ...all, ranges: behind })
  }
  return found
}

/** As its host alone would date it. */
function byHost(frame: BatchFrame): BatchFrame {
  const own = <T>(item: T): T => (isAnchor(item) ? { ...item, offset: 0 } : item)
  return { ...frame, base: { ...frame.base, offset: 0 }, items: frame.items.map(own) }
}

const isAnchor = (item: unknown): item is { offset: number } =>
  typeof item === 'object' && item !== null && 'offset' in item

/** The results of a batch that passed by; the first that is sent under a number is what was executed. */
function take(
  executed: Map<string, Runs>,
  seen: Set<string>,
  { agentId, frame, at }: { agentId: string; frame: BatchFrame; at: number },
): void {
  const items = frame.items.filter(isItem)
  for (const { item, anchor, shift } of placed({ base: frame.base, items, receivedAt: at })) {
    const source = `${keyOf(agentId, frame.epoch)} ${item.seq}`
    if (item.kind !== 'result' || seen.has(source)) continue
    seen.add(source)
    const name = `${agentId} ${item.check}`
    const runs = executed.get(name) ?? emptyRuns(item.check, agentId)
    executed.set(name, runs)
    addRun(runs, {
      ...{ epoch: frame.epoch, seq: item.seq, outcome: letterOf(item.outcome) },
      startedAt: placedAt({ anchor, shift }, item.started),
      finishedAt: placedAt({ anchor, shift }, item.finished),
    })
  }
}

function targetsOf(lines: readonly { at: number; check: string; is: 'up' | 'down' }[]): World['targets'] {
  return [...Map.groupBy(lines, ({ check }) => check)].map(([check, turns]) => {
    const down: Span[] = []
    for (const { at, is } of turns) {
      const last = down.at(-1)
      const lasts = last !== undefined && last.to === null
      if (is === 'down' && !lasts) down.push({ from: at, to: null })
      else if (is === 'up' && lasts) last.to = at
    }
    return { check, down }
  })
}

function faultsOf(lines: readonly Line[]): Fault[] {
  const faults: Fault[] = []
  for (const line of lines) {
    if (line.event === 'fault') {
      const { event: _, at, ...fault } = line
      faults.push({ ...fault, from: at, to: null })
    } else if (line.event === 'fault-over') {
      const open = faults.findLast(
        ({ kind, who, to }) => kind === line.kind && who === line.who && to === null,
      )
      if (open) open.to = line.at
    }
  }
  return faults
}
