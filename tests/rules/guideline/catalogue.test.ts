/** The catalogue agrees with the source, cell by cell; see source/README.md. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { VALUE_KINDS } from '../../../rules/guideline/edition.ts'
import { TOKENS } from '../../../rules/guideline/editions/soumu-asp-saas-final-draft/tokens.ts'
import { EDITION, ITEMS, itemById, OWN_ITEMS } from '../../../rules/guideline/items.ts'
import { parseCalendarDuration } from '../../../rules/time/duration.ts'
import type { Pattern } from '../../../rules/words.ts'

function lines(name: string): string[] {
  return readFileSync(new URL(`source/${name}`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
}
const rows = (name: string) => lines(name).map((line) => line.split('\t'))
const CLASS: Record<string, string> = { 基本: 'basic', 推奨: 'recommended' }
const PATTERNS: Pattern[] = [1, 2, 3, 4, 5, 6]
const values = ITEMS.flatMap((item) =>
  PATTERNS.map((pattern) => ({ item, pattern, ...item.values[pattern] })),
)
const withoutSpace = (text: string) => text.replace(/\s/g, '')

test('every value reads as printed, star by star', () => {
  const mine = values.map(({ item, pattern, text, required }) =>
    [item.id, pattern, text + (required ? '*' : '')].join('\t'),
  )
  // The source prints the slash in two widths; the catalogue writes one.
  expect(mine).toEqual(lines('values.tsv').map((line) => line.replaceAll('／', '/')))
})

test('200 values of 222 are set, 48 of them starred in 8 items', () => {
  expect(values).toHaveLength(222)
  expect(values.filter(({ kind }) => kind === 'not_set')).toHaveLength(22)
  const starred = values.filter(({ required }) => required)
  expect(starred).toHaveLength(48)
  expect([...new Set(starred.map(({ item }) => item.id))]).toEqual([
    'III.1.1.1.a',
    'III.1.1.1.b',
    'III.1.1.6.a',
    'III.2.1.1.a',
    'III.2.2.1.a',
    'III.4.4.1.a',
    'III.5.2.1.a',
    'III.5.2.1.b',
  ])
})

test('the 37 items have the titles of the guideline and the class of their control', () => {
  expect(ITEMS.map(({ id, class: itemClass, title }) => [id, itemClass, title.ja])).toEqual(
    rows('items.tsv').map(([id, itemClass = '', title]) => [id, CLASS[itemClass], title]),
  )
  expect(ITEMS).toHaveLength(37)
  expect(new Set(ITEMS.map(({ control }) => control)).size).toBe(24)
  for (const { id, title } of [...ITEMS, ...OWN_ITEMS])
    expect([id, title.en]).toEqual([id, expect.stringMatching(/^[\x20-\x7e]{10,}$/)])
})

test('the 68 controls have the wording and the class of the guideline', () => {
  expect(EDITION.controls.map(({ id, class: itemClass, text }) => [id, itemClass, text.ja])).toEqual(
    rows('controls.tsv').map(([id, itemClass = '', text = '']) => [id, CLASS[itemClass], withoutSpace(text)]),
  )
  const count = (part: string, itemClass: string) =>
    EDITION.controls.filter(({ id, class: its }) => id.startsWith(part) && its === itemClass).length
  expect([count('II.', 'basic'), count('II.', 'recommended')]).toEqual([22, 0])
  expect([count('III.', 'basic'), count('III.', 'recommended')]).toEqual([28, 18])
})

test('the 58 service types have the pattern of 図表 2, each name once', () => {
  expect(EDITION.serviceTypes).toEqual(
    rows('service-types.tsv').map(([name = '', pattern]) => ({
      name: withoutSpace(name),
      pattern: pattern === '※' ? null : Number(pattern),
    })),
  )
  expect(new Set(EDITION.serviceTypes.map(({ name }) => name)).size).toBe(58)
})

/** The printed wording read by itself: which kind and amount it can only be. */
const MEANINGS: [RegExp, (number: string, unit: string) => unknown][] = [
  [/^1回(?:以上)?[／/](\d+)(分|日|週間|ヶ月|年)$/, duration('max_interval')],
  [/^(?:ベンダリリースから|検知後|発見後)(\d+)(分|時間|日)(?:以内)?$/, duration('max_delay')],
  [/^サービス提供期間\+(\d+)(年間|ヶ月)$/, duration('min_retention')],
  [/^([\d.]+)(%)以上$/, (number) => ['min_ratio', number]],
  [/^(\d+)(世代)$/, (number) => ['min_count', Number(number)]],
  [/^365日24時(間)()$/, () => ['coverage', '100']],
  [/^-()()$/, () => ['not_set', null]],
  [/^(実施|.*の使用)()$/, () => ['implemented', null]],
  [/^.*の(都度)()$/, () => ['per_event', null]],
]
function duration(kind: string) {
  return (number: string, unit: string) => [kind, iso(number, unit)]
}
function iso(number: string, unit: string): string {
  const written = { 分: ['PT', 'M'], 時間: ['PT', 'H'], 日: ['P', 'D'], 週間: ['P', 'W'], ヶ月: ['P', 'M'] }[
    unit
  ]
  const [before, after] = written ?? ['P', 'Y']
  return `${before}${number}${after}`
}
/** Bare spans say nothing of their kind: the item does. */
const BARE: Record<string, string> = {
  'III.1.1.1.b': 'max_delay',
  'III.1.1.2.b': 'max_delay',
  'III.1.1.3.b': 'max_delay',
  'III.1.1.7.a': 'max_interval',
  'III.2.1.3.a': 'min_retention',
  'III.2.1.3.b': 'min_retention',
  'III.4.2.1.a': 'min_duration',
  'III.4.4.1.a': 'min_retention',
  'III.4.4.2.b': 'min_retention',
}
/** Each alternative or part by its wording. */
const WORDED = ['III.2.1.3.c', 'III.3.1.3.a', 'III.3.1.3.b', 'III.3.2.2.a', 'III.5.1.1.a']

