/** States of many checks: those that are evaluated here are not read from the store, and nobody else waits for all of them. */
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withLiveStates } from '../../../../collector/evaluation/live-states.ts'
import { statesOf } from '../../../../collector/http/api/states.ts'
import { type PackedState, packState } from '../../../../collector/store/packed-state.ts'
import type { Store } from '../../../../collector/store/port.ts'
import { newCheckState } from '../../../../rules/detection/fold.ts'

const here = Array.from({ length: 450 }, (_, n) => `shop/web/here-${n}`)
const elsewhere = Array.from({ length: 250 }, (_, n) => `shop/web/elsewhere-${n}`)
const rowsOf = (checks: readonly string[], sinceAt: number) =>
  checks.map((check) => ({ check, service: 'shop', state: packState(newCheckState(sinceAt)) }))

test('only what is not here is read, and others have their turn while much is', async () => {
  let read: string[] = []
  let most = 0
  const checkStates: Store['checkStates'] = async ({ checks = [] } = {}) => {
    read = [...read, ...checks]
    return rowsOf(
      checks.filter((check) => check.includes('elsewhere')),
      2,
    )
  }
  const evaluation = {
    states(checks: readonly string[] = []) {
      most = Math.max(most, checks.length)
      return rowsOf(
        checks.filter((check) => check.includes('here-') && !check.includes('elsewhere')),
        1,
      )
    },
    standing: () => [],
  }
  const store = withLiveStates({ checkStates } as Store, () => evaluation)

  let turns = 0
  let done = false
  const others = (async () => {
    for (; !done; turns += 1) await turn()
  })()
  const found = await statesOf(store, [...here, ...elsewhere, ...here, 'shop/web/unknown'])
  done = true
  await others

  expect(found.size).toBe(here.length + elsewhere.length)
  for (const [check, { sinceAt }] of found) expect(sinceAt).toBe(check.includes('elsewhere') ? 2 : 1)
  expect(read.toSorted()).toEqual([...elsewhere, 'shop/web/unknown'].toSorted())
  expect(most).toBeLessThanOrEqual(100)
  expect(turns).toBeGreaterThanOrEqual(7)
})

test('a state that cannot be read is left out, and takes no other with it', async () => {
  const [good, bad] = ['shop/web/good', 'shop/web/bad']
  const checkStates: Store['checkStates'] = async () =>
    rowsOf([bad, good], 1).map((row) =>
      row.check === bad ? { ...row, state: row.state.slice(1) as PackedState } : row,
    )
  expect([...(await statesOf({ checkStates }, [bad, good])).keys()]).toEqual([good])
})
