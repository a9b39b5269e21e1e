import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import type { ConfigCode } from './findings.ts'

/** Bytes of one configuration file, of one list of users, and of one list of holidays. */
export const MAX_CONFIG_BYTES = 16 * 1024 * 1024
export const MAX_USERS_BYTES = 256 * 1024 * 1024
export const MAX_HOLIDAYS_BYTES = 4 * 1024 * 1024

/** A file that another file names: relative to the one that names it. */
export function besides(file: string, named: string): string {
  return isAbsolute(named) ? named : join(dirname(file), named)
}

export type ReadText = { text: string; bytes: Uint8Array } | { code: ConfigCode; message: string }

/**
 * A file's text, decoded strictly with the first of `encodings` that fits (a byte order mark is dropped),
 * or the reason why there is none. Never part of the content is in the reason.
 */
export function readText(file: string, maxBytes: number, encodings: string[] = ['utf-8']): ReadText {
  let bytes: Buffer | null
  try {
    bytes = readBounded(file, maxBytes)
  } catch (error) {
    return { code: 'file-unreadable', message: reasonOf(error) }
  }
  if (!bytes) return { code: 'file-unreadable', message: `is larger than ${showSize(maxBytes)}` }
  for (const encoding of encodings) {
    const text = decoded(bytes, encoding)
    if (text !== null) return { text, bytes }
  }
  const accepted = encodings.map((encoding) => NAMES[encoding] ?? encoding)
  const message =
    accepted.length > 1 ? `is neither ${accepted.join(' nor ')} text` : `is not ${accepted[0]} text`
  return { code: 'file-encoding', message }
}

const NAMES: Record<string, string> = { 'utf-8': 'UTF-8', shift_jis: 'Shift_JIS' }
const CHUNK_BYTES = 1024 * 1024

/** All bytes of a file or pipe; null where there are more than `maxBytes` (a device may have no end). */
function readBounded(file: string, maxBytes: number): Buffer | null {
  const opened = openSync(file, 'r')
  try {
    if (fstatSync(opened).size > maxBytes) return null
    const chunks: Buffer[] = []
    let total = 0
    for (;;) {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, maxBytes + 1 - total))
      const read = readSync(opened, chunk)
      if (read === 0) return Buffer.concat(chunks)
      chunks.push(chunk.subarray(0, read))
      total += read
      if (total > maxBytes) return null
    }
  } finally {
    closeSync(opened)
  }
}

function showSize(bytes: number): string {
  const mebi = bytes / 1024 / 1024
  return mebi >= 1 ? `${mebi} MiB` : `${bytes / 1024} KiB`
}

function decoded(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null // Not this encoding: the caller tries the next one.
    throw error
  }
}

const REASONS: Record<string, string> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a directory, not a file',
  ENOTDIR: 'lies below something that is no directory',
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  return REASONS[code] ?? `cannot be read (${code})`
}
