/** Configurations that are nearly right: by their values, and by how YAML writes them. */
import { parse, stringify } from 'yaml'
import type { Random } from '../../support/random.ts'
import type { Seed } from '../target.ts'
import { mutateValue } from './json.ts'
import { mutateText } from './text.ts'

/** What YAML has and JSON has not. */
const MARKS = [
  ...[
    '&a ',
    '*a',
    '!!str ',
    '!!binary ',
    '!unknown ',
    '!!set ',
    '|\n  ',
    '>-\n  ',
    '? ',
    '- ',
    '<<: *a',
    '---\n',
    '...\n',
  ],
  ...[
    '%YAML 1.1\n',
    '{',
    '[',
    '}',
    ']',
    '# ',
    '"',
    "'",
    '\t',
    'yes',
    '0o17',
    '0x1f',
    '.inf',
    '-.inf',
    '.nan',
    '~',
    '1_000',
  ],
  ...[
    '2026-11-21',
    '12:30:45',
    '\u00a0',
    '\ufeff',
    '&a [*a]',
    '!!js/function ',
    '!!float ',
    '!!int x',
    '\u2028',
  ],
]

export function mutateYaml(
  data: Buffer,
  random: Random,
  seeds: readonly Seed[],
  words: readonly string[] = [],
): Buffer {
  switch (random.below(3)) {
    case 0:
      return mutateText(data, random, seeds, [...MARKS, ...words])
    case 1: {
      const lines = data.toString('utf8').split('\n')
      const at = random.below(lines.length)
      const line = lines[at] ?? ''
      const colon = line.indexOf(': ')
      const mark = random.pick(MARKS)
      if (random.once(3)) lines[at] = `${' '.repeat(random.below(9))}${line.trimStart()}`
      else if (colon > 0)
        lines[at] = `${line.slice(0, colon + 2)}${mark}${random.once(2) ? '' : line.slice(colon + 2)}`
      else lines[at] = `${line.slice(0, line.length - line.trimStart().length)}${mark}${line.trimStart()}`
      return Buffer.from(lines.join('\n'))
    }
    default:
      return byValue(data, random, words) ?? mutateText(data, random, seeds, words)
  }
}

function byValue(data: Buffer, random: Random, words: readonly string[]): Buffer | null {
  let value: unknown
  try {
    value = parse(data.toString('utf8'), { logLevel: 'silent' })
    for (let steps = 1 + random.below(3); steps > 0; steps -= 1) value = mutateValue(value, random, words)
    return Buffer.from(stringify(value) ?? 'null')
  } catch {
    // Not readable, or of a kind that YAML cannot write: the text itself is changed instead.
    return null
  }
}
