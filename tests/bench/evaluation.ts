/**
 * What one result costs in evaluation, in processor time of the thread that does it, with the embedded store:
 * `node tests/bench/evaluation.ts [SECONDS]`. Results are handed over as ingest does; ingest itself is not counted.
 * Routine results of checks with full windows; then with one result of a hundred failing; then from a hundred
 * checks to a hundred thousand, with the memory that a check takes.
 */
import { evaluated } from './evaluated.ts'

const counts = process.argv[2] === 'growth' ? [100, 1_000, 10_000, 100_000] : [1_000, 4_000]
for (const checks of counts)
  for (const failing of [0, 0.01])
    process.stdout.write(`${JSON.stringify(await evaluated({ checks, failing, each: 300 }))}\n`)
