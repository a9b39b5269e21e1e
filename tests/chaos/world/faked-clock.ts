/**
 * A wall clock that can be stepped under a running program, by libfaketime, while its monotonic clock goes on: the
 * library reads what to add from a file.
 */
import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../../support/random.ts'
import type { Around } from './stand.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Each as the milliseconds to add to the real clock at `now` (Unix ms). */
export const STEPS: Record<string, (now: number) => number> = {
  '+1 h': () => HOUR_MS,
  '-1 h': () => -HOUR_MS,
  '+2 days': () => 2 * DAY_MS,
  '-2 days': () => -2 * DAY_MS,
  // The first day of all, as a host without a battery starts with, and beyond what 32 bits of seconds hold.
  '1970': (now) => DAY_MS - now,
  '2038': (now) => Date.UTC(2038, 1, 1) - now,
  real: () => 0,
}

/** The names of all steps, in an order of the seed's. */
export function stepsInTurn(random: Random): string[] {
  const drawn = Object.keys(STEPS).map((name) => ({ name, place: random.fraction() }))
  return drawn.toSorted((a, b) => a.place - b.place).map(({ name }) => name)
}

/** The library reads its file at most this often, milliseconds. */
export const SEEN_MS = 1000

const PLACES = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'arm-linux-gnueabihf', 'i386-linux-gnu'].map(
  (triple) => `/usr/lib/${triple}/faketime/libfaketimeMT.so.1`,
)

export interface FakedClock {
  around: Around
  /** From (at the latest SEEN_MS after) now on the clock differs by this from the real one, milliseconds. */
  set(byMs: number): void
}

/** Null where the library is not there. */
export function openFakedClock(directory: string): FakedClock | null {
  const library = PLACES.find(existsSync)
  if (!library) return null
  const file = join(directory, 'clock')
  const set = (byMs: number) => {
    const seconds = Math.round(byMs / 1000)
    // By another name: a file that is being written would be read as no time at all.
    writeFileSync(`${file}.next`, `${seconds < 0 ? '' : '+'}${seconds}\n`)
    renameSync(`${file}.next`, file)
  }
  set(0)
  return {
    set,
    around: {
      env: {
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        FAKETIME_CACHE_DURATION: String(SEEN_MS / 1000),
      },
    },
  }
}
