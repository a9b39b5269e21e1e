import type { ConfigFinding } from '../model.ts'

/** Every code of a finding, with what it stands for. Codes are stable: people and programs look for them. */
export const CONFIG_CODES = {
  'file-unreadable': 'a file is missing, unreadable or too large',
  'file-encoding': 'a file is not UTF-8 (a list of users or holidays may be Shift_JIS)',
  'file-empty': 'a file says nothing',
  'yaml-syntax': 'not YAML',
  'yaml-duplicate-key': 'a key stands twice in one mapping',
  'yaml-tab': 'a tab in the indentation',
  'unknown-key': 'a key that is not known here',
  'missing-key': 'a required key is missing',
  'wrong-type': 'text where a list belongs, a number where text belongs and so on',
  'bad-value': 'a value outside of what is accepted',
  'bad-duration': 'not a duration such as 500ms, 30s, 5m, 12h or 3d',
  'bad-instant': 'not an instant such as 2026-11-15T02:00',
  'bad-listen': 'not an address and port to listen on',
  'bad-tls': 'a certificate or key for TLS that cannot be used',
  'tls-expiry': 'a certificate for TLS that is not valid now, or soon not any more (warning)',
  'bad-timezone': 'not a time zone of the IANA database',
  'bad-mail-url': 'not the address of a mail server',
  'bad-store-url': 'not the address of a PostgreSQL database',
  'secret-in-url': 'a password written into an address (warning)',
  'secret-in-check': 'a credential written into a check (warning)',
  'bad-secret': 'a secret that is not where the configuration says',
  'bad-address': 'not an e-mail address',
  'duplicate-address': 'an address that stands twice in one audience (warning)',
  'bad-csv': 'a list of users that is not CSV',
  'no-email-column': 'a list of users without a column email',
  'no-service-files': 'a pattern of service files that matches none',
  'no-files': 'a pattern of files of hosts, templates or profiles that matches none',
  'bad-host-address': 'not a host name or address',
  'too-many-hosts': 'more hosts than one configuration takes',
  'bad-match': 'labels that a profile cannot look for',
  'bad-placeholder':
    'a brace that belongs to no placeholder, or a placeholder where none is filled (warning)',
  'bad-parameter': 'a parameter with a name or value that it cannot have',
  'unknown-parameter': 'a placeholder or a parameter that is not known here',
  'missing-parameter': 'a placeholder without a value',
  'unused-parameter': 'a parameter that nothing takes (warning)',
  'unknown-template': 'a template that does not exist',
  'unused-template': 'a template that nothing uses (warning)',
  'unknown-service': 'a service that does not exist',
  'component-conflict': 'a component that two profiles or hosts make differently',
  'profile-without-host': 'a profile that matches no host (warning)',
  'host-without-profile': 'a host that no profile matches (warning)',
  'bad-id': 'not an id',
  'duplicate-id': 'an id that another one has',
  'too-many-checks': 'more checks than one agent is given',
  'no-admin-contact': 'a service whose notices could reach no administrative contact',
  'no-contact': 'a service without users, manager or on-call staff (warning)',
  'unknown-check-type': 'a type of check that does not exist',
  'bad-check': 'a key of a check type with a wrong value',
  'interval-too-short': 'an interval below 1 s',
  'interval-too-long': 'an interval that cannot keep the value in force',
  'bad-confirm': 'a confirmation that cannot be carried out',
  'confirmation-too-slow': 'a confirmation that outlasts the notice value in force',
  'detection-slow': 'a failure may be found later than it should be told (warning)',
  'agent-or-vantages': 'a component without agent and vantages, or with both',
  'not-a-vantage': 'a check of a vantage that its component does not have',
  'host-check-elsewhere': 'a check of the host that it runs on, of another vantage than the first',
  'name-too-long': 'ids that make up a longer name of a check than can be sent',
  'host-liveness-only': 'a component whose own host alone says whether it is up (warning)',
  'bad-own-network': 'what is no host, or an agent that does no check',
  'bad-slowdown': 'a window of response times that could never be judged',
  'unknown-component': 'a component or group that does not exist',
  'says-nothing': 'a component without liveness check where its stop is asked for',
  'dependency-cycle': 'components that depend on each other in a circle',
  'bad-expression': 'not an expression of what must be up',
  'group-cycle': 'groups that name each other in a circle',
  'group-is-component': 'a group with the id of a component',
  'outside-service': 'a network outside, named as a part of the service',
  'not-in-redundancy': 'a component that the service could do without for ever (warning)',
  'unused-group': 'a group that the expression does not name (warning)',
  'contacts-of-customers': 'users or administrative contacts of a service beside those of its customers',
  'contacts-of-own': 'contacts of a component that is no network outside and no partner service',
  'unlisted-agent': 'an agent that the list of hosts does not have (warning)',
  'no-link-manager': 'a network outside without a manager of its own (warning)',
  'bad-timeout': 'a time-out that outlasts its interval',
  'no-liveness-check': 'a service without liveness checks (warning)',
  'no-fault-check': 'a service without fault checks (warning)',
  'unknown-service-type': 'not a service type of the guideline',
  'type-without-pattern':
    'a service type that the guideline gives no pattern (※), without criteria or pattern',
  'bad-classification': 'two answers to which pattern a service has',
  'classification-undecided': 'a pattern that the provider decides, without who decided it, when and why',
  'bad-hours': 'a day, time or span of the service hours that does not exist',
  'weekday-missing': 'a weekday that the service hours do not state',
  'weekday-twice': 'a weekday that the service hours state twice',
  'hours-reversed': 'days of the service hours that end before they begin',
  'hours-overlap': 'spans or editions of the service hours that overlap',
  'hours-ended': 'service hours whose last edition is over (warning)',
  'hours-gap': 'days between two editions of the service hours',
  'outside-edition': 'a day of an edition of the service hours that it does not cover',
  'bad-holidays': 'a list of holidays that is none, or a second one',
  'holiday-data-end': 'holiday data that end before the service hours do (warning where these have no end)',
  'holiday-data-start': 'holiday data that begin after the service hours do (warning)',
  'bad-maintenance': 'a maintenance window that ends before it begins',
  'maintenance-announced-late': 'maintenance announced late, after its start or not at all (warning)',
  'maintenance-not-agreed': 'regular maintenance without what was agreed about it (warning)',
  'date-in-future': 'an announcement or a decision that is dated after today (warning)',
  'unknown-interpretation': 'a setting that the guideline does not leave open, or no choice of it',
  'stamp-not-recorded': 'a stamp of notices that this version does not record (warning)',
  'bad-own-clock': "the collector's own clock is watched by something that is no time-sync check",
  'offset-too-large': 'a time-sync check that accepts more than the largest offset in force',
  'unknown-item': 'not an evaluation item',
  'bad-amount': 'an own value of the wrong kind',
  'minutes-for-months': 'an own value in minutes where the guideline counts months (warning)',
  'bad-own-value': 'an own value that is none, or two at once',
  'looser-unexplained': 'a value looser than the reference value without reason, name and date',
  'value-undecided': 'a value that the guideline leaves to the provider, without name and date',
} as const
export type ConfigCode = keyof typeof CONFIG_CODES

