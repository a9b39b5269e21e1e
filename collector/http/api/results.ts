/** `/api/v1/results`: single results of one check, newest first, from the batches as they were stored. */
import { z } from 'zod'
import type { Page, ResultRow } from '../../../rules/api/types.ts'
import { type TimedResult, timedResults } from '../../ingest/recent.ts'
import type { Check } from '../../model.ts'
import type { Context } from '../context.ts'
import { resultRow } from '../present/check.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { pageOf, resultRow as resultSchema } from '../schemas.ts'
import { configuredOf } from './monitored.ts'
import { id, instant, paging } from './query.ts'

const DAY_MS = 86_400_000
/** Batches read at a time, and for one page: the next page goes on from there. */
const SLICE = 1_000
const PAGE = 5_000
/** No slice of time is made shorter than this, milliseconds. */
const SHORTEST_MS = 1_000
/** Comes before every source at the same start. */
const ANY_SOURCE = '~'

const query = z.strictObject({
  ...paging,
  check: id,
  from: instant.optional(),
  to: instant.optional(),
})

export function resultRoutes({ store, clock, revision }: Context): Route[] {
  async function agentIdOf(name: string): Promise<string | null> {
    const agents = await store.agents()
    return agents.find((agent) => agent.name === name)?.id ?? null
  }

  /**
   * Batches come by arrival, results are wanted by their own time: reads slices of time from the newest to
   * older ones, each whole, until there are more than `limit`. `leftTo` is where reading stopped; null
   * where all of it was read.
   */
  async function read(a: {
    agentId: string
    check: Check
    fromAt: number
    toAt: number
    limit: number
  }): Promise<{ results: TimedResult[]; leftTo: number | null }> {
    const { agentId, check, fromAt, limit } = a
    const found = new Map<string, TimedResult>()
    let toAt = a.toAt
    let span = check.everyMs * (limit + 1)
    for (let left = PAGE; toAt >= fromAt && found.size <= limit; ) {
      if (left <= 0) return { results: [...found.values()].toSorted(newestFirst), leftTo: toAt }
      const start = Math.max(fromAt, toAt - span)
      const batches = await store.batchesOf({ agentId, fromAt: start, toAt, limit: SLICE })
      left -= batches.length
      if (batches.length === SLICE && span > SHORTEST_MS) {
        span = Math.max(SHORTEST_MS, Math.floor(span / 4))
        continue
      }
      for (const result of batches.flatMap(timedResults))
        if (result.item.check === check.check && result.startedAt >= start && result.startedAt <= toAt)
          found.set(result.source, result)
      toAt = start - 1
      span *= 2
    }
    return { results: [...found.values()].toSorted(newestFirst), leftTo: null }
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/results',
      access: 'read-evidence',
      summary: 'Results of one check, newest first; without `from` those of the day before `to`',
      query,
      answer: { status: 200, schema: pageOf(resultSchema) },
      problems: ['not-found'],
      async run({ query: { check, from, to, limit, cursor } }): Promise<Page<ResultRow>> {
        const configured = configuredOf(revision().services).find((one) => one.check.check === check)
        if (!configured) throw new HttpProblem('not-found', { detail: `There is no check ${check}.` })
        const before = placeOf(cursor)
        const until = to ?? clock.now()
        const fromAt = from ?? until - DAY_MS
        if (fromAt > until)
          throw new HttpProblem('bad-query', { errors: [{ path: '/from', message: 'lies after `to`' }] })
        const agentId = await agentIdOf(configured.check.agent)
        if (agentId === null) return { items: [], next: null }
        const toAt = before?.startedAt ?? until
        const { results, leftTo } = await read({ agentId, check: configured.check, fromAt, toAt, limit })
        const rest = results.filter((result) => before === null || newestFirst(before, result) < 0)
        const shown = rest.slice(0, limit)
        const last = rest.length > limit ? shown.at(-1) : undefined
        const further = leftTo === null ? null : cursorOf({ startedAt: leftTo, source: ANY_SOURCE })
        return { items: shown.map(resultRow), next: last ? cursorOf(last) : further }
      },
    }),
  ]
}

type Place = Pick<TimedResult, 'startedAt' | 'source'>

/** The order of the list: by start, then by source. */
function newestFirst(a: Place, b: Place): number {
  if (a.startedAt !== b.startedAt) return b.startedAt - a.startedAt
  return a.source < b.source ? 1 : a.source > b.source ? -1 : 0
}

const cursorOf = ({ startedAt, source }: Place) => Buffer.from(`${startedAt} ${source}`).toString('base64url')

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [, at, source] = /^(\d{1,16}) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  if (at === undefined || source === undefined)
    throw new HttpProblem('bad-query', { errors: [{ path: '/cursor', message: 'is none of ours' }] })
  return { startedAt: Number(at), source }
}
