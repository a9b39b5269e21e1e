import { DURATION_PATTERN } from '../../rules/duration.ts'
import { readAuthorities } from './authorities.ts'
import { failureOf } from './failure.ts'
import { prepareExpectation } from './http-expect.ts'
import { type Hop, type HttpAnswer, type HttpConfig, request, type Values } from './http-request.ts'
import type { CheckType, Probe, ProbeContext, ProbeResult } from './types.ts'

const REDIRECTS = [301, 302, 303, 307, 308]

const status = {
  description: 'a status 100 to 599, a class such as "2xx", or a list of them',
  anyOf: [
    { type: 'integer', minimum: 100, maximum: 599 },
    { type: 'string', pattern: '^[1-5]xx$' },
    {
      type: 'array',
      minItems: 1,
      maxItems: 50,
      items: {
        anyOf: [
          { type: 'integer', minimum: 100, maximum: 599 },
          { type: 'string', pattern: '^[1-5]xx$' },
        ],
      },
    },
  ],
} as const

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: {
    url: { type: 'string', maxLength: 2000, format: 'http-url', description: 'http:// or https:// URL' },
    method: { type: 'string', enum: ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'DELETE', 'PATCH'] },
    headers: {
      type: 'object',
      maxProperties: 50,
      propertyNames: { pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" },
      additionalProperties: { type: 'string', maxLength: 4000, pattern: '^[^\\u0000-\\u001f\\u007f]*$' },
    },
    body: { type: 'string', maxLength: 65_536, description: 'what to send' },
    host: { type: 'string', format: 'host-maybe-port', description: 'Host header of its own' },
    sni: { type: 'string', format: 'host', description: 'server name of the TLS handshake' },
    expect: {
      type: 'object',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        status,
        headers: {
          type: 'object',
          minProperties: 1,
          maxProperties: 50,
          propertyNames: { pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$" },
          additionalProperties: {
            type: 'string',
            maxLength: 1000,
            format: 'matcher',
            description: 'a text, or an expression between slashes',
          },
        },
        body: {
          type: 'string',
          minLength: 1,
          maxLength: 1000,
          format: 'matcher',
          description: 'a text, or an expression between slashes',
        },
        json: {
          type: 'object',
          additionalProperties: false,
          required: ['path', 'equals'],
          properties: {
            path: {
              type: 'string',
              maxLength: 500,
              pattern: '^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$',
              description: '$.a.b[0] or a.b[0]',
            },
            equals: { type: ['string', 'number', 'boolean', 'null'] },
          },
        },
        certificateDaysLeft: { type: 'integer', minimum: 0, maximum: 3650 },
      },
    },
    redirects: { type: 'integer', minimum: 0, maximum: 20 },
    redirectToHttp: { type: 'boolean', description: 'a redirect from https to http may be followed' },
    slowerThan: { type: 'string', pattern: DURATION_PATTERN, description: 'a duration such as 500ms' },
    maxBody: { type: 'integer', minimum: 0, maximum: 16_777_216, description: 'bytes read of the answer' },
    insecure: { type: 'boolean', description: 'accept any certificate' },
    ca: { type: 'string', minLength: 1, maxLength: 1000, description: 'file of certificates to trust' },
  },
} as const

/** Follows redirects as far as the configuration allows; the answer of the last hop counts. */
async function exchange(
  config: HttpConfig,
  ca: Buffer | undefined,
  context: ProbeContext,
  values: Values,
): Promise<HttpAnswer | ProbeResult> {
  const { clock } = context
  const start = clock.monotonic()
  let hop: Hop = { url: new URL(config.url), method: config.method ?? 'GET', first: true }
  for (let followed = 0; ; followed += 1) {
    const answer = await request(hop, config, ca, context, values)
    values.total_ms = clock.monotonic() - start
    values.status = answer.status
    values.bytes = answer.body.length
    const allowed = config.redirects ?? 0
    const location = REDIRECTS.includes(answer.status) ? answer.headers.location : undefined
    if (allowed === 0 || location === undefined) return answer
    values.redirects = followed + 1
    if (followed === allowed) {
      return { outcome: 'failed', reason: 'too-many-redirects', message: `more than ${allowed}`, values }
    }
    const url = URL.canParse(location, hop.url) ? new URL(location, hop.url) : null
    if (!url || !/^https?:$/.test(url.protocol)) {
      return {
        outcome: 'failed',
        reason: 'bad-redirect',
        message: 'the new place is no http or https URL',
        values,
      }
    }
    if (hop.url.protocol === 'https:' && url.protocol === 'http:' && !config.redirectToHttp) {
      return { outcome: 'failed', reason: 'redirect-to-http', message: 'from https to http', values }
    }
    const asGet = answer.status === 303 || (answer.status < 303 && hop.method === 'POST')
    hop = {
      url,
      method: asGet && hop.method !== 'HEAD' ? 'GET' : hop.method,
      first: hop.first && url.origin === hop.url.origin,
    }
  }
}

function prepare(raw: Record<string, unknown>): Probe {
  const config = raw as unknown as HttpConfig
  const expect = prepareExpectation(config)
  return async (context) => {
    const values: Values = {}
    try {
      const ca = await readAuthorities(config.ca)
      const answer = await exchange(config, ca, context, values)
      return 'outcome' in answer ? answer : expect(answer, values)
    } catch (error) {
      return failureOf(error, context.signal, values)
    }
  }
}

/** A web server answers as expected, in time, with a certificate that stays valid. */
export const http: CheckType = {
  name: 'http',
  description: {
    ja: 'Web サーバーが期待どおりに、時間内に応答すること',
    en: 'a web server answers as expected and in time',
  },
  schema,
  targetKey: 'url',
  runs: 'network',
  responseValue: 'total_ms',
  prepare,
}
