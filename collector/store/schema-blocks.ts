/** The tables of results in blocks and of how long they are kept, as Kysely sees them (see `schema.ts`). */

export interface BlockTable {
  id: number
  agent_id: string
  day_at: number
  from_at: number
  to_at: number
  up_to: number
  earliest_at: number
  latest_at: number
  first_arrival: number
  last_arrival: number
  batches: number
  results: number
  services: string
  bytes: number
  digest: string
  written_at: number
  clearing: number
  entry_id: string | null
  damaged_at: number | null
  thinned_at: number | null
  origins: string | null
}
export interface BlockBodyTable {
  block_id: number
  body: Uint8Array
}
export interface BlockPartitionTable {
  partition_no: number
  block_id: number
}
export interface LegalHoldTable {
  id: string
  service: string
  from_at: number
  to_at: number | null
  comment: Uint8Array
  key: Uint8Array
  set_at: number
  set_by: string
  lifted_at: number | null
}
export interface RetentionLookTable {
  id: number
  at: number
  since: number
  kept: string
}
export interface BlockNumberTable {
  id: number
  last: number
}
export interface ExpiredDayTable {
  service: string
  day_at: number
  from_at: number
  to_at: number
}
export interface CompactedReceiptTable {
  received_at: number
  batches: number
  items: number
}
