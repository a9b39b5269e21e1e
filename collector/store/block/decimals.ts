/** Measured numbers as integers and a number of decimals, exactly: what does not come back as it was is not taken. */

const MOST_DECIMALS = 6
const LARGEST = 2 ** 50

/** What a double is as an integer of `decimals` decimals; null where it is none exactly. */
export function asInteger(value: number, decimals: number): number | null {
  const integer = Math.round(value * 10 ** decimals)
  // -0 is another value than 0, and no integer that is coded.
  if (Object.is(integer, -0)) return null
  return Math.abs(integer) <= LARGEST && integer / 10 ** decimals === value ? integer : null
}

export function fromInteger(integer: number, decimals: number): number {
  return integer / 10 ** decimals
}

/** The fewest decimals by which all of them are integers; null where there are none. */
export function decimalsOf(values: readonly number[]): number | null {
  let decimals = 0
  for (const value of values)
    while (asInteger(value, decimals) === null) {
      decimals += 1
      if (decimals > MOST_DECIMALS) return null
    }
  // More decimals may have made an earlier one too large.
  return decimals === 0 || values.every((value) => asInteger(value, decimals) !== null) ? decimals : null
}
