/** Many seeds, each in one of several processes: a world takes one core. */
import { type ChildProcess, fork } from 'node:child_process'
import { runSeed, type SeedRun, type SeedToRun } from './seed.ts'

/** Runs seeds until one does not hold; `done` is called for each as it ends. @throws where a process ends before its seed. */
export async function runSeeds(
  seeds: Iterable<SeedToRun>,
  { jobs, done }: { jobs: number; done: (of: SeedToRun, run: SeedRun) => void },
): Promise<void> {
  const waiting = seeds[Symbol.iterator]()
  let isHolding = true
  async function work(run: (seed: SeedToRun) => Promise<SeedRun>): Promise<void> {
    for (let next = waiting.next(); isHolding && !next.done; next = waiting.next()) {
      const ran = await run(next.value)
      isHolding &&= ran.summary.ok
      done(next.value, ran)
    }
  }
  if (jobs === 1) return work(runSeed)
  const children = Array.from({ length: jobs }, () => fork(new URL('./worker.ts', import.meta.url)))
  try {
    await Promise.all(children.map((child) => work((seed) => ask(child, seed))))
  } finally {
    for (const child of children) child.kill()
  }
}

/** One question at a time. */
function ask(child: ChildProcess, seed: SeedToRun): Promise<SeedRun> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) =>
      reject(new Error(`the process of seed ${seed.plan.seed} ended with ${signal ?? code}`))
    child.once('exit', ended)
    child.once('message', (run) => {
      child.off('exit', ended)
      resolve(run as SeedRun)
    })
    child.send(seed)
  })
}
