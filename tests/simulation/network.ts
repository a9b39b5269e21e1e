/** The network between agents and collectors: a request is a message there and an answer back, each with its own fate. */
import type { Answer, Ask, Client } from '../../agent/client.ts'
import type { Random } from '../support/random.ts'
import type { Life } from './node.ts'
import type { Fault } from './plan.ts'
import type { Timeline } from './timeline.ts'

/** What a collector makes of a request; calls `gone` of those whose asker has left by itself. */
export interface Replied {
  status: number
  headers: Record<string, string>
  body: unknown
}
export interface Server {
  name: string
  /** Whether anything listens. */
  isUp(): boolean
  handle(agent: string, ask: Ask, left: (end: () => void) => void): Promise<Replied>
}

export interface Network {
  begin(fault: Fault): void
  end(fault: Fault): void
  clientFor(agent: string, life: Life): Client
}

/** As the client's own. */
const TIMEOUT_MS = 15_000
/** A refusal comes back at once, nearly. */
const REFUSAL_MS = 1

export function makeNetwork(
  timeline: Timeline,
  randomOf: (agent: string) => Random,
  servers: readonly Server[],
): Network {
  const faults = new Set<Fault>()
  const of = (agent: string) => [...faults].filter(({ who }) => who === agent || who === '*')

  /** Milliseconds that a message takes on its way; null: it never arrives. */
  function fate(agent: string, way: 'there' | 'back', random: Random): number | null {
    let ms = 0
    for (const { kind, how, size = 0 } of of(agent)) {
      if (kind === 'partition' && (how === 'both' || how === way)) return null
      if (kind === 'delay') ms += random.int(0, size)
      if (kind === 'reorder' && random.chance(0.3)) ms += random.int(0, size)
    }
    return ms
  }
  const after = (ms: number, fn: () => void) => {
    if (ms === 0) fn()
    else timeline.at(timeline.now() + ms, fn)
  }

  return {
    begin: (fault) => faults.add(fault),
    end: (fault) => faults.delete(fault),
    clientFor(agent, life) {
      const random = randomOf(agent)

      function once(ask: Ask): Promise<Answer> {
        const sentMono = life.clock.monotonic()
        return new Promise((resolve, reject) => {
          let isOpen = true
          let leave = () => {}
          const end = (how: () => void) =>
            life.do(() => {
              if (!isOpen) return
              isOpen = false
              cancel()
              how()
            })
          const cancel = life.clock.after(ask.timeoutMs ?? TIMEOUT_MS, () => {
            end(() => reject(new Error('no answer in time')))
            leave()
          })
          const deliver = (isFirst: boolean) => {
            const up = servers.filter((server) => server.isUp())
            if (up.length === 0) {
              if (isFirst) after(REFUSAL_MS, () => end(() => reject(new Error('connect ECONNREFUSED'))))
              return
            }
            const server = up.length === 1 ? up[0] : random.pick(up)
            if (!server) return
            const handled = server.handle(agent, ask, (left) => {
              leave = left
            })
            handled.then(
              ({ status, headers, body }) => {
                const ms = isFirst ? fate(agent, 'back', random) : null
                if (ms === null) return
                after(ms, () =>
                  end(() => {
                    resolve({ status, headers, body, sentMono, backMono: life.clock.monotonic() })
                  }),
                )
              },
              // The connection was cut: the collector ended while it worked on it.
              (error) => isFirst && after(REFUSAL_MS, () => end(() => reject(error))),
            )
          }
          const ms = fate(agent, 'there', random)
          if (ms === null) return
          after(ms, () => deliver(true))
          const isDoubled = of(agent).some(({ kind }) => kind === 'duplicate') && random.chance(0.4)
          if (isDoubled) after(ms + random.int(0, 20_000), () => deliver(false))
        })
      }

      return { ask: once, close: () => undefined }
    },
  }
}
