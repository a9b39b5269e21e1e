/** `check-config --explain HOST` in words. */
import { showDuration } from '../config/durations.ts'
import type { Explained, ExplainedCheck, ExplainedLabel, ExplainedParameter } from '../config/explain.ts'
import type { ParameterFrom } from '../config/profiles/parameters.ts'

const FROM: Record<Exclude<ParameterFrom, 'itself'>, string> = {
  with: 'given by with',
  host: 'parameters of the host',
  profile: 'parameters of the profile',
  default: "the template's default",
}

function fromText({ name, from }: ExplainedParameter): string {
  if (from !== 'itself') return FROM[from]
  if (name === 'service' || name === 'component') return `name of the ${name}`
  return name === 'host' ? 'name of the host' : `${name === 'address' ? 'address' : 'label'} of the host`
}

/** Lines about what a host runs and why. */
export function explainLines({ host, listed, profiles, checks }: Explained): string[] {
  const about = listed
    ? [`  ${aboutHost(listed)} (${listed.at})`, ...profiles.map(profileLine)]
    : ['  in no list of hosts: it is named as the agent of what follows']
  const count = checks.length === 1 ? '1 check' : `${checks.length} checks`
  if (checks.length === 0 && profiles.some(({ because }) => because))
    about.push('  what its profiles make of it is done by other agents (their agent or vantages)')
  return [`${host}: ${count}`, ...about, ...checks.flatMap((check) => ['', ...checkLines(check)])]
}

function profileLine({ id, at, because, lacks }: Explained['profiles'][number]): string {
  if (because) return `  profile ${id} (${at}), ${becauseOf(because)}`
  const has = lacks?.has == null ? `it has no ${lacks?.label}` : `${lacks.label} is ${lacks.has}`
  return `  not profile ${id} (${at}): ${has}, and the profile wants ${lacks?.wanted}`
}

function aboutHost({ address, labels }: NonNullable<Explained['listed']>): string {
  const all = Object.entries(labels).map(([label, value]) => `${label}=${value}`)
  return [address === null ? 'no address' : `address ${address}`, ...all].join(', ')
}

function becauseOf(because: readonly ExplainedLabel[]): string {
  if (because.length === 0) return 'which is for every host'
  const labels = because.map(({ label, value }) =>
    value === null ? `it has no ${label}` : `${label}=${value}`,
  )
  return `because ${labels.join(', ')}`
}

function checkLines(check: ExplainedCheck): string[] {
  const { purpose, type, everyMs, timeoutMs, confirm, config, profile, template, parameters } = check
  const times = `every ${showDuration(everyMs)}, time-out ${showDuration(timeoutMs)}`
  const confirmed = `confirmed by ${confirm.failures} failures ${showDuration(confirm.everyMs)} apart`
  return [
    `${check.check}: ${purpose} by ${type}, ${times}, ${confirmed}`,
    ...Object.entries(config).map(([key, value]) => `    ${key}: ${valueText(value)}`),
    profile
      ? `  profile ${profile.id} (${profile.at}), ${becauseOf(profile.because)} (${profile.hostAt})`
      : `  component ${check.component} of service ${check.service} (${check.componentAt})`,
    template
      ? `  template ${template.id} (${template.at}), used in ${template.usedAt}; this check of it in ${check.at}`
      : `  this check in ${check.at}`,
    ...parameters.flatMap((one) => parameterLines(one, '  ')),
  ]
}

function parameterLines(parameter: ExplainedParameter, indent: string): string[] {
  const { name, value, at, of } = parameter
  const text = value === null ? '(not shown)' : valueText(value)
  return [
    `${indent}{${name}} = ${text}: ${fromText(parameter)} (${at})`,
    ...of.flatMap((one) => parameterLines(one, `${indent}  `)),
  ]
}

/** Longest value that is shown whole, characters. */
const LONGEST = 300

/** On one line, without characters that steer terminals or hide what is written. */
export function valueText(value: unknown): string {
  const text = typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·')
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST - 1)}…` : clean
}
