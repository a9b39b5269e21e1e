/** `npm run simulate`: the production agent and collector through days of a world of faults, in seconds; see `--help`. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { type Asked, readCommand, readPlan, USAGE } from './command.ts'
import { type Coverage, makeCoverage } from './coverage.ts'
import { makePlan, type Plan } from './plan.ts'
import type { SeedRun, SeedToRun, Summary } from './seed.ts'
import { runSeeds } from './seeds.ts'

const out = (text: string) => process.stdout.write(text)
const complain = (text: string) => process.stderr.write(text)

function* seedsOf(asked: Asked, replay: Plan | null): Generator<SeedToRun> {
  const { seeds, days, hosts, faults, often, json, history } = asked
  const how = { history, tell: !json && seeds.length <= 1, shorten: !json }
  if (replay !== null) yield { plan: replay, ...how }
  for (const seed of seeds) yield { plan: makePlan({ seed, days, hosts, faults, often }), ...how }
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
  const { json, seeds } = asked
  const many = seeds.length > 1
  const coverage = makeCoverage(asked.faults)
  const runs: { seed: number; summary: Summary }[] = []
  const done = ({ plan }: SeedToRun, { summary, seen, told, complaint }: SeedRun) => {
    runs.push({ seed: plan.seed, summary })
    coverage.add(seen)
    if (!json) out(told)
    if (many && !json) out(`seed ${plan.seed} ${summary.ok ? 'holds' : 'does not hold'} ${summary.digest}\n`)
    complain(complaint)
  }
  const jobs = Math.min(Math.max(1, seeds.length), asked.jobs ?? availableParallelism())
  await runSeeds(seedsOf(asked, replay), { jobs, done })
  const inOrder = runs.toSorted((a, b) => a.seed - b.seed).map(({ summary }) => summary)
  return conclude(asked, inOrder, coverage)
}

/** Says what all seeds came to, and what none of them examined. */
function conclude(
  { seeds, json, covered }: Asked,
  summaries: readonly Summary[],
  coverage: Coverage,
): number {
  const failed = summaries.filter((summary) => !summary.ok).length
  const many = seeds.length > 1
  const lacking = many && failed === 0 ? coverage.lacking() : []
  const total = { examined: coverage.examined(), faults: coverage.faults(), lacking }
  if (json) out(`${JSON.stringify(many ? { seeds: summaries, ...total } : summaries[0])}\n`)
  else if (many) {
    const counted = (counts: Record<string, number>) =>
      Object.entries(counts).map(([what, count]) => `${count} ${what}`)
    out(
      `examined: ${counted(total.examined).join(', ')}\nfaults: ${counted(total.faults).join(', ') || 'none'}\n`,
    )
    for (const what of lacking) out(`NOT EXAMINED in any of ${summaries.length} seeds: ${what}\n`)
    const took = (of: 'run' | 'record' | 'judge') =>
      (summaries.reduce((sum, { cpuSeconds }) => sum + cpuSeconds[of], 0) / summaries.length).toFixed(2)
    out(
      `${summaries.length} seeds, ${failed === 0 ? 'all hold' : `${failed} of them does not hold`}; CPU-seconds each: ` +
        `${took('run')} run, ${took('record')} written down and evaluated in other orders, ${took('judge')} judged\n`,
    )
  }
  return failed === 0 && (!covered || lacking.length === 0) ? 0 : 1
}

process.exitCode = await main()
