/** What an HTTP check expects of an answer; the first thing that does not hold is the reason. */
import { parseDuration } from '../../rules/duration.ts'
import { boundedMatcher } from './bounded-match.ts'
import type { HttpAnswer, HttpConfig, Values } from './http-request.ts'
import type { ProbeResult } from './types.ts'

type Expectation = (answer: HttpAnswer, values: Values) => { reason: string; message: string } | null

/** Without a status in the configuration every one below 400 will do. */
function status(expected: number | string | (number | string)[] = ['2xx', '3xx']): Expectation {
  const list = [expected].flat()
  return ({ status: got }) => {
    if (list.some((one) => one === got || one === `${Math.floor(got / 100)}xx`)) return null
    return { reason: 'status', message: `status ${got}, expected ${list.join(', ')}` }
  }
}

function header(name: string, expected: string): Expectation {
  const matches = boundedMatcher(expected)
  return ({ headers }) => {
    const got = [headers[name.toLowerCase()]].flat().join(', ')
    return matches(got) ? null : { reason: 'header', message: `header ${name} does not match ${expected}` }
  }
}

function body(expected: string): Expectation {
  const matches = boundedMatcher(expected)
  return ({ body: got, cut }) => {
    if (matches(got.toString('utf8'))) return null
    if (cut) return { reason: 'body-too-large', message: `not within the first ${got.length} bytes` }
    return { reason: 'body', message: `the body does not match ${expected}` }
  }
}

function json(path: string, equals: unknown): Expectation {
  const steps = pathSteps(path)
  return ({ body: got, cut }) => {
    if (cut) return { reason: 'body-too-large', message: `the body has more than ${got.length} bytes` }
    let value: unknown
    try {
      value = JSON.parse(got.toString('utf8'))
    } catch {
      return { reason: 'json', message: 'the body is not JSON' }
    }
    for (const step of steps) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
        return { reason: 'json', message: `${path} is not there` }
      }
      value = (value as Record<string, unknown>)[step]
    }
    return value === equals ? null : { reason: 'json', message: `${path} is not ${JSON.stringify(equals)}` }
  }
}

/** Steps of `$.a.b[0]` or `a.b[0]`. */
function pathSteps(path: string): string[] {
  return [...path.replace(/^\$/, '').matchAll(/[^.[\]]+/g)].map(([step]) => step)
}

function certificate(daysLeft: number): Expectation {
  return (_answer, { certificate_days_left: left }) => {
    if (left === undefined) return { reason: 'certificate', message: 'there is no certificate' }
    if (Number(left) >= daysLeft) return null
    return { reason: 'certificate-expires', message: `${left} days left, ${daysLeft} expected` }
  }
}

function quick(limitMs: number): Expectation {
  return (_answer, { total_ms: total }) => {
    if (Number(total) <= limitMs) return null
    return { reason: 'slow', message: `took ${Math.round(Number(total))} ms, at most ${limitMs} ms allowed` }
  }
}

/** Reads the configuration once; what it returns judges each answer. */
export function prepareExpectation({ expect = {}, slowerThan }: HttpConfig) {
  const all: Expectation[] = [status(expect.status)]
  for (const [name, expected] of Object.entries(expect.headers ?? {})) all.push(header(name, expected))
  if (expect.body !== undefined) all.push(body(expect.body))
  if (expect.json !== undefined) all.push(json(expect.json.path, expect.json.equals))
  if (expect.certificateDaysLeft !== undefined) all.push(certificate(expect.certificateDaysLeft))
  const limit = slowerThan === undefined ? null : parseDuration(slowerThan)
  if (limit !== null) all.push(quick(limit))
  return (answer: HttpAnswer, values: Values): ProbeResult => {
    for (const expectation of all) {
      const unmet = expectation(answer, values)
      if (unmet) return { outcome: 'failed', ...unmet, values }
    }
    return { outcome: 'ok', values }
  }
}
