/** A service that cannot be judged, for a reason that nobody foresaw, costs itself and nothing beside it. */
import { expect, onTestFinished, test } from 'vitest'
import { type Store, StoreError } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { storeWith } from '../../support/store-with.ts'
import { contactsOf, openStation, serviceOf } from '../station.ts'

const MINUTE = 60_000
/** Two of one partition. */
const [SHOP, WIKI] = ['shop', 'svc136']

/** `notices` answers of the shop's as `answer` does, while there is one. */
async function openWith(answer: { of: (() => Promise<never>) | null }) {
  const isShops = new Set<string>()
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async notices(asked) {
        const known = (await store.incidents({ limit: 10, cursor: null })).items
        for (const { id, service } of known) if (service === SHOP) isShops.add(id)
        return answer.of && asked.incidentIds?.some((id) => isShops.has(id))
          ? answer.of()
          : store.notices(asked)
      },
    })
  const station = await openStation({
    ...{ services: [serviceOf(SHOP), serviceOf(WIKI)], begin: 'evaluation', faulty },
    contacts: contactsOf(SHOP, { manager: ['m@a.example'] }),
  })
  onTestFinished(() => station.close())
  const running = async () =>
    (await station.incidents())
      .filter(({ recoveredAt }) => recoveredAt === null)
      .map(({ service }) => service)
      .toSorted()
  const entries = async () =>
    (await station.store.unchained({ limit: 1_000 })).filter(({ kind }) => kind === 'evaluation.unjudged')
  await station.live(2 * MINUTE)
  await station.live(2 * MINUTE, () => 'failed')
  expect(await running()).toEqual([SHOP, WIKI])
  return { station, running, entries }
}

test('what shares its partition is judged meanwhile; it is told once, and judged when it can be', async () => {
  expect(partitionOf(SHOP)).toBe(partitionOf(WIKI))
  const answer: Parameters<typeof openWith>[0] = { of: null }
  const { station, running, entries } = await openWith(answer)
  // A row that is none: judging stumbles over it.
  answer.of = async () => ({ items: [null], next: null }) as never
  await station.live(5 * MINUTE)
  expect(await running()).toEqual([SHOP])
  expect(await entries()).toMatchObject([{ subject: SHOP, actor: 'system' }])
  const told = station.logged.filter(({ fields }) => fields.service === SHOP)
  expect(told.length).toBeGreaterThan(1)
  expect(told.length, 'once a minute').toBeLessThan(7)
  answer.of = null
  await station.live(2 * MINUTE)
  expect(await running()).toEqual([])
})

test('a store that does not answer is no fault of a service', async () => {
  const answer: Parameters<typeof openWith>[0] = { of: null }
  const { station, running, entries } = await openWith(answer)
  answer.of = () => Promise.reject(new StoreError('unavailable', 'is gone'))
  await station.live(3 * MINUTE)
  answer.of = null
  await station.live(MINUTE / 2)
  expect(await running()).toEqual([])
  expect(await entries()).toEqual([])
})

test('a partition of which something stored cannot be read holds up no other, and is judged when it can be', async () => {
  const OTHER = 'mail'
  expect(partitionOf(OTHER)).not.toBe(partitionOf(SHOP))
  let readable = false
  let refusals = 1
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async partitionState(asked) {
        if (!readable && asked.partition === partitionOf(SHOP)) throw new SyntaxError('is no JSON')
        return store.partitionState(asked)
      },
      // The telling of it fails first, too.
      async appendLedger(asked) {
        if (asked.entries.some(({ kind }) => kind === 'evaluation.unjudged') && refusals-- > 0)
          throw new StoreError('disk-full', 'no space')
        return store.appendLedger(asked)
      },
    })
  const services = [serviceOf(SHOP), serviceOf(OTHER)]
  const station = await openStation({ services, begin: 'evaluation', faulty })
  onTestFinished(() => station.close())
  const running = async () =>
    (await station.incidents()).filter(({ recoveredAt }) => recoveredAt === null).map((one) => one.service)
  await station.live(2 * MINUTE)
  await station.live(3 * MINUTE, () => 'failed')
  expect(await running()).toEqual([OTHER])
  const entries = (await station.store.unchained({ limit: 1_000 })).filter(
    ({ kind }) => kind === 'evaluation.unjudged',
  )
  expect(entries).toMatchObject([{ subject: SHOP, actor: 'system' }])
  const told = station.logged.filter(({ text }) => text.startsWith('what is stored of a partition'))
  expect(told.length, 'once a minute').toBeLessThan(7)
  readable = true
  await station.live(2 * MINUTE, () => 'failed')
  expect((await running()).toSorted()).toEqual([OTHER, SHOP])
})
