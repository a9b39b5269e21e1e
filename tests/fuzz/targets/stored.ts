/** What the store gives back as text: packed states, their digits, documents of the ledger. */
import { isDeepStrictEqual } from 'node:util'
import { sameData } from '../../../collector/store/block/same.ts'
import {
  packState,
  readableState,
  readDocument,
  summed,
  unpackState,
} from '../../../collector/store/packed-state.ts'
import { digitsOf, readDigits } from '../../../collector/store/vlq.ts'
import type { CheckState, Observation } from '../../../rules/detection/types.ts'
import { canonicalJson as canonical } from '../../../rules/ledger/canonical.ts'
import { OUTCOMES } from '../../../rules/words.ts'
import { makeRandom } from '../../support/random.ts'
import { mutateJson, mutateValue } from '../mutate/json.ts'
import { hold, plain, turn } from '../target.ts'

const AT = Date.UTC(2026, 10, 21)
const row = (n: number): Observation => ({
  ...{ plannedAt: AT + n * 60_000, startedAt: AT + n * 60_000 + 3, finishedAt: AT + n * 60_000 + 40 + n },
  ...{ receivedAt: AT + n * 60_000 + 200, outcome: n % 3 === 0 ? 'failed' : 'ok', attempt: n % 2 },
  ...(n % 3 === 0 ? { reason: 'refused', message: 'ECONNREFUSED' } : {}),
  ...(n % 4 === 0 ? { offsetMs: -12, responseMs: 7 } : {}),
  source: n === 5 ? 'elsewhere' : `7d3f0c1e/7d3f0c1e-9a52/${n + 1}`,
})
const state = {
  ...{
    checkpoint: { health: 'up', since: AT },
    sinceAt: AT,
    window: Array.from({ length: 8 }, (_, n) => row(n)),
  },
} as unknown as CheckState

const KEYS: Record<string, (value: unknown) => boolean> = {
  ...{ plannedAt: Number.isFinite, startedAt: Number.isFinite, finishedAt: Number.isFinite },
  ...{ receivedAt: Number.isFinite, outcome: (value) => OUTCOMES.some((one) => one === value) },
  attempt: (value) => Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 1000,
  ...{ source: isText, reason: (value) => value === undefined || isText(value) },
  message: (value) => value === undefined || isText(value),
  offsetMs: (value) => value === undefined || Number.isFinite(value),
  responseMs: (value) => value === undefined || Number.isFinite(value),
}
function isText(value: unknown): boolean {
  return typeof value === 'string'
}
/** A row that the program itself could have made. */
const isRow = (row: unknown): boolean =>
  typeof row === 'object' &&
  row !== null &&
  Object.keys(row).every((key) => Object.hasOwn(KEYS, key)) &&
  Object.entries(KEYS).every(([key, right]) => right((row as Record<string, unknown>)[key]))

export const states = plain({
  name: 'packed-state',
  about:
    'states of checks as they are stored, with the checksum of whatever they say: what can be packed reads back the same, what cannot be read is refused',
  seeds: () => [
    { name: 'a state', data: Buffer.from(JSON.stringify(readDocument(packState(state)))) },
    { name: 'unpacked', data: Buffer.from(JSON.stringify(state)) },
  ],
  mutate: (data, random, seeds) =>
    mutateJson(data, random, seeds, ['texts', 'rows', 'window', 'gA', '8', 'AAAA']),
  run(data) {
    const text = data.toString('utf8')
    // Refused: whoever reads the store says so.
    const read = readableState(summed(text))
    if (read === null) return
    const whole = Array.isArray(read.window) && read.window.every(isRow) && Number.isFinite(read.sinceAt)
    if (!whole) return
    let again: CheckState
    try {
      again = unpackState(packState(read))
    } catch {
      return
    }
    const plainly = (one: CheckState) => JSON.parse(JSON.stringify(one)) as unknown
    hold(isDeepStrictEqual(plainly(again), plainly(read)), 'packed and unpacked it is another')
  },
})

export const digits = plain({
  name: 'digits',
  about: 'packed numbers: what is read prints as it was, and every whole number reads as it is',
  seeds: () => [
    {
      name: 'numbers',
      data: Buffer.from([0, 1, -1, 31, 32, -1000, 2 ** 40, 2 ** 51].map(digitsOf).join('')),
    },
  ],
  mutate(data, random) {
    const text = data.toString('latin1')
    const at = random.below(text.length + 1)
    const more = Array.from({ length: random.below(6) }, () => random.pick([...'ABCDEFgh+/89*~ \u0000é']))
    return Buffer.from(text.slice(0, at) + more.join('') + text.slice(at + random.below(3)), 'latin1')
  },
  run(data) {
    const text = data.toString('latin1')
    let numbers: number[]
    try {
      numbers = readDigits(text)
    } catch (error) {
      hold(error instanceof RangeError, `refused by ${String(error)}`)
      return
    }
    const inside = numbers.every(
      (one) => Number.isInteger(one) && Math.abs(one) <= (Number.MAX_SAFE_INTEGER - 1) / 2,
    )
    if (inside)
      hold(
        isDeepStrictEqual(
          readDigits(numbers.map(digitsOf).join('')).map((n) => n + 0),
          numbers.map((n) => n + 0),
        ),
        `another number: ${numbers}`,
      )
  },
})

/** Null where there are none. */
function bytesOf(value: unknown): string | null {
  try {
    return canonical(value)
  } catch (error) {
    hold(error instanceof TypeError || error instanceof RangeError, `refused by ${String(error)}`)
    return null
  }
}

/** A document whose keys stand in another order, all the way down. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  )
}

export const documents = plain({
  name: 'canonical-json',
  about:
    'the ledger’s canonical JSON: the same bytes for the same document, other bytes for another one, and nothing lost',
  seeds: () => [
    {
      name: 'an entry',
      data: Buffer.from(JSON.stringify({ b: [1, 'é', null], a: { z: 1.5, y: true, '1': '\u2028' } })),
    },
  ],
  mutate: (data, random, seeds) => mutateJson(data, random, seeds, ['a', 'b', '1', '10', '2']),
  async run(data) {
    let value: unknown
    try {
      value = JSON.parse(data.toString('utf8'))
    } catch {
      return
    }
    let text: string
    try {
      text = canonical(value)
    } catch (error) {
      hold(error instanceof TypeError || error instanceof RangeError, `refused by ${String(error)}`)
      return
    }
    hold(sameData(JSON.parse(text), JSON.parse(JSON.stringify(value))), 'read again it is another')
    await turn()
    hold(canonical(turned(value)) === text, 'the order of keys shows')
    await turn()
    const other = mutateValue(structuredClone(value), makeRandom(data.length, 'another document'))
    await turn()
    if (!sameData(JSON.parse(JSON.stringify(other) ?? 'null'), JSON.parse(text)))
      hold(bytesOf(other) !== text, 'two documents have the same bytes')
  },
})
