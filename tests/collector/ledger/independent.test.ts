/**
 * A second verifier, written from the documented format with nothing but node:crypto, as an auditor would:
 * it must agree with ours on a ledger that is whole and on one that was tampered with in any of these ways.
 *
 * Format: the hash of an entry is SHA-256 (hex) of the JSON of {actor, at, id, kind, payloadDigest, prev, seq,
 * subject} with keys in that order and no white space; `prev` is the hash before, 64 zeros at first;
 * payloadDigest is SHA-256 of the payload's text. A seal is an Ed25519 signature (base64) of {at, hash, seq};
 * its key is named by the first 16 digits of SHA-256 of its SPKI, and announced by an entry before the seal.
 */
import { createHash, createPublicKey, generateKeyPairSync, verify as isSigned } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadSigner, type Signer } from '../../../collector/ledger/keys.ts'
import { startSealer } from '../../../collector/ledger/sealer.ts'
import { verifyLedger } from '../../../collector/ledger/verify.ts'
import { makeMetrics } from '../../../collector/metrics.ts'
import type { Store } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from '../../contract/store/engines.ts'
import { AT, entry } from '../../contract/store/fixtures.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

const sha = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
type Row = Record<string, unknown>

const hashOf = (e: Row) =>
  sha(
    JSON.stringify({
      actor: e.actor,
      at: Number(e.at),
      id: e.id,
      kind: e.kind,
      payloadDigest: e.payload_digest,
      prev: e.prev,
      seq: Number(e.seq),
      subject: e.subject,
    }),
  )

async function holds(place: Place): Promise<boolean> {
  const entries = await place.raw('select * from ledger_entry where seq is not null order by seq')
  const payloads = new Map(
    (await place.raw('select * from ledger_payload')).map((p) => [p.entry_id, p.payload]),
  )
  const keys = new Map(
    (await place.raw('select * from ledger_key')).map((k) => [k.key_id, String(k.public_key)]),
  )
  const seals = await place.raw('select * from ledger_seal order by seq')
  let prev = '0'.repeat(64)
  const announced: string[] = []
  const announcedBy = new Map<number, number>()
  for (const [i, e] of entries.entries()) {
    const payload = payloads.get(e.id)
    if (Number(e.seq) !== i + 1 || e.prev !== prev || e.hash !== hashOf(e)) return false
    if (typeof payload !== 'string' || sha(payload) !== e.payload_digest) return false
    if (e.kind === 'ledger.key-added') announced.push(JSON.parse(payload).publicKey)
    announcedBy.set(i + 1, announced.length)
    prev = String(e.hash)
  }
  for (const seal of seals) {
    const { seq, hash, at, key_id, signature } = seal
    const pem = keys.get(key_id)
    if (pem === undefined || entries[Number(seq) - 1]?.hash !== hash) return false
    if (!announced.slice(0, announcedBy.get(Number(seq))).includes(pem)) return false
    const key = createPublicKey(pem)
    if (sha(key.export({ type: 'spki', format: 'der' })).slice(0, 16) !== key_id) return false
    const said = Buffer.from(JSON.stringify({ at: Number(at), hash, seq: Number(seq) }))
    if (!isSigned(null, said, key, Buffer.from(String(signature), 'base64'))) return false
  }
  return entries.length === Number(seals.at(-1)?.seq ?? 0)
}

