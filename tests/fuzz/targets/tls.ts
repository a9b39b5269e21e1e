/** The first bytes of TLS: what clients send to the collector, and what servers send to the agent's certificate check. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { connect as connectSecure, createServer as createSecure } from 'node:tls'
import { makeListener } from '../../../collector/http/listener.ts'
import { mutateBytes } from '../mutate/bytes.ts'
import { hold, type Opened, type Seed, type Target } from '../target.ts'
import { probed } from './peers.ts'

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../agent/fixtures', name), 'utf8')
const tls = {
  ...{ cert: fixture('shop.cert.pem'), privateKey: fixture('shop.key.pem') },
  ...{ expiresAt: Number.MAX_SAFE_INTEGER, names: '127.0.0.1' },
}
/** How long an exchange may take before the other side has to have ended it, milliseconds. */
const PATIENCE_MS = 2_000

const portOf = (server: Server) => {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** The bytes of a real handshake, each way, by version. */
async function recorded(maxVersion: 'TLSv1.2' | 'TLSv1.3'): Promise<{ client: Buffer; server: Buffer }> {
  const secure = createSecure({ cert: tls.cert, key: tls.privateKey, maxVersion }, (socket) =>
    socket.end('x'),
  )
  await listening(secure)
  const [up, down]: [Buffer[], Buffer[]] = [[], []]
  const pass = (from: Socket, to: Socket, parts: Buffer[]) =>
    from
      .on('error', () => to.destroy())
      .on('data', (part) => {
        parts.push(part)
        to.write(part)
      })
  const between = createServer((near) => {
    const far = connect(portOf(secure), '127.0.0.1')
    pass(near, far, up)
    pass(far, near, down)
    near.on('end', () => far.end())
    far.on('end', () => near.end())
  })
  await listening(between)
  const client = connectSecure({ port: portOf(between), host: '127.0.0.1', rejectUnauthorized: false })
  client.resume()
  client.on('error', () => undefined)
  await once(client, 'close')
  between.close()
  secure.close()
  return { client: Buffer.concat(up), server: Buffer.concat(down) }
}

async function seedsOf(side: 'client' | 'server'): Promise<Seed[]> {
  const seeds: Seed[] = []
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const)
    seeds.push({ name: version, data: (await recorded(version))[side] })
  return seeds
}

/** Sends the bytes, ends its side, and waits until the other one has ended it, too. */
function sent(port: number, data: Buffer): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.end(data))
    const timer = setTimeout(() => end(null), PATIENCE_MS)
    const end = (answer: Buffer | null) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    socket.on('data', (part) => parts.push(part))
    socket.on('error', () => end(Buffer.concat(parts)))
    socket.on('close', () => end(Buffer.concat(parts)))
  })
}

/** A request of somebody else, over a connection of its own. */
async function isServed(port: number): Promise<boolean> {
  const asked = request({ port, host: '127.0.0.1', rejectUnauthorized: false, agent: false })
  asked.end()
  const [answer] = await once(asked, 'response')
  answer.resume()
  return answer.statusCode === 204
}

export const fromClients: Target = {
  name: 'tls-client',
  about:
    'handshakes of clients at the collector: no request comes of them, the connection ends, and others are served',
  seeds: () => seedsOf('client'),
  mutate: (data, random, seeds) => mutateBytes(data, random, seeds),
  async open(): Promise<Opened> {
    let requests = 0
    const server = makeListener(tls).serve((_request, response) => {
      requests += 1
      response.writeHead(204).end()
    })
    await listening(server)
    const port = portOf(server)
    let count = 0
    return {
      async run(data) {
        const before = requests
        const answer = await sent(port, data)
        hold(answer !== null, 'the connection stayed open')
        hold(requests === before, 'a request came of it')
        count += 1
        if (count % 16 === 0) hold(await isServed(port), 'others are not served any more')
      },
      async close() {
        server.closeAllConnections()
        server.close()
      },
    }
  },
}

export const fromServers: Target = {
  name: 'tls-server',
  about: 'handshakes of servers at the certificate check: never ok, since nobody there has the key',
  seeds: () => seedsOf('server'),
  mutate: (data, random, seeds) => mutateBytes(data, random, seeds),
  async open(): Promise<Opened> {
    let bytes = Buffer.alloc(0)
    const open = new Set<Socket>()
    const server = createServer((socket) => {
      open.add(socket)
      socket.on('error', () => undefined).on('close', () => open.delete(socket))
      socket.once('data', () => socket.end(bytes))
    })
    await listening(server)
    return {
      async run(data) {
        bytes = Buffer.from(data)
        const result = await probed('certificate', { target: `127.0.0.1:${portOf(server)}` })
        hold(result?.outcome !== 'ok', 'a certificate that nobody proved to have was taken')
      },
      async close() {
        for (const socket of open) socket.destroy()
        server.close()
      },
    }
  },
}
