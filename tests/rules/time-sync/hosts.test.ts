import { describe, expect, test } from 'vitest'
import { CLOCKS_APART, decideHostClocks } from '../../../rules/time-sync/decide.ts'
import { judgeHostClocks, type Reading } from '../../../rules/time-sync/hosts.ts'

const AT = Date.UTC(2026, 10, 20, 3)
const MINUTE = 60_000
const LIMIT = 500

/** One reading a minute; each host a little later than the one before. */
function world(hosts: Record<string, number[]>, uncertaintyMs = 5): Map<string, Reading[]> {
  return new Map(
    Object.entries(hosts).map(([host, ahead], n) => [
      host,
      ahead.map((aheadMs, minute) => ({ at: AT + minute * MINUTE + n * 7000, aheadMs, uncertaintyMs })),
    ]),
  )
}
const judge = (hosts: Record<string, number[]>, uncertaintyMs?: number) => {
  const { apart, within } = judgeHostClocks(world(hosts, uncertaintyMs), LIMIT, new Set(Object.keys(hosts)))
  return { apart: apart.map(({ host }) => host), within: within.map(({ host }) => host) }
}

describe('which clock of a service`s hosts is off', () => {
  test('all within the limit of each other, however far the collector`s own is', () => {
    expect(judge({ a: [9000, 9000], b: [9100, 9100], c: [8900, 8900] }).apart).toEqual([])
  })

  test('the one that is further from the middle, not those that it is far from', () => {
    expect(judge({ a: [0, 0], b: [900, 900], c: [10, 10], d: [-10, -10] })).toEqual({
      apart: ['b'],
      within: ['a', 'c', 'd'],
    })
  })

  test('of two the collector`s clock is the third', () => {
    expect(judge({ a: [2, 2], b: [-700, -700] }).apart).toEqual(['b'])
  })

  test('one reading alone is no error: the host may have stood still', () => {
    expect(judge({ a: [0, 0, 0], b: [0, 0, 900] }).apart).toEqual([])
    expect(judge({ a: [0, 0, 0, 0], b: [0, 0, 900, 900] }).apart).toEqual(['b'])
  })

  test('around the limit it does not flap', () => {
    expect(judge({ a: [0, 0, 0, 0], b: [900, 900, 485, 485] })).toEqual({ apart: [], within: [] })
    expect(judge({ a: [0, 0, 0, 0], b: [900, 900, 430, 430] })).toEqual({ apart: [], within: ['a', 'b'] })
  })

  test('of two hundred hosts each is looked at once by the others, not once for every reading', () => {
    let looks = 0
    const readings = new Map(
      Array.from({ length: 200 }, (_, n) => [
        `h${n}`,
        Array.from({ length: 8 }, (__, minute) => ({
          at: AT + minute * MINUTE,
          uncertaintyMs: 5,
          get aheadMs() {
            looks += 1
            return n === 5 ? 900 : n % 7
          },
        })),
      ]),
    )
    expect(judgeHostClocks(readings, LIMIT, new Set()).apart.map(({ host }) => host)).toEqual(['h5'])
    expect(looks).toBeLessThan(4 * 200 * 200)
  })

  test('what the measurement leaves open is neither apart nor within', () => {
    expect(judge({ a: [0, 0], b: [600, 600] }, 100)).toEqual({ apart: [], within: [] })
    expect(judge({ a: [0, 0], b: [450, 450] }, 100)).toEqual({ apart: [], within: [] })
    expect(judge({ a: [0, 0], b: [250, 250] }, 100)).toEqual({ apart: [], within: ['a', 'b'] })
  })

  test('readings of other times are not compared, and one host alone has nothing to be compared with', () => {
    const apart = world({ a: [0, 0], b: [900, 900] })
    const late = new Map(
      [...apart].map(([host, list]) => [
        host,
        host === 'b' ? list.map((one) => ({ ...one, at: one.at + 10 * MINUTE })) : list,
      ]),
    )
    expect(judgeHostClocks(late, LIMIT, new Set(['a', 'b']))).toEqual({ apart: [], within: [] })
    expect(judge({ a: [0, 90_000] })).toEqual({ apart: [], within: [] })
  })
})

describe('the incident', () => {
  const checksOf = new Map([
    ['a', ['shop/web/alive']],
    ['b', ['shop/db/alive', 'shop/db/works']],
  ])
  const decide = (
    hosts: Record<string, number[]>,
    more: Partial<Parameters<typeof decideHostClocks>[0]> = {},
  ) =>
    decideHostClocks({
      ...{ service: 'shop', readings: world(hosts), limitMs: LIMIT, checksOf, incidents: [] },
      ...{ now: AT + 10 * MINUTE, newId: () => 'new' },
      ...more,
    })

  test('opens once, names the host, its distance and the checks whose results are marked; ends when it is right', () => {
    const [opened] = decide({ a: [0, 0, 0, 0], b: [3, 3, 812, 812] })
    expect(opened).toMatchObject({
      type: 'opened',
      incident: {
        ...{ kind: 'time-error', component: 'b', checks: ['shop/db/alive', 'shop/db/works'] },
        ...{ lastOkAt: AT + MINUTE + 7000, firstFailedAt: AT + 2 * MINUTE + 7000 },
        ...{ reason: CLOCKS_APART, message: 'b +812 ms, a (> 500 ms)', recoveredAt: null },
      },
    })
    const incidents = opened ? [opened.incident] : []
    expect(decide({ a: [0, 0], b: [900, 900] }, { incidents })).toEqual([])
    // Nobody is heard: it lasts.
    expect(decide({}, { incidents })).toEqual([])
    expect(decide({ a: [0, 0, 0], b: [900, 3, 3] }, { incidents })).toMatchObject([
      { type: 'recovered', incident: { id: 'new', recoveredAt: AT + 2 * MINUTE + 7000 } },
    ])
    const gone = new Map([['a', ['shop/web/alive']]])
    expect(decide({}, { incidents, checksOf: gone })).toMatchObject([
      { type: 'corrected', because: 'monitoring-ended', incident: { recoveryConfirmedAt: null } },
    ])
  })
})
