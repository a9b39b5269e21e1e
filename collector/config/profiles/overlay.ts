/**
 * A source whose parts come from elsewhere: what a template or a profile gave a service is read like what was
 * written there, and a finding in it still points to the line that wrote it, and says for whom.
 */
import type { Place } from '../findings.ts'
import { isMapping } from '../read.ts'
import type { Path, Source } from '../source.ts'

/** Where a value was written. */
export interface Origin {
  source: Source
  path: Path
  /** For whom it was made of that: `web1 of profile web-servers`. */
  of?: string
  /** By path below (as JSON): which parameters stand in that text and where they are from. */
  notes?: ReadonlyMap<string, string>
  /** Parts of the value that were written elsewhere. */
  parts?: ReadonlyMap<string | number, Origin>
}

interface Resolved {
  origin: Origin
  /** What of the path is left below the origin. */
  rest: Path
  of: string | undefined
}

/** The origin of what stands at `path` of a value whose own origin is `root`. */
export function originOf(root: Origin, path: Path): Resolved {
  let origin = root
  let of = root.of
  for (const [depth, part] of path.entries()) {
    const next = origin.parts?.get(part)
    if (!next) return { origin, rest: path.slice(depth), of }
    origin = next
    of = next.of ?? of
  }
  return { origin, rest: [], of }
}

/** The origin of a whole file of which the value at `at` has `parts` from elsewhere. */
export function within(source: Source, at: Path, parts: ReadonlyMap<string | number, Origin>): Origin {
  const inner: Origin = { source, path: at, parts }
  return at.reduceRight<Origin>(
    (origin, part, depth) => ({ source, path: at.slice(0, depth), parts: new Map([[part, origin]]) }),
    inner,
  )
}

export function overlay(base: Source, value: unknown, root: Origin): Source {
  const placed = (path: Path, ofKey: boolean): Place => {
    const { origin, rest, of } = originOf(root, path)
    const at = [...origin.path, ...rest]
    const place = ofKey && rest.length > 0 ? origin.source.atKey(at) : origin.source.at(at)
    const whom = [of, noteOf(origin, rest)].filter((text) => text !== undefined).join(': ')
    return whom === '' ? place : { ...place, of: whom }
  }
  return {
    file: base.file,
    value,
    at: (path) => placed(path, false),
    atKey: (path) => placed(path, true),
    inside(path, index) {
      const { origin, rest } = originOf(root, path)
      const at = [...origin.path, ...rest]
      const same = valueAt(origin.source.value, at) === valueAt(value, path)
      return same ? { ...placed(path, false), ...origin.source.inside(at, index) } : placed(path, false)
    },
    written(path) {
      const { origin, rest } = originOf(root, path)
      const at = [...origin.path, ...rest]
      const here = valueAt(value, path)
      if (here === null || here === undefined || typeof here === 'object') return null
      const same = valueAt(origin.source.value, at) === here
      return same ? origin.source.written(at) : String(here)
    },
  }
}

/** What is noted of a text, or of the nearest thing above that came from one placeholder. */
function noteOf({ notes }: Origin, rest: Path): string | undefined {
  for (let end = rest.length; notes && end >= 0; end -= 1) {
    const note = notes.get(JSON.stringify(rest.slice(0, end)))
    if (note !== undefined) return note
  }
  return undefined
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((here, part) => {
    if (Array.isArray(here)) return here[Number(part)]
    return isMapping(here) && Object.hasOwn(here, part) ? here[part] : undefined
  }, value)
}
