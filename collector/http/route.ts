/** One row per route: what it is, who may use it, what it takes and answers. The server and OpenAPI read the same rows. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Permission } from '../../rules/people/permissions.ts'
import type { Role } from '../../rules/words.ts'
import { HttpProblem, type ProblemCode } from './problem.ts'

/**
 * Who may use a route; what is not written here is refused. Either the one permission that it needs
 * (`rules/people/permissions.ts`), or one of those that need none:
 * - `public`: anyone; answers nothing of the service
 * - `agent`: an agent's credential
 * - `status`: anyone known, or this host (which then learns only what a login page needs)
 * - `login`: anyone, from a page of this console
 * - `enrol`: from a page of this console; on this host, until the first operator exists
 * - `session`: a person's own session, never a token: what everybody does with the own account
 * - `known`: a person or a token, for what they may know of themselves
 */
const WITHOUT_PERMISSION = ['public', 'agent', 'status', 'login', 'enrol', 'session', 'known'] as const
export type Access = Permission | (typeof WITHOUT_PERMISSION)[number]

/** Who is asking, as far as the route's access found out. */
export interface Asking {
  agent: { id: string; name: string } | null
  /** A person with a session. */
  operator: { operatorId: string; name: string } | null
  /** A program with an API token. */
  token: { id: string; name: string } | null
  role: Role | null
  permissions: readonly Permission[]
  /** Ids of the services that whoever asks may know of; null: all. Every route of `read-service` keeps to it. */
  services: readonly string[] | null
  /** With `services`: the customer whose notices may be read; null: only what goes to every customer. */
  customer: string | null
  /** The request came from this host, by a name of this host. */
  local: boolean
  /** The collector's clock when the request's head had arrived. */
  receivedAt: number
}

export interface Call<P, Q, B> {
  params: P
  query: Q
  body: B
  asking: Asking
  request: FastifyRequest
  reply: FastifyReply
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined

export interface RouteOf<
  P extends z.ZodType | undefined,
  Q extends z.ZodType | undefined,
  B extends z.ZodType | undefined,
> {
  method: 'GET' | 'POST' | 'DELETE'
  /** As OpenAPI writes it: `/api/v1/services/{id}`. */
  path: string
  access: Access
  summary: string
  params?: P
  query?: Q
  body?: B
  /** The body is checked by the route itself (the wire's precompiled validators), not by the schema. */
  checksBody?: boolean
  /** The body's text is handed on as `request.text`, unless it needs a closer look. */
  asText?: true
  /** Bytes of the body; default 64 KiB. */
  bodyLimit?: number
  answer: { status: number; schema?: z.ZodType; type?: string; also?: Record<number, string> }
  /** Problems beside those that any route of its access may answer with. */
  problems?: ProblemCode[]
  /** A stream: the route answers on the raw response. */
  stream?: boolean
  run(call: Call<Parsed<P>, Parsed<Q>, Parsed<B>>): Promise<unknown>
}

/** A route with its types put away. */
export type Route = Omit<
  RouteOf<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined>,
  'run'
> & {
  run(call: Call<unknown, unknown, unknown>): Promise<unknown>
}

/** Checks what came in by the route's schemas before it runs. */
export function route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(row: RouteOf<P, Q, B>): Route {
  return {
    ...row,
    run(call) {
      const params = parse(row.params, call.params, 'not-found') as Parsed<P>
      const query = parse(row.query, call.query, 'bad-query') as Parsed<Q>
      const body = (row.checksBody ? call.body : parse(row.body, call.body, 'bad-body')) as Parsed<B>
      return row.run({ ...call, params, query, body })
    },
  }
}

function parse(schema: z.ZodType | undefined, value: unknown, code: ProblemCode): unknown {
  if (!schema) {
    const given = typeof value === 'object' && value !== null ? Object.keys(value) : []
    if (code === 'bad-query' && given.length > 0)
      throw new HttpProblem(code, {
        errors: given.map((key) => ({ path: `/${key}`, message: 'is not known here' })),
      })
    return undefined
  }
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  throw new HttpProblem(code, {
    errors: parsed.error.issues.slice(0, 20).map(({ path, message }) => ({
      path: path.map((part) => `/${String(part)}`).join(''),
      message,
    })),
  })
}

/** The path as the server's router writes it. */
export const routerPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1')
