/** How a check names a secret of its host: never the secret itself, which only the host's own configuration has. */
import type { ProbeResult } from './types.ts'

export const SECRET = {
  description: "{ secret: NAME }, the name of a secret in the agent's own configuration",
  anyOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['secret'],
      properties: { secret: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' } },
    },
  ],
} as const

export interface SecretName {
  secret: string
}

/** What `read` makes of this host's secrets; where the host has none of a name, that is no fault of the target. */
export function withSecrets<T>(read: () => T): { given: T } | { fault: ProbeResult } {
  try {
    return { given: read() }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { fault: { outcome: 'unknown', reason: 'no-secret', message } }
  }
}
