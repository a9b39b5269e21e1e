/**
 * Compares the blocks of results with what the ledger says of them: bytes with digests, digests with the roots of the
 * entries that brought them. What was merged or deleted is named by an entry with its digest and the grounds, and so
 * stays in its root: it is not missing.
 */
import { merkleRoot } from '../../rules/ledger/merkle.ts'
import type { ChainedEntry, Store } from '../store/port.ts'
import type { LedgerFinding } from './verify.ts'

/** Entries, and blocks, read at once. */
const PAGE = 1000
const BLOCKS = 50
const ABOUT_BLOCKS = 'blocks.'
const DAMAGED = 'block.damaged'

export interface BlocksReport {
  /** Blocks whose bytes were compared; those that the ledger calls damaged are not. */
  blocks: number
  /** Blocks that were deleted, or of which a part was, by an entry that says so. */
  deleted: number
  /**
   * `blocks-changed`: the blocks of an entry are not those whose root was written; `block-damaged`;
   * `deleted-early`: deleted before what was promised of them was over.
   */
  findings: LedgerFinding[]
}

type Source = Pick<Store, 'ledger' | 'blockDigests' | 'verifyBlocks' | 'unchainedBlockEntries'>

interface Ended {
  block: number
  entry: string
  digest: string
}
interface About {
  block?: unknown
  root?: unknown
  ended?: Ended[]
  grounds?: { until: number; disputedUntil: number | null }[]
}
interface Brought {
  id: string
  seq: number
  subject: string
  root: unknown
}

/** What the ledger says of blocks: which entry brought which root, and which blocks are no more. */
class Told {
  readonly brought: Brought[] = []
  readonly findings: LedgerFinding[] = []
  deleted = 0
  /** Blocks that the ledger says are damaged. */
  readonly damaged = new Set<unknown>()
  #upTo = 0
  /** Digests by block, by the entry that brought them. */
  readonly #ended = new Map<string, Map<number, string>>()

  /** Reads on behind what was read, with what is not chained yet. */
  async readOn(store: Source): Promise<void> {
    for (;;) {
      const entries = await store.ledger({ afterSeq: this.#upTo, limit: PAGE })
      for (const entry of entries) this.#take(entry)
      this.#upTo = entries.at(-1)?.seq ?? this.#upTo
      if (entries.length < PAGE) break
    }
    for (const { kind, payload } of await store.unchainedBlockEntries({}))
      if (kind === DAMAGED) this.damaged.add(aboutIn(payload).block)
      else this.#end(aboutIn(payload))
  }

  ended(entryId: string): ReadonlyMap<number, string> {
    return this.#ended.get(entryId) ?? new Map()
  }

  #take({ id, seq, at, kind, subject, payload }: ChainedEntry): void {
    if (payload === null) return
    if (kind === DAMAGED) this.damaged.add(aboutIn(payload).block)
    if (!kind.startsWith(ABOUT_BLOCKS)) return
    const about = aboutIn(payload)
    this.#end(about)
    this.brought.push({ id, seq, subject, root: about.root ?? null })
    if (about.grounds === undefined) return
    this.deleted += about.ended?.length ?? 0
    if (about.grounds.some(({ until, disputedUntil }) => Math.max(until, disputedUntil ?? until) > at)) {
      const message = `results of ${subject} were deleted by entry ${seq} before their time was over`
      this.findings.push({ seq, code: 'deleted-early', message })
    }
  }

  #end({ ended = [] }: About): void {
    for (const { block, entry, digest } of ended) {
      const blocks = this.#ended.get(entry) ?? new Map<number, string>()
      this.#ended.set(entry, blocks.set(block, digest))
    }
  }
}

export async function verifyResultBlocks(store: Source): Promise<BlocksReport> {
  const told = new Told()
  await told.readOn(store)
  const { findings } = told
  for (const { id, seq, subject, root } of told.brought.slice()) {
    const { blocks } = await store.blockDigests({ entryId: id })
    const holds = () => rootOf(blocks, told.ended(id)) === root
    if (holds()) continue
    // What was merged or deleted while this read along is told by an entry that came before the blocks were looked at.
    await told.readOn(store)
    if (holds()) continue
    const message = `the blocks of results of ${subject} are not those that entry ${seq} was written of`
    findings.push({ seq, code: 'blocks-changed', message })
  }
  let blocks = 0
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<Store['verifyBlocks']>> = await store.verifyBlocks({
      ...{ after, limit: BLOCKS },
    })
    blocks += page.verified
    for (const id of page.damaged)
      findings.push({ seq: null, code: 'block-damaged', message: `block ${id} of results is damaged` })
    if (page.told.some((id) => !told.damaged.has(id))) await told.readOn(store)
    for (const id of page.told.filter((one) => !told.damaged.has(one))) {
      const message = `block ${id} of results is marked as damaged, and no entry of the ledger says so`
      findings.push({ seq: null, code: 'block-damaged', message })
    }
    after = page.next
  }
  return { blocks, deleted: told.deleted, findings }
}

/** Over all that an entry brought, by their numbers, whether they are there or not. */
function rootOf(present: readonly { id: number; digest: string }[], ended: ReadonlyMap<number, string>) {
  const all = new Map(ended)
  for (const { id, digest } of present) all.set(id, digest)
  const digests = [...all].toSorted(([a], [b]) => a - b).map(([, digest]) => digest)
  return merkleRoot(digests)
}

/** Empty where the payload is none of ours: its own digest is verified with the ledger. */
function aboutIn(payload: string): About {
  try {
    return (JSON.parse(payload) as About | null) ?? {}
  } catch {
    return {}
  }
}
