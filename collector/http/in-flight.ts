/** Bounds the bytes of bodies that are under way at once: beyond, a sender is asked to come again. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpProblem } from './problem.ts'

const IN_FLIGHT_BYTES = 64 * 1024 * 1024

/** Returns a function that reserves room for a request's body until its answer is out, or throws `busy`. */
export function makeInFlight(
  bytes = IN_FLIGHT_BYTES,
): (request: FastifyRequest, reply: FastifyReply, limit: number) => void {
  let taken = 0
  return (request, reply, limit) => {
    const told = Number(request.headers['content-length'])
    // A body of untold length may grow to the limit.
    const size = Number.isFinite(told) && told >= 0 ? Math.min(told, limit) : limit
    if (taken + size > bytes) throw new HttpProblem('busy', { headers: { 'retry-after': '1' } })
    taken += size
    reply.raw.once('close', () => {
      taken -= size
    })
  }
}