/** Where something stands; `file` as it was given. */
export interface Place {
  file: string
  line: number
  column: number
  path: string
  /** Of what a template or profile gave, for whom it was: a finding there says so at the end of its message. */
  of?: string
}

/** Collects what is wrong and what is worth knowing. Messages hold no secret and no personal data. */
export interface Findings {
  error(place: Place, code: ConfigCode, message: string): void
  /** How many errors were told so far: more than before means that what was just read may not be used. */
  told(): number
  warn(place: Place, code: ConfigCode, message: string): void
  errors(): ConfigFinding[]
  warnings(): ConfigFinding[]
}

interface Told extends ConfigFinding {
  of: string | null
}

/** Of how many hosts and components a finding names at most. */
const NAMED = 3

/** Files in the order in which they were first named, then lines and columns. */
function inOrder(findings: Told[], files: Map<string, number>): ConfigFinding[] {
  const rank = (finding: ConfigFinding) => files.get(finding.file) ?? 0
  return once(findings).toSorted((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column)
}

/** What an alias repeats, a parser stumbles over twice, or a template gives to many, is told once. */
function once(findings: Told[]): ConfigFinding[] {
  const byPlace = new Map<string, { finding: ConfigFinding; of: Set<string> }>()
  for (const { of, ...finding } of findings) {
    const key = JSON.stringify([finding.file, finding.line, finding.column, finding.message])
    const known = byPlace.get(key) ?? { finding, of: new Set() }
    if (of !== null) known.of.add(of)
    byPlace.set(key, known)
  }
  return [...byPlace.values()].map(({ finding, of }) =>
    of.size === 0 ? finding : { ...finding, message: `${finding.message} (for ${listed([...of])})` },
  )
}

function listed(all: string[]): string {
  const more = all.length - NAMED
  return more > 0 ? `${all.slice(0, NAMED).join('; ')} and ${more} more` : all.join('; ')
}

export function makeFindings(root: string): Findings {
  const errors: Told[] = []
  const warnings: Told[] = []
  const files = new Map([[root, 0]])
  const into = (list: Told[]) => (place: Place, code: ConfigCode, message: string) => {
    if (!files.has(place.file)) files.set(place.file, files.size)
    list.push({ ...place, code, message, of: place.of ?? null })
  }
  return {
    error: into(errors),
    warn: into(warnings),
    told: () => errors.length,
    errors: () => inOrder(errors, files),
    warnings: () => inOrder(warnings, files),
  }
}

/** The known word that `word` was probably meant to be, as the end of a sentence, or nothing. */
export function didYouMean(
  word: string,
  known: readonly string[],
  limit = Math.max(1, Math.floor(word.length / 3)),
): string {
  const near = known
    .map((candidate) => ({
      candidate,
      distance: distance(word.toLowerCase(), candidate.toLowerCase(), limit),
    }))
    .filter((one) => one.distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)[0]
  return near ? `; did you mean ${near.candidate}?` : ''
}

/** Edits (insert, delete, replace, swap of neighbours) from `a` to `b`; beyond `limit` just something larger. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length] ?? limit + 1
}
