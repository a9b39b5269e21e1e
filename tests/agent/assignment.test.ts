import { expect, test } from 'vitest'
import { makeAssignmentKeeper } from '../../agent/assignment.ts'
import type { Answer, Ask } from '../../agent/client.ts'
import { listenForRuns } from '../../agent/runs.ts'
import type { Assignment } from '../../rules/wire/v1.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { silentLog } from './spool/spool-fixture.ts'

/** A collector that holds each question for runs for 50 s, and says which assignment is in force. */
function setUp({ names = true } = {}) {
  const clock = makeVirtualClock()
  const force = { etag: 'one', revision: 1 }
  const asked: string[] = []
  const taken: Assignment[] = []
  const answer = (status: number, body: unknown, etag?: string): Answer => ({
    ...{ status, body, headers: etag === undefined ? {} : { etag: `"${etag}"` } },
    ...{ sentMono: clock.monotonic(), backMono: clock.monotonic() },
  })
  const client = {
    async ask({ path, headers }: Ask) {
      if (path === '/agent/v1/runs') {
        await new Promise<void>((resolve) => clock.after(50_000, resolve))
        return answer(200, { wire: 1, run: [] }, names ? force.etag : undefined)
      }
      asked.push(path)
      if (headers?.['if-none-match'] === `"${force.etag}"`) return answer(304, null, force.etag)
      return answer(200, { wire: 1, revision: force.revision, checks: [] }, force.etag)
    },
    close: () => undefined,
  }
  const keeper = makeAssignmentKeeper({
    ...{ dir: '/nowhere', client, clock, log: silentLog, changed: (next) => taken.push(next) },
    files: { read: () => Promise.reject(new Error('not here')), replace: async () => undefined },
  })
  const runs = listenForRuns({
    ...{ client, clock, log: silentLog, random: () => 0.5, run: () => undefined, assignment: keeper.heard },
  })
  return { clock, force, asked, taken, keeper, runs }
}

test('while answers name the assignment in force nobody asks for it; another one is fetched at once', async () => {
  const { clock, force, asked, taken, keeper, runs } = setUp()
  await keeper.fetch()
  runs.start()
  await clock.advance(30 * 60_000)
  expect(asked).toHaveLength(1)
  Object.assign(force, { etag: 'two', revision: 2 })
  await clock.advance(50_000)
  expect(asked).toHaveLength(2)
  expect(taken.map(({ revision }) => revision)).toEqual([1, 2])
  runs.stop()
  await clock.advance(11 * 60_000)
  expect(asked.length).toBeGreaterThanOrEqual(4)
  keeper.stop()
})

test('a collector that names none is asked every four minutes', async () => {
  const { clock, asked, keeper, runs } = setUp({ names: false })
  await keeper.fetch()
  runs.start()
  await clock.advance(20 * 60_000)
  expect(asked).toHaveLength(6)
  keeper.stop()
  runs.stop()
})
