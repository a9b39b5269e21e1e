import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Obligation } from '../../../rules/obligations/types.ts'
import {
  figures,
  mayDecide,
  mayPropose,
  type Subject,
  withdrawn,
  withIncident,
} from '../../../rules/obligations/withdrawal.ts'
import { OBLIGATION_STATES, type ObligationState, PROPOSAL_STATES } from '../../../rules/words.ts'

const of = (state: ObligationState): Subject => ({ kind: 'withdraw-obligation', state })
const whole = (withdrawnAt: number | null): Subject => ({ kind: 'withdraw-incident', withdrawnAt })
const asked = { by: 'anna', reason: 'false-detection', comment: 'テスト', waiting: false } as const
const no = (because: string) => ({ ok: false, because })

test.each([
  [of('met'), {}, { ok: true }],
  [of('breached'), {}, { ok: true }],
  [of('not-proven'), {}, { ok: true }],
  [of('open'), {}, no('still-open')],
  [of('withdrawn'), {}, no('already-withdrawn')],
  [whole(null), {}, { ok: true }],
  [whole(5), {}, no('already-withdrawn')],
  [of('breached'), { waiting: true }, no('already-proposed')],
  [of('breached'), { comment: ' ' }, no('reason-missing')],
  [of('breached'), { by: '' }, no('no-person')],
] as const)('proposing to withdraw %j with %j: %j', (subject, more, step) => {
  expect(mayPropose({ ...asked, subject, ...more })).toEqual(step)
})

test('nobody decides an own proposal, and none is decided twice', () => {
  const decide = (by: string, more = {}) =>
    mayDecide({
      proposal: { state: 'proposed', proposedBy: 'anna' },
      subject: of('breached'),
      by,
      decision: 'approved',
      ...more,
    })
  expect(decide('bert')).toEqual({ ok: true })
  expect(decide('anna')).toEqual(no('same-person'))
  expect(decide('anna', { decision: 'rejected' })).toEqual(no('same-person'))
  expect(decide('')).toEqual(no('no-person'))
  for (const state of PROPOSAL_STATES.filter((one) => one !== 'proposed'))
    expect(decide('bert', { proposal: { state, proposedBy: 'anna' } })).toEqual(no('already-decided'))
  // Withdrawn meanwhile, with its incident: it may only be rejected.
  expect(decide('bert', { subject: of('withdrawn') })).toEqual(no('already-withdrawn'))
  expect(decide('bert', { subject: of('withdrawn'), decision: 'rejected' })).toEqual({ ok: true })
})

const obligation = (state: ObligationState, more: Partial<Obligation> = {}): Obligation => ({
  id: 'o1',
  item: 'III.1.1.1.b',
  service: 'shop',
  subject: 'i1',
  clockFrom: 0,
  dueAt: 100,
  limitMs: 100,
  state,
  decidedAt: state === 'open' ? null : 120,
  marginMs: state === 'open' ? null : -20,
  because: state === 'open' ? null : 'accepted-late',
  evidence: { notice: 'n1' },
  ...more,
})
const grounds = { proposal: 'p1', reason: 'outside-responsibility', at: 500 } as const

test('a withdrawn obligation keeps what it was, and is withdrawn once', () => {
  const row = withdrawn(obligation('breached'), grounds)
  expect(row).toEqual({
    ...obligation('withdrawn'),
    because: 'outside-responsibility',
    evidence: {
      notice: 'n1',
      withdrawn: {
        proposal: 'p1',
        at: 500,
        was: { state: 'breached', decidedAt: 120, because: 'accepted-late' },
      },
    },
  })
  expect(withdrawn(row, { ...grounds, proposal: 'p2' })).toBe(row)
  expect(withIncident([obligation('open'), row], grounds)).toMatchObject([
    { state: 'withdrawn', decidedAt: 500 },
    row,
  ])
})

test('figures with and without add up to the same, and nothing turns to met by a withdrawal', () => {
  const states = fc.array(fc.tuple(fc.constantFrom(...OBLIGATION_STATES), fc.boolean()), { maxLength: 20 })
  fc.assert(
    fc.property(states, (rows) => {
      const before = rows.map(([state]) => obligation(state))
      const after = rows.map(([, take], index) => {
        const row = before[index] ?? obligation('open')
        return take ? withdrawn(row, grounds) : row
      })
      const { applied, ignored } = figures(after)
      const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
      expect(sum(applied)).toBe(rows.length)
      expect(sum(ignored)).toBe(rows.length)
      expect(ignored.withdrawn).toBe(0)
      expect(ignored.met).toBe(before.filter(({ state }) => state === 'met').length)
      expect(applied.met).toBeLessThanOrEqual(ignored.met)
      expect(ignored.breached).toBe(before.filter(({ state }) => state === 'breached').length)
    }),
    { numRuns: 500, seed: 3 },
  )
  // Without a word of what it was: not proven, never met.
  expect(figures([obligation('withdrawn')]).ignored['not-proven']).toBe(1)
})
