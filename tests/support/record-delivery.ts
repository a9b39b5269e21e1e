import { type DeliveryRecord, type Store, StoreError } from '../../collector/store/port.ts'

/** Records the answer to one attempt; rejects with what became of it where it was not recorded. */
export async function recordDelivery(store: Store, record: DeliveryRecord): Promise<void> {
  const [became = 'not-found'] = await store.recordDeliveries({ records: [record] })
  if (became !== 'recorded') throw new StoreError(became, `delivery ${record.id}: ${became}`)
}
