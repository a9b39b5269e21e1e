/**
 * The generator's own ledger of a run, of which the judge makes the world's truth: what was sent, what was answered,
 * when the monitored services stopped, what was done to whom. Each line is on the disk (fsync) before the act itself,
 * and nothing of it is asked of the product. What scenarios wait for is kept beside it.
 */
import type { Contact } from '../../collector/model.ts'
import type { BatchAnswer, BatchFrame, Item } from '../../rules/wire/v1.ts'
import type { Fault, FaultKind } from '../invariants/history.ts'
import { type Line, openLedger } from '../invariants/ledger-file.ts'

/** One item of one agent: `id/epoch/seq`. */
type ItemKey = string
const itemKey = (agentId: string, epoch: string, seq: number): ItemKey => `${agentId}/${epoch}/${seq}`

type Damage = NonNullable<Fault['damage']>
type Act = Line extends infer L ? (L extends Line ? Omit<L, 'at'> : never) : never

export interface Books {
  /** Where the ledger lies. */
  file: string
  /** Agents by the name of each. */
  agents: ReadonlyMap<string, string>
  /** Items that were acknowledged. */
  acknowledged: ReadonlySet<ItemKey>
  /** Epochs that were heard of, by agent. */
  epochs: ReadonlyMap<string, ReadonlySet<string>>
  /** How often each service stopped. */
  stops: ReadonlyMap<string, number>
  /** Results that agents told to have given up, by the reason. */
  givenUp: ReadonlyMap<string, number>
  note(act: Act): void
  agent(name: string, id: string): void
  /** A service whose checks (full names) look at one target; it is up. */
  watched(service: string, checks: readonly string[]): void
  stopped(service: string): void
  started(service: string): void
  contacts(contacts: Contact[]): void
  fault(kind: FaultKind, who: string, note?: string, damage?: Damage): void
  over(kind: FaultKind, who: string): void
  noteSent(agentId: string, frame: BatchFrame): void
  noteAnswer(agentId: string, frame: BatchFrame, answer: BatchAnswer): void
  /** Somebody was started: from here to the next acknowledged item is a recovery. */
  recovering(): void
  /** The longest of them, milliseconds: of one that is not over, what it has taken so far. */
  longestRecoveryMs(): number
  /** Numbers below the highest of their epoch that are neither acknowledged, nor refused, nor told as lost. */
  missing(): ItemKey[]
  /**
   * The end of this epoch's file was taken away: nobody can know how many records it had. What lies behind the last
   * number that somebody knows of is not missed any more.
   */
  cutOff(agentId: string, epoch: string): void
  close(): void
}

const isItem = (item: unknown): item is Item =>
  item !== null && typeof item === 'object' && 'seq' in item && typeof item.seq === 'number'

/** Begins the ledger at `file`. */
export function openBooks(file: string, replay: string): Books {
  const ledger = openLedger(file)
  const agents = new Map<string, string>()
  const acknowledged = new Set<ItemKey>()
  const refused = new Set<ItemKey>()
  const epochs = new Map<string, Set<string>>()
  const stops = new Map<string, number>()
  const givenUp = new Map<string, number>()
  const checksOf = new Map<string, readonly string[]>()
  /** The highest number of each (agent, epoch). */
  const heights = new Map<string, number>()
  /** Numbers told as lost, by the key of what was lost. */
  const lost = new Set<ItemKey>()
  const withoutEnd = new Set<string>()
  let recoveringAt: number | null = null
  let longestMs = 0
  const note = (act: Act) => ledger.note({ at: Date.now(), ...(act as object) } as Line)
  note({ event: 'begin', replay })

  function turn(service: string, is: 'up' | 'down'): void {
    for (const check of checksOf.get(service) ?? []) note({ event: 'target', check, is })
  }

  return {
    ...{ file, agents, acknowledged, epochs, stops, givenUp, note },
    agent(name, id) {
      agents.set(name, id)
      note({ event: 'agent', id, name })
    },
    watched(service, checks) {
      checksOf.set(service, checks)
      stops.set(service, 0)
      turn(service, 'up')
    },
    stopped(service) {
      stops.set(service, (stops.get(service) ?? 0) + 1)
      turn(service, 'down')
    },
    started: (service) => turn(service, 'up'),
    contacts: (contacts) => note({ event: 'contacts', contacts }),
    fault: (kind, who, text, damage) =>
      note({ event: 'fault', kind, who, ...(text ? { note: text } : {}), ...(damage ? { damage } : {}) }),
    over: (kind, who) => note({ event: 'fault-over', kind, who }),
    noteSent(agentId, frame) {
      note({ event: 'sent', agentId, frame })
      epochs.set(agentId, (epochs.get(agentId) ?? new Set()).add(frame.epoch))
      const place = `${agentId}/${frame.epoch}`
      for (const { seq } of frame.items.filter(isItem))
        heights.set(place, Math.max(heights.get(place) ?? 0, seq))
    },
    noteAnswer(agentId, { epoch, items }, { accepted, rejected }) {
      note({ event: 'answered', agentId, epoch, answer: { accepted, rejected } })
      const within = (seq: number) => accepted.some(([from, to]) => from <= seq && seq <= to)
      for (const item of items.filter(isItem)) {
        if (!within(item.seq)) continue
        const key = itemKey(agentId, epoch, item.seq)
        const again = acknowledged.has(key)
        acknowledged.add(key)
        if (item.kind !== 'lost' || again) continue
        givenUp.set(item.reason, (givenUp.get(item.reason) ?? 0) + item.count)
        for (let seq = item.from; seq <= item.to; seq += 1) lost.add(itemKey(agentId, item.epoch, seq))
      }
      for (const { seq } of rejected) if (seq !== null) refused.add(itemKey(agentId, epoch, seq))
      if (recoveringAt === null || accepted.length === 0) return
      longestMs = Math.max(longestMs, Date.now() - recoveringAt)
      recoveringAt = null
    },
    recovering() {
      recoveringAt = Date.now()
    },
    longestRecoveryMs: () =>
      Math.max(longestMs, recoveringAt === null || acknowledged.size === 0 ? 0 : Date.now() - recoveringAt),
    missing() {
      const gone: ItemKey[] = []
      for (const [place, height] of heights) {
        const isKnown = (seq: number) => {
          const key = `${place}/${seq}`
          return acknowledged.has(key) || refused.has(key) || lost.has(key)
        }
        let last = height
        if (withoutEnd.has(place)) while (last > 0 && !isKnown(last)) last -= 1
        for (let seq = 1; seq <= last; seq += 1) if (!isKnown(seq)) gone.push(`${place}/${seq}`)
      }
      return gone
    },
    cutOff(agentId, epoch) {
      withoutEnd.add(`${agentId}/${epoch}`)
      note({ event: 'cut-off', agentId, epoch })
    },
    close: ledger.close,
  }
}
