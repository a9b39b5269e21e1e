/** JSON, compressed: the texts of a block, and what its columns cannot say. */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 9 } }

export function packJson(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value), LEVEL)
}

export function unpackJson(bytes: Uint8Array): unknown {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8'))
}
