/** What the person at the page does, as requests whose outcome stands beside the control that began them. */
import type { Phase, ProposalKind } from '../../rules/words.ts'
import { ApiFailure, send } from './api.ts'
import type { State } from './state.ts'

/**
 * Runs one action under its key: busy, then done or failed with the reason. A second one under the same key
 * is not begun while the first runs. Returns whether it was done.
 */
export async function attempt(
  state: State,
  key: string,
  changed: () => void,
  act: () => Promise<void>,
): Promise<boolean> {
  if (state.attempts.get(key)?.state === 'busy') return false
  state.attempts.set(key, { state: 'busy' })
  changed()
  try {
    await act()
    state.attempts.set(key, { state: 'done' })
    return true
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    state.attempts.set(key, { state: 'failed', failure: error })
    return false
  } finally {
    changed()
  }
}

const SECRET = ['password', 'again', 'old']

/** The form's fields as trimmed text; passwords as they are. */
export function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].map(([name, value]) => {
    const words = typeof value === 'string' ? value : ''
    return [name, SECRET.includes(name) ? words : words.trim()]
  })
  return Object.fromEntries(entries) as Record<string, string>
}

/** The collector refuses shorter ones; said here before it is asked. */
const PASSWORD_LEAST = 12

/** Names of the fields that were left empty, `password` where a new one is too short, `again` where the two differ. */
export function missing(fields: Record<string, string>, names: readonly string[]): string[] {
  const { password = '', again } = fields
  const isNew = names.includes('again')
  return names.filter((name) => {
    if (name === 'password' && isNew) return [...password].length < PASSWORD_LEAST
    if (name === 'again') return password !== '' && again !== password
    return (fields[name] ?? '') === ''
  })
}

/** Says which fields are wrong and goes to the first; true if there is one. */
export function refuse(state: State, key: string, form: HTMLFormElement, fields: string[]): boolean {
  const [first] = fields
  if (first === undefined) return false
  state.attempts.set(key, { state: 'invalid', fields })
  const control = form.elements.namedItem(first)
  if (control instanceof HTMLElement) control.focus()
  return true
}

export const requests = {
  acknowledge: (incident: string) =>
    send('POST', `incidents/${encodeURIComponent(incident)}/acknowledge`, {}),
  followUp: (incident: string, report: { cause: string; forecast: string; customers?: string[] }) =>
    send('POST', `incidents/${encodeURIComponent(incident)}/follow-ups`, report),
  enrol: (token: string, name: string, password: string) => send('POST', 'enrol', { token, name, password }),
  propose: (proposal: { kind: ProposalKind; subject: string; reason: string; comment: string }) =>
    send('POST', 'proposals', proposal),
  decide: (proposal: string, decision: 'approve' | 'reject') =>
    send('POST', `proposals/${encodeURIComponent(proposal)}/${decision}`, {}),
  recordPhase: (incident: string, phase: Phase) =>
    send('POST', `incidents/${encodeURIComponent(incident)}/phases`, { phase }),
  /** `path` is the check's of the API. */
  runNow: (path: string) => send('POST', `${path}/run`, {}),
  issueReport: (report: { service: string; month: string; audience: string; means: string }) =>
    send('POST', 'reports', report),
  logIn: (name: string, password: string) => send('POST', 'session', { name, password }),
  logOut: () => send('DELETE', 'session'),
}
