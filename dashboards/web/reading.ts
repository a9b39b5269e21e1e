/** Reads the lists from the API into the state: by topic, as far as pages are wanted, never an old answer over a newer. */
import type { ResultRow, Status, Topic } from '../../rules/api/types.ts'
import type { Clock } from '../../rules/clock.ts'
import { get } from './api.ts'
import type { ServerClock } from './clock.ts'
import { createFetching } from './fetching.ts'
import { mayRead } from './permitted.ts'
import { emptyList, type Listed, type ListName, type State } from './state.ts'

const PATHS: Record<ListName, string> = {
  services: 'services',
  open: 'incidents?state=open',
  recovered: 'incidents?state=recovered&limit=20',
  checks: 'checks',
  agents: 'agents',
  notices: 'notices',
  deliveries: 'deliveries',
  waiting: 'proposals?state=proposed',
  approved: 'proposals?state=approved',
}
export const LISTS = Object.keys(PATHS) as ListName[]

/** Which lists show something of a topic. */
const SHOWN_IN: Record<Topic, ListName[]> = {
  status: [],
  services: ['services'],
  checks: ['checks', 'services'],
  results: ['checks'],
  agents: ['agents'],
  incidents: ['open', 'recovered', 'services'],
  obligations: ['open', 'recovered', 'services'],
  notices: ['notices', 'deliveries', 'open', 'recovered'],
  proposals: ['waiting', 'approved', 'open', 'recovered', 'services'],
  reports: [],
  people: [],
  tokens: [],
}

export function listsOf(topics: readonly Topic[]): ListName[] {
  const wanted = new Set(topics.flatMap((topic) => SHOWN_IN[topic]))
  return LISTS.filter((name) => wanted.has(name))
}

export interface Reader {
  /** Reads the lists again, and the unfolded results where wanted. Whether all of it could be read. */
  lists(names: readonly ListName[], results: boolean): Promise<boolean>
  /** Reads the status and sets the clock by it. Whether it could be read. */
  status(): Promise<boolean>
  results(check: string): Promise<boolean>
}

export function createReader(state: State, clock: Clock, server: ServerClock, changed: () => void): Reader {
  const { list: into, failed } = createFetching(state, server, changed)

  async function results(check: string): Promise<boolean> {
    const list = state.results.get(check)
    return list === undefined
      ? true
      : into<ResultRow>(list, `results?limit=20&check=${encodeURIComponent(check)}`)
  }

  return {
    results,
    async lists(names, withResults) {
      const reads = names
        .filter((name) => mayRead(state, name))
        .map((name) => into(state.lists[name] as Listed<unknown>, PATHS[name]))
      if (withResults) reads.push(...[...state.results.keys()].map(results))
      return (await Promise.all(reads)).every(Boolean)
    },
    async status() {
      const askedAt = clock.monotonic()
      try {
        const status = await get<Status>('status')
        server.sync(Date.parse(status.now), askedAt, clock.monotonic())
        state.status = status
        state.statusFailure = null
        state.loginNeeded = status.operators === 'exist' && status.session === null
        return true
      } catch (error) {
        state.statusFailure = failed(error)
        return false
      } finally {
        changed()
      }
    },
  }
}

/** Unfolds the results of a check, or folds them again. */
export function toggleResults(state: State, check: string): boolean {
  if (state.results.delete(check)) return false
  state.results.set(check, emptyList())
  return true
}
