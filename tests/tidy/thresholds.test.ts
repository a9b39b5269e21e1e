/** Nothing outside rules/guideline/ knows a value of the guideline: it takes the value in force from the service. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ITEMS } from '../../rules/guideline/items.ts'
import { fixedMs, formatIsoDuration, parseCalendarDuration } from '../../rules/time/duration.ts'
import { type Constants, constantsOf, type Written, writtenIn } from './constants.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const VALUES = ITEMS.flatMap(({ values }) => Object.values(values))
const DURATIONS = [
  ...new Set(
    VALUES.flatMap(({ value }) => (typeof value === 'string' && value.startsWith('P') ? [value] : [])),
  ),
]
const RATIOS = [
  ...new Set(VALUES.flatMap(({ kind, value }) => (kind === 'min_ratio' ? [String(value)] : []))),
]

/** A month may be written as 28 to 31 days, a year as 365 or 366. */
function lengthsMs(iso: string): number[] {
  const { years, months, ...rest } = parseCalendarDuration(iso) ?? fail(iso)
  const fixed = fixedMs({ years, months, ...rest })
  const yearDays = years === 0 ? [0] : [365, 365.25, 366].map((days) => days * years)
  const monthDays = months === 0 ? [0] : [28, 30, 31].map((days) => days * months)
  return yearDays.flatMap((y) => monthDays.map((m) => fixed + (y + m) * DAY_MS))
}
function fail(iso: string): never {
  throw new RangeError(`${iso} is no duration`)
}

const LENGTHS_MS = new Set(DURATIONS.flatMap(lengthsMs))
const NUMBERS = new Set(RATIOS.flatMap((percent) => [Number(percent), Number(percent) / 100]))
const TEXTS = new Set([...DURATIONS, ...RATIOS])
/** Wording with a number in it, of the guideline and in English, also within a longer text. */
const WORDINGS = [
  ...new Set([
    ...VALUES.flatMap(({ text }) => (/\d/.test(text) ? [text] : [])),
    ...DURATIONS.flatMap((iso) => [formatIsoDuration(iso, 'ja'), formatIsoDuration(iso, 'en')]),
    ...RATIOS.flatMap((percent) => [`${percent}%`, `${percent} %`]),
  ]),
].map((wording) => new RegExp(`(?<![\\d.])${wording.replace(/[.+()]/g, '\\$&')}(?![a-z])`))

/** What of a file equals a value of the guideline. Seconds count only as a product such as `20 * 60`. */
function thresholdsOf(written: readonly Written[]): Written[] {
  return written.filter(({ value, literal }) =>
    typeof value === 'number'
      ? LENGTHS_MS.has(value) || NUMBERS.has(value) || (/[*]/.test(literal) && LENGTHS_MS.has(value * 1000))
      : TEXTS.has(value) || WORDINGS.some((wording) => wording.test(value)),
  )
}

const FILES = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'rules', 'agent', 'collector', 'dashboards'],
  { encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => /\.(ts|js)$/.test(file) && !/\.d\.ts$|\.generated\./.test(file))
  .filter((file) => !file.startsWith('rules/guideline/'))
  // Listed by git while somebody moves it.
  .filter((file) => existsSync(file))

