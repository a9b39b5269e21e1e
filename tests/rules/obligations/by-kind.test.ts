import { expect, test } from 'vitest'
import type { EvaluationItem, OwnItem } from '../../../rules/guideline/edition.ts'
import { interpretationOf } from '../../../rules/guideline/interpretation.ts'
import { ITEMS, itemById, OWN_ITEMS } from '../../../rules/guideline/items.ts'
import { type OwnValue, valueInForce } from '../../../rules/guideline/value.ts'
import { type ItemKind, judgeItem, kindOf } from '../../../rules/obligations/by-kind.ts'
import type { Facts } from '../../../rules/obligations/facts.ts'
import { CODES } from '../../../rules/text/codes.ts'
import type { Pattern } from '../../../rules/words.ts'
import { spec } from '../detection/histories.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const FROM = Date.parse('2026-11-01T00:00:00+09:00')
const period = { from: FROM, to: Date.parse('2026-12-01T00:00:00+09:00') }
const PATTERNS: Pattern[] = [1, 2, 3, 4, 5, 6]
const ALL: (EvaluationItem | OwnItem)[] = [...ITEMS, ...OWN_ITEMS]
const OWN: Partial<Record<ItemKind, OwnValue['value']>> = {
  max_deviation: 'PT1S',
  coverage: '90',
  max_interval: 'P1M',
}

function judge(
  item: EvaluationItem | OwnItem,
  facts: Facts | null,
  more: { pattern?: Pattern; now?: number; own?: OwnValue['value'] } = {},
) {
  const { pattern = 1, now = period.to, own } = more
  const value = valueInForce(
    item.values[pattern],
    own === undefined
      ? null
      : { value: own, source: 'own', decidedBy: '品質管理部', on: '2026-11-01', reason: null },
  )
  const settings = { timezone: 'Asia/Tokyo', interpretation: interpretationOf(), values: {} }
  return judgeItem({ item, value, facts, period, now, settings })
}

const at = (days: number) => FROM + days * DAY
/** Of each kind facts that keep it and facts that break it, of all that the tables know of. */
const GOOD: Record<ItemKind, Facts> = {
  max_interval: {
    shape: 'sequence',
    subjects: [
      {
        subject: 's',
        sinceAt: FROM - HOUR,
        events: Array.from({ length: 60 }, (_, index) => ({ id: `${index}`, at: FROM + index * 12 * HOUR })),
      },
    ],
  },
  max_delay: { shape: 'delays', triggers: [{ id: 'r1', at: at(3), doneAt: at(3) + HOUR }] },
  min_ratio: {
    shape: 'share',
    bounds: { upMs: 999, atMostMs: 999, ofMs: 1000 },
    closed: true,
    problem: null,
  },
  coverage: { shape: 'covered', spans: [{ ...period, covered: true }], closed: true },
  min_retention: {
    shape: 'records',
    records: [{ id: 'r', createdAt: at(1), goneAt: null, seenAt: at(30) }],
    serviceEndAt: null,
    checkedWithinMs: DAY,
  },
  min_count: { shape: 'levels', subjects: [{ subject: 's', levels: [{ id: 'l', at: at(2), value: 9 }] }] },
  min_duration: {
    shape: 'levels',
    subjects: [{ subject: 's', levels: [{ id: 'l', at: at(2), value: HOUR }] }],
  },
  max_deviation: {
    shape: 'levels',
    subjects: [{ subject: 's', levels: [{ id: 'l', at: at(2), value: -900 }] }],
  },
  per_event: {
    shape: 'verifications',
    events: [{ id: 'b', at: at(2) }],
    verifications: [{ event: 'b', at: at(2) + HOUR }],
    graceMs: DAY,
  },
  one_of: { shape: 'attested', attestations: [] },
  all_of: { shape: 'attested', attestations: [] },
  implemented: { shape: 'attested', attestations: [] },
}
const BAD: Record<ItemKind, Facts> = {
  ...GOOD,
  max_interval: { shape: 'sequence', subjects: [{ subject: 's', sinceAt: at(-400), events: [] }] },
  max_delay: { shape: 'delays', triggers: [{ id: 'r1', at: at(3), doneAt: at(9) }] },
  min_ratio: {
    shape: 'share',
    bounds: { upMs: 900, atMostMs: 900, ofMs: 1000 },
    closed: true,
    problem: null,
  },
  coverage: { shape: 'covered', spans: [{ from: at(1), to: at(9), covered: false }], closed: true },
  min_retention: {
    shape: 'records',
    records: [{ id: 'r', createdAt: at(1), goneAt: at(2), seenAt: null }],
    serviceEndAt: null,
    checkedWithinMs: DAY,
  },
  min_count: { shape: 'levels', subjects: [{ subject: 's', levels: [{ id: 'l', at: at(2), value: 0 }] }] },
  min_duration: { shape: 'levels', subjects: [{ subject: 's', levels: [{ id: 'l', at: at(2), value: 1 }] }] },
  max_deviation: {
    shape: 'levels',
    subjects: [{ subject: 's', levels: [{ id: 'l', at: at(2), value: 1001 }] }],
  },
  per_event: { shape: 'verifications', events: [{ id: 'b', at: at(2) }], verifications: [], graceMs: DAY },
}
const stated = (tokens: readonly string[], holds: boolean): Facts => ({
  shape: 'attested',
  attestations: tokens.map((token) => ({ id: token, token, holds, at: FROM, validUntil: null })),
})

