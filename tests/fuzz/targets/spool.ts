/** What the agent finds on its disk when it starts: segments and journals as a crash, a bad disk or an enemy left them. */

import { isDeepStrictEqual } from 'node:util'
import { crc32, encodeFrame, scanFrames } from '../../../agent/spool/frame.ts'
import { openSpool } from '../../../agent/spool/spool.ts'
import type { Batch, NewItem, Spool } from '../../../agent/spool/types.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import { makeMemoryFiles } from '../../agent/spool/memory-files.ts'
import type { Random } from '../../support/random.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'
import { mutateBytes } from '../mutate/bytes.ts'
import { mutateJson } from '../mutate/json.ts'
import { hold, plain, type Seed, type Target } from '../target.ts'

const EPOCH = '7d3f0c1e-9a52-4b7e-8f61-2c5d9e0ab314'
const NEXT_EPOCH = '0c5a2b9e-1111-4222-8333-944455556666'
const DIR = '/s'
const LIMIT = { items: 500, bytes: 1_000_000 }
const log = { info() {}, warn() {}, error() {} }

type Disk = Map<string, Buffer>

/** Files one after the other: name, a line feed, the length, a line feed, the bytes. */
const pack = (disk: Disk): Buffer =>
  Buffer.concat(
    [...disk].flatMap(([name, data]) => [Buffer.from(`${name}\n${data.length}\n`, 'latin1'), data]),
  )

function unpack(data: Buffer): Disk {
  const disk: Disk = new Map()
  let at = 0
  const line = () => {
    const end = data.indexOf(0x0a, at)
    const text = data.toString('latin1', at, end < 0 ? data.length : end)
    at = end < 0 ? data.length : end + 1
    return text
  }
  while (at < data.length) {
    const name = line()
    const length = Math.max(0, Math.min(data.length, Number(line()) || 0))
    if (name !== '' && !name.includes('/')) disk.set(name, data.subarray(at, at + length))
    at += length
  }
  return disk
}

const anchor = (mono: number): NewItem => ({
  ...{ kind: 'anchor', mono, wall: 1_790_000_000_000 + mono, offset: null, uncertainty: null },
})
const result = (n: number): NewItem => ({
  ...{ kind: 'result', check: 'shop/web/alive', revision: 1, planned: n, started: n, finished: n + 1 },
  ...{ outcome: 'ok', attempt: 0, message: 'あ'.repeat(n % 7) },
})

async function open(files: ReturnType<typeof makeMemoryFiles>, epoch: string): Promise<Spool> {
  const spool = await openSpool({
    ...{
      dir: DIR,
      epoch,
      maxBytes: 1_000_000,
      maxAgeMs: 86_400_000,
      segmentBytes: 900,
      files: files.port,
      log,
    },
    clock: makeVirtualClock(),
  })
  await spool.recovered
  return spool
}

/** Every record that was ever written, and a disk with the first of them answered. */
async function written(): Promise<{ disk: Disk; items: Map<number, Item>; acked: Set<number> }> {
  const files = makeMemoryFiles()
  const spool = await open(files, EPOCH)
  const items = new Map<number, Item>()
  const put = (item: NewItem) => {
    const seq = spool.put(item)
    items.set(seq, { ...item, seq } as Item)
  }
  put(anchor(0))
  for (let n = 1; n <= 16; n += 1) put(n % 6 === 0 ? anchor(n) : result(n))
  await spool.flush()
  const acked = new Set<number>()
  for (const { to } of [{ to: 3 }, { to: 5 }]) {
    const batch = spool.live({ items: 100, bytes: 100_000 }) as Batch
    const seqs = batch.entries.map(({ seq }) => seq).filter((seq) => seq <= to && seq > 1)
    await spool.settle(batch, { accepted: seqs.map((seq) => [seq, seq]), rejected: [] })
    for (const seq of seqs) acked.add(seq)
  }
  await spool.close()
  const disk: Disk = new Map(
    [...files.files].map(([path, { content }]) => [path.slice(DIR.length + 1), content]),
  )
  return { disk, items, acked }
}

const truth = written()

async function start(
  disk: Disk,
): Promise<{ spool: Spool; items: { epoch: string; item: Item; text: string }[]; quarantine: string }> {
  const files = makeMemoryFiles()
  for (const [name, content] of disk) files.files.set(`${DIR}/${name}`, { synced: content, content })
  const spool = await open(files, NEXT_EPOCH)
  spool.put(anchor(0))
  const items: { epoch: string; item: Item; text: string }[] = []
  for (let n = 0; ; n += 1) {
    await spool.flush()
    // As the sender chooses: what the backlog found damaged is told with the live ones.
    const batch: Batch | null = spool.live(LIMIT) ?? (await spool.backlog(LIMIT)) ?? spool.live(LIMIT)
    if (!batch) break
    hold(n < 100, 'what is answered comes again and again')
    hold(batch.base.seq <= (batch.entries[0]?.seq ?? 0), 'a batch begins before the anchor that explains it')
    for (const { text, seq } of batch.entries) {
      const item = JSON.parse(text) as Item
      hold(item.seq === seq, `number ${seq} is told of a record that says ${item.seq}`)
      items.push({ epoch: batch.epoch, item, text })
    }
    await spool.settle(batch, { accepted: batch.entries.map(({ seq }) => [seq, seq]), rejected: [] })
  }
  const quarantine = files.files.get(`${DIR}/quarantine.jsonl`)?.content.toString() ?? ''
  await spool.close()
  return { spool, items, quarantine }
}