const DAY = 'a day as a unit'
const HOUR = 'an hour as a unit'
/** What equals a value of the guideline by chance: file, literal, and what it is. */
const ALLOWED: readonly [file: string, literal: string, reason: string][] = [
  ['agent/anchors.ts', '600_000', 'how long measurements of the clock are kept'],
  ['agent/backoff.ts', '600_000', 'where a Retry-After of the collector is cut'],
  ['agent/checks/clock-timesyncd.ts', '3_600_000', HOUR],
  ['agent/checks/certificate.ts', '24 * 3600 * 1000', DAY],
  ['agent/checks/http-request.ts', '86_400_000', DAY],
  ['agent/checks/ping.ts', '99', 'the most that a share of lost packets may be set to, percent'],
  ['agent/config.ts', '7 * 86_400_000', 'how long a spool keeps results, by default'],
  ['collector/config/durations.ts', '86_400_000', DAY],
  ['collector/compactor.ts', '10 * 60_000', 'how often days that are over are looked for'],
  ['collector/compactor.ts', '24 * 3_600_000', 'a day of UTC'],
  ['collector/config/durations.ts', '3_600_000', HOUR],
  ['collector/config/tls.ts', '21 * 86_400_000', 'how long before its end a certificate is warned of'],
  ['collector/evaluation/hours.ts', '10 * 60_000', 'how long after its end an hour is kept'],
  ['collector/evaluation/monitored-hours.ts', '86_400_000', DAY],
  ['collector/evaluation/step.ts', '7 * 86_400_000', 'after which time what is over leaves the memory'],
  ['collector/http/api/agents.ts', '7 * 86_400_000', 'how far back gaps of an agent are told'],
  ['collector/http/api/checks.ts', '86_400_000', DAY],
  ['collector/http/api/checks.ts', '3_600_000', HOUR],
  ['collector/http/present/check-detail.ts', '86_400_000', DAY],
  ['collector/http/present/responses.ts', '95', 'a percentile'],
  ['collector/http/present/responses.ts', '99', 'a percentile'],
  ['collector/http/api/clocks.ts', '86_400_000', DAY],
  ['collector/http/api/clocks.ts', '7 * DAY_MS', 'what of the clocks is shown where nobody asks for more'],
  ['collector/http/api/results.ts', '86_400_000', DAY],
  ['collector/http/api/entrance.ts', '366 * 86_400_000', 'how long the console tells of damage'],
  ['collector/http/api/tokens.ts', '366 * 86_400_000', 'the longest that an API token is good for'],
  ['collector/http/present/check.ts', '86_400_000', DAY],
  ['collector/ingest/recent.ts', '3_600_000', HOUR],
  ['collector/ingest/reused.ts', '600_000', 'how often it is told that an agent uses numbers again'],
  ['collector/nightly.ts', '3_600_000', 'how long agents hand in what they kept'],
  ['collector/notices/backoff.ts', '300_000', 'longest distance of attempts of what is late already'],
  ['collector/notices/backoff.ts', '3_600_000', 'how long attempts are frequent where nothing is due'],
  ['collector/operators/attempts.ts', '5 * 60_000', 'how long failed logins are remembered'],
  ['collector/operators/enrolment.ts', '60 * 60_000', 'how long a one-time link is good for'],
  ['collector/operators/enrolment.ts', '24 * 60 * 60_000', 'how long a link for somebody else is good for'],
  ['collector/operators/sessions.ts', '12 * 3_600_000', 'how long a session lasts'],
  ['collector/store/verbs/blocks.ts', '24 * 3_600_000', 'a day of UTC'],
  ['collector/retention/owners.ts', '86_400_000', DAY],
  [
    'collector/store/verbs/evaluation.ts',
    '7 * 24 * 3_600_000',
    'how far evaluation looks back for late results',
  ],
  ['collector/own-clock.ts', '86_400_000', DAY],
  ['collector/reports/closing.ts', '3 * 86_400_000', 'how long after its end a month is closed'],
  ['collector/reports/history.ts', '31 * 86_400_000', 'how much is read at once'],
  ['collector/reports/history.ts', '86_400_000', DAY],
  ['collector/reports/measure.ts', '86_400_000', 'how far around a period runs are read'],
  ['collector/reports/measure.ts', '31 * 86_400_000', 'how far back a failure is looked for'],
  ['dashboards/web/acting-people.ts', '86_400_000', DAY],
  ['dashboards/web/countdown.ts', '3_600_000', HOUR],
  ['dashboards/web/reading-monitored.ts', '3_600_000', HOUR],
  ['dashboards/web/spread.ts', '3_600_000', HOUR],
  ['dashboards/web/view/checks.ts', '24 * 60 * MINUTE_MS', DAY],
  ['dashboards/web/view/monitored/check.ts', '3_600_000', HOUR],
  ['dashboards/web/view/monitored/graph.ts', 'DAY_MINUTES * 60_000', DAY],
  ['rules/duration.ts', '3_600_000', HOUR],
  ['rules/duration.ts', '86_400_000', DAY],
  ['rules/detection/two-at-once.ts', '600_000', 'how often it is told that an agent is two'],
  ['rules/incidents/loss.ts', '3_600_000', 'how near losses are one gap'],
  ['rules/incidents/loss.ts', '90 * 86_400_000', 'how old a loss is believed'],
  ['rules/people/lockout.ts', '60 * MINUTE_MS', HOUR],
  ['rules/people/lockout.ts', '24 * HOUR_MS', 'the longest lock after wrong passwords'],
  ['rules/people/lockout.ts', '30 * 24 * HOUR_MS', 'how long a network is where an operator comes from'],
  ['rules/performance/baseline.ts', '3_600_000', HOUR],
  ['rules/performance/baseline.ts', '168 * HOUR_MS', 'a week as a unit'],
  ['rules/performance/types.ts', '95', 'a percentile'],
  ['rules/text/console.ts', "'Largest gap, 24 h'", 'the window of a column'],
  ['rules/text/console.ts', "'Runs, 24 h'", 'the window of a column'],
  ['rules/text/monitored.ts', "'上限を超えた間隔（24時間）'", 'the window of a list'],
  ['rules/text/guideline.ts', "'1年'", 'a choice of the averaging period, no value'],
  ['rules/time/day.ts', '86_400_000', DAY],
  ['rules/time/duration.ts', '3_600_000', HOUR],
  ['rules/time/duration.ts', '86_400_000', DAY],
  ['rules/time/period.ts', '86_400_000', DAY],
  ['rules/wire/event-time.ts', '7 * 86_400_000', 'how far ahead a measured clock may be'],
  ['rules/wire/event-time.ts', '90 * 86_400_000', 'what is no backlog but a clock without a battery'],
]

