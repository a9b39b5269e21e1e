/** `/api/v1/checks`: what is checked and how it went, response times, and "run now". */
import { setImmediate as turn } from 'node:timers/promises'
import { z } from 'zod'
import type { CheckDetail, ComponentSummary, Responses, RunAsked } from '../../../rules/api/monitored.ts'
import type { CheckSummary, Page } from '../../../rules/api/types.ts'
import { OUTCOMES, PURPOSES } from '../../../rules/words.ts'
import { readResults } from '../../ingest/stored-results.ts'
import type { Context } from '../context.ts'
import { makeInTurn } from '../in-turn.ts'
import * as schemas from '../monitored-schemas.ts'
import { checkDetail, runAsked } from '../present/check-detail.ts'
import { instant as instantText } from '../present/instant.ts'
import { bucketMsFor, bucketsOf } from '../present/responses.ts'
import { HttpProblem } from '../problem.ts'
import { type Asking, type Route, route } from '../route.ts'
import { checkSummary as checkSchema, pageOf } from '../schemas.ts'
import { makeCheckSummaries } from './check-summaries.ts'
import { type Configured, configuredOf } from './monitored.ts'
import { id, instant, pageOfWhole, paging } from './query.ts'

/** How long a request waits for its agent, and how far apart two of one check must be, milliseconds. */
const RUN = { ttlMs: 60_000, apartMs: 10_000 }
/** The longest span of a graph, and how much is read for it at most. */
const GRAPH = { days: 35, batches: 20_000 }
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Summaries that are made before others have their turn. */
const AT_ONCE = 200

/** What a list of checks may be asked for; `state` also knows what is ok with a reason, and what failed last. */
const filters = {
  service: id.optional(),
  component: id.optional(),
  agent: id.optional(),
  purpose: z.enum(PURPOSES).optional(),
  state: z.enum(['up', 'down', 'unknown', 'warned']).optional(),
  text: z.string().trim().min(1).max(200).optional(),
}
const params = z.strictObject({ service: id, component: id, check: id })

