/**
 * Scenarios in processes of their own: each has its proxies, mail servers and judges in it, and what one of them is
 * busy with would hold up the others' time.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { INVARIANTS, type Invariant, type Verdict } from '../invariants/history.ts'
import { type Outcome, type perform, replayOf } from './perform.ts'
import type { Finding } from './stage.ts'

/** What a scenario's process says: a finding, or at last what came of it. */
export interface Told {
  finding?: Finding
  outcome?: Outcome
}

/** As `perform`; a process that ends without an outcome has failed. */
export async function performApart({
  scenario: { name },
  seed,
  broken,
  heard,
}: Parameters<typeof perform>[0]): Promise<Outcome> {
  const begun = performance.now()
  const child = fork(new URL('./alone.ts', import.meta.url), [name, String(seed)])
  const end = () => void child.kill('SIGTERM')
  broken.addEventListener('abort', end, { once: true })
  const findings: Finding[] = []
  let outcome: Outcome | undefined
  child.on('message', (told: Told) => {
    if (told.finding) {
      findings.push(told.finding)
      heard(told.finding)
    }
    outcome ??= told.outcome
  })
  const [code, signal] = await once(child, 'close')
  broken.removeEventListener('abort', end)
  if (outcome) return outcome
  const finding: Finding = { kind: 'FAILED', text: `its process ended by ${signal ?? code}` }
  heard(finding)
  return {
    ...{ name, seed, outcome: 'failed', tookMs: Math.round(performance.now() - begun) },
    ...{ findings: [...findings, finding], replay: replayOf(name, seed), overTime: false },
    invariants: Object.fromEntries(
      Object.keys(INVARIANTS).map((invariant) => [invariant, 'not examined']),
    ) as Record<Invariant, Verdict>,
  }
}
