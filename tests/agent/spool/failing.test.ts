/** A disk that refuses writes for a while, and takes them again. */
import { expect, test } from 'vitest'
import type { SpoolFiles } from '../../../agent/spool/files.ts'
import { makeMemoryFiles } from './memory-files.ts'
import { anchorItem, clock, drain, LIMIT, lostOf, open, result } from './spool-fixture.ts'

/** A disk with a segment of an earlier start, in which the second of three results is damaged. */
async function withDamage() {
  const { port, files, state } = makeMemoryFiles()
  const spool = await open('/s', port)
  for (let n = 1; n <= 3; n += 1) spool.put(result(n))
  await spool.close()
  const [[path, file] = ['', { content: Buffer.alloc(0), synced: Buffer.alloc(0) }]] = [...files]
  const content = Buffer.from(file.content)
  const at = content.indexOf('"planned":2')
  content.writeUInt8((content[at] ?? 0) ^ 1, at)
  files.set(path, { content, synced: content })
  return { port, state, epoch: spool.epoch }
}

test('a decision that could not be noted once is noted a second later, without another record', async () => {
  const { port, epoch } = await withDamage()
  let refuses = true
  const files: SpoolFiles = {
    ...port,
    async replace(path, data) {
      if (path.endsWith('decision.json') && refuses)
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      return port.replace(path, data)
    },
  }
  const next = await open('/s', files)
  await next.flush()
  expect(next.stats().failing).toBe(true)
  refuses = false
  await clock.advance(1_000)
  await next.flush()
  expect(next.stats()).toMatchObject({ failing: false })
  const lost = lostOf(await drain(next))
  expect(lost.map(({ epoch: of, from, to }) => [of, from, to])).toEqual([[epoch, 3, 3]])
  await next.close()
})

test('a disk that takes records again is written to, also where all that it refused was sent from memory', async () => {
  const { port, state } = makeMemoryFiles()
  const spool = await open('/s', port)
  await spool.flush()
  state.room = 0
  spool.put(result(1))
  await spool.flush()
  const live = spool.live(LIMIT)
  if (!live) throw new Error('nothing live')
  await spool.settle(live, { accepted: live.entries.map(({ seq }) => [seq, seq]), rejected: [] })
  state.room = Number.POSITIVE_INFINITY
  await clock.advance(1_000)
  spool.put({ ...anchorItem, mono: 5 } as typeof anchorItem)
  spool.put(result(2))
  await clock.advance(1_000)
  expect(spool.stats().failing).toBe(false)
  // Killed: what only memory holds is gone.
  const next = await open('/s', port)
  const kept = (await drain(next)).filter((one) => one.epoch === spool.epoch)
  // What was answered while nothing could be noted comes again, and the collector knows it.
  expect(kept.map(({ item }) => item.seq)).toEqual([1, 3, 4])
  await next.close()
})

/** A disk with a segment of an earlier start whose second result was answered and is damaged; its quarantine has no room. */
async function withAnsweredDamage() {
  const { port, files } = makeMemoryFiles()
  const spool = await open('/s', port)
  for (let n = 1; n <= 3; n += 1) spool.put(result(n))
  await spool.flush()
  const live = spool.live(LIMIT)
  if (!live) throw new Error('nothing live')
  await spool.settle(live, { accepted: [[3, 3]], rejected: [] })
  await spool.close()
  const path = [...files.keys()].find((name) => name.endsWith('.seg')) ?? ''
  const content = Buffer.from(files.get(path)?.content ?? '')
  const at = content.indexOf('"planned":2')
  content.writeUInt8((content[at] ?? 0) ^ 1, at)
  files.set(path, { content, synced: content })
  const state = { room: false }
  const narrow: SpoolFiles = {
    ...port,
    async add(name, data, durable) {
      if (!name.endsWith('quarantine.jsonl') || state.room) return port.add(name, data, durable)
      // As a disk does it whose last bytes are taken.
      await port.add(name, data.subarray(0, 10))
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    },
  }
  /** What whole lines of the quarantine say. */
  const setAside = () =>
    (files.get('/s/quarantine.jsonl')?.synced.toString() ?? '').split('\n').flatMap((line) => {
      try {
        return [(JSON.parse(line) as { from: string }).from]
      } catch {
        return []
      }
    })
  const damaged = () => files.get(path)?.content.equals(content) ?? false
  return { narrow, state, setAside, damaged, from: expect.stringMatching(/^[0-9]{12}-.*\.seg:[0-9]+$/) }
}

