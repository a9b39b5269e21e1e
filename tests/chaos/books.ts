/**
 * The generator's own books of a run: what was sent, what was acknowledged, when the monitored service stopped and
 * came back. Each act is on the disk (fsync) before it is done, and nothing of it is asked of the product.
 */
import { createHash } from 'node:crypto'
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { canonicalJson } from '../../rules/ledger/canonical.ts'
import type { BatchAnswer, BatchFrame, Item } from '../../rules/wire/v1.ts'

export type Act =
  | { act: 'sent'; agent: string; epoch: string; items: [seq: number, digest: string][] }
  | { act: 'acknowledged'; agent: string; epoch: string; items: [seq: number, digest: string][] }
  | { act: 'refused'; agent: string; epoch: string; items: [seq: number, code: string][] }
  | { act: 'watched' | 'stopped' | 'started'; service: string }
  | { act: 'fault'; what: string }

/** One item of one agent: `agent/epoch/seq`. */
export type ItemKey = string
export const itemKey = (agent: string, epoch: string, seq: number): ItemKey => `${agent}/${epoch}/${seq}`

export function digestOf(item: unknown): string {
  return createHash('sha256').update(canonicalJson(item)).digest('hex').slice(0, 24)
}

export interface Books {
  /** Digests of every content that was sent under a number. */
  sent: ReadonlyMap<ItemKey, ReadonlySet<string>>
  /** Digests of every content that was acknowledged under a number; more than one only where numbers were used twice. */
  acknowledged: ReadonlyMap<ItemKey, ReadonlySet<string>>
  refused: ReadonlyMap<ItemKey, string>
  /** How often each service stopped. */
  stops: ReadonlyMap<string, number>
  /** Results that agents told to have given up, by the reason. */
  givenUp: ReadonlyMap<string, number>
  note(act: Act): void
  noteSent(agent: string, frame: BatchFrame): void
  noteAnswer(agent: string, frame: BatchFrame, answer: BatchAnswer): void
  /** Numbers below the highest of their epoch that are neither acknowledged, nor refused, nor told as lost. */
  missing(): ItemKey[]
  /**
   * The end of this epoch's file was taken away: nobody can know how many records it had. What lies behind the last
   * number that somebody knows of is not missed any more.
   */
  cutOff(agent: string, epoch: string): void
  close(): void
}

const isItem = (item: unknown): item is Item =>
  item !== null && typeof item === 'object' && 'seq' in item && typeof item.seq === 'number'

/** Appends to `file`. */
export function openBooks(file: string): Books {
  const handle = openSync(file, 'ax', 0o600)
  const sent = new Map<ItemKey, Set<string>>()
  const acknowledged = new Map<ItemKey, Set<string>>()
  const refused = new Map<ItemKey, string>()
  const stops = new Map<string, number>()
  const givenUp = new Map<string, number>()
  /** The highest number of each (agent, epoch). */
  const heights = new Map<string, number>()
  /** Numbers told as lost, by the key of what was lost. */
  const lost = new Set<ItemKey>()
  const withoutEnd = new Set<string>()

  function note(act: Act): void {
    writeSync(handle, `${JSON.stringify(act)}\n`)
    fsyncSync(handle)
  }
  const addTo = (map: Map<ItemKey, Set<string>>, key: ItemKey, digest: string) => {
    const known = map.get(key)
    if (known) known.add(digest)
    else map.set(key, new Set([digest]))
  }

  return {
    sent,
    acknowledged,
    refused,
    stops,
    givenUp,
    note(act) {
      note(act)
      if (act.act === 'stopped') stops.set(act.service, (stops.get(act.service) ?? 0) + 1)
      if (act.act === 'watched') stops.set(act.service, 0)
    },
    noteSent(agent, { epoch, items }) {
      const good = items.filter(isItem)
      const digests = good.map((item): [number, string] => [item.seq, digestOf(item)])
      note({ act: 'sent', agent, epoch, items: digests })
      for (const [seq, digest] of digests) {
        addTo(sent, itemKey(agent, epoch, seq), digest)
        const place = `${agent}/${epoch}`
        heights.set(place, Math.max(heights.get(place) ?? 0, seq))
      }
    },
    noteAnswer(agent, { epoch, items }, answer) {
      const within = (seq: number) => answer.accepted.some(([from, to]) => from <= seq && seq <= to)
      const good = items.filter(isItem)
      const taken = good.filter(({ seq }) => within(seq))
      note({
        act: 'acknowledged',
        agent,
        epoch,
        items: taken.map((item) => [item.seq, digestOf(item)]),
      })
      for (const item of taken) {
        const key = itemKey(agent, epoch, item.seq)
        const again = acknowledged.has(key)
        addTo(acknowledged, key, digestOf(item))
        if (item.kind !== 'lost' || again) continue
        givenUp.set(item.reason, (givenUp.get(item.reason) ?? 0) + item.count)
        for (let seq = item.from; seq <= item.to; seq += 1) lost.add(itemKey(agent, item.epoch, seq))
      }
      const no = answer.rejected.flatMap(({ seq, code }): [number, string][] => (seq ? [[seq, code]] : []))
      if (no.length > 0) note({ act: 'refused', agent, epoch, items: no })
      for (const [seq, code] of no) refused.set(itemKey(agent, epoch, seq), code)
    },
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
    cutOff: (agent, epoch) => void withoutEnd.add(`${agent}/${epoch}`),
    close: () => closeSync(handle),
  }
}
