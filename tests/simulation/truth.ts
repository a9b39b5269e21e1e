/** What really is: which targets are there at which time, and how far each clock is off. */
import type { Span, World as TrueWorld } from '../invariants/history.ts'
import type { Timeline } from './timeline.ts'

export interface Truth {
  /** Something takes the targets of a component (`service/host`) away, or gives them back. Several may at once. */
  stop(component: string): void
  start(component: string): void
  /** What one check looks at is not as it should be, or is again, while the rest of its component is there. */
  spoil(check: string): void
  mend(check: string): void
  hostDies(component: string): void
  hostRises(component: string): void
  /** The clock of a host is now beyond, or within, what its check allows. */
  clockIs(component: string, isRight: boolean): void
  /** How the target of a check (its name without the vantage) is now. */
  of(check: string): 'up' | 'refuses' | 'silent' | 'wrong'
  targets(): TrueWorld['targets']
}

interface State {
  stops: number
  deaths: number
  isClockRight: boolean
  down: Span[]
  clockOff: Span[]
}

export function makeTruth(timeline: Timeline, checks: readonly string[]): Truth {
  const states = new Map<string, State>()
  /** Of checks that look at something that is spoilt at times. */
  const spoilt = new Map<string, Span[]>()
  const spoiltOf = (check: string) => spoilt.get(check) ?? []
  const componentOf = (check: string) => check.slice(0, check.lastIndexOf('/'))
  const isClock = (check: string) => check.endsWith('/clock')
  const stateOf = (component: string) => {
    const known = states.get(component)
    if (known) return known
    const made: State = { stops: 0, deaths: 0, isClockRight: true, down: [], clockOff: [] }
    states.set(component, made)
    return made
  }
  const note = (spans: Span[], isOff: boolean) => {
    const last = spans.at(-1)
    const lasts = last !== undefined && last.to === null
    if (isOff === lasts) return
    if (isOff) spans.push({ from: timeline.now(), to: null })
    else if (last) last.to = timeline.now()
  }
  const change = (component: string, by: Partial<Pick<State, 'stops' | 'deaths' | 'isClockRight'>>) => {
    const state = stateOf(component)
    state.stops += by.stops ?? 0
    state.deaths += by.deaths ?? 0
    state.isClockRight = by.isClockRight ?? state.isClockRight
    note(state.down, state.stops + state.deaths > 0)
    note(state.clockOff, !state.isClockRight)
  }

  return {
    stop: (component) => change(component, { stops: 1 }),
    start: (component) => change(component, { stops: -1 }),
    spoil(check) {
      const spans = spoiltOf(check)
      spoilt.set(check, spans)
      note(spans, true)
    },
    mend: (check) => note(spoiltOf(check), false),
    hostDies: (component) => change(component, { deaths: 1 }),
    hostRises: (component) => change(component, { deaths: -1 }),
    clockIs: (component, isClockRight) => change(component, { isClockRight }),
    of(check) {
      const { stops, deaths, isClockRight } = stateOf(componentOf(check))
      if (isClock(check)) return isClockRight ? 'up' : 'wrong'
      const isSpoilt = spoiltOf(check).at(-1)?.to === null
      return deaths > 0 ? 'silent' : stops > 0 || isSpoilt ? 'refuses' : 'up'
    },
    targets: () =>
      checks.map((check) => {
        const { down, clockOff } = stateOf(componentOf(check))
        return { check, down: isClock(check) ? clockOff : [...down, ...spoiltOf(check)] }
      }),
  }
}
