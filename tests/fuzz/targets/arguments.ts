/** What command lines are fuzzed with: a list of arguments, whatever JSON an input has become. */
import { mutateJson } from '../mutate/json.ts'
import type { Seed, Target } from '../target.ts'

/** Null where it is no JSON. Lists are arguments one by one; what is no text is one that is written so. */
export function argumentsIn(data: Buffer): string[] | null {
  let value: unknown
  try {
    value = JSON.parse(data.toString('utf8'))
  } catch {
    return null
  }
  // What no shell hands on: an argument ends at its first NUL.
  return [value]
    .flat(8)
    .map((one) => (typeof one === 'string' ? one : JSON.stringify(one)).split('\0')[0] ?? '')
}

export const spoken = (
  examples: readonly string[][],
  words: readonly string[],
): Pick<Target, 'seeds' | 'mutate'> => {
  const known = [...new Set([...examples.flat(), ...words])]
  return {
    seeds: () =>
      examples.map((args): Seed => ({ name: args.join(' '), data: Buffer.from(JSON.stringify(args)) })),
    mutate: (data, random, seeds) => mutateJson(data, random, seeds, known),
  }
}
