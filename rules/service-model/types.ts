/** How the components of a service make it up: what must answer for the service to be there (III.2.1.1 BP ii: 実稼働時間 is the service's). */

/** What must be up, over the ids of components: `all(web, any(db1, db2), atLeast(2, app1, app2, app3))`. */
export type Expression =
  | { kind: 'component'; component: string }
  | { kind: 'all' | 'any'; of: readonly Expression[] }
  | { kind: 'at-least'; count: number; of: readonly Expression[] }

/**
 * What III.1.1.1 calls a stop: that of the service by its expression, or that of any of its components. Availability
 * is the service's either way.
 */
export const STOP_MEANS = ['service', 'any-component'] as const
export type StopMeans = (typeof STOP_MEANS)[number]

/** How a service is made up, as far as its incidents ask. */
export interface Structure {
  /** What must be up; null: every component of its own. */
  redundancy: Expression | null
  stopMeans: StopMeans
  /** By component, those whose stop explains what it fails with; of those that are redundant to each other, that of all of them. */
  dependsOn: ReadonlyMap<string, readonly string[]>
}
