/** The shortest input found that still fails in the same way. */
import type { Judge } from './judge.ts'

/** Tries, and milliseconds, that one failure is worth. */
const MOST_TRIES = 2000
const MOST_MS = 5_000

export async function minimise(data: Buffer, key: string, judge: Judge): Promise<Buffer> {
  let best = data
  let tries = 0
  const until = performance.now() + MOST_MS
  const spent = () => tries >= MOST_TRIES || performance.now() > until
  const fails = async (candidate: Buffer) => {
    tries += 1
    return (await judge(candidate))?.key === key
  }
  for (
    let size = Math.ceil(best.length / 2);
    size >= 1 && !spent();
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < best.length && !spent(); ) {
      const shorter = Buffer.concat([best.subarray(0, from), best.subarray(from + size)])
      if (await fails(shorter)) best = shorter
      else from += size
    }
  }
  return best
}
