/** A stored state that cannot be read costs its check what it had folded, and nobody else anything. */
import { expect, onTestFinished, test } from 'vitest'
import { type PackedState, packDocument, readDocument } from '../../../collector/store/packed-state.ts'
import type { Store } from '../../../collector/store/port.ts'
import { storeWith } from '../../support/store-with.ts'
import { openStation, serviceOf } from '../station.ts'

const MINUTE = 60_000
const CHECK = 'shop/web/alive'

/** As no bit of it turned: it was written so. */
function halfWay(state: string): string {
  const { parts, ...rest } = readDocument(state as PackedState)
  return packDocument({ ...rest, parts: parts.map((part) => ({ ...part, rows: '~' })) })
}

test.each([
  ['is cut off', (state: string) => state.slice(0, -40)],
  ['began at another time', (state: string) => state.replace(/"sinceAt":\d/, '"sinceAt":2')],
  ['ends half way in its results', halfWay],
])('a state that %s begins anew, with an entry, and all else goes on', async (_what, spoil) => {
  let spoiled = false
  const faulty = (store: Store): Store =>
    storeWith(store, {
      async partitionState(asked) {
        const known = await store.partitionState(asked)
        const states = known.states.map((row) =>
          spoiled && row.check === CHECK ? { ...row, state: spoil(row.state) as PackedState } : row,
        )
        return { ...known, states }
      },
    })
  const services = [serviceOf('shop'), serviceOf('wiki')]
  const station = await openStation({ services, begin: 'evaluation', faulty })
  onTestFinished(() => station.close())
  await station.live(3 * MINUTE)
  // In the window of the one, not in a part of it that is known by its fold alone.
  await station.live(MINUTE, (check) => (check === CHECK ? 'unknown' : 'ok'))
  await station.stop()
  spoiled = true
  station.restart()
  await station.live(2 * MINUTE)
  spoiled = false
  const entries = (await station.store.unchained({ limit: 1_000 })).filter(
    ({ kind }) => kind === 'evaluation.state-damaged',
  )
  expect(entries).toMatchObject([{ subject: CHECK, actor: 'system' }])
  await station.live(3 * MINUTE, () => 'failed')
  const running = (await station.incidents()).filter(({ recoveredAt }) => recoveredAt === null)
  const outages = running.flatMap(({ kind, service }) => (kind === 'outage' ? service : []))
  expect(outages.toSorted()).toEqual(['shop', 'wiki'])
})
