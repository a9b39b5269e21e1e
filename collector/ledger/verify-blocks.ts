/** Compares the blocks of results with what the ledger says of them: bytes with digests, digests with the days' roots. */
import { merkleRoot } from '../../rules/ledger/merkle.ts'
import type { Store } from '../store/port.ts'
import type { LedgerFinding } from './verify.ts'

/** Entries, and blocks, read at once. */
const PAGE = 1000
const BLOCKS = 50

export interface BlocksReport {
  /** Blocks whose bytes were compared; those that the ledger calls damaged are not. */
  blocks: number
  /** `blocks-changed`: a day's blocks are not those whose root was written; `block-damaged`. */
  findings: LedgerFinding[]
}

export async function verifyResultBlocks(
  store: Pick<Store, 'ledger' | 'blockDigests' | 'verifyBlocks'>,
): Promise<BlocksReport> {
  const findings: LedgerFinding[] = []
  for (let afterSeq = 0; ; ) {
    const entries = await store.ledger({ afterSeq, limit: PAGE })
    for (const { id, seq, kind, subject, payload } of entries) {
      if (kind !== 'blocks.closed' || payload === null) continue
      const { digests } = await store.blockDigests({ entryId: id })
      if (merkleRoot(digests) !== rootOf(payload)) {
        const message = `the blocks of results of ${subject} are not those that entry ${seq} was written of`
        findings.push({ seq, code: 'blocks-changed', message })
      }
    }
    const last = entries.at(-1)
    if (!last || entries.length < PAGE) break
    afterSeq = last.seq
  }
  let blocks = 0
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<Store['verifyBlocks']>> = await store.verifyBlocks({
      ...{ after, limit: BLOCKS },
    })
    blocks += page.verified
    for (const id of page.damaged)
      findings.push({ seq: null, code: 'block-damaged', message: `block ${id} of results is damaged` })
    after = page.next
  }
  return { blocks, findings }
}

/** Null where the payload is none of ours: its own digest is verified with the ledger. */
function rootOf(payload: string): unknown {
  try {
    return (JSON.parse(payload) as { root?: unknown } | null)?.root ?? null
  } catch {
    return null
  }
}
