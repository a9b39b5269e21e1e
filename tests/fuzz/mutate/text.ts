/** Text as programs and people write it, wrong: lines, fields, numbers and words. */
import type { Random } from '../../support/random.ts'
import type { Seed } from '../target.ts'
import { MOST_BYTES, mutateBytes } from './bytes.ts'

const NUMBERS = [
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '0.1',
    '1e3',
    '1e308',
    '1e309',
    '-1e309',
    '1e-400',
    'NaN',
    'Infinity',
    '0x10',
    '01',
  ],
  ...['2147483648', '4294967296', '9007199254740993', '99999999999999999999', '1.7976931348623157e308', '٣'],
]
const WORDS = [
  ...[
    '',
    ' ',
    '\t',
    '\0',
    '\r',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u202e',
    'é'.repeat(300),
    '😀',
    '\ud800',
    '%s',
    "'",
    '"',
  ],
  ...[
    'null',
    'true',
    'n/a',
    '-',
    '--',
    '-x',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'a'.repeat(70_000),
  ],
]

/** Bytes are kept as they are (latin1), so that what is no UTF-8 stays that. */
export function mutateText(
  data: Buffer,
  random: Random,
  seeds: readonly Seed[],
  words: readonly string[] = [],
): Buffer {
  if (random.once(5)) return mutateBytes(data, random, seeds)
  let text = data.toString('latin1')
  for (let steps = 1 + random.below(3); steps > 0; steps -= 1) text = step(text, random, seeds, words)
  return Buffer.from(text, 'latin1').subarray(0, MOST_BYTES)
}

const raw = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

function step(text: string, random: Random, seeds: readonly Seed[], words: readonly string[]): string {
  const lines = text.split('\n')
  const at = random.below(lines.length)
  switch (random.below(10)) {
    case 0:
      return lines.toSpliced(at, 1).join('\n')
    case 1:
      return lines
        .toSpliced(at, 0, ...Array.from({ length: random.once(6) ? 500 : 1 }, () => lines[at] ?? ''))
        .join('\n')
    case 2:
      return lines.toSpliced(at, 0, ...lines.splice(random.below(lines.length), 1)).join('\n')
    case 3:
      return replaceOne(text, /[0-9]+(?:\.[0-9]+)?/g, raw(random.pick(NUMBERS)), random)
    case 4:
      return replaceOne(text, /[A-Za-z][A-Za-z0-9_-]*/g, raw(random.pick([...WORDS, ...words])), random)
    case 5:
      return replaceOne(
        text,
        /[^A-Za-z0-9\s]/g,
        random.pick(['', ' ', '=', ':', ',', ';', '|', "'", '"', '%']),
        random,
      )
    case 6: {
      const other = seeds.length > 0 ? random.pick(seeds).data.toString('latin1').split('\n') : ['']
      return lines.toSpliced(at, 0, random.pick(other)).join('\n')
    }
    case 7:
      return text.replaceAll('\n', random.pick(['\r\n', '\r', '', '\n\n', ' ']))
    case 8: {
      const place = random.below(text.length + 1)
      return text.slice(0, place) + raw(random.pick([...WORDS, ...words])) + text.slice(place)
    }
    default:
      return replaceOne(text, /[^\s,;:=]+/g, raw(random.pick([...words, ...NUMBERS])), random)
  }
}

function replaceOne(text: string, what: RegExp, by: string, random: Random): string {
  const found = [...text.matchAll(what)]
  if (found.length === 0) return text + by
  const { index, 0: old } = random.pick(found)
  return text.slice(0, index) + by + text.slice(index + old.length)
}
