/**
 * What the agent has measured and nobody has answered yet, on disk: segment files of framed records,
 * written in groups (one fdatasync for everything of one turn), bounded in bytes and age.
 *
 * A record leaves the spool in one of four ways, and each leaves a trace: it was accepted; it was
 * refused or unreadable (quarantine); it was evicted; or the disk took nothing and memory was full. The last three
 * become `lost` items, which the collector shows as a monitoring gap.
 */
import { join } from 'node:path'
import type { Anchor, AnchorItem } from '../../rules/wire/v1.ts'
import { reasonOf } from '../log.ts'
import { makeDecisions } from './decisions.ts'
import { type AppendFile, diskFiles } from './files.ts'
import { encodeFrame, FRAME_KINDS, type FrameKind, frameBytes } from './frame.ts'
import { LossAccount, lossOfOne, lossReportedIn } from './losses.ts'
import { type RecentEntry, RecentItems } from './memory.ts'
import { makeQuarantine } from './quarantine.ts'
import { SequenceSet } from './ranges.ts'
import { account, emptySegment, headerFrame, type Segment } from './segment.ts'
import { openStore } from './store.ts'
import type { Batch, NewItem, Spool, SpoolOptions } from './types.ts'

/** How long a disk that refused a write is left alone, milliseconds. */
const RETRY_MS = 1000
/** How long a file that could not be changed is left alone, milliseconds. */
const CHANGE_AGAIN_MS = 60_000

const KIND_OF: Record<NewItem['kind'], FrameKind> = {
  result: FRAME_KINDS.item,
  skipped: FRAME_KINDS.item,
  anchor: FRAME_KINDS.anchor,
  lost: FRAME_KINDS.lost,
}

