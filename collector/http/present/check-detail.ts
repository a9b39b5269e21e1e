/** One check in full as the API gives it. Pure. */
import type { CheckDetail, RunAsked } from '../../../rules/api/monitored.ts'
import { executionGaps } from '../../../rules/detection/fold.ts'
import { parseDuration } from '../../../rules/duration.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import type { Check } from '../../model.ts'
import type { RunRequest } from '../../store/port-runs.ts'
import { type AboutCheck, checkSummary } from './check.ts'
import { instant, instantOrNull } from './instant.ts'

const DAY_MS = 86_400_000
/** Gaps told of one check; the newest count. */
const GAPS = 50

export function runAsked(request: RunRequest): RunAsked {
  const { check, agent, askedBy } = request
  return {
    ...{ check, agent, askedBy },
    askedAt: instant(request.askedAt),
    expiresAt: instant(request.expiresAt),
    takenAt: instantOrNull(request.takenAt),
  }
}

/** Which measured value is its response time, and what its configuration holds that to. */
function response({ type, config }: Check): { value: string | null; slowerThanMs: number | null } {
  const { slowerThan } = config
  return {
    value: CHECK_TYPES[type]?.responseValue ?? null,
    slowerThanMs: typeof slowerThan === 'string' ? parseDuration(slowerThan) : null,
  }
}

function of(about: AboutCheck, run: RunRequest | null, now: number): CheckDetail {
  const { service, check, state } = about
  const summary = checkSummary(about, now)
  const { value, slowerThanMs } = response(check)
  const all = state && summary.limitMs !== null ? executionGaps(state, summary.limitMs, now) : []
  const gaps = all.filter(({ toAt }) => toAt === null || toAt >= now - DAY_MS).slice(-GAPS)
  return {
    ...summary,
    serviceName: service.name,
    timezone: service.timezone,
    description: CHECK_TYPES[check.type]?.description ?? null,
    timeoutMs: check.timeoutMs,
    confirm: { failures: check.confirm.failures, everyMs: check.confirm.everyMs },
    nextAt: summary.last && instant(Date.parse(summary.last.startedAt) + check.everyMs),
    gaps: gaps.map(({ fromAt, toAt }) => ({ fromAt: instant(fromAt), toAt: instantOrNull(toAt) })),
    responseValue: value,
    slowerThanMs,
    run: run && runAsked(run),
  }
}

export const checkDetail = { of, response }
