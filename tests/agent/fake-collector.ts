/** A collector's `/agent/v1/` over real HTTP: remembers what it committed, and misbehaves on request. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { validateBatchFrame, validateHello, validateItem } from '../../rules/wire/v1.generated.js'
import type { Assignment, BatchAnswer, BatchFrame, Item } from '../../rules/wire/v1.ts'

export type Mischief =
  /** Commits, then cuts the connection before the answer. */
  | 'lose-answer'
  /** Commits, then cuts it in the middle of the answer. */
  | 'half-answer'
  | 'status-500'
  | 'status-429'
  | 'status-401'
  | 'status-400'
  | 'status-413'
  | 'status-507'
  /** Answers `keep` for every second item. */
  | 'keep-half'
  | 'not-json'
  | 'cut-before'

export interface FakeCollector {
  url: string
  /** Committed items by `epoch/seq`; an item counts once. */
  committed: Map<string, Item>
  /** Items that arrived again after they had been committed. */
  duplicates: number
  /** Items that arrived again with another content: never. */
  conflicts: string[]
  batches: BatchFrame[]
  hellos: unknown[]
  requests: string[]
  /** What the next batches meet, one after the other. */
  mischief: Mischief[]
  /** Items that it cannot read a frame with: it answers 400, and takes nothing. */
  poison: ((item: Item, epoch: string) => boolean) | null
  assignment: Assignment
  etag: string
  /** Checks to be run now: told with the next answer to a batch, and at once to who waits for them. */
  run: string[]
  /** Answers the question for runs that is held; without one nothing happens. */
  askRun(...checks: string[]): void
  /** Questions for runs that are held. */
  held: number
  /** Cuts every connection. */
  away: boolean
  /** Resolves with the first committed item that matches, past or to come; `key` is `epoch/seq`. */
  item(wanted: (item: Item, key: string) => boolean): Promise<Item>
  close(): Promise<void>
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

export async function startFakeCollector(assignment: Assignment, token = 'secret'): Promise<FakeCollector> {
  const waiting = new Set<() => void>()
  const held = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  const fake: FakeCollector = {
    url: '',
    committed: new Map(),
    duplicates: 0,
    conflicts: [],
    batches: [],
    hellos: [],
    requests: [],
    mischief: [],
    poison: null,
    assignment,
    etag: 'r1',
    away: false,
    run: [],
    get held() {
      return held.size
    },
    askRun(...checks) {
      for (const response of held)
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ wire: 1, run: checks }))
      held.clear()
    },
    item(wanted) {
      return new Promise((resolve) => {
        const look = () => {
          const found = [...fake.committed].find(([key, item]) => wanted(item, key))
          if (!found) return
          waiting.delete(look)
          resolve(found[1])
        }
        waiting.add(look)
        look()
      })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (fake.away) {
      request.destroy()
      return
    }
    const text = await textOf(request)
    fake.requests.push(`${request.method} ${request.url}`)
    const send = (status: number, body: unknown, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
    if (request.headers.authorization !== `Bearer ${token}`) {
      send(401, { code: 'unauthorized' })
      return
    }
    const now = Date.now()
    if (request.url === '/agent/v1/hello') {
      const hello: unknown = JSON.parse(text)
      if (validateHello(hello).length > 0) send(400, validateHello(hello))
      else {
        fake.hellos.push(hello)
        send(200, {
          version: 1,
          agent: { id: randomUUID(), name: 'this-host' },
          receivedAt: now,
          answeredAt: now,
        })
      }
    } else if (request.url === '/agent/v1/assignment') {
      const etag = `"${fake.etag}"`
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end()
      else send(200, fake.assignment, { etag })
    } else if (request.url === '/agent/v1/runs') {
      held.add(response)
      response.on('close', () => held.delete(response))
      for (const look of [...waiting]) look()
    } else if (request.url === '/agent/v1/batches') take(JSON.parse(text), response, send)
    else send(404, {})
  }

  function take(
    frame: unknown,
    response: ServerResponse,
    send: (status: number, body: unknown, headers?: object) => void,
  ): void {
    const what = fake.mischief.shift()
    if (what === 'cut-before') {
      response.destroy()
      return
    }
    const status = /^status-(\d+)$/.exec(what ?? '')?.[1]
    if (status) {
      send(Number(status), {}, status === '429' ? { 'retry-after': '1' } : {})
      return
    }
    const errors = validateBatchFrame(frame)
    if (errors.length > 0) {
      send(400, errors)
      return
    }
    const { epoch, items } = frame as BatchFrame
    if (items.some((item) => fake.poison?.(item as Item, epoch))) {
      send(400, {})
      return
    }
    fake.batches.push(frame as BatchFrame)
    const said: BatchAnswer = {
      wire: 1,
      receivedAt: Date.now(),
      answeredAt: Date.now(),
      accepted: [],
      rejected: [],
      keep: [],
      assignment: fake.etag,
      ...(fake.run.length > 0 ? { run: fake.run.splice(0) } : {}),
    }
    items.forEach((value, index) => {
      const [error] = validateItem(value)
      const item = value as Item
      if (error) said.rejected.push({ index, seq: null, code: 'invalid', reason: error.message })
      else if (what === 'keep-half' && index % 2 === 1) said.keep.push([item.seq, item.seq])
      else {
        commit(`${epoch}/${item.seq}`, item)
        said.accepted.push([item.seq, item.seq])
      }
    })
    if (what === 'lose-answer') response.destroy()
    else if (what === 'not-json') response.writeHead(200).end('<html>')
    else if (what === 'half-answer') {
      const body = JSON.stringify(said)
      response.writeHead(200, { 'content-length': body.length })
      response.write(body.slice(0, body.length / 2), () => response.destroy())
    } else send(200, said)
    for (const look of [...waiting]) look()
  }

  function commit(key: string, item: Item): void {
    const known = fake.committed.get(key)
    if (!known) fake.committed.set(key, item)
    else if (JSON.stringify(known) === JSON.stringify(item)) fake.duplicates += 1
    else fake.conflicts.push(key)
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}
