/** A smallest configuration of every check type: what tests and benches give an agent that has to carry them all. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where something answers, and where nothing does. */
export interface Places {
  /** Port of a web server on 127.0.0.1. */
  web: number
  /** Port on 127.0.0.1 at which nothing listens. */
  closed: number
}

/** Own keys by type. What names `closed` gets no answer, and is loaded and run all the same. */
export function eachType({ web, closed }: Places): Record<string, Record<string, unknown>> {
  return {
    certificate: { target: `127.0.0.1:${closed}` },
    clock: {},
    dns: { query: 'host.example', servers: [`127.0.0.1:${closed}`] },
    host: {},
    http: { url: `http://127.0.0.1:${web}/` },
    https: { url: `https://127.0.0.1:${closed}/` },
    ntp: { servers: [`127.0.0.1:${closed}`], maxOffset: '1s' },
    ping: { target: '127.0.0.1' },
    plugin: { plugin: 'echo' },
    process: { name: 'node', min: 1 },
    smtp: { target: `127.0.0.1:${closed}` },
    snmp: { target: `127.0.0.1:${closed}`, community: { secret: 'community' } },
    systemd: { failed: 'none' },
    tcp: { target: `127.0.0.1:${web}` },
  }
}

/** Writes an agent's configuration, with the plugin and the secret that `eachType` names. */
export function writeAgentConfig(file: string, collector: string): string {
  const dir = dirname(file)
  mkdirSync(join(dir, 'data'), { recursive: true })
  writeFileSync(join(dir, 'token'), 'secret\n', { mode: 0o600 })
  writeFileSync(join(dir, 'community'), 'public\n', { mode: 0o600 })
  writeFileSync(
    file,
    `collector: ${collector}
token: { file: ${join(dir, 'token')} }
data: ${join(dir, 'data')}
plugins: { echo: { program: /bin/echo, args: [fine] } }
secrets: { community: { file: ${join(dir, 'community')} } }
`,
  )
  return file
}
