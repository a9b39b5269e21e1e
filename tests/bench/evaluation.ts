/**
 * What one result costs in evaluation, in processor time of the thread that does it, with the embedded store:
 * `node tests/bench/evaluation.ts [growth]`. Results are handed over as ingest does; ingest itself is not counted.
 * Routine results of checks with full windows, then with one result of a hundred failing; `growth`: routine ones, from a
 * hundred checks to a hundred thousand (which takes half an hour).
 */
import { evaluated } from './evaluated.ts'

const [counts, shares] =
  process.argv[2] === 'growth'
    ? [[100, 1_000, 10_000, 30_000, 100_000], [0]]
    : [
        [1_000, 4_000],
        [0, 0.01],
      ]
for (const checks of counts)
  for (const failing of shares)
    process.stdout.write(`${JSON.stringify(await evaluated({ checks, failing, each: 300 }))}\n`)
