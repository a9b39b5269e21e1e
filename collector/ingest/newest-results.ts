/**
 * The newest result of many checks, in a few blocks of memory: an object for each would be moved and looked through
 * with every collection of garbage, and each new one would outlive what is cheap to collect.
 */
import type { ResultItem } from '../../rules/wire/v1.ts'
import { OUTCOMES } from '../../rules/words.ts'
import type { TimedResult } from './recent.ts'

/** Values that have room in a row; a result with more, or with texts, keeps its own object of them. */
const VALUES = 8
const PLACES = [
  ...(['seq', 'revision', 'attempt', 'outcome', 'planned', 'started', 'finished'] as const),
  ...(['plannedAt', 'startedAt', 'finishedAt', 'receivedAt'] as const),
] as const
type Place = (typeof PLACES)[number]
const AT = Object.fromEntries(PLACES.map((name, at) => [name, at])) as Record<Place, number>
const WIDTH = PLACES.length + VALUES
/** Lists of names that are held once for all; each check type has some. */
const LISTS = 1_000
const FIRST_ROWS = 256

/** What is not in the numbers. */
type Rest = Pick<ResultItem, 'reason' | 'message' | 'values'>

/** When a result was, Unix ms. */
export interface Times {
  plannedAt: number
  startedAt: number
  finishedAt: number
  receivedAt: number
}

export interface NewestResults {
  /** Start of the row's result; -Infinity where it has none. */
  startedAt(row: number): number
  /** `origin`: `agent/epoch`. */
  set(row: number, item: ResultItem, times: Times, origin: string): void
  /** `check`: its full name. */
  get(row: number, check: string): TimedResult | null
  /** The row has none. */
  clear(row: number): void
}

export function makeNewestResults(): NewestResults {
  let block = new Float64Array(FIRST_ROWS * WIDTH).fill(Number.NEGATIVE_INFINITY)
  const origins: string[] = []
  const names: (readonly string[] | undefined)[] = []
  const rests = new Map<number, Rest>()
  const lists = new Map<string, readonly string[]>()

  function grow(row: number): void {
    let length = block.length
    while ((row + 1) * WIDTH > length) length *= 2
    if (length === block.length) return
    const larger = new Float64Array(length).fill(Number.NEGATIVE_INFINITY)
    larger.set(block)
    block = larger
  }

  /** Whether the values are numbers by the names that the row has. */
  function fill(row: number, values: NonNullable<ResultItem['values']>): boolean {
    const known = names[row] ?? []
    const from = row * WIDTH + PLACES.length
    let count = 0
    for (const name in values) {
      const value = values[name]
      if (typeof value !== 'number' || known[count] !== name) return false
      block[from + count] = value
      count += 1
    }
    return count === known.length
  }

  /** The list of names for such values; null where they do not lie in a row. */
  function listOf(values: NonNullable<ResultItem['values']>): readonly string[] | null {
    const list = Object.keys(values)
    if (list.length > VALUES || list.some((name) => typeof values[name] !== 'number')) return null
    const key = list.join()
    const known = lists.get(key)
    if (known) return known
    if (lists.size >= LISTS) return null
    lists.set(key, list)
    return list
  }

  function setValues(row: number, values: ResultItem['values']): ResultItem['values'] {
    if (values !== undefined && names[row] !== undefined && fill(row, values)) return undefined
    const list = values === undefined ? null : listOf(values)
    if (values === undefined || list === null) {
      names[row] = undefined
      return values
    }
    names[row] = list
    fill(row, values)
    return undefined
  }

  function restOf(row: number): Rest {
    const list = names[row]
    const from = row * WIDTH + PLACES.length
    const values = list?.map((name, at) => [name, block[from + at] ?? 0] as const)
    return { ...(values && { values: Object.fromEntries(values) }), ...rests.get(row) }
  }

  return {
    startedAt: (row) => block[row * WIDTH + AT.startedAt] ?? Number.NEGATIVE_INFINITY,
    set(row, item, times, origin) {
      grow(row)
      const from = row * WIDTH
      block[from + AT.seq] = item.seq
      block[from + AT.revision] = item.revision
      block[from + AT.attempt] = item.attempt
      block[from + AT.outcome] = OUTCOMES.indexOf(item.outcome)
      block[from + AT.planned] = item.planned
      block[from + AT.started] = item.started
      block[from + AT.finished] = item.finished
      block[from + AT.plannedAt] = times.plannedAt
      block[from + AT.startedAt] = times.startedAt
      block[from + AT.finishedAt] = times.finishedAt
      block[from + AT.receivedAt] = times.receivedAt
      // The same text again stays the one that is there.
      if (origins[row] !== origin) origins[row] = origin
      const values = setValues(row, item.values)
      const { reason, message } = item
      if (values === undefined && reason === undefined && message === undefined) rests.delete(row)
      else
        rests.set(row, {
          ...(reason !== undefined && { reason }),
          ...(message !== undefined && { message }),
          ...(values !== undefined && { values }),
        })
    },
    get(row, check) {
      const at = (place: Place) => block[row * WIDTH + AT[place]] ?? Number.NEGATIVE_INFINITY
      if (at('startedAt') === Number.NEGATIVE_INFINITY) return null
      const item: ResultItem = {
        ...{ kind: 'result', seq: at('seq'), check, revision: at('revision') },
        ...{ planned: at('planned'), started: at('started'), finished: at('finished') },
        ...{ outcome: OUTCOMES[at('outcome')] ?? 'unknown', attempt: at('attempt') },
        ...restOf(row),
      }
      const times = { plannedAt: at('plannedAt'), startedAt: at('startedAt'), finishedAt: at('finishedAt') }
      return { item, ...times, receivedAt: at('receivedAt'), source: `${origins[row]}/${item.seq}` }
    },
    clear(row) {
      if ((row + 1) * WIDTH <= block.length)
        block.fill(Number.NEGATIVE_INFINITY, row * WIDTH, (row + 1) * WIDTH)
      origins[row] = ''
      names[row] = undefined
      rests.delete(row)
    },
  }
}