test('kind and amount of every value are what its wording says', () => {
  for (const { item, text, kind, value } of values) {
    if (WORDED.includes(item.id)) continue
    const bare = /^(\d+)(分|時間|週間|ヶ月|年)(?:以内|以上)?$/.exec(text)
    const [pattern, meaning] = MEANINGS.find(([wording]) => wording.test(text)) ?? []
    const [, number = '', unit = ''] = pattern?.exec(text) ?? []
    const said = bare ? [BARE[item.id], iso(bare[1] ?? '', bare[2] ?? '')] : meaning?.(number, unit)
    expect([item.id, text, kind, value]).toEqual([item.id, text, ...((said as unknown[]) ?? ['?'])])
  }
})

test('tokens are those of the wording, and a hot standby serves for a cold one', () => {
  for (const { item, text, kind, value } of values.filter(({ item }) => WORDED.includes(item.id))) {
    const named = Object.entries(TOKENS).flatMap(([token, { ja }]) => (text.includes(ja) ? [token] : []))
    if (named.includes('cold-standby')) named.push('hot-standby')
    expect([item.id, text, [...((value as string[] | null) ?? [])].sort()]).toEqual([
      item.id,
      text,
      named.sort(),
    ])
    if (text !== '-')
      expect(kind).toBe(text.includes('及び') || text === '印刷データ電子化・管理' ? 'all_of' : 'one_of')
  }
})

test('every amount has the shape of its kind', () => {
  const SHAPE: Record<string, (value: unknown) => boolean> = {
    max_interval: isDuration,
    max_delay: isDuration,
    min_retention: isDuration,
    min_duration: isDuration,
    min_ratio: isPercent,
    coverage: isPercent,
    min_count: Number.isInteger,
    one_of: Array.isArray,
    all_of: Array.isArray,
    per_event: isNull,
    implemented: isNull,
    not_set: isNull,
  }
  expect(Object.keys(SHAPE).sort()).toEqual([...VALUE_KINDS].sort())
  for (const { item, kind, value } of values)
    expect([item.id, kind, value, SHAPE[kind]?.(value)]).toEqual([item.id, kind, value, true])
})
const isDuration = (value: unknown) => typeof value === 'string' && parseCalendarDuration(value) !== null
const isPercent = (value: unknown) => typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)
const isNull = (value: unknown) => value === null

