/** Reads what the pages of agents and checks show. */
import type { Topic } from '../../rules/api/types.ts'
import { ApiFailure, get } from './api.ts'
import type { ServerClock } from './clock.ts'
import { createFetching } from './fetching.ts'
import type { Pathed } from './monitored-state.ts'
import { may } from './permitted.ts'
import { checkPath, filterQuery, SPANS } from './place-monitored.ts'
import { emptyList, type Fetched, nothingFetched, type State } from './state.ts'

const HOUR_MS = 3_600_000
/** A graph is read again at most so often: it is dear, and moves slowly. */
const GRAPH_MS = 15_000
/** Results of the strip and the table. */
const RESULTS = 120

const TOUCHED_BY: readonly Topic[] = ['checks', 'results', 'agents', 'incidents', 'services']

export const touchesMonitored = (topics: readonly Topic[]) =>
  TOUCHED_BY.some((topic) => topics.includes(topic))

export interface MonitoredReader {
  /** Reads what the place shows again. Whether all of it could be read. */
  read(): Promise<boolean>
}

export function createMonitoredReader(
  state: State,
  server: ServerClock,
  changed: () => void,
): MonitoredReader {
  const fetching = createFetching(state, server, changed)
  const { monitored } = state

  function list<T>(into: Pathed<T>, path: string): Promise<boolean> {
    if (into.path !== path) Object.assign(into, { path, list: emptyList<T>() })
    return fetching.list(into.list, path)
  }

  function value<T>(into: Fetched<T>, path: string): Promise<boolean> {
    if (into.path !== path) Object.assign(into, nothingFetched<T>(path))
    return fetching.value(into)
  }

  /** What is drawn over the `hours` up to now; `key` is what of and how far back, without its end. */
  async function drawn<T>(into: Fetched<T>, key: string, path: string, hours: number): Promise<boolean> {
    if (into.path !== key) Object.assign(into, nothingFetched<T>(key))
    const now = server.now()
    if (now === null || (into.at !== null && now - into.at < GRAPH_MS)) return true
    const asked = new URLSearchParams({
      from: new Date(now - hours * HOUR_MS).toISOString(),
      to: new Date(now).toISOString(),
    })
    try {
      const read = await get<T>(`${path}?${asked}`)
      if (into.path === key) Object.assign(into, { value: read, at: now, failure: null })
      return true
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      if (into.path === key) into.failure = fetching.failed(error)
      return false
    } finally {
      changed()
    }
  }

  async function reads(): Promise<boolean[]> {
    const { place } = state
    if (place.page === 'agent') {
      const name = encodeURIComponent(place.name)
      return Promise.all([
        value(monitored.agent, `agents/${name}`),
        list(monitored.checks, `checks?agent=${name}`),
      ])
    }
    if (place.page === 'checks') {
      const { service } = place.filter
      const path = `checks?${filterQuery(place.filter)}`
      const components =
        service === null
          ? Object.assign(monitored.components, { path: null, list: emptyList() }) && true
          : list(monitored.components, `components?limit=200&service=${encodeURIComponent(service)}`)
      return Promise.all([list(monitored.checks, path.replace(/\?$/, '')), components])
    }
    if (place.page === 'check') {
      const path = checkPath(place)
      const name = `${place.service}/${place.component}/${place.check}`
      return Promise.all([
        value(monitored.check, path),
        list(monitored.results, `results?limit=${RESULTS}&check=${encodeURIComponent(name)}`),
        drawn(monitored.responses, `${path} ${place.span}`, `${path}/responses`, SPANS[place.span]),
      ])
    }
    if (place.page === 'clocks') {
      const path = `services/${encodeURIComponent(place.service)}/clocks`
      return [await drawn(monitored.clocks, `${path} ${place.span}`, path, SPANS[place.span])]
    }
    return []
  }

  return {
    async read() {
      if (!may(state, 'read-evidence')) return true
      return (await reads()).every(Boolean)
    },
  }
}