test('damage to what was answered stays where it is until the quarantine has room for it', async () => {
  const { narrow, state, setAside, damaged, from } = await withAnsweredDamage()
  const next = await open('/s', narrow)
  await next.flush()
  expect(setAside()).toEqual([])
  expect(damaged()).toBe(true)
  expect(next.stats()).toMatchObject({ quarantined: 1, failing: false })
  await clock.advance(60_000)
  await next.flush()
  expect(damaged()).toBe(true)
  state.room = true
  await clock.advance(60_000)
  await next.flush()
  expect(setAside()).toEqual([from])
  expect(damaged()).toBe(false)
  expect(next.stats()).toMatchObject({ quarantined: 1 })
  expect(lostOf(await drain(next))).toEqual([])
  await next.close()
})

test('damage that an earlier start could not set aside is set aside by the next', async () => {
  const { narrow, state, setAside, damaged, from } = await withAnsweredDamage()
  const next = await open('/s', narrow)
  await next.flush()
  await next.close()
  expect(damaged()).toBe(true)
  state.room = true
  const last = await open('/s', narrow)
  expect(lostOf(await drain(last))).toEqual([])
  expect(setAside()).toEqual([from])
  await last.close()
})

/** A disk that notes how much all segments of the spool came to at most. */
function watched() {
  const disk = makeMemoryFiles()
  const state = { most: 0 }
  const files: SpoolFiles = {
    ...disk.port,
    async create(path) {
      const file = await disk.port.create(path)
      return {
        ...file,
        async append(data) {
          await file.append(data)
          const sizes = [...disk.files].map(([name, { content }]) =>
            name.endsWith('.seg') ? content.length : 0,
          )
          state.most = Math.max(
            state.most,
            sizes.reduce((sum, bytes) => sum + bytes, 0),
          )
        },
      }
    },
  }
  return { disk, state, files }
}

test('what waited for a full disk comes onto it within the bounds of the spool: its newest, the others told', async () => {
  const { disk, state, files } = watched()
  const bounds = { maxBytes: 20_000, segmentBytes: 2_500 }
  const spool = await open('/s', files, bounds)
  for (let n = 1; n <= 50; n += 1) spool.put(result(n))
  await spool.flush()
  disk.state.room = 0
  for (let n = 51; n <= 600; n += 1) spool.put(result(n))
  await spool.flush()
  disk.state.room = Number.POSITIVE_INFINITY
  await clock.advance(1_000)
  await spool.flush()
  expect(spool.stats()).toMatchObject({ failing: false, diskFull: 0 })
  // A segment that is being written, and its last record, are above the bound before others go.
  expect(state.most).toBeGreaterThan(bounds.maxBytes)
  expect(state.most).toBeLessThan(bounds.maxBytes + bounds.segmentBytes + 500)
  // Killed: what only memory holds is gone.
  const next = await open('/s', disk.port, bounds)
  const kept = (await drain(next)).filter(({ epoch }) => epoch === spool.epoch)
  const seqs = kept.filter(({ item }) => item.kind !== 'lost').map(({ item }) => item.seq)
  const count = lostOf(kept).reduce((sum, item) => sum + item.count, 0)
  expect(Math.max(...seqs)).toBe(601)
  expect(seqs.length).toBeGreaterThan(50)
  expect(seqs.length + count).toBe(601)
  await next.close()
})

test('a disk with little room takes what fits', async () => {
  const { disk, files } = watched()
  const spool = await open('/s', files, { segmentBytes: 2_500 })
  await spool.flush()
  disk.state.room = 0
  for (let n = 1; n <= 200; n += 1) spool.put(result(n))
  await spool.flush()
  disk.state.room = 10_000
  await clock.advance(1_000)
  await spool.flush()
  expect(spool.stats().failing).toBe(true)
  disk.state.room = Number.POSITIVE_INFINITY
  const next = await open('/s', disk.port)
  const kept = (await drain(next)).filter(({ epoch }) => epoch === spool.epoch)
  expect(kept.length).toBeGreaterThan(30)
  await next.close()
})

test('what falls out of memory while it is being written is on the disk, and is not told as lost', async () => {
  const { disk, files } = watched()
  let gate: Promise<void> | null = null
  const slow: SpoolFiles = {
    ...files,
    async create(path) {
      const file = await files.create(path)
      return {
        ...file,
        async append(data) {
          await gate
          await file.append(data)
        },
      }
    },
  }
  const spool = await open('/s', slow)
  await spool.flush()
  disk.state.room = 0
  for (let n = 1; n <= 999; n += 1) spool.put(result(n))
  await spool.flush()
  disk.state.room = Number.POSITIVE_INFINITY
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  await clock.advance(1_000)
  for (let n = 1_000; n <= 1_010; n += 1) spool.put(result(n))
  resolve()
  await spool.flush()
  expect(spool.stats()).toMatchObject({ failing: false, diskFull: 0 })
  const all = await drain(spool)
  expect(lostOf(all)).toEqual([])
  expect(new Set(all.map(({ item }) => item.seq)).size).toBe(1_011)
  await spool.close()
})
