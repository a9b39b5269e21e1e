import { join, relative } from 'node:path'
import { loadConfig } from '../../../collector/config/load.ts'
import type { ConfigFinding } from '../../../collector/model.ts'

export const CASES = join(import.meta.dirname, 'cases')

/** When the cases are read: holiday data end within 400 days of it, or not. */
export const NOW = Date.parse('2026-11-21T09:00:00+09:00')

/** The findings of a case, as its expected.json has them: files by their name below the case. */
export function findingsOf(name: string): { errors: ConfigFinding[]; warnings: ConfigFinding[] } {
  const folder = join(CASES, name)
  const result = loadConfig(join(folder, 'collector.conf'), { env: {}, now: NOW })
  const named = (finding: ConfigFinding) => ({
    ...finding,
    file: relative(folder, finding.file),
    message: finding.message.replaceAll(`${folder}/`, ''),
  })
  return {
    errors: (result.errors ?? []).map(named),
    warnings: (result.loaded ? result.loaded.warnings : result.warnings).map(named),
  }
}
