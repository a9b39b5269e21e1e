/** What a time daemon says of this host's clock, in the words of the check. */
export interface ClockReading {
  daemon: 'chrony' | 'ntpd' | 'timesyncd'
  synchronised: boolean
  /** Name or address of the source in use; empty where there is none. */
  source: string
  stratum: number | null
  /** Milliseconds to add to this host's clock, as in the check `ntp`; null where the daemon does not know. */
  offsetMs: number | null
  rootDelayMs: number | null
  rootDispersionMs: number | null
  /** When the clock was last set right by a source, Unix milliseconds. */
  updatedAt: number | null
  /** `normal`, `insert`, `delete`, `unsynchronised`. */
  leap: Leap
  /** Sources known, and those that answered lately. */
  sources: number | null
  reachable: number | null
}

export type Leap = 'normal' | 'insert' | 'delete' | 'unsynchronised'

/** Why a daemon told nothing. `not-running` where its program is there and says so. */
export interface NoReading {
  why: 'absent' | 'not-running' | 'not-permitted' | 'timeout' | 'unreadable'
  /** For people. */
  text: string
}

/** What the wire can carry; a daemon that tells more tells nonsense. */
const LARGEST = 1e15

export const within = (number: number): number | null => (Math.abs(number) <= LARGEST ? number : null)

/** A decimal number, or null. */
export function decimal(text: string | undefined): number | null {
  return text !== undefined && /^[+-]?[0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]+)?$/i.test(text)
    ? within(Number(text))
    : null
}

/** A number of seconds as milliseconds. */
export function secondsAsMs(text: string | undefined): number | null {
  const seconds = decimal(text)
  return seconds === null ? null : within(seconds * 1000)
}

/** Name or address of a source as it may be told: names have at most 253 characters. */
export const sourceName = (text: string) => text.slice(0, 253)

/** The first line of what a program said, for people. */
export const firstLine = (text: string) =>
  (text.trim().split('\n')[0] ?? '').replaceAll('*', '').trim().slice(0, 200)
