/**
 * The usual result (ok, with nothing but numbers) is known for one at a glance: whatever else an item may be, the
 * wire's own validator says. Pure, but for what it remembers of names.
 */
import { LIMITS } from '../../rules/wire/limits.ts'
import { isItem } from '../../rules/wire/v1.generated.js'
import type { Item, ResultItem } from '../../rules/wire/v1.ts'

/** Keys of a result without reason, message and values. */
const KEYS = 9
/** Bounds of wire v1 (`rules/wire/v1.ts`). */
const LATEST = 1e13
const MOST_ATTEMPTS = 1_000
const LARGEST = 1e15
/** Names of values that were seen; those of all check types are far fewer. */
const NAMES = 1_000
const names = new Set<string>()

const isWhole = (value: unknown, least: number, most: number) =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most

/** @param isCheck whether a text is the name of a check, hence of the wire's alphabet */
export function isUsualResult(raw: unknown, isCheck: (name: string) => boolean): raw is ResultItem {
  if (typeof raw !== 'object' || raw === null) return false
  const item = raw as Partial<Record<keyof ResultItem, unknown>>
  const { check, values } = item
  let keys = 0
  for (const _ in item) keys += 1
  return (
    keys === (values === undefined ? KEYS : KEYS + 1) &&
    item.kind === 'result' &&
    item.outcome === 'ok' &&
    isWhole(item.seq, 1, Number.MAX_SAFE_INTEGER) &&
    isWhole(item.revision, 1, Number.MAX_SAFE_INTEGER) &&
    isWhole(item.attempt, 0, MOST_ATTEMPTS) &&
    isWhole(item.planned, 0, LATEST) &&
    isWhole(item.started, 0, LATEST) &&
    isWhole(item.finished, 0, LATEST) &&
    typeof check === 'string' &&
    check.length <= LIMITS.checkName &&
    (values === undefined || areNumbers(values)) &&
    isCheck(check)
  )
}

/** Whether all are numbers by names that were seen before. */
function areNumbers(values: unknown): boolean {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return false
  let count = 0
  for (const name in values) {
    const value = (values as Record<string, unknown>)[name]
    if (typeof value !== 'number' || !(Math.abs(value) <= LARGEST) || !names.has(name)) return false
    count += 1
  }
  return count <= LIMITS.values
}

/** The wire's validator, which remembers names that it let pass. */
export function isAnyItem(raw: unknown): raw is Item {
  if (!isItem(raw)) return false
  if (raw.kind === 'result' && raw.values && names.size < NAMES)
    for (const name of Object.keys(raw.values)) names.add(name)
  return true
}
