/**
 * Blocks: whole batches of one agent over a stretch of a day, in compressed columns (design, rule 5). A block gives
 * the same batches back, value by value: it is read back before anybody relies on it, and what the columns cannot
 * say is kept as compressed JSON instead.
 */
import { crc32 } from 'node:zlib'
import { NumberedTexts } from '../../../rules/numbered-texts.ts'
import { eventTime } from '../../../rules/wire/event-time.ts'
import type { Anchor, Item } from '../../../rules/wire/v1.ts'
import type { StoredBatch } from '../records.ts'
import { codeTable } from './code.ts'
import { Reader, Writer } from './coder.ts'
import { codeColumn } from './column.ts'
import { Numbers } from './numbers.ts'
import { sameData } from './same.ts'
import { emptyTable, tabulate } from './table.ts'
import { packJson, unpackJson } from './texts.ts'
import { untabulate } from './untabulate.ts'

/** First byte of a block; then 4 of the checksum of what follows it, and 4 of the length of the first part. */
const COLUMNS = 1
const JSON_TEXT = 2
const CHECKED = 5
const HEADER = 9

/** The bytes of a block cannot be read: they were damaged, or a newer program wrote them. */
export class UnreadableBlock extends Error {
  constructor(why: string) {
    super(`the block cannot be read: ${why}`)
    this.name = 'UnreadableBlock'
  }
}

/** `batches` are of one agent, at least one. */
export function encodeBlock(batches: readonly StoredBatch[]): Uint8Array {
  const columns = columnsOf(batches)
  if (columns && saysTheSame(columns, batches)) return columns
  const plain = packJson(batches)
  return joined(JSON_TEXT, plain, new Uint8Array(0))
}

function saysTheSame(bytes: Uint8Array, batches: readonly StoredBatch[]): boolean {
  try {
    return sameData(decodeBlock(bytes), batches)
  } catch (error) {
    if (error instanceof UnreadableBlock) return false
    throw error
  }
}

/** @throws UnreadableBlock */
export function decodeBlock(bytes: Uint8Array): StoredBatch[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < HEADER) throw new UnreadableBlock('it is cut off')
  // Before anything is believed of it: damaged counts would ask for any amount of memory.
  if (crc32(bytes.subarray(CHECKED)) !== view.getUint32(1)) throw new UnreadableBlock('its checksum is wrong')
  const split = HEADER + view.getUint32(CHECKED)
  try {
    if (bytes[0] === JSON_TEXT) return unpackJson(bytes.subarray(HEADER, split)) as StoredBatch[]
    if (bytes[0] === COLUMNS)
      return batchesIn(
        new NumberedTexts(unpackJson(bytes.subarray(HEADER, split)) as string[]),
        bytes.subarray(split),
      )
  } catch (error) {
    throw new UnreadableBlock(error instanceof Error ? error.message : String(error))
  }
  throw new UnreadableBlock(`its form ${bytes[0]} is not known`)
}

/** Null where numbers are beyond what columns hold. */
function columnsOf(batches: readonly StoredBatch[]): Uint8Array | null {
  try {
    const table = tabulate(batches)
    const writer = new Writer()
    codeTable(writer, table)
    codeReceipts(
      writer,
      Float64Array.from(batches, (batch) => batch.receivedAt),
      batches,
    )
    return joined(COLUMNS, packJson(table.texts.all), writer.finish())
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function batchesIn(texts: NumberedTexts, bytes: Uint8Array): StoredBatch[] {
  const reader = new Reader(bytes)
  const table = emptyTable(texts)
  codeTable(reader, table)
  const batches = untabulate(table)
  const receivedAt = new Float64Array(batches.length)
  codeReceipts(reader, receivedAt, batches)
  for (const [index, batch] of batches.entries()) batch.receivedAt = receivedAt[index] as number
  return batches
}

/** A batch comes soon after the end of its last item. */
function codeReceipts(
  coder: Writer | Reader,
  receivedAt: Float64Array,
  batches: readonly StoredBatch[],
): void {
  codeColumn(coder, new Numbers(), receivedAt, {
    before: Int32Array.from({ length: batches.length }, (_, row) => row - 1),
    beside: [{ numbers: Float64Array.from(batches, endOf), decimals: 0 }],
  })
}

function endOf({ base, items }: { base: Anchor; items: readonly Item[] }): number {
  let anchor = base
  let end = eventTime(base, base.mono)
  for (const item of items) {
    if (item.kind === 'anchor') anchor = item
    if (item.kind === 'result') end = eventTime(anchor, item.finished)
    else if (item.kind === 'skipped') end = eventTime(anchor, item.planned)
  }
  return end
}

function joined(form: number, first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(HEADER + first.length + second.length)
  const view = new DataView(bytes.buffer)
  bytes[0] = form
  view.setUint32(CHECKED, first.length)
  bytes.set(first, HEADER)
  bytes.set(second, HEADER + first.length)
  view.setUint32(1, crc32(bytes.subarray(CHECKED)))
  return bytes
}
