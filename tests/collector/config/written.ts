import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadConfig } from '../../../collector/config/load.ts'
import type { Loaded, Service } from '../../../collector/model.ts'
import { NOW } from './cases.ts'

const REST = `
    contacts:
      { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }
    components:
      - id: web
        kind: application
        agent: this-host
        checks:
          - { id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:80", every: 60s }
          - { id: works, purpose: fault, type: http, url: "http://127.0.0.1/", every: 60s }
          - { id: clock, purpose: time-sync, type: ntp, servers: [ntp.example.jp], maxOffset: 1s, every: 5m }
`

interface Around {
  /** Lines of the root. */
  root?: string
  /** Files beside the configuration, by name. */
  files?: Record<string, string | Uint8Array>
  now?: number
}

/** What a configuration with one service of these lines is loaded as. @throws with the findings where it is refused. */
export function loadWritten(lines: string, { root = '', files = {}, now = NOW }: Around = {}): Loaded {
  const folder = mkdtempSync(join(tmpdir(), 'kijun-written-'))
  try {
    const indented = lines.trim().split('\n').join('\n    ')
    const text = `${root}\nservices:\n  - id: shop\n    ${indented}${REST}`
    for (const [name, content] of Object.entries({ ...files, 'c.yaml': text })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    const result = loadConfig(join(folder, 'c.yaml'), { now })
    if (!result.loaded) throw new Error(JSON.stringify(result.errors, null, 1))
    return result.loaded
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function writtenService(lines: string, around: Around = {}): Service {
  const [service] = loadWritten(lines, around).services
  if (!service) throw new Error('no service')
  return service
}
