/** What is judged of one service: whether it is calm, so that a routine result changes nothing, and whether it is heard. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { configuredBy } from '../../../collector/evaluation/configured.ts'
import { judgeService } from '../../../collector/evaluation/judge.ts'
import type { Revision } from '../../../collector/model.ts'
import { newCheckState, observe } from '../../../rules/detection/fold.ts'
import type { Incident } from '../../../rules/incidents/types.ts'
import type { Outcome } from '../../../rules/words.ts'
import { result } from '../../rules/detection/histories.ts'
import { START, serviceOf } from '../station.ts'

const MINUTE = 60_000
/** Beyond what an answer holds, and before silence is told. */
const NO_LONGER_HELD = 75_000

/**
 * Judged so long after the last of the results, one a minute, of its only check; `readMs` before that is read what came,
 * and `incidents` are known.
 */
async function judgedAfter(ms: number, outcomes: Outcome[], readMs = 0, incidents: Incident[] = []) {
  const revision = { number: 1, services: [serviceOf('shop', ['web'], ['liveness'])] } as unknown as Revision
  const watched = configuredBy(revision, () => START).services.get('shop')
  const [spec] = watched?.specs ?? []
  if (!watched || !spec) throw new Error('no service')
  const results = outcomes.map((outcome, n) => result(START + (n + 1) * MINUTE, outcome))
  const { state } = observe(newCheckState(START), spec, results)
  const now = START + outcomes.length * MINUTE + ms
  return judgeService({
    ...{ watched, stateOf: () => state, now, heardTo: now - readMs },
    memory: {
      incidents: new Map(incidents.map((incident) => [incident.id, incident])),
      ...{ intervals: new Map(), standingAt: new Map() },
      ...{ owing: new Map(), withdrawn: new Map() },
    },
    listeningTo: () => START,
    clockDoubts: [],
    hostClocks: { readingsOf: () => new Map(), due: () => false },
    newId: randomUUID,
    toldOf: async () => [],
    withdrawnAt: async () => null,
    newestOf: async () => null,
    isRowWithdrawn: async () => false,
  })
}

test.each<[string, number, Outcome[], boolean]>([
  ['answers', 1_000, ['ok', 'ok'], true],
  // Else a collector that is behind would judge all of its services at each pass, and fall behind further.
  ['answered last, which holds no longer', NO_LONGER_HELD, ['ok', 'ok'], true],
  ['is not heard of for so long that it is told', NO_LONGER_HELD + MINUTE, ['ok', 'ok'], false],
  ['failed once', 1_000, ['ok', 'failed'], false],
  ['is not known to answer', 1_000, ['ok', 'unknown'], false],
  ['has not answered yet', 1_000, [], false],
])('a service whose check %s', async (_, ms, outcomes, calm) => {
  expect((await judgedAfter(ms, outcomes)).calm).toBe(calm)
})

test('a check that may only wait to be read is not silent; who was told to be stays so', async () => {
  const ms = NO_LONGER_HELD + MINUTE
  const read = await judgedAfter(ms, ['ok', 'ok'])
  const gaps = read.changes.map(({ incident }) => incident)
  expect(gaps).toMatchObject([{ kind: 'monitoring-gap', recoveredAt: null }])
  const unread = await judgedAfter(ms, ['ok', 'ok'], MINUTE)
  expect(unread.changes).toEqual([])
  // Looked at again at once: what is read next may say nothing of it.
  expect(unread.nextAt).toBe(START + 2 * MINUTE + ms + 1)
  expect((await judgedAfter(ms, ['ok', 'ok'], MINUTE, gaps)).changes).toEqual([])
})
