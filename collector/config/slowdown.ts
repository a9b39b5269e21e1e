import { SLOWDOWN_DEFAULTS, type SlowdownRule } from '../../rules/performance/types.ts'
import type { CheckTypeInfo } from '../../rules/wire/check-types.generated.js'
import type { CheckContext } from './checks.ts'
import { readDuration, showDuration } from './durations.ts'
import { isMapping, readShape } from './read.ts'
import { slowdownShape } from './shape.ts'
import type { Path } from './source.ts'

/** Results that a window may span: beyond this, evaluation has folded the oldest away. */
const MOST_RESULTS = 200

/** The check that it stands in, as far as it could be read. */
interface Of {
  purpose?: string | undefined
  times: { everyMs: number; timeoutMs: number } | null
  type: CheckTypeInfo | undefined
}

/** `slowdown` of the check at `path`; null (with findings) where no window could be judged by it. */
export function readSlowdown(raw: unknown, of: Of, path: Path, context: CheckContext): SlowdownRule | null {
  const { source, findings } = context
  const at = [...path, 'slowdown']
  const before = findings.told()
  const tell = (message: string, ...below: string[]) =>
    findings.error(source.at([...at, ...below]), 'bad-slowdown', message)
  if (of.purpose !== undefined && of.purpose !== 'performance')
    findings.error(
      source.atKey(at),
      'bad-slowdown',
      `slowdown belongs to a check of purpose: performance, not of ${of.purpose}`,
    )
  if (of.type && of.type.responseValue === null)
    findings.error(source.atKey(at), 'bad-slowdown', 'this type of check measures no response time')
  const valid = readShape(slowdownShape, raw, source, at, findings)
  if (!valid || !isMapping(raw)) return null
  const windowMs = readDuration(valid.window, source, [...at, 'window'], findings)
  const limitMs = readDuration(valid.limit, source, [...at, 'limit'], findings)
  const { percentile = SLOWDOWN_DEFAULTS.percentile, minSamples = SLOWDOWN_DEFAULTS.minSamples } = valid
  if (!('limit' in raw) && !('deviation' in raw))
    tell('when it is slow is not said: write limit, deviation or both')
  if (of.times) {
    const { everyMs, timeoutMs } = of.times
    const results = windowMs === undefined ? null : Math.floor(windowMs / everyMs)
    const every = `every ${showDuration(everyMs)}`
    if (windowMs !== undefined && results !== null && results < minSamples) {
      const message = `${showDuration(windowMs)} hold ${results} results ${every}, and minSamples wants ${minSamples}: at least ${showDuration(minSamples * everyMs)}`
      tell(message, 'window')
    } else if (windowMs !== undefined && windowMs > MOST_RESULTS * everyMs) {
      const message = `${showDuration(windowMs)} hold ${results} results ${every}, and ${MOST_RESULTS} are looked at together: at most ${showDuration(MOST_RESULTS * everyMs)}`
      tell(message, 'window')
    }
    if (limitMs !== undefined && limitMs >= timeoutMs) {
      const message = `no answer takes longer than the time-out of ${showDuration(timeoutMs)}, so none is above ${showDuration(limitMs)}`
      tell(message, 'limit')
    }
  }
  if (findings.told() > before || windowMs === undefined) return null
  return { percentile, windowMs, limitMs: limitMs ?? null, deviation: valid.deviation ?? null, minSamples }
}