/** Opens (or makes) the spool in a directory and begins to read what earlier starts left in it. */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { dir, epoch, clock, log, files = diskFiles } = options
  const segmentBytes = options.segmentBytes ?? Math.min(262_144, Math.floor(options.maxBytes / 8))
  const quarantine = makeQuarantine(dir, files)
  const losses = new LossAccount()
  const recent = new RecentItems()
  const decisions = makeDecisions(dir, files, log)
  const store = await openStore({ ...options, files, quarantine, decisions })

  let seq = 0
  let anchor: Anchor | null = null
  let queue: RecentEntry[] = []
  let active: { segment: Segment; file: AppendFile } | null = null
  let failing = false
  let diskFull = 0
  let closed = false
  /** Set while a disk that refused a write is left alone; then everything that waits is tried again. */
  let retry: (() => void) | null = null
  /** Set while files are left that could not be changed. */
  let changeAgain: (() => void) | null = null
  let scheduled: Promise<void> | null = null
  let work: Promise<unknown> = Promise.resolve()

  /** One file operation after the other; a failed one does not stop the next. */
  function serial<T>(task: () => Promise<T>): Promise<T> {
    const run = work.then(task, task)
    work = run.catch(() => undefined)
    return run
  }

  function put(item: NewItem): number {
    if (item.kind === 'anchor') {
      const { kind: _, ...fields } = item as Omit<AnchorItem, 'seq'>
      const own = { ...fields, seq: seq + 1 }
      enqueue(item, anchor ?? own)
      anchor = own
    } else {
      if (!anchor) throw new Error('the first item of an epoch is an anchor')
      enqueue(item, anchor)
    }
    if (!retry) void flush()
    return seq
  }

  function enqueue(item: NewItem, base: Anchor, held = false): void {
    seq += 1
    const text = JSON.stringify({ ...item, seq })
    const kind = KIND_OF[item.kind]
    const entry: RecentEntry = { seq, kind, at: clock.now(), text, base, written: false, held }
    queue.push(entry)
    for (const out of recent.add(entry)) if (failing && !out.written) giveUp(out)
  }

  /** The disk is full and so is memory: counted, and told when it can be. */
  function giveUp(entry: RecentEntry): void {
    const left = queue.filter(({ seq }) => seq !== entry.seq)
    // What is being written just now is given up when that failed.
    if (entry.held || left.length === queue.length) return
    queue = left
    if (entry.kind === FRAME_KINDS.lost) {
      losses.add(JSON.parse(entry.text))
      return
    }
    diskFull += 1
    losses.add(lossOfOne(epoch, entry, 'disk-full'))
  }

  /** Losses become items as soon as they can be kept or sent. */
  function tellLosses(): void {
    if (closed || losses.isEmpty || !anchor) return
    for (const loss of losses.take()) enqueue({ kind: 'lost', ...loss }, anchor)
  }

  function flush(): Promise<void> {
    // Everything put until the write begins shares it.
    scheduled ??= serial(async () => {
      scheduled = null
      await write()
    })
    return scheduled
  }

  async function write(): Promise<void> {
    while (queue.length > 0 || (await tell())) {
      if (queue.length === 0) continue
      const group = nextGroup()
      try {
        await append(group)
      } catch (error) {
        queue = [...group, ...queue]
        await refuse(error)
        return
      }
      taken()
      const reports = group.filter(({ held }) => held).length
      if (reports > 0) await decisions.told(epoch, reports)
      for (const evicted of store.evict(active?.segment ?? null, epoch)) recent.drop(evicted)
      // What is given up leaves the disk before more comes onto it.
      if (queue.length > 0 && !closed && !decisions.isEmpty && !(await decide())) return
    }
  }

  /** Of what waits, as much as fills the segment: after a disk that was full all of it could be more than the spool may hold. */
  function nextGroup(): RecentEntry[] {
    let bytes = active?.segment.bytes ?? 0
    const end = queue.findIndex(({ text }) => {
      bytes += frameBytes(text)
      return bytes >= segmentBytes
    })
    const group = end < 0 ? queue : queue.slice(0, end + 1)
    queue = queue.slice(group.length)
    return group
  }

  /** Puts reports of losses among the records; false where there is nothing to tell. */
  async function tell(): Promise<boolean> {
    if (closed || !anchor) return false
    tellLosses()
    return decisions.isEmpty ? queue.length > 0 : decide()
  }

  /** Notes what was decided to be lost, puts its reports among the records, and changes the files; false where the disk takes no note. */
  async function decide(): Promise<boolean> {
    if (!anchor) return false
    try {
      const found = await decisions.note(epoch)
      taken()
      for (const loss of found) enqueue({ kind: 'lost', ...loss }, anchor, true)
      // The one that is being written is finished before.
      if (active && decisions.concerns(active.segment.name)) await finish()
      await decisions.carryOut(store.change)
      if (found.length === 0) await decisions.told(epoch, 0)
    } catch (error) {
      await refuse(error)
      return false
    }
    changeLater()
    return true
  }

  function changeLater(): void {
    if (!decisions.hasStuck || changeAgain) return
    changeAgain = clock.after(
      CHANGE_AGAIN_MS,
      () => {
        changeAgain = null
        decisions.tryAgain()
        void flush()
      },
      true,
    )
  }

  async function append(group: RecentEntry[]): Promise<void> {
    active ??= await begin(group)
    const { segment, file } = active
    const data = Buffer.concat(group.map((entry) => encodeFrame(entry)))
    try {
      await file.append(data)
    } catch (error) {
      // What a failed write left is cut off; where even that fails, the file is closed and read for damage later.
      await file.truncate(segment.bytes).catch(async () => finish())
      throw error
    }
    segment.bytes += data.length
    segment.lastMono = clock.monotonic()
    for (const entry of group) {
      entry.written = true
      account(segment, { ...entry, text: () => entry.text })
    }
    if (segment.bytes >= segmentBytes) await finish()
  }

  async function begin(group: RecentEntry[]): Promise<{ segment: Segment; file: AppendFile }> {
    const segment = emptySegment(store.nextNumber(), epoch, group[0]?.base ?? null)
    const file = await files.create(join(dir, segment.name))
    const header = headerFrame(segment, clock.now(), group[0]?.seq ?? 1)
    try {
      await file.append(header)
    } catch (error) {
      await file.close()
      await files.remove(join(dir, segment.name))
      throw error
    }
    segment.bytes = header.length
    store.add(segment)
    return { segment, file }
  }

  async function finish(): Promise<void> {
    const finished = active
    active = null
    await finished?.file.close()
    if (finished) await store.removeIfDone(finished.segment)
  }

  function taken(): void {
    if (failing) log.info('the disk takes records again')
    failing = false
  }

  async function refuse(error: unknown): Promise<void> {
    if (!failing)
      log.error('the spool cannot be written; records stay in memory', { reason: reasonOf(error) })
    failing = true
    const inMemory = new Set(recent.entries.map((entry) => entry.seq))
    for (const entry of queue.filter(({ seq: n }) => !inMemory.has(n))) giveUp(entry)
    if (closed || retry) return
    retry = clock.after(
      RETRY_MS,
      () => {
        retry = null
        void flush()
      },
      true,
    )
  }

  /** Segment by segment, so that new records do not wait for old ones. */
  async function recover(): Promise<void> {
    let more = true
    while (more && !closed) more = await serial(store.recoverNext)
    await flush()
  }
  const recovered = recover()

  return {
    epoch,
    put,
    flush,
    recovered,
    live: (limit) => recent.newest(epoch, limit, (entry) => entry.written || (failing && !entry.held)),
    backlog: (limit, passOver = () => false) =>
      serial(async () => {
        const batch = await store.oldest(limit, epoch, recent.first, passOver)
        // What was found to be damaged is told without waiting for the next result.
        await write()
        return batch
      }),
    settle(batch: Batch, { accepted, rejected }) {
      return serial(async () => {
        const sent = new Map(batch.entries.map((entry) => [entry.seq, entry]))
        const done = new SequenceSet()
        for (const n of sent.keys()) if (accepted.some(([from, to]) => from <= n && n <= to)) done.add(n)
        for (const { seq: n, code, reason, untold } of rejected) {
          const entry = sent.get(n)
          if (!entry) continue
          done.add(n)
          if (untold) {
            losses.add(lossOfOne(batch.epoch, entry, 'quarantined'))
            // What it reported is known to nobody either.
            const reported = lossReportedIn(entry)
            if (reported) losses.add(reported)
          }
          const from = `${batch.epoch}/${n}`
          await store.setAside({ at: clock.now(), code, reason, from, item: entry.text })
        }
        if (batch.epoch === epoch) {
          recent.drop(done)
          queue = queue.filter((entry) => !done.has(entry.seq))
        }
        // The loss is on the disk before its record is let go: a crash between the two repeats it rather than hides it.
        if (!retry) await write()
        await store.acknowledge(batch.epoch, done, active?.segment ?? null)
        // The collector is there: what could not be written can be told from memory.
        if (failing) tellLosses()
      })
    },
    stats() {
      const stats = store.stats()
      const oldestAt = store.oldestAt(epoch, recent.first) ?? recent.entries[0]?.at ?? null
      return { ...stats, waiting: stats.waiting + queue.length, oldestAt, diskFull, failing }
    },
    async close() {
      await flush()
      closed = true
      retry?.()
      changeAgain?.()
      await serial(finish)
    },
  }
}