const seeds = async (): Promise<Seed[]> => [
  { name: 'a spool of one earlier start', data: pack((await truth).disk) },
]

/** One of the files, changed. */
function damaged(data: Buffer, random: Random, change: (content: Buffer, name: string) => Buffer): Buffer {
  const disk = unpack(data)
  for (let times = 1 + random.below(2); times > 0; times -= 1) {
    const name = random.pick([...disk.keys()])
    disk.set(name, change(disk.get(name) ?? Buffer.alloc(0), name))
  }
  return pack(disk)
}

/** Bytes flipped, zeroed, cut, doubled: nothing that was not written is sent, and what is gone is told. */
export const spool: Target = plain({
  name: 'spool',
  about:
    'damaged segments and journals: the agent starts, sends only what was written, sets aside and counts the rest',
  seeds,
  mutate: (data, random) =>
    damaged(data, random, (content) => mutateBytes(content, random, [{ name: '', data: content }])),
  async run(data) {
    const { items: known, acked } = await truth
    const disk = unpack(data)
    const { spool: opened, items, quarantine } = await start(disk)
    const seen = new Set<number>()
    const told = items.flatMap(({ item }) =>
      item.kind === 'lost' && item.epoch === EPOCH ? [[item.from, item.to]] : [],
    )
    for (const { epoch, item } of items) {
      if (epoch !== EPOCH) continue
      hold(isDeepStrictEqual(item, known.get(item.seq)), `sent, and never written: ${JSON.stringify(item)}`)
      hold(!seen.has(item.seq), `record ${item.seq} is sent twice`)
      seen.add(item.seq)
    }
    const segments = [...disk].filter(([name]) => name.endsWith(`${EPOCH}.seg`))
    if (segments.some(([, content]) => scanFrames(content).damaged.length > 0))
      hold(opened.stats().quarantined > 0 && quarantine !== '', 'damage was neither counted nor set aside')
    for (const [, content] of segments) {
      const { frames, damaged: gone } = scanFrames(content)
      const seqs = frames.map(({ seq }) => seq).filter((seq) => seq > 0)
      if (gone.length === 0 || seqs.length === 0) continue
      // Only where a later record stands behind the damage can its numbers be known.
      for (let seq = Math.min(...seqs); seq <= Math.max(...seqs); seq += 1)
        hold(
          seen.has(seq) || acked.has(seq) || told.some(([from = 0, to = 0]) => from <= seq && seq <= to),
          `record ${seq} is gone, and nobody was told`,
        )
    }
  },
})

/** Records whose checksum is right and whose content is nonsense: as memory that went bad before it was written would leave them. */
export const forged: Target = plain({
  name: 'spool-forged',
  about:
    'segments with right checksums around wrong content: the agent starts, and comes to an end with them',
  seeds,
  mutate: (data, random) =>
    damaged(data, random, (content, name) => {
      if (name.endsWith('.ack')) return forgedAcks(content, random)
      const frames = scanFrames(content).frames
      if (frames.length === 0) return mutateBytes(content, random, [])
      const chosen = random.below(frames.length)
      return Buffer.concat(
        frames.map((frame, index) => {
          const text = frame.text()
          if (index !== chosen) return encodeFrame({ ...frame, text })
          return random.once(2)
            ? encodeFrame({
                ...frame,
                text: mutateJson(Buffer.from(text), random, []).toString('utf8').slice(0, 20_000),
              })
            : encodeFrame({
                ...frame,
                text,
                seq: random.pick([
                  0,
                  -1,
                  1.5,
                  Number.NaN,
                  Infinity,
                  2 ** 53,
                  1e300,
                  1,
                  17,
                  frame.seq + 1_000_000,
                ]),
                at: random.pick([frame.at, Number.NaN, -1, Infinity, 1e300]),
              })
        }),
      )
    }),
  async run(data) {
    const { spool: opened, items } = await start(unpack(data))
    const { waiting } = opened.stats()
    hold(waiting === 0, `${waiting} records wait for ever`)
    for (const { item } of items)
      hold(Number.isSafeInteger(item.seq) && item.seq >= 1, `number ${item.seq} is sent`)
  },
})

function forgedAcks(content: Buffer, random: Random): Buffer {
  const records = Math.max(1, Math.floor(content.length / 20))
  const data = Buffer.alloc(records * 20)
  content.copy(data, 0, 0, data.length)
  const at = random.below(records) * 20
  data.writeDoubleLE(random.pick([0, -1, Number.NaN, 2, 1e300, -Infinity]), at)
  data.writeDoubleLE(random.pick([0, -1, Number.NaN, 9, 1e300, Infinity]), at + 8)
  data.writeUInt32LE(crc32(data.subarray(at, at + 16)), at + 16)
  return data
}
