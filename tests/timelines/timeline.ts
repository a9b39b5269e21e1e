/** Timelines as they are written (README.md beside this file): their form, where they lie, and one for each choice. */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { INTERPRETATIONS } from '../../rules/guideline/interpretation.ts'
import { STOP_MEANS } from '../../rules/service-model/types.ts'
import {
  AUDIENCES,
  INCIDENT_KINDS,
  NOTICE_KINDS,
  OBLIGATION_STATES,
  PHASES,
  PURPOSES,
  VERDICTS,
} from '../../rules/words.ts'

const text = z.string()
const amount = z.union([text, z.number(), z.array(text), z.null()])
const range = z.strictObject({ from: text, to: text })

/** What an event can be: exactly one of these keys. */
const WHAT = {
  // Runs of a check; what an agent planned and did not run, and what it gave up (its reason).
  ok: text,
  failed: text,
  unknown: text,
  skipped: text,
  lost: text,
  // Deliveries, `audience/person`; `expanded`: every recipient has one by now.
  accepted: text,
  refused: text,
  expired: text,
  waiting: text,
  expanded: z.enum(NOTICE_KINDS),
  // People.
  reported: text,
  phase: z.enum(PHASES),
  propose: z.enum(['obligation', 'incident']),
  decide: z.enum(['approved', 'rejected']),
  // Our own clock.
  doubt: z.enum(['own-clock-off', 'own-clock-unknown', 'clock-stepped']),
  // Again and again; the end of the service; after a release; after every backup.
  done: text,
  ended: z.literal('service'),
  released: text,
  started: text,
  updated: text,
  backup: text,
  verified: text,
  // Records, figures, statements, hours covered.
  created: text,
  seen: text,
  gone: text,
  level: text,
  attested: text,
  denied: text,
  covered: text,
  uncovered: text,
} as const

const event = z
  .strictObject({
    at: text,
    ...z.strictObject(WHAT).partial().shape,
    /** Repeats it: until then (included), or so many times. */
    every: text.optional(),
    until: text.optional(),
    times: z.int().positive().optional(),
    planned: text.optional(),
    received: text.optional(),
    takes: text.optional(),
    attempt: z.int().optional(),
    offset: text.optional(),
    count: z.int().optional(),
    notice: z.enum(NOTICE_KINDS).optional(),
    about: z.enum(INCIDENT_KINDS).optional(),
    channel: text.optional(),
    server: text.optional(),
    read: text.optional(),
    recorded: text.optional(),
    value: z.union([text, z.number(), z.null()]).optional(),
    by: text.optional(),
    reason: text.optional(),
    comment: text.optional(),
  })
  .refine((one) => Object.keys(one).filter((key) => key in WHAT).length === 1, 'an event is one thing')

const spans = z.array(text)
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])
const hours = z.strictObject({
  weekly: z.union([z.literal('always'), z.partialRecord(weekday, spans)]),
  publicHolidays: z.enum(['closed', 'open']).default('open'),
  holidaysUntil: text.optional(),
  yearEnd: range.optional(),
  closed: z.array(range).default([]),
  exceptions: z.record(text, spans).default({}),
  from: text.optional(),
})

const maintenance = z.strictObject({
  leadTime: text.default('0s'),
  allowance: text.nullable().default(null),
  yearFrom: text.default('01-01'),
  windows: z
    .array(
      z.strictObject({
        id: text,
        from: text,
        to: text,
        kind: z.enum(['regular', 'one-off', 'emergency']).default('regular'),
        announced: text.nullable(),
        recorded: text.optional(),
      }),
    )
    .default([]),
})

const check = z.strictObject({
  purpose: z.enum(PURPOSES).optional(),
  every: text.optional(),
  timeout: text.optional(),
  failures: z.int().optional(),
  external: z.boolean().optional(),
})

const incident = z
  .strictObject({
    kind: z.enum(INCIDENT_KINDS),
    component: text.nullable(),
    lastOk: text.nullable(),
    firstFailed: text,
    confirmed: text,
    discovered: text,
    recovered: text.nullable(),
    checks: z.array(text),
    reason: text.nullable(),
    impact: z.literal('none').nullable(),
    dueTo: text.nullable(),
    told: z.array(z.enum(AUDIENCES)),
  })
  .partial()

const partition = z
  .strictObject({
    ...{ up: text, down: text, unknown: text, maintenance: text, outside: text },
    lower: text.nullable(),
    upper: text.nullable(),
    verdict: z.enum(VERDICTS),
  })
  .partial()

