/** Who meets a damaged block tells of it at once: in the ledger, the log, the metrics and on the console. */
import type { Topic } from '../rules/api/types.ts'
import type { Clock } from '../rules/clock.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Store } from './store/port.ts'

export interface DamageDeps {
  store: Pick<Store, 'quarantineBlocks' | 'quarantineBatches'>
  clock: Clock
  log: Pick<Log, 'error'>
  metrics: Pick<Metrics, 'count'>
  onChange?(topics: Topic[]): void
}

/** Blocks that are damaged, and arrivals of batches whose rows are. */
export type TellDamage = (ids: number[], arrivals?: number[]) => Promise<void>

/** Each block is told of once, whoever met it; where that fails, the next one to meet it tries again. */
export function makeDamageTeller(deps: DamageDeps): TellDamage {
  const { store, clock, log, metrics } = deps
  async function quarantine(ids: number[], arrivals: number[]): Promise<number[]> {
    const now = clock.now()
    const blocks = ids.length > 0 ? await store.quarantineBlocks({ now, ids }) : { quarantined: [] }
    const rows = arrivals.length > 0 ? await store.quarantineBatches({ now, arrivals }) : { quarantined: [] }
    return [...blocks.quarantined, ...rows.quarantined]
  }
  return async (ids, arrivals = []) => {
    if (ids.length + arrivals.length === 0) return
    try {
      const quarantined = await quarantine(ids, arrivals)
      if (quarantined.length === 0) return
      metrics.count('kijun_blocks_damaged_total', {}, quarantined.length)
      log.error({ blocks: quarantined }, 'blocks of results are damaged: their results are unknown')
      deps.onChange?.(['status', 'services'])
    } catch (err) {
      log.error(
        { err, blocks: ids, arrivals },
        'blocks of results are damaged, which could not be written down',
      )
    }
  }
}

/** The store, for everybody who reads batches. */
export function withDamageTold(store: Store, tell: TellDamage): Store {
  return {
    ...store,
    async batchesAfter(a) {
      const read = await store.batchesAfter(a)
      if (read.unreadable) await tell([], read.unreadable)
      return read
    },
    async batchesOf(a) {
      const read = await store.batchesOf(a)
      await tell(read.damaged, read.unreadable)
      return read
    },
    async batchesBetween(a) {
      const read = await store.batchesBetween(a)
      await tell(read.damaged, read.unreadable)
      return read
    },
  }
}
