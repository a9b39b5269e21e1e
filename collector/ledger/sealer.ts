import type { Clock } from '../../rules/clock.ts'
import { canonicalJson } from '../../rules/ledger/canonical.ts'
import { entryHash, GENESIS } from '../../rules/ledger/chain.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { type Lease, type SealHead, type Store, StoreError } from '../store/port.ts'
import type { Signer } from './keys.ts'

const EVERY_MS = 1000
/** Where this process hears of every write, it looks by itself only this often. */
const TOLD_MS = 60_000
/** Another collector takes over this long after the holder's last sign of life. */
const LEASE_MS = 10_000
/** Entries of one seal: bounds a transaction. The first seal of a key may have more. */
const ENTRIES = 500

export interface SealerDeps {
  store: Pick<Store, 'holdLeases' | 'addLedgerKey' | 'lastSeal' | 'unchained' | 'chain'>
  /** Names this process among the holders of leases. */
  owner: string
  signer: Signer
  clock: Clock
  log: Pick<Log, 'warn' | 'error'>
  metrics: Pick<Metrics, 'count'>
  /** Whether `wake` is called after each write to the store, by whomever; else it looks each second. */
  told?: boolean
}

export interface Sealer {
  /** Something was written: looks within a second whether there is anything to seal. */
  wake(): void
  /** Chains and seals what is there now, if this process gets the sealer's lease. Rejects with the store's error. */
  sealNow(): Promise<void>
  /** Resolves after the round that runs; nothing is sealed afterwards. */
  stop(): Promise<void>
}

/** What a seal's signature is over. */
export function sealText({ seq, hash, at }: Pick<SealHead, 'seq' | 'hash' | 'at'>): string {
  return canonicalJson({ seq, hash, at })
}

/**
 * Chains, seals and signs unchained entries (order: at, id) each second, under the lease `sealer`. Where there are none
 * it only reads: an idle collector writes nothing, and whoever finds the next one takes the lease.
 */
export function startSealer(deps: SealerDeps): Sealer {
  const { store, owner, signer, clock, log, metrics, told = false } = deps
  let stopped = false
  let woken = false
  /** When the next round comes, monotonic. */
  let nextAt = Number.POSITIVE_INFINITY
  let keyIsKnown = false
  /** The first round takes the lease whatever there is to seal: a key that is new is an entry itself. */
  let begun = false
  let cancel = () => {}
  /** Rounds follow each other, whoever asks for them. */
  let last: Promise<void> = Promise.resolve()

  const keyEntry = `ledger-key-${signer.keyId}`

  /** The next entries; up to the one that announces the key, where nothing is sealed by it yet: it lies under its first seal. */
  async function nextEntries(head: SealHead | null) {
    let limit = ENTRIES
    let entries = await store.unchained({ limit })
    while (
      head?.keyId !== signer.keyId &&
      entries.length === limit &&
      !entries.some(({ id }) => id === keyEntry)
    ) {
      limit *= 2
      entries = await store.unchained({ limit })
    }
    return entries
  }

  async function sealChunk(lease: Lease): Promise<number> {
    const head = await store.lastSeal()
    let seq = head?.seq ?? 0
    let prev = head?.hash ?? GENESIS
    const entries = []
    for (const entry of await nextEntries(head)) {
      seq += 1
      const hash = entryHash({ ...entry, seq, prev })
      entries.push({ id: entry.id, seq, prev, hash })
      prev = hash
    }
    if (entries.length === 0) return 0
    const now = clock.now()
    const sealed = { seq, hash: prev, at: now }
    const signature = signer.sign(sealText(sealed))
    await store.chain({ lease, now, entries, seal: { ...sealed, keyId: signer.keyId, signature } })
    metrics.count('kijun_ledger_sealed_total', {}, entries.length)
    return entries.length
  }

  async function round(): Promise<void> {
    if (begun && (await store.unchained({ limit: 1 })).length === 0) return
    const now = clock.now()
    const [lease] = await store.holdLeases({ names: ['sealer'], owner, now, ttlMs: LEASE_MS })
    if (!lease) {
      begun = true
      return
    }
    if (!keyIsKnown) {
      const { keyId, publicKey } = signer
      await store.addLedgerKey({ keyId, publicKey, now, ledgerId: keyEntry })
      keyIsKnown = true
      begun = true
    }
    while ((await sealChunk(lease)) >= ENTRIES);
  }

  const sealNow = (): Promise<void> => {
    if (stopped) return last
    const next = last.catch(() => undefined).then(round)
    // Who asked gets the error; the next round starts whatever became of this one.
    last = next.catch(() => undefined)
    return next
  }

  const tick = async () => {
    woken = false
    nextAt = Number.POSITIVE_INFINITY
    try {
      await sealNow()
    } catch (error) {
      // The lease went to another collector, or the store is away: the entries stay until the next second.
      woken = true
      if (error instanceof StoreError && error.code === 'fenced')
        log.warn({ err: error }, 'the lease of the sealer was lost')
      else log.error({ err: error }, 'the ledger could not be sealed')
    }
    arm(told && !woken ? TOLD_MS : EVERY_MS)
  }

  function arm(ms: number): void {
    if (stopped) return
    cancel()
    nextAt = clock.monotonic() + ms
    cancel = clock.after(ms, () => void tick(), true)
  }
  void tick()

  return {
    wake() {
      woken = true
      // A round that runs arms the next one itself.
      if (nextAt !== Number.POSITIVE_INFINITY && nextAt > clock.monotonic() + EVERY_MS) arm(EVERY_MS)
    },
    sealNow,
    async stop() {
      stopped = true
      cancel()
      await last
    },
  }
}
