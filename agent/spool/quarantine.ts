import { join } from 'node:path'
import type { SpoolFiles } from './files.ts'

/** Bytes of one quarantine file; there are at most two. */
const MAX_BYTES = 1_048_576

export interface QuarantineEntry {
  at: number
  /** Why it is here: `damaged`, or the collector's code. */
  code: string
  reason: string
  /** Where it came from: file and byte, or epoch and sequence. */
  from: string
  /** The record as text, or its bytes in base64. */
  item?: string
  base64?: string
}

/** Keeps what could not be read or was refused, for a person to look at. Bounded: the older half goes first. */
export function makeQuarantine(dir: string, files: SpoolFiles) {
  const path = join(dir, 'quarantine.jsonl')
  return {
    async put(entry: QuarantineEntry): Promise<void> {
      const line = JSON.stringify({ ...entry, base64: entry.base64?.slice(0, MAX_BYTES / 4) })
      const bytes = await files.add(path, Buffer.from(`${line}\n`))
      if (bytes > MAX_BYTES) await files.rename(path, join(dir, 'quarantine.1.jsonl'))
    },
  }
}
