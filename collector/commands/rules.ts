import { describeReference } from '../../rules/guideline/describe.ts'
import type { EvaluationItem, OwnItem, ReferenceValue } from '../../rules/guideline/edition.ts'
import { INTERPRETATIONS } from '../../rules/guideline/interpretation.ts'
import { EDITION } from '../../rules/guideline/items.ts'
import { text } from '../../rules/text/catalogue.ts'
import { LANGUAGES, type Language, type Pattern } from '../../rules/words.ts'
import { BAD_USAGE, type Command, DONE, type Io, type Values } from './command.ts'

const PATTERNS: readonly Pattern[] = [1, 2, 3, 4, 5, 6]

export const rules: Command = {
  name: 'rules',
  summary: 'Prints the catalogue of the guideline: evaluation items with their reference values',
  usage: '[--pattern N] [--lang ja|en] [--json]',
  help: [
    '--pattern N     the values of one pattern only, 1 to 6',
    '--lang ja|en    the language of the table (ja)',
    '--json          one JSON document on stdout: { edition, items, ownItems, controls, serviceTypes,',
    '                tokens, interpretations }',
    '',
    'A * marks a value that is particularly necessary to reach, a - one that the provider sets.',
  ],
  options: { pattern: { type: 'string' }, lang: { type: 'string' }, json: { type: 'boolean' } },
  async run(values, io) {
    const patterns = readPatterns(values.pattern)
    const language = readLanguage('rules', values, io)
    if (patterns === null)
      io.err(`kijun-collector: rules --pattern takes 1 to 6, not ${String(values.pattern)}`)
    if (patterns === null || language === null) return BAD_USAGE
    if (values.json) io.out(JSON.stringify(documentOf(patterns), null, 2))
    else for (const line of tableOf(patterns, language)) io.out(line)
    return DONE
  },
}

function readPatterns(wanted: Values[string]): readonly Pattern[] | null {
  if (wanted === undefined) return PATTERNS
  const one = PATTERNS.filter((pattern) => String(pattern) === wanted)
  return one.length > 0 ? one : null
}

/** `--lang`, Japanese without it; null after an error was told on stderr. */
export function readLanguage(command: string, values: Values, io: Pick<Io, 'err'>): Language | null {
  const language = LANGUAGES.find((one) => one === (values.lang ?? 'ja')) ?? null
  if (language === null)
    io.err(`kijun-collector: ${command} --lang takes ${LANGUAGES.join(' or ')}, not ${String(values.lang)}`)
  return language
}

function documentOf(patterns: readonly Pattern[]) {
  const { id, title, document, controls, items, ownItems, serviceTypes, tokens } = EDITION
  return {
    edition: { id, title, document },
    items: items.map((item) => itemDocument(item, patterns)),
    ownItems: ownItems.map((item) => ({ ...itemDocument(item, patterns), ownKind: item.ownKind })),
    controls,
    serviceTypes,
    tokens,
    interpretations: Object.entries(INTERPRETATIONS).map(([setting, { clause, choices, question }]) => ({
      ...{ setting, clause, choices, default: choices[0], question },
    })),
  }
}

function itemDocument(
  { id, class: itemClass, title, values, clock, audience }: EvaluationItem,
  patterns: readonly Pattern[],
) {
  const chosen = Object.fromEntries(patterns.map((pattern) => [pattern, values[pattern]]))
  return { id, class: itemClass, title, values: chosen, clock, audience }
}

function tableOf(patterns: readonly Pattern[], language: Language): string[] {
  const lines = [EDITION.title[language], text(language, 'rules.star-note')]
  for (const item of EDITION.items)
    lines.push('', heading(item, language), ...cells(item.values, patterns, language))
  for (const item of EDITION.ownItems) lines.push('', heading(item, language))
  return lines
}

function heading({ id, class: itemClass, title }: EvaluationItem | OwnItem, language: Language): string {
  return `${id}  ${text(language, `class.${itemClass}`)}  ${title[language]}`
}

/** Patterns with the same value share a line: `  パターン1, 4: 20分以内*`. */
function cells(
  values: Record<Pattern, ReferenceValue>,
  patterns: readonly Pattern[],
  language: Language,
): string[] {
  const together = new Map<string, Pattern[]>()
  for (const pattern of patterns) {
    const words = describeReference(values[pattern], language)
    together.set(words, [...(together.get(words) ?? []), pattern])
  }
  return [...together].map(
    ([words, same]) => `  ${text(language, 'rules.pattern', { pattern: same.join(', ') })}: ${words}`,
  )
}
