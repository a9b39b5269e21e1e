/** Who meets a damaged block tells of it at once: in the ledger, the log, the metrics and on the console. */
import type { Topic } from '../rules/api/types.ts'
import type { Clock } from '../rules/clock.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Store } from './store/port.ts'

export interface DamageDeps {
  store: Pick<Store, 'quarantineBlocks'>
  clock: Clock
  log: Pick<Log, 'error'>
  metrics: Pick<Metrics, 'count'>
  onChange?(topics: Topic[]): void
}

/** Each block is told of once, whoever met it; where that fails, the next one to meet it tries again. */
export function makeDamageTeller(deps: DamageDeps): (ids: number[]) => Promise<void> {
  const { store, clock, log, metrics } = deps
  return async (ids) => {
    if (ids.length === 0) return
    try {
      const { quarantined } = await store.quarantineBlocks({ now: clock.now(), ids })
      if (quarantined.length === 0) return
      metrics.count('kijun_blocks_damaged_total', {}, quarantined.length)
      log.error({ blocks: quarantined }, 'blocks of results are damaged: their results are unknown')
      deps.onChange?.(['status', 'services'])
    } catch (err) {
      log.error({ err, blocks: ids }, 'blocks of results are damaged, which could not be written down')
    }
  }
}

/** The store, for everybody who reads batches. */
export function withDamageTold(store: Store, tell: (ids: number[]) => Promise<void>): Store {
  return {
    ...store,
    async batchesOf(a) {
      const read = await store.batchesOf(a)
      await tell(read.damaged)
      return read
    },
    async batchesBetween(a) {
      const read = await store.batchesBetween(a)
      await tell(read.damaged)
      return read
    },
  }
}
