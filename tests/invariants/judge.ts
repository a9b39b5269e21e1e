/** `node tests/invariants/judge.ts FILE`: judges a history that a run has written. Exit 0 holds, 1 violated, 2 usage. */
import { readFileSync } from 'node:fs'
import { checkInvariants } from './check.ts'
import type { History } from './history.ts'
import { linesOf, timelineOf } from './print.ts'

const [file, ...rest] = process.argv.slice(2)
if (file === undefined || rest.length > 0) {
  process.stderr.write('usage: node tests/invariants/judge.ts FILE\n')
  process.exit(2)
}
const history = JSON.parse(readFileSync(file, 'utf8')) as History
const judgements = checkInvariants(history)
const violated = judgements.some(({ violations }) => violations.length > 0)
const lines = [...(violated ? timelineOf(history) : []), ...linesOf(judgements), `replay: ${history.replay}`]
process.stdout.write(`${lines.join('\n')}\n`)
process.exitCode = violated ? 1 : 0
