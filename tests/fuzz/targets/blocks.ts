/** Blocks of results: whatever was stored comes out of them again, and what a disk made of one is refused. */

import { decodeBlock, encodeBlock, UnreadableBlock } from '../../../collector/store/block/block.ts'
import { sameData } from '../../../collector/store/block/same.ts'
import type { StoredBatch } from '../../../collector/store/records.ts'
import { isBatchFrame, isItem } from '../../../rules/wire/v1.generated.js'
import { mutateBytes } from '../mutate/bytes.ts'
import { mutateJson } from '../mutate/json.ts'
import { hold, plain, turn } from '../target.ts'

const AT = Date.UTC(2026, 10, 21)
const EPOCH = '7d3f0c1e-9a52-4b7e-8f61-2c5d9e0ab314'
const AGENT = '0c5a2b9e-1111-4222-8333-944455556666'
const base = { seq: 1, mono: 0, wall: AT, offset: -3.25, uncertainty: 1.5 }

function batch(n: number): StoredBatch {
  const mono = n * 60_000
  const run = { planned: mono, started: mono + 3, finished: mono + 40 + n }
  const [ok, failed] = [
    { ...run, outcome: 'ok' as const, values: { connect_ms: 2.5 + n / 8, status: 200 } },
    { ...run, outcome: 'failed' as const, reason: 'refused', message: 'ECONNREFUSED あ' },
  ]
  const of = { kind: 'result' as const, check: 'shop/web/alive', revision: 1, attempt: 0 }
  return {
    ...{ arrival: n + 1, agentId: AGENT, epoch: EPOCH, receivedAt: AT + mono + 700, base },
    items: [
      { kind: 'anchor', ...base, seq: 5 * n + 2, mono },
      { ...of, ...ok, seq: 5 * n + 3 },
      { ...of, ...failed, seq: 5 * n + 4, check: 'shop/web/works' },
      { kind: 'skipped', seq: 5 * n + 5, check: 'shop/web/slow', planned: mono, reason: 'still-running' },
      {
        ...{ kind: 'lost', seq: 5 * n + 6, epoch: EPOCH, from: 1, to: 2, count: 2, bytes: 200 },
        ...{ firstAt: AT, lastAt: null, reason: 'evicted-age' },
      },
    ],
  }
}
const whole = [0, 1, 2, 3].map(batch)

/** Batches as the store may hold them; null for any other document. */
function batchesOf(data: Buffer): StoredBatch[] | null {
  let value: unknown
  try {
    value = JSON.parse(data.toString('utf8'))
  } catch {
    return null
  }
  if (!Array.isArray(value) || value.length === 0) return null
  return value.every(isStored) ? (value as StoredBatch[]) : null
}

function isStored(one: Partial<StoredBatch> | null): boolean {
  if (typeof one !== 'object' || one === null || Object.keys(one).length !== 6) return false
  const { arrival, receivedAt, epoch, base: own, items, agentId } = one
  return (
    [arrival, receivedAt].every((n) => Number.isSafeInteger(n) && Number(n) >= 0) &&
    agentId === AGENT &&
    isBatchFrame({ wire: 1, epoch, sentAt: 0, base: own, items }) &&
    (items ?? []).every(isItem)
  )
}

export const blocks = plain({
  name: 'blocks',
  about: 'batches of any content: the same value by value after they were put into a block',
  seeds: () => [
    { name: 'four batches', data: Buffer.from(JSON.stringify(whole)) },
    { name: 'one', data: Buffer.from(JSON.stringify(whole.slice(0, 1))) },
  ],
  mutate: (data, random, seeds) => mutateJson(data, random, seeds, ['ok', 'unknown', 'shop/web/alive', 'x']),
  async run(data) {
    const batches = batchesOf(data)
    if (!batches) return
    const bytes = encodeBlock(batches)
    await turn()
    hold(sameData(decodeBlock(bytes), batches), 'another content comes out of its block')
  },
})

const sound = [Buffer.from(encodeBlock(whole)), Buffer.from(encodeBlock(whole.slice(0, 1)))]

export const blocksDamaged = plain({
  name: 'blocks-damaged',
  about: 'blocks whose bytes a disk changed: refused as unreadable, and never read as something else',
  seeds: () => sound.map((data, index) => ({ name: `block ${index}`, data })),
  mutate: (data, random, seeds) => mutateBytes(data, random, seeds),
  run(data) {
    let read: StoredBatch[]
    try {
      read = decodeBlock(data)
    } catch (error) {
      hold(error instanceof UnreadableBlock, `refused by ${String(error)}`)
      return
    }
    hold(
      sound.some((one) => one.equals(data)) || [whole, whole.slice(0, 1)].some((one) => sameData(one, read)),
      'a damaged block was read as something else',
    )
  },
})
