/**
 * What this host's own configuration lets checks use; the collector's configuration can name it, not widen it. A
 * secret with `targets` is shown to them alone: whoever rules the collector could otherwise have it sent anywhere.
 */
import { readFileSync, statSync } from 'node:fs'
import { splitHostPort } from '../rules/wire/formats.ts'
import type { HostSide } from './checks/types.ts'
import type { AgentConfig } from './config.ts'

/** A host that allows nothing. */
export const bareHost: HostSide = {
  plugins: new Map(),
  secret(name) {
    throw new Error(`this host's configuration has no secret ${name}`)
  },
}

/** Whether `target` (`host` or `host:port`) is the one that is allowed; one without a port is all ports of its host. */
function isFor(allowed: string, target: string): boolean {
  const [wanted, given] = [splitHostPort(allowed), splitHostPort(target)]
  const host = (given?.host ?? target).toLowerCase()
  if (wanted === null) return host === allowed.toLowerCase()
  return host === wanted.host.toLowerCase() && given?.port === wanted.port
}

/** Bytes of a secret's file at most. */
const MOST_SECRET = 65_536

/** What an agent's configuration lets checks use. A secret is read at each call, so that a rotated one is taken up. */
export function hostSideOf({
  plugins,
  secrets,
  chronySocket,
}: Pick<AgentConfig, 'plugins' | 'secrets' | 'chronySocket'>): HostSide {
  return {
    plugins,
    secret(name, target) {
      const found = secrets.get(name)
      if (found === undefined) return bareHost.secret(name, target)
      const { file, targets } = found
      if (targets !== null && !targets.some((one) => isFor(one, target)))
        throw new Error(`this host's configuration does not let the secret ${name} be shown to ${target}`)
      let text: string
      try {
        if (!statSync(file).isFile()) throw new Error('no regular file')
        text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'no regular file'
        throw new Error(`the file of the secret ${name} cannot be read (${code})`)
      }
      if (text === '' || text.length > MOST_SECRET || /[\r\n]/.test(text)) {
        throw new Error(`the file of the secret ${name} must hold one line`)
      }
      return text
    },
    ...(chronySocket === null ? {} : { chronySocket }),
  }
}
