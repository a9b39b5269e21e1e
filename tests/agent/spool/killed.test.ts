import { expect, test } from 'vitest'
import type { SpoolFiles } from '../../../agent/spool/files.ts'
import { FRAME_KINDS, scanFrames } from '../../../agent/spool/frame.ts'
import { parseSegmentName } from '../../../agent/spool/segment.ts'
import type { Spool } from '../../../agent/spool/types.ts'
import { makeMemoryFiles } from './memory-files.ts'
import { anchorItem, clock, drain, lostOf, open, result } from './spool-fixture.ts'

/** The same files, for a program that is killed at its file operation number `last`: nothing of it happens any more. */
function killedAt(port: SpoolFiles, last: number) {
  const state = {
    done: 0,
    /** Counted from now. */
    dieAt(operation: number) {
      state.done = 0
      last = operation
    },
    isDead: () => state.done >= last,
  }
  const alive = () => {
    state.done += 1
    if (state.done >= last) throw new Error('killed')
  }
  const files: SpoolFiles = {
    list: async (dir) => {
      alive()
      return port.list(dir)
    },
    read: async (path) => {
      alive()
      return port.read(path)
    },
    add: async (path, data, durable) => {
      alive()
      return port.add(path, data, durable)
    },
    replace: async (path, data) => {
      alive()
      return port.replace(path, data)
    },
    rename: async (from, to) => {
      alive()
      return port.rename(from, to)
    },
    remove: async (path) => {
      alive()
      return port.remove(path)
    },
    async create(path) {
      alive()
      const file = await port.create(path)
      return {
        append: async (data) => {
          alive()
          return file.append(data)
        },
        truncate: async (bytes) => {
          alive()
          return file.truncate(bytes)
        },
        close: async () => {
          alive()
          return file.close()
        },
      }
    },
  }
  return { files, state }
}

type Disk = ReturnType<typeof makeMemoryFiles>

/** A disk with what one start left: thirty records in small segments, anchors between them. */
async function leftBehind(disk: Disk): Promise<Spool> {
  const spool = await open('/s', disk.port, { segmentBytes: 1200 })
  for (let n = 2; n <= 30; n += 1) {
    spool.put(
      n % 8 === 0
        ? ({ ...anchorItem, ...{ kind: 'anchor' as const, mono: n } } as typeof anchorItem)
        : result(n),
    )
    await spool.flush()
  }
  await spool.close()
  return spool
}

const segmentsOf = (disk: Disk) => [...disk.files.keys()].filter((path) => path.endsWith('.seg')).sort()

/** Turns a byte of the record that follows so many others in a file. */
function damage(disk: Disk, path: string, record: number): void {
  const content = Buffer.from(disk.files.get(path)?.content ?? '')
  const starts = [...content.toString('latin1').matchAll(/\xff\x4b\xfe\x4a/g)].map(({ index }) => index)
  content.writeUInt8((content[(starts[record] ?? 0) + 20] ?? 0) ^ 4, (starts[record] ?? 0) + 20)
  disk.files.set(path, { synced: content, content })
}

const SCENES: { what: string; spoil(disk: Disk): void; more: object; gone: number | null }[] = [
  { what: 'nothing', spoil: () => undefined, more: {}, gone: 0 },
  {
    what: 'damaged records in two segments',
    spoil(disk) {
      const [first = '', second = ''] = segmentsOf(disk)
      damage(disk, first, 2)
      damage(disk, first, 4)
      damage(disk, second, 1)
    },
    more: {},
    gone: 3,
  },
  {
    what: 'records whose anchor is gone',
    spoil(disk) {
      const [first = ''] = segmentsOf(disk)
      damage(disk, first, 0)
      damage(disk, first, 1)
    },
    more: {},
    gone: null,
  },
  {
    what: 'a segment that cannot be read',
    spoil(disk) {
      disk.state.unreadable = segmentsOf(disk)[1] ?? ''
    },
    more: {},
    gone: 7,
  },
  { what: 'more than may be kept', spoil: () => undefined, more: { maxBytes: 4000 }, gone: null },
]

