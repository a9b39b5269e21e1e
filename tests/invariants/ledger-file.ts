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
import { joined, keyOf } from './numbers.ts'
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
  for (const { agentId, frame, at } of of('sent')) take(executed, seen, { agentId, frame, at })
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
  const drained = new Set(of('drained').map(({ agentId }) => agentId))
  const agents = of('agent').map(({ id, name }) => ({ id, name, ran: ranOf(lines, id) }))
  return {
    replay: of('begin')[0]?.replay ?? '',
    contacts: of('contacts').at(-1)?.contacts ?? [],
    world: {
      ...{ from: lines[0]?.at ?? 0, to: lines.at(-1)?.at ?? 0, agents },
      targets: targetsOf(of('target')),
      executed: [...executed.values()],
      clocks: [...Map.groupBy(of('clock'), ({ host }) => host)].map(([host, changes]) => ({ host, changes })),
      acknowledged: numbers(({ accepted }) => accepted),
      refused: of('answered').flatMap(({ at, agentId, epoch, answer }) =>
        answer.rejected.flatMap(({ seq, code }) =>
          seq === null ? [] : [{ agentId, epoch, at, code, ranges: [[seq, seq]] as [number, number][] }],
        ),
      ),
      // Only where every agent was seen to have nothing left is it known that what is missing is lost.
      ...(agents.length > 0 && agents.every(({ id }) => drained.has(id)) ? { spooled: [] } : {}),
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
