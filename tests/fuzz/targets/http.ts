/** Everything that the collector answers to on HTTP, asked wrongly by everybody. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { mutateJson } from '../mutate/json.ts'
import { hold, type Opened, type Seed, type Target } from '../target.ts'
import { type Collector, openCollector, type Reply } from './http-collector.ts'

interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  prefixItems?: Schema[]
  format?: string
  pattern?: string
  minimum?: number
}
interface Operation {
  security: Record<string, unknown>[]
  parameters: { name: string; in: string; required: boolean; schema: Schema }[]
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
type Document = { paths: Record<string, Record<string, Operation>> }

const IDS = ['shop', 'out-1', 'owed-1', 'host-1', 'shop/web/alive', 'x']
const words = [
  ...IDS,
  ...[
    'limit',
    'cursor',
    'from',
    'to',
    'month',
    'service',
    'check',
    'state',
    '2026-11',
    '2026-11-01T00:00:00Z',
    '0',
    '200',
  ],
  ...[
    'admin',
    'customer',
    'token',
    'agent',
    'nobody',
    'stranger',
    'GET',
    'POST',
    'DELETE',
    'HEAD',
    'PUT',
    'OPTIONS',
  ],
  ...[
    'content-type',
    'text/plain',
    'application/json; charset=x',
    'content-encoding',
    'gzip',
    'if-none-match',
    '*',
    'origin',
  ],
  ...[
    'x-forwarded-for',
    'authorization',
    'Bearer ',
    'cookie',
    'kijun_session=',
    'expect',
    '100-continue',
    'transfer-encoding',
  ],
  ...[
    '%2e%2e%2f',
    '%00',
    '%zz',
    '%ff',
    '/api/v1/',
    '/agent/v1/',
    '/../',
    '//',
    ';',
    '[]',
    '?limit=1&limit=2',
    'eyJhIjoxfQ',
  ],
]

/** A value that a schema takes, as far as that is easily said. */
function sample(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf ?? schema.oneOf
  if (choice?.[0]) return sample(choice[0])
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, of]) => [key, sample(of)]))
    case 'array':
      return schema.prefixItems ? schema.prefixItems.map(sample) : schema.items ? [sample(schema.items)] : []
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case 'null':
      return null
  }
  if (schema.format === 'date-time') return '2026-11-01T00:10:00Z'
  if (schema.format === 'uuid') return '7d3f0c1e-9a52-4b7e-8f61-2c5d9e0ab314'
  return schema.pattern?.includes('(0[1-9]|1[0-2])') ? '2026-11' : 'shop'
}

interface Asked {
  as: string
  method: string
  path: string
  headers: Record<string, string>
  body?: unknown
}

let open: Promise<Collector> | null = null
let document: Promise<Document> | null = null
const collector = () => {
  open ??= openCollector()
  return open
}
const documentOf = () => {
  document ??= collector().then(async ({ send }) => {
    const answer = await send(
      'GET /api/openapi.json HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n',
      Buffer.alloc(0),
      false,
    )
    return JSON.parse(answer?.text ?? '') as Document
  })
  return document
}

async function seeds(): Promise<Seed[]> {
  const { paths } = await documentOf()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const schema = operation.requestBody?.content['application/json']?.schema
      const all = operation.parameters.filter((one) => one.in === 'query')
      const query = (only: typeof all) =>
        only
          .map(
            ({ name, schema: of }) =>
              `${name}=${encodeURIComponent(name === 'check' ? 'shop/web/alive' : String(sample(of)))}`,
          )
          .join('&')
      return IDS.slice(0, path.includes('{') ? 4 : 1).flatMap((id) =>
        [all.filter(({ required }) => required), all].map((given): Seed => {
          const to = path.replaceAll(/\{\w+\}/g, encodeURIComponent(id))
          const asked: Asked = {
            as: path.startsWith('/agent/') ? 'agent' : 'admin',
            method: method.toUpperCase(),
            path: given.length > 0 ? `${to}?${query(given)}` : to,
            headers: schema ? { 'content-type': 'application/json' } : {},
            ...(schema ? { body: sample(schema) } : {}),
          }
          return { name: `${asked.method} ${asked.path}`, data: Buffer.from(JSON.stringify(asked)) }
        }),
      )
    }),
  )
}

const isText = (value: unknown): value is string => typeof value === 'string'
// biome-ignore lint/suspicious/noControlCharactersInRegex: a request line and a header end there
const oneLine = (text: string) => text.replace(/[\r\n\u0000]/g, '')

