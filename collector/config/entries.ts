import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { besides } from './files.ts'
import type { ConfigCode, Findings } from './findings.ts'
import { shown } from './read.ts'
import { type Path, readSource, type Source } from './source.ts'

/** One thing of a list in the configuration, as it stands there, and where. */
export interface Entry {
  raw: unknown
  source: Source
  path: Path
}

interface Kind {
  /** Ends `this file holds no …`. */
  one: string
  /** Where a pattern matches no file. */
  noFiles: ConfigCode
}

/** A thing as it stands there, or those of the files that a pattern matches; a file holds one or a list. */
export function expand(raw: unknown, source: Source, path: Path, kind: Kind, findings: Findings): Entry[] {
  if (typeof raw !== 'string') return [{ raw, source, path }]
  return filesOf(raw, source, path, kind, findings).flatMap((read): Entry[] => {
    if (!Array.isArray(read.value)) return [{ raw: read.value, source: read, path: [] }]
    if (read.value.length === 0) findings.error(read.at([]), 'file-empty', `this file holds no ${kind.one}`)
    return read.value.map((raw: unknown, index) => ({ raw, source: read, path: [index] }))
  })
}

/** The files that a pattern at `path` matches, beside the file that names them, in the order of their names. */
export function filesOf(
  pattern: string,
  source: Source,
  path: Path,
  kind: Kind,
  findings: Findings,
): Source[] {
  const place = source.at(path)
  const files = globSync(pattern, { cwd: dirname(source.file) }).toSorted()
  if (files.length === 0) {
    const message = `no file matches ${shown(pattern)} (looked for beside ${source.file})`
    findings.error(place, kind.noFiles, message)
  }
  return files.flatMap((file) => readSource(besides(source.file, file), findings, place) ?? [])
}
