import type { Interpretation } from '../../rules/guideline/interpretation.ts'
import { EDITION, intervalItemOf, itemById, NOTICE_ITEM } from '../../rules/guideline/items.ts'
import { limitMsOf } from '../../rules/guideline/value.ts'
import { formatDuration, parseDuration } from '../../rules/time/duration.ts'
import { CHECK_TYPES, type CheckTypeInfo } from '../../rules/wire/check-types.generated.js'
import type { ComponentKind, IncidentKind, Pattern, Purpose } from '../../rules/words.ts'
import type { Check } from '../model.ts'
import { CREDENTIAL } from './credentials.ts'
import { readDuration, showDuration } from './durations.ts'
import { didYouMean, type Findings } from './findings.ts'
import { readId } from './ids.ts'
import { type Promised, promisedBy } from './promised.ts'
import { isMapping, kindOf, readShape, shown, unknownKey } from './read.ts'
import { checkShape, confirmShape } from './shape.ts'
import { readSlowdown } from './slowdown.ts'
import type { Path, Source } from './source.ts'
import { namesOf, readCheckVantages, tellTooLong } from './vantages.ts'

/** What a check is read with: where it stands, and what its service says. */
export interface CheckContext {
  source: Source
  findings: Findings
  service: string
  component: string
  /** Of the component, the one on its own host first; empty where they could not be read. */
  vantages: readonly string[]
  /** Undefined where it could not be read. */
  kind: ComponentKind | undefined
  pattern: Pattern
  /** By item the strictest that anybody was promised. */
  values: Promised
  interpretation: Interpretation
  /** Whether the service may go on without a component that stops. */
  redundant: boolean
  /** Of the service; a check's own comes before it. */
  confirm: { failures?: number | undefined; everyMs?: number | undefined }
}

/** Design, "Bad input": a check may be planned at up to this share of the value in force. */
const PLANNED_SHARE = 0.9
const SHORTEST_MS = 1000
const DEFAULT_TIMEOUT_MS = 10_000
const DEFAULT_CONFIRM = { failures: 3, everyMs: 10_000 }

/** What a confirmed failure of a check of this purpose becomes, of a component of the provider's own. */
const KIND_OF: Partial<Record<Purpose, IncidentKind>> = {
  liveness: 'outage',
  fault: 'fault',
  performance: 'slowdown',
}

/** One check, or one for each vantage that does it. */
export function readCheck(raw: unknown, path: Path, context: CheckContext): Check[] {
  const { source, findings } = context
  const typeName = isMapping(raw) && typeof raw.type === 'string' ? raw.type : null
  const type = typeName !== null && Object.hasOwn(CHECK_TYPES, typeName) ? CHECK_TYPES[typeName] : undefined
  // Which keys an unknown type has nobody knows.
  const alsoKnown = type ? keysOf(type.schema) : isMapping(raw) ? Object.keys(raw) : []
  const valid = readShape(checkShape, raw, source, path, findings, {
    alsoKnown,
    nested: ['confirm', 'slowdown'],
  })
  if (!valid || !isMapping(raw)) return []
  if (typeName !== null && !type) {
    const known = Object.keys(CHECK_TYPES)
    const hint = didYouMean(typeName, known) || `; known are ${known.join(', ')}`
    findings.error(
      source.at([...path, 'type']),
      'unknown-check-type',
      `${shown(typeName)} is no type of check${hint}`,
    )
  }
  const config = Object.fromEntries(
    alsoKnown.filter((key) => Object.hasOwn(raw, key)).map((key) => [key, raw[key]]),
  )
  if (type) readTypeKeys(type, config, path, context)
  warnOfCredentials(config, path, context)

  const id = readId(valid.id, source, [...path, 'id'], findings)
  const times = readTimes(raw, valid, path, context)
  if (valid.purpose === 'time-sync') checkOffset(config.maxOffset, path, context)
  if (valid.purpose && times) checkAgainstGuideline(valid.purpose, times, path, context)
  const slowdown =
    'slowdown' in raw ? readSlowdown(raw.slowdown, { ...valid, times, type }, path, context) : null
  const agents = readCheckVantages(valid.vantages, type?.runs ?? 'network', path, context)
  if (id === undefined || !type || typeName === null || !valid.purpose || !times) return []
  const { service, component } = context
  const check = {
    ...{ id, service, component, purpose: valid.purpose },
    ...times,
    ...(slowdown && { slowdown }),
    ...{ type: typeName, config, target: type.target(config) },
  }
  const named = namesOf(`${service}/${component}/${id}`, agents)
  tellTooLong(
    named.map((one) => one.check),
    path,
    context,
  )
  return named.map((one) => ({ ...check, ...one }))
}