export function checkRoutes(context: Context): Route[] {
  const { store, clock, random, revision, events, runs } = context
  const { summaries, about } = makeCheckSummaries(context)
  const inTurn = makeInTurn()

  function named({ service, component, check }: z.output<typeof params>): Configured {
    const name = `${service}/${component}/${check}`
    const found = configuredOf(revision().services).find((one) => one.check.check === name)
    if (!found) throw new HttpProblem('not-found', { detail: `There is no check ${name}.` })
    return found
  }

  /** By what is configured alone. */
  function chosen(query: { [K in keyof typeof filters]?: string | undefined }): Configured[] {
    const words = query.text?.toLowerCase()
    return configuredOf(revision().services).filter(
      ({ service, component, check }) =>
        (query.service === undefined || service.id === query.service) &&
        (query.component === undefined || component.id === query.component) &&
        (query.agent === undefined || check.agent === query.agent) &&
        (query.purpose === undefined || check.purpose === query.purpose) &&
        (words === undefined ||
          [check.check, check.target, check.type, component.name, service.name, check.agent].some((text) =>
            text.toLowerCase().includes(words),
          )),
    )
  }

  /** The state of every one has to be looked at before it is known which are shown. */
  async function inState(all: Configured[], state: string): Promise<Configured[]> {
    const found: Configured[] = []
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const part = all.slice(from, from + AT_ONCE)
      const made = await summaries(part)
      found.push(...part.filter((_, index) => isIn(made[index], state)))
      await turn()
    }
    return found
  }

  async function agentIdOf(name: string): Promise<string | null> {
    return (await store.agents()).find((agent) => agent.name === name)?.id ?? null
  }

  async function responsesOf(found: Configured, fromAt: number, toAt: number): Promise<Responses> {
    const { check } = found
    const { value } = checkDetail.response(check)
    const agentId = await agentIdOf(check.agent)
    const read = agentId === null ? null : { agentId, check: check.check, fromAt, toAt, spanMs: HOUR_MS }
    const { results, leftTo } = read
      ? await readResults(store, { ...read, most: GRAPH.batches })
      : { results: [], leftTo: null }
    const bucketMs = bucketMsFor(toAt - fromAt, check.everyMs)
    return {
      check: check.check,
      value,
      from: instantText(fromAt),
      to: instantText(toAt),
      readFrom: instantText(leftTo === null ? fromAt : leftTo + 1),
      bucketMs,
      buckets: bucketsOf(results, value, bucketMs),
    }
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/checks',
      access: 'read-evidence',
      summary: 'Checks with their health and last result, in the order of the configuration',
      query: z.strictObject({ ...paging, ...filters }),
      answer: { status: 200, schema: pageOf(checkSchema) },
      async run({ query }): Promise<Page<CheckSummary>> {
        const { state } = query
        const all = state === undefined ? chosen(query) : await inTurn(() => inState(chosen(query), state))
        const { items, next } = pageOfWhole(all, ({ check }) => check.check, query)
        return { items: await summaries(items), next }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/components',
      access: 'read-evidence',
      summary: 'Components with how many checks look at them, in the order of the configuration',
      query: z.strictObject({ ...paging, service: id.optional() }),
      answer: { status: 200, schema: pageOf(schemas.componentSummary) },
      async run({ query }): Promise<Page<ComponentSummary>> {
        const all = revision()
          .services.filter(({ id }) => query.service === undefined || id === query.service)
          .flatMap((service) =>
            service.components.map(({ id, name, kind, checks }) => ({
              ...{ service: service.id, component: id, name, kind },
              checks: checks.length,
            })),
          )
        return pageOfWhole(all, ({ service, component }) => `${service}/${component}`, query)
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/checks/{service}/{component}/{check}',
      access: 'read-evidence',
      summary: 'One check: how it is set, its last result with all it measured, gaps, when the next is due',
      params,
      answer: { status: 200, schema: schemas.checkDetail },
      problems: ['not-found'],
      async run({ params }): Promise<CheckDetail> {
        const found = named(params)
        const [run] = await store.runsOf({ checks: [found.check.check] })
        return checkDetail.of(await about(found), run ?? null, clock.now())
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/checks/{service}/{component}/{check}/responses',
      access: 'read-evidence',
      summary: `Response times in buckets with percentiles; without \`from\` of the last 3 h, of ${GRAPH.days} days at most`,
      params,
      query: z.strictObject({ from: instant.optional(), to: instant.optional() }),
      answer: { status: 200, schema: schemas.responses },
      problems: ['not-found', 'busy'],
      async run({ params, query }): Promise<Responses> {
        const found = named(params)
        const toAt = query.to ?? clock.now()
        const fromAt = query.from ?? toAt - 3 * HOUR_MS
        const refuse = (message: string) =>
          new HttpProblem('bad-query', { errors: [{ path: '/from', message }] })
        if (fromAt >= toAt) throw refuse('must lie before `to`')
        if (toAt - fromAt > GRAPH.days * DAY_MS)
          throw refuse(`lies more than ${GRAPH.days} days before \`to\``)
        return inTurn(() => responsesOf(found, fromAt, toAt))
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/checks/{service}/{component}/{check}/run',
      access: 'run-check',
      summary: `Asks the check's agent to run it once, now; once in ${RUN.apartMs / 1000} s for each check. The result comes as any other`,
      params,
      answer: { status: 202, schema: schemas.runAsked },
      problems: ['not-found', 'asked-recently'],
      async run({ params, asking }): Promise<RunAsked> {
        const { check } = named(params)
        const { by, actor } = whoOf(asking)
        const asked = await store.askRun({
          ...{ check: check.check, agent: check.agent, askedBy: by, actor, ...RUN },
          now: clock.now(),
          ledgerId: random.uuid(),
        })
        runs.asked(check.agent)
        events.changed(['checks'])
        return runAsked(asked)
      },
    }),
  ]
}

function isIn(one: CheckSummary | undefined, state: string): boolean {
  if (state !== 'warned') return one?.health === state
  return one?.last?.outcome === OUTCOMES[0] && one.last.reason !== null
}

/** A person, or a program by its token. */
function whoOf({ operator, token }: Asking): { by: string; actor: string } {
  if (operator) return { by: operator.name, actor: `operator:${operator.operatorId}` }
  if (token) return { by: token.name, actor: `token:${token.id}` }
  throw new HttpProblem('login-required')
}
