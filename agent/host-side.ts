/** What this host's own configuration lets checks use; the collector's configuration can name it, not widen it. */
import { readFileSync, statSync } from 'node:fs'
import type { HostSide } from './checks/types.ts'
import type { AgentConfig } from './config.ts'

/** A host that allows nothing. */
export const bareHost: HostSide = {
  plugins: new Map(),
  secret(name) {
    throw new Error(`this host's configuration has no secret ${name}`)
  },
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
    secret(name) {
      const file = secrets.get(name)
      if (file === undefined) return bareHost.secret(name)
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
