/** How runs ended, by hour, for many checks in one block of memory: an object for each hour of each would be most of it. */

export interface Counts {
  ok: number
  failed: number
  unknown: number
  skipped: number
}

export const DAY_HOURS = 24
/** Hours that a row has room for: a day, and the hour that a clock may be ahead. */
export const RING = DAY_HOURS + 1

const PLACES = { ok: 0, failed: 1, unknown: 2, skipped: 3 } as const satisfies Record<keyof Counts, number>
const KINDS = Object.keys(PLACES) as (keyof Counts)[]
const WIDTH = RING * KINDS.length
/** No check runs as often as this in one hour. */
const MOST = 65_535
const FIRST_ROWS = 256

export interface HourCounts {
  /** An empty row. */
  take(): number
  /** The row is not used any more. */
  give(row: number): void
  /** Empties the hours `from` to `to` (of the epoch, both included). */
  clear(row: number, from: number, to: number): void
  add(row: number, hour: number, kind: keyof Counts): void
  /** Adds the row's hour to `counts`. */
  into(counts: Counts, row: number, hour: number): void
}

export function makeHourCounts(): HourCounts {
  let block = new Uint16Array(FIRST_ROWS * WIDTH)
  let rows = 0
  const free: number[] = []
  const placeOf = (row: number, hour: number) => row * WIDTH + (hour % RING) * KINDS.length
  return {
    take() {
      const row = free.pop()
      if (row !== undefined) {
        block.fill(0, row * WIDTH, (row + 1) * WIDTH)
        return row
      }
      rows += 1
      if (rows * WIDTH > block.length) {
        const larger = new Uint16Array(block.length * 2)
        larger.set(block)
        block = larger
      }
      return rows - 1
    },
    give: (row) => free.push(row),
    clear(row, from, to) {
      for (let hour = Math.max(0, from, to - RING + 1); hour <= to; hour += 1) {
        const place = placeOf(row, hour)
        block.fill(0, place, place + KINDS.length)
      }
    },
    add(row, hour, kind) {
      const place = placeOf(row, hour) + PLACES[kind]
      block[place] = Math.min(MOST, (block[place] ?? 0) + 1)
    },
    into(counts, row, hour) {
      const place = placeOf(row, hour)
      for (const kind of KINDS) counts[kind] += block[place + PLACES[kind]] ?? 0
    },
  }
}
