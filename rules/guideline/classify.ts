/** Which pattern a service has: by its type (I.7.2, 図表2) or by the criteria (I.7.1). */
import type { Pattern } from '../words.ts'
import type { Criteria } from './classification.ts'
import type { ServiceType } from './edition.ts'
import { EDITION } from './items.ts'

/** What is required of a service (図表1). There is no medium confidentiality, and integrity is always high. */
export interface Requirements {
  confidentiality: 'high' | 'low'
  integrity: 'high'
  availability: 'high' | 'medium' | 'low'
}

/** A pattern, with the clauses that make it so. */
export interface PatternDecision extends Requirements {
  pattern: Pattern
  because: readonly string[]
}

const AVAILABILITY = ['high', 'medium', 'low'] as const

/** What is required of services of a pattern (図表1). */
export function requirementsOf(pattern: Pattern): Requirements {
  return {
    confidentiality: pattern <= 3 ? 'high' : 'low',
    integrity: 'high',
    availability: AVAILABILITY[(pattern - 1) % 3] ?? 'low',
  }
}

/**
 * The decision rule of I.7.1. One record of personal data or trade secrets makes confidentiality high, however few
 * there are; every clause that applies is named, not only the first.
 */
export function classifyByCriteria(criteria: Criteria): PatternDecision {
  const secret = clauses([
    [criteria.personalData, 'I.7.1 機密性(1)'],
    [criteria.tradeSecrets, 'I.7.1 機密性(2)'],
  ])
  const high = clauses([
    [criteria.alwaysOn, 'I.7.1 可用性(1)a'],
    [criteria.largeLoss, 'I.7.1 可用性(1)b'],
  ])
  const medium = clauses([
    [criteria.partialLoss, 'I.7.1 可用性(2)a'],
    [criteria.coreBusiness, 'I.7.1 可用性(2)b'],
  ])
  const column = high.length > 0 ? 0 : medium.length > 0 ? 1 : 2
  const availability = [high, medium, ['I.7.1 可用性(3)']][column] ?? []
  const pattern = ((secret.length > 0 ? 1 : 4) + column) as Pattern
  return {
    pattern,
    ...requirementsOf(pattern),
    because: [...(secret.length > 0 ? secret : ['I.7.1 機密性']), 'I.7.1 完全性', ...availability],
  }
}

function clauses(rows: [applies: boolean, clause: string][]): string[] {
  return rows.flatMap(([applies, clause]) => (applies ? [clause] : []))
}

/** What 図表2 says of a type; `undecided` is a ※ type, `unknown` a name that is not in it. */
export type TypeDecision =
  | ({ found: 'pattern'; type: ServiceType } & PatternDecision)
  | { found: 'undecided'; type: ServiceType; because: readonly string[] }
  | { found: 'unknown'; nearest: readonly string[]; because: readonly string[] }

/**
 * By the full name, since some names repeat with other parentheses; only spaces may differ. A ※ type, and one that
 * is not in the table, is decided by the criteria (I.7.2).
 */
export function classifyByType(name: string, types = EDITION.serviceTypes): TypeDecision {
  const wanted = withoutSpaces(name)
  const type = types.find((one) => withoutSpaces(one.name) === wanted)
  const because = ['I.7.2 図表2']
  if (!type) return { found: 'unknown', nearest: nearestOf(wanted, types), because }
  const { pattern } = type
  if (pattern === null) return { found: 'undecided', type, because: [...because, 'I.7.1'] }
  return { found: 'pattern', type, pattern, ...requirementsOf(pattern), because }
}

/** Full-width spaces are spaces too. */
function withoutSpaces(text: string): string {
  return text.replace(/\s+/g, '')
}

const SUGGESTIONS = 3
/** Likeness from which on a name is near enough to be meant, and its share of the nearest one's. */
const NEAR = 0.3
const NEARLY_AS_NEAR = 0.8

function nearestOf(wanted: string, types: readonly ServiceType[]): string[] {
  const named = types
    .map(({ name }) => ({ name, likeness: likeness(folded(wanted), folded(name)) }))
    .sort((a, b) => b.likeness - a.likeness)
  const least = Math.max(NEAR, (named[0]?.likeness ?? 0) * NEARLY_AS_NEAR)
  return named
    .filter((one) => one.likeness >= least)
    .slice(0, SUGGESTIONS)
    .map(({ name }) => name)
}

/** Width and case do not matter for what is only suggested. */
function folded(text: string): string {
  return withoutSpaces(text.normalize('NFKC').toLowerCase())
}

/** 0 to 1, by common pairs of neighbouring characters (Dice); a part of a name, or a name with more, is as near as can be. */
function likeness(a: string, b: string): number {
  if (a === '' || b === '') return 0
  if (a.includes(b) || b.includes(a)) return 1
  const [pairsOfA, pairsOfB] = [pairsOf(a), pairsOf(b)]
  const common = [...pairsOfA].filter((pair) => pairsOfB.has(pair)).length
  return (2 * common) / Math.max(1, pairsOfA.size + pairsOfB.size)
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)))
}
