/** Hours after a stop, when its results have left what is kept of its checks, nobody is told anything more of it. */
import { expect, onTestFinished, test } from 'vitest'
import { WINDOW } from '../../../rules/detection/fold.ts'
import { contactsOf, openStation, START, seenFrom, serviceOf } from '../station.ts'

const EVERY_MS = 10_000
const MINUTE = 60_000

/** A component that two agents look at every ten seconds, of which one also asks every minute whether it works. */
function watchedByTwo() {
  const service = serviceOf('shop', ['web'])
  const seen = seenFrom(service, ['host-1', 'host-2'])
  const components = seen.components.map((component, place) => {
    const alive = component.checks.filter(({ purpose }) => purpose === 'liveness')
    const works = service.components[place]?.checks.filter(({ purpose }) => purpose === 'fault') ?? []
    return { ...component, checks: [...alive.map((one) => ({ ...one, everyMs: EVERY_MS })), ...works] }
  })
  return { ...seen, components }
}

test('what a component failed with because it stopped is told neither then nor long after', async () => {
  const contacts = contactsOf('shop', { users: ['user@customer.example'], admin: ['admin@customer.example'] })
  const station = await openStation({ services: [watchedByTwo()], contacts, begin: 'evaluation' })
  onTestFinished(() => station.close())
  const [from, to] = [START + 5 * MINUTE, START + 12 * MINUTE]
  await station.live(WINDOW * EVERY_MS + 15 * MINUTE, (_, at) => (at >= from && at < to ? 'failed' : 'ok'))
  const told = await station.incidents()
  expect(told.map(({ kind }) => kind)).toEqual(['outage'])
  const { items } = await station.store.notices({ limit: 10, cursor: null })
  expect(items.map(({ kind }) => kind).toSorted()).toEqual(['first', 'recovery'])
})
