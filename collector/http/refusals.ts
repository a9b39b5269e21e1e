/** Refused agents in the ledger: the first at once, what follows in the same minute as one count. Never the token. */
import type { Clock } from '../../rules/clock.ts'
import type { Log } from '../log.ts'
import type { LedgerDraft, Store } from '../store/port.ts'
import type { Refusal } from './credentials.ts'

const MINUTE_MS = 60_000
/** Addresses told apart; the rest is counted together. */
const ADDRESSES = 1_000
const OTHERS = 'others'

export interface Refusals {
  /** Resolves when what has to be written at once is durable. */
  note(address: string, refusal: Refusal): Promise<void>
  /** Writes what is still only counted. */
  stop(): Promise<void>
}

interface Open {
  address: string
  refusal: Refusal
  count: number
  cancel: () => void
}

export function makeRefusals(deps: {
  store: Pick<Store, 'appendLedger'>
  clock: Clock
  log: Pick<Log, 'warn' | 'error'>
  uuid(): string
}): Refusals {
  const { store, clock, log } = deps
  const open = new Map<string, Open>()

  const entry = (address: string, refusal: Refusal, count: number): LedgerDraft => ({
    id: deps.uuid(),
    at: clock.now(),
    kind: 'agent.refused',
    subject: 'agent',
    actor: 'system',
    payload: { from: address, reason: refusal, count },
  })

  /** A refusal stands whether or not it can be written down: the log says so then. */
  async function write(entries: LedgerDraft[]): Promise<void> {
    if (entries.length === 0) return
    try {
      await store.appendLedger({ entries })
    } catch (error) {
      log.error(
        { err: error, entries: entries.length },
        'refused agents could not be written into the ledger',
      )
    }
  }

  function watch(key: string, address: string, refusal: Refusal): void {
    const cancel = clock.after(
      MINUTE_MS,
      () => {
        const { count } = open.get(key) ?? { count: 0 }
        open.delete(key)
        if (count === 0) return
        watch(key, address, refusal)
        void write([entry(address, refusal, count)])
      },
      true,
    )
    open.set(key, { address, refusal, count: 0, cancel })
  }

  return {
    async note(address, refusal) {
      const own = `${address} ${refusal}`
      const told = open.has(own) || open.size < ADDRESSES
      const [key, from] = told ? [own, address] : [`${OTHERS} ${refusal}`, OTHERS]
      const known = open.get(key)
      if (known) {
        known.count += 1
        return
      }
      watch(key, from, refusal)
      log.warn({ from, refusal }, 'an agent was refused')
      await write([entry(from, refusal, 1)])
    },
    async stop() {
      const left = [...open.values()]
      open.clear()
      for (const { cancel } of left) cancel()
      await write(
        left.filter(({ count }) => count > 0).map((one) => entry(one.address, one.refusal, one.count)),
      )
    },
  }
}
