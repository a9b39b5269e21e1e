/** What of the ledger a report names, so that whoever holds it can ask for the same chain. Pure. */
import type { LedgerReferences } from './types.ts'

/** Entries that a document lists. */
const ENTRIES = 2_000

interface Sealed {
  seq: number
  hash: string
  at: number
}

/**
 * `seal` is the newest one; entries beyond it carry no signature yet and are left for the next report. Oldest
 * first; where there are more than a document lists, the oldest are left out and counted.
 */
export function ledgerReferences(
  seal: Sealed | null,
  entries: readonly (Sealed & { kind: string; subject: string })[],
): LedgerReferences {
  const sealed = entries
    .filter(({ seq }) => seal !== null && seq <= seal.seq)
    .toSorted((a, b) => a.seq - b.seq)
  const shown = sealed.slice(-ENTRIES)
  return {
    seal: seal && { seq: seal.seq, hash: seal.hash, at: instant(seal.at) },
    entries: shown.map(({ seq, kind, subject, at, hash }) => ({ seq, kind, subject, at: instant(at), hash })),
    entriesOmitted: sealed.length - shown.length,
  }
}

const instant = (at: number) => new Date(at).toISOString()
