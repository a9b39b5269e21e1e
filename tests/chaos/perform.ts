/** Runs one scenario within its time, and clears up behind it. */

import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { INVARIANTS, type Invariant, type Judgement, type Verdict, verdictOf } from '../invariants/history.ts'
import type { Scenario } from './scenario.ts'
import { type Finding, openStage, type Stage } from './stage.ts'

export interface Outcome {
  name: string
  seed: number
  /** `failed` where something did not hold, `not-shown` where this machine could not show all of it. */
  outcome: 'held' | 'failed' | 'not-shown'
  tookMs: number
  findings: readonly Finding[]
  /** Of every invariant: whether it holds, or was not examined. */
  invariants: Record<Invariant, Verdict>
  /** Whether what failed is nothing but that the time was up. */
  overTime: boolean
  /** The command that does the same again. */
  replay: string
}

const GRACE_MS = 1000
const PLACES = ['/usr/sbin', '/sbin', ...(process.env.PATH ?? '').split(':')]

function isThere(program: string): boolean {
  return PLACES.some((place) => {
    try {
      accessSync(join(place, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

function lacking({ root = false, programs = [] }: Scenario['needs']): string[] {
  const missing = programs.filter((program) => !isThere(program))
  return root && process.getuid?.() !== 0 ? ['root', ...missing] : missing
}

/** What the scenario waits for says so itself when its time is up; what waits for nothing is left behind. */
async function overdue(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort')
  await setTimeout(GRACE_MS)
  throw signal.reason
}

function verdicts(judgements: readonly Judgement[]): Record<Invariant, Verdict> {
  const found: Partial<Record<Invariant, Verdict>> = {}
  for (const name of Object.keys(INVARIANTS) as Invariant[]) {
    const judgement = judgements.find(({ invariant }) => invariant === name)
    found[name] = judgement ? verdictOf(judgement) : 'not examined'
  }
  return found as Record<Invariant, Verdict>
}

/** Nothing passes because there was nothing to look at. */
function examinedAll(stage: Stage, { notExamined }: Scenario, found: Record<Invariant, Verdict>): void {
  for (const [name, verdict] of Object.entries(found) as [Invariant, Verdict][]) {
    const why = notExamined[name]
    if (verdict === 'not examined' && why === undefined)
      stage.verify(`${name} is examined, as the scenario says`, false)
    if (verdict !== 'not examined' && why !== undefined)
      stage.verify(`${name} is not examined, as the scenario says (${why})`, false)
  }
}

/** The command that does it again. */
export const replayOf = (name: string, seed: number) => `npm run chaos -- --seed ${seed} --only ${name}`

/** `broken` ends it before its time; even then everything is undone. */
export async function perform(a: {
  scenario: Scenario
  seed: number
  broken: AbortSignal
  heard(finding: Finding): void
}): Promise<Outcome> {
  const { scenario, seed, heard } = a
  const begun = performance.now()
  const replay = replayOf(scenario.name, seed)
  const missing = lacking(scenario.needs)
  if (missing.length > 0) {
    const finding: Finding = { kind: 'SKIPPED', text: `${scenario.name}: needs ${missing.join(', ')}` }
    heard(finding)
    return {
      ...{ name: scenario.name, seed, outcome: 'not-shown', tookMs: 0, findings: [finding], replay },
      ...{ invariants: verdicts([]), overTime: false },
    }
  }
  const limit = AbortSignal.timeout(scenario.limitMs)
  const signal = AbortSignal.any([limit, a.broken])
  const { stage, close } = await openStage({ name: scenario.name, seed, replay, signal, heard })
  try {
    await Promise.race([scenario.run(stage), overdue(signal)])
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
    stage.verify(
      limit.aborted ? `it ends within ${scenario.limitMs / 1000} s: ${why}` : `it goes to its end: ${why}`,
      false,
    )
  }
  const invariants = verdicts(stage.judgements)
  const failedAlready = stage.findings.filter(({ kind }) => kind === 'FAILED').length
  const overTime = limit.aborted && failedAlready === 1
  const skipped = stage.findings.some(({ kind }) => kind === 'SKIPPED')
  if (failedAlready === 0 && !skipped) examinedAll(stage, scenario, invariants)
  await close()
  const has = (kind: Finding['kind']) => stage.findings.some((finding) => finding.kind === kind)
  const outcome = has('FAILED') ? 'failed' : has('SKIPPED') ? 'not-shown' : 'held'
  const tookMs = Math.round(performance.now() - begun)
  return {
    name: scenario.name,
    seed,
    outcome,
    tookMs,
    findings: stage.findings,
    invariants,
    overTime,
    replay,
  }
}