/** Notices, and intervals of checks, have facts of their own below. */
const ofMonitor = (item: EvaluationItem) => item.clock?.to === 'notice' || item.clock?.from === 'start'
const cells = ALL.filter((item) => !ofMonitor(item)).flatMap((item) =>
  PATTERNS.map((pattern) => [item.id, pattern] as const),
)

test.each(cells)('%s of pattern %i is judged from facts of its kind', (id, pattern) => {
  const item = itemById(id)
  const kind = item && kindOf(item)
  if (!item || !kind) throw new Error(`${id} has no kind`)
  const reference = item.values[pattern]
  if (reference.kind === 'not_set') {
    expect(judge(item, GOOD[kind], { pattern })).toEqual({
      obligations: [],
      verdict: 'unset',
      because: 'value-unset',
    })
  }
  const own =
    reference.kind === 'not_set'
      ? (OWN[kind] ?? (kind.endsWith('_of') ? ['hot-standby'] : kind === 'implemented' ? null : 'P1W'))
      : undefined
  const tokens = kind === 'implemented' ? [id] : own === undefined ? reference.value : own
  const [good, bad] = Array.isArray(tokens)
    ? [stated(tokens as string[], true), stated(tokens as string[], false)]
    : [GOOD[kind], BAD[kind]]
  const more = own === undefined ? { pattern } : { pattern, own }
  expect(judge(item, good, more)).toMatchObject({ verdict: 'met' })
  const missed = judge(item, bad, more)
  expect(missed).toMatchObject({ verdict: 'breached' })
  expect(CODES).toHaveProperty(`code.${missed.because}`)
  // No evidence: nothing is said while the period lasts, and nothing is proven afterwards.
  expect(judge(item, null, { ...more, now: period.to - 1 })).toMatchObject({
    verdict: 'pending',
    because: 'no-evidence-yet',
  })
  expect(judge(item, null, more)).toMatchObject({ verdict: 'not-proven', because: 'no-evidence' })
})

const alive = itemById('III.1.1.1.a') as EvaluationItem
const MINUTE = 60_000
const check = (everyMinutes: number, from = 0, count = 100): Facts => ({
  shape: 'executions',
  graceMs: MINUTE,
  monitored: null,
  checks: [
    {
      spec: spec(),
      sinceAt: FROM,
      results: Array.from({ length: count }, (_, index) => {
        const startedAt = FROM + (from + index * everyMinutes) * MINUTE
        const times = { plannedAt: startedAt, startedAt, finishedAt: startedAt, receivedAt: startedAt }
        return { ...times, outcome: 'ok' as const, attempt: 0, source: `a/e/${startedAt}` }
      }),
    },
  ],
})

const intervals = ALL.filter((item) => item.clock?.from === 'start')

test.each(intervals.flatMap((item) => PATTERNS.map((pattern) => [item.id, pattern] as const)))(
  '%s of pattern %i: a check at the value keeps it, one a minute slower breaks it',
  (id, pattern) => {
    const item = itemById(id) as EvaluationItem
    const own = item.values[pattern].kind === 'not_set' ? 'PT7M' : undefined
    const every = Number(/^PT(\d+)M$/.exec(String(own ?? item.values[pattern].value))?.[1])
    const now = (minutes: number) => FROM + 99 * minutes * MINUTE
    const more = own === undefined ? { pattern } : { pattern, own }
    expect(judge(item, check(every), { ...more, now: now(every) })).toMatchObject({
      verdict: 'met',
      because: 'within-limit',
    })
    expect(judge(item, check(every + 1), { ...more, now: now(every + 1) })).toMatchObject({
      verdict: 'breached',
      because: 'gap-longer-than-limit',
    })
  },
)

test('a check that fell silent is not proven; one of another month says nothing of this one', () => {
  expect(judge(alive, check(5))).toMatchObject({ verdict: 'not-proven', because: 'no-evidence-yet' })
  expect(judge(alive, check(5, 0, 0), { now: FROM + MINUTE })).toMatchObject({
    verdict: 'pending',
    because: 'still-open',
  })
})

