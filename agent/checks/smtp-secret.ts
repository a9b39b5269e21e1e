/** How a check names a secret of its host: never the secret itself, which only the host's own configuration has. */
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