describe.each(ENGINES)('a verifier of an auditor on $name', (engine) => {
  let place: Place
  let store: Store
  let signer: Signer
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    signer = await loadSigner(place.data)
  })
  afterAll(() => place.end())
  beforeEach(async () => {
    for (const table of ['ledger_payload', 'ledger_seal', 'ledger_entry', 'ledger_key', 'lease'])
      await place.raw(`delete from ${table}`)
    const log = { warn: () => undefined, error: () => undefined }
    const clock = makeVirtualClock(AT)
    const sealer = startSealer({ store, owner: 'a', signer, clock, log, metrics: makeMetrics() })
    await sealer.sealNow()
    for (const ids of [['e1', 'e2'], ['e3', 'e4'], ['e5']]) {
      await store.appendLedger({ entries: ids.map((id, i) => entry(id, AT + i, { 語: `${id}\n"` })) })
      await sealer.sealNow()
    }
    await sealer.stop()
  })

  const bothSay = async () => {
    const [ours, theirs] = [await verifyLedger(store), await holds(place)]
    expect(ours.ok, JSON.stringify(ours.findings)).toBe(theirs)
    return theirs
  }
  /** Gives every entry from e2 on the hash that follows from what stands there now. */
  const rehash = async () => {
    let prev = '0'.repeat(64)
    for (const e of await place.raw('select * from ledger_entry order by seq')) {
      const hash = hashOf({ ...e, prev })
      await place.raw(`update ledger_entry set prev = '${prev}', hash = '${hash}' where id = '${e.id}'`)
      prev = hash
    }
  }
  const set = (table: string, column: string, to: string, where: string) => () =>
    place.raw(`update ${table} set ${column} = ${to} where ${where}`)
  const forged = '{"no":1}'
  const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })

  const TAMPERED: [string, (() => Promise<unknown>)[]][] = [
    ['a payload', [set('ledger_payload', 'payload', `'${forged}'`, "entry_id = 'e2'")]],
    [
      'a payload that is no JSON, of a kind that verifying reads',
      [
        set('ledger_payload', 'payload', "'{'", "entry_id = 'e2'"),
        set('ledger_entry', 'payload_digest', `'${sha('{')}'`, "id = 'e2'"),
        set('ledger_entry', 'kind', "'ledger.payload-expired'", "id = 'e2'"),
      ],
    ],
    [
      'a payload and its digest',
      [
        set('ledger_payload', 'payload', `'${forged}'`, "entry_id = 'e2'"),
        set('ledger_entry', 'payload_digest', `'${sha(forged)}'`, "id = 'e2'"),
      ],
    ],
    [
      'a payload, its digest and every hash behind it',
      [
        set('ledger_payload', 'payload', `'${forged}'`, "entry_id = 'e2'"),
        set('ledger_entry', 'payload_digest', `'${sha(forged)}'`, "id = 'e2'"),
        rehash,
      ],
    ],
    ['an actor', [set('ledger_entry', 'actor', "'operator:me'", "id = 'e3'")]],
    ['a time by a millisecond', [set('ledger_entry', 'at', 'at + 1', "id = 'e5'")]],
    [
      'an entry that is gone',
      [
        () => place.raw("delete from ledger_payload where entry_id = 'e3'"),
        () => place.raw("delete from ledger_entry where id = 'e3'"),
      ],
    ],
    [
      'an entry that is gone, closed up and hashed anew',
      [
        () => place.raw("delete from ledger_payload where entry_id = 'e5'"),
        () => place.raw("delete from ledger_entry where id = 'e5'"),
        rehash,
      ],
    ],
    [
      'a payload that is gone without a rule',
      [() => place.raw("delete from ledger_payload where entry_id = 'e4'")],
    ],
    [
      'two entries that changed places',
      [
        set('ledger_entry', 'seq', '99', "id = 'e1'"),
        set('ledger_entry', 'seq', '2', "id = 'e2'"),
        set('ledger_entry', 'seq', '3', "id = 'e1'"),
        rehash,
      ],
    ],
    ['the time of a seal', [set('ledger_seal', 'at', 'at - 1', 'seq = 6')]],
    ['the signature of a seal', [set('ledger_seal', 'signature', `'${'A'.repeat(86)}=='`, 'seq = 3')]],
    ['the key', [set('ledger_key', 'public_key', `'${other}'`, 'true')]],
    ['the last seal that is gone', [() => place.raw('delete from ledger_seal where seq = 6')]],
  ]

  test('agrees that a whole ledger holds', async () => {
    expect(await bothSay()).toBe(true)
  })

  test.each(TAMPERED)('agrees that it does not: %s', async (_, steps) => {
    for (const step of steps) await step()
    expect(await bothSay()).toBe(false)
  })

  test('the tail cut off back to an older seal shows only against a copy of a later head', async () => {
    const head = await store.lastSeal()
    if (!head) throw new Error('no seal')
    const copy = { seq: head.seq, hash: head.hash }
    expect((await verifyLedger(store, [copy])).findings).toEqual([])
    const wrong = { ...copy, hash: sha('other') }
    expect((await verifyLedger(store, [wrong])).findings).toMatchObject([{ seq: 6, code: 'copy-differs' }])
    await place.raw("delete from ledger_payload where entry_id in ('e3', 'e4', 'e5')")
    await place.raw("delete from ledger_entry where id in ('e3', 'e4', 'e5')")
    await place.raw('delete from ledger_seal where seq > 3')
    expect(await bothSay()).toBe(true)
    const { ok, findings } = await verifyLedger(store, [copy])
    expect([ok, findings.map(({ code }) => code)]).toEqual([false, ['copy-missing']])
  })
})
