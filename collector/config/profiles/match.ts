/** Which hosts a profile is for, by their labels. */
import { didYouMean, type Findings } from '../findings.ts'
import { isMapping, kindOf, shown } from '../read.ts'
import { ID, ID_LENGTH } from '../shape.ts'
import type { Path, Source } from '../source.ts'
import type { Host } from './hosts.ts'

interface Criterion {
  label: string
  /** Any of them, or none of them where `not`. */
  values: string[]
  not: boolean
}

/** All of these; none is every host. */
export type Match = Criterion[]

/** Null (with findings) where it says nothing that labels could be held against. */
export function readMatch(raw: unknown, source: Source, path: Path, findings: Findings): Match | null {
  if (raw === 'all') return []
  const told = findings.told()
  if (!isMapping(raw) || Object.keys(raw).length === 0) {
    const message = `labels such as { role: web } belong here, or all for every host, not ${isMapping(raw) ? 'an empty mapping' : kindOf(raw)}`
    findings.error(source.at(path), 'bad-match', message)
    return null
  }
  const match = Object.entries(raw).map(([label, value]): Criterion => {
    const at = [...path, label]
    if (!isMapping(value)) return { label, values: readValues(value, source, at, findings), not: false }
    const keys = Object.keys(value)
    if (keys.length !== 1 || keys[0] !== 'not') {
      findings.error(source.at(at), 'bad-match', '{ not: … } is the only mapping that belongs here')
      return { label, values: [], not: true }
    }
    return { label, values: readValues(value.not, source, [...at, 'not'], findings), not: true }
  })
  return findings.told() > told ? null : match
}

function readValues(raw: unknown, source: Source, path: Path, findings: Findings): string[] {
  const values: unknown[] = Array.isArray(raw) ? raw : [raw]
  const right = values.length > 0 && values.every((value) => typeof value === 'string' && isLabelValue(value))
  if (right) return values.map(String)
  const message = `the value of a label, or a list of such, belongs here (${LABEL_WORDS})`
  findings.error(source.at(path), 'bad-match', message)
  return []
}

export const LABEL_WORDS = `texts of lower-case letters, digits, . _ and -, beginning with a letter or digit, at most ${ID_LENGTH}`
export function isLabelValue(text: string): boolean {
  return ID.test(text) && text.length <= ID_LENGTH
}

/** The labels by which a host is matched, or the first of what speaks against it. */
export type Matched =
  | { because: { label: string; value: string | null }[] }
  | { because: null; label: string; has: string | null; wanted: string }

export function matchHost(match: Match, { labels }: Pick<Host, 'labels'>): Matched {
  for (const { label, values, not } of match) {
    const has = labels.get(label)
    if ((has !== undefined && values.includes(has)) === not)
      return { because: null, label, has: has ?? null, wanted: `${not ? 'not ' : ''}${values.join(' or ')}` }
  }
  return { because: match.map(({ label }) => ({ label, value: labels.get(label) ?? null })) }
}

/** What a profile that matches no host was probably meant to look for, as the end of a sentence. */
export function hintFor(match: Match, hosts: readonly Pick<Host, 'labels'>[]): string {
  for (const { label, values, not } of match) {
    if (not) continue
    const having = hosts.flatMap(({ labels }) => labels.get(label) ?? [])
    if (having.length === 0) {
      const known = [...new Set(hosts.flatMap(({ labels }) => [...labels.keys()]))]
      return `: none has the label ${shown(label)}${didYouMean(label, known)}`
    }
    const [first] = values
    if (first !== undefined && !values.some((value) => having.includes(value)))
      return `: ${label} is ${values.join(' or ')} nowhere${didYouMean(first, [...new Set(having)])}`
  }
  return ''
}
