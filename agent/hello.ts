/** The first request of each start: agrees on the version and measures the clock. */
import type { Clock } from '../rules/clock.ts'
import { WIRE_VERSIONS } from '../rules/wire/limits.ts'
import { validateHelloAnswer } from '../rules/wire/v1.generated.js'
import type { Hello, HelloAnswer } from '../rules/wire/v1.ts'
import type { Answer, Client } from './client.ts'
import { VERSION } from './version.ts'

export type Greeting =
  | { ok: true; answer: Answer; said: HelloAnswer }
  /** `slow` where only a person can help: a wrong token, no common version. */
  | { ok: false; slow: boolean; reason: string }

export interface HelloOptions {
  client: Client
  clock: Clock
  epoch: string
  inventory: Record<string, string>
}

export async function sayHello({ client, clock, epoch, inventory }: HelloOptions): Promise<Greeting> {
  const hello: Hello = {
    versions: [...WIRE_VERSIONS],
    epoch,
    agentVersion: VERSION,
    sentAt: Math.round(clock.now()),
    inventory,
  }
  const answer = await client.ask({ method: 'POST', path: '/agent/v1/hello', body: JSON.stringify(hello) })
  const { status, body } = answer
  if (status === 401 || status === 403) {
    return { ok: false, slow: true, reason: 'the collector does not know this token' }
  }
  if (status === 426) {
    return {
      ok: false,
      slow: true,
      reason: 'no wire version in common with the collector; update the older one',
    }
  }
  if (status !== 200) return { ok: false, slow: false, reason: `the collector answered ${status}` }
  const [error] = validateHelloAnswer(body)
  if (error) return { ok: false, slow: false, reason: `the answer is none: ${error.path} ${error.message}` }
  const said = body as HelloAnswer
  if (!WIRE_VERSIONS.some((version) => version === said.version)) {
    return {
      ok: false,
      slow: true,
      reason: `the collector chose wire version ${said.version}, which was not offered`,
    }
  }
  return { ok: true, answer, said }
}
