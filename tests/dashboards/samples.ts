/** Typed rows of the API with something in every field, for tests to change one thing of. */
import type {
  CheckSummary,
  Guideline,
  IncidentSummary,
  ObligationSummary,
  ServiceSummary,
  ValueRow,
} from '../../rules/api/types.ts'

const AT = '2026-11-21T00:00:00.000Z'

export function valueRow(changes: Partial<ValueRow>): ValueRow {
  return {
    item: 'III.1.1.1.a',
    title: { ja: '実施間隔', en: 'Interval' },
    class: 'basic',
    reference: { text: '1回/10分', required: false, kind: 'max_interval', value: 'PT10M' },
    own: null,
    inForce: 'PT10M',
    standing: 'reference',
    achieved: { of: 'largest-interval', ms: 60_000 },
    counts: { open: 0, met: 1, breached: 0, 'not-proven': 0, withdrawn: 0 },
    verdict: 'met',
    referenceVerdict: 'met',
    measuring: { by: 'checks', how: { ja: '実測', en: 'Measured' } },
    ...changes,
  }
}

/** A row of the guideline page, of the control that its item's id begins with. */
export function guidelineRow(changes: Partial<Guideline['rows'][number]>): Guideline['rows'][number] {
  const row = valueRow(changes)
  return { control: row.item.replace(/\.[a-z]$/, ''), clauses: [], ...row, ...changes }
}

export function serviceSummary(changes: Partial<ServiceSummary>): ServiceSummary {
  return {
    id: 'shop',
    name: 'ネットショップ',
    pattern: 1,
    timezone: 'Asia/Tokyo',
    language: 'ja',
    state: 'up',
    stateSince: AT,
    openIncidents: 0,
    values: [],
    customers: [],
    ...changes,
  }
}

export function checkSummary(changes: Partial<CheckSummary>): CheckSummary {
  return {
    check: 'shop/web/alive',
    service: 'shop',
    component: 'web',
    componentName: 'Web',
    componentKind: 'application',
    purpose: 'liveness',
    type: 'tcp',
    target: '127.0.0.1:18080',
    agent: 'this-host',
    everyMs: 60_000,
    health: 'up',
    healthSince: AT,
    healthReason: null,
    last: null,
    largestGapMs: 60_000,
    limitMs: 300_000,
    counts: { ok: 1, failed: 0, unknown: 0, skipped: 0 },
    countedFrom: AT,
    ...changes,
  }
}

export function obligation(changes: Partial<ObligationSummary>): ObligationSummary {
  return {
    id: 'o1',
    item: 'III.1.1.1.b',
    service: 'shop',
    customer: null,
    subject: 'i1',
    clockFrom: AT,
    dueAt: '2026-11-21T00:20:00.000Z',
    limitMs: 1_200_000,
    state: 'open',
    decidedAt: null,
    marginMs: null,
    because: null,
    evidence: {},
    ...changes,
  }
}

export function incident(changes: Partial<IncidentSummary>): IncidentSummary {
  return {
    id: 'i1',
    service: 'shop',
    serviceName: 'ネットショップ',
    kind: 'outage',
    component: null,
    checks: ['shop/web/alive'],
    state: 'open',
    lastOkAt: AT,
    firstFailedAt: AT,
    confirmedAt: AT,
    discoveredAt: AT,
    recoveredAt: null,
    reason: 'refused',
    message: null,
    impact: null,
    dueTo: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    customers: [],
    obligations: [],
    notices: [],
    followUps: [],
    phases: [],
    withdrawnAt: null,
    ...changes,
  }
}
