/**
 * CPU milliseconds of an incident by stage, from the failing result to what is written after the mail server's 250.
 * Each stage runs alone, in this process, with the production code and the embedded store; its threads are counted in,
 * and so is the mail server's side of sending.
 */
import { randomUUID } from 'node:crypto'
import { loadSigner } from '../../../collector/ledger/keys.ts'
import { startSealer } from '../../../collector/ledger/sealer.ts'
import { makeMailChannel } from '../../../collector/notices/channels/mail.ts'
import { compose } from '../../../collector/notices/compose.ts'
import { judgeNotices } from '../../../collector/notices/judge.ts'
import type { OutboxDeps } from '../../../collector/notices/outbox.ts'
import type { LeasedDelivery } from '../../../collector/store/port.ts'
import { contactsOf, openStation, serviceOf } from '../../collector/station.ts'
import { round } from '../machine.ts'
import { openSink } from './sink.ts'

const LEASED = 200
const RECORDED = 50
const AT_ONCE = 10
const LIMIT = 100

export async function stagesOf(incidents: number): Promise<Record<string, number>> {
  const ids = Array.from({ length: incidents }, (_, n) => `s${n}`)
  const services = ids.map((id) => serviceOf(id, ['web'], ['liveness']))
  const people = (id: string) => ({ admin: [`admin@${id}.example`], 'on-call': [`page@${id}.example`] })
  const contacts = ids.flatMap((id) => contactsOf(id, people(id)))
  const station = await openStation({ services, contacts, channels: new Map(), begin: 'evaluation' })
  const sink = await openSink(() => 0)
  const channel = makeMailChannel({ url: `smtp://127.0.0.1:${sink.port}`, from: 'kijun@provider.example' })
  const found: Record<string, number> = {}
  const { store, clock, metrics } = station
  const stage = async (name: string, work: () => Promise<void>) => {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    found[name] = round((user + system) / 1000 / incidents, 3)
  }
  try {
    await station.live(120_000)
    await station.live(20_000, () => 'failed')
    // A minute in which each check is confirmed and goes on to fail: seven results of each.
    await stage('evaluation: seven failing results to incident, obligations and notice, committed', () =>
      station.live(60_000, () => 'failed'),
    )
    const now = clock.now()
    await stage('outbox: one delivery per recipient', async () => {
      while ((await store.expandNotices({ now, notices: 100, chunk: 500 })).pending);
    })
    const leased: LeasedDelivery[] = []
    const lease = { owner: 'bench', channel: 'mail', now, leaseMs: 60_000, limit: LEASED }
    await stage('outbox: deliveries leased', async () => {
      for (let more = true; more; ) {
        const { leased: some } = await store.leaseDeliveries(lease)
        leased.push(...some)
        more = some.length === LEASED
      }
    })
    const messages = leased.map(({ id, address: to, notice: { language } }) => ({
      ...{ id, to, language, at: now, subject: '', text: '' },
    }))
    await stage('notice: text of each mail', async () => {
      for (const [i, { notice, audience }] of leased.entries())
        Object.assign(messages[i] ?? {}, compose(notice, audience, null))
    })
    await stage('mail: composed and sent until the 250, server included', async () => {
      const waiting = [...messages]
      const never = new AbortController().signal
      const work = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await channel.send(next, never)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
    })
    await stage('outbox: answers recorded', async () => {
      const result = { outcome: 'accepted', at: now, answer: '250 taken' } as const
      const all = leased.map(({ id, token }) => ({ id, token, startedAt: now, finishedAt: now, result }))
      while (all.length > 0) await store.recordDeliveries({ records: all.splice(0, RECORDED) })
    })
    const newId = () => randomUUID()
    await stage('afterwards: obligations decided', async () => {
      const ownClock = { doubts: async () => [] }
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
      await judgeNotices({ store, clock, ownClock, log, metrics, newId } as unknown as OutboxDeps)
    })
    await stage('afterwards: notices settled', async () => {
      while ((await store.settleNotices({ now, limit: LIMIT })).settled === LIMIT);
    })
    const signer = await loadSigner(station.data)
    await store.addLedgerKey({ keyId: signer.keyId, publicKey: signer.publicKey, now, ledgerId: newId() })
    const log = { warn: () => undefined, error: () => undefined }
    const sealer = startSealer({ store, owner: 'bench', signer, clock, log, metrics })
    await stage('afterwards: ledger sealed', () => sealer.sealNow())
    await sealer.stop()
    return { mails: sink.accepted.length, ...found }
  } finally {
    await channel.close()
    sink.close()
    await station.close()
  }
}
