/** Every timeline of this folder through production code, and that they leave no item, choice or rule out. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Criteria } from '../../rules/guideline/classification.ts'
import { classifyByCriteria, classifyByType } from '../../rules/guideline/classify.ts'
import { INTERPRETATIONS, type InterpretationKey } from '../../rules/guideline/interpretation.ts'
import { ITEMS, itemById, OWN_ITEMS } from '../../rules/guideline/items.ts'
import { kindOf } from '../../rules/obligations/by-kind.ts'
import { CODES } from '../../rules/text/codes.ts'
import type { Pattern } from '../../rules/words.ts'
import { asWritten, expectedOf, type Outcome, outcomeOf } from './outcome.ts'
import { type Timeline, timelines } from './timeline.ts'

const ALL = timelines()
const EVERY_ITEM = [...ITEMS, ...OWN_ITEMS]
const outcomes = new Map<string, Outcome>()

/** Judged once, whoever asks. */
function cameOf(timeline: Timeline): Outcome {
  const known = outcomes.get(timeline.name)
  if (known) return known
  const outcome = outcomeOf(timeline)
  outcomes.set(timeline.name, outcome)
  return outcome
}

test('no two timelines have one name', () => {
  const names = ALL.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test.each(ALL.map((timeline) => [timeline.name, timeline] as const))('%s', (_, timeline) => {
  const { actual, reported } = cameOf(timeline)
  const { reported: said = { verdict: actual.verdict, reference: actual.reference }, ...written } =
    expectedOf(timeline)
  expect(Object.keys(written).length).toBeGreaterThan(0)
  expect(asWritten(actual, written)).toEqual(written)
  // The table of a report says the same of the same obligations, unless the timeline says why not.
  if (reported) expect(reported).toEqual(said)
  const codes = [actual.because, ...(actual.obligations ?? []).map(({ because }) => because)]
  const known = (code: string | null | undefined) =>
    !code || `code.${code}` in CODES || code in withdrawalReasons
  expect(codes.filter((code) => !known(code))).toEqual([])
})

/** They have texts of their own. */
const withdrawalReasons = { 'false-detection': 1, 'outside-responsibility': 1, 'wrong-record': 1 }

describe('every row of the catalogue', () => {
  test.each(EVERY_ITEM.map((item) => [item.id]))('%s is kept, missed and not proven', (id) => {
    const own = ALL.filter(({ item }) => item === id)
    const verdicts = new Set(own.map((timeline) => timeline.expect.verdict))
    expect(['met', 'breached', 'not-proven'].filter((one) => !verdicts.has(one as 'met'))).toEqual([])
  })

  const unset = EVERY_ITEM.flatMap(({ id, values }) =>
    Object.entries(values).flatMap(([pattern, { kind }]) =>
      kind === 'not_set' ? [[id, Number(pattern) as Pattern] as const] : [],
    ),
  )
  test.each(unset)('%s, pattern %i, is unset without an own value and judged with one', (id, pattern) => {
    const own = ALL.filter((one) => one.item === id && one.pattern === pattern)
    expect(own.some((one) => one.own === undefined && one.expect.verdict === 'unset')).toBe(true)
    expect(own.some((one) => one.own !== undefined && one.expect.standing === 'provider')).toBe(true)
  })

  test('lies in the file of its control', () => {
    const wrong = ALL.filter(({ item, title }) => itemById(item)?.control !== title.split(':')[0])
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  test('has every kind of value that it has', () => {
    const judged = new Set(
      ALL.map(({ item }) => itemById(item)).flatMap((item) => (item ? kindOf(item) : [])),
    )
    expect(EVERY_ITEM.map(kindOf).filter((kind) => !judged.has(kind))).toEqual([])
  })
})

describe('every choice of every setting', () => {
  const settings = Object.entries(INTERPRETATIONS) as [InterpretationKey, { choices: readonly string[] }][]
  test.each(settings)('%s comes out differently', (setting, { choices }) => {
    const own = ALL.filter(({ choice }) => choice?.of === setting)
    const titles = [...new Set(own.map(({ title }) => title))]
    expect(titles.length).toBeGreaterThan(0)
    for (const title of titles) {
      const same = own.filter((one) => one.title === title)
      expect(same.map(({ choice }) => choice?.value).toSorted()).toEqual([...choices].toSorted())
      // The events are the same by construction: what is different comes of the choice.
      const came = same.map((one) => {
        const { verdict, because, obligations, availability, owed, told } = cameOf(one).actual
        return JSON.stringify({ verdict, because, obligations, availability, owed, told })
      })
      expect(new Set(came).size, title).toBe(choices.length)
    }
  })

  test('is one that there is', () => {
    const wrong = ALL.flatMap(({ name, interpretation }) =>
      Object.entries(interpretation).flatMap(([key, choice]) => {
        const { choices } = INTERPRETATIONS[key as InterpretationKey]
        return (choices as readonly string[]).includes(String(choice)) ? [] : [`${name}: ${key} ${choice}`]
      }),
    )
    expect(wrong).toEqual([])
  })
})

describe('how a service comes to its pattern', () => {
  interface Classified {
    name: string
    type?: string
    criteria?: (keyof Criteria)[]
    pattern: Pattern | 'undecided' | 'unknown'
  }
  const cases = parse(readFileSync(new URL('classification.yaml', import.meta.url), 'utf8')) as Classified[]
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_, { type, criteria, pattern }) => {
    if (type !== undefined) {
      const found = classifyByType(type)
      expect(found.found === 'pattern' ? found.pattern : found.found).toBe(pattern)
      return
    }
    const asked = ['personalData', 'tradeSecrets', 'alwaysOn', 'largeLoss', 'partialLoss', 'coreBusiness']
    const answers = asked.map((key) => [key, (criteria ?? []).includes(key as keyof Criteria)])
    const decided = classifyByCriteria(Object.fromEntries(answers) as Criteria)
    expect(decided).toMatchObject({ pattern, integrity: 'high' })
  })
})

describe('every rule', () => {
  interface Rule {
    rule: string
    says: string
    /** Where else it is tested, or why it is none of this. */
    test?: string
    elsewhere?: string
  }
  const rules = parse(readFileSync(new URL('rules.yaml', import.meta.url), 'utf8')) as Rule[]
  const shown = new Set(ALL.flatMap((timeline) => timeline.rules))

  test.each(rules.map((one) => [`${one.rule} ${one.says}`, one] as const))('%s', (_, rule) => {
    const places = [shown.has(rule.rule), rule.test !== undefined, rule.elsewhere !== undefined]
    // A rule that timelines show needs no excuse; another one needs a test, or why it is not tested here.
    if (rule.elsewhere !== undefined) expect(places).toEqual([false, false, true])
    else expect(places).toContain(true)
    if (rule.test !== undefined) expect(existsSync(new URL(`../${rule.test}`, import.meta.url))).toBe(true)
  })

  test('that a timeline names is in the list, and the list is whole', () => {
    const listed = rules.map(({ rule }) => rule)
    expect([...shown].filter((rule) => !listed.includes(rule))).toEqual([])
    const numbered = Array.from({ length: 40 }, (_, index) => `4.${index + 1}`)
    expect(numbered.filter((rule) => !listed.includes(rule))).toEqual([])
    expect(listed.filter((rule, index) => listed.indexOf(rule) !== index)).toEqual([])
  })
})
