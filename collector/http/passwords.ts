/** Passwords as they come in: what a new one must be, and few derivations at once (each takes 32 MiB and a thread). */
import { z } from 'zod'
import { containsName } from '../../rules/people/password.ts'
import { hashPassword, PASSWORD, passwordMatches } from '../operators/password.ts'
import { HttpProblem } from './problem.ts'

const AT_ONCE = 4

/** Longer than any that can be set, in UTF-16 units: refused as a whole, never cut. */
export const password = z.string().max(PASSWORD.most * 2)
export const newPassword = password.refine(
  (text) => [...text].length >= PASSWORD.least && [...text].length <= PASSWORD.most,
  `must have ${PASSWORD.least} to ${PASSWORD.most} characters`,
)

/** @throws HttpProblem `bad-body` where the password has the name in it. */
export function refuseName(password: string, name: string): void {
  if (containsName(password, name))
    throw new HttpProblem('bad-body', {
      errors: [{ path: '/password', message: 'must not contain the name' }],
    })
}

export interface Passwords {
  /** As the store keeps it. @throws HttpProblem `busy` */
  hash(password: string): Promise<string>
  /** @throws HttpProblem `busy` */
  match(password: string, stored: string | null): Promise<boolean>
}

/** `random` gives 32 random bytes, base64url. */
export function makePasswords(random: () => string): Passwords {
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
  return {
    hash: (text) => derive(() => hashPassword(text, Buffer.from(random(), 'base64url').subarray(0, 16))),
    match: (text, stored) => derive(() => passwordMatches(text, stored)),
  }
}
