/** What the page knows of agents and checks beyond the lists that every page shows. */
import type { ServiceClocks } from '../../rules/api/clocks.ts'
import type { AgentDetail, CheckDetail, ComponentSummary, Responses } from '../../rules/api/monitored.ts'
import type { CheckSummary, ResultRow } from '../../rules/api/types.ts'
import { emptyList, type Fetched, type Listed, nothingFetched } from './state.ts'

/** A list, and the path that it is of: of another path it is not shown. */
export interface Pathed<T> {
  path: string | null
  list: Listed<T>
}

export interface Monitored {
  /** Those of the filter, or of the agent whose page it is. */
  checks: Pathed<CheckSummary>
  /** Of the service that the filter names. */
  components: Pathed<ComponentSummary>
  agent: Fetched<AgentDetail>
  check: Fetched<CheckDetail>
  /** The newest of the check, for the strip and the table. */
  results: Pathed<ResultRow>
  /** `path` is the check and the span: the graph stays while its end moves on. */
  responses: Fetched<Responses>
  /** `path` is the service and the span. */
  clocks: Fetched<ServiceClocks>
}

export function nothingMonitored(): Monitored {
  return {
    checks: { path: null, list: emptyList() },
    components: { path: null, list: emptyList() },
    agent: nothingFetched(),
    check: nothingFetched(),
    results: { path: null, list: emptyList() },
    responses: nothingFetched(),
    clocks: nothingFetched(),
  }
}
