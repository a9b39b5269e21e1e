/** One seed from its plan to what is said of it: plain data, so that another process may have run it. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkInvariants } from '../invariants/check.ts'
import { INVARIANTS, type Judgement, verdictOf } from '../invariants/history.ts'
import { linesOf, timelineOf } from '../invariants/print.ts'
import { shrink, storyOf } from '../invariants/shrink.ts'
import { commandOf } from './command.ts'
import { type Seen, seenIn } from './coverage.ts'
import type { Plan } from './plan.ts'
import { type Ran, runPlan } from './run.ts'

/** Runs that a violation is shortened in, at most. */
const RUNS = 60

/** What is asked of a seed. */
export interface SeedToRun {
  plan: Plan
  /** A file that its history goes to. */
  history: string | null
  /** Whether everything is told of it also where it holds. */
  tell: boolean
  /** Whether one that does not hold is shortened. */
  shorten: boolean
}

export interface SeedRun {
  summary: Summary
  seen: Seen
  /** For people: to stdout, and to stderr what of it makes it happen again. */
  told: string
  complaint: string
}

export type Summary = ReturnType<typeof summaryOf>

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** One at a time in a process. */
export async function runSeed({ plan, history: file, tell, shorten }: SeedToRun): Promise<SeedRun> {
  const ran = await runPlan(plan)
  const begun = cpu()
  const judgements = checkInvariants(ran.history)
  const summary = summaryOf(ran, judgements, cpu() - begun)
  const seen = seenIn(plan, ran.history, judgements)
  if (file !== null) writeFileSync(file, JSON.stringify(ran.history))
  const told = tell || !summary.ok ? textOf(summary, ran, judgements) : ''
  if (summary.ok) return { summary, seen, told, complaint: '' }
  const shortest = shorten ? await shortestOf(plan, judgements) : { told: '', complaint: '' }
  const own = keep(plan, `kijun-simulation-${plan.seed}.json`)
  const complaint = `seed ${plan.seed} does not hold: ${commandOf(plan)}, or --replay ${own}\n`
  return { summary, seen, told: told + shortest.told, complaint: shortest.complaint + complaint }
}

function keep(plan: Plan, name: string): string {
  const file = join(tmpdir(), name)
  writeFileSync(file, JSON.stringify(plan, null, 1))
  return file
}

/** Whether a judgement stands in the way. What one world did not examine does not: many together must. */
const holds = (judgements: readonly Judgement[]) =>
  judgements.every((judgement) => verdictOf(judgement) !== 'violated')

function summaryOf(
  { history, digest, events, cpuMs, spent }: Ran,
  judgements: readonly Judgement[],
  judgeMs: number,
) {
  const results = history.world.executed.reduce((sum, { seq }) => sum + seq.length, 0)
  const verbs = [...spent].toSorted(([, a], [, b]) => b.ms - a.ms).slice(0, 8)
  return {
    replay: history.replay,
    ok: holds(judgements),
    digest,
    ...{
      results,
      events,
      incidents: history.end.incidents?.length ?? 0,
      mails: history.world.mail?.length ?? 0,
    },
    cpuSeconds: { run: cpuMs.run / 1000, record: cpuMs.record / 1000, judge: judgeMs / 1000 },
    resultsPerSecond: Math.round(results / (cpuMs.run / 1000)),
    verbs: Object.fromEntries(verbs.map(([name, { calls, ms }]) => [name, { calls, ms: Math.round(ms) }])),
    invariants: judgements.map((judgement) => ({
      ...{ id: judgement.invariant, means: INVARIANTS[judgement.invariant], verdict: verdictOf(judgement) },
      ...{ examined: judgement.examined, missing: judgement.missing, violations: judgement.violations },
    })),
  }
}

function textOf(summary: Summary, { history }: Ran, judgements: readonly Judgement[]): string {
  const { results, events, incidents, mails, cpuSeconds, resultsPerSecond, digest, verbs } = summary
  const happened = summary.ok ? [] : ['what happened:', ...timelineOf(history).map((line) => `   ${line}`)]
  const took = `${cpuSeconds.run.toFixed(1)} s of CPU, ${resultsPerSecond} results/s`
  const store = Object.entries(verbs).map(([name, { calls, ms }]) => `${name} ${calls} in ${ms} ms`)
  return [
    ...linesOf(judgements),
    ...happened,
    `${results} results, ${incidents} incidents, ${mails} mails, ${events} events in ${took}`,
    `most time in the store: ${store.join(', ')}`,
    `history ${digest}`,
    summary.replay,
    '',
  ].join('\n')
}

/** The shortest history that still shows the first of what is violated. */
async function shortestOf(plan: Plan, judgements: readonly Judgement[]) {
  const none = { told: '', complaint: '' }
  const first = judgements.find((judgement) => verdictOf(judgement) === 'violated')
  if (!first) return none
  const run = async (shorter: Plan) => (await runPlan(shorter)).history
  const shrunk = await shrink({ plan, invariant: first.invariant, run, most: RUNS })
  if (!shrunk) return none
  const file = keep(shrunk.plan, `kijun-simulation-${plan.seed}-short.json`)
  return {
    told: `${storyOf(shrunk, plan.faults.length).join('\n')}\n`,
    complaint: `the shortest plan: --replay ${file}\n`,
  }
}
