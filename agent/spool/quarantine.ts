import { join } from 'node:path'
import type { SpoolFiles } from './files.ts'

/** Bytes of one quarantine file; there are at most two. */
const MAX_BYTES = 1_048_576
const LINE_END = 0x0a

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
  /** Bytes of the file; null where its last line may be cut off: before the first of this start, and after one that failed. */
  let length: number | null = null

  /** Where the stretches begin that are in here and still in the file of a segment. */
  const damaged = new Map<string, Set<number>>()

  async function look(): Promise<{ bytes: number; cutOff: boolean }> {
    try {
      const left = await files.read(path)
      return { bytes: left.length, cutOff: left.length > 0 && left.at(-1) !== LINE_END }
    } catch (error) {
      const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT'
      // One that cannot be read is put away like one that is full.
      return { bytes: isAbsent ? 0 : MAX_BYTES, cutOff: false }
    }
  }

  /** @param durable resolves when it is on the disk */
  async function put(entry: QuarantineEntry, durable = false): Promise<void> {
    const { bytes, cutOff } = length === null ? await look() : { bytes: length, cutOff: false }
    length = null
    const text = JSON.stringify({ ...entry, base64: entry.base64?.slice(0, MAX_BYTES / 4) })
    const line = Buffer.from(`${cutOff ? '\n' : ''}${text}\n`)
    if (bytes > 0 && bytes + line.length > MAX_BYTES)
      await files.rename(path, join(dir, 'quarantine.1.jsonl'))
    length = await files.add(path, line, durable)
  }

  return {
    put: (entry: QuarantineEntry) => put(entry),

    /**
     * Puts a damaged stretch of a segment's file in, once, before anybody takes it out of the file: nothing else keeps
     * it then. Rejects where the disk takes no more.
     */
    async putDamaged(segment: string, { bytes, start }: { bytes: Buffer; start: number }, at: number) {
      const known = damaged.get(segment) ?? new Set()
      if (known.has(start)) return
      const entry = { at, code: 'damaged', reason: 'CRC or framing', from: `${segment}:${start}` }
      await put({ ...entry, base64: bytes.toString('base64') }, true)
      damaged.set(segment, known.add(start))
    },
    /** Its file is another one from now on, or none. */
    forget(segment: string): void {
      damaged.delete(segment)
    },
  }
}
