/** Whether a stored time can be that of a true instant, by the collectors' clocks and the uncertainty that it declares. */
import { offsetsOfCollectors, shownByCollectors } from './clocks.ts'
import { AROUND_STEP_MS, heardSince } from './heard.ts'
import type { World } from './history.ts'

/** Rounding of the anchor's two clocks and of the time itself, milliseconds. */
const ROUNDED_MS = 3
/** How long an anchor is in force, milliseconds: it owns to what clocks drift until then, not to what they drift in it. */
const ANCHOR_MS = 70_000
export function placesBy({ clocks, faults }: Pick<World, 'clocks' | 'faults'>) {
  const ours = (clocks ?? []).filter(({ host }) => host.startsWith('collector'))
  const isTrue = ours.every(({ changes }) => changes.every((one) => one.offsetMs === 0 && !one.driftPpm))
  const drifts = (clocks ?? []).flatMap(({ changes }) =>
    changes.map(({ driftPpm = 0 }) => Math.abs(driftPpm)),
  )
  const driftPpm = drifts.reduce((a, b) => Math.max(a, b), 0)
  const allowedMs = ROUNDED_MS + (2 * driftPpm * ANCHOR_MS) / 1_000_000
  const steps = (faults ?? []).filter(({ kind, who }) => kind === 'clock-step' && who.startsWith('collector'))
  return {
    /** True where nothing can be said: our own clock was stepped near it. `agent`: whose result it is, by name. */
    isAt(
      { startedAt, uncertaintyMs }: { startedAt: number; uncertaintyMs: number },
      { trueAt, agent }: { trueAt: number; agent?: string | undefined },
    ): boolean {
      const near = ({ from, to }: { from: number; to: number | null }) =>
        [from, to].some((at) => at !== null && Math.abs(trueAt - at) <= AROUND_STEP_MS)
      if (steps.length > 0 && steps.some(near)) return true
      const { least, most } = isTrue ? { least: trueAt, most: trueAt } : shownByCollectors(clocks, trueAt)
      const slack = uncertaintyMs + allowedMs
      if (startedAt >= least - slack && startedAt <= most + slack) return true
      // Who reached nobody since goes by our clock as it was when he did.
      const heard = isTrue
        ? null
        : offsetsOfCollectors(clocks, heardSince(faults ?? [], trueAt, agent), trueAt)
      return heard?.some((offset) => Math.abs(startedAt - trueAt - offset) <= slack) ?? false
    },
  }
}
