/** A report for one customer of several: its values, what was owed and told to it, and nothing of another. */
import { expect, onTestFinished, test } from 'vitest'
import { report as reportSchema } from '../../../collector/http/report-schemas.ts'
import { verifyLedger } from '../../../collector/ledger/verify.ts'
import { buildReport } from '../../../collector/reports/build.ts'
import { NoReport } from '../../../collector/reports/history.ts'
import { openMailbox } from '../../support/mailbox.ts'
import { ACME, contracted, GLOBEX, peopleOf, sharedBy, twoCustomers } from '../customers.ts'
import { openStation } from '../station.ts'
import { sealAll } from './world.ts'

const MINUTE = 60_000

/** Two customers, of whom the second has a stricter contract all round, after a stop of some minutes. */
async function afterAStop() {
  const mailbox = await openMailbox()
  const service = twoCustomers('shop', ['web'], ['liveness'])
  const [acme, globex] = service.customers
  if (!acme || !globex) throw new Error('two customers')
  const strict = { ...service, values: globex.values }
  const values = contracted(strict, { 'III.2.1.1.a': '99.99', 'III.1.1.1.a': 'PT30S' })
  const shop = sharedBy([acme, { ...globex, values }], service)
  const station = await openStation({ services: [shop], contacts: peopleOf('shop'), mail: mailbox.port })
  onTestFinished(async () => {
    await station.close()
    await mailbox.close()
  })
  // The second customer's only mail that is refused is a breach of its contract, and of nobody else's.
  mailbox.refuse = (address) =>
    address === 'admin@globex.example' ? { code: 550, text: 'no such user' } : null
  await station.live(10 * MINUTE)
  await station.live(2 * MINUTE, () => 'failed')
  await station.live(3 * MINUTE)
  await sealAll(station, station.store, station.clock.now())
  const deps = { store: station.store, ownClock: null, pause: async () => undefined }
  const ask = { service: 'shop', month: '2026-11', now: station.clock.now() }
  const report = async (customer?: string) => {
    const built = await buildReport(deps, { ...ask, ...(customer === undefined ? {} : { customer }) })
    expect(reportSchema.parse(built)).toEqual(built)
    return built
  }
  return { station, report }
}

test('the service’s counts every customer; each customer’s counts its own, by its own values', async () => {
  const { station, report } = await afterAStop()
  const [all, acme, globex] = [await report(), await report('acme'), await report('globex')]
  const row = (of: typeof all, item: string) => of.verdicts.find((one) => one.item === item)
  const counts = (of: typeof all, item: string) => {
    const { met, breached, open } = row(of, item)?.counts ?? {}
    return { met, breached, open }
  }
  expect(counts(all, 'III.1.1.1.b')).toEqual({ met: 1, breached: 1, open: 0 })
  expect(counts(all, 'III.1.1.8.a')).toEqual({ met: 0, breached: 0, open: 2 })
  expect(row(all, 'III.1.1.1.b')).toMatchObject({ verdict: 'breached', inForce: 'PT20M' })
  expect(counts(acme, 'III.1.1.1.b')).toEqual({ met: 1, breached: 0, open: 0 })
  expect(row(acme, 'III.1.1.1.b')).toMatchObject({ verdict: 'met', inForce: 'PT20M' })
  expect(counts(globex, 'III.1.1.1.b')).toEqual({ met: 0, breached: 1, open: 0 })
  expect(row(globex, 'III.1.1.1.b')).toMatchObject({ verdict: 'breached', inForce: 'PT15M' })

  // What the service did is the same for all, and is held against each contract.
  expect(globex.measurement).toEqual(all.measurement)
  expect([row(all, 'III.1.1.1.a')?.verdict, row(acme, 'III.1.1.1.a')?.verdict]).toEqual(['met', 'met'])
  expect(row(globex, 'III.1.1.1.a')).toMatchObject({ verdict: 'breached', inForce: 'PT30S' })
  expect(row(globex, 'III.2.1.1.a')?.inForce).toBe('99.99')

  const [told] = acme.notices.incidents
  expect(told?.obligations.map(({ item, state }) => [item, state]).toSorted()).toEqual([
    ['III.1.1.1.b', 'met'],
    ['III.1.1.8.a', 'open'],
  ])
  expect(told?.notices.map(({ kind, accepted }) => [kind, accepted]).toSorted()).toEqual([
    ['first', 3],
    ['recovery', 3],
  ])
  expect(globex.customer).toEqual({ ...GLOBEX })
  expect(all.customer).toBeUndefined()
  expect(await verifyLedger(station.store)).toMatchObject({ findings: [] })
})

test('nothing of another customer or of our own people is in it: no name, no address, no entry of the ledger', async () => {
  const { report } = await afterAStop()
  const text = JSON.stringify(await report('acme'))
  expect(text).toContain(ACME.name)
  expect(text).not.toMatch(/globex|@[a-z.]+\.example/i)
  const entries = async (customer?: string) => (await report(customer)).ledger.entries.map(({ kind }) => kind)
  const opened = (kinds: string[]) => kinds.filter((kind) => kind === 'obligation.opened').length
  // One of them is of the check, and of all alike.
  expect(opened(await entries())).toBe(5)
  expect(opened(await entries('acme'))).toBe(3)
  expect((await entries('acme')).filter((kind) => kind === 'notice.settled')).toHaveLength(2)
  await expect(report('initech')).rejects.toThrow(NoReport)
  await expect(report('initech')).rejects.toMatchObject({ code: 'unknown-customer' })
})
