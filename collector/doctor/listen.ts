/** Whether the console can be reached where the configuration puts it. */
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { get as getSecure } from 'node:https'
import { createServer, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Settings } from '../model.ts'
import { codeOf, type Finding, findingsOf, saidBy } from './finding.ts'
import { type Holder, portHolder } from './proc.ts'

const { ok, note, todo } = findingsOf('listen')
const WAIT_MS = 3_000

/** `running` is the collector that holds the data directory. */
export async function examineListen(
  { listen: { host, port }, tls = null }: Pick<Settings, 'listen' | 'tls'>,
  running: Holder | null,
  /** Unix ms. */
  now: number,
): Promise<Finding[]> {
  const place = placeOf(host, port)
  const error = port === 0 ? null : await listening(host, port)
  if (error === null)
    return [
      running
        ? note(`${place} is free, although ${named(running)} runs on this data directory`)
        : ok(`${place} is free`),
      ...(await names(host, port, tls, now)),
    ]
  const code = codeOf(error)
  if (code === 'EADDRINUSE') {
    const holder = await portHolder(port)
    const by =
      holder === null ? 'a program that this user may not see (look with ss -ltnp as root)' : named(holder)
    const ours = await isKijun(host, port, tls !== null)
    if (running && ours && (holder === null || holder.pid === running.pid || running.pid <= 0))
      return [ok(`the running collector answers on ${place}`), ...(await names(host, port, tls, now))]
    return [
      todo(
        `${place} is taken by ${by}${ours ? ', another collector' : ''}: stop it, or configure another port by listen:`,
      ),
    ]
  }
  if (code === 'EACCES')
    return [
      todo(
        `this user may not listen on ${place}: ports below 1024 need CAP_NET_BIND_SERVICE, or another port`,
      ),
    ]
  if (code === 'EADDRNOTAVAIL')
    return [todo(`${host} is no address of this host: configure one of ${ownAddresses().join(', ')}`)]
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [todo(`the name ${host} has no address here: correct it in listen:, or in DNS or /etc/hosts`)]
  return [todo(`cannot listen on ${place}: ${saidBy(error)}`)]
}

/** As it stands in a URL. */
const placeOf = (host: string, port: number) => `${host.includes(':') ? `[${host}]` : host}:${port}`

const named = ({ pid, name }: Holder) => (pid > 0 ? `${name} (pid ${pid})` : name)

/** Listens for a moment; the error that says why it cannot, or null. */
async function listening(host: string, port: number): Promise<Error | null> {
  const server = createServer()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Whether what answers there is a collector. */
function isKijun(host: string, port: number, secure: boolean): Promise<boolean> {
  const at = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return new Promise((resolve) => {
    const options = { host: at, port, path: '/healthz', timeout: WAIT_MS, agent: false as const }
    const heard = (answer: IncomingMessage) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        if (text.length < 1000) text += part
      })
      answer.on('end', () => resolve(answer.statusCode === 200 && text.includes('"alive"')))
      answer.on('error', () => resolve(false))
    }
    // Whose certificate it is does not matter here: nothing is told to it, and loopback has no name in one.
    const request = secure ? getSecure({ ...options, rejectUnauthorized: false }, heard) : get(options, heard)
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}

const ownAddresses = () =>
  Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address))

/** From where the console is reached, and whether that is a secret kept. */
async function names(
  host: string,
  port: number,
  tls: NonNullable<Settings['tls']> | null,
  now: number,
): Promise<Finding[]> {
  if (tls !== null) {
    const until = new Date(tls.expiresAt).toISOString()
    return [
      tls.expiresAt > now
        ? ok(`TLS is on; the certificate stands for ${tls.names} until ${until}`)
        : todo(`the certificate has expired on ${until}: renew ${tls.names}, then send SIGHUP`),
    ]
  }
  const address = isIP(host) ? host : (await lookup(host).catch(() => null))?.address
  if (address === undefined) return []
  const loopback = /^127\.|^::1$/.test(address)
  if (loopback)
    return [
      ok(
        `the console is http://${placeOf(host, port)}/, from this host only; others need a proxy with TLS in front`,
      ),
    ]
  const reach = ['0.0.0.0', '::'].includes(address)
    ? ownAddresses().filter((one) => !/^127\.|^::1$|^fe80:/.test(one))
    : [host]
  return [
    note(
      `the console and the agents' credentials go over plain HTTP on ${reach.join(', ') || host}: put a proxy with TLS in front, or keep this network closed`,
    ),
  ]
}
