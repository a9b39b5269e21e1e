/** What went wrong, as the one kind of answer that says so. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../log.ts'
import { StoreError } from '../store/port.ts'
import { HttpProblem, PROBLEMS, type ProblemCode } from './problem.ts'
import type { Route } from './route.ts'
import type { Web } from './web.ts'

/** 404, or 405 with the methods that the place takes. */
export function notFound(routes: Route[], web: Web, request: FastifyRequest): HttpProblem {
  const [path = ''] = request.url.split('?', 1)
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  const methods = routes.filter((row) => matches(row.path)).map((row) => row.method)
  if (web.files.some((file) => file.path === path)) methods.push('GET')
  if (methods.length === 0) return new HttpProblem('not-found')
  return new HttpProblem('method-not-allowed', { headers: { allow: methods.join(', ') } })
}

/** What fastify refuses by itself, in our words. */
const BY_FASTIFY: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
}
const BY_STORE: Partial<Record<StoreError['code'], { code: ProblemCode; retryAfter?: string }>> = {
  'disk-full': { code: 'disk-full', retryAfter: '10' },
  unavailable: { code: 'unavailable', retryAfter: '2' },
  'not-found': { code: 'not-found' },
  conflict: { code: 'conflict' },
}

const isProblem = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code)

function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof StoreError) {
    // One of several conflicts of a verb: the problem of that name.
    if (error.because !== null && isProblem(error.because)) return new HttpProblem(error.because)
    const { code, retryAfter } = BY_STORE[error.code] ?? { code: 'internal' as const }
    return new HttpProblem(code, retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } })
  }
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>
  // The parser of bodies marks its own so; any other is a defect of ours.
  if (error instanceof SyntaxError && statusCode === 400) return new HttpProblem('malformed-json')
  const known = BY_FASTIFY[code]
  if (known) return new HttpProblem(known)
  return new HttpProblem(statusCode >= 400 && statusCode < 500 ? 'bad-request' : 'internal')
}

/** The problem to answer with; what is ours to mend goes into the log. */
export function failed(log: Log, error: unknown, route: string | undefined): HttpProblem {
  const problem = problemOf(error)
  if (problem.code === 'internal') log.error({ err: error, route }, 'a request failed')
  else if (problem.status >= 500 && error instanceof StoreError)
    log.warn({ err: error, route }, 'a request could not be served')
  return problem
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

/** Answers with the problem. */
export function fail(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = failed(log, error, request.routeOptions?.url)
  void reply
    .code(problem.status)
    .headers(problem.headers)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem.body()))
}
