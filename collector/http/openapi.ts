/** The OpenAPI 3.1 document, made from the same rows that the routes are made from. Pure. */
import { z } from 'zod'
import {
  OPEN_READS,
  PERMISSIONS,
  type Permission,
  TOKEN_PERMISSIONS,
} from '../../rules/people/permissions.ts'
import { PROBLEMS, type ProblemCode } from './problem.ts'
import type { Access, Route } from './route.ts'
import { problem } from './schemas.ts'

type Json = Record<string, unknown>

/** Problems that a route of this access may answer with whatever it does. */
function problemsOf(access: Access, method: Route['method']): ProblemCode[] {
  if (access === 'public') return []
  if (access === 'agent') return ['credential-refused']
  if (access === 'status') return ['login-required']
  if (access === 'login') return ['foreign-origin']
  if (access === 'enrol') return ['foreign-origin', 'not-from-here']
  const change: ProblemCode[] = method === 'GET' ? [] : ['foreign-origin']
  return access === 'known' ? ['login-required'] : ['login-required', 'not-permitted', ...change]
}
const WITH_BODY: ProblemCode[] = [
  'bad-body',
  'malformed-json',
  'body-too-large',
  'unsupported-media-type',
  'busy',
]
const ALWAYS: ProblemCode[] = [
  'bad-request',
  'headers-too-large',
  'request-timeout',
  'internal',
  'unavailable',
]

function securityOf(access: Access): Json[] {
  if (access === 'public' || access === 'login' || access === 'enrol') return []
  if (access === 'agent') return [{ agent: [] }]
  if (access === 'session') return [{ session: [] }]
  if (access === 'status' || OPEN_READS.some((one) => one === access))
    return [{ session: [] }, { token: [] }, {}]
  const program = access === 'known' || TOKEN_PERMISSIONS.some((one) => one === access)
  return program ? [{ session: [] }, { token: [] }] : [{ session: [] }]
}

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

/** `version` is the program's. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const row of routes) {
    const place = paths[row.path] ?? {}
    paths[row.path] = place
    place[row.method.toLowerCase()] = operation(row)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'kijun',
      version,
      license: { name: 'GPL-3.0-or-later', identifier: 'GPL-3.0-or-later' },
      description:
        'Times are RFC 3339 in UTC, spans are milliseconds. Until the first operator exists, reads from this host need no login; from then on everything under /api/v1/ needs a session or an API token whose role or scope has the permission that the operation names (`x-permission`). Agents speak /agent/v1/ with their own credential.',
    },
    paths,
    components: {
      securitySchemes: {
        agent: { type: 'http', scheme: 'bearer', description: 'The credential of an agent.' },
        session: { type: 'apiKey', in: 'cookie', name: 'kijun_session' },
        token: { type: 'http', scheme: 'bearer', description: 'An API token (`kjt_…`).' },
      },
      schemas: { Problem: jsonSchema(problem, 'output') },
    },
  }
}

const isPermission = (access: Access): access is Permission => PERMISSIONS.some((one) => one === access)

function operation(row: Route): Json {
  return {
    operationId: operationId(row),
    summary: row.summary,
    tags: [tagOf(row.path)],
    security: securityOf(row.access),
    ...(isPermission(row.access) ? { 'x-permission': row.access } : {}),
    parameters: [...parameters(row.params, 'path'), ...parameters(row.query, 'query')],
    ...(row.body
      ? {
          requestBody: {
            // Where everything in it may be left out, so may the body.
            required: !row.body.safeParse({}).success,
            content: { 'application/json': { schema: jsonSchema(row.body, 'input') } },
          },
        }
      : {}),
    responses: { ...answers(row), ...problemAnswers(row) },
  }
}

/** `getApiV1IncidentsId`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean)
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function tagOf(path: string): string {
  if (path.startsWith('/agent/')) return 'agent'
  return path.startsWith('/api/v1/') ? (path.split('/')[3] ?? 'api') : 'process'
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}

function answers({ answer }: Route): Json {
  const type = answer.type ?? 'application/json'
  const content = answer.schema
    ? { [type]: { schema: jsonSchema(answer.schema, 'output') } }
    : { [type]: { schema: type === 'application/json' ? {} : { type: 'string' } } }
  const main = answer.schema || answer.type ? { description: 'Done', content } : { description: 'Done' }
  const also = Object.entries(answer.also ?? {}).map(([status, description]) => [status, { description }])
  return { [answer.status]: main, ...Object.fromEntries(also) }
}

function problemAnswers(row: Route): Json {
  const codes = new Set<ProblemCode>([
    ...problemsOf(row.access, row.method),
    ...(row.problems ?? []),
    ...ALWAYS,
  ])
  if (row.query) codes.add('bad-query')
  if (row.body) for (const code of WITH_BODY) codes.add(code)
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [
      status,
      {
        description: all.map((code) => `\`${code}\`: ${PROBLEMS[code].title}`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}
