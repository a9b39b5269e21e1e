/** Bounds the bytes of bodies that are under way at once: beyond, a sender is asked to come again. */
import type { ServerResponse } from 'node:http'
import { HttpProblem } from './problem.ts'

/** Read into objects they take several times as much; a tenth of a second of 200 000 results is 4 MiB. */
const IN_FLIGHT_BYTES = 24 * 1024 * 1024

/** Returns a function that reserves room for a body of the told `Content-Length` until its answer is out, or throws `busy`. */
export function makeInFlight(
  bytes = IN_FLIGHT_BYTES,
): (length: string | undefined, response: ServerResponse, limit: number) => void {
  let taken = 0
  return (length, response, limit) => {
    const told = Number(length)
    // A body of untold length may grow to the limit.
    const size = Number.isFinite(told) && told >= 0 ? Math.min(told, limit) : limit
    if (taken + size > bytes) throw new HttpProblem('busy', { headers: { 'retry-after': '1' } })
    taken += size
    response.once('close', () => {
      taken -= size
    })
  }
}