function askedOf(data: Buffer): Asked | null {
  let value: Partial<Record<keyof Asked, unknown>>
  try {
    value = JSON.parse(data.toString('utf8')) as Partial<Record<keyof Asked, unknown>>
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { as, method, path, headers, body } = value
  const given = typeof headers === 'object' && headers !== null ? Object.entries(headers) : []
  return {
    as: isText(as) ? as : 'nobody',
    method: isText(method) && /^[A-Z]{1,20}$/.test(method) ? method : 'GET',
    path: isText(path) ? `/${oneLine(path).replaceAll(' ', '%20').replace(/^\//, '')}`.slice(0, 8_000) : '/',
    headers: Object.fromEntries(
      given
        .filter(([name]) => /^[a-z-]{1,40}$/.test(name))
        .map(([name, text]) => [
          name,
          oneLine(isText(text) ? text : (JSON.stringify(text) ?? '')).slice(0, 4_000),
        ]),
    ),
    ...(body === undefined ? {} : { body }),
  }
}

const OURS = ['host', 'connection', 'content-length', 'transfer-encoding', 'expect', 'upgrade']

async function ask(
  { who, send, url }: Collector,
  { as, method, path, headers, body }: Asked,
): Promise<Reply | null> {
  const payload = Buffer.from(body === undefined ? '' : isText(body) ? body : JSON.stringify(body))
  const all: Record<string, string> = { ...(Object.hasOwn(who, as) ? who[as] : {}), origin: url, ...headers }
  for (const name of OURS) delete all[name]
  const lines = Object.entries(all).map(
    ([name, text]) => `${name}: ${Buffer.from(text).toString('latin1')}\r\n`,
  )
  const head = `${method} ${Buffer.from(path).toString('latin1')} HTTP/1.1\r\nhost: ${new URL(url).host}\r\nconnection: close\r\ncontent-length: ${payload.length}\r\n${lines.join('')}\r\n`
  // These are answered when something happens.
  const held = /(agent|api)\/v1\/(runs|events)/i.test(decodeLoosely(path)) || method === 'CONNECT'
  return send(head, payload, held)
}

const decodeLoosely = (path: string) =>
  path.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

function operationOf({ paths }: Document, method: string, path: string): Operation | null {
  const [plain = ''] = path.split('?', 1)
  const named = Object.keys(paths).filter((pattern) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  )
  const chosen = named.find((pattern) => !pattern.includes('{')) ?? named[0]
  return (chosen && paths[chosen]?.[(method === 'HEAD' ? 'GET' : method).toLowerCase()]) || null
}

const validators = new Map<Schema, ValidateFunction>()
function validatorOf(schema: Schema): ValidateFunction {
  const known = validators.get(schema)
  if (known) return known
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
  validators.set(schema, validate)
  return validate
}

function judge(asked: Asked, reply: Reply, known: Document): void {
  const { status, headers, text } = reply
  const what = `${asked.method} ${asked.path.slice(0, 200)} as ${asked.as}: ${status}`
  hold(status < 500 || (status === 503 && asked.path.startsWith('/readyz')), `${what} ${text.slice(0, 200)}`)
  if (status >= 400 && asked.method !== 'HEAD' && headers['content-type']?.includes('json')) {
    const problem = JSON.parse(text) as {
      code?: unknown
      status?: unknown
      errors?: { path?: unknown; message?: unknown }[]
    }
    if (headers['content-type'].includes('problem+json')) {
      hold(isText(problem.code) && problem.status === status, `${what} is no problem: ${text.slice(0, 200)}`)
      if (problem.code === 'bad-query' || problem.code === 'bad-body' || problem.code === 'bad-frame') {
        hold(problem.errors && problem.errors.length > 0, `${what} says not where: ${text.slice(0, 200)}`)
        for (const one of problem.errors)
          hold(
            isText(one.path) && isText(one.message) && one.message !== '',
            `${what} without a place or a reason: ${text.slice(0, 200)}`,
          )
      }
    }
  }
  const operation = operationOf(known, asked.method, asked.path)
  if (status >= 300 || !operation) return
  const outsider =
    ['nobody', 'stranger', 'other'].includes(asked.as) ||
    !['admin', 'customer', 'token', 'agent'].includes(asked.as)
  const carried = 'authorization' in asked.headers || 'cookie' in asked.headers
  const anyone = operation.security.length === 0
  hold(
    anyone || !outsider || carried || asked.path.startsWith('/api/v1/status'),
    `${what}: answered to nobody`,
  )
  const query = new URLSearchParams(
    asked.path.includes('?') ? asked.path.slice(asked.path.indexOf('?') + 1).split('#')[0] : '',
  )
  const names = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name)
  for (const name of query.keys())
    hold(names.includes(name), `${what}: ${JSON.stringify(name)} was passed over`)
  for (const name of names)
    hold(query.getAll(name).length <= 1, `${what}: ${name} stands twice, and one of them was passed over`)
  const wanted = operation.requestBody?.content['application/json']?.schema
  if (wanted && asked.body !== undefined && !isText(asked.body)) {
    const validate = validatorOf(wanted)
    hold(
      validate(asked.body),
      `${what}: a body was taken that its schema refuses: ${JSON.stringify(validate.errors?.[0])}`,
    )
  }
  const answered = operation.responses[String(status)]?.content?.['application/json']?.schema
  if (
    answered &&
    asked.method !== 'HEAD' &&
    text !== '' &&
    headers['content-type']?.startsWith('application/json')
  ) {
    const validate = validatorOf(answered)
    hold(
      validate(JSON.parse(text)),
      `${what}: the answer is not as described: ${JSON.stringify(validate.errors?.[0])}`,
    )
  }
}

export const http: Target = {
  name: 'http',
  about:
    'every route with wrong methods, queries, cursors, bodies, headers, by everybody: no 5xx, and nothing taken that the document does not describe',
  share: 0.5,
  seeds,
  mutate: (data, random, all) => mutateJson(data, random, all, words),
  async open(): Promise<Opened> {
    const opened = await collector()
    const known = await documentOf()
    let asked = 0
    return {
      async run(data) {
        const one = askedOf(data)
        if (!one) return
        asked += 1
        if (asked % 100 === 0) await opened.refresh()
        const reply = await ask(opened, one)
        hold(opened.errors.length === 0, `it logs an error: ${opened.errors.splice(0)[0]?.slice(0, 1500)}`)
        // A request that is none is answered by the parser, or cut.
        if (reply) judge(one, reply, known)
      },
      async close() {
        await opened.close()
        open = null
        document = null
      },
    }
  },
}
