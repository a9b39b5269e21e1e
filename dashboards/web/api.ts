/** Speaks `/api/v1/`, the console's only source. */
import type { Problem } from '../../rules/api/types.ts'

const BASE = '/api/v1/'
const TIMEOUT_MS = 15_000

/** Why a request brought nothing. `status` 0 and code `unreachable`: no answer at all. */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string | null
  readonly errors: { path: string; message: string }[]
  constructor(problem: Pick<Problem, 'status' | 'code'> & Partial<Problem>) {
    super(problem.title ?? problem.code)
    this.status = problem.status
    this.code = problem.code
    this.detail = problem.detail ?? null
    this.errors = problem.errors ?? []
  }
}

/** Throws `ApiFailure`, never anything else. */
export async function get<T>(path: string): Promise<T> {
  return (await request('GET', path)) as T
}

/** Throws `ApiFailure`, never anything else. */
export async function send(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<void> {
  await request(method, path, body)
}

/** A change whose answer is shown. Throws `ApiFailure`, never anything else. */
export async function ask<T>(path: string, body: unknown): Promise<T> {
  return (await request('POST', path, body)) as T
}

async function request(method: string, path: string, body?: unknown): Promise<unknown> {
  let answer: Response
  let text: string
  try {
    answer = await fetch(BASE + path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    text = await answer.text()
  } catch (error) {
    throw new ApiFailure({ status: 0, code: 'unreachable', title: String(error) })
  }
  const parsed = parse(text)
  if (answer.ok) {
    if (parsed === undefined && text !== '')
      throw new ApiFailure({ status: answer.status, code: 'unreadable' })
    return parsed ?? null
  }
  throw new ApiFailure(problemOf(parsed, answer.status))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: an empty answer, or a proxy's page. The caller knows from the text which.
    return undefined
  }
}

function problemOf(parsed: unknown, status: number): Pick<Problem, 'status' | 'code'> & Partial<Problem> {
  if (typeof parsed === 'object' && parsed !== null && 'code' in parsed && typeof parsed.code === 'string')
    return { ...(parsed as Problem), status }
  return { status, code: `http-${status}` }
}
