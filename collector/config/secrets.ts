import { besides, readText } from './files.ts'
import type { Findings } from './findings.ts'
import { isMapping, readShape } from './read.ts'
import type { Env } from './settings.ts'
import { secretShape } from './shape.ts'
import type { Path, Source } from './source.ts'

const MAX_SECRET_BYTES = 64 * 1024

/** A secret as the configuration names it: `{ file }` or `{ env }` at `path`. */
export interface NamedSecret {
  path: Path
  raw: unknown
}

/** The secret's text without its last line end; null (with a finding that never holds it) where there is none. */
export function readSecret(
  { path, raw }: NamedSecret,
  source: Source,
  env: Env,
  findings: Findings,
): string | null {
  const fail = (message: string) => {
    findings.error(source.at(path), 'bad-secret', message)
    return null
  }
  if (!isMapping(raw)) return fail('name the secret, do not write it: { file: PATH } or { env: NAME }')
  const named = readShape(secretShape, raw, source, path, findings)
  if (!named) return null
  if (Object.keys(raw).length !== 1) return fail('name either a file or an environment variable')
  if (named.env !== undefined) {
    const text = env[named.env]
    return text === undefined || text === '' ? fail('the environment variable named here is not set') : text
  }
  if (named.file === undefined) return null
  const read = readText(besides(source.file, named.file), MAX_SECRET_BYTES)
  if ('code' in read) return fail(`the file named here ${read.message}`)
  const text = read.text.replace(/\r?\n$/, '')
  return text === '' ? fail('the file named here is empty') : text
}