/** Only what is written is compared; of a list each row in its order. */
const expected = z
  .strictObject({
    verdict: z.enum(VERDICTS),
    because: text,
    /** Against the reference value alone. */
    reference: z.enum(VERDICTS),
    /** Where the table of a report says otherwise than `verdict` and `reference`. */
    reported: z.strictObject({ verdict: z.enum(VERDICTS), reference: z.enum(VERDICTS) }),
    standing: text,
    inForce: amount,
    /** 対策参照値 as printed, with its star. */
    text: text,
    class: z.enum(['basic', 'recommended']),
    /** Its place in the table of all items, from 1; nothing of the others was found. */
    place: z.int(),
    achieved: text.nullable(),
    obligations: z.array(
      z
        .strictObject({
          subject: text,
          from: text,
          due: text,
          state: z.enum(OBLIGATION_STATES),
          margin: text.nullable(),
          because: text.nullable(),
          decided: text.nullable(),
        })
        .partial(),
    ),
    /** Whom the guideline wants told; everyone who is told; why nobody is owed anything. */
    audience: z.array(z.enum(AUDIENCES)),
    told: z.array(z.enum(AUDIENCES)),
    owed: text,
    /** All but gaps of our own monitoring, in the order in which they were opened; those gaps. */
    incidents: z.array(incident),
    gaps: z.array(incident),
    runs: z
      .strictObject({
        ...{ planned: z.int(), executed: z.int(), late: z.int(), unknown: z.int() },
        ...{ skipped: z.int(), missed: z.int() },
        reasons: z.record(text, z.int()),
        gap: text.nullable(),
        gapFrom: text.nullable(),
        verdict: z.enum(VERDICTS),
      })
      .partial(),
    availability: partition,
    /** As if nobody had withdrawn anything. */
    ignored: partition,
    windows: z.array(z.strictObject({ id: text, counted: text, stopped: text, because: text }).partial()),
    problems: z.array(text),
    /** What became of each proposal and decision, in order. */
    steps: z.array(text),
    counts: z.record(text, z.record(text, z.int())),
  })
  .partial()

const timeline = z.strictObject({
  name: text,
  rule: z.union([text, z.array(text)]).optional(),
  item: text.optional(),
  pattern: z.int().min(1).max(6).default(1),
  own: z
    .union([
      z.strictObject({ contract: amount, reason: text.optional() }),
      z.strictObject({
        own: amount,
        decidedBy: text.optional(),
        on: text.optional(),
        reason: text.optional(),
      }),
    ])
    .optional(),
  interpretation: z.partialRecord(z.enum(Object.keys(INTERPRETATIONS)), text).default({}),
  start: text.default('2026-11-02'),
  zone: text.default('Asia/Tokyo'),
  hours: hours.optional(),
  maintenance: maintenance.optional(),
  checks: z.record(text, check).default({}),
  /** What must be up, as in a configuration: `all(web, any(db1, db2))`; and what a stop is by that. */
  redundancy: text.optional(),
  stopMeans: z.enum(STOP_MEANS).default('service'),
  /** By component, those whose stop explains what it fails with. */
  dependsOn: z.record(text, z.array(text)).default({}),
  /** The time-sync check that watches our own clock. */
  ownClock: text.optional(),
  /** How long evidence may be under way before its absence counts. */
  grace: text.default('10s'),
  /** Instants at which it was judged before, and what was decided was kept. */
  judged: z.array(text).default([]),
  checkedWithin: text.default('31d'),
  verifyWithin: text.nullable().default(null),
  events: z.array(event).nullable().default([]),
  /** What the verdict is over: from the beginning to `now`, unless it is said. */
  period: z.union([z.strictObject({ month: text }), range]).optional(),
  now: text.optional(),
  /** `now`, `pattern` or a setting: `expect` says by each of its choices what comes of the same events. */
  each: text.optional(),
  expect: z.record(text, z.unknown()),
})

export type Expected = z.infer<typeof expected>
export type TimelineEvent = z.infer<typeof event>
type Written = z.infer<typeof timeline>

/** One timeline, ready to be judged: every choice of an `each` is one. */
export interface Timeline extends Omit<Written, 'expect' | 'each' | 'events' | 'item'> {
  item: string
  events: readonly TimelineEvent[]
  now: string
  expect: Expected
  rules: readonly string[]
  /** The file and the name that all choices of one `each` have in common. */
  title: string
  choice: { of: string; value: string } | null
}

const HERE = new URL('./', import.meta.url)

/** All timelines of this folder. @throws Error with file and place for what is none. */
export function timelines(): Timeline[] {
  const files = readdirSync(HERE)
    .filter((file) => /^[I]+\..*\.yaml$/.test(file))
    .toSorted()
  return files.flatMap((file) => {
    const cases = parse(readFileSync(new URL(file, HERE), 'utf8'), { merge: true }) as unknown
    if (!Array.isArray(cases)) throw new Error(`${file} is no list of timelines`)
    return cases.flatMap((one: { name?: string }, index) => {
      try {
        return expanded(file, timeline.parse(one))
      } catch (error) {
        throw new Error(`${file}, ${one.name ?? index + 1}: ${String(error)}`, { cause: error })
      }
    })
  })
}

function expanded(file: string, { each, expect, ...rest }: Written): Timeline[] {
  const title = `${file.replace('.yaml', '')}: ${rest.name}`
  const { rule = [], item, now, events } = rest
  const common = {
    ...rest,
    item: item ?? '',
    events: events ?? [],
    rules: [rule].flat(),
    title,
  }
  if (common.item === '') throw new Error('an item is missing')
  const make = (value: string | null, written: unknown): Timeline => {
    const own = {
      ...common,
      pattern: each === 'pattern' ? Number(value) : rest.pattern,
      interpretation:
        each && each in INTERPRETATIONS && value !== null
          ? { ...rest.interpretation, [each]: value }
          : rest.interpretation,
      now: (each === 'now' ? value : now) ?? '',
      expect: expected.parse(written),
    }
    if (own.now === '') throw new Error('when it is judged is missing (now)')
    const choice = each && value !== null ? { of: each, value } : null
    return { ...own, choice, name: choice ? `${title} [${each}: ${value}]` : title }
  }
  if (!each) return [make(null, expect)]
  if (!['now', 'pattern', ...Object.keys(INTERPRETATIONS)].includes(each))
    throw new Error(`there is no ${each} to choose from`)
  return Object.entries(expect).map(([value, written]) => make(value, written))
}
