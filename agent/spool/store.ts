/** The segment files of a spool: reading what earlier starts left, acknowledging, evicting. */
import { join } from 'node:path'
import type { Anchor, LostItem } from '../../rules/wire/v1.ts'
import { reasonOf } from '../log.ts'
import type { Effect, makeDecisions } from './decisions.ts'
import type { SpoolFiles } from './files.ts'
import type { Loss } from './losses.ts'
import type { makeQuarantine, QuarantineEntry } from './quarantine.ts'
import { type Range, SequenceSet, sizeOf } from './ranges.ts'
import { accountFor, anchorAfter, gather, type ReadSegment, readSegment, withoutGone } from './recovery.ts'
import {
  ackName,
  decodeAcks,
  emptySegment,
  encodeAcks,
  isDone,
  lossOf,
  lossOfUnread,
  openLosses,
  parseSegmentName,
  type Segment,
  toldName,
  unanswered,
} from './segment.ts'
import type { Batch, BatchLimit, SpoolOptions } from './types.ts'

interface StoreOptions extends SpoolOptions {
  files: SpoolFiles
  quarantine: ReturnType<typeof makeQuarantine>
  decisions: ReturnType<typeof makeDecisions>
}

/** Lists the directory; reads no segment yet, so that a start is quick. */
export async function openStore({
  dir,
  files,
  quarantine,
  decisions,
  clock,
  log,
  maxBytes,
  maxAgeMs,
}: StoreOptions) {
  const openedAt = clock.now()
  const openedMono = clock.monotonic()
  const listed = await files.list(dir)
  /** Left by earlier starts and not yet read, oldest first. */
  const unread: Segment[] = []
  /** Read or written by this start, oldest first. */
  const segments: Segment[] = []
  for (const { name, bytes } of listed) {
    const parsed = parseSegmentName(name)
    if (parsed) unread.push({ ...emptySegment(parsed.number, parsed.epoch, null), name, bytes })
    else if (name.endsWith('.next')) await files.remove(join(dir, name))
  }
  unread.sort((a, b) => a.number - b.number)
  let number = unread.at(-1)?.number ?? 0
  /** Those that an earlier start could not read, and told as lost. */
  const toldLeft = new Set(
    listed.flatMap(({ name }) => (name.endsWith('.seg.told') ? [name.slice(0, -'.told'.length)] : [])),
  )
  for (const segment of unread) segment.told = toldLeft.has(segment.name)
  /** Those that this start cannot read; the next one tries again. */
  const unreadable: Segment[] = []
  /** Numbers of a segment of which an earlier start decided that they are lost. */
  const decided = new Map<string, readonly Range[]>()
  for (const { segment, gone } of await decisions.resume(listed.map(({ name }) => name))) {
    const place = unread.findIndex(({ name }) => name === segment)
    const noted = unread[place]
    if (gone === 'unread' && noted) noted.told = true
    if (gone === 'unread') continue
    if (gone !== 'all') decided.set(segment, [...(decided.get(segment) ?? []), ...gone])
    else if (place >= 0) unread.splice(place, 1)
  }
  const acksLeft = new Set(listed.map(({ name }) => name).filter((name) => name.endsWith('.ack')))
  let evicted = 0
  let quarantined = 0
  const pathOf = (segment: Segment) => join(dir, segment.name)

  function forget(segment: Segment): void {
    for (const list of [segments, unread, unreadable]) {
      const place = list.indexOf(segment)
      if (place >= 0) list.splice(place, 1)
    }
  }

  async function removeFiles(name: string): Promise<void> {
    quarantine.forget(name)
    await files.remove(join(dir, name))
    await files.remove(join(dir, ackName({ name })))
    await files.remove(join(dir, toldName({ name })))
  }

  /** Not before its losses are told. */
  async function removeIfDone(segment: Segment): Promise<void> {
    if (!isDone(segment) || decisions.concerns(segment.name)) return
    forget(segment)
    await removeFiles(segment.name)
  }

  async function setAside(entry: QuarantineEntry): Promise<void> {
    quarantined += 1
    try {
      await quarantine.put(entry)
    } catch (error) {
      log.error('a record could not be put into quarantine', { from: entry.from, reason: reasonOf(error) })
    }
  }

  /** Sets damaged stretches aside, and decides that what they held is lost. */
  async function giveUpDamaged(segment: Segment, { damage }: ReadSegment): Promise<void> {
    const found = damage.filter(({ start }) => !segment.damagedAt.has(start))
    if (found.length === 0) return
    const gone = new SequenceSet()
    for (const { bytes, start, lost } of found) {
      segment.damagedAt.add(start)
      quarantined += 1
      if (lost) gone.add(...lost)
      const where = { segment: segment.name, byte: start, bytes: bytes.length }
      try {
        await quarantine.putDamaged(segment.name, { bytes, start }, clock.now())
        log.error('a damaged record was set aside', where)
      } catch (error) {
        log.error('a damaged record could not be set aside yet', { ...where, reason: reasonOf(error) })
      }
    }
    // Answered, or in another segment: where a header is damaged, too, its first number is not known.
    const held = new SequenceSet()
    for (const other of segments)
      if (other !== segment && other.epoch === segment.epoch)
        for (const range of other.present.ranges()) held.add(...range)
    for (const range of segment.acked.ranges()) held.add(...range)
    const ranges = gone.without(held)
    const [first, last] = [ranges[0], ranges.at(-1)]
    const losses: Loss[] = []
    if (first && last) {
      const { epoch, firstAt, lastAt } = segment
      const bytes = found.reduce((sum, stretch) => sum + stretch.bytes.length, 0)
      const range = { epoch, from: first[0], to: last[1], count: sizeOf(ranges), bytes }
      if (!segment.told) losses.push({ ...range, firstAt, lastAt, reason: 'quarantined' })
    }
    for (const range of gone.ranges()) segment.acked.add(...range)
    decisions.add(losses, { segment: segment.name, gone: [...gone.ranges()] })
  }

  /** Does to the files what was decided and told. */
  async function change({ segment: name, gone }: Effect): Promise<void> {
    if (gone === 'all') return removeFiles(name)
    if (gone === 'unread') return files.replace(join(dir, toldName({ name })), Buffer.alloc(0))
    const segment = [...segments, ...unread].find((other) => other.name === name)
    const data = await files.read(join(dir, name)).catch((error: NodeJS.ErrnoException) => {
      // A crash came after the file was removed.
      if (error.code === 'ENOENT') return null
      throw error
    })
    const { left = null, damage = [] } = data
      ? withoutGone(data, gone, segment?.acked ?? new SequenceSet())
      : {}
    for (const stretch of damage) await quarantine.putDamaged(name, stretch, clock.now())
    if (left) await files.replace(join(dir, name), left)
    else await removeFiles(name)
    quarantine.forget(name)
    if (!segment) return
    segment.damagedAt.clear()
    if (left) segment.bytes = left.length
    else forget(segment)
  }

  /** Reads one segment of an earlier start and takes it into the account. */
  async function readIn(segment: Segment, before: Anchor | null): Promise<Anchor | null> {
    const data = await files.read(pathOf(segment))
    const read = readSegment(data, 'frames')
    accountFor(segment, data, read.records, before)
    const age = Math.max(0, openedAt - (segment.lastAt ?? openedAt))
    segment.lastMono = openedMono - age
    for (const [from, to] of decided.get(segment.name) ?? []) segment.acked.add(from, to)
    if (acksLeft.has(ackName(segment))) {
      for (const [from, to] of decodeAcks(await files.read(join(dir, ackName(segment)))))
        segment.acked.add(from, to)
    }
    await giveUpDamaged(segment, read)
    giveUpUnexplained(segment)
    return anchorAfter(read.records, segment.base)
  }

  /** Of a segment that lost its anchors, what stands before the first one left: nothing tells its time, and the collector would refuse it. */
  function giveUpUnexplained(segment: Segment): void {
    const first = segment.base?.seq ?? 0
    const gone = unanswered(segment).flatMap(([from, to]): Range[] =>
      from < first ? [[from, Math.min(to, first - 1)]] : [],
    )
    if (gone.length === 0) return
    const before = { ...segment, present: new SequenceSet() }
    for (const [from, to] of gone) before.present.add(from, to)
    const loss = lossOf(before, 'quarantined')
    const bytes = Math.round((segment.bytes * (loss?.count ?? 0)) / segment.present.size)
    const open = openLosses(segment).filter(({ seq }) => seq < first)
    decisions.add([...(loss ? [{ ...loss, bytes }] : []), ...open.map(lossIn)], {
      segment: segment.name,
      gone,
    })
    quarantined += loss?.count ?? 0
    log.error('records without an anchor before them were given up', {
      segment: segment.name,
      records: loss?.count ?? 0,
    })
    for (const [from, to] of gone) segment.acked.add(from, to)
  }

  /** The last anchor of the segment read before, for one whose own is damaged. */
  let before: { epoch: string; anchor: Anchor | null } | null = null

  /** Reads the oldest segment that an earlier start left and was not read; false where there is none. */
  async function recoverNext(): Promise<boolean> {
    const segment = unread[0]
    if (!segment) {
      tellUnreadable()
      return false
    }
    try {
      const anchor = await readIn(segment, before?.epoch === segment.epoch ? before.anchor : null)
      before = { epoch: segment.epoch, anchor }
      unread.shift()
      if (isDone(segment)) await removeIfDone(segment)
      else if (segment.base === null) giveUp(segment, 'quarantined')
      else segments.splice(segments.findLastIndex((other) => other.number < segment.number) + 1, 0, segment)
    } catch (error) {
      // Left where it is: the next start tries again.
      unread.shift()
      unreadable.push(segment)
      log.error('a segment could not be read', { segment: segment.name, reason: reasonOf(error) })
    }
    return true
  }

  /** What cannot be read counts as lost until it can. */
  function tellUnreadable(): void {
    for (const segment of unreadable) {
      if (segment.told) continue
      lostSight(segment, lossOfUnread(segment, segments, openedAt))
    }
  }

  function lostSight(segment: Segment, loss: Loss | null): void {
    segment.told = true
    quarantined += loss?.count ?? 0
    decisions.add(loss ? [loss] : [], { segment: segment.name, gone: 'unread' })
  }

  function giveUp(segment: Segment, reason: LostItem['reason']): SequenceSet {
    const gone = new SequenceSet()
    for (const [from, to] of unanswered(segment)) gone.add(from, to)
    const loss = lossOf(segment, reason)
    // Reports of earlier losses go on in new items.
    decisions.add([...(loss ? [loss] : []), ...openLosses(segment).map(lossIn)], {
      segment: segment.name,
      gone: 'all',
    })
    if (reason === 'quarantined') quarantined += loss?.count ?? 0
    else evicted += loss?.count ?? 0
    log.warn('the spool gave up its oldest records', { reason, records: loss?.count ?? 0 })
    forget(segment)
    return gone
  }

  return {
    nextNumber: () => {
      number += 1
      return number
    },
    add: (segment: Segment) => segments.push(segment),
    removeIfDone,
    setAside,
    change,
    recoverNext,

    /** Gives up the oldest segments beyond the bounds, never the one being written. Returns the numbers of `epoch` that are gone. */
    evict(active: Segment | null, epoch: string): SequenceSet[] {
      const gone: SequenceSet[] = []
      for (const segment of [...unreadable]) {
        const bytes = [...segments, ...unreadable].reduce((sum, { bytes }) => sum + bytes, 0)
        if (!segment.told || decisions.concerns(segment.name) || bytes <= maxBytes) continue
        log.warn('a segment that could not be read was removed', { segment: segment.name })
        forget(segment)
        decisions.add([], { segment: segment.name, gone: 'all' })
      }
      for (const segment of [...segments]) {
        if (segment === active) continue
        const tooMany = segments.reduce((sum, { bytes }) => sum + bytes, 0) > maxBytes
        const tooOld = clock.monotonic() - segment.lastMono > maxAgeMs
        if (!tooMany && !tooOld) break
        const numbers = giveUp(segment, tooMany ? 'evicted-bytes' : 'evicted-age')
        if (segment.epoch === epoch) gone.push(numbers)
      }
      return gone
    },

    /** The oldest unanswered records on the disk, of one segment; of the current epoch only those before `liveFrom`. */
    async oldest(
      limit: BatchLimit,
      epoch: string,
      liveFrom: number,
      passOver: (epoch: string) => boolean,
    ): Promise<Batch | null> {
      for (const segment of [...segments]) {
        if (passOver(segment.epoch)) continue
        const wanted = unanswered(segment).some(([from]) => segment.epoch !== epoch || from < liveFrom)
        if (!wanted) continue
        const data = await readAgain(segment, epoch)
        if (!data) continue
        const read = readSegment(data)
        if (read.damage.length > 0) {
          await giveUpDamaged(segment, read)
          const sound = new SequenceSet()
          for (const { seq } of read.records) sound.add(seq)
          segment.present = sound
        }
        const batch = gather(segment, read, limit, (seq) => segment.epoch !== epoch || seq < liveFrom)
        if (batch) return batch
        await removeIfDone(segment)
      }
      return null
    },

    async acknowledge(epoch: string, done: SequenceSet, active: Segment | null): Promise<void> {
      for (const segment of [...segments]) {
        if (segment.epoch !== epoch) continue
        const mine = done.ranges().flatMap(([from, to]) => {
          const [low, high] = [segment.present.ranges()[0]?.[0], segment.present.ranges().at(-1)?.[1]]
          if (low === undefined || high === undefined || to < low || from > high) return []
          return [[Math.max(from, low), Math.min(to, high)] as [number, number]]
        })
        if (mine.length === 0) continue
        for (const [from, to] of mine) segment.acked.add(from, to)
        if (segment !== active) await removeIfDone(segment)
        if (segments.includes(segment)) await journal(segment, mine)
      }
    },

    /** Wall time from which on something waits beside what `liveFrom` and later of `epoch` are; null where nothing does. */
    oldestAt(epoch: string, liveFrom: number): number | null {
      const waits = segments.filter((segment) =>
        unanswered(segment).some(([from]) => segment.epoch !== epoch || from < liveFrom),
      )
      return waits.reduce<number | null>(
        (oldest, { firstAt }) => (firstAt === null ? oldest : Math.min(oldest ?? firstAt, firstAt)),
        null,
      )
    },

    stats: () => ({
      waiting: segments.reduce((sum, segment) => sum + sizeOf(unanswered(segment)), 0),
      bytes: [...unread, ...unreadable, ...segments].reduce((sum, { bytes }) => sum + bytes, 0),
      segments: unread.length + unreadable.length + segments.length,
      evicted,
      quarantined,
    }),
  }

  /** The file of a segment that was read before; null where it cannot be read now, which must not hold up what is behind it. */
  async function readAgain(segment: Segment, epoch: string): Promise<Buffer | null> {
    try {
      return await files.read(pathOf(segment))
    } catch (error) {
      log.error('a segment could not be read', { segment: segment.name, reason: reasonOf(error) })
      // One of this start may still be in memory, or be written to: it is asked for again.
      if (segment.epoch === epoch) return null
      const loss = lossOf(segment, 'quarantined')
      forget(segment)
      unreadable.push(segment)
      lostSight(segment, loss)
      return null
    }
  }

  async function journal(segment: Segment, ranges: Range[]): Promise<void> {
    try {
      await files.add(join(dir, ackName(segment)), encodeAcks(ranges))
    } catch (error) {
      // Not kept: after a restart these are sent again, and the collector knows them.
      log.warn('an acknowledgement was not noted', { reason: reasonOf(error) })
    }
  }
}

const lossIn = ({ kind: _kind, seq: _seq, ...loss }: LostItem): Loss => loss