test.each(SCENES)(
  'killed at any file operation with $what: every record is there or told, once',
  async ({ spoil, more, gone }) => {
    for (const power of [false, true]) {
      for (let last = 1, whole = false; !whole; last += 1) {
        const disk = makeMemoryFiles()
        const { epoch } = await leftBehind(disk)
        spoil(disk)
        const options = { segmentBytes: 1200, ...more }
        const { files, state } = killedAt(disk.port, last)
        try {
          const killed = await open('/s', files, options)
          await killed.flush()
          await killed.close()
        } catch {
          // Killed before it was open, or while it closed.
        }
        whole = state.done < last
        if (power) disk.losePower()
        const next = await open('/s', disk.port, options)
        const all = await drain(next)
        const sent = all.filter((one) => one.epoch === epoch && one.item.kind !== 'lost')
        const seen = new Set(sent.map(({ item }) => item.seq))
        const told = lostOf(all).filter((item) => item.epoch === epoch)
        const counted = told.reduce((sum, { count }) => sum + count, 0)
        const where = `killed at ${last}${power ? ', power lost' : ''}: ${JSON.stringify(told)}`
        expect(seen.size, where).toBe(sent.length)
        expect(seen.size + counted, where).toBe(30)
        for (let seq = 1; seq <= 30; seq += 1)
          expect(seen.has(seq) || told.some(({ from, to }) => from <= seq && seq <= to), where).toBe(true)
        if (gone !== null) expect(counted, where).toBe(gone)
        await next.close()
        const left = [...disk.files.keys()].filter(
          (path) => !path.includes('quarantine') && !path.startsWith(disk.state.unreadable || ' '),
        )
        expect(left, where).toEqual([])
      }
    }
  },
)

test('killed at any file operation while what waited for a full disk comes onto it: what was on it is there or told, once', async () => {
  const bounds = { maxBytes: 6_000, segmentBytes: 1_200 }
  for (const power of [false, true]) {
    for (let last = 1, whole = false; !whole; last += 1) {
      const disk = makeMemoryFiles()
      const before = await leftBehind(disk)
      const { files, state } = killedAt(disk.port, Number.POSITIVE_INFINITY)
      const written = new Set<string>()
      const noting: SpoolFiles = {
        ...files,
        async create(path) {
          const file = await files.create(path)
          const epoch = parseSegmentName(path.slice(path.lastIndexOf('/') + 1))?.epoch
          return {
            ...file,
            async append(data) {
              await file.append(data)
              for (const { kind, seq } of scanFrames(data).frames)
                if (kind === FRAME_KINDS.item || kind === FRAME_KINDS.anchor) written.add(`${epoch}/${seq}`)
            },
          }
        },
      }
      const killed = await open('/s', noting, bounds)
      await killed.flush()
      disk.state.room = 0
      for (let n = 1; n <= 60; n += 1) killed.put(result(n))
      await killed.flush()
      disk.state.room = Number.POSITIVE_INFINITY
      state.dieAt(last)
      await clock.advance(1_000)
      await killed.flush()
      whole = !state.isDead()
      if (power) disk.losePower()
      for (let seq = 1; seq <= 30; seq += 1) written.add(`${before.epoch}/${seq}`)

      const next = await open('/s', disk.port, bounds)
      const all = await drain(next)
      const ours = all.filter(({ epoch, item }) => epoch !== next.epoch && item.kind !== 'lost')
      const seen = new Set(ours.map(({ epoch, item }) => `${epoch}/${item.seq}`))
      const told = lostOf(all)
      const where = `killed at ${last}${power ? ', power lost' : ''}: ${JSON.stringify(told)}`
      expect(seen.size, where).toBe(ours.length)
      expect(seen.size + told.reduce((sum, { count }) => sum + count, 0), where).toBe(written.size)
      for (const key of written) {
        const [epoch, seq] = [key.slice(0, key.indexOf('/')), Number(key.slice(key.indexOf('/') + 1))]
        const isTold = told.some((loss) => loss.epoch === epoch && loss.from <= seq && seq <= loss.to)
        expect(seen.has(key) || isTold, `${key} ${where}`).toBe(true)
      }
      await next.close()
    }
  }
})

test('a segment that could not be read is told once, and sent when it can be read', async () => {
  const disk = makeMemoryFiles()
  const { epoch } = await leftBehind(disk)
  disk.state.unreadable = segmentsOf(disk)[1] ?? ''
  const counts: number[] = []
  const seen = new Set<number>()
  for (const turn of [1, 2, 3]) {
    if (turn === 3) disk.state.unreadable = ''
    const spool = await open('/s', disk.port)
    const all = await drain(spool)
    counts.push(lostOf(all).reduce((sum, { count }) => sum + count, 0))
    for (const { epoch: of, item } of all) if (of === epoch) seen.add(item.seq)
    if (turn === 2) expect(seen.size).toBe(23)
    await spool.close()
  }
  expect(counts).toEqual([7, 0, 0])
  expect(seen.size).toBe(30)
  expect([...disk.files.keys()]).toEqual([])
})

test('a segment that cannot be read any more does not hold up what is behind it', async () => {
  const disk = makeMemoryFiles()
  const { epoch } = await leftBehind(disk)
  const spool = await open('/s', disk.port)
  disk.state.unreadable = segmentsOf(disk)[0] ?? ''
  const all = await drain(spool)
  const sent = all.filter((one) => one.epoch === epoch).length
  expect(sent).toBeGreaterThan(15)
  expect(lostOf(all)).toMatchObject([{ epoch, from: 1, count: 30 - sent, reason: 'quarantined' }])
})
