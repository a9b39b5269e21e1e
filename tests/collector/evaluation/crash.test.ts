/** A process that dies at a commit: whatever it had folded or decided is there once, after it starts again. */
import { afterEach, expect, test } from 'vitest'
import { unpackState } from '../../../collector/store/packed-state.ts'
import type { Store } from '../../../collector/store/port.ts'
import { storeWith } from '../../support/store-with.ts'
import { contactsOf, openStation, START, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000
let station: Station | null = null
afterEach(() => station?.close())

const DOWN_AT = START + MINUTE
const UP_AT = START + 3 * MINUTE

/** Dies at these commits of evaluation (1 is the first), before one reached the store or before its answer came back. */
async function history(dies: { at: (commit: number) => boolean; kept: boolean } | null) {
  let commits = 0
  let deaths = 0
  let dead = false
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async commitEvaluation(commit) {
        commits += 1
        const last = dies?.at(commits)
        if (!last || dies?.kept) await store.commitEvaluation(commit)
        if (!last) return
        dead = true
        deaths += 1
        station?.crash()
      },
    })
  const here = await openStation({
    services: [serviceOf('shop')],
    contacts: contactsOf('shop', { users: ['u@a.example'], admin: ['a@a.example'] }),
    begin: 'evaluation',
    faulty,
  })
  station = here
  const says = (_: string, at: number) => (at >= DOWN_AT && at < UP_AT ? 'failed' : 'ok')
  for (let at = START; at < START + 6 * MINUTE; at += 30_000) {
    await here.live(30_000, says)
    // The leases of the dead one have run out by now.
    if (dead) here.restart()
    dead = false
  }
  dies = null
  for (let left = 3; left > 0; left -= 1) await here.live(30_000, says)
  await here.stop()
  const { items: notices } = await here.store.notices({ limit: 100, cursor: null })
  const { items: obligations } = await here.store.obligations({ limit: 100, cursor: null })
  const found = {
    incidents: (await here.incidents()).map(({ id: _, openedAt: __, ...incident }) => incident),
    notices: notices.map(({ kind, form, audiences }) => [kind, form, audiences]),
    obligations: obligations
      .map(({ item, state, clockFrom, dueAt }) => [item, state, clockFrom, dueAt])
      .sort(),
    entries: (await here.store.unchained({ limit: 1000 })).map(({ kind }) => kind).sort(),
    outcomes: (await here.store.checkStates()).map(({ check, state }) => [
      check,
      unpackState(state).window.map(({ startedAt, outcome }) => [startedAt, outcome]),
    ]),
  }
  await here.close()
  station = null
  return { found, deaths, commits }
}

test('wherever it dies, incidents, notices, obligations and states come out the same', async () => {
  const whole = await history(null)
  expect(whole.found.incidents).toHaveLength(1)
  expect(whole.found.notices.length).toBeGreaterThanOrEqual(2)
  expect(whole.commits).toBeGreaterThan(3)
  // The first is made before there is anything to kill.
  for (let one = 2; one < whole.commits; one += 1) {
    const { found, deaths } = await history({ at: (commit) => commit === one, kept: one % 2 === 0 })
    expect(deaths).toBe(1)
    expect(found).toEqual(whole.found)
  }
  for (const dies of [
    { at: (commit: number) => commit % 2 === 0, kept: false },
    { at: (commit: number) => commit > 1 && commit % 3 !== 0, kept: true },
  ]) {
    const { found, deaths } = await history(dies)
    expect(deaths).toBeGreaterThan(2)
    expect(found).toEqual(whole.found)
  }
}, 120_000)
