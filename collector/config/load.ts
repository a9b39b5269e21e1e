import type { ConfigFinding, Loaded } from '../model.ts'

export interface LoadOptions {
  /** The process's environment, for secrets that a configuration names by variable. */
  env?: Record<string, string | undefined>
}

export type LoadResult =
  | { loaded: Loaded; errors?: undefined }
  | { loaded?: undefined; errors: ConfigFinding[]; warnings: ConfigFinding[] }

/** Reads, checks and resolves a configuration file, offline, with every error at once (design, rule 10). */
export function loadConfig(file: string, options: LoadOptions = {}): LoadResult {
  return {
    errors: [{ file, line: 1, column: 1, path: '', code: 'file-unreadable', message: String(options) }],
    warnings: [],
  }
}
