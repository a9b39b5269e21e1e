import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { crc32, encodeFrame, FRAME_KINDS } from '../../../agent/spool/frame.ts'
import { makeMemoryFiles } from './memory-files.ts'
import { anchorItem, clock, drain, LIMIT, lostOf, open, result } from './spool-fixture.ts'

const temporary = () => mkdtempSync(join(tmpdir(), 'kijun-spool-'))
const segmentsIn = (dir: string) => readdirSync(dir).filter((name) => name.endsWith('.seg'))

test('what was put comes back after a restart, with its epoch and its base anchor', async () => {
  const dir = temporary()
  const first = await open(dir)
  for (let n = 1; n <= 5; n += 1) first.put(result(n))
  first.put({ ...anchorItem, kind: 'anchor', mono: 9, wall: 1_790_000_000_009, offset: 3, uncertainty: 1 })
  first.put(result(6))
  await first.close()

  const second = await open(dir)
  const batch = await second.backlog(LIMIT)
  expect(batch?.epoch).toBe(first.epoch)
  expect(batch?.base).toEqual({ seq: 1, mono: 0, wall: 1_790_000_000_000, offset: null, uncertainty: null })
  expect(batch?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  // After the first seven are answered, the anchor inside is the base of the rest.
  if (!batch) throw new Error('no backlog')
  await second.settle(batch, { accepted: [[1, 7]], rejected: [] })
  const rest = await second.backlog(LIMIT)
  expect(rest?.base).toMatchObject({ seq: 7, mono: 9, offset: 3 })
  expect(rest?.entries.map(({ seq }) => seq)).toEqual([8])
  await second.close()

  // The answer outlives the restart too.
  const third = await open(dir)
  expect((await third.backlog(LIMIT))?.entries.map(({ seq }) => seq)).toEqual([8])
  await third.close()
})

test('live gives the newest first, the backlog the rest, and nothing is given twice', async () => {
  const { port } = makeMemoryFiles()
  const spool = await open('/s', port, { segmentBytes: 20_000, maxBytes: 100_000_000 })
  for (let n = 1; n <= 3000; n += 1) {
    spool.put(result(n))
    if (n % 100 === 0) await spool.flush()
  }
  const live = spool.live({ items: 10, bytes: 1_000_000 })
  expect(live?.entries.map(({ seq }) => seq)).toEqual([
    2992, 2993, 2994, 2995, 2996, 2997, 2998, 2999, 3000, 3001,
  ])
  const oldest = await spool.backlog({ items: 3, bytes: 1_000_000 })
  expect(oldest?.entries.map(({ seq }) => seq)).toEqual([1, 2, 3])
  const all = await drain(spool)
  expect(all.length).toBe(3001)
  expect(new Set(all.map(({ item }) => item.seq)).size).toBe(3001)
  expect(spool.stats().waiting).toBe(0)
})

test('a file cut at any byte keeps every whole record and tells of the torn one', async () => {
  const dir = temporary()
  const spool = await open(dir)
  for (let n = 1; n <= 3; n += 1) spool.put(result(n))
  await spool.close()
  const [name] = segmentsIn(dir)
  if (!name) throw new Error('no segment')
  const whole = readFileSync(join(dir, name))
  const ends = [...whole.toString('latin1').matchAll(/\xff\x4b\xfe\x4a/g)].map(({ index }) => index).slice(1)
  ends.push(whole.length)

  for (let cut = 0; cut < whole.length; cut += 1) {
    const { port, files } = makeMemoryFiles()
    const content = whole.subarray(0, cut)
    files.set(`/s/${name}`, { synced: content, content })
    const next = await open('/s', port)
    const all = await drain(next)
    const old = all.filter(({ epoch, item }) => epoch === spool.epoch && item.kind !== 'lost')
    // The first end is the header's.
    const kept = ends.filter((end) => end <= cut).length - 1
    expect(old.length, `cut at ${cut}`).toBe(Math.max(0, kept))
    const torn = cut > 0 && !ends.includes(cut)
    expect(
      lostOf(all).map(({ reason, epoch, count }) => ({ reason, epoch, count })),
      `cut at ${cut}`,
    ).toEqual(torn ? [{ reason: 'quarantined', epoch: spool.epoch, count: 1 }] : [])
  }
})

test('a flipped bit costs one record; the rest stays and the damage is told once', async () => {
  const dir = temporary()
  const spool = await open(dir)
  for (let n = 1; n <= 4; n += 1) spool.put(result(n))
  await spool.close()
  const [name] = segmentsIn(dir)
  if (!name) throw new Error('no segment')
  const whole = readFileSync(join(dir, name))
  const starts = [...whole.toString('latin1').matchAll(/\xff\x4b\xfe\x4a/g)].map(({ index }) => index)

  for (let byte = starts[1] ?? 0; byte < whole.length; byte += 1) {
    const content = Buffer.from(whole)
    content.writeUInt8((content[byte] ?? 0) ^ (1 << (byte % 8)), byte)
    const { port, files } = makeMemoryFiles()
    files.set(`/s/${name}`, { synced: content, content })
    // The record that holds the byte: the header is 0, the anchor is 1.
    const hit = starts.filter((start) => start <= byte).length - 1
    const once = await open('/s', port)
    await once.flush()
    const backlog = (await once.backlog(LIMIT))?.entries.map(({ seq }) => seq)
    expect(backlog, `byte ${byte}`).toEqual([1, 2, 3, 4, 5].filter((seq) => seq !== hit))
    expect(once.stats().quarantined).toBe(1)
    await once.close()
    const again = await open('/s', port)
    const lost = lostOf(await drain(again))
    expect(lost.map(({ from, to, count, epoch }) => ({ from, to, count, epoch }))).toEqual([
      { from: hit, to: hit, count: 1, epoch: spool.epoch },
    ])
    expect(again.stats().quarantined).toBe(0)
    await again.close()
  }
})

test('a damaged header takes the anchor from the records', async () => {
  const dir = temporary()
  const spool = await open(dir)
  spool.put(result(1))
  await spool.close()
  const [name] = segmentsIn(dir)
  if (!name) throw new Error('no segment')
  const content = readFileSync(join(dir, name))
  content.writeUInt8(0x20, 40)
  writeFileSync(join(dir, name), content)
  const next = await open(dir)
  const batch = await next.backlog(LIMIT)
  expect(batch?.base.seq).toBe(1)
  expect(batch?.entries.map(({ seq }) => seq)).toEqual([1, 2])
  await next.close()
})

test('beyond its bytes the oldest go, counted and told with their range', async () => {
  const { port } = makeMemoryFiles()
  const spool = await open('/s', port, { maxBytes: 80_000, segmentBytes: 10_000 })
  const put = 2000
  for (let n = 1; n <= put; n += 1) {
    spool.put(result(n))
    await spool.flush()
  }
  expect(spool.stats().bytes).toBeLessThan(95_000)
  const all = await drain(spool)
  const lost = lostOf(all)
  const counted = lost.reduce((sum, { count }) => sum + count, 0)
  expect(counted).toBe(spool.stats().evicted)
  expect(lost.every(({ reason }) => reason === 'evicted-bytes')).toBe(true)
  expect(Math.min(...lost.map(({ from }) => from))).toBe(1)
  // Every record is either there or counted.
  const there = all.filter(({ item }) => item.kind !== 'lost').length
  expect(there + counted).toBe(put + 1)
})

test('beyond its age the oldest go', async () => {
  const { port } = makeMemoryFiles()
  const spool = await open('/s', port, { maxAgeMs: 60_000, segmentBytes: 4000 })
  // A whole segment, anchor and all; the next one is being written, whatever its age.
  for (let n = 1; n <= 40; n += 1) spool.put(result(n))
  await spool.flush()
  await clock.advance(61_000)
  spool.put(result(41))
  await spool.flush()
  const all = await drain(spool)
  expect(lostOf(all)).toMatchObject([{ reason: 'evicted-age', from: 1, to: 25, count: 25 }])
  expect(all.filter(({ item }) => item.kind === 'result').map(({ item }) => item.seq)).toContain(26)
})

test('a stepped wall clock evicts nothing of this start', async () => {
  const { port } = makeMemoryFiles()
  const spool = await open('/s', port, { maxAgeMs: 60_000, segmentBytes: 4000 })
  for (let n = 1; n <= 40; n += 1) spool.put(result(n))
  await spool.flush()
  clock.stepWall(10 * 365 * 86_400_000)
  spool.put(result(41))
  await spool.flush()
  expect(spool.stats().evicted).toBe(0)
  clock.stepWall(-10 * 365 * 86_400_000)
})

test('what goes is told with times that the collector takes, whatever the wall clock did meanwhile', async () => {
  const { port } = makeMemoryFiles()
  const spool = await open('/s', port, { maxAgeMs: 60_000, segmentBytes: 4000 })
  const begunAt = clock.now()
  spool.put(result(1))
  await spool.flush()
  clock.stepWall(-2 * 86_400_000)
  for (let n = 2; n <= 40; n += 1) spool.put(result(n))
  await spool.flush()
  await clock.advance(61_000)
  spool.put(result(41))
  await spool.flush()
  clock.stepWall(2 * 86_400_000)
  const [lost] = lostOf(await drain(spool))
  expect(lost).toMatchObject({ from: 1, firstAt: begunAt - 2 * 86_400_000, lastAt: begunAt })
})

test('on a full disk records are still sent from memory; what memory gave up is told afterwards', async () => {
  const { port, state } = makeMemoryFiles()
  const spool = await open('/s', port)
  await spool.flush()
  state.room = 0
  for (let n = 1; n <= 1500; n += 1) spool.put(result(n))
  await spool.flush()
  expect(spool.stats()).toMatchObject({ failing: true, diskFull: 500 })
  const live = spool.live(LIMIT)
  expect(live?.entries.length).toBe(500)
  if (!live) throw new Error('nothing live')
  await spool.settle(live, { accepted: live.entries.map(({ seq }) => [seq, seq]), rejected: [] })
  expect(spool.stats().waiting).toBeLessThan(1000)

  state.room = Number.POSITIVE_INFINITY
  await clock.advance(1000)
  await spool.flush()
  expect(spool.stats().failing).toBe(false)
  const rest = await drain(spool)
  const seen = new Set([...live.entries.map(({ seq }) => seq), ...rest.map(({ item }) => item.seq)])
  const lost = lostOf(rest)
  expect(lost).toMatchObject([{ reason: 'disk-full', epoch: spool.epoch, count: 500 }])
  const records = 1501
  expect([...seen].filter((seq) => seq <= records).length + 500).toBe(records)
})

test('a write that failed half way leaves nothing that a reader would take for damage', async () => {
  const { port, state, files } = makeMemoryFiles()
  const spool = await open('/s', port)
  await spool.flush()
  const used = [...files.values()].reduce((sum, { content }) => sum + content.length, 0)
  state.room = used + 50
  spool.put(result(1))
  await spool.flush()
  expect(spool.stats().failing).toBe(true)
  state.room = Number.POSITIVE_INFINITY
  await clock.advance(1000)
  await spool.close()
  const next = await open('/s', port)
  expect((await next.backlog(LIMIT))?.entries.map(({ seq }) => seq)).toEqual([1, 2])
  expect(next.stats().quarantined).toBe(0)
})

test('a refused record goes to quarantine with its code, and is not sent again', async () => {
  const dir = temporary()
  const spool = await open(dir)
  spool.put(result(1))
  await spool.flush()
  const batch = spool.live(LIMIT)
  if (!batch) throw new Error('nothing live')
  const rejected = [{ seq: 2, code: 'unknown-check', reason: 'no such check' }]
  await spool.settle(batch, { accepted: [[1, 1]], rejected })
  expect(spool.live(LIMIT)).toBeNull()
  const lines = readFileSync(join(dir, 'quarantine.jsonl'), 'utf8')
  expect(JSON.parse(lines)).toMatchObject({ code: 'unknown-check', from: `${spool.epoch}/2` })
  await spool.close()
  expect(segmentsIn(dir)).toEqual([])
})

test('what a report of losses that is set aside untold had reported is reported again', async () => {
  const { port } = makeMemoryFiles()
  const spool = await open('/s', port)
  const earlier = { epoch: '0f6c2f0e-3a53-4d3c-9f58-5b1f3a1f8a11', from: 7, to: 9, count: 3, bytes: 300 }
  spool.put({ kind: 'lost', ...earlier, firstAt: 1, lastAt: 2, reason: 'evicted-bytes' })
  await spool.flush()
  const batch = spool.live(LIMIT)
  if (!batch) throw new Error('nothing live')
  const rejected = [{ seq: 2, code: 'bad-request', reason: 'refused alone', untold: true }]
  await spool.settle(batch, { accepted: [[1, 1]], rejected })
  const lost = lostOf(await drain(spool)).map(({ epoch, from, to, count, reason }) => [
    ...[epoch, from, to, count, reason],
  ])
  expect(lost).toContainEqual([earlier.epoch, 7, 9, 3, 'evicted-bytes'])
  expect(lost).toContainEqual([spool.epoch, 2, 2, 1, 'quarantined'])
  await spool.close()
})

/** The frames of a spool of five results, the header first, each with its bytes. */
async function framesOf() {
  const dir = temporary()
  const spool = await open(dir)
  for (let n = 1; n <= 2; n += 1) spool.put(result(n))
  spool.put({
    ...anchorItem,
    kind: 'anchor',
    mono: 3,
    wall: 1_790_000_000_003,
    offset: null,
    uncertainty: null,
  })
  for (let n = 4; n <= 5; n += 1) spool.put(result(n))
  await spool.close()
  const [name = ''] = segmentsIn(dir)
  const whole = readFileSync(join(dir, name))
  const starts = [...whole.toString('latin1').matchAll(/\xff\x4b\xfe\x4a/g)].map(({ index }) => index)
  const frames = starts.map((start, index) => whole.subarray(start, starts[index + 1] ?? whole.length))
  return { epoch: spool.epoch, name, frames }
}

/** What a start makes of that segment: the numbers that it sends of the old epoch, and the losses that it tells. */
async function startWith(name: string, epoch: string, content: Buffer) {
  const { port, files } = makeMemoryFiles()
  files.set(`/s/${name}`, { synced: content, content })
  const next = await open('/s', port)
  const all = await drain(next)
  const stats = next.stats()
  expect(next.stats().waiting).toBe(0)
  await next.close()
  const sent = all.filter((one) => one.epoch === epoch).map(({ item }) => item.seq)
  const lost = lostOf(all).map(({ from, to, count, reason }) => ({ from, to, count, reason }))
  return { sent, lost, quarantined: stats.quarantined }
}

test('a block that stands twice, or where it does not belong, is sent once and in order', async () => {
  const { name, epoch, frames } = await framesOf()
  const doubled = Buffer.concat([...frames, ...frames.slice(2, 4)])
  expect(await startWith(name, epoch, doubled)).toEqual({
    sent: [1, 2, 3, 4, 5, 6],
    lost: [],
    quarantined: 0,
  })
  const [header = Buffer.alloc(0), ...rest] = frames
  const turned = Buffer.concat([header, ...rest.toReversed()])
  expect(await startWith(name, epoch, turned)).toEqual({ sent: [1, 2, 3, 4, 5, 6], lost: [], quarantined: 0 })
})

test('records whose anchor is gone are told as lost, since the collector would refuse each of them', async () => {
  const { name, epoch, frames } = await framesOf()
  const { sent, lost, quarantined } = await startWith(name, epoch, Buffer.concat(frames.slice(2)))
  expect(sent).toEqual([4, 5, 6])
  expect(lost).toEqual([{ from: 2, to: 3, count: 2, reason: 'quarantined' }])
  expect(quarantined).toBe(2)
})

test.each([
  ['text that is no JSON', { text: '{"kind":"result"' }],
  ['another number than its own', { text: JSON.stringify({ ...result(2), seq: 9 }) }],
  ['a number that is none', { seq: Number.NaN }],
  ['an anchor that is none', { kind: FRAME_KINDS.anchor, text: '{"kind":"anchor","seq":3}' }],
])(
  'a record with the right checksum and %s is set aside, told, and holds up nothing',
  async (_what, wrong) => {
    const { name, epoch, frames } = await framesOf()
    const text = JSON.stringify({ ...result(2), seq: 3 })
    const bad = Buffer.from(encodeFrame({ kind: FRAME_KINDS.item, seq: 3, at: 1, text, ...wrong }))
    const { sent, lost, quarantined } = await startWith(name, epoch, Buffer.concat(frames.with(3, bad)))
    expect(sent).toEqual([1, 2, 4, 5, 6])
    expect(lost).toEqual([{ from: 3, to: 3, count: 1, reason: 'quarantined' }])
    expect(quarantined).toBe(1)
  },
)

test.each([
  ['apart', 2, 4],
  ['next to it', 2, 3],
])(
  'a record that is found to be damaged when it is sent, %s of one found at the start, is told as well',
  async (_where, flipped, unreadable) => {
    const { name, epoch, frames } = await framesOf()
    const torn = Buffer.from(frames[flipped] ?? [])
    torn.writeUInt8((torn[40] ?? 0) ^ 1, 40)
    const text = '{"kind":"result"'
    const bad = Buffer.from(encodeFrame({ kind: FRAME_KINDS.item, seq: unreadable, at: 1, text }))
    const { sent, lost } = await startWith(
      name,
      epoch,
      Buffer.concat(frames.with(flipped, torn).with(unreadable, bad)),
    )
    const gone = [flipped, unreadable]
    expect(sent).toEqual([1, 2, 3, 4, 5, 6].filter((seq) => !gone.includes(seq)))
    expect(lost.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    expect(lost.map(({ from, to }) => [from, to])).toEqual(gone.map((seq) => [seq, seq]))
  },
)

test('the checksum is CRC-32 at every length', () => {
  const check = (text: string) => crc32(Buffer.from(text)).toString(16)
  expect(['123456789', '', 'a', 'abc', 'abcd'].map(check)).toEqual([
    'cbf43926',
    '0',
    'e8b7be43',
    '352441c2',
    'ed82cd11',
  ])
})

test('a start looks into no result: a full spool holds a million of them', async () => {
  const { port } = makeMemoryFiles()
  const first = await open('/s', port, { segmentBytes: 20_000 })
  for (let n = 1; n <= 500; n += 1) first.put(result(n))
  await first.close()
  const parse = vi.spyOn(JSON, 'parse')
  const second = await open('/s', port)
  const calls = parse.mock.calls.length
  parse.mockRestore()
  expect(second.stats().waiting).toBe(501)
  expect(calls).toBeLessThan(50)
})
