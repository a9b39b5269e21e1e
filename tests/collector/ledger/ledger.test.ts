import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadSigner, type Signer } from '../../../collector/ledger/keys.ts'
import { type Sealer, sealText, startSealer } from '../../../collector/ledger/sealer.ts'
import { PAYLOAD_EXPIRED, verifyLedger } from '../../../collector/ledger/verify.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import type { Store } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from '../../contract/store/engines.ts'
import { AT, entry, MINUTE } from '../../contract/store/fixtures.ts'
import { makeVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts'

describe.each(ENGINES)('ledger on $name', (engine) => {
  let place: Place
  let store: Store
  let signer: Signer
  let clock: VirtualClock
  const sealers: Sealer[] = []
  const warnings: string[] = []
  const log = {
    warn: (_: unknown, message: string) => warnings.push(message),
    error: (_: unknown, message: string) => warnings.push(message),
  } as unknown as Parameters<typeof startSealer>[0]['log']

  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    signer = await loadSigner(place.data)
  })
  beforeEach(async () => {
    for (const table of ['ledger_payload', 'ledger_seal', 'ledger_entry', 'ledger_key', 'lease'])
      await place.raw(`delete from ${table}`)
    clock = makeVirtualClock(AT)
    warnings.length = 0
  })
  afterEach(async () => {
    for (const sealer of sealers.splice(0)) await sealer.stop()
  })
  afterAll(() => place.end())

  function sealer(owner = 'a', over: Store = store): Sealer {
    const started = startSealer({ store: over, owner, signer, clock, log, metrics: makeMetrics() })
    sealers.push(started)
    return started
  }
  const write = (...ids: string[]) => store.appendLedger({ entries: ids.map((id, i) => entry(id, AT + i)) })
  /** A ledger of the key's entry, e1 to e6, with three seals. */
  async function fill(): Promise<void> {
    const mine = sealer()
    await mine.sealNow()
    await write('e1', 'e2', 'e3')
    await mine.sealNow()
    await write('e4', 'e5', 'e6')
    await mine.sealNow()
    await mine.stop()
  }
  const chainOf = async () => (await store.ledger({ afterSeq: 0, limit: 100 })).map((found) => found.id)
  const keyEntry = () => `ledger-key-${signer.keyId}`

  test('however much was written before the first start, the key is announced under its first seal', async () => {
    const ids = Array.from({ length: 1200 }, (_, i) => `before-${i}`)
    await store.appendLedger({ entries: ids.map((id) => entry(id, AT - 1)) })
    await sealer().sealNow()
    const { seals: _, ...report } = await verifyLedger(store)
    expect(report).toEqual({ ok: true, entries: 1201, unsealed: 0, erased: 0, findings: [] })
  })

  test('entries are chained in order of their time, sealed, and verify', async () => {
    await store.appendLedger({ entries: [entry('late', AT + 5), entry('b', AT), entry('a', AT)] })
    await sealer().sealNow()
    expect(await chainOf()).toEqual(['a', 'b', keyEntry(), 'late'])
    expect(await store.lastSeal()).toMatchObject({ seq: 4, at: AT, keyId: signer.keyId })
    await write('unsealed')
    const { seals, ...report } = await verifyLedger(store)
    expect(report).toEqual({ ok: true, entries: 4, unsealed: 1, erased: 0, findings: [] })
    expect(seals).toBeGreaterThan(0)
  })

  test('it seals each second by itself, and no more after it was stopped', async () => {
    const mine = sealer()
    await mine.sealNow()
    await write('second')
    await clock.advance(1000)
    // The round that the clock began, and one more behind it.
    await mine.sealNow()
    expect(await chainOf()).toContain('second')
    await mine.stop()
    expect(clock.pending()).toBe(0)
    await write('after')
    await mine.sealNow()
    expect(await chainOf()).not.toContain('after')
  })

  test('one of two sealers works; the other takes over when the lease has run out', async () => {
    await sealer('a').sealNow()
    await write('by-a')
    const second = sealer('b')
    await second.sealNow()
    expect(await chainOf()).not.toContain('by-a')
    await sealers[0]?.stop()
    await clock.advance(MINUTE)
    await second.sealNow()
    expect(await chainOf()).toContain('by-a')
    expect((await verifyLedger(store)).findings).toEqual([])
  })

  test('an idle ledger is only read, by whoever holds the lease or not, and what comes is sealed within a second', async () => {
    const writes: string[] = []
    const noted = <N extends 'holdLeases' | 'addLedgerKey' | 'chain'>(name: N) => {
      const verb = store[name] as (a: unknown) => Promise<unknown>
      const noting = (a: unknown) => {
        writes.push(name)
        return verb(a)
      }
      return { [name]: noting } as unknown as Pick<Store, N>
    }
    const noting = { ...store, ...noted('holdLeases'), ...noted('addLedgerKey'), ...noted('chain') }
    const both = [sealer('a', noting), sealer('b', noting)]
    const second = async () => {
      await clock.advance(1000)
      for (const mine of both) await mine.sealNow()
    }
    await second()
    expect(writes).toContain('chain')
    writes.length = 0
    for (let seconds = 0; seconds < 30; seconds += 1) await second()
    expect(writes).toEqual([])
    await write('after-a-while')
    await second()
    expect(await chainOf()).toContain('after-a-while')
    expect((await verifyLedger(store)).findings).toEqual([])
  })

  test('two sealers at once never chain an entry twice', async () => {
    const both = [sealer('a'), sealer('b')]
    for (let round = 0; round < 6; round += 1) {
      await write(`${round}-1`, `${round}-2`)
      await Promise.all(both.map((mine) => mine.sealNow()))
    }
    expect(await chainOf()).toHaveLength(13)
    expect((await verifyLedger(store)).findings).toEqual([])
  })

  test('a sealer that lost its lease, or chains what is chained already, keeps nothing', async () => {
    await fill()
    await write('next')
    const head = await store.lastSeal()
    const [lease] = await store.holdLeases({ names: ['sealer'], owner: 'a', now: AT, ttlMs: MINUTE })
    if (!head || !lease) throw new Error('no head')
    const sealed = { seq: 8, hash: 'f'.repeat(64), at: AT }
    const seal = { ...sealed, keyId: signer.keyId, signature: signer.sign(sealText(sealed)) }
    const next = { id: 'next', seq: 8, prev: head.hash, hash: sealed.hash }
    const attempts: [Parameters<Store['chain']>[0], string][] = [
      [{ lease: { ...lease, token: lease.token - 1 }, now: AT, entries: [next], seal }, 'fenced'],
      [{ lease, now: lease.until, entries: [next], seal }, 'fenced'],
      [{ lease, now: AT, entries: [{ ...next, prev: 'e'.repeat(64) }], seal }, 'conflict'],
      [{ lease, now: AT, entries: [{ ...next, seq: 9 }], seal: { ...seal, seq: 9 } }, 'conflict'],
      [{ lease, now: AT, entries: [{ ...next, id: 'e6' }], seal }, 'conflict'],
      [{ lease, now: AT, entries: [], seal }, 'conflict'],
    ]
    for (const [attempt, code] of attempts) await expect(store.chain(attempt)).rejects.toMatchObject({ code })
    expect(await store.lastSeal()).toEqual(head)
    expect(await chainOf()).toHaveLength(7)
    await store.chain({ lease, now: AT, entries: [next], seal })
    expect((await store.lastSeal())?.seq).toBe(8)
  })

  test('when the answer of a commit is lost, the next round goes on behind it', async () => {
    let lost = 0
    const forgetful: Store = {
      ...store,
      async chain(a) {
        await store.chain(a)
        lost += 1
        if (lost === 1) throw new Error('the connection ended after the commit')
      },
    }
    const mine = sealer('a', forgetful)
    await write('once')
    await mine.sealNow().catch(() => undefined)
    await write('twice')
    await mine.sealNow()
    expect(lost).toBeGreaterThan(1)
    expect(await chainOf()).toHaveLength(3)
    expect((await verifyLedger(store)).findings).toEqual([])
  })

  test('an expired payload leaves the chain whole where an entry says so', async () => {
    await fill()
    await place.raw("delete from ledger_payload where entry_id in ('e1', 'e5')")
    expect((await verifyLedger(store)).findings).toMatchObject([
      { seq: 2, code: 'payload-missing' },
      { seq: 6, code: 'payload-missing' },
    ])
    const gone = { ...entry('gone', AT, { entries: ['e1', 'e5'] }), kind: PAYLOAD_EXPIRED }
    await store.appendLedger({ entries: [gone] })
    await sealer().sealNow()
    expect(await verifyLedger(store)).toMatchObject({ ok: true, entries: 8, erased: 2, findings: [] })
  })

  const forge = (table: string, set: string, where: string) => `update ${table} set ${set} where ${where}`
  const TAMPERED: [name: string, sql: string[], findings: [number, string][]][] = [
    [
      'a changed entry',
      [forge('ledger_entry', "actor = 'operator:other'", "id = 'e2'")],
      [[3, 'entry-changed']],
    ],
    ['a changed time', [forge('ledger_entry', 'at = at - 60000', "id = 'e5'")], [[6, 'entry-changed']]],
    [
      'a changed payload',
      [forge('ledger_payload', `payload = '{"said":"no"}'`, "entry_id = 'e4'")],
      [[5, 'payload-changed']],
    ],
    [
      'a payload changed with its digest',
      [
        forge('ledger_payload', `payload = '{}'`, "entry_id = 'e4'"),
        forge(
          'ledger_entry',
          "payload_digest = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a'",
          "id = 'e4'",
        ),
      ],
      [[5, 'entry-changed']],
    ],
    ['a removed payload', ["delete from ledger_payload where entry_id = 'e3'"], [[4, 'payload-missing']]],
    [
      'a removed entry',
      ["delete from ledger_payload where entry_id = 'e2'", "delete from ledger_entry where id = 'e2'"],
      [[3, 'entry-missing']],
    ],
    [
      'a removed entry at the end',
      ["delete from ledger_payload where entry_id = 'e6'", "delete from ledger_entry where id = 'e6'"],
      [[7, 'entry-missing']],
    ],
    [
      'two entries that changed places',
      [
        forge('ledger_entry', 'seq = 99', "id = 'e2'"),
        forge('ledger_entry', 'seq = 3', "id = 'e3'"),
        forge('ledger_entry', 'seq = 4', "id = 'e2'"),
      ],
      [
        [3, 'entry-changed'],
        [3, 'entry-changed'],
        [4, 'entry-changed'],
        [4, 'entry-changed'],
        [5, 'entry-changed'],
        [4, 'seal-broken'],
      ],
    ],
    [
      'a forged signature',
      [forge('ledger_seal', `signature = '${Buffer.alloc(64).toString('base64')}'`, 'seq = 4')],
      [[4, 'seal-broken']],
    ],
    ['a moved seal', [forge('ledger_seal', 'at = at + 1', 'seq = 4')], [[4, 'seal-broken']]],
    [
      'a seal of another entry',
      [forge('ledger_seal', 'seq = 3', 'seq = 4')],
      [
        [3, 'seal-broken'],
        [3, 'seal-broken'],
      ],
    ],
    ['a removed last seal', ['delete from ledger_seal where seq = 7'], [[7, 'seal-missing']]],
    [
      'an unknown key',
      ['delete from ledger_key'],
      [
        [1, 'key-unknown'],
        [4, 'key-unknown'],
        [7, 'key-unknown'],
      ],
    ],
    ['a key of another name', [forge('ledger_seal', "key_id = 'mine'", 'seq = 7')], [[7, 'key-unknown']]],
  ]
  test.each(TAMPERED)('%s is found', async (_, statements, findings) => {
    await fill()
    expect((await verifyLedger(store)).ok).toBe(true)
    for (const sql of statements) await place.raw(sql)
    const report = await verifyLedger(store)
    expect(report.ok).toBe(false)
    expect(report.findings.map(({ seq, code }) => [seq, code])).toEqual(findings)
  })

  test('a key that only the table knows, and a whole chain made with it, is found', async () => {
    await fill()
    const elsewhere = await mkdtemp(join(tmpdir(), 'kijun-key-'))
    const other = await loadSigner(elsewhere)
    await rm(elsewhere, { recursive: true })
    const head = await store.lastSeal()
    if (!head) throw new Error('no head')
    await place.raw(
      `insert into ledger_key (key_id, public_key, added_at) values ('${other.keyId}', '${other.publicKey}', ${AT})`,
    )
    await place.raw(
      `update ledger_seal set key_id = '${other.keyId}', signature = '${other.sign(sealText(head))}' where seq = 7`,
    )
    expect((await verifyLedger(store)).findings).toMatchObject([{ seq: 7, code: 'key-unannounced' }])
  })
})
