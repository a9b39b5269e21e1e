/** `status`, `enrol` and `session`: who is asking, the first operator and invited ones, a new password by a link, login and logout. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Status } from '../../../rules/api/types.ts'
import { networkOf, placeOf } from '../../operators/place.ts'
import { beginSession, sessionCookie, sessionToken } from '../../operators/sessions.ts'
import { tokenDigest } from '../../operators/token.ts'
import { StoreError } from '../../store/port.ts'
import type { Context } from '../context.ts'
import { isSecure } from '../origin.ts'
import { newPassword, password, refuseName } from '../passwords.ts'
import { status, statusBeforeLogin } from '../present/status.ts'
import { HttpProblem } from '../problem.ts'
import { type Call, type Route, route } from '../route.ts'
import { status as statusSchema } from '../schemas.ts'

/** How long damage is told of on the console; the ledger keeps it. */
const DAMAGE_TOLD_MS = 366 * 86_400_000

const addressOf = (request: FastifyRequest) => request.socket.remoteAddress ?? 'unknown'

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

export function entranceRoutes(context: Context): Route[] {
  const { store, clock, random, attempts, settings, guard, passwords, log } = context

  /** Counts an attempt before it is made, so that many at once do not slip through. */
  function begin(
    { request }: Pick<Call<unknown, unknown, unknown>, 'request'>,
    name: string | null,
  ): string[] {
    const keys = [`address:${networkOf(addressOf(request))}`]
    // Of one network: whoever guesses keeps nobody out elsewhere (rules/people/lockout.ts).
    if (name !== null) keys.push(`name:${placeOf(name, addressOf(request)).network}`)
    const ms = attempts.begin(keys)
    if (ms > 0) throw wait(ms)
    return keys
  }

  async function logIn(
    { request, reply }: Pick<Call<unknown, unknown, unknown>, 'request' | 'reply'>,
    operatorId: string,
    name: string,
    /** As the store keeps it. */
    password: string,
  ) {
    const place = placeOf(name, addressOf(request))
    const ids = { token: random.token(), id: random.uuid(), ledgerId: random.uuid() }
    const token = await beginSession(store, { operatorId, now: clock.now(), place, password, ...ids })
    reply.header('set-cookie', sessionCookie(token, isSecure(request)))
    context.events.changed(['status', 'people'])
  }

  const wait = (ms: number) =>
    new HttpProblem('too-many-attempts', { headers: { 'retry-after': String(Math.ceil(ms / 1000)) } })

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
        if (exist && !asking.operator && !asking.token) return statusBeforeLogin(settings, now)
        // Whether mail is set up, or something is damaged, is nothing that a customer needs to know.
        const inside = asking.services === null
        const quiet = inside ? settings : { ...settings, mail: { url: '', from: '' } }
        return status({
          settings: quiet,
          now,
          version: context.version,
          startedAt: context.startedAt,
          revision: context.revision().revision,
          operators: exist ? 'exist' : 'none',
          asking,
          seal: await store.lastSeal(),
          damaged: inside ? await store.damagedBlocks({ fromAt: now - DAMAGE_TOLD_MS }) : null,
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
        refuseName(body.password, body.name)
        const keys = begin(call, null)
        const hash = await passwords.hash(body.password)
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
        await logIn(call, operatorId, body.name, hash)
      },
    }),
    route({
      method: 'POST',
      path: '/api/v1/reset',
      access: 'enrol',
      summary: 'Sets a new password by the one-time link that an administrator issued; ends every session',
      body: z.strictObject({ token: z.string().min(1).max(200), password: newPassword }),
      answer: { status: 204 },
      problems: ['enrolment-refused', 'too-many-attempts', 'busy'],
      async run(call): Promise<void> {
        const { body } = call
        const keys = begin(call, null)
        const digest = tokenDigest(body.token)
        const found = await store.resetOf({ tokenDigest: digest, now: clock.now() })
        if (!found) throw new HttpProblem('enrolment-refused')
        refuseName(body.password, found.name)
        const password = await passwords.hash(body.password)
        try {
          const ledgerId = random.uuid()
          await store.resetPassword({ tokenDigest: digest, password, now: clock.now(), ledgerId })
        } catch (error) {
          if (error instanceof StoreError && error.code === 'conflict')
            throw new HttpProblem('enrolment-refused')
          throw error
        }
        attempts.succeeded(keys)
        await logIn(call, found.operatorId, found.name, password)
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
        const place = placeOf(body.name, addressOf(call.request))
        // As for a name that nobody has: a lock does not tell who is there, nor whether the password is right.
        const lock = await store.loginLock({ ...place, now: clock.now() })
        if (lock) throw wait(lock.untilAt - clock.now())
        const operator = await store.operatorByName({ name: body.name })
        const right = await passwords.match(body.password, operator?.password ?? null)
        if (!operator || !right || operator.disabledAt !== null) {
          const operatorId = operator?.id ?? null
          const who = { ...place, operatorId, now: clock.now(), ledgerId: random.uuid() }
          const { untilAt } = await store.loginFailed(who)
          if (untilAt !== null) {
            log.warn({ operator: operatorId }, 'too many wrong passwords: a name is locked')
            context.events.changed(['people'])
          }
          throw new HttpProblem('login-refused')
        }
        attempts.succeeded(keys)
        try {
          await logIn(call, operator.id, operator.name, operator.password)
        } catch (error) {
          // Disabled, or with another password, since it was compared.
          if (error instanceof StoreError && error.code === 'conflict') throw new HttpProblem('login-refused')
          throw error
        }
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
        if (token !== null) {
          const ledgerId = random.uuid()
          await store.endSession({ tokenDigest: tokenDigest(token), now: clock.now(), ledgerId })
        }
        reply.header('set-cookie', sessionCookie('', isSecure(request)))
      },
    }),
  ]
}
