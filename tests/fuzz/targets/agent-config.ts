/** The agent's own configuration file. */
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { loadConfig } from '../../../agent/config.ts'
import { scratch } from '../../support/scratch.ts'
import { mutateYaml } from '../mutate/yaml.ts'
import { hold, type Opened, type Seed, type Target } from '../target.ts'

const KNOWN: Record<string, readonly string[] | null> = {
  ...{
    collector: null,
    ca: null,
    data: null,
    concurrency: null,
    token: ['file'],
    spool: ['maxBytes', 'maxAge'],
  },
  ...{ plugins: null, secrets: null, chrony: ['socket'] },
}
const OF_ENTRY: Record<string, readonly string[]> = {
  plugins: ['program', 'args', 'moreArgs'],
  secrets: ['file', 'targets'],
}

const TEXTS = [
  `collector: https://kijun.example:8420
token: { file: agent.token }
data: /var/lib/kijun-agent
`,
  `collector: http://127.0.0.1:8420/base
token:
  file: /etc/kijun/token
ca: ca.pem
data: data
spool: { maxBytes: 256MiB, maxAge: 7d }
concurrency: 20
plugins:
  disk: { program: /usr/lib/nagios/plugins/check_disk, args: ["-w", "10%"], moreArgs: true }
  load:
    program: /usr/lib/nagios/plugins/check_load
secrets:
  snmp: { file: snmp.secret, targets: ["switch.example", "10.0.0.1:161"] }
  mail: { file: mail.secret }
chrony: { socket: /run/chrony/chronyd.sock }
`,
]
const seeds = (): Seed[] =>
  TEXTS.map((text, index) => ({ name: `example ${index}`, data: Buffer.from(text) }))
const words = [...new Set(TEXTS.join(' ').match(/[A-Za-z0-9:./-]{2,}/g) ?? [])]

/** What a strict reader says of an accepted file: one document of plain values, and every key known. */
function strict(
  data: Buffer,
  config: Extract<ReturnType<typeof loadConfig>, { config: unknown }>['config'],
  folder: string,
): void {
  hold(Buffer.from(data.toString('utf8')).equals(data), 'accepted, and it is no UTF-8')
  const doc = parseDocument(data.toString('utf8'), { logLevel: 'silent', uniqueKeys: true })
  hold(
    doc.errors.length === 0 && doc.warnings.length === 0,
    `accepted, and YAML warns: ${doc.warnings[0]?.message ?? doc.errors[0]?.message}`,
  )
  const value = doc.toJS() as Record<string, unknown>
  for (const [key, inner] of Object.entries(value)) {
    hold(key in KNOWN, `the key ${key} was lost`)
    const known = KNOWN[key]
    if (known)
      for (const one of Object.keys(inner as object))
        hold(known.includes(one), `the key ${key}.${one} was lost`)
    const entry = OF_ENTRY[key]
    if (!entry) continue
    const entries = Object.entries(inner as Record<string, object>)
    const read = key === 'plugins' ? config.plugins : config.secrets
    hold(entries.length === read.size, `${entries.length} ${key} are written, ${read.size} read`)
    for (const [name, body] of entries)
      for (const one of Object.keys(body)) hold(entry.includes(one), `the key ${key}.${name}.${one} was lost`)
  }
  hold(config.collector.href === new URL(value.collector as string).href, 'another collector')
  hold(config.data === resolve(folder, value.data as string), 'another directory')
  hold(config.tokenFile === resolve(folder, (value.token as { file: string }).file), 'another token')
  hold(value.concurrency === undefined || config.concurrency === value.concurrency, 'another concurrency')
  hold(
    config.spool.maxBytes >= 1024 ** 2 && Number.isSafeInteger(config.spool.maxBytes),
    `a spool of ${config.spool.maxBytes} bytes`,
  )
  hold(
    config.spool.maxAgeMs >= 60_000 && Number.isSafeInteger(config.spool.maxAgeMs),
    `a spool of ${config.spool.maxAgeMs} ms`,
  )
}

export const agentConfig: Target = {
  name: 'agent-config',
  about:
    'configurations of the agent: every error with its place and reason; of what is accepted no key is lost',
  seeds,
  mutate: (data, random, all) => mutateYaml(data, random, all, words),
  async open(): Promise<Opened> {
    const folder = await scratch('kijun-fuzz-')
    const file = join(folder, 'agent.yaml')
    return {
      run(data) {
        writeFileSync(file, data)
        const result = loadConfig(file)
        if ('config' in result) return strict(data, result.config, folder)
        hold(result.errors.length > 0, 'refused without an error')
        for (const error of result.errors)
          hold(
            error.line >= 1 && error.column >= 1 && error.message.trim() !== '',
            `an error without place or reason: ${JSON.stringify(error)}`,
          )
      },
      async close() {
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}
