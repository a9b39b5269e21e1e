/**
 * Sends what the spool holds: the newest results first, then what was left behind, oldest first. A batch
 * is deleted only as far as the collector's answer says, item by item (design, rule 5).
 */
import type { Clock } from '../rules/clock.ts'
import { LIMITS } from '../rules/wire/limits.ts'
import { validateBatchAnswer } from '../rules/wire/v1.generated.js'
import type { AgentStatus, BatchAnswer } from '../rules/wire/v1.ts'
import { backoffMs, retryAfterMs, SLOW_MS } from './backoff.ts'
import type { Answer, Client } from './client.ts'
import { type Log, reasonOf } from './log.ts'
import { type Search, searchIn } from './refused.ts'
import type { Batch, Settlement, Spool } from './spool/types.ts'

/** Results that come within this go together, milliseconds. */
const COALESCE_MS = 50
/** Bytes of a batch beside its items. */
const FRAME_BYTES = 1024

export interface SenderOptions {
  spool: Spool
  client: Client
  clock: Clock
  log: Log
  /** In [0, 1). */
  random: () => number
  exchanged(answer: Answer, body: { receivedAt: number; answeredAt: number }): void
  /** ETag of the assignment in force, with every answer. */
  assignment(etag: string): void
  /** What the collector asks to be run now. */
  run?(checks: readonly string[]): void
  /** How this agent is, beside the spool; told with every batch. */
  vitals?(): Omit<AgentStatus, 'waiting' | 'bytes' | 'oldestMs' | 'lost'>
}

export interface Sender {
  /** Something was put into the spool; `urgent` sends it without waiting for more. */
  wake(urgent: boolean): void
  /** Sends no more; resolves when the request that is under way has ended, at most after `graceMs`. */
  stop(graceMs: number): Promise<void>
}

/** What to do after a try. */
type Next = 'more' | 'idle' | { waitMs: number }

