/** `/api/v1/events`: says what changed, as server-sent events; what exactly, the page reads itself. */
import type { Topic } from '../../../rules/api/types.ts'
import type { Context } from '../context.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'

/** Streams at once: of all, of those who are bound to services together, and of one asker. */
const STREAMS = { all: 64, bound: 32, own: 8 }
const HEARTBEAT_MS = 15_000
/** At most so often an event: a burst is one. */
const GATHER_MS = 100

/**
 * Who is bound to services is told with each heartbeat to look again, whether or not anything happened: when
 * something happens to others is not theirs to know.
 */
const BOUND_TOPICS: Topic[] = ['services', 'incidents', 'obligations', 'notices', 'reports', 'status']

const changedEvent = (topics: Topic[]) => `event: changed\ndata: ${JSON.stringify({ topics })}\n\n`

interface Stream {
  /** Id of the person or the token; null before there are any. */
  who: string | null
  bound: boolean
}

const streamOf = ({ operator, token, services }: Asking): Stream => ({
  who: operator?.operatorId ?? token?.id ?? null,
  bound: services !== null,
})

export interface EventStreams {
  routes: Route[]
  /** Ends every stream. */
  stop(): void
}

export function eventStreams({ clock, events, guard, log }: Context): EventStreams {
  const open = new Map<() => void, Stream>()

  /** Nobody takes so many that nothing is left for others; before there are people, nobody is told apart. */
  function requireRoom({ who, bound }: Stream): void {
    const all = [...open.values()]
    const room =
      all.length < STREAMS.all &&
      (!bound || all.filter((one) => one.bound).length < STREAMS.bound) &&
      (who === null || all.filter((one) => one.who === who).length < STREAMS.own)
    if (!room) throw new HttpProblem('busy', { headers: { 'retry-after': '10' } })
  }

  const routes = [
    route({
      method: 'GET',
      path: '/api/v1/events',
      access: 'read-service',
      summary: 'Server-sent events `changed` with the topics that are different now; a comment each 15 s',
      answer: { status: 200, type: 'text/event-stream' },
      problems: ['busy'],
      stream: true,
      async run({ request, reply, asking }): Promise<void> {
        const stream = streamOf(asking)
        requireRoom(stream)
        const { raw } = reply
        for (const [name, value] of Object.entries(reply.getHeaders()))
          if (value !== undefined) raw.setHeader(name, value)
        reply.hijack()
        raw.writeHead(200, {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
        })
        const pending = new Set<Topic>()
        let gathering: (() => void) | null = null
        let full = false

        const write = (text: string) => {
          full = !raw.write(text)
        }
        /** A session that ended ends its streams: nobody is told anything after a logout. Less to know counts at once. */
        const admitted = async (): Promise<boolean> => {
          try {
            stream.bound = streamOf(await guard.admit('read-service', request)).bound
          } catch (error) {
            if (!(error instanceof HttpProblem)) log.warn({ err: error }, 'an event stream ends')
            end()
          }
          return open.has(end)
        }
        const tell = async () => {
          gathering = null
          // To a slow reader nothing is piled up: what changed meanwhile is one event later.
          if (full || pending.size === 0) return
          const topics = [...pending]
          pending.clear()
          if ((await admitted()) && !stream.bound) write(changedEvent(topics))
        }
        const gather = () => {
          gathering ??= clock.after(GATHER_MS, () => void tell(), true)
        }
        const unsubscribe = events.subscribe((topics) => {
          if (stream.bound) return
          for (const topic of topics) pending.add(topic)
          gather()
        })
        raw.on('drain', () => {
          full = false
          gather()
        })
        const beat = async () => {
          if (!(await admitted())) return
          if (!full && stream.bound) write(changedEvent(BOUND_TOPICS))
          else if (!full) write(': still here\n\n')
          cancelBeat = clock.after(HEARTBEAT_MS, () => void beat(), true)
        }
        let cancelBeat = clock.after(HEARTBEAT_MS, () => void beat(), true)
        const end = () => {
          if (!open.delete(end)) return
          unsubscribe()
          cancelBeat()
          gathering?.()
          raw.end()
        }
        open.set(end, stream)
        raw.on('close', end)
        raw.on('error', end)
        write(': open\n\n')
      },
    }),
  ]
  return {
    routes,
    stop() {
      for (const end of [...open.keys()]) end()
    },
  }
}
