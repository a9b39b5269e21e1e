/** Every error that the HTTP side answers with: a stable code, its status and its title, in one list. */
import type { Problem } from '../../rules/api/types.ts'

export const PROBLEMS = {
  'bad-query': { status: 400, title: 'A parameter of the request is not valid.' },
  'bad-body': { status: 400, title: 'The body of the request is not valid.' },
  'malformed-json': { status: 400, title: 'The body is not JSON.' },
  'bad-frame': { status: 400, title: 'The frame of the batch is not valid; nothing of it was stored.' },
  'bad-request': { status: 400, title: 'The request is not valid.' },
  'credential-refused': { status: 401, title: 'No agent has this credential.' },
  'login-required': { status: 401, title: 'This needs a session or an API token: log in.' },
  'login-refused': { status: 401, title: 'Name or password is wrong.' },
  'password-refused': { status: 403, title: 'The old password is wrong.' },
  'enrolment-refused': {
    status: 401,
    title:
      'The one-time link is unknown, used or expired, or it is that of the first operator and one exists.',
  },
  'not-from-here': { status: 403, title: 'This is answered only to a browser on this host.' },
  'foreign-origin': { status: 403, title: 'A change must come from a page of this console.' },
  'not-permitted': { status: 403, title: 'Your role, or the scope of the token, does not allow this.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'This place does not take that method.' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time.' },
  conflict: { status: 409, title: 'That was done before.' },
  'same-person': { status: 409, title: 'What one person proposed another one decides.' },
  'already-decided': { status: 409, title: 'The proposal was decided before.' },
  'already-proposed': { status: 409, title: 'The same is proposed or approved already.' },
  'already-withdrawn': { status: 409, title: 'It was withdrawn before.' },
  'already-lifted': { status: 409, title: 'The hold was lifted before.' },
  'still-open': { status: 409, title: 'What is not decided yet cannot be withdrawn.' },
  'phase-order': { status: 409, title: 'A partial recovery does not come after the full one.' },
  'own-account': {
    status: 409,
    title: 'Nobody does that to the own account: another administrator does.',
  },
  'last-administrator': { status: 409, title: 'No administrator would be left.' },
  'name-taken': { status: 409, title: 'Another operator has this name.' },
  'asked-recently': { status: 429, title: 'This check was asked to run less than 10 seconds ago.' },
  'body-too-large': { status: 413, title: 'The body is larger than allowed.' },
  'unsupported-media-type': { status: 415, title: 'The body must be JSON, without a content coding.' },
  'wire-version': { status: 426, title: 'This version of the wire is not served.' },
  'headers-too-large': { status: 431, title: 'The header fields are larger than allowed.' },
  'too-many-attempts': { status: 429, title: 'Too many attempts; wait before the next one.' },
  internal: { status: 500, title: 'Something failed here; the log says what.' },
  busy: { status: 503, title: 'Too much is under way; try again.' },
  unavailable: { status: 503, title: 'The store cannot be reached; nothing was stored.' },
  'not-ready': { status: 503, title: 'Not ready.' },
  'disk-full': { status: 507, title: 'The disk is full; nothing was stored.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS

/** Where the codes are documented; the fragment is the code. */
const TYPE = '/api/openapi.json#'

/** Thrown by handlers and guards; answered as `application/problem+json`. */
export class HttpProblem extends Error {
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly errors: { path: string; message: string }[] | undefined
  readonly headers: Record<string, string>
  /** Versions of the wire that are served, with `wire-version`. */
  readonly versions: readonly number[] | undefined
  constructor(
    code: ProblemCode,
    more: {
      detail?: string
      errors?: { path: string; message: string }[]
      headers?: Record<string, string>
      versions?: readonly number[]
    } = {},
  ) {
    super(PROBLEMS[code].title)
    this.name = 'HttpProblem'
    this.code = code
    this.detail = more.detail
    this.errors = more.errors
    this.headers = more.headers ?? {}
    this.versions = more.versions
  }

  get status(): number {
    return PROBLEMS[this.code].status
  }

  body(): Problem {
    const { status, title } = PROBLEMS[this.code]
    return {
      type: TYPE + this.code,
      title,
      status,
      code: this.code,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.errors === undefined ? {} : { errors: this.errors }),
      ...(this.versions === undefined ? {} : { versions: [...this.versions] }),
    }
  }
}
