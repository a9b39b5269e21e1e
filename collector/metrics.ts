/**
 * The collector's metrics, one row each; labels are bounded (no per-check, per-person label).
 * Others receive `Metrics`; prom-client stays in here.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

const COUNTERS = {
  kijun_ingest_items_total: { help: 'Items of batches by what became of them.', labels: ['outcome'] },
  kijun_ingest_batches_total: { help: 'Batches by HTTP status of the answer.', labels: ['status'] },
  kijun_agent_auth_failures_total: { help: 'Requests of agents that were refused.', labels: ['reason'] },
  kijun_evaluation_results_total: { help: 'Results evaluated, by outcome.', labels: ['outcome'] },
  kijun_evaluation_too_old_total: {
    help: 'Results too old to be ordered into their window; each is a ledger entry.',
    labels: [],
  },
  kijun_evaluation_errors_total: { help: 'Evaluation steps that failed and are tried again.', labels: [] },
  kijun_evaluation_read_again_total: {
    help: 'Times that evaluation was too far behind ingest to be handed what came in, and read it from the store.',
    labels: [],
  },
  kijun_incidents_total: { help: 'Incidents by kind and change.', labels: ['kind', 'change'] },
  kijun_obligations_decided_total: { help: 'Decided obligations.', labels: ['item', 'state'] },
  kijun_delivery_attempts_total: {
    help: 'Attempts to deliver a notice by outcome.',
    labels: ['channel', 'outcome'],
  },
  kijun_deliveries_late_total: { help: 'Deliveries accepted after their due time.', labels: ['channel'] },
  kijun_deliveries_unreadable_total: {
    help: 'Deliveries that ended unsent: what is stored of the notice or of the address cannot be read.',
    labels: ['because'],
  },
  kijun_notices_unreadable_total: {
    help: 'Notices that got no recipients: what is stored of them cannot be read.',
    labels: [],
  },
  kijun_compaction_blocks_total: { help: 'Blocks of results written.', labels: [] },
  kijun_compaction_results_total: { help: 'Results that went from batches into blocks.', labels: [] },
  kijun_compaction_bytes_total: { help: 'Bytes of the blocks written.', labels: [] },
  kijun_compaction_merged_total: { help: 'Small blocks of late results that went into one.', labels: [] },
  kijun_retention_blocks_total: {
    help: 'Blocks whose time was over, by what went: ordinary results (thin), or all that was left (end).',
    labels: ['step'],
  },
  kijun_retention_results_total: { help: 'Results deleted since their time was over.', labels: [] },
  kijun_compaction_errors_total: {
    help: 'Passes of the compactor that failed and are tried again.',
    labels: [],
  },
  kijun_blocks_damaged_total: {
    help: 'Blocks found damaged; each is a ledger entry, its results are unknown.',
    labels: [],
  },
  kijun_ledger_sealed_total: { help: 'Ledger entries chained and sealed.', labels: [] },
  kijun_http_requests_total: {
    help: 'HTTP requests by route and status class.',
    labels: ['route', 'status'],
  },
} as const satisfies Record<string, { help: string; labels: readonly string[] }>

const GAUGES = {
  kijun_deliveries_waiting: { help: 'Deliveries in the outbox that have not ended.', labels: [] },
  kijun_partitions_owned: { help: 'Partitions leased by this collector.', labels: [] },
  kijun_retention_kept_blocks: {
    help: 'Blocks older than a month that are kept, by why (as the daily look found them).',
    labels: ['because'],
  },
  kijun_evaluation_lag_seconds: { help: 'Age of the oldest batch not yet evaluated.', labels: [] },
  kijun_agents_connected: { help: 'Agents heard of within their silence limit.', labels: [] },
} as const satisfies Record<string, { help: string; labels: readonly string[] }>

const HISTOGRAMS = {
  kijun_ingest_seconds: {
    help: 'From receipt of a batch to its durable commit.',
    labels: [],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1],
  },
  kijun_detection_to_acceptance_seconds: {
    help: 'From detection (or the notice, for late ones) to the acceptance by the mail server, per delivery.',
    labels: [],
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 300, 1200, 3600],
  },
} as const satisfies Record<string, { help: string; labels: readonly string[]; buckets: number[] }>

export type CounterName = keyof typeof COUNTERS
export type GaugeName = keyof typeof GAUGES
export type HistogramName = keyof typeof HISTOGRAMS

export interface Metrics {
  count(name: CounterName, labels?: Record<string, string>, by?: number): void
  set(name: GaugeName, value: number, labels?: Record<string, string>): void
  observe(name: HistogramName, seconds: number, labels?: Record<string, string>): void
  /** The Prometheus exposition. */
  expose(): Promise<{ contentType: string; body: string }>
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const counters = new Map<string, Counter>()
  for (const [name, m] of Object.entries(COUNTERS))
    counters.set(name, new Counter({ name, help: m.help, labelNames: [...m.labels], registers }))
  const gauges = new Map<string, Gauge>()
  for (const [name, m] of Object.entries(GAUGES))
    gauges.set(name, new Gauge({ name, help: m.help, labelNames: [...m.labels], registers }))
  const histograms = new Map<string, Histogram>()
  for (const [name, m] of Object.entries(HISTOGRAMS))
    histograms.set(
      name,
      new Histogram({ name, help: m.help, labelNames: [...m.labels], buckets: [...m.buckets], registers }),
    )
  return {
    count: (name, labels = {}, by = 1) => counters.get(name)?.inc(labels, by),
    set: (name, value, labels = {}) => gauges.get(name)?.set(labels, value),
    observe: (name, seconds, labels = {}) => histograms.get(name)?.observe(labels, seconds),
    expose: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  }
}
