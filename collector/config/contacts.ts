import type { Audience } from '../../rules/words.ts'
import type { Contact } from '../model.ts'
import { addressKey, addressProblem } from './addresses.ts'
import { besides } from './files.ts'
import type { Findings, Place } from './findings.ts'
import { isMapping, kindOf, readShape } from './read.ts'
import { contactsShape, usersFileShape } from './shape.ts'
import type { Path, Source } from './source.ts'
import { type ListedAddress, readUsers } from './users.ts'

const AUDIENCE_KEYS = {
  users: 'users',
  admin: 'admin',
  manager: 'manager',
  onCall: 'on-call',
} as const satisfies Record<string, Audience>
type AudienceKey = keyof typeof AUDIENCE_KEYS

/** The addresses of one service by audience, in the order of the configuration; duplicates left out with a warning. */
export function readContacts(
  raw: unknown,
  service: string,
  source: Source,
  path: Path,
  findings: Findings,
): Contact[] {
  const nested = Object.keys(AUDIENCE_KEYS)
  const valid = readShape(contactsShape, raw, source, path, findings, { nested })
  if (!valid || !isMapping(raw)) return []
  const contacts = Object.entries(AUDIENCE_KEYS).flatMap(([key, audience]) => {
    const listed =
      key in raw ? readAudience(key as AudienceKey, raw[key], source, [...path, key], findings) : []
    return withoutDuplicates(listed, findings).map(({ email }) => ({ service, audience, email }))
  })
  tellMissing(raw, source.at(path), findings)
  return contacts
}

function readAudience(
  key: AudienceKey,
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): ListedAddress[] {
  if (key === 'users' && isMapping(raw)) {
    const named = readShape(usersFileShape, raw, source, path, findings)
    if (named?.file === undefined) return []
    return readUsers(besides(source.file, named.file), source.at([...path, 'file']), findings)
  }
  if (!Array.isArray(raw)) {
    const form =
      key === 'users' ? 'a list of e-mail addresses or { file: users.csv }' : 'a list of e-mail addresses'
    findings.error(source.at(path), 'wrong-type', `${form} belongs here, not ${kindOf(raw)}`)
    return []
  }
  return raw.flatMap((email: unknown, index) => {
    const place = source.at([...path, index])
    const problem =
      typeof email === 'string'
        ? addressProblem(email)
        : `an e-mail address belongs here, not ${kindOf(email)}`
    if (problem) findings.error(place, 'bad-address', problem)
    return problem || typeof email !== 'string' ? [] : [{ email, place }]
  })
}

function withoutDuplicates(listed: ListedAddress[], findings: Findings): ListedAddress[] {
  const seen = new Map<string, Place>()
  return listed.filter(({ email, place }) => {
    const first = seen.get(addressKey(email))
    if (first) {
      const where = first.file === place.file ? `line ${first.line}` : `${first.file}:${first.line}`
      findings.warn(
        place,
        'duplicate-address',
        `this address stands in ${where} already; it gets each notice once`,
      )
    } else seen.set(addressKey(email), place)
    return first === undefined
  })
}

/** Without an administrative contact the notices of III.1.1.1 and III.1.1.2 have nobody that they are owed to. */
function tellMissing(raw: Record<string, unknown>, place: Place, findings: Findings): void {
  const named = (key: string) => isMapping(raw[key]) || (Array.isArray(raw[key]) && raw[key].length > 0)
  if (!named('admin')) {
    findings.error(
      place,
      'no-admin-contact',
      "admin names nobody: the notices of III.1.1.1 and III.1.1.2 are owed to the users' administrative contact (利用者側の管理連絡窓口)",
    )
  }
  const missing: [key: string, what: string][] = [
    ['users', 'users names nobody: III.1.1.1 wants everyone who uses the service to be told of an outage'],
    ['manager', 'manager names nobody: the responsible manager (管理責任者) is told of nothing'],
    ['onCall', 'onCall names nobody: no member of staff is told of anything'],
  ]
  for (const [key, what] of missing) if (!named(key)) findings.warn(place, 'no-contact', what)
}