/** A check's own keys are part of the revision, which is stored in clear and handed to the agent. */
function warnOfCredentials(config: Record<string, unknown>, path: Path, context: CheckContext): void {
  const { headers } = config
  if (!isMapping(headers)) return
  for (const name of Object.keys(headers).filter((one) => CREDENTIAL.test(one)))
    context.findings.warn(
      context.source.at([...path, 'headers', name]),
      'secret-in-check',
      `the value of ${name} is stored in clear with the revision and known to the agent's host: use a credential that opens nothing but this check`,
    )
}

function keysOf(schema: Record<string, unknown> | undefined): string[] {
  return isMapping(schema?.properties) ? Object.keys(schema.properties) : []
}

/** The check type's own keys, by its generated validator. */
function readTypeKeys(
  type: CheckTypeInfo,
  config: Record<string, unknown>,
  path: Path,
  { source, findings }: CheckContext,
): void {
  for (const { path: pointer, message } of type.validate(config)) {
    const inside = pointer
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part))
    const at = [...path, ...inside]
    const key = at.at(-1)
    const lacking = /^lacks (\S+)$/.exec(message)
    if (lacking) findings.error(source.at(at), 'missing-key', `${lacking[1]} is missing`)
    else if (message === 'is not known here') {
      unknownKey(
        String(key),
        keysOf(schemaAt(type.schema, inside.slice(0, -1))),
        source,
        at.slice(0, -1),
        findings,
      )
    } else findings.error(source.at(at), 'bad-check', `${inside.length > 0 ? `${key} ` : ''}${message}`)
  }
}

function schemaAt(schema: Record<string, unknown>, path: Path): Record<string, unknown> | undefined {
  return path.reduce<Record<string, unknown> | undefined>((here, part) => {
    const next = isMapping(here?.properties) ? here.properties[part] : undefined
    return isMapping(next) ? next : undefined
  }, schema)
}

interface Times {
  everyMs: number
  timeoutMs: number
  confirm: { failures: number; everyMs: number }
}

function readTimes(
  raw: Record<string, unknown>,
  valid: { every?: string | undefined; timeout?: string | undefined },
  path: Path,
  context: CheckContext,
): Times | null {
  const { source, findings } = context
  const everyMs = readDuration(valid.every, source, [...path, 'every'], findings)
  const timeoutMs = readDuration(valid.timeout, source, [...path, 'timeout'], findings)
  const own = 'confirm' in raw ? readConfirm(raw.confirm, source, [...path, 'confirm'], findings) : {}
  if (everyMs === undefined) return null
  if (everyMs < SHORTEST_MS) {
    findings.error(source.at([...path, 'every']), 'interval-too-short', 'an interval is at least 1s')
    return null
  }
  if (timeoutMs !== undefined && timeoutMs > everyMs) {
    const message = `the time-out must not be longer than the interval of ${showDuration(everyMs)}: a second run would begin before it`
    findings.error(source.at([...path, 'timeout']), 'bad-timeout', message)
  }
  if (own.everyMs !== undefined && own.everyMs > everyMs) {
    const message = `a repetition must not come later than the next planned run, ${showDuration(everyMs)}`
    findings.error(source.at([...path, 'confirm', 'every']), 'bad-confirm', message)
  }
  return {
    everyMs,
    timeoutMs: timeoutMs ?? Math.min(DEFAULT_TIMEOUT_MS, everyMs),
    confirm: {
      failures: own.failures ?? context.confirm.failures ?? DEFAULT_CONFIRM.failures,
      everyMs: own.everyMs ?? Math.min(context.confirm.everyMs ?? DEFAULT_CONFIRM.everyMs, everyMs),
    },
  }
}

/** `confirm` of a check or of a service; what it leaves out is undefined. */
export function readConfirm(
  raw: unknown,
  source: Source,
  path: Path,
  findings: Findings,
): CheckContext['confirm'] {
  if (!isMapping(raw)) {
    findings.error(
      source.at(path),
      'wrong-type',
      `{ failures: N, every: 10s } belongs here, not ${kindOf(raw)}`,
    )
    return {}
  }
  const valid = readShape(confirmShape, raw, source, path, findings)
  const everyMs = readDuration(valid?.every, source, [...path, 'every'], findings)
  if (everyMs !== undefined && everyMs < SHORTEST_MS) {
    findings.error(source.at([...path, 'every']), 'bad-confirm', 'repetitions are at least 1s apart')
  }
  return { failures: valid?.failures, everyMs }
}

