import { describe, expect, test } from 'vitest'
import type { Obligation } from '../../../rules/obligations/types.ts'
import { ledgerReferences } from '../../../rules/report/ledger.ts'
import { countedIn, noticeSections } from '../../../rules/report/notices.ts'

const DAY = 86_400_000
const FROM = Date.UTC(2026, 10, 1)
const MONTH = { from: FROM, to: FROM + 30 * DAY }

function obligation(more: Partial<Obligation> = {}): Obligation {
  return {
    ...{
      id: 'o',
      item: 'III.1.1.1.b',
      service: 'shop',
      subject: 'stop',
      clockFrom: FROM,
      dueAt: FROM + 1,
      limitMs: 1,
    },
    ...{ state: 'open', decidedAt: null, marginMs: null, because: null, evidence: {} },
    ...more,
  }
}

describe('the month that an obligation counts in', () => {
  test.each([
    ['of an incident: where its clock began', { clockFrom: FROM }, true],
    ['of an incident: not where it ended', { clockFrom: FROM - 1, dueAt: FROM + DAY }, false],
    ['of an incident: not the next month', { clockFrom: MONTH.to }, false],
    [
      'a period: in the month that it ends with',
      { subject: 'period/2026-11', dueAt: MONTH.to, state: 'met', decidedAt: MONTH.to },
      true,
    ],
    [
      'a period: not in the month before',
      { subject: 'period/2026-10', clockFrom: FROM - 31 * DAY, dueAt: FROM, state: 'met', decidedAt: FROM },
      false,
    ],
    [
      'a report: where it was due',
      {
        subject: 'report/customers',
        clockFrom: FROM - 60 * DAY,
        dueAt: FROM + DAY,
        state: 'breached',
        decidedAt: FROM + DAY,
      },
      true,
    ],
    [
      'a report: where it came',
      {
        subject: 'report/customers',
        clockFrom: FROM,
        dueAt: FROM + 60 * DAY,
        state: 'met',
        decidedAt: FROM + 40 * DAY,
      },
      false,
    ],
    [
      'the ledger: while it stands',
      { subject: 'ledger', clockFrom: FROM - 900 * DAY, dueAt: FROM + 900 * DAY },
      true,
    ],
  ] as const)('%s', (_, more, expected) => expect(countedIn(obligation(more), MONTH)).toBe(expected))
})

test('an incident has its obligations with margins, its notices with who took them, its phases in order', () => {
  const incident = {
    ...{
      id: 'stop',
      service: 'shop',
      kind: 'outage' as const,
      component: null,
      checks: [],
      lastOkAt: FROM - 1,
    },
    ...{ firstFailedAt: FROM, confirmedAt: FROM + 20, discoveredAt: FROM + 10, recoveredAt: null },
    ...{ recoveryConfirmedAt: null, reason: null, message: null, withdrawnAt: null },
  }
  const notice = {
    ...{ id: 'n', incidentId: 'stop', kind: 'first' as const, createdAt: FROM + 30, dueAt: null },
    ...{
      counts: { waiting: 1, accepted: 2, refused: 3, expired: 4 },
      firstAcceptedAt: FROM + 40,
      lastAcceptedAt: null,
      facts: {},
    },
  }
  const met = obligation({ state: 'met', decidedAt: FROM + 50, marginMs: 7, because: 'accepted-in-time' })
  const sections = noticeSections({
    incidents: [incident],
    obligations: [met, obligation({ id: 'another', subject: 'else' })],
    notices: [notice, { ...notice, id: 'unread', createdAt: FROM + 31, facts: null }],
    phases: [
      { incidentId: 'stop', phase: 'full-recovery', at: FROM + 90 },
      { incidentId: 'stop', phase: 'cause-isolated', at: FROM + 60 },
    ],
    counted: [met],
  })
  expect(sections.incidents).toMatchObject([
    {
      id: 'stop',
      recoveredAt: null,
      obligations: [{ id: 'o', state: 'met', marginMs: 7, because: 'accepted-in-time' }],
      notices: [
        { recipients: 10, accepted: 2, refused: 7, firstAcceptedAt: '2026-11-01T00:00:00.040Z' },
        { id: 'unread', recipients: 10, unreadable: true },
      ],
      phases: [{ phase: 'cause-isolated' }, { phase: 'full-recovery' }],
    },
  ])
  expect(sections.incidents[0]?.notices[0]).not.toHaveProperty('unreadable')
  expect(sections.totals).toEqual({
    'III.1.1.1.b': { open: 0, met: 1, breached: 0, 'not-proven': 0, withdrawn: 0 },
  })
})

describe('what of the ledger is named', () => {
  const entry = (seq: number) => ({ seq, kind: 'k', subject: 's', at: FROM, hash: `h${seq}` })
  const seal = { seq: 3, hash: 'h3', at: FROM }

  test('is what the newest seal covers, in the order of the chain', () => {
    const { entries, entriesOmitted } = ledgerReferences(seal, [entry(3), entry(4), entry(1)])
    expect(entries.map(({ seq }) => seq)).toEqual([1, 3])
    expect(entriesOmitted).toBe(0)
    expect(ledgerReferences(null, [entry(1)])).toEqual({ seal: null, entries: [], entriesOmitted: 0 })
  })

  test('is bounded, and the rest is counted', () => {
    const many = Array.from({ length: 2_500 }, (_, index) => entry(index + 1))
    const { entries, entriesOmitted } = ledgerReferences({ ...seal, seq: 9_999 }, many)
    expect([entries.length, entriesOmitted, entries.at(-1)?.seq]).toEqual([2_000, 500, 2_500])
  })
})
