/** One target for a while: its kept inputs as they are, then mutations, each from a seed of its own. */

import { makeRandom } from '../support/random.ts'
import { kept } from './corpus.ts'
import { type Failure, makeJudge } from './judge.ts'
import { minimise } from './minimise.ts'
import { heldSoFar, type Seed, type Target } from './target.ts'

/** Different failures told of one target; beyond it a repair is needed first. */
const MOST_FOUND = 8
/** Failing inputs in all after which a target is given up. */
const MOST_FAILING = 500

/** Of so many mutated inputs a part must come so far that something was asked: else nothing was examined. */
const SOME = 100
const PART = 0.05
export const isBlind = ({ mutated, examined }: Session) => mutated >= SOME && examined < PART * mutated

/** What takes so long is not tried so often. */
const STALL_WEIGHT = 50
const HANG_WEIGHT = 100

export interface Found extends Failure {
  /** Of the input; `--seed` with it makes the same one. Null for one that was not mutated, which `from` names. */
  seed: number | null
  from: string
  /** Minimised. */
  data: Buffer
  times: number
}

export interface Session {
  target: string
  /** Kept ones and mutated ones. */
  inputs: number
  /** Mutated ones, and how many of them were asked for; null where only time ends it. */
  mutated: number
  asked: number | null
  /** Of the mutated ones, how many came so far that something was asked to hold. */
  examined: number
  /** Milliseconds of fuzzing, without opening and minimising. */
  tookMs: number
  found: Found[]
}

export interface Limits {
  seed: number
  seconds: number
  /** So many mutated inputs; fewer only where `seconds` end it or too much failed. */
  inputs?: number | undefined
  /** How long one input may take in all, milliseconds. */
  hangMs?: number
  /** Told before each input: its seed, or a negative number for the kept ones. */
  progress?: (seed: number) => void
}

export async function seedsOf(target: Target): Promise<Seed[]> {
  const seeds = [...(await target.seeds()), ...kept(target.name)]
  if (seeds.length === 0) throw new Error(`${target.name} has nothing to begin with`)
  return seeds
}

/** The input of a seed: nothing but the seed and the corpus decides. */
export function inputOf(
  target: Target,
  seeds: readonly Seed[],
  seed: number,
): { from: string; data: Buffer } {
  const random = makeRandom(seed, target.name)
  const { name, data } = random.pick(seeds)
  return { from: name, data: target.mutate(data, random, seeds) }
}

export async function runSession(
  target: Target,
  { seed, seconds, inputs, hangMs, progress }: Limits,
): Promise<Session> {
  const asked = inputs === undefined ? null : Math.ceil(inputs * (target.share ?? 1))
  const seeds = await seedsOf(target)
  const opened = await target.open()
  const judge = makeJudge(opened, hangMs)
  const found = new Map<string, Found>()
  let count = 0
  let mutated = 0
  let examined = 0
  let failing = 0
  let asideMs = 0
  const begun = performance.now()
  const spentMs = () => performance.now() - begun - asideMs

  async function take(input: { from: string; data: Buffer }, own: number | null): Promise<void> {
    progress?.(own ?? -1)
    count += 1
    const before = heldSoFar()
    const failure = await judge(input.data)
    if (own !== null) mutated += 1
    if (own !== null && (failure || heldSoFar() > before)) examined += 1
    if (!failure) return
    failing += failure.kind === 'stall' ? STALL_WEIGHT : failure.kind === 'hang' ? HANG_WEIGHT : 1
    const known = found.get(failure.key)
    if (known) {
      known.times += 1
      return
    }
    const aside = performance.now()
    const data = failure.kind === 'hang' ? input.data : await minimise(input.data, failure.key, judge)
    const last = (await judge(data)) ?? failure
    found.set(failure.key, { ...last, key: failure.key, seed: own, from: input.from, data, times: 1 })
    asideMs += performance.now() - aside
  }

  try {
    for (const { name, data } of seeds) await take({ from: name, data }, null)
    const last = seed + (asked ?? Number.POSITIVE_INFINITY)
    for (let own = seed; own < last && spentMs() < seconds * 1000; own += 1) {
      if (found.size >= MOST_FOUND || failing >= MOST_FAILING) break
      await take(inputOf(target, seeds, own), own)
    }
  } finally {
    judge.stop()
    await opened.close()
  }
  const counted = { inputs: count, mutated, asked, examined }
  return { target: target.name, ...counted, tookMs: spentMs(), found: [...found.values()] }
}
