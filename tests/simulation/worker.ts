/** A process that runs the seeds which it is sent, one after the other. */
import { runSeed, type SeedToRun } from './seed.ts'

// What it throws ends it, and its parent says so.
process.on('message', async (seed) => {
  const run = await runSeed(seed as SeedToRun)
  process.send?.(run)
})
