/** `node alone.ts NAME SEED`, started by `apart.ts`: one scenario, told to the parent as it goes. */
import type { Told } from './apart.ts'
import { perform } from './perform.ts'
import { SCENARIOS } from './registry.ts'
import type { Finding } from './stage.ts'

const [name, seed] = process.argv.slice(2)
const scenario = SCENARIOS.find((one) => one.name === name)
if (!scenario || !process.send) throw new Error(`${name} is no scenario, or nobody hears of it`)

const broken = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => broken.abort(new Error(`broken off by ${signal}`)))

const tell = (told: Told, done = () => {}) => process.send?.(told, done)
const heard = (finding: Finding) => tell({ finding })
const outcome = await perform({ scenario, seed: Number(seed), broken: broken.signal, heard })
// What a scenario left behind that waits for nothing must not keep it.
tell({ outcome }, () => process.exit())
