/** Random histories of one check, and what they mean by a slow reference of its own. */
import fc from 'fast-check'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import type { Outcome } from '../../../rules/words.ts'

export const MINUTE = 60_000

export function spec(failures = 3, more: Partial<CheckSpec> = {}): CheckSpec {
  return {
    check: 'shop/web/alive',
    service: 'shop',
    component: 'web',
    purpose: 'liveness',
    everyMs: MINUTE,
    timeoutMs: 5000,
    confirm: { failures, everyMs: 10_000 },
    ...more,
  }
}

/** One result: its start, how long it took, how long it was under way. */
export function result(
  startedAt: number,
  outcome: Outcome,
  source = `a/e/${startedAt}`,
  late = 200,
): Observation {
  return {
    plannedAt: startedAt,
    startedAt,
    finishedAt: startedAt + 100,
    receivedAt: startedAt + 100 + late,
    outcome,
    attempt: 0,
    ...(outcome === 'failed' ? { reason: 'refused', message: `refused at ${startedAt}` } : {}),
    source,
  }
}

/** `.` ok, `F` failed, `?` unknown, one per minute from minute `from` on. */
export function timeline(outcomes: string, from = 1, stepMs = MINUTE): Observation[] {
  const names: Record<string, Outcome> = { '.': 'ok', F: 'failed', '?': 'unknown' }
  return [...outcomes].flatMap((letter, index) => {
    const outcome = names[letter]
    return outcome ? [result(from * MINUTE + index * stepMs, outcome)] : []
  })
}

/** Histories in order: some starts are equal, some far apart, some receipts late. */
export const histories = (maxLength: number, minLength = 0) =>
  fc
    .array(
      fc.record({
        step: fc.oneof(
          fc.constant(0),
          fc.constant(10_000),
          fc.constant(MINUTE),
          fc.integer({ min: 1, max: 4 * MINUTE }),
        ),
        outcome: fc.constantFrom<Outcome>('ok', 'ok', 'failed', 'failed', 'unknown'),
        late: fc.oneof(fc.constant(200), fc.integer({ min: -150, max: 3_600_000 })),
      }),
      { minLength, maxLength, size: 'max' },
    )
    .map((rows) => {
      let at = MINUTE
      return rows.map(({ step, outcome, late }, index) => {
        at += step
        return result(at, outcome, `a/e/${String(index).padStart(4, '0')}`, late)
      })
    })

export const shuffled = <T>(items: T[]) =>
  fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })

/**
 * Episodes by text search over the whole history: executed results as a string of `O` and `F`; a failure
 * begins at the first F; it is confirmed by n F in a row; before that an O ends it, after that n O in a row.
 */
export function episodesByText(history: Observation[], n: number) {
  const executed = history.filter((one) => one.outcome !== 'unknown')
  const text = executed.map((one) => (one.outcome === 'ok' ? 'O' : 'F')).join('')
  const startOf = (index: number) => executed[index]?.startedAt ?? Number.NaN
  const known = (index: number) =>
    Math.min(executed[index]?.finishedAt ?? Number.NaN, executed[index]?.receivedAt ?? Number.NaN)
  const found = []
  for (let at = text.indexOf('F'); at !== -1; ) {
    const confirmed = text.startsWith('F'.repeat(n), at)
    const recovery = text.indexOf(confirmed ? 'O'.repeat(n) : 'O', at)
    const lastOk = text.lastIndexOf('O', at)
    const by = confirmed ? at + n - 1 : null
    const recoveredBy = recovery === -1 ? null : recovery + (confirmed ? n : 1) - 1
    found.push({
      lastOkAt: lastOk === -1 ? null : startOf(lastOk),
      firstFailedAt: startOf(at),
      confirmedAt: by === null ? null : known(by),
      confirmedBy: by === null ? null : (executed[by]?.source ?? null),
      recoveredAt: recovery === -1 ? null : startOf(recovery),
      recoveryConfirmedAt: recoveredBy === null ? null : known(recoveredBy),
      reason: executed[at]?.reason ?? null,
      message: executed[at]?.message ?? null,
    })
    if (recoveredBy === null) break
    at = text.indexOf('F', recoveredBy)
  }
  return found
}