export function makeSender({
  spool,
  client,
  clock,
  log,
  random,
  exchanged,
  assignment,
  run: ranNow,
  vitals,
}: SenderOptions): Sender {
  let failures = 0
  /** Why the last try failed, as it was told. */
  let told = ''
  let items: number = LIMITS.batchItems
  let bytes = LIMITS.bodyBytes - FRAME_BYTES
  let backlogsTurn = false
  /** For the record of a batch that the collector refuses; its parts go before anything else. */
  let search: Search | null = null
  /** Epochs of earlier starts of which it refused a batch as a whole, and until when they are passed over (monotonic). */
  const passedOver = new Map<string, number>()
  let running: Promise<void> | null = null
  let timer: { at: number; cancel: () => void } | null = null
  let waitUntil = 0
  let stopped = false
  /** Something was put while a request was under way. */
  let again = false

  function wake(urgent: boolean): void {
    if (running) again = true
    if (stopped || running) return
    const at = Math.max(waitUntil, clock.monotonic() + (urgent ? 0 : COALESCE_MS))
    if (timer && timer.at <= at) return
    timer?.cancel()
    const cancel = clock.after(at - clock.monotonic(), () => {
      timer = null
      running = run()
    })
    timer = { at, cancel }
  }

  async function run(): Promise<void> {
    let next: Next = 'more'
    while (next === 'more' && !stopped) {
      try {
        next = await step()
      } catch (error) {
        search = null
        next = failed(reasonOf(error))
      }
    }
    running = null
    if (typeof next === 'object') {
      waitUntil = clock.monotonic() + next.waitMs
      wake(true)
    } else if (again) {
      again = false
      wake(false)
    }
  }

  async function step(): Promise<Next> {
    await spool.flush()
    const part = search?.next() ?? null
    if (!part) search = null
    const batch = part ?? (await choose())
    if (!batch) return 'idle'
    const answer = await client.ask({ method: 'POST', path: '/agent/v1/batches', body: bodyOf(batch) })
    if (answer.status === 400) return notUnderstood(batch)
    if (answer.status !== 200) search = null
    if (answer.status === 413) return tooLarge(batch)
    if (answer.status !== 200) return refused(answer)
    const errors = validateBatchAnswer(answer.body)
    if (errors[0])
      throw new Error(`the collector's answer is no answer: ${errors[0].path} ${errors[0].message}`)
    const said = answer.body as BatchAnswer
    exchanged(answer, said)
    const settled = settlementOf(batch, said)
    await spool.settle(batch, settled)
    for (const { seq, code, reason } of settled.rejected) {
      log.error('the collector refused a record', { epoch: batch.epoch, seq, code, reason })
    }
    assignment(said.assignment)
    if (said.run) ranNow?.(said.run)
    if (part && settled.accepted.length + settled.rejected.length > 0) search?.taken(part)
    if (settled.accepted.length === 0 && settled.rejected.length === 0) {
      search = null
      return failed('the collector takes nothing now')
    }
    if (failures > 0) log.info('the collector takes results again')
    failures = 0
    items = Math.min(LIMITS.batchItems, items * 2)
    bytes = Math.min(LIMITS.bodyBytes - FRAME_BYTES, bytes * 2)
    return 'more'
  }

  /** Live first; the backlog has its turn after each live batch, so that neither starves. */
  async function choose(): Promise<Batch | null> {
    const limit = { items, bytes }
    const live = backlogsTurn ? null : spool.live(limit)
    backlogsTurn = live !== null
    for (const [epoch, until] of passedOver) if (until <= clock.monotonic()) passedOver.delete(epoch)
    return live ?? (await spool.backlog(limit, (epoch) => passedOver.has(epoch))) ?? spool.live(limit)
  }

  /** After a 400, by which a collector says that it cannot read the frame: the rule is in `refused.ts`. */
  async function notUnderstood(batch: Batch): Promise<Next> {
    let verdict = search?.refused(batch)
    if (!search) {
      search = searchIn(batch)
      verdict = search ? 'go on' : 'all refused'
    }
    if (verdict === 'go on') return 'more'
    if (verdict === 'condemned') {
      await condemn(batch, 'bad-request', 'the collector refused it alone and took others of its batch')
      return 'more'
    }
    search = null
    // What one start left must not hold up what others left; it is kept, and tried again later.
    if (batch.epoch !== spool.epoch) passedOver.set(batch.epoch, clock.monotonic() + SLOW_MS)
    return failed('the collector answered 400')
  }

  /** Sets a record aside that the collector will never take and does not know of. */
  async function condemn(batch: Batch, code: string, reason: string): Promise<void> {
    const rejected = batch.entries.map(({ seq }) => ({ seq, code, reason, untold: true }))
    await spool.settle(batch, { accepted: [], rejected })
    log.error('a record was set aside', { epoch: batch.epoch, seq: rejected[0]?.seq, code, reason })
  }

  function bodyOf({ epoch, base, entries }: Batch): string {
    const status = statusBeside(entries.length)
    const frame = JSON.stringify({ wire: 1, epoch, sentAt: Math.round(clock.now()), base, status })
    return `${frame.slice(0, -1)},"items":[${entries.map(({ text }) => text).join(',')}]}`
  }

  /** What waits beside the `sent` items of the batch that it goes with. */
  function statusBeside(sent: number): AgentStatus | undefined {
    if (!vitals) return undefined
    const { waiting, bytes: onDisk, oldestAt, evicted, quarantined, diskFull } = spool.stats()
    const left = Math.max(0, waiting - sent)
    // By the host's wall clock, which may have been stepped since.
    const oldestMs = left === 0 || oldestAt === null ? null : Math.max(0, Math.round(clock.now() - oldestAt))
    return { waiting: left, bytes: onDisk, oldestMs, lost: evicted + quarantined + diskFull, ...vitals() }
  }

  async function tooLarge(batch: Batch): Promise<Next> {
    if (batch.entries.length === 1) {
      await condemn(batch, 'too-large', 'one record alone is too large for the collector')
      return 'more'
    }
    items = Math.max(1, Math.floor(batch.entries.length / 2))
    bytes = Math.max(FRAME_BYTES, Math.floor(bytes / 2))
    return 'more'
  }

  function refused({ status, headers }: Answer): Next {
    if (status === 401 || status === 403) {
      return slow('the collector does not know this token; everything is kept', status)
    }
    if (status === 426)
      return slow('the collector speaks no wire version of this agent; update the older one', status)
    const asked = retryAfterMs(headers['retry-after'], clock.now())
    const next = failed(`the collector answered ${status}`)
    return asked === null ? next : { waitMs: Math.max(asked, next.waitMs) }
  }

  function slow(message: string, status: number): { waitMs: number } {
    failures += 1
    log.error(message, { status })
    return { waitMs: SLOW_MS / 2 + (SLOW_MS / 2) * random() }
  }

  function failed(reason: string): { waitMs: number } {
    failures += 1
    const waitMs = backoffMs(failures, random())
    // The first of a row, another reason, then now and then: a server that comes back with a bad certificate is no longer away.
    if (failures === 1 || reason !== told || failures % 20 === 0) {
      told = reason
      log.warn('results wait for the collector', { reason, failures })
    }
    return { waitMs }
  }

  return {
    wake,
    async stop(graceMs) {
      stopped = true
      timer?.cancel()
      if (!running) return
      let cancel = () => {}
      const patience = new Promise<void>((resolve) => {
        cancel = clock.after(graceMs, resolve)
      })
      await Promise.race([running, patience])
      cancel()
    },
  }
}

/** The answer as it concerns this batch; a range never reaches beyond what was sent, and an item named twice is kept. */
function settlementOf(batch: Batch, { accepted, rejected, keep }: BatchAnswer): Settlement {
  const within = (ranges: [number, number][], seq: number) =>
    ranges.some(([from, to]) => from <= seq && seq <= to)
  const refusals = rejected.flatMap(({ index, seq, code, reason }) => {
    const own = seq ?? batch.entries[index]?.seq
    return own === undefined || within(keep, own) ? [] : [{ seq: own, code, reason }]
  })
  const refusedSeqs = new Set(refusals.map(({ seq }) => seq))
  const taken = batch.entries
    .map(({ seq }) => seq)
    .filter((seq) => within(accepted, seq) && !within(keep, seq) && !refusedSeqs.has(seq))
  return { accepted: taken.map((seq) => [seq, seq]), rejected: refusals }
}