/** Whether interval and confirmation can keep the values in force (design, rule 10). */
function checkAgainstGuideline(purpose: Purpose, times: Times, path: Path, context: CheckContext): void {
  const { source, findings, pattern, values } = context
  const intervalItem = intervalItemOf({ purpose, external: context.kind === 'external-network' })
  const interval = intervalItem === null ? undefined : values[intervalItem]
  if (intervalItem !== null && interval) {
    const longest =
      Math.floor(((limitMsOf(interval) ?? Number.POSITIVE_INFINITY) * PLANNED_SHARE) / 1000) * 1000
    if (times.everyMs > longest) {
      const possible =
        longest < SHORTEST_MS
          ? 'no check can, since an interval is at least 1s'
          : `at most ${showDuration(longest)}, 90 % of it`
      const message = `${showDuration(times.everyMs)} cannot keep ${inForce(intervalItem, values, pattern)}: ${possible}`
      findings.error(source.at([...path, 'every']), 'interval-too-long', message)
    }
  }
  const kind = incidentKindOf(purpose, context.kind)
  const noticeItem = kind && noticeItemOf(kind, context)
  const notice = noticeItem && values[noticeItem]
  if (!notice) return
  const limit = limitMsOf(notice) ?? Number.POSITIVE_INFINITY
  const confirmation = (times.confirm.failures - 1) * times.confirm.everyMs + times.timeoutMs
  const told = `it should be told within ${inForce(noticeItem, values, pattern)}`
  const { firstNoticeFrom, externalNetworkFrom } = context.interpretation
  const [counted, early] =
    kind === 'external-network'
      ? [`externalNetworkFrom: ${externalNetworkFrom}`, externalNetworkFrom === 'occurrence']
      : [`firstNoticeFrom: ${firstNoticeFrom}`, firstNoticeFrom === 'first-failed']
  const confirmed = `${times.confirm.failures} failures ${showDuration(times.confirm.everyMs)} apart confirm a failure after up to ${formatDuration(confirmation, 'en')}`
  if (confirmation >= limit) {
    const message = `${confirmed}, and ${told}`
    findings.error(source.at([...path, 'confirm']), 'confirmation-too-slow', message)
  } else if (early && confirmation > limit * PLANNED_SHARE) {
    const message = `${confirmed}, and ${told}, counted from the first failed check (${counted}): at most 90 % of it may pass before anybody can be told`
    findings.error(source.at([...path, 'confirm']), 'confirmation-too-slow', message)
  } else if (times.everyMs + confirmation >= limit) {
    const message = `a failure may be found up to ${formatDuration(times.everyMs + confirmation, 'en')} after it began; ${told} of being found`
    findings.warn(source.at([...path, 'every']), 'detection-slow', message)
  }
}

/** A stop that the service can do without is a fault first: the shorter of both limits must be kept. */
function noticeItemOf(
  kind: IncidentKind,
  { values, redundant }: Pick<CheckContext, 'values' | 'redundant'>,
): string | undefined {
  const kinds: IncidentKind[] = kind === 'outage' && redundant ? ['outage', 'fault'] : [kind]
  const items = kinds.flatMap((one) => NOTICE_ITEM[one] ?? [])
  const limitOf = (item: string) => limitMsOf(values[item]) ?? Number.POSITIVE_INFINITY
  return items.toSorted((a, b) => limitOf(a) - limitOf(b))[0]
}

/** III.3.2.5 is about components outside: their failures are told to their manager, slow answers like any other. */
function incidentKindOf(purpose: Purpose, component: ComponentKind | undefined): IncidentKind | undefined {
  const kind = KIND_OF[purpose]
  return component === 'external-network' && kind !== undefined && kind !== 'slowdown' ? component : kind
}

/** A check that accepts more than the largest offset in force finds no clock that breaks it (III.1.1.5 BP iv). */
function checkOffset(maxOffset: unknown, path: Path, context: CheckContext): void {
  const { source, findings, pattern, values } = context
  const item = EDITION.measures.timeSyncOffset
  const critical = isMapping(maxOffset) ? maxOffset.critical : maxOffset
  const accepted = typeof critical === 'string' ? parseDuration(critical) : null
  const limit = limitMsOf(values[item])
  if (accepted === null || limit === null || accepted <= limit) return
  const message = `a clock that is ${showDuration(accepted)} off would pass, and ${inForce(item, values, pattern)} is in force`
  findings.error(source.at([...path, 'maxOffset']), 'offset-too-large', message)
}

/** `the 5m of III.1.1.1.a (1回以上/5分, pattern 1)`, or the own value with where it is from. */
function inForce(id: string, values: Promised, pattern: Pattern): string {
  const text = itemById(id)?.values[pattern].text ?? ''
  const whose = promisedBy(values[id])
  const origin = whose === null ? text : `${whose}; reference value ${text}`
  return `the ${showDuration(limitMsOf(values[id]) ?? 0)} of ${id} (${origin}, pattern ${pattern})`
}
