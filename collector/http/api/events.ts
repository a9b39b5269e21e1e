/** `/api/v1/events`: says what changed, as server-sent events; what exactly, the page reads itself. */
import type { Topic } from '../../../rules/api/types.ts'
import type { Context } from '../context.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'

/** Streams at once. */
const STREAMS = 64
const HEARTBEAT_MS = 15_000
/** At most so often an event: a burst is one. */
const GATHER_MS = 100

/**
 * Who is bound to services is told with each heartbeat to look again, whether or not anything happened: when
 * something happens to others is not theirs to know.
 */
const BOUND_TOPICS: Topic[] = ['services', 'incidents', 'obligations', 'notices', 'reports', 'status']

const changedEvent = (topics: Topic[]) => `event: changed\ndata: ${JSON.stringify({ topics })}\n\n`

export interface EventStreams {
  routes: Route[]
  /** Ends every stream. */
  stop(): void
}

export function eventStreams({ clock, events, guard, log }: Context): EventStreams {
  const open = new Set<() => void>()

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
        if (open.size >= STREAMS) throw new HttpProblem('busy', { headers: { 'retry-after': '10' } })
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
        /** A session that ended ends its streams: nobody is told anything after a logout. */
        const admitted = async (): Promise<boolean> => {
          try {
            await guard.admit('read-service', request)
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
          if (await admitted()) write(changedEvent(topics))
        }
        const gather = () => {
          gathering ??= clock.after(GATHER_MS, () => void tell(), true)
        }
        const bound = asking.services !== null
        const unsubscribe = events.subscribe((topics) => {
          if (bound) return
          for (const topic of topics) pending.add(topic)
          gather()
        })
        raw.on('drain', () => {
          full = false
          gather()
        })
        const beat = async () => {
          if (!(await admitted())) return
          if (!full && bound) write(changedEvent(BOUND_TOPICS))
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
        open.add(end)
        raw.on('close', end)
        raw.on('error', end)
        write(': open\n\n')
      },
    }),
  ]
  return {
    routes,
    stop() {
      for (const end of [...open]) end()
    },
  }
}
