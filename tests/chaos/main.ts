/**
 * `npm run chaos -- [--seed N] [--only NAME,…] [--minutes M] [--jobs N] [--list] [--json]`: real faults on real
 * processes, each ending with the same invariants by the contents of the store and of the mail server. Exit 0 where
 * all held, 1 where something did not, 2 for bad usage, 3 where this machine could not show all of it.
 */
import { parseArgs } from 'node:util'
import { INVARIANTS, type Invariant, type Verdict } from '../invariants/history.ts'
import { performApart } from './apart.ts'
import type { Outcome } from './perform.ts'
import { SCENARIOS } from './registry.ts'
import type { Scenario } from './scenario.ts'

const USAGE = `usage: npm run chaos -- [--seed N] [--only NAME,…] [--minutes M] [--jobs N] [--list] [--json]

--seed N      the random choices of the first round (default 1); each further round takes the next number
--only NAME   these scenarios only, separated by commas; --list names them
--minutes M   goes on with further rounds until M minutes have passed (default: one round)
--jobs N      scenarios at the same time (default 2)
--json        one JSON document on stdout; what is seen meanwhile goes to stderr
`

class BadUsage extends Error {}

function whole(text: string, name: string, least: number): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least)
    throw new BadUsage(`--${name} takes a whole number from ${least}`)
  return value
}

function chosen(only: string | undefined): Scenario[] {
  if (only === undefined) return SCENARIOS
  return only.split(',').map((name) => {
    const found = SCENARIOS.find((scenario) => scenario.name === name)
    if (!found)
      throw new BadUsage(`there is no scenario ${name}: ${SCENARIOS.map((one) => one.name).join(', ')}`)
    return found
  })
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        only: { type: 'string' },
        minutes: { type: 'string', default: '0' },
        jobs: { type: 'string', default: '2' },
        list: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    })
    return {
      ...values,
      seed: whole(values.seed, 'seed', 0),
      minutes: whole(values.minutes, 'minutes', 0),
      jobs: whole(values.jobs, 'jobs', 1),
      scenarios: chosen(values.only),
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}`)
    process.exit(2)
  }
}

const NAMES = Object.keys(INVARIANTS) as Invariant[]
const { seed, minutes, jobs, list, json, help, scenarios } = options()
const say = (line: string) => (json ? process.stderr : process.stdout).write(`${line}\n`)

if (help) {
  process.stdout.write(USAGE)
  process.exit(0)
}
if (list) {
  const rows = scenarios.map(({ run: _, limitMs: __, ...row }) => row)
  if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
  else
    for (const { name, fault, shows, notExamined } of rows) {
      say(`${name}\n  fault: ${fault}\n  shows: ${shows}\n  examines: ${examinedIn(notExamined).join(' ')}`)
      for (const [invariant, why] of Object.entries(notExamined)) say(`  not ${invariant}: ${why}`)
    }
  process.exit(0)
}

const broken = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => broken.abort(new Error(`broken off by ${signal}`)))

function examinedIn(notExamined: Scenario['notExamined']): Invariant[] {
  return NAMES.filter((name) => notExamined[name] === undefined)
}

const SIGN: Record<Verdict, string> = { holds: 'ok', violated: 'NO', 'not examined': '- ' }
/** One line for each scenario, one column for each invariant. */
function table(): string[] {
  const rows = outcomes.map(({ name, invariants }) => [
    name.padEnd(22),
    ...NAMES.map((invariant) => SIGN[invariants[invariant]].padEnd(3)),
  ])
  return [[''.padEnd(22), ...NAMES.map((name) => name.padEnd(3))], ...rows].map((row) =>
    row.join(' ').trimEnd(),
  )
}

const outcomes: Outcome[] = []
const begun = performance.now()

async function one(scenario: Scenario, of: number, isLast = false): Promise<void> {
  if (broken.signal.aborted) return
  const heard = ({ kind, text }: { kind: string; text: string }) =>
    say(`${scenario.name.padEnd(22)} ${kind.padEnd(7)} ${text}`)
  const outcome = await performApart({ scenario, seed: of, broken: broken.signal, heard })
  if (outcome.overTime && !isLast && !broken.signal.aborted) overTime.push({ scenario, of })
  else outcomes.push(outcome)
  const took = `${(outcome.tookMs / 1000).toFixed(1)} s`
  say(`${scenario.name.padEnd(22)} ----    ${outcome.outcome} in ${took}; again: ${outcome.replay}`)
}

/** All chosen ones with one seed, `jobs` at a time. */
async function round(of: number): Promise<void> {
  const waiting = [...scenarios]
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await one(next, of)
  }
  await Promise.all(Array.from({ length: jobs }, lane))
}

/** What was only not over in its time: done once more when nothing else runs, and said. */
const overTime: { scenario: Scenario; of: number }[] = []
const repeated: string[] = []
async function onceMore(): Promise<void> {
  for (const { scenario, of } of overTime.splice(0)) {
    say(`${scenario.name.padEnd(22)} AGAIN   it was not over in its time`)
    repeated.push(`${scenario.name} (seed ${of})`)
    await one(scenario, of, true)
  }
}

let rounds = 0
do {
  await round(seed + rounds)
  await onceMore()
  rounds += 1
} while (!broken.signal.aborted && performance.now() - begun < minutes * 60_000)

const failed = outcomes.filter(({ outcome }) => outcome === 'failed')
const unseen = outcomes.filter(({ outcome }) => outcome === 'not-shown')
const ok = failed.length === 0 && !broken.signal.aborted
if (json) {
  const document = { ok, seed, rounds, tookMs: Math.round(performance.now() - begun), outcomes, repeated }
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}
const held = outcomes.length - failed.length - unseen.length
const seconds = Math.round((performance.now() - begun) / 1000)
say(`\n${table().join('\n')}`)
say('ok: holds; NO: violated; -: not examined in it (--list says why)')
if (repeated.length > 0) say(`\nonce more, since it was not over in its time: ${repeated.join(', ')}`)
say(`\n${held} held, ${failed.length} failed, ${unseen.length} not shown on this machine (${seconds} s)`)
for (const { findings, replay } of failed) {
  for (const { kind, text } of findings) if (kind === 'FAILED') say(`failed: ${text}`)
  say(`again: ${replay}`)
}
process.exitCode = ok ? (unseen.length > 0 ? 3 : 0) : 1
