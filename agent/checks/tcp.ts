import { lookup } from 'node:dns/promises'
import { connect, isIP } from 'node:net'
import { splitHostPort } from '../../rules/wire/formats.ts'
import { failureOf, nameServerSilent } from './failure.ts'
import type { CheckType, Probe } from './types.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['target'],
  properties: {
    target: { type: 'string', format: 'host-port', description: 'host:port or [v6]:port' },
  },
} as const

/** The system's own lookup cannot be aborted; it is left to itself at the time-out. */
function resolved(name: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(nameServerSilent())
    signal.addEventListener('abort', stop, { once: true })
    lookup(name).then(({ address }) => resolve(address), reject)
  })
}

function prepare(config: Record<string, unknown>): Probe {
  const target = splitHostPort(String(config.target))
  if (!target) throw new Error('target must be host:port or [v6]:port')
  return async ({ signal, clock }) => {
    const values: Record<string, number> = {}
    try {
      let address = target.host
      if (!isIP(address)) {
        const start = clock.monotonic()
        address = await resolved(address, signal)
        values.dns_ms = clock.monotonic() - start
      }
      const start = clock.monotonic()
      await new Promise<void>((resolve, reject) => {
        const socket = connect({ host: address, port: target.port })
        const stop = () => socket.destroy(signal.reason)
        signal.addEventListener('abort', stop, { once: true })
        socket.once('connect', () => {
          resolve()
          socket.destroy()
        })
        socket.once('error', reject)
        socket.once('close', () => signal.removeEventListener('abort', stop))
      })
      values.connect_ms = clock.monotonic() - start
      return { outcome: 'ok', values }
    } catch (error) {
      return failureOf(error, signal, values)
    }
  }
}

/** A connection to a port opens within the time-out. */
export const tcp: CheckType = {
  name: 'tcp',
  description: {
    ja: 'TCP ポートに接続できること',
    en: 'a TCP port accepts a connection',
  },
  schema,
  targetKey: 'target',
  runs: 'network',
  responseValue: 'connect_ms',
  prepare,
}
