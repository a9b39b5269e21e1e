/** `status`, `enrol` and `session`: who is asking, the first operator and invited ones, login and logout. */
import { z } from 'zod'
import type { Status } from '../../../rules/api/types.ts'
import { hashPassword, PASSWORD, passwordMatches } from '../../operators/password.ts'
import { beginSession, sessionCookie, sessionToken } from '../../operators/sessions.ts'
import { tokenDigest } from '../../operators/token.ts'
import { StoreError } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { status, statusBeforeLogin } from '../present/status.ts'
import { HttpProblem } from '../problem.ts'
import { type Call, type Route, route } from '../route.ts'
import { status as statusSchema } from '../schemas.ts'

/** Derivations of passwords at once: each takes 32 MiB and a thread. */
const AT_ONCE = 4

/** One person must not pass for another: what cannot be seen or turns the text around is in no name, nor two spellings of one. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u
const name = z
  .string()
  .transform((text) => text.normalize('NFC').trim())
  .pipe(
    z
      .string()
      .min(1, 'must not be empty')
      .max(100)
      .refine((text) => !HIDDEN.test(text), 'has control characters or ones that cannot be seen'),
  )
const password = z.string().max(PASSWORD.most * 2)
const newPassword = password.refine(
  (text) => [...text].length >= PASSWORD.least && [...text].length <= PASSWORD.most,
  `must have ${PASSWORD.least} to ${PASSWORD.most} characters`,
)

export function entranceRoutes(context: Context): Route[] {
  const { store, clock, random, attempts, settings, guard } = context
  let deriving = 0

  async function derive<T>(work: () => Promise<T>): Promise<T> {
    if (deriving >= AT_ONCE) throw new HttpProblem('busy', { headers: { 'retry-after': '1' } })
    deriving += 1
    try {
      return await work()
    } finally {
      deriving -= 1
    }
  }

  /** Counts an attempt before it is made, so that many at once do not slip through. */
  function begin(
    { request }: Pick<Call<unknown, unknown, unknown>, 'request'>,
    name: string | null,
  ): string[] {
    const keys = [`address:${request.socket.remoteAddress ?? 'unknown'}`]
    if (name !== null) keys.push(`name:${tokenDigest(name)}`)
    const wait = attempts.begin(keys)
    if (wait > 0)
      throw new HttpProblem('too-many-attempts', {
        headers: { 'retry-after': String(Math.ceil(wait / 1000)) },
      })
    return keys
  }

  async function logIn(
    { request, reply }: Pick<Call<unknown, unknown, unknown>, 'request' | 'reply'>,
    operatorId: string,
  ) {
    const token = await beginSession(store, { operatorId, token: random.token(), now: clock.now() })
    reply.header('set-cookie', sessionCookie(token, request.protocol === 'https'))
    context.events.changed(['status'])
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/status',
      access: 'status',
      summary: 'What runs here and who is asking; before a login only what a login page needs',
      answer: { status: 200, schema: statusSchema },
      async run({ asking }): Promise<Status> {
        const now = clock.now()
        const exist = await guard.operatorsExist()
        if (exist && !asking.operator) return statusBeforeLogin(settings, now)
        return status({
          settings,
          now,
          version: context.version,
          startedAt: context.startedAt,
          revision: context.revision().revision,
          operators: exist ? 'exist' : 'none',
          operator: asking.operator,
          seal: await store.lastSeal(),
        })
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/enrol',
      access: 'enrol',
      summary:
        'Makes the first operator by the one-time link, on this host only, or one who was invited, and logs in',
      body: z.strictObject({ token: z.string().min(1).max(200), name, password: newPassword }),
      answer: { status: 204 },
      problems: ['enrolment-refused', 'name-taken', 'too-many-attempts', 'busy'],
      async run(call): Promise<void> {
        const { body } = call
        const keys = begin(call, null)
        const hash = await derive(() =>
          hashPassword(body.password, Buffer.from(random.token(), 'base64url').subarray(0, 16)),
        )
        const operatorId = random.uuid()
        try {
          await store.enrolOperator({
            tokenDigest: tokenDigest(body.token),
            id: operatorId,
            name: body.name,
            password: hash,
            now: clock.now(),
            ledgerId: random.uuid(),
          })
        } catch (error) {
          if (error instanceof StoreError && error.code === 'conflict' && error.because === null)
            throw new HttpProblem('enrolment-refused')
          throw error
        }
        attempts.succeeded(keys)
        await logIn(call, operatorId)
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/session',
      access: 'login',
      summary: 'Logs in; the answer sets a cookie that is good for 12 hours',
      body: z.strictObject({ name, password }),
      answer: { status: 204 },
      problems: ['login-refused', 'too-many-attempts', 'busy'],
      async run(call): Promise<void> {
        const { body } = call
        const keys = begin(call, body.name)
        const operator = await store.operatorByName({ name: body.name })
        const right = await derive(() => passwordMatches(body.password, operator?.password ?? null))
        if (!operator || !right) throw new HttpProblem('login-refused')
        attempts.succeeded(keys)
        await logIn(call, operator.id)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/session',
      access: 'session',
      summary: 'Logs out',
      answer: { status: 204 },
      async run({ request, reply }): Promise<void> {
        const token = sessionToken(request.headers.cookie)
        if (token !== null) await store.endSession({ tokenDigest: tokenDigest(token) })
        reply.header('set-cookie', sessionCookie('', request.protocol === 'https'))
      },
    }),
  ]
}
