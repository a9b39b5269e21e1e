import type { CheckType } from './types.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  properties: {
    target: { type: 'string', format: 'host', description: 'host name or address' },
    count: { type: 'integer', minimum: 1, maximum: 20, description: 'echo requests, default 1' },
    maxLoss: {
      type: 'integer',
      minimum: 0,
      maximum: 99,
      description: 'percent of requests that may be lost',
    },
  },
} as const

function prepare(): never {
  throw new Error('not yet')
}

/** A host answers ICMP echo requests. */
export const ping: CheckType = {
  name: 'ping',
  description: { ja: 'ホストが ping に応答すること', en: 'a host answers ping' },
  schema,
  targetKey: 'target',
  prepare,
}
