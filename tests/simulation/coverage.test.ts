import { expect, test } from 'vitest'
import type { History, Judgement } from '../invariants/history.ts'
import { MANY, makeCoverage, seenIn } from './coverage.ts'
import { makePlan } from './plan.ts'

const NONE = { world: { faults: [] } } as unknown as History
const judgement = (invariant: Judgement['invariant'], examined: Record<string, number>): Judgement => ({
  ...{ invariant, examined, missing: [], violations: [], more: 0 },
})
const plan = (faults: Parameters<typeof makePlan>[0]['faults']) =>
  makePlan({ seed: 1, days: 0.02, hosts: 1, faults })

test('few seeds may leave something out, many together may not', () => {
  const coverage = makeCoverage([])
  for (let seed = 1; seed < MANY; seed += 1)
    coverage.add(seenIn(plan([]), NONE, [judgement('I3', { starts: 5 })]))
  expect(coverage.lacking()).toEqual([])
  coverage.add(seenIn(plan([]), NONE, [judgement('I3', { starts: 5, outages: 0 })]))
  expect(coverage.examined()).toMatchObject({ 'I3 starts': 5 * MANY, 'I3 outages': 0 })
  expect(coverage.lacking()).toContain(
    'I3 outages (no outage arises from our own downtime, partition or clock)',
  )
  expect(coverage.lacking().join('\n')).not.toMatch(/I3 starts|I7/)
})

test('a kind of fault that was asked for must have come, and damage must have been read', () => {
  const coverage = makeCoverage(['clock-drift', 'disk-damage', 'mail-cut'])
  const faults = { ...plan(['clock-drift']), faults: [...plan(['clock-drift']).faults] }
  faults.faults.push({ kind: 'disk-damage', who: 'host-1', at: 0, forMs: 0 })
  for (let seed = 1; seed <= MANY; seed += 1) coverage.add(seenIn(faults, NONE, []))
  expect(coverage.faults()).toEqual({ 'clock-drift': MANY, 'disk-damage': 0, 'mail-cut': 0 })
  expect(coverage.lacking()).toEqual(
    expect.arrayContaining([
      'the fault disk-damage',
      'the fault mail-cut',
      'I7 damages (damage is quarantined and reported)',
    ]),
  )
  expect(coverage.lacking()).not.toContain('the fault clock-drift')
})
