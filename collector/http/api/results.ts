/** `/api/v1/results`: single results of one check, newest first, from the batches as they were stored. */
import { z } from 'zod'
import type { Page, ResultRow } from '../../../rules/api/types.ts'
import type { Interval } from '../../../rules/calendar/types.ts'
import type { TimedResult } from '../../ingest/recent.ts'
import { newestFirst, readResults } from '../../ingest/stored-results.ts'
import type { Context } from '../context.ts'
import { resultRow } from '../present/check.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { pageOf, resultRow as resultSchema } from '../schemas.ts'
import { configuredOf } from './monitored.ts'
import { id, instant, paging } from './query.ts'

const DAY_MS = 86_400_000
/** Batches read for one page: the next page goes on from there. */
const PAGE = 5_000
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

  /** When the clock of the check's host was off, by the time-errors of its service. */
  async function clockOffOf(
    service: string,
    check: string,
    fromAt: number,
    toAt: number,
  ): Promise<Interval[]> {
    const incidents = await store.incidentsBetween({ service, fromAt, toAt })
    return incidents.flatMap(({ kind, checks, withdrawnAt, firstFailedAt: from, recoveredAt }) =>
      kind === 'time-error' && withdrawnAt === null && checks.includes(check)
        ? [{ from, to: recoveredAt ?? Number.POSITIVE_INFINITY }]
        : [],
    )
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
        const { results, leftTo } = await readResults(store, {
          ...{ agentId, check, fromAt, toAt, most: PAGE, enough: limit + 1 },
          spanMs: configured.check.everyMs * (limit + 1),
        })
        const rest = results.filter((result) => before === null || newestFirst(before, result) < 0)
        const shown = rest.slice(0, limit)
        const last = rest.length > limit ? shown.at(-1) : undefined
        const further = leftTo === null ? null : cursorOf({ startedAt: leftTo, source: ANY_SOURCE })
        const clockOff = await clockOffOf(configured.service.id, check, fromAt, until)
        return {
          items: shown.map((result) => resultRow(result, clockOff)),
          next: last ? cursorOf(last) : further,
        }
      },
    }),
  ]
}

type Place = Pick<TimedResult, 'startedAt' | 'source'>

const cursorOf = ({ startedAt, source }: Place) => Buffer.from(`${startedAt} ${source}`).toString('base64url')

function placeOf(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null
  const [, at, source] = /^(\d{1,16}) (\S+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? []
  if (at === undefined || source === undefined)
    throw new HttpProblem('bad-query', { errors: [{ path: '/cursor', message: 'is none of ours' }] })
  return { startedAt: Number(at), source }
}
