/** How many partitions services hash to (design, rule 8). Changing it is a migration. */
export const PARTITIONS = 64

/** Partition of a service: FNV-1a over the UTF-16 code units of its id, modulo `PARTITIONS`. */
export function partitionOf(service: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < service.length; i += 1) {
    hash ^= service.charCodeAt(i)
    hash = Math.imul(hash, 0x01000193)
  }
  return (hash >>> 0) % PARTITIONS
}
