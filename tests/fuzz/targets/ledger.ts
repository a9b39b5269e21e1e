/** The ledger as `verify` finds it in a store that somebody had their hands in. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { keyIdOf } from '../../../collector/ledger/keys.ts'
import { sealText } from '../../../collector/ledger/sealer.ts'
import { verifyLedger } from '../../../collector/ledger/verify.ts'
import type { ChainedEntry, SealHead } from '../../../collector/store/port.ts'
import { canonicalJson } from '../../../rules/ledger/canonical.ts'
import { digest, entryHash, GENESIS } from '../../../rules/ledger/chain.ts'
import { mutateJson } from '../mutate/json.ts'
import { hold, plain } from '../target.ts'

interface Ledger {
  entries: ChainedEntry[]
  seals: SealHead[]
  keys: { keyId: string; publicKey: string }[]
}

const AT = Date.UTC(2026, 10, 21)
const ENTRIES = 6
/** Entries that a seal stands on. */
const SEALED = [2, 4, 6]

/** Made once for the thread: nobody but it has the key. */
function whole(): Ledger {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const pem = String(publicKey.export({ type: 'spki', format: 'pem' }))
  const keyId = keyIdOf(pem)
  const ledger: Ledger = { entries: [], seals: [], keys: [{ keyId, publicKey: pem }] }
  let prev = GENESIS
  for (let seq = 1; seq <= ENTRIES; seq += 1) {
    const payload = canonicalJson(seq === 1 ? { publicKey: pem } : { n: seq })
    const head = {
      ...{ id: `entry-${seq}`, at: AT + seq, kind: seq === 1 ? 'ledger.key-added' : 'incident.opened' },
      ...{ subject: 'out-1', actor: 'system', payloadDigest: digest(payload), seq, prev },
    }
    prev = entryHash(head)
    ledger.entries.push({ ...head, hash: prev, payload })
    if (!SEALED.includes(seq)) continue
    const seal = { seq, hash: prev, at: AT + seq }
    const signature = sign(null, Buffer.from(sealText(seal)), privateKey).toString('base64')
    ledger.seals.push({ ...seal, keyId, signature })
  }
  return ledger
}

const truth = whole()
const HEAD = [
  'id',
  'at',
  'kind',
  'subject',
  'actor',
  'payloadDigest',
  'seq',
  'prev',
  'hash',
  'payload',
] as const
const same = (a: ChainedEntry, b: ChainedEntry | undefined) => HEAD.every((key) => a[key] === b?.[key])

const TEXTS = ['id', 'kind', 'subject', 'actor', 'payloadDigest', 'prev', 'hash'] as const
const isText = (value: unknown) => typeof value === 'string'
/** The columns of the store have their kinds; what is in them may be anything. */
function ledgerOf(data: Buffer): Ledger | null {
  let value: Partial<Ledger> | null
  try {
    value = JSON.parse(data.toString('utf8')) as Partial<Ledger> | null
  } catch {
    return null
  }
  const { entries, seals, keys } = value ?? {}
  if (!Array.isArray(entries) || !Array.isArray(seals) || !Array.isArray(keys)) return null
  const right =
    entries.every(
      (one) =>
        typeof one === 'object' &&
        one !== null &&
        TEXTS.every((key) => isText(one[key])) &&
        [one.seq, one.at].every(Number.isSafeInteger) &&
        (one.payload === null || isText(one.payload)),
    ) &&
    seals.every(
      (one) =>
        one &&
        [one.seq, one.at].every(Number.isSafeInteger) &&
        [one.hash, one.keyId, one.signature].every(isText),
    ) &&
    keys.every((one) => one && isText(one.keyId) && isText(one.publicKey))
  // A key of the table stands in it once, and pages come by it.
  const once = (rows: { seq: number }[]) =>
    new Set(rows.map(({ seq }) => seq)).size === rows.length && rows.every(({ seq }) => seq >= 1)
  return right && once(entries) && once(seals) ? { entries, seals, keys } : null
}

/** As somebody without the key would do it: digests of payloads that fit, and where asked for the chain as well. */
function writtenAnew({ entries, ...rest }: Ledger, chained: boolean): Ledger {
  let prev = GENESIS
  const anew = entries.map((entry) => {
    const own = {
      ...entry,
      payloadDigest: entry.payload === null ? entry.payloadDigest : digest(entry.payload),
    }
    if (!chained) return own
    const { hash: _hash, payload, ...head } = { ...own, prev }
    try {
      prev = entryHash(head)
    } catch {
      // It has no canonical JSON, and keeps what it had.
    }
    return { ...head, payload, hash: prev }
  })
  return { entries: anew, ...rest }
}

export const ledger = plain({
  name: 'ledger',
  about:
    'ledgers that somebody changed: verify comes to an end, and holds only what is the same up to a seal',
  seeds: () => [{ name: 'a whole ledger', data: Buffer.from(JSON.stringify(truth)) }],
  mutate(data, random, seeds) {
    const words = [
      'ledger.payload-expired',
      'ledger.key-added',
      'out-1',
      '{"entries":["entry-3"]}',
      'null',
      '[]',
      '1',
    ]
    const mutated = mutateJson(data, random, seeds, [...words, GENESIS])
    const found = random.once(2) ? ledgerOf(mutated) : null
    return found ? Buffer.from(JSON.stringify(writtenAnew(found, random.once(2)))) : mutated
  },
  async run(data) {
    const found = ledgerOf(data)
    if (!found) return
    const paged = <T extends { seq: number }>(
      rows: T[],
      { afterSeq, limit }: { afterSeq: number; limit: number },
    ) =>
      rows
        .filter(({ seq }) => seq > afterSeq)
        .toSorted((a, b) => a.seq - b.seq)
        .slice(0, limit)
    const { ok, findings } = await verifyLedger({
      ledger: async (page) => paged(found.entries, page),
      seals: async (page) => paged(found.seals, page),
      unchained: async () => [],
      ledgerKeys: async () => found.keys as never,
    })
    for (const { code, message } of findings)
      hold(code !== '' && message !== '', 'a finding without a reason')
    if (!ok) return
    const entries = found.entries.toSorted((a, b) => a.seq - b.seq)
    hold(
      entries.every((one, index) => same(one, truth.entries[index])),
      'it holds, and an entry is another one',
    )
    const last = entries.length
    hold(last === 0 || found.seals.some(({ seq }) => seq === last), 'it holds, and its end carries no seal')
  },
})
