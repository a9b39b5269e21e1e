/** Judgements as lines for people. */
import { type History, INVARIANTS, type Judgement, verdictOf } from './history.ts'

const WORD = { holds: 'ok', violated: 'VIOLATED', 'not examined': 'not examined' } as const
/** Violations of each invariant that are printed. */
const SHOWN = 5

/** One line for each invariant; what violates it below. */
export function linesOf(judgements: readonly Judgement[]): string[] {
  return judgements.flatMap((judgement) => {
    const { invariant, examined, missing, violations, more } = judgement
    const counts = Object.entries(examined).map(([what, count]) => `${count} ${what}`)
    const gone = missing.length > 0 ? [`without: ${missing.join('; ')}`] : []
    const head = `${invariant} ${WORD[verdictOf(judgement)]}: ${INVARIANTS[invariant]}`
    return [
      [head, ...(counts.length > 0 ? [`(${counts.join(', ')})`] : []), ...gone].join(' '),
      ...violations
        .slice(0, SHOWN)
        .flatMap(({ what, at, timeline }) => [
          `   ${at === null ? '' : `${instant(at)} `}${readable(what)}`,
          ...timeline.map((line) => `      ${instant(line.at)} ${readable(line.what)}`),
        ]),
      ...(violations.length + more > SHOWN ? [`   and ${violations.length + more - SHOWN} more`] : []),
    ]
  })
}

/** What happened in the world, in order of time. */
export function timelineOf({ world }: History): string[] {
  const lines = [
    ...(world.faults ?? []).flatMap(({ kind, who, note, from, to }) => [
      { at: from, what: `${kind} ${who}${note === undefined ? '' : ` (${note})`}` },
      ...(to === null ? [] : [{ at: to, what: `${kind} ${who} is over` }]),
    ]),
    ...world.targets.flatMap(({ check, down }) =>
      down.flatMap(({ from, to }) => [
        { at: from, what: `${check}: its target goes down` },
        ...(to === null ? [] : [{ at: to, what: `${check}: its target is up again` }]),
      ]),
    ),
    ...(world.died ?? []).map(({ at, who, why }) => ({ at, what: `${who} ended by itself: ${why}` })),
  ]
  return lines.toSorted((a, b) => a.at - b.at).map(({ at, what }) => `${instant(at)} ${what}`)
}

const instant = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : String(at))

/** Unix milliseconds within a text as instants. */
const readable = (text: string) =>
  text.replace(/\b1[5-9]\d{11}(?:\.\d+)?\b/g, (found) => new Date(Number(found)).toISOString())
