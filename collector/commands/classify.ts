import type { Criteria } from '../../rules/guideline/classification.ts'
import {
  classifyByCriteria,
  classifyByType,
  type PatternDecision,
  requirementsOf,
} from '../../rules/guideline/classify.ts'
import { text } from '../../rules/text/catalogue.ts'
import type { Language } from '../../rules/words.ts'
import { BAD_USAGE, type Command, DONE, type Io, type Values } from './command.ts'
import { readLanguage } from './rules.ts'

/** The questions of I.7.1, by their option. */
const QUESTIONS: Record<string, { criterion: keyof Criteria; asks: string }> = {
  'personal-data': {
    criterion: 'personalData',
    asks: 'does it handle personal data, be it one record (機密性(1))',
  },
  'trade-secrets': {
    criterion: 'tradeSecrets',
    asks: 'does it handle trade secrets, be it one record (機密性(2))',
  },
  'always-on': { criterion: 'alwaysOn', asks: 'must it always run in its service hours (可用性(1)a)' },
  'large-loss': {
    criterion: 'largeLoss',
    asks: 'may its stop cause large losses or endanger people (可用性(1)b)',
  },
  'partial-loss': { criterion: 'partialLoss', asks: 'may its stop cause partial losses (可用性(2)a)' },
  'core-business': {
    criterion: 'coreBusiness',
    asks: "does its stop affect users' core business (可用性(2)b)",
  },
}
const OPTIONS = Object.keys(QUESTIONS)
const ALL_OPTIONS = OPTIONS.map((option) => `--${option}`).join(' ')
const HOW = `answer the six questions of I.7.1, each yes or no: ${ALL_OPTIONS}`

export const classify: Command = {
  name: 'classify',
  summary: 'Says which pattern of the guideline a service has, by its type or by the criteria of I.7.1',
  usage: '--type NAME | --personal-data yes|no … --core-business yes|no [--lang ja|en] [--json]',
  help: [
    '--type NAME               the full name of a service type of I.7.2 (kijun-collector rules --json lists them)',
    ...OPTIONS.map((option) => `${`--${option} yes|no`.padEnd(26)}${QUESTIONS[option]?.asks}?`),
    '--lang ja|en              the language of the answer (ja)',
    '--json                    one JSON document on stdout: { by, type, criteria, pattern, confidentiality,',
    '                          integrity, availability, because }',
    '',
    'Without --type all six questions must be answered.',
  ],
  options: {
    type: { type: 'string' },
    ...Object.fromEntries(OPTIONS.map((option) => [option, { type: 'string' as const }])),
    lang: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(values, io) {
    const language = readLanguage('classify', values, io)
    const answered = OPTIONS.filter((option) => values[option] !== undefined)
    if (language === null) return BAD_USAGE
    if (values.type !== undefined && answered.length > 0)
      return refuse(io, `either --type or the questions, not both: leave out --${answered[0]} or --type`)
    if (typeof values.type === 'string') return byType(values.type, Boolean(values.json), language, io)
    return byCriteria(values, Boolean(values.json), language, io)
  },
}

function byType(name: string, json: boolean, language: Language, io: Io): number {
  const decision = classifyByType(name)
  if (decision.found === 'unknown') {
    const hint = decision.nearest.length > 0 ? `; did you mean ${decision.nearest.join(' / ')}?` : '.'
    return refuse(io, `I.7.2 has no service type ${JSON.stringify(name)}${hint} For another type ${HOW}`)
  }
  const { type } = decision
  if (decision.found === 'undecided')
    return refuse(io, `${type.name} has no pattern for all (※): I.7.2 asks to decide it by I.7.1; ${HOW}`)
  const by = { by: 'type', type: type.name, criteria: null }
  tell(by, decision, json, language, io)
  return DONE
}

function byCriteria(values: Values, json: boolean, language: Language, io: Io): number {
  const wrong = OPTIONS.filter((option) => !['yes', 'no', undefined].includes(values[option] as string))
  const missing = OPTIONS.filter((option) => values[option] === undefined)
  if (missing.length === OPTIONS.length) return refuse(io, `give --type NAME, or ${HOW}`)
  const problems = wrong.map((option) => `--${option} takes yes or no, not ${String(values[option])}`)
  if (missing.length > 0)
    problems.push(`I.7.1 needs every answer: ${missing.map((option) => `--${option} yes|no`).join(' ')}`)
  if (problems.length > 0) return refuse(io, problems.join('; '))
  const criteria = Object.fromEntries(
    Object.entries(QUESTIONS).map(([option, { criterion }]) => [criterion, values[option] === 'yes']),
  ) as unknown as Criteria
  tell({ by: 'criteria', type: null, criteria }, classifyByCriteria(criteria), json, language, io)
  return DONE
}

function tell(by: object, decision: PatternDecision, json: boolean, language: Language, io: Io): void {
  const { pattern, because } = decision
  const { confidentiality, integrity, availability } = requirementsOf(pattern)
  if (json) {
    io.out(JSON.stringify({ ...by, pattern, confidentiality, integrity, availability, because }, null, 2))
    return
  }
  io.out(text(language, 'rules.pattern', { pattern }))
  for (const [axis, level] of Object.entries({ confidentiality, integrity, availability } as const))
    io.out(`${text(language, `axis.${axis as 'integrity'}`)}: ${text(language, `level.${level}`)}`)
  io.out(`${text(language, 'rules.clauses')}: ${because.join(', ')}`)
  if (confidentiality === 'low' || availability === 'low') io.out(text(language, 'rules.low-note'))
}

function refuse(io: Io, message: string): number {
  io.err(`kijun-collector: classify: ${message}`)
  return BAD_USAGE
}
