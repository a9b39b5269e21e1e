/**
 * Each class of defect, planted in the world of the simulation, is found by the invariant that is meant for it; the
 * same world without it holds.
 */
import { afterEach, expect, test, vi } from 'vitest'
import type { CheckSpan } from '../../rules/availability/check.ts'
import type { CheckSpec, CheckState, Cursor, Observation } from '../../rules/detection/types.ts'
import type { Incident } from '../../rules/incidents/types.ts'
import type { Fault, Plan } from '../simulation/plan.ts'
import type { Planted } from '../simulation/planted.ts'
import { checkInvariants } from './check.ts'
import {
  acknowledgedBeforeCommit,
  cadenceByTheWall,
  leasesWithoutFencing,
  sentTwice,
  stillAfter,
} from './planted.ts'

const MINUTE = 60_000
const OUTAGE: Fault = { kind: 'outage', who: 'service-1/host-1', at: 11 * MINUTE, forMs: 6 * MINUTE }

/** Half an hour of one host that stops once, and what else is to happen. */
const planOf = (faults: Fault[] = [], collectors = 1): Plan => ({
  ...{ format: 'kijun-plan/1', seed: 5, days: 1 / 48, hosts: 1, collectors, cadence: 'quick', asked: [] },
  faults: [OUTAGE, ...faults],
})

/** What is violated in a run of its own modules, so that a mocked one is used throughout. */
async function violationsOf(plan: Plan, planted: Planted = {}): Promise<string[]> {
  vi.resetModules()
  const { runPlan } = await import('../simulation/run.ts')
  const { history } = await runPlan(plan, { planted, quiesceMs: 8 * MINUTE })
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    violations.map(({ what }) => `${invariant} ${what}`),
  )
}

// A run takes two seconds of CPU, and longer than a test may where others use the machine.
vi.setConfig({ testTimeout: 180_000 })
afterEach(() => vi.resetModules())

const KILLED: Fault[] = [
  { kind: 'collector-kill', who: 'collector-1', at: 14 * MINUTE, forMs: 20_000, size: 0 },
]
const AWAY: Fault[] = [{ kind: 'agent-kill', who: 'host-1', at: 19 * MINUTE, forMs: 5 * MINUTE }]
const STEPPED: Fault[] = [
  { kind: 'clock-step', who: 'host-1', at: 19 * MINUTE, forMs: 10 * MINUTE, size: -5 * MINUTE },
]

const APART: Fault[] = [
  { kind: 'clock-step', who: 'collector-1', at: 10 * MINUTE, forMs: 17 * MINUTE, size: 2 * 24 * 60 * MINUTE },
  { kind: 'mail-cut', who: '*', at: 10 * MINUTE, forMs: 15 * MINUTE, how: 'after' },
]

test.each([
  ['one collector', planOf()],
  ['a collector that is killed', planOf(KILLED)],
  ['an agent that is away', planOf(AWAY)],
  ['a clock that is stepped', planOf(STEPPED)],
  ['two collectors', planOf([], 2)],
  ['collectors whose clocks lie days apart while a mail server cuts its answers', planOf(APART, 2)],
])('without a defect %s violates nothing', async (_, plan) => {
  expect(await violationsOf(plan)).toEqual([])
})

test('a lost ack: what is acknowledged before its commit is missed by I1', async () => {
  const found = await violationsOf(planOf(KILLED), acknowledgedBeforeCommit())
  expect(found.join('\n')).toMatch(/^I1 \d+ acknowledged items of .* are not stored/m)
})

test('a double send: mails that go out twice without a cause are found by I2', async () => {
  const found = await violationsOf(planOf(), sentTwice())
  expect(found.join('\n')).toMatch(/^I2 delivery .* was sent 2 times without a cause/m)
})

test('a fault that is told to nobody while the host answers is missed by I2', async () => {
  vi.doMock('../../rules/incidents/settle.ts', async (original) => {
    const real = await original<typeof import('../../rules/incidents/settle.ts')>()
    return {
      ...real,
      settle: (...[settling, a]: Parameters<typeof real.settle>) =>
        real.settle(settling, a.scope.kind === 'fault' ? { ...a, stretches: [] } : a),
    }
  })
  const page: Fault = { ...OUTAGE, kind: 'spoilt', who: 'service-1/host-1/works' }
  const found = await violationsOf({ ...planOf(), faults: [page] })
  vi.doUnmock('../../rules/incidents/settle.ts')
  expect(found.join('\n')).toMatch(/^I2 service-1\/host-1\/works failed from .* and no fault says so/m)
})

