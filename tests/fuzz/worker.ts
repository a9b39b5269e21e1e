/** A target in a thread of its own, so that an input that never comes back can be ended from outside. */
import { parentPort, workerData } from 'node:worker_threads'
import { targetNamed } from './registry.ts'
import { type Limits, runSession } from './session.ts'

const { name, limits, place } = workerData as {
  name: string
  limits: Omit<Limits, 'progress'>
  /** Seed of the input under way, and how many were begun. */
  place: SharedArrayBuffer
}
const [at, begun] = [new Float64Array(place, 0, 1), new Int32Array(place, 8, 1)]
const session = await runSession(await targetNamed(name), {
  ...limits,
  progress(seed) {
    at[0] = seed
    Atomics.add(begun, 0, 1)
  },
})
parentPort?.postMessage(session)
