/** The axis of time that drawings share. */
import * as format from '../../format.ts'

/** A drawing's own width; it is stretched to that of its place. */
export const WIDTH = 1000

export const share = (place: number) => `${((place / WIDTH) * 100).toFixed(3)}%`

/** The zone's distance from UTC, milliseconds. */
export function offsetOf(at: number, zone: string): number {
  const [, sign = '+', hours = '0', minutes = '0'] =
    /^([+-])(\d\d):(\d\d)$/.exec(format.offset(at, zone)) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The time of day; where a day begins, the day. */
export function timeName(at: number, zone: string): string {
  const time = format.timeOfDay(at, zone).slice(0, 5)
  return time === '00:00' ? format.day(at, zone).slice(5) : time
}