test('a deadline on the wrong clock: one that does not start at the detection is found by I2', async () => {
  vi.doMock('../../rules/obligations/clock.ts', async (original) => ({
    ...(await original<object>()),
    noticeClock: ({ lastOkAt, firstFailedAt }: Incident) => lastOkAt ?? firstFailedAt,
  }))
  const found = await violationsOf(planOf())
  vi.doUnmock('../../rules/obligations/clock.ts')
  expect(found.join('\n')).toMatch(/^I2 the clock of outage .* starts at \d+, and it was detected at \d+/m)
})

test('an unknown counted as up: a gap that the report takes for up is found by I4', async () => {
  vi.doMock('../../rules/availability/check.ts', async (original) => {
    const real = await original<{ checkSpans: (...a: unknown[]) => CheckSpan[] }>()
    const asUp = (span: CheckSpan): CheckSpan => ({
      ...span,
      state: span.state === 'unknown' ? 'up' : span.state,
    })
    return { ...real, checkSpans: (...a: unknown[]) => real.checkSpans(...a).map(asUp) }
  })
  const found = await violationsOf(planOf(AWAY))
  vi.doUnmock('../../rules/availability/check.ts')
  expect(found.join('\n')).toMatch(
    /^I4 service-1 was unknown for \d+ ms by what was executed, and the report says 0 ms/m,
  )
})

test('a confirmation that shortens an outage: one that begins with it is found by I4', async () => {
  vi.doMock('../../rules/detection/step.ts', async (original) => {
    const real = await original<{ step: (cursor: Cursor, spec: unknown, next: Observation) => unknown }>()
    return {
      ...real,
      step(cursor: Cursor, spec: unknown, next: Observation) {
        const before = cursor.running?.confirmedAt ?? null
        const ended = real.step(cursor, spec, next)
        if (cursor.running && before === null && cursor.running.confirmedAt !== null)
          cursor.running = { ...cursor.running, firstFailedAt: next.startedAt }
        return ended
      },
    }
  })
  const found = await violationsOf(planOf())
  vi.doUnmock('../../rules/detection/step.ts')
  expect(found.join('\n')).toMatch(/^I4 service-1 stopped from (\d+) .* and its outage .* begins at (?!\1)/m)
})

test('an evaluation that takes what comes late for nothing is found by I5, which hands all in in other orders', async () => {
  vi.doMock('../../rules/detection/fold.ts', async (original) => {
    const real = await original<typeof import('../../rules/detection/fold.ts')>()
    return {
      ...real,
      observe(state: CheckState, spec: CheckSpec, observations: readonly Observation[]) {
        const newest = state.window.at(-1)?.startedAt ?? 0
        return real.observe(
          state,
          spec,
          observations.filter(({ startedAt }) => startedAt >= newest),
        )
      },
    }
  })
  const found = await violationsOf(planOf())
  vi.doUnmock('../../rules/detection/fold.ts')
  expect(found.join('\n')).toMatch(/^I5 handed in from the last to the first: service-1 stopped from/m)
  expect(found.filter((line) => !line.startsWith('I5'))).toEqual([])
})

test('a skipped check after a clock step: a cadence that follows the wall clock is found by I3', async () => {
  const found = await violationsOf(planOf(STEPPED), cadenceByTheWall())
  expect(found.join('\n')).toMatch(/^I3 service-1\/host-1\/alive on host-1 was not executed for \d{6} ms/m)
})

test('checks that end for ever: an agent that stands still from then on is found by I3', async () => {
  const found = await violationsOf(planOf(), stillAfter(20 * MINUTE))
  expect(found.join('\n')).toMatch(/^I3 service-1\/host-1\/alive on host-1 was not executed for \d{7} ms/m)
})

test('a lease without fencing: a stop that two collectors open for themselves is found by I2', async () => {
  const found = await violationsOf(planOf([], 2), leasesWithoutFencing())
  expect(found.join('\n')).toMatch(/^I2 service-1 has 2 outages that begin at/m)
})

const FULL: Fault[] = [
  { kind: 'partition', who: 'host-1', at: 10 * MINUTE, forMs: 17 * MINUTE, how: 'both' },
  { kind: 'disk-full', who: 'host-1', at: 12 * MINUTE, forMs: 8 * MINUTE },
]

test('a spool that gives nothing up is found by I6; one that waited for a full disk comes to no more than its cap', async () => {
  const small: Plan = { ...planOf(FULL), asked: ['partition', 'disk-full'], spoolBytes: 4096 }
  expect(await violationsOf(small)).toEqual([])
  vi.doMock('../../agent/spool/store.ts', async (original) => {
    const real = await original<typeof import('../../agent/spool/store.ts')>()
    const openStore: typeof real.openStore = async (options) => ({
      ...(await real.openStore(options)),
      evict: () => [],
    })
    return { ...real, openStore }
  })
  const found = await violationsOf(small)
  vi.doUnmock('../../agent/spool/store.ts')
  expect(found.join('\n')).toMatch(/^I6 spool bytes of host-1 came to \d+, and \d+ is its cap/m)
})
