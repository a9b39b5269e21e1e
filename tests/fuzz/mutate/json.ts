/** JSON that is nearly right: a value, a key or a kind of another one somewhere in it. */
import type { Random } from '../../support/random.ts'
import type { Seed } from '../target.ts'
import { MOST_BYTES, mutateBytes } from './bytes.ts'

type Step = string | number
const NASTY: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    '',
    ' ',
    'x',
    '-',
    0,
    -0,
    -1,
    1,
    1.5,
    2 ** 31,
    2 ** 53,
    2 ** 53 - 1,
    1e15,
    1e16,
    1e300,
    -1e300,
  ],
  ...[
    [],
    {},
    [null],
    { a: 1 },
    [[[]]],
    'a/b/c',
    'é'.repeat(260),
    '😀'.repeat(260),
    'a'.repeat(3000),
    '\0',
    '\u2028',
  ],
  ...[
    '__proto__',
    'constructor',
    '2026-11-21T00:00:00Z',
    '7d3f0c1e-9a52-4b7e-8f61-2c5d9e0ab314',
    '1e999',
    '5m',
    '-5m',
  ],
  ...[8.64e15, 8.64e15 + 1, 1e13, 1e13 + 1, Array.from({ length: 501 }, (_, n) => n)],
]
/** What no `JSON.stringify` writes. */
const TEXTS = [
  ...[
    '1e999',
    '-1e999',
    '-0',
    '1E+2',
    '0.1e-400',
    '"\\ud800"',
    '"\\u0000"',
    '{"__proto__":{"a":1}}',
    '01',
    '+1',
    'NaN',
  ],
  ...['[', '{', '"', '[[[[[[', '{"a":', "'a'", 'undefined', '{"a":1,"a":2}', '[1,]', '/**/1'],
]

/** Deeper places are not changed one by one. */
const DEEPEST = 30

/** A copy: what is changed in place must not change for the next input. */
const nasty = (random: Random) => structuredClone(random.pick(NASTY))

function places(value: unknown, steps: Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null || steps.length >= DEEPEST) return [steps]
  const inner = Object.entries(value).slice(0, 200)
  return [
    steps,
    ...inner.flatMap(([key, at]) => places(at, [...steps, Array.isArray(value) ? Number(key) : key])),
  ]
}

const at = (value: unknown, steps: readonly Step[]): unknown =>
  steps.reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)?.[step], value)

/** Changes `value` in place at `steps`; returns the whole. */
function put(value: unknown, steps: readonly Step[], to: unknown): unknown {
  const last = steps.at(-1)
  if (last === undefined) return to
  const holder = at(value, steps.slice(0, -1)) as Record<Step, unknown>
  Object.defineProperty(holder, last, { value: to, writable: true, enumerable: true, configurable: true })
  return value
}

function drop(value: unknown, steps: readonly Step[]): unknown {
  const last = steps.at(-1)
  if (last === undefined) return null
  const holder = at(value, steps.slice(0, -1))
  if (Array.isArray(holder)) holder.splice(Number(last), 1)
  else delete (holder as Record<Step, unknown>)[last]
  return value
}

/** One change of a value that may be changed in place. */
export function mutateValue(value: unknown, random: Random, words: readonly string[] = []): unknown {
  const where = random.pick(places(value))
  const here = at(value, where)
  switch (random.below(9)) {
    case 0:
      return drop(value, where)
    case 1:
      return put(value, where, nasty(random))
    case 2:
      return put(value, where, structuredClone(at(value, random.pick(places(value)))))
    case 3: {
      const key = random.pick(['extra', '__proto__', 'constructor', '', 'toString', '0', ...words])
      return typeof here === 'object' && here !== null && !Array.isArray(here)
        ? put(value, [...where, key], nasty(random))
        : put(value, where, { [key]: here })
    }
    case 4:
      if (Array.isArray(here) && here.length > 0)
        here.push(
          ...Array.from({ length: random.once(6) ? 600 : 1 }, () => structuredClone(random.pick(here))),
        )
      return value
    case 5:
      return put(value, where, words.length > 0 ? random.pick(words) : 'x')
    case 6:
      return put(value, where, nested(here, 1 + random.below(random.once(10) ? 500 : 5)))
    default:
      return put(value, where, near(here, random))
  }
}

function nested(value: unknown, depth: number): unknown {
  let outer = value
  for (let n = 0; n < depth; n += 1) outer = n % 2 === 0 ? [outer] : { a: outer }
  return outer
}

/** A value of the same kind that is a little other. */
function near(value: unknown, random: Random): unknown {
  if (typeof value === 'number')
    return random.pick([value + 1, value - 1, -value, value * 10, value / 3, value * 1e12])
  if (typeof value === 'string') {
    const place = random.below(value.length + 1)
    const mark = random.pick(['', '/', '.', '-', ' ', '@', '\n', 'A', '0', '\u3042', '%', '\\'])
    return value.slice(0, place) + mark + value.slice(place + random.below(2))
  }
  if (typeof value === 'boolean') return !value
  return nasty(random)
}

/** A few changes of the value, then sometimes one of its text. */
export function mutateJson(
  data: Buffer,
  random: Random,
  seeds: readonly Seed[],
  words: readonly string[] = [],
): Buffer {
  let value: unknown
  try {
    value = JSON.parse(data.toString('utf8'))
  } catch {
    return mutateBytes(data, random, seeds)
  }
  for (let steps = 1 + random.below(3); steps > 0; steps -= 1) value = mutateValue(value, random, words)
  let text = JSON.stringify(value) ?? 'null'
  if (random.once(6)) {
    const scalars = [...text.matchAll(/(?<=[[:,])(?:-?[0-9.e+]+|"[^"]*"|null|true|false)(?=[\],}])/g)]
    if (scalars.length > 0) {
      const { index, 0: old } = random.pick(scalars)
      text = text.slice(0, index) + random.pick(TEXTS) + text.slice(index + old.length)
    }
  }
  const bytes = Buffer.from(text, 'utf8').subarray(0, MOST_BYTES)
  return random.once(12) ? mutateBytes(bytes, random, seeds) : bytes
}
