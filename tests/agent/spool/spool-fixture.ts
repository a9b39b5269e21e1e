import { randomUUID } from 'node:crypto'
import type { SpoolFiles } from '../../../agent/spool/files.ts'
import { openSpool } from '../../../agent/spool/spool.ts'
import type { Batch, NewItem, Spool, SpoolOptions } from '../../../agent/spool/types.ts'
import type { Item, LostItem } from '../../../rules/wire/v1.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

export const silentLog = { info() {}, warn() {}, error() {} }
export const clock = makeVirtualClock()
export const LIMIT = { items: 500, bytes: 1_000_000 }

export const anchorItem: NewItem = {
  kind: 'anchor',
  mono: 0,
  wall: 1_790_000_000_000,
  offset: null,
  uncertainty: null,
}
export const result = (n: number): NewItem => ({
  kind: 'result',
  check: 'shop/web/alive',
  revision: 1,
  planned: n,
  started: n,
  finished: n + 1,
  outcome: 'ok',
  attempt: 0,
})

/** Opens a spool and puts the anchor that begins its epoch. */
export async function open(
  dir: string,
  files?: SpoolFiles,
  more: Partial<SpoolOptions> = {},
): Promise<Spool> {
  const spool = await openSpool({
    dir,
    epoch: randomUUID(),
    maxBytes: 1_000_000,
    maxAgeMs: 86_400_000,
    clock,
    log: silentLog,
    ...(files ? { files } : {}),
    ...more,
  })
  await spool.recovered
  spool.put(anchorItem)
  return spool
}

/** Everything that a sender would get, in order, accepted as it comes. */
export async function drain(spool: Spool): Promise<{ epoch: string; item: Item }[]> {
  const all: { epoch: string; item: Item }[] = []
  await spool.flush()
  const take = async (batch: Batch) => {
    for (const { text } of batch.entries) all.push({ epoch: batch.epoch, item: JSON.parse(text) as Item })
    await spool.settle(batch, { accepted: batch.entries.map(({ seq }) => [seq, seq]), rejected: [] })
  }
  for (let batch = spool.live(LIMIT); batch; batch = spool.live(LIMIT)) await take(batch)
  for (let batch = await spool.backlog(LIMIT); batch; batch = await spool.backlog(LIMIT)) await take(batch)
  for (let batch = spool.live(LIMIT); batch; batch = spool.live(LIMIT)) await take(batch)
  return all
}

export const lostOf = (items: { item: Item }[]): LostItem[] =>
  items.map(({ item }) => item).filter((item): item is LostItem => item.kind === 'lost')
