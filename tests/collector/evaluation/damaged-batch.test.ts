/** A stored batch whose row cannot be read costs its results, which are unknown, and nobody else anything. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { makeDamageTeller, withDamageTold } from '../../../collector/damaged-blocks.ts'
import { openStation, type Station, serviceOf } from '../station.ts'

const MINUTE = 60_000

test('what a collector that begins has still to read, and cannot, is told once, and it goes on', async () => {
  const services = [serviceOf('shop'), serviceOf('wiki')]
  let station: Station | undefined
  const log = { error: () => undefined }
  const station_ = await openStation({
    ...{ services, begin: 'evaluation' },
    faulty: (store) =>
      withDamageTold(store, (ids, arrivals) => {
        const { clock, metrics } = station as Station
        return makeDamageTeller({ store, clock, log, metrics })(ids, arrivals)
      }),
  })
  station = station_
  onTestFinished(() => station_.close())
  await station.live(3 * MINUTE)
  await station.stop()
  const from = station.clock.now()
  await station.agent(from, from + MINUTE, () => 'failed')
  const db = new DatabaseSync(join(station.data, 'kijun.db'), { timeout: 5_000 })
  db.exec('update batch set body = substr(body, 1, 30) where arrival = (select max(arrival) from batch)')
  db.close()
  station.restart()
  await station.live(3 * MINUTE, () => 'failed')
  const incidents = await station.incidents()
  const outages = incidents.flatMap(({ kind, service }) => (kind === 'outage' ? service : []))
  expect(outages.toSorted()).toEqual(['shop', 'wiki'])
  expect(station.logged.filter(({ level }) => level === 'error')).toEqual([])
  const entries = (await station.store.unchained({ limit: 1_000 })).filter(
    ({ kind }) => kind === 'block.damaged',
  )
  expect(entries).toHaveLength(1)
  expect((await station.metrics.expose()).body).toMatch(/^kijun_blocks_damaged_total 1$/m)
})
