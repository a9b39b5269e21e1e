/** The configuration after it was read, checked and resolved: what the rest of the collector works with. */

import type {
  HolidayData,
  MaintenanceRules,
  MaintenanceWindow,
  ServiceHours,
} from '../rules/calendar/types.ts'
import type { CheckSpec } from '../rules/detection/types.ts'
import type { Classification } from '../rules/guideline/classification.ts'
import type { Interpretation } from '../rules/guideline/interpretation.ts'
import type { ValueInForce } from '../rules/guideline/value.ts'
import type { Expression, StopMeans } from '../rules/service-model/types.ts'
import type { Audience, ComponentKind, Language, Pattern } from '../rules/words.ts'

/** Process settings: from the configuration file, fixed until restart. */
export interface Settings {
  listen: { host: string; port: number }
  /**
   * Certificate chain and key (PEM) of the console and the agents, when the own certificate ends (Unix ms) and for
   * which names it stands; null or absent: plain HTTP.
   */
  tls?: { cert: string; privateKey: string; expiresAt: number; names: string } | null
  /** Directory of the embedded store, the keys and the tokens; created if absent. */
  data: string
  /** `postgres://…`; null is the embedded SQLite under `data`. */
  postgres: string | null
  timezone: string
  language: Language
  mail: { url: string; from: string } | null
  /** For how long a report may be disputed after it was issued: its results are kept until then. */
  disputeMs: number
  /** Full name of the time-sync check that watches this collector's own clock (on an agent of its host); null: nobody does. */
  ownClock: string | null
}

/** A numbered revision of what is monitored. Without personal data: contacts are rows of their own. */
export interface Revision {
  revision: number
  services: Service[]
  /**
   * By agent's name: `host` or `host:port` that answer as long as that agent's own network works. Where none of them
   * does, what its checks of the network find is unknown. Absent where none is named.
   */
  ownNetwork?: Record<string, string[]>
}

export interface Service {
  id: string
  name: string
  pattern: Pattern
  timezone: string
  language: Language
  classification: Classification
  /** 契約サービス時間; `zone` is the service's. */
  hours: ServiceHours
  /** 祝日 that its calendar needs; null where it needs none. Fixed with the revision, so that a report can be repeated. */
  holidays: HolidayData | null
  maintenance: { rules: MaintenanceRules; windows: Omit<MaintenanceWindow, 'recordedAt'>[] }
  /** What the guideline leaves open, as this service is judged. */
  interpretation: Interpretation
  /** Customers with contacts of their own; empty where the service's contacts are all there are. */
  customers: Customer[]
  components: Component[]
  /** What must be up; null: every component of its own. */
  redundancy: Expression | null
  stopMeans: StopMeans
  /** By evaluation item (`III.1.1.1.b`): the value in force and where it comes from. */
  values: Record<string, ValueInForce>
  /**
   * How far the clocks of its hosts may be from each other (III.1.1.5: 機器間の時刻のずれ); the guideline sets no value, so
   * who decided it and on which day stand with it. Absent where nobody did.
   */
  timeSync?: { betweenHostsMs: number; decidedBy: string; on: string }
}

export interface Component {
  id: string
  name: string
  kind: ComponentKind
  /** Agent's name: the first vantage. */
  agent: string
  /** Names of the agents that look at it; at least `agent`. */
  vantages: string[]
  /** Ids of components of the service whose stop explains what this one fails with. */
  dependsOn: string[]
  /** One for each vantage that does it. */
  checks: Check[]
}

export interface Check extends CheckSpec {
  id: string
  /** Name of the agent that does it. */
  agent: string
  type: string
  config: Record<string, unknown>
  /** One line for people: what it looks at. */
  target: string
}

/** A customer of a service (利用者): told in its own language, by values of its own contract. */
export interface Customer {
  id: string
  name: string
  language: Language
  timezone: string
  /** By evaluation item: those of the service, with the customer's own in their place. */
  values: Record<string, ValueInForce>
  /** Whether its agreement has slowdown notices (III.1.1.3); absent: as the service has it. */
  slowdownNotice?: Interpretation['slowdownNotice']
}

/** One address of one audience of one service, in the order of the configuration. Only on its way into the vault. */
export interface Contact {
  service: string
  /** Of a customer of the service; absent where it has no customers of its own, and for the provider's people. */
  customer?: string
  /** The manager of an external network (III.3.2.5) or of a partner's service; absent for those of the service. */
  component?: string
  audience: Audience
  email: string
}

/** A configuration file that was read without an error. */
export interface Loaded {
  settings: Settings
  services: Service[]
  ownNetwork?: NonNullable<Revision['ownNetwork']>
  contacts: Contact[]
  /** Things worth knowing that are no error, with their position. */
  warnings: ConfigFinding[]
}

export interface ConfigFinding {
  file: string
  line: number
  column: number
  /** Dotted path such as `services[0].components[1].checks[0].every`. */
  path: string
  /** Stable code, e.g. `interval-too-long`. */
  code: string
  message: string
}
