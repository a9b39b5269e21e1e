import { fileURLToPath } from 'node:url'
import { loadConfig } from '../config/load.ts'
import type { ConfigFinding, Loaded } from '../model.ts'
import type { Io, Values } from './command.ts'

/** What runs without `--config`: this host, watched by its own agent. */
const BUILT_IN = fileURLToPath(new URL('../config/built-in.yaml', import.meta.url))

export const CONFIG_OPTION = { config: { type: 'string', short: 'c' } } as const

/** `file:line:column: message (code)`, as editors and CI understand it. */
export function findingLine(finding: ConfigFinding, severity: '' | 'warning: ' = ''): string {
  const { file, line, column, path, code, message } = finding
  return `${file}:${line}:${column}: ${severity}${path === '' ? '' : `${path}: `}${message} (${code})`
}

/** The configuration that the options name; null after every error was told on stderr. */
export function readConfiguration(values: Values, io: Io): Loaded | null {
  const result = loadConfig(configFile(values), { env: io.env, now: io.clock.now() })
  if (result.loaded) return result.loaded
  tellFindings(result.errors, result.warnings, io)
  return null
}

export function configFile(values: Values): string {
  return typeof values.config === 'string' ? values.config : BUILT_IN
}

export function tellFindings(errors: ConfigFinding[], warnings: ConfigFinding[], io: Pick<Io, 'err'>): void {
  for (const finding of errors) io.err(findingLine(finding))
  for (const finding of warnings) io.err(findingLine(finding, 'warning: '))
}
