/** Reads what the pages of people and of the own account show. */
import type { Topic } from '../../rules/api/types.ts'
import type { ServerClock } from './clock.ts'
import { createFetching } from './fetching.ts'
import { may } from './permitted.ts'
import type { State } from './state.ts'

const TOUCHED_BY: readonly Topic[] = ['people', 'tokens']

export const touchesPeople = (topics: readonly Topic[]) => TOUCHED_BY.some((topic) => topics.includes(topic))

export interface PeopleReader {
  /** Reads what the place shows again. Whether all of it could be read. */
  read(): Promise<boolean>
}

export function createPeopleReader(state: State, server: ServerClock, changed: () => void): PeopleReader {
  const { list, value } = createFetching(state, server, changed)
  return {
    async read() {
      const { place, people, status } = state
      const reads: Promise<boolean>[] = []
      if (place.page === 'operators' && may(state, 'read-people'))
        reads.push(list(people.operators, 'operators?limit=200'), list(people.tokens, 'tokens?limit=200'))
      if (place.page === 'account' && status?.session != null)
        reads.push(list(people.sessions, 'me/sessions'), value(people.me))
      return (await Promise.all(reads)).every(Boolean)
    },
  }
}
