/**
 * What a person vouches for: one of several ways (III.3.1.3, III.3.2.2), all of several (III.5.1.1), or that it is
 * implemented (III.4.2.1 b). A statement stands until it runs out or a later one of the same token replaces it.
 */
import type { Judged } from './judged.ts'

export interface Attestation {
  id: string
  /** `ic-card`; the item's own id where the kind is `implemented`. */
  token: string
  /** Whether it is so. */
  holds: boolean
  at: number
  /** Null: until further notice. */
  validUntil: number | null
}

export interface AttestedInput {
  subject: string
  kind: 'one_of' | 'all_of' | 'implemented'
  /** The tokens in force; for `implemented` the one that attestations name. */
  tokens: readonly string[]
  attestations: readonly Attestation[]
  now: number
}

/**
 * One row for what stands at `now`. Met: what is asked for holds. Breached: it is stated that it does not, or
 * that something else is used. Not proven: a statement is missing or ran out.
 */
export function judgeAttested({ subject, kind, tokens, attestations, now }: AttestedInput): Judged {
  const latest = latestOf(attestations, now)
  const valid = [...latest.values()].filter(({ validUntil }) => validUntil === null || now <= validUntil)
  const [state, because] = decide(kind, tokens, latest, valid)
  const asked = valid.filter(({ token }) => tokens.includes(token))
  const from = Math.min(now, ...(asked.length > 0 ? asked : [...latest.values()]).map(({ at }) => at))
  return {
    key: subject,
    subject,
    clockFrom: from,
    dueAt: now,
    limitMs: now - from,
    state,
    decidedAt: now,
    marginMs: null,
    because,
    endAt: null,
    evidence: { attestations: valid.map(({ id }) => id).toSorted() },
  }
}

type Decided = readonly ['met' | 'breached' | 'not-proven', string]
const HOLDS: Decided = ['met', 'attested']
const OTHERWISE: Decided = ['breached', 'attested-otherwise']

function decide(
  kind: AttestedInput['kind'],
  tokens: readonly string[],
  latest: ReadonlyMap<string, Attestation>,
  valid: readonly Attestation[],
): Decided {
  const said = (holds: boolean) => valid.filter((one) => one.holds === holds).map(({ token }) => token)
  const [held, denied] = [said(true), said(false)]
  const expired = tokens.some((token) => latest.has(token) && !valid.some((one) => one.token === token))
  const missing: Decided = ['not-proven', expired ? 'attestation-expired' : 'not-attested']
  if (tokens.length === 0) return missing
  if (kind === 'one_of') {
    if (tokens.some((token) => held.includes(token))) return HOLDS
    if (expired) return missing
    return held.length > 0 || tokens.every((token) => denied.includes(token)) ? OTHERWISE : missing
  }
  if (tokens.some((token) => denied.includes(token))) return OTHERWISE
  return tokens.every((token) => held.includes(token)) ? HOLDS : missing
}

/** The latest statement of each token; of two at one instant the one that denies. */
function latestOf(attestations: readonly Attestation[], now: number): Map<string, Attestation> {
  const ordered = attestations
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => a.at - b.at || Number(b.holds) - Number(a.holds) || (a.id < b.id ? -1 : 1))
  return new Map(ordered.map((one) => [one.token, one]))
}
