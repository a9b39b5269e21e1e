/** When the reference takes for detected what a stop of its component explained at first, or what failed beside another's silence. */
import { expect, test } from 'vitest'
import type { Component } from '../../collector/model.ts'
import type { Said } from '../reference/detection.ts'
import { detectedBy, detections, isDetectedAt } from './detections.ts'
import { finderOf } from './found.ts'
import { handmade } from './handmade.ts'
import { servicesOf } from './known.ts'
import { first } from './spoiled.ts'

const AT = Date.UTC(2026, 10, 1)
/** Results by their seconds and outcomes, each known a second later. */
const results = (list: readonly [number, Said['outcome']][]): Said[] =>
  list.map(([seconds, outcome]) => {
    const startedAt = AT + seconds * 1000
    return { startedAt, finishedAt: startedAt + 1000, receivedAt: startedAt + 1000, outcome, source: 'a' }
  })

const SAID: Record<string, Said[]> = {
  // Stops at 0, answers from 250 on, which is known at 371.
  alive: results([
    ...([0, 10, 20, 60, 120, 180, 240] as const).map((at): [number, 'f'] => [at, 'f']),
    ...([250, 310, 370, 430] as const).map((at): [number, 'o'] => [at, 'o']),
  ]),
  works: results([
    [-60, 'o'],
    ...([60, 70, 80, 180, 300, 420, 540] as const).map((at): [number, 'f'] => [at, 'f']),
  ]),
}

test('what goes on after a stop is known by the first result since the end of the stop is', () => {
  const history = handmade()
  const known = first(servicesOf(history))
  const of = (check: string) => SAID[check.split('/').at(-1) ?? ''] ?? []
  const look = { history, said: { checks: [], named: (check: string) => [check], of } }
  const detectedFrom = (seconds: number) => {
    const firstFailedAt = AT + seconds * 1000
    const fault = { ...first(history.end.incidents), kind: 'fault' as const, component: 'web', firstFailedAt }
    const told = { ...fault, recoveredAt: null, openedAt: AT + 600_000 }
    return detectedBy(told, known, look)?.map(({ from, confirmedAt }) => [from - AT, confirmedAt - AT])
  }
  // That of 300 was while nobody knew yet that it was over.
  expect(detectedFrom(300)).toEqual([[300_000, 421_000]])
  expect(detectedFrom(420)).toEqual([[420_000, 421_000]])
  expect(detectedFrom(60), 'as if nothing had stopped').toEqual([[60_000, 81_000]])
})

const answersFrom = (seconds: number) =>
  [0, 60, 120, 180, 240].map((at): [number, 'o'] => [seconds + at, 'o'])
/** One place finds it dead all the time; the other one says what it is given. */
const saidByBoth = (there: Said[]): Record<string, Said[]> => ({
  'alive@here': results([
    [-60, 'o'],
    ...[0, 10, 20, 60, 120, 180, 240, 300, 360, 420, 480].map((at): [number, 'f'] => [at, 'f']),
  ]),
  'alive@there': there,
  works: SAID.works ?? [],
})

const seenByBoth = (component: Component): Component => ({
  ...component,
  checks: component.checks.flatMap((one) =>
    one.purpose === 'liveness'
      ? ['here', 'there'].map((agent) => ({ ...one, agent, check: `${one.check}@${agent}`, of: one.check }))
      : [one],
  ),
})

test('a stop is over once another place answers: what goes on after that is known by itself, though one place fails still', () => {
  const history = handmade()
  const { service, ...more } = first(servicesOf(history))
  const known = { service: { ...service, components: service.components.map(seenByBoth) }, ...more }
  const detectedFrom = (seconds: number, there: Said[]) => {
    const of = (check: string) => saidByBoth(there)[check.split('/').at(-1) ?? ''] ?? []
    const look = { history, said: { checks: [], named: (check: string) => [check], of } }
    const firstFailedAt = AT + seconds * 1000
    const fault = { ...first(history.end.incidents), kind: 'fault' as const, component: 'web', firstFailedAt }
    const told = { ...fault, recoveredAt: null, openedAt: AT + 600_000 }
    return detectedBy(told, known, look)?.map(({ from, confirmedAt }) => [from - AT, confirmedAt - AT])
  }
  const silentUntil = (seconds: number) => results([[-60, 'o'], ...answersFrom(seconds)])
  // It answers at 200, which is known at 201; what failed before that is the stop's.
  expect(detectedFrom(300, silentUntil(200))).toEqual([[300_000, 301_000]])
  // While it is silent the stop goes on: nothing of the fault is known apart.
  expect(detectedFrom(60, silentUntil(550))).toEqual([[60_000, 81_000]])
})

const EACH_MINUTE = [-60, 0, 60, 120, 180, 240, 300, 360].map((at): [number, 'o'] => [at, 'o'])
/** Fails from 0 on where one place looks at it. */
const FAILS = [0, 10, 20, 60, 120, 180, 240, 300, 360].map((at): [number, 'f'] => [at, 'f'])
/** Fails from 300 on. */
const BESIDE = [...EACH_MINUTE.slice(0, 6), ...[300, 310, 320].map((at): [number, 'f'] => [at, 'f'])]