test('of a distance before the period, only what ends in it counts', () => {
  const [one] = (check(5) as Extract<Facts, { shape: 'executions' }>).checks
  if (!one) throw new Error('no check')
  const early = (at: number) =>
    ({ ...one.results[0], startedAt: at, source: `a/e/${at}` }) as (typeof one.results)[number]
  const judgeFrom = (...instants: number[]) =>
    judge(
      alive,
      {
        shape: 'executions',
        graceMs: MINUTE,
        monitored: null,
        checks: [{ ...one, sinceAt: FROM - 60 * MINUTE, results: [...instants.map(early), ...one.results] }],
      },
      { now: FROM + 400 * MINUTE },
    )
  // Half an hour of silence that ended in the month before.
  expect(
    judgeFrom(FROM - 60 * MINUTE, FROM - 30 * MINUTE, ...[25, 20, 15, 10, 5].map((m) => FROM - m * MINUTE)),
  ).toMatchObject({
    verdict: 'met',
  })
  expect(judgeFrom(FROM - 60 * MINUTE, FROM - 6 * MINUTE)).toMatchObject({ verdict: 'breached' })
})

/** The same facts in another order of arrival. */
function reversed<T>(facts: T): T {
  if (Array.isArray(facts)) return facts.toReversed().map(reversed) as T
  if (facts === null || typeof facts !== 'object') return facts
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, reversed(value)])) as T
}

test.each(ALL.map((item) => [item.id] as const))('%s: the order of arrival decides nothing', (id) => {
  const item = itemById(id) as EvaluationItem
  const kind = kindOf(item) as ItemKind
  const own = item.values[1].kind === 'not_set' ? { own: OWN[kind] ?? 'PT7M' } : {}
  const samples = ofMonitor(item)
    ? [item.clock?.to === 'notice' ? told(30) : check(6)]
    : [GOOD[kind], BAD[kind]]
  for (const facts of samples) expect(judge(item, reversed(facts), own)).toEqual(judge(item, facts, own))
})

const incident = {
  id: 'i1',
  service: 'shop',
  kind: 'outage' as const,
  component: null,
  checks: ['shop/web/alive'],
  lastOkAt: null,
  firstFailedAt: at(2),
  confirmedAt: at(2) + MINUTE,
  discoveredAt: at(2),
  recoveredAt: null,
  recoveryConfirmedAt: null,
  reason: null,
  message: null,
}
const told = (minutes: number | null): Facts => ({
  shape: 'incidents',
  maintenance: null,
  incidents: [
    {
      incident,
      notice:
        minutes === null
          ? null
          : {
              expanded: true,
              deliveries: (['users', 'admin'] as const).map((audience) => ({
                audience,
                state: 'accepted' as const,
                acceptedAt: at(2) + minutes * MINUTE,
                endedAt: at(2) + minutes * MINUTE,
                channel: 'mail',
              })),
            },
    },
  ],
})

test.each([
  ['III.1.1.1.b', 21, 'met', 'accepted-in-time'],
  ['III.1.1.1.b', 22, 'breached', 'accepted-late'],
  ['III.1.1.1.b', null, 'breached', 'not-expanded-in-time'],
  // Of another kind of incident.
  ['III.1.1.2.b', 21, 'pending', 'nothing-owed'],
  ['III.1.1.3.b', 21, 'pending', 'nothing-owed'],
  ['III.3.2.5.a', 21, 'pending', 'nothing-owed'],
  ['III.1.1.8.a', 60, 'met', 'accepted-in-time'],
  ['III.1.1.8.a', 61, 'breached', 'accepted-late'],
  ['III.1.1.8.a', null, 'breached', 'no-follow-up'],
] as const)('%s with everyone reached after %s minutes is %s', (id, minutes, verdict, because) => {
  expect(judge(itemById(id) as EvaluationItem, told(minutes))).toMatchObject({ verdict, because })
})

test('only what reaches into the period counts', () => {
  const patches = itemById('III.1.1.6.a') as EvaluationItem
  const triggers = [
    { id: 'before', at: at(-9), doneAt: at(-5) },
    { id: 'over', at: at(-2), doneAt: at(1) },
    { id: 'after', at: at(31), doneAt: null },
  ]
  const found = judge(patches, { shape: 'delays', triggers }, { now: at(40) })
  expect(found.obligations.map(({ key }) => key)).toEqual(['over'])
  expect(found).toMatchObject({ verdict: 'breached', because: 'done-late' })
  expect(judge(patches, { shape: 'delays', triggers: [] })).toMatchObject({
    verdict: 'pending',
    because: 'nothing-owed',
  })
})

test('facts of a wrong shape are a mistake of the program, a value of a wrong kind is none to hold to', () => {
  expect(() => judge(alive, GOOD.min_ratio)).toThrow('III.1.1.1.a (max_interval) cannot be judged from share')
  expect(judge(alive, check(5), { own: 5 })).toMatchObject({
    verdict: 'not-proven',
    because: 'value-unusable',
  })
  const ratio = itemById('III.2.1.1.a') as EvaluationItem
  expect(judge(ratio, GOOD.min_ratio, { own: ['99'] })).toMatchObject({ because: 'value-unusable' })
})
