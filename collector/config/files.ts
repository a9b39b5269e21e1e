import { readFileSync, statSync } from 'node:fs'
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
  let bytes: Buffer
  try {
    const stat = statSync(file)
    if (stat.isDirectory()) return { code: 'file-unreadable', message: 'is a directory, not a file' }
    if (stat.size > maxBytes)
      return { code: 'file-unreadable', message: `is larger than ${maxBytes / 1024 / 1024} MiB` }
    bytes = readFileSync(file)
  } catch (error) {
    return { code: 'file-unreadable', message: reasonOf(error) }
  }
  for (const encoding of encodings) {
    const text = decoded(bytes, encoding)
    if (text !== null) return { text, bytes }
  }
  return { code: 'file-encoding', message: 'is not UTF-8 text' }
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
