/** Bounds the bytes of bodies that are under way at once: beyond, a sender is asked to come again. */
import type { ServerResponse } from 'node:http'
import { HttpProblem } from './problem.ts'

/** Read into objects they take several times as much; a tenth of a second of 200 000 results is 4 MiB. */
const IN_FLIGHT_BYTES = 24 * 1024 * 1024
/** One sender has at most this part of them: whoever holds bodies back shuts out nobody but himself. */
const SHARE = 1 / 4

/**
 * Returns a function that reserves room for a body of the told `Content-Length` until its answer is out, or throws
 * `busy`. `sender` is an agent's id, or the address of who is none. One body of a sender is never beyond its share.
 */
export function makeInFlight(
  bytes = IN_FLIGHT_BYTES,
): (sender: string, length: string | undefined, response: ServerResponse, limit: number) => void {
  let taken = 0
  /** By sender, of those that have any. */
  const own = new Map<string, number>()
  return (sender, length, response, limit) => {
    // Whoever went away while he was looked up has nothing to send, and no 'close' would come to give the room back.
    if (response.destroyed) throw new HttpProblem('busy')
    const told = Number(length)
    // A body of untold length may grow to the limit.
    const size = Number.isFinite(told) && told >= 0 ? Math.min(told, limit) : limit
    const before = own.get(sender) ?? 0
    const beyondShare = before > 0 && before + size > bytes * SHARE
    if (beyondShare || taken + size > bytes)
      throw new HttpProblem('busy', { headers: { 'retry-after': '1' } })
    taken += size
    own.set(sender, before + size)
    response.once('close', () => {
      taken -= size
      const left = (own.get(sender) ?? 0) - size
      if (left > 0) own.set(sender, left)
      else own.delete(sender)
    })
  }
}
