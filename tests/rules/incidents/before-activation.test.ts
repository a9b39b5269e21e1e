/** A failure that a clock which was behind put before its check was there: what arrives later corrects it as any other. */
import { expect, test } from 'vitest'
import type { CheckSpec, Observation } from '../../../rules/detection/types.ts'
import { checkOf, drawn, MINUTE, SECOND, worldOf } from './world.ts'

const alive = (more: Partial<CheckSpec> = {}) => checkOf('web/alive', 'liveness', more)
const arriving = (all: Observation[], receivedAt: number) => all.map((one) => ({ ...one, receivedAt }))

/** An hour before its activation, by its time. */
const early = (check: string) => arriving(drawn(check, 'F', -60 * MINUTE), 2 * MINUTE)
const answers = (check: string, from: number, text: string) => arriving(drawn(check, text, from), 6 * MINUTE)

test('an outage that was told from there on begins where it did, once the answers in between are there', () => {
  const spec = alive()
  const world = worldOf([
    [
      spec,
      [
        ...early('web'),
        ...answers('web', 0, '.'.repeat(18)),
        ...drawn('web', `${'F'.repeat(30)}...`, 3 * MINUTE),
      ],
    ],
  ])
  world.at(5 * MINUTE)
  expect(world.incidents).toMatchObject([{ kind: 'outage', firstFailedAt: -60 * MINUTE, recoveredAt: null }])
  world.at(7 * MINUTE)
  expect(world.incidents).toMatchObject([
    { kind: 'outage', firstFailedAt: 3 * MINUTE, lastOkAt: 170 * SECOND, recoveredAt: null },
  ])
  world.at(9 * MINUTE)
  expect(world.incidents).toMatchObject([{ firstFailedAt: 3 * MINUTE, recoveredAt: 8 * MINUTE }])
})

test('one that the answers in between leave nothing of ends with the first of them, not with the newest', () => {
  const spec = alive()
  const world = worldOf([
    [
      spec,
      [
        ...early('web'),
        ...answers('web', 0, '.'.repeat(18)),
        ...drawn('web', `F${'.'.repeat(60)}`, 3 * MINUTE),
      ],
    ],
  ])
  // Two failures in a row, an hour apart, and nothing known in between.
  world.at(3 * MINUTE + SECOND)
  expect(world.incidents).toMatchObject([{ kind: 'outage', firstFailedAt: -60 * MINUTE }])
  world.at(10 * MINUTE)
  expect(world.incidents).toMatchObject([{ firstFailedAt: -60 * MINUTE, recoveredAt: 0 }])
})

test('where several vantages look, the answers of another one correct it as well', () => {
  const seenBy = (agent: string) => alive({ check: `shop/web/alive@${agent}`, of: 'shop/web/alive' })
  const stop = `${'F'.repeat(30)}...`
  const world = worldOf([
    [seenBy('a'), [...early('a'), ...drawn('a', stop, 3 * MINUTE)]],
    [
      seenBy('b'),
      [...answers('b', -61 * MINUTE, '.'.repeat(6 * 64)), ...drawn('b', stop, 3 * MINUTE + 5 * SECOND)],
    ],
  ])
  world.at(5 * MINUTE)
  expect(world.incidents).toMatchObject([{ kind: 'outage', firstFailedAt: -60 * MINUTE, recoveredAt: null }])
  world.at(7 * MINUTE)
  expect(world.incidents).toMatchObject([
    { kind: 'outage', firstFailedAt: 3 * MINUTE + 5 * SECOND, recoveredAt: null },
  ])
})
