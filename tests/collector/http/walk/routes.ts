/** Every operation of the API, as its own document lists them. */
import { request } from 'node:http'
import type { Bench } from '../bench.ts'

export interface Operation {
  method: string
  /** With its `{id}`. */
  path: string
  permission: string | null
  security: Record<string, unknown>[]
  /** Parameters of the query that it cannot do without. */
  required: string[]
  stream: boolean
}

interface Written {
  security: Record<string, unknown>[]
  'x-permission'?: string
  parameters: { name: string; in: string; required: boolean }[]
  responses: Record<string, { content?: Record<string, unknown> }>
}

export async function operationsOf(bench: Bench): Promise<Operation[]> {
  const { paths } = (await bench.ask('/api/openapi.json')).body as {
    paths: Record<string, Record<string, Written>>
  }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, written]) => ({
      ...{ method: method.toUpperCase(), path, permission: written['x-permission'] ?? null },
      security: written.security,
      required: written.parameters
        .filter((one) => one.in === 'query' && one.required)
        .map(({ name }) => name),
      stream: Object.values(written.responses).some(({ content }) => content?.['text/event-stream']),
    })),
  )
}

/** Status and code of one request; of a stream its first words are enough. */
export function knock(
  { port }: Bench,
  { method, path }: Pick<Operation, 'method' | 'path'>,
  headers: Record<string, string>,
  body?: object,
): Promise<{ status: number; code: string | null; text: string }> {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const type = payload === undefined ? {} : { 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, headers: { ...type, ...headers }, agent: false }
    const outgoing = request(options, (incoming) => {
      const chunks: Buffer[] = []
      const done = () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const code = incoming.headers['content-type']?.includes('problem+json') ? JSON.parse(text).code : null
        resolve({ status: incoming.statusCode ?? 0, code, text })
      }
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (!incoming.headers['content-type']?.includes('text/event-stream')) return
        incoming.destroy()
        done()
      })
      incoming.on('end', done)
    })
    outgoing.on('error', reject)
    outgoing.end(payload)
  })
}
