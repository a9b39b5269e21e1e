/** `npm run simulate`: the production agent and collector through days of a world of faults, in seconds; see `--help`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkInvariants } from '../invariants/check.ts'
import { INVARIANTS, type Judgement, verdictOf } from '../invariants/history.ts'
import { linesOf, timelineOf } from '../invariants/print.ts'
import { shrink, storyOf } from '../invariants/shrink.ts'
import { type Asked, commandOf, readCommand, readPlan, USAGE } from './command.ts'
import { type Coverage, makeCoverage } from './coverage.ts'
import { makePlan, type Plan } from './plan.ts'
import { type Ran, runPlan } from './run.ts'

/** Runs that a violation is shortened in, at most. */
const RUNS = 60

const out = (text: string) => process.stdout.write(text)
const complain = (text: string) => process.stderr.write(text)

function* plansOf({ seeds, days, hosts, faults, often }: Asked, replay: Plan | null): Generator<Plan> {
  if (replay !== null) yield replay
  for (const seed of seeds) yield makePlan({ seed, days, hosts, faults, often })
}

/** Whether a judgement stands in the way. What one world did not examine does not: many together must. */
const holds = (judgements: readonly Judgement[]) =>
  judgements.every((judgement) => verdictOf(judgement) !== 'violated')

function summaryOf({ history, digest, events, cpuMs, spent }: Ran, judgements: readonly Judgement[]) {
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
    cpuSeconds: { run: cpuMs.run / 1000, record: cpuMs.record / 1000 },
    resultsPerSecond: Math.round(results / (cpuMs.run / 1000)),
    verbs: Object.fromEntries(verbs.map(([name, { calls, ms }]) => [name, { calls, ms: Math.round(ms) }])),
    invariants: judgements.map((judgement) => ({
      ...{ id: judgement.invariant, means: INVARIANTS[judgement.invariant], verdict: verdictOf(judgement) },
      ...{ examined: judgement.examined, missing: judgement.missing, violations: judgement.violations },
    })),
  }
}

type Summary = ReturnType<typeof summaryOf>

function tell(summary: Summary, { history }: Ran, judgements: readonly Judgement[]): void {
  const { results, events, incidents, mails, cpuSeconds, resultsPerSecond, digest, verbs } = summary
  out(`${linesOf(judgements).join('\n')}\n`)
  if (!summary.ok)
    out(
      `what happened:\n${timelineOf(history)
        .map((line) => `   ${line}\n`)
        .join('')}`,
    )
  const took = `${cpuSeconds.run.toFixed(1)} s of CPU, ${resultsPerSecond} results/s`
  out(`${results} results, ${incidents} incidents, ${mails} mails, ${events} events in ${took}\n`)
  const store = Object.entries(verbs).map(([name, { calls, ms }]) => `${name} ${calls} in ${ms} ms`)
  out(`most time in the store: ${store.join(', ')}\n`)
  out(`history ${digest}\n${summary.replay}\n`)
}

/** The shortest history that still shows the first of what is violated. */
async function tellShortest(plan: Plan, judgements: readonly Judgement[]): Promise<void> {
  const first = judgements.find((judgement) => verdictOf(judgement) === 'violated')
  if (!first) return
  const run = async (shorter: Plan) => (await runPlan(shorter)).history
  const shrunk = await shrink({ plan, invariant: first.invariant, run, most: RUNS })
  if (!shrunk) return
  const file = join(tmpdir(), `kijun-simulation-${plan.seed}-short.json`)
  writeFileSync(file, JSON.stringify(shrunk.plan, null, 1))
  out(`${storyOf(shrunk, plan.faults.length).join('\n')}\n`)
  complain(`the shortest plan: --replay ${file}\n`)
}

async function main(): Promise<number> {
  let asked: ReturnType<typeof readCommand>
  let replay: Plan | null = null
  try {
    asked = readCommand(process.argv.slice(2))
    if (asked !== 'help' && asked.replay !== null) replay = readPlan(readFileSync(asked.replay, 'utf8'))
  } catch (error) {
    complain(`simulate: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`)
    return 2
  }
  if (asked === 'help') {
    out(USAGE)
    return 0
  }
  const summaries: Summary[] = []
  const coverage = makeCoverage(asked.faults)
  for (const plan of plansOf(asked, replay)) {
    const ran = await runPlan(plan)
    const judgements = checkInvariants(ran.history)
    const summary = summaryOf(ran, judgements)
    summaries.push(summary)
    coverage.add(plan, ran.history, judgements)
    if (asked.history !== null) writeFileSync(asked.history, JSON.stringify(ran.history))
    const many = asked.seeds.length > 1
    if (!asked.json && (!many || !summary.ok)) tell(summary, ran, judgements)
    if (many && !asked.json)
      out(`seed ${plan.seed} ${summary.ok ? 'holds' : 'does not hold'} ${ran.digest}\n`)
    if (summary.ok) continue
    if (!asked.json) await tellShortest(plan, judgements)
    const file = join(tmpdir(), `kijun-simulation-${plan.seed}.json`)
    writeFileSync(file, JSON.stringify(plan, null, 1))
    complain(`seed ${plan.seed} does not hold: ${commandOf(plan)}, or --replay ${file}\n`)
    break
  }
  return conclude(asked, summaries, coverage)
}

/** Says what all seeds came to, and what none of them examined. */
function conclude(
  { seeds, json, covered }: Asked,
  summaries: readonly Summary[],
  coverage: Coverage,
): number {
  const holding = summaries.every((summary) => summary.ok)
  const many = seeds.length > 1
  const lacking = many && holding ? coverage.lacking() : []
  const total = { examined: coverage.examined(), faults: coverage.faults(), lacking }
  if (json) out(`${JSON.stringify(many ? { seeds: summaries, ...total } : summaries[0])}\n`)
  else if (many) {
    const counted = (counts: Record<string, number>) =>
      Object.entries(counts).map(([what, count]) => `${count} ${what}`)
    out(
      `examined: ${counted(total.examined).join(', ')}\nfaults: ${counted(total.faults).join(', ') || 'none'}\n`,
    )
    for (const what of lacking) out(`NOT EXAMINED in any of ${summaries.length} seeds: ${what}\n`)
    out(`${summaries.length} seeds, ${holding ? 'all hold' : 'the last does not hold'}\n`)
  }
  return holding && (!covered || lacking.length === 0) ? 0 : 1
}

process.exitCode = await main()
