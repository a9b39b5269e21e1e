/**
 * A program that ingests overlapping batches as fast as it can, and says on stdout each sequence number
 * that the store acknowledged. It ends only by being killed. `node ingest-loop.ts DATA FIRST`
 */
import { openStore } from '../../../collector/store/open.ts'
import { batch, result } from './fixtures.ts'

const [data = '', first = '1'] = process.argv.slice(2)
const store = await openStore({ data, postgres: null })
let next = Number(first)
async function sender(): Promise<never> {
  for (;;) {
    const from = next
    next += 3
    // Two numbers that others send as well: duplicates are part of an agent's life.
    const seqs = [from, from + 1, from + 2, from + 3, from + 4]
    await store.ingest({ batches: [batch(seqs.map(result))] })
    await new Promise((written) => process.stdout.write(`${seqs.join('\n')}\n`, written))
  }
}
await Promise.all(Array.from({ length: 8 }, sender))
