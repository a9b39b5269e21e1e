import { DURATION_PATTERN } from '../../rules/duration.ts'
import type { CheckType } from './types.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['servers', 'maxOffset'],
  properties: {
    servers: {
      type: 'array',
      minItems: 1,
      maxItems: 10,
      uniqueItems: true,
      items: { type: 'string', format: 'host-maybe-port', description: 'host or host:port' },
    },
    maxOffset: { type: 'string', pattern: DURATION_PATTERN, description: 'a duration such as 500ms' },
    samples: { type: 'integer', minimum: 1, maximum: 8, description: 'samples per server, default 1' },
  },
} as const

function prepare(): never {
  throw new Error('not yet')
}

/** This host's clock agrees with time servers (III.1.1.5). */
export const ntp: CheckType = {
  name: 'ntp',
  description: { ja: '時計が時刻サーバーと合っていること', en: 'the clock agrees with time servers' },
  schema,
  targetKey: 'servers',
  prepare,
}