test.each<[string, [number, Said['outcome']][], number, number[]]>([
  ['is silent: it may be known later', EACH_MINUTE.slice(0, 2), 290, [71_000, 321_000]],
  ['is silent, and we listen: it is known, and would be told twice', EACH_MINUTE.slice(0, 2), 110, [71_000]],
  ['answers: one that fails beside it is one by itself', EACH_MINUTE, 290, [321_000]],
  ['fails as well: it was known before', FAILS, 290, [21_000]],
])('another check of which one place fails, and the other %s', (_, other, awayTo, expected) => {
  const history = handmade()
  history.world.faults = [
    { kind: 'collector-frozen', who: 'collector-1', from: AT + 100_000, to: AT + awayTo * 1000 },
  ]
  const [revision] = history.world.revisions
  const [web] = revision?.revision.services[0]?.components ?? []
  const alive = first(web?.checks)
  const places = ['host-1', 'host-2'].map((agent) => ({
    ...alive,
    check: `shop/db/alive@${agent}`,
    of: 'shop/db/alive',
  }))
  first(revision?.revision.services).components.push({ ...first(web ? [web] : []), id: 'db', checks: places })
  const known = first(servicesOf(history))
  const by: Record<string, Said[]> = {
    'shop/web/alive': results(BESIDE),
    'shop/db/alive@host-1': results(FAILS),
    'shop/db/alive@host-2': results(other),
  }
  const of = (check: string) => by[check] ?? []
  const named = (check: string) => (check === 'shop/db/alive' ? places.map((one) => one.check) : [check])
  const look = { history, said: { checks: [], named, of } }
  const outage = { ...first(history.end.incidents), checks: ['shop/web/alive'], firstFailedAt: AT + 300_000 }
  const told = { ...outage, recoveredAt: null, openedAt: AT + 361_000 }
  const found = detectedBy(told, known, look) ?? []
  expect(found.map(({ confirmedAt }) => confirmedAt - AT).toSorted((a, b) => a - b)).toEqual(expected)
  const isRight = (seconds: number) => isDetectedAt(AT + seconds * 1000, found, told, look.said)
  expect([isRight(321), isRight(320), isRight(350)]).toEqual([expected.includes(321_000), false, false])
})

/** A fault told at 600 as from 300, when two starts of its agent had handed in what they say of a stop; the second one's so much earlier. */
function toldAmong(earlierMs: number): string[] {
  const toldAt = AT + 600_000
  const history = handmade()
  const of = (epoch: string, receivedAt: number, list: readonly [number, Said['outcome']][]) =>
    results(list).map((one, seq) => ({ ...one, receivedAt, source: `agent/${epoch}/${seq}` }))
  const failed = ([0, 10, 20, 60, 120, 180, 240] as const).map((at): [number, 'f'] => [at, 'f'])
  const answered = ([250, 310, 370] as const).map((at): [number, 'o'] => [at, 'o'])
  const again: [number, 'o' | 'f'][] = [
    ...([255, 315, 375] as const).map((at): [number, 'f'] => [at, 'f']),
    ...([430, 440, 450] as const).map((at): [number, 'o'] => [at, 'o']),
  ]
  const by: Record<string, Said[]> = {
    works: SAID.works ?? [],
    alive: [...of('first', toldAt, [...failed, ...answered]), ...of('second', toldAt - earlierMs, again)],
  }
  const saidOf = (check: string) => by[check.split('/').at(-1) ?? ''] ?? []
  const fault = {
    ...first(history.end.incidents),
    kind: 'fault' as const,
    component: 'web',
    checks: ['shop/web/works'],
  }
  const times = {
    firstFailedAt: AT + 300_000,
    confirmedAt: AT + 421_000,
    recoveredAt: null,
    openedAt: toldAt,
  }
  history.end = { ...history.end, now: AT + 7_200_000, incidents: [{ ...fault, ...times }] }
  const finder = finderOf('I2', history)
  const said = { checks: [], named: (check: string) => [check], of: saidOf }
  detections(history, servicesOf(history), { said, finder })
  return finder.judgement().violations.map(({ what }) => what)
}

test('of what arrived in the millisecond in which it was told a part may have been known', () => {
  expect(toldAmong(0)).toEqual([])
  // All of it was there before: the stop lasted until 430, and explains all of it.
  expect(toldAmong(1).join()).toMatch(`counts as detected at ${AT + 421_000}, and was at ${AT + 81_000}`)
})

/** A fault whose third failure before the end of the stop arrived after it was told by one behind that. */
function toldByALateOne(stopTold: boolean): string[] {
  const history = handmade()
  const works = results([
    [-60, 'o'],
    ...([60, 70, 80, 260, 380, 500] as const).map((at): [number, 'f'] => [at, 'f']),
  ]).map((one) => (one.startedAt === AT + 80_000 ? { ...one, receivedAt: AT + 900_000 } : one))
  const of = (check: string) => (check.endsWith('works') ? works : (SAID.alive ?? []))
  const row = first(history.end.incidents)
  const times = (from: number, confirmed: number, openedAt: number) => ({
    ...{
      firstFailedAt: AT + from * 1000,
      confirmedAt: AT + confirmed * 1000,
      openedAt: AT + openedAt * 1000,
    },
  })
  const outage = { ...row, checks: ['shop/web/alive'], ...times(0, 21, 21), recoveredAt: AT + 250_000 }
  const fault = {
    ...row,
    id: 'incident-2',
    kind: 'fault' as const,
    component: 'web',
    checks: ['shop/web/works'],
  }
  const told = { ...fault, ...times(60, 261, 600), recoveredAt: null }
  history.end = { ...history.end, now: AT + 7_200_000, incidents: stopTold ? [outage, told] : [told] }
  const finder = finderOf('I2', history)
  const said = { checks: [], named: (check: string) => [check], of }
  detections(history, servicesOf(history), { said, finder })
  return finder.judgement().violations.map(({ what }) => what)
}

test('what a late result shows to have been confirmed within a stop that was told stays as it was told', () => {
  expect(toldByALateOne(true)).toEqual([])
  expect(toldByALateOne(false).join()).toMatch(
    `counts as detected at ${AT + 261_000}, and was at ${AT + 81_000}`,
  )
})
