/** Days of results as agents send them: each result by itself, its values in microseconds with the noise of a network. */
import type { StoredBatch } from '../../../../collector/store/port.ts'
import type { Anchor, AnchorItem, Item } from '../../../../rules/wire/v1.ts'

const MINUTE_MS = 60_000

/** A seeded source of chance. */
export function chanceOf(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    normal,
    /** Log-normal about `middle`: what response times look like. */
    time: (middle: number, spread: number) => middle * Math.exp(spread * normal()),
  }
}
export type Chance = ReturnType<typeof chanceOf>

const micro = (ms: number) => Math.round(ms * 1000) / 1000

/** What a check of each type measured, with how long the probe took, milliseconds. */
const MEASURES: Record<string, (chance: Chance) => { values: Record<string, number>; tookMs: number }> = {
  tcp({ time, next }) {
    const connect = time(1.2, 0.25)
    return { values: { connect_ms: micro(connect) }, tookMs: connect + 0.2 + 0.4 * next() }
  },
  ping({ time, next }) {
    const rtt = micro(time(0.45, 0.2))
    return {
      values: {
        ...{ sent: 1, received: 1, loss_percent: 0 },
        ...{ rtt_min_ms: rtt, rtt_avg_ms: rtt, rtt_max_ms: rtt },
      },
      tookMs: rtt + 3 + 2 * next(),
    }
  },
  http({ time }) {
    const [dns, connect, tls] = [time(0.25, 0.3), time(0.8, 0.25), time(6, 0.15)]
    const firstByte = dns + connect + tls + time(18, 0.3)
    const total = firstByte + time(0.8, 0.3)
    return {
      values: {
        ...{ dns_ms: micro(dns), connect_ms: micro(connect), tls_ms: micro(tls) },
        ...{ certificate_days_left: 61, first_byte_ms: micro(firstByte), total_ms: micro(total) },
        ...{ status: 200, bytes: 5120 },
      },
      tookMs: total + 0.5,
    }
  },
}

export interface Day {
  agentId: string
  /** By type, each once a minute: `tcp`, `ping`, `http`. */
  types: string[]
  /** When it begins, and how many minutes of it there are. */
  fromAt: number
  minutes: number
  chance: Chance
  /** Results that go together in one batch. */
  perBatch?: number
  /** Gives the arrival number of the next batch. */
  arrive(): number
}

/** Batches in order of sequence: the agent's anchors each minute, a result that goes out 50 ms after its end. */
export function dayOf({ agentId, types, fromAt, minutes, chance, perBatch = 1, arrive }: Day): StoredBatch[] {
  const { next, normal, time } = chance
  const epoch = `e90c4000-0000-4000-8000-${agentId.slice(-12)}`
  const batches: StoredBatch[] = []
  let seq = 1
  let base: Anchor = { seq, mono: 0, wall: fromAt, offset: 2, uncertainty: 3 }
  let last = base
  let items: Item[] = []
  let results = 0
  const phases = types.map(() => Math.floor(next() * MINUTE_MS))
  const plans = types.flatMap((type, index) =>
    Array.from({ length: minutes }, (_, minute) => ({
      ...{ type, check: `shop/web/${type}${index}` },
      planned: minute * MINUTE_MS + (phases[index] ?? 0),
    })),
  )
  for (const { type, check, planned } of plans.toSorted((a, b) => a.planned - b.planned)) {
    const { values, tookMs } = (MEASURES[type] ?? MEASURES.tcp)?.(chance) ?? { values: {}, tookMs: 1 }
    const started = planned + (next() < 0.7 ? 0 : 1)
    const finished = started + Math.floor(tookMs + next())
    if (finished - last.mono >= MINUTE_MS) {
      seq += 1
      const wall = fromAt + finished + Math.round(next() - 0.5)
      const anchor: AnchorItem = {
        ...{ kind: 'anchor', seq, mono: finished, wall },
        ...{ offset: Math.round(3 + 0.5 * normal()), uncertainty: Math.ceil(2 + next()) },
      }
      items.push(anchor)
      last = anchor
    }
    seq += 1
    items.push({
      ...{ kind: 'result', seq, check, revision: 7, planned, started, finished },
      ...{ outcome: 'ok', attempt: 0, values },
    })
    results += 1
    if (results % perBatch === 0) {
      const receivedAt = fromAt + finished + 55 + Math.round(time(4, 0.5))
      batches.push({ arrival: arrive(), agentId, epoch, receivedAt, base, items })
      const { seq: own, mono, wall, offset, uncertainty } = last
      base = { seq: own, mono, wall, offset, uncertainty }
      items = []
    }
  }
  return batches
}
