import { expect, test } from 'vitest'
import { packState, unpackState } from '../../../collector/store/packed-state.ts'
import { comeOf, comesAt, failedSince, resumed, setAside } from '../../../rules/detection/ahead.ts'
import { episodesOf, newCheckState, observe, WINDOW } from '../../../rules/detection/fold.ts'
import type { CheckState } from '../../../rules/detection/types.ts'
import { MINUTE, spec, timeline } from './histories.ts'

const check = spec()
const known = (outcomes: string): CheckState => observe(newCheckState(0), check, timeline(outcomes)).state
const starts = (results: readonly { startedAt: number }[]) => results.map(({ startedAt }) => startedAt)

test('what lies within a minute of now stays; what lies further ahead waits, in order', () => {
  const state = known('.....')
  expect(setAside(state, 4 * MINUTE)).toBe(state)
  const back = setAside(state, 3 * MINUTE)
  expect(starts(back.window)).toEqual([MINUTE, 2 * MINUTE, 3 * MINUTE])
  expect(back.aside).toMatchObject({ since: 3 * MINUTE, upTo: 3 * MINUTE })
  expect(starts(back.aside?.results ?? [])).toEqual([4 * MINUTE, 5 * MINUTE])
  expect(unpackState(packState(back))).toEqual(back)
})

test('each comes once, when its time comes, and all together are what was known before', () => {
  const all = known('..FFF....')
  let state = setAside(all, 4 * MINUTE)
  expect(episodesOf(state, check)).toMatchObject([{ confirmedAt: null, recoveredAt: null }])
  for (let now = 4 * MINUTE; state.aside; now += MINUTE / 2) {
    const { come, left } = comeOf(state.aside, now)
    expect(starts(come)).toEqual(now % MINUTE === 0 && now > 4 * MINUTE ? [now] : [])
    const { aside: _, ...rest } = observe(state, check, come).state
    state = left ? { ...rest, aside: left } : rest
    if (left) expect(comesAt(left)).toBeGreaterThan(now)
  }
  expect(state).toEqual(all)
})

test('set back again, those that had come wait again; set back far, what was folded for good is known no more', () => {
  const first = setAside(known('......'), 2 * MINUTE)
  const { come, left } = comeOf(first.aside ?? { since: 0, upTo: 0, results: [] }, 5 * MINUTE)
  const later = { ...observe(first, check, come).state, ...(left && { aside: left }) }
  const again = setAside(later, 2 * MINUTE)
  expect(starts(again.window)).toEqual([MINUTE, 2 * MINUTE])
  expect(starts(again.aside?.results ?? [])).toEqual([3, 4, 5, 6].map((n) => n * MINUTE))

  const long = known('.'.repeat(WINDOW + 10))
  const anew = setAside(long, 5 * MINUTE)
  expect(anew).toMatchObject({ checkpoint: { newest: null }, window: [], sinceAt: 5 * MINUTE })
  expect(anew.aside?.results).toHaveLength(WINDOW)
})

test('what was folded for good goes on when its time comes, unless something was executed since in its time', () => {
  const long = known(`.FFF....${'.'.repeat(WINDOW)}`)
  const foldedTo = long.checkpoint.newest?.startedAt ?? 0
  const back = setAside(long, 2 * MINUTE)
  expect(unpackState(packState(back))).toEqual(back)
  const meanwhile = timeline('.....').slice(3)
  const behind = observe(back, check, meanwhile).state
  expect(resumed(behind, foldedTo - 1)).toBe(behind)
  const { aside: waits, ...whole } = resumed(behind, foldedTo)
  if (!waits) throw new Error('nothing waits')
  const { come, left } = comeOf(waits, 400 * MINUTE)
  expect(left).toBeNull()
  expect(episodesOf(observe(whole, check, come).state, check)).toEqual(episodesOf(long, check))

  const ahead = observe(back, check, timeline('.........').slice(3)).state
  const since = resumed(ahead, 400 * MINUTE)
  expect(since.window).toEqual(ahead.window)
  expect(since.checkpoint).toEqual(ahead.checkpoint)
  expect(resumed(since, 400 * MINUTE)).toBe(since)
})

test('no more wait than two windows hold: those that came already are forgotten first, then the furthest', () => {
  let state = setAside(known('.'.repeat(200)), 100 * MINUTE)
  for (const to of [400, 600, 800])
    state = setAside(observe(state, check, timeline('.'.repeat(to)).slice(to - 200)).state, 100 * MINUTE)
  expect(state.aside?.results).toHaveLength(2 * WINDOW)
  expect(starts(state.aside?.results ?? [])[0]).toBe(101 * MINUTE)
})

test('only failures that were not known when the clock was set back are counted', () => {
  const state = setAside(known('..FFFF..'), 4 * MINUTE)
  const { come } = comeOf(state.aside ?? { since: 0, upTo: 0, results: [] }, 6 * MINUTE)
  const merged = observe(state, check, come).state
  if (!merged.aside) throw new Error('nothing waits')
  expect(failedSince(merged.aside, merged.window)).toBe(0)
  const anew = timeline('....F').map((one) => ({ ...one, source: `b/e/${one.startedAt}` }))
  const seen = observe(merged, check, anew.slice(4)).state
  expect(failedSince(merged.aside, seen.window)).toBe(1)
})
