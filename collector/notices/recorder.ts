/** Records answers of receivers: those that come while some are being written go together next, in one commit. */
import { type DeliveryRecord, type Store, StoreError } from '../store/port.ts'

/** Answers of one commit at most. */
const TOGETHER = 200

/** Rejects with the store's error, or with what keeps this one answer from being recorded. */
export type Recorder = (record: DeliveryRecord) => Promise<void>

export function makeRecorder(store: Pick<Store, 'recordDeliveries'>): Recorder {
  /** As many as are under way over all channels, at most. */
  let waiting: { record: DeliveryRecord; resolve(): void; reject(error: unknown): void }[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    // Those that were answered in the same turn go together.
    await null
    while (waiting.length > 0) {
      const some = waiting.slice(0, TOGETHER)
      waiting = waiting.slice(TOGETHER)
      try {
        const recorded = await store.recordDeliveries({ records: some.map(({ record }) => record) })
        for (const [i, { record, resolve, reject }] of some.entries()) {
          const became = recorded[i] ?? 'not-found'
          if (became === 'recorded') resolve()
          else reject(new StoreError(became, `the answer to delivery ${record.id} was not recorded`))
        }
      } catch (error) {
        for (const { reject } of some) reject(error)
      }
    }
    running = false
  }

  return (record) =>
    new Promise((resolve, reject) => {
      waiting.push({ record, resolve, reject })
      if (!running) void run()
    })
}
