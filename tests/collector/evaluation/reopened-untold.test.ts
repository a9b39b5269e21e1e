/** A slowdown that was over when it was learned of is told to nobody; where it turns out to go on, it is told. */
import { expect, onTestFinished, test } from 'vitest'
import { contactsOf, openStation, START, serviceOf } from '../station.ts'

const FAST = 'shop/web/fast'
const MINUTE = 60_000

test('what nobody was told of, since it was over by then, is told as what begins once it goes on, and its end after that', async () => {
  const contacts = contactsOf('shop', { 'on-call': ['oncall@provider.example'] })
  const services = [serviceOf('shop', ['web'], ['performance'])]
  const station = await openStation({ services, contacts, begin: 'evaluation' })
  onTestFinished(() => station.close())
  const result = (seconds: number, outcome: 'ok' | 'failed') =>
    station.result(FAST, START + seconds * 1000, outcome)
  const told = async () => {
    const { items } = await station.store.notices({ limit: 10, cursor: null })
    return items.toReversed().map(({ kind, form, audiences }) => [kind, form, ...audiences])
  }
  await station.pause(10 * MINUTE)
  for (const seconds of [0, 180, 190, 200]) await result(seconds, 'ok')
  for (const seconds of [60, 70, 80, 120]) await result(seconds, 'failed')
  await station.advance(10_000)
  const [over] = await station.incidents()
  expect(over).toMatchObject({ kind: 'slowdown', recoveredAt: START + 180_000 })
  expect(await told()).toEqual([])

  // It failed in between, and it does still.
  for (const seconds of [185, 195, 240, 300, 600, 610, 620]) await result(seconds, 'failed')
  await station.advance(20_000)
  expect(await station.incidents()).toMatchObject([{ id: over?.id, recoveredAt: null }])
  expect(await told()).toEqual([['first', 'normal', 'on-call']])

  for (const seconds of [630, 640, 650]) await result(seconds, 'ok')
  await station.advance(10_000)
  expect(await told()).toEqual([
    ['first', 'normal', 'on-call'],
    ['recovery', 'normal', 'on-call'],
  ])
})