test('what is told to people has a clock that stops at the notice or the next report, and the other way round', () => {
  for (const { id, clock, audience } of [...ITEMS, ...OWN_ITEMS]) {
    const told = clock?.to === 'notice' || id === 'III.1.1.7.a' || id === 'III.1.1.4.a'
    expect([id, audience !== null && audience.length > 0]).toEqual([id, told])
  }
})

test.each([
  // requirements: an outage is told to everyone, a fault, slow response and every follow-up to the contact only.
  ['III.1.1.1.b', 'detection', ['users', 'admin']],
  ['III.1.1.2.b', 'detection', ['admin']],
  ['III.1.1.3.b', 'detection', ['admin']],
  ['III.1.1.8.a', 'discovery', ['admin']],
  ['III.3.2.5.a', 'detection', ['manager']],
  ['III.1.1.4.a', 'previous', ['manager']],
  ['III.1.1.6.a', 'release', null],
  ['III.2.2.1.a', 'release', null],
  ['III.3.1.5.a', 'previous', null],
  ['III.2.1.2.a', 'service-end', null],
  ['III.2.1.3.b', 'creation', null],
])('the clock of %s starts at %s, for %j', (id, from, audience) => {
  expect(itemById(id)).toMatchObject({ clock: { from }, audience })
})

test('items of own values only have no value of the guideline, and the class of their control', () => {
  expect(OWN_ITEMS.map(({ id, class: itemClass, ownKind }) => [id, itemClass, ownKind])).toEqual([
    ['III.1.1.4.a', 'recommended', 'max_interval'],
    ['III.1.1.5.a', 'basic', 'max_interval'],
    ['III.1.1.5.b', 'basic', 'max_deviation'],
  ])
  for (const { values } of OWN_ITEMS)
    for (const pattern of PATTERNS)
      expect(values[pattern]).toEqual({ text: '-', required: false, kind: 'not_set', value: null })
  for (const { id } of OWN_ITEMS) expect(ITEMS.map((item) => item.id)).not.toContain(id)
})

test('what the monitor measures names items that exist', () => {
  const { interval, notice, ...single } = EDITION.measures
  for (const id of [...Object.values(interval), ...Object.values(notice), ...Object.values(single)])
    expect([id, itemById(id)?.id]).toEqual([id, id])
})

const CLAUSES = Object.fromEntries(
  ['000', '001', '002'].map((document) => [document, new Set(lines(`clauses-${document}.txt`))]),
)

test('every clause that a control serves exists in its document, and is named once', () => {
  for (const { id, serves } of EDITION.controls) {
    const missing = serves.filter(({ document, clause }) => !CLAUSES[document]?.has(clause))
    expect([id, missing]).toEqual([id, []])
    expect([id, new Set(serves.map(({ document, clause }) => `${document} ${clause}`)).size]).toEqual([
      id,
      serves.length,
    ])
  }
})

test('every control of monitoring serves a clause of 000 and of 001', () => {
  const monitoring = EDITION.controls.filter(({ id }) =>
    /^(III\.1\.1\.|III\.2\.1\.[13]$|III\.3\.2\.5|II\.6\.1\.1)/.test(id),
  )
  expect(monitoring).toHaveLength(13)
  for (const { id, serves } of monitoring)
    expect([id, serves.map(({ document }) => document)]).toEqual([id, expect.arrayContaining(['000', '001'])])
})

test.each([
  ['III.1.1.1', '000', '11.1.3'],
  ['III.1.1.5', '000', '11.1.5'],
  ['III.1.1.5', '001', '6.10.6.5'],
  ['III.1.1.5', '002', '①13'],
  ['III.1.1.8', '000', '11.1.4'],
  ['III.1.1.7', '001', 'IV.6.3.1'],
  ['III.2.1.3', '002', '①12'],
  ['II.6.1.1', '001', '9.1.1'],
])('%s serves %s %s', (control, document, clause) => {
  expect(EDITION.controls.find(({ id }) => id === control)?.serves).toContainEqual({ document, clause })
})
