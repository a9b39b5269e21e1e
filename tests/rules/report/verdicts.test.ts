import { describe, expect, test } from 'vitest'
import { EDITION, referenceOf } from '../../../rules/guideline/items.ts'
import { type OwnValue, type ValueInForce, valueInForce } from '../../../rules/guideline/value.ts'
import { figuresOfObligations, type ItemFigures, noCounts, worstOf } from '../../../rules/report/figures.ts'
import { guidelineRows, verdictRows } from '../../../rules/report/verdicts.ts'
import type { ObligationState } from '../../../rules/words.ts'

const MINUTE = 60_000
const own = (value: string): OwnValue => ({
  value,
  source: 'own',
  decidedBy: '品質管理部',
  on: '2026-11-01',
  reason: 'x',
})
const owed = (state: ObligationState, marginMs: number | null, limitMs = 20 * MINUTE) => ({
  state,
  marginMs,
  limitMs,
})

function rows(values: Record<string, ValueInForce> = {}, figures: Record<string, ItemFigures> = {}) {
  return verdictRows({ service: { pattern: 1, values }, figures: new Map(Object.entries(figures)) })
}
const found = (verdict: ItemFigures['verdict']): ItemFigures => ({
  ...{ counts: noCounts(), achieved: null, verdict, reference: null },
})

describe('the rows of a service', () => {
  test('are all items of the catalogue and those of own values, 基本 before 推奨, in the order of the guideline', () => {
    const ids = rows().map(({ item }) => item)
    expect(ids).toHaveLength(EDITION.items.length + EDITION.ownItems.length)
    expect(new Set(ids).size).toBe(40)
    const classes = rows().map((row) => row.class)
    expect(classes).toEqual([...classes].sort())
    expect(ids[0]).toBe('III.1.1.1.a')
  })

  test('begin with unmet starred values, then unmet ones of each class', () => {
    const order = rows(
      {},
      {
        'III.1.1.3.b': found('breached'),
        'III.1.1.2.b': found('breached'),
        'III.2.1.1.a': found('breached'),
        'III.1.1.1.a': found('not-proven'),
      },
    ).map(({ item }) => item)
    // Of these only availability carries a star; a figure that is not proven is not unmet.
    expect(order.slice(0, 3)).toEqual(['III.2.1.1.a', 'III.1.1.2.b', 'III.1.1.1.a'])
    const firstRecommended = rows().findIndex((row) => row.class === 'recommended')
    expect(order[firstRecommended]).toBe('III.1.1.3.b')
  })

  test('are unset where nobody set a value, and not measured where this version has no measure, whatever was found', () => {
    const byId = new Map(
      rows({}, { 'III.1.1.4.a': found('met'), 'III.1.1.6.a': found('met') }).map((row) => [row.item, row]),
    )
    expect(byId.get('III.1.1.4.a')).toMatchObject({
      verdict: 'unset',
      referenceVerdict: 'unset',
      standing: 'unset',
    })
    expect(byId.get('III.1.1.6.a')).toMatchObject({
      verdict: 'not-measured',
      referenceVerdict: 'not-measured',
    })
    expect(byId.get('III.1.1.1.b')).toMatchObject({ verdict: 'pending', referenceVerdict: 'pending' })
  })

  test.each([
    ['looser, kept', 'PT60M', found('met'), 'met', 'breached'],
    ['stricter, kept', 'PT10M', found('met'), 'met', 'met'],
    [
      'stricter, missed, but the reference value kept',
      'PT10M',
      { ...found('breached'), reference: 'met' },
      'breached',
      'met',
    ],
    ['stricter, missed by who knows how much', 'PT10M', found('breached'), 'breached', 'not-proven'],
    ['none', null, found('not-proven'), 'not-proven', 'not-proven'],
  ] as const)('an own value that is %s', (_, value, figures, verdict, referenceVerdict) => {
    const item = 'III.1.1.1.b'
    const values = { [item]: valueInForce(referenceOf(item, 1), value === null ? null : own(value)) }
    const row = rows(values, { [item]: figures }).find((one) => one.item === item)
    expect(row).toMatchObject({ verdict, referenceVerdict })
  })

  test('name the control and the clauses of other documents that it serves', () => {
    const [row] = guidelineRows({ service: { pattern: 1, values: {} }, figures: new Map() })
    expect(row?.control).toBe('III.1.1.1')
    expect(row?.clauses.map(({ document }) => document)).toContain('000')
  })
})

describe('figures of obligations', () => {
  const value = valueInForce(referenceOf('III.1.1.1.b', 1))

  test('the longest delay is the least margin of those that ended; withdrawn ones judge nothing', () => {
    const figures = figuresOfObligations({
      value,
      obligations: [owed('met', 12 * MINUTE), owed('met', 3 * MINUTE), owed('withdrawn', -9 * MINUTE)],
    })
    expect(figures).toMatchObject({
      verdict: 'met',
      achieved: { of: 'longest-delay', ms: 17 * MINUTE },
      counts: { met: 2, withdrawn: 1 },
    })
  })

  test('what was never kept has no length: against the reference value it is not proven', () => {
    const figures = figuresOfObligations({
      value,
      obligations: [owed('breached', null), owed('met', MINUTE)],
    })
    expect(figures).toMatchObject({ verdict: 'breached', reference: 'not-proven' })
  })

  test('an interval item is judged by its largest distance where no miss is recorded', () => {
    const interval = (largestMs: number | null) =>
      figuresOfObligations({
        value: valueInForce(referenceOf('III.1.1.1.a', 1)),
        obligations: [owed('open', null, 5 * MINUTE)],
        interval: { largestMs },
      })
    expect(interval(MINUTE)).toMatchObject({
      verdict: 'met',
      reference: 'met',
      achieved: { of: 'largest-interval', ms: MINUTE },
    })
    expect(interval(6 * MINUTE)).toMatchObject({ verdict: 'not-proven', reference: 'breached' })
    expect(interval(null)).toMatchObject({ verdict: 'pending', achieved: null })
  })

  test('one breach outweighs all, and not proven is never met', () => {
    expect(worstOf(['met', 'not-proven', 'breached'])).toBe('breached')
    expect(worstOf(['met', 'not-proven'])).toBe('not-proven')
    expect(worstOf([])).toBe('pending')
  })
})
