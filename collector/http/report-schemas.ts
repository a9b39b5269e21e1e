/** The shapes of reports and of availability as schemas (see `schemas.ts`). */
import { z } from 'zod'
import type * as api from '../../rules/api/types.ts'
import type * as reports from '../../rules/report/types.ts'
import {
  INCIDENT_KINDS,
  LANGUAGES,
  NOTICE_KINDS,
  OBLIGATION_STATES,
  PHASES,
  REPORT_AUDIENCES,
  REPORT_MEANS,
  VERDICTS,
} from '../../rules/words.ts'
import { classification, guidelineRow, interpretation } from './guideline-schemas.ts'

const instant = z.iso.datetime({ precision: 3 })
const ms = z.number()
const count = z.int().min(0)
/** Decimal percent, cut. */
const percent = z.string().regex(/^\d+(\.\d+)?$/)
const verdict = z.enum(VERDICTS)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const states = z.enum(OBLIGATION_STATES)

export const issuedReport: z.ZodType<api.IssuedReport> = z.strictObject({
  id: z.string(),
  service: z.string(),
  customer: z.string().nullable(),
  audience: z.enum(REPORT_AUDIENCES),
  means: z.enum(REPORT_MEANS),
  month: z.string(),
  issuedAt: instant,
  recordedAt: instant,
  recordedBy: z.string(),
  digest: sha256,
})

const partition = z.strictObject({
  periodMs: ms,
  upMs: ms,
  downMs: ms,
  unknownMs: ms,
  maintenanceMs: ms,
  outsideMs: ms,
})
const ratio = {
  partition,
  lower: percent.nullable(),
  upper: percent.nullable(),
  measured: percent.nullable(),
  required: z.string().nullable(),
  verdict,
}

const availability: z.ZodType<reports.Availability> = z.strictObject({
  from: instant,
  to: instant,
  ...ratio,
  segments: z.array(
    z.strictObject({ from: instant, to: instant, part: z.string(), because: z.array(z.string()) }),
  ),
  segmentsOmitted: count,
  maintenance: z.array(
    z.strictObject({
      id: z.string(),
      from: instant,
      to: instant,
      countedMs: ms,
      stoppedMs: ms,
      because: z.string(),
    }),
  ),
})

const problem: z.ZodType<reports.Problem> = z.strictObject({
  code: z.enum(['holiday-data-ends', 'no-hours', 'results-expired', 'results-damaged']),
  day: z.string(),
  clause: z.string(),
})

export const serviceAvailability: z.ZodType<reports.ServiceAvailability> = z.strictObject({
  service: z.string(),
  availability,
  withoutWithdrawals: availability.nullable(),
  problems: z.array(problem),
})

const period: z.ZodType<reports.PeriodAvailability> = z.strictObject({
  kind: z.enum(['quarter', 'half-year', 'year']),
  from: instant,
  to: instant,
  months: z.array(z.string()),
  complete: z.boolean(),
  ...ratio,
})

const interval: z.ZodType<reports.IntervalCompliance> = z.strictObject({
  check: z.string(),
  item: z.string().nullable(),
  limitMs: ms.nullable(),
  planned: count,
  executed: count,
  late: count,
  unknown: count,
  skipped: count,
  missed: count,
  reasons: z.record(z.string(), count),
  largestGapMs: ms.nullable(),
  largestGapFrom: instant.nullable(),
  verdict,
})

const measurement: z.ZodType<reports.Measurement> = z.strictObject({
  availability,
  withoutWithdrawals: availability.nullable(),
  period: period.nullable(),
  problems: z.array(problem),
  inputs: z.strictObject({ executions: count, skipped: count, digest: sha256 }),
  intervals: z.array(interval),
  timeSync: z.array(
    z.strictObject({
      check: z.string(),
      results: count,
      largestOffsetMs: ms.nullable(),
      failed: count,
      unknown: count,
    }),
  ),
})

const incident: z.ZodType<reports.IncidentCompliance> = z.strictObject({
  id: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  component: z.string().nullable(),
  firstFailedAt: instant,
  confirmedAt: instant,
  discoveredAt: instant,
  recoveredAt: instant.nullable(),
  phases: z.array(z.strictObject({ phase: z.enum(PHASES), at: instant })),
  withdrawn: z.boolean(),
  obligations: z.array(
    z.strictObject({
      id: z.string(),
      item: z.string(),
      clockFrom: instant,
      dueAt: instant,
      state: states,
      decidedAt: instant.nullable(),
      marginMs: ms.nullable(),
      because: z.string().nullable(),
    }),
  ),
  notices: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(NOTICE_KINDS),
      createdAt: instant,
      dueAt: instant.nullable(),
      recipients: count,
      accepted: count,
      refused: count,
      firstAcceptedAt: instant.nullable(),
      lastAcceptedAt: instant.nullable(),
      unreadable: z.literal(true).optional(),
    }),
  ),
})

const settings: z.ZodType<reports.Settings> = z.strictObject({
  interpretation,
  revisions: z.array(z.strictObject({ revision: z.int(), loadedAt: instant, loadedBy: z.string() })),
  hours: z.unknown(),
  holidays: z.strictObject({ version: z.string(), from: z.string(), to: z.string() }).nullable(),
  maintenance: z.strictObject({ leadTimeMs: ms, allowanceMs: ms.nullable(), yearFrom: z.string() }),
  ownClock: z.string().nullable(),
})

export const report: z.ZodType<reports.Report> = z.strictObject({
  format: z.literal('kijun-report/1'),
  service: z.strictObject({
    id: z.string(),
    name: z.string(),
    pattern: z.int().min(1).max(6),
    timezone: z.string(),
  }),
  customer: z
    .strictObject({ id: z.string(), name: z.string(), language: z.enum(LANGUAGES), timezone: z.string() })
    .exactOptional(),
  month: z.string(),
  from: instant,
  to: instant,
  status: z.enum(['provisional', 'closed']),
  asOf: instant,
  edition: z.strictObject({ id: z.string(), title: z.strictObject({ ja: z.string(), en: z.string() }) }),
  verdicts: z.array(guidelineRow),
  classification,
  settings,
  measurement,
  lateResults: count,
  notices: z.strictObject({
    incidents: z.array(incident),
    totals: z.record(z.string(), z.record(states, count)),
  }),
  withdrawals: z.array(
    z.strictObject({
      proposal: z.string(),
      kind: z.string(),
      subject: z.string(),
      reason: z.string(),
      state: z.string(),
      proposedAt: instant,
      decidedAt: instant.nullable(),
    }),
  ),
  ledger: z.strictObject({
    seal: z.strictObject({ seq: count, hash: z.string(), at: instant }).nullable(),
    entries: z.array(
      z.strictObject({
        seq: count,
        kind: z.string(),
        subject: z.string(),
        at: instant,
        hash: z.string(),
      }),
    ),
    entriesOmitted: count,
  }),
})
