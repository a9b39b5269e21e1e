import type { Findings } from './findings.ts'
import { shown } from './read.ts'
import { ID, ID_LENGTH } from './shape.ts'
import type { Path, Source } from './source.ts'

/** An id if it is one; undefined (with a finding) where it is not. */
export function readId(
  id: string | undefined,
  source: Source,
  path: Path,
  findings: Findings,
): string | undefined {
  if (id === undefined) return undefined
  if (ID.test(id) && id.length <= ID_LENGTH) return id
  const message = `${shown(id)} is no id: lower-case letters, digits, . _ and -, beginning with a letter or digit, at most ${ID_LENGTH}`
  findings.error(source.at(path), 'bad-id', message)
  return undefined
}

/** Tells of an id that another one of its kind has. */
export function makeUnique(findings: Findings): (id: string, source: Source, path: Path) => void {
  const seen = new Map<string, string>()
  return (id, source, path) => {
    const place = source.at(path)
    const first = seen.get(id)
    if (first) findings.error(place, 'duplicate-id', `${id} is the id of ${first} already`)
    else seen.set(id, `${place.file}:${place.line}`)
  }
}
