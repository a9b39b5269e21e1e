/** What is done on the pages of people and of the own account, as requests. */
import type { Invitation, IssuedToken } from '../../rules/api/people.ts'
import type { Topic } from '../../rules/api/types.ts'
import { ROLES, type Role } from '../../rules/words.ts'
import { attempt, fieldsOf, missing, refuse } from './acting.ts'
import { ask, send } from './api.ts'
import type { State } from './state.ts'

export interface PeopleActions {
  /** The form of this key has another role now: a customer's asks for more. */
  chooseRole(key: string, role: string): void
  invite(form: HTMLFormElement): void
  changeRole(operator: string, form: HTMLFormElement): void
  changeAccount(operator: string, verb: 'disable' | 'enable' | 'unlock'): void
  endSessionsOf(operator: string): void
  reset(operator: string): void
  createToken(form: HTMLFormElement): void
  revokeToken(token: string): void
  changePassword(form: HTMLFormElement): void
  /** Null: all but the own. */
  endSession(session: string | null): void
  setPassword(form: HTMLFormElement): void
}

const DAY_MS = 86_400_000

const path = (operator: string, verb: string) => `operators/${encodeURIComponent(operator)}/${verb}`
const all = (form: HTMLFormElement, name: string) => new FormData(form).getAll(name).map(String)

/** The role of a form, with what binds a customer. */
function rightsOf(form: HTMLFormElement): { role: string; services?: string[]; customer?: string } {
  const { role = '', customer = '' } = fieldsOf(form)
  if (role !== 'customer') return { role }
  return { role, services: all(form, 'services'), ...(customer === '' ? {} : { customer }) }
}

export function peopleActions(a: {
  state: State
  changed: () => void
  want: (topics: Topic[]) => void
  /** Reads everything as whoever is logged in now. */
  begin: () => Promise<void>
  now: () => number
}): PeopleActions {
  const { state, changed, want } = a
  const { people } = state
  const act = async (key: string, work: () => Promise<void>, topics: Topic[] = ['people']) => {
    const done = await attempt(state, key, changed, work)
    want(topics)
    return done
  }
  /** Whether something is missing; the form says what. */
  const wrong = (key: string, form: HTMLFormElement, fields: string[]): boolean => {
    const is = refuse(state, key, form, fields)
    if (is) changed()
    return is
  }
  const missingRights = (rights: ReturnType<typeof rightsOf>) => [
    ...(rights.role === '' ? ['role'] : []),
    ...(rights.services?.length === 0 ? ['services'] : []),
  ]

  return {
    chooseRole(key, role) {
      const known = ROLES.find((one): one is Role => one === role)
      if (known) people.chosen.set(key, known)
      changed()
    },
    async invite(form) {
      const rights = rightsOf(form)
      if (wrong('invite', form, missingRights(rights))) return
      // A link that was shown before is used, or no good any more.
      state.invitation = null
      await act('invite', async () => {
        const { token } = await ask<Invitation>('operators/invitations', rights)
        state.invitation = `${location.origin}/#enrol=${token}`
      })
    },
    async changeRole(operator, form) {
      const key = `role:${operator}`
      const rights = rightsOf(form)
      if (wrong(key, form, missingRights(rights))) return
      if (await act(key, () => send('POST', path(operator, 'role'), rights))) people.chosen.delete(key)
    },
    changeAccount: (operator, verb) =>
      void act(`account:${operator}`, () => send('POST', path(operator, verb), {})),
    endSessionsOf: (operator) =>
      void act(`account:${operator}`, () => send('DELETE', path(operator, 'sessions'))),
    reset: (operator) =>
      void act(`account:${operator}`, async () => {
        const { token } = await ask<Invitation>(path(operator, 'resets'), {})
        people.resetLink = { operator, url: `${location.origin}/#reset=${token}` }
      }),
    async createToken(form) {
      const { name = '', days = '' } = fieldsOf(form)
      const [permissions, services] = [all(form, 'permissions'), all(form, 'services')]
      const fields = [...(name === '' ? ['name'] : []), ...(permissions.length === 0 ? ['permissions'] : [])]
      if (wrong('token', form, fields)) return
      people.issued = null
      const expiresAt = new Date(a.now() + Number(days) * DAY_MS).toISOString()
      const bound = services.length > 0 ? { services } : {}
      const work = async () => {
        people.issued = await ask<IssuedToken>('tokens', { name, permissions, expiresAt, ...bound })
      }
      if (await act('token', work, ['tokens'])) form.reset()
    },
    revokeToken: (token) =>
      void act(`token:${token}`, () => send('DELETE', `tokens/${encodeURIComponent(token)}`), ['tokens']),
    async changePassword(form) {
      const fields = fieldsOf(form)
      if (wrong('password', form, missing(fields, ['old', 'password', 'again']))) return
      const { old = '', password = '' } = fields
      if (await act('password', () => send('POST', 'me/password', { old, password }))) form.reset()
    },
    endSession: (session) =>
      void act('sessions', () =>
        send('DELETE', session === null ? 'me/sessions' : `me/sessions/${encodeURIComponent(session)}`),
      ),
    async setPassword(form) {
      const fields = fieldsOf(form)
      if (wrong('reset', form, missing(fields, ['password', 'again']))) return
      const { password = '' } = fields
      const body = { token: state.resetToken ?? '', password }
      if (!(await attempt(state, 'reset', changed, () => send('POST', 'reset', body)))) return
      state.resetToken = null
      await a.begin()
    },
  }
}