const languageOf = (file: string) => (file.endsWith('.js') ? 'js' : 'ts')
const code = new Map(FILES.map((file) => [file, readFileSync(file, 'utf8')]))
const exported: Constants = new Map(
  [...code].flatMap(([file, text]) => [...constantsOf(text, languageOf(file))]),
)
const found = [...code].flatMap(([file, text]) =>
  thresholdsOf(writtenIn(text, languageOf(file), exported)).map((one) => ({ file, ...one })),
)

test('no value of the guideline is written down outside rules/guideline/', () => {
  const wrong = found
    .filter(({ file, literal }) => !ALLOWED.some(([its, allowed]) => its === file && allowed === literal))
    .map(({ file, line, literal }) => `${file}:${line}: ${literal}`)
  // Take the value in force from the service; what only happens to be equal is added to ALLOWED with its reason.
  expect(wrong).toEqual([])
})

test('every exception is still there', () => {
  const idle = ALLOWED.filter(
    ([file, literal]) => !found.some((one) => one.file === file && one.literal === literal),
  )
  expect(idle).toEqual([])
})

test.each([
  ['20 * 60_000', ['20 * 60_000']],
  ['60_000 * 20', ['60_000 * 20']],
  ['const LIMIT = 300_000', ['300_000']],
  ['if (now - at > 1200000) late()', ['1200000']],
  ['const MINUTE_MS = 60_000\nconst LIMIT_MS = (5 * MINUTE_MS) as number', ['5 * MINUTE_MS']],
  ['const UNIT = { m: 60_000 } as const\nwait(10 * UNIT.m)', ['10 * UNIT.m']],
  ["import { MINUTE } from './time.ts'\nwait(30 * MINUTE)", ['30 * MINUTE']],
  ['const seconds = 20 * 60', ['20 * 60']],
  ['const KEEP_MS = 5 * 365 * 24 * 60 * 60 * 1000', ['5 * 365 * 24 * 60 * 60 * 1000']],
  ['available >= 0.995', ['0.995']],
  ['available >= 99.5', ['99.5']],
  ["values.push('PT20M')", ["'PT20M'"]],
  ["const limit = '99.5'", ["'99.5'"]],
  ["tell('20分以内に通知')", ["'20分以内に通知'"]],
  ['tell(`told within 60 min`)', ['`told within 60 min`']],
  ["tell('120分と160 minus')", []],
  ['const DELAY_MS = 61_000; const mode = 0o600; wait(x * 1000)', []],
  ['// 300_000 and 20分以内 in a comment', []],
])('%j holds %j', (source, expected) => {
  const minute = new Map([['MINUTE', 60_000]])
  expect(thresholdsOf(writtenIn(source, 'ts', minute)).map(({ literal }) => literal)).toEqual(expected)
})
