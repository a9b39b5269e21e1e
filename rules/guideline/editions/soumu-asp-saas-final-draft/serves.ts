import type { Reference } from '../../edition.ts'

const SERVES: Readonly<Record<string, readonly Reference[]>> = {}

/** Clauses of other documents that a control serves; empty where it has no counterpart. */
export function servedBy(control: string): readonly Reference[] {
  return SERVES[control] ?? []
}
