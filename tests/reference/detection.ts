/**
 * Failures of one check by another way: the list of what it executed is cut into runs of one outcome, and a failure is
 * what lies between runs that are long enough. Takes nothing from rules/detection.
 */
export interface Said {
  startedAt: number
  finishedAt: number
  receivedAt: number
  outcome: 'o' | 'f' | 'u'
  /** By how much its time may be wrong, milliseconds; negative where nobody knows, absent where nobody asked. */
  uncertaintyMs?: number
  /** When it really started, where the world knows that: a clock that is set back gives two of them one time. */
  trueAt?: number
  /** Breaks ties of equal start. */
  source: string
}

export interface Failed {
  lastOkAt: number | null
  firstFailedAt: number
  confirmedAt: number | null
  recoveredAt: number | null
  recoveryConfirmedAt: number | null
  /** Failed results in it. */
  failures: Said[]
}

const knownAt = ({ finishedAt, receivedAt }: Said) => (receivedAt < finishedAt ? receivedAt : finishedAt)

/**
 * @param enough results in a row that confirm a change of outcome
 * @returns failures in order of time, confirmed or not; the last one may still run
 */
export function failuresIn(said: readonly Said[], enough: number): Failed[] {
  const executed = said
    .filter(({ outcome }) => outcome !== 'u')
    .sort((a, b) => a.startedAt - b.startedAt || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0))
  const runs: { failed: boolean; all: Said[] }[] = []
  for (const one of executed) {
    const last = runs[runs.length - 1]
    if (last && last.failed === (one.outcome === 'f')) last.all.push(one)
    else runs.push({ failed: one.outcome === 'f', all: [one] })
  }
  const found: Failed[] = []
  for (let at = 0; at < runs.length; at += 1) {
    const first = runs[at]
    if (!first?.failed) continue
    const failure: Failed = {
      lastOkAt: runs[at - 1]?.all.at(-1)?.startedAt ?? null,
      firstFailedAt: first.all[0]?.startedAt ?? 0,
      ...{ confirmedAt: null, recoveredAt: null, recoveryConfirmedAt: null, failures: [] },
    }
    found.push(failure)
    // On until a run of ok that ends it: any one while nothing is confirmed, else one that is long enough.
    for (; at < runs.length; at += 1) {
      const { failed = false, all = [] } = runs[at] ?? {}
      if (failed) {
        failure.failures.push(...all)
        const confirming = all[enough - 1]
        if (confirming && failure.confirmedAt === null) failure.confirmedAt = knownAt(confirming)
        continue
      }
      const ending = failure.confirmedAt === null ? all[0] : all[enough - 1]
      if (!ending) continue
      failure.recoveredAt = all[0]?.startedAt ?? null
      failure.recoveryConfirmedAt = knownAt(ending)
      break
    }
  }
  return found
}
