/** `check-config --diff`: what a reload would change, in words. Reads the store and leaves it as it is. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { kindOfItem } from '../../rules/guideline/items.ts'
import type { ValueInForce } from '../../rules/guideline/value.ts'
import { showAmount } from '../config/amounts.ts'
import {
  type AgentChange,
  type Change,
  type ChangedCheck,
  type Changes,
  changesOf,
  type InForce,
} from '../config/changes.ts'
import type { Difference } from '../config/differences.ts'
import { showDuration } from '../config/durations.ts'
import type { Loaded } from '../model.ts'
import type { Store } from '../store/port.ts'
import { BAD_USAGE, DONE, type Io } from './command.ts'
import { valueText } from './explain.ts'

/** Settings of the collector itself are no part of a revision; timezone and language of its services are. */
const BY_RESTART =
  "listen, data, store, mail, ownClock and the collector's own timezone and language change by a restart"

/** Open incidents of one page of the store. */
const PAGE = 200

export async function diffConfig(loaded: Loaded, json: boolean, io: Io): Promise<number> {
  const read = await inForce(loaded, io)
  if ('refusal' in read) {
    io.err(`kijun-collector: ${read.refusal}`)
    return BAD_USAGE
  }
  const changes = changesOf(read, loaded)
  if (json) io.out(JSON.stringify(changes, null, 2))
  else for (const line of changeLines(changes)) io.out(line)
  const { data, postgres } = loaded.settings
  if (changes.revision === null && postgres === null)
    io.err(`looked for a store in ${data}; a relative data counts from the working directory`)
  return DONE
}

const NOTHING: InForce = { revision: null, contacts: [], incidents: [] }

async function inForce({ settings, contacts }: Loaded, io: Io): Promise<InForce | { refusal: string }> {
  const { data, postgres } = settings
  if (postgres === null && !existsSync(join(data, 'kijun.db'))) return NOTHING
  const [{ openStore }, { StoreError }, { plainRefusal }] = await Promise.all([
    import('../store/open.ts'),
    import('../store/port.ts'),
    import('./refusal.ts'),
  ])
  try {
    const store = await openStore({ data, postgres, log: io.log, readOnly: true })
    return await readInForce(store, contacts).finally(() => store.close())
  } catch (error) {
    if (error instanceof StoreError && error.because === 'no-store') return NOTHING
    const refusal = plainRefusal(error)
    if (refusal === null) throw error
    return { refusal }
  }
}

async function readInForce(store: Store, loaded: Loaded['contacts']): Promise<InForce> {
  const revision = await store.currentRevision()
  const contacts = await store.contactChanges({ contacts: loaded })
  const incidents: InForce['incidents'] = []
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<Store['incidents']>> = await store.incidents({
      state: 'open',
      limit: PAGE,
      cursor,
    })
    for (const { id, service, component, kind, firstFailedAt, checks } of page.items)
      incidents.push({ id, service, component, kind, firstFailedAt, checks })
    if (page.next === null) return { revision, contacts, incidents }
    cursor = page.next
  }
}

const SIGN: Record<Change, string> = { added: '+', removed: '-', changed: '~' }

/** Lines about what a reload would change. */
function changeLines(changes: Changes): string[] {
  const { revision, services, components, checks, values, contacts, agents, incidents } = changes
  const head =
    revision === null
      ? 'nothing runs yet: all of this would be new'
      : `against revision ${revision}, which is the newest`
  if (!changes.any) return [head, `a reload would change nothing (${BY_RESTART})`]
  return [
    head,
    ...part('services', services.flatMap(changedLines)),
    ...part('components', components.flatMap(changedLines)),
    ...part('checks', checks.flatMap(checkLines)),
    ...part(
      'values in force',
      values.map(({ service, customer, item, from, to }) => {
        const who = customer === null ? service : `${service}, customer ${customer}`
        return `~ ${who}: ${item}: ${inForceText(from, item)} -> ${inForceText(to, item)}`
      }),
    ),
    ...part(
      'contacts',
      contacts.map(({ service, customer, component, audience, from, to, added, removed }) => {
        const whose = [service, customer && `customer ${customer}`, component && `component ${component}`]
        return `~ ${whose.filter((text) => text !== '').join(', ')}: ${audience}: ${from} -> ${to} (${added} new, ${removed} gone)`
      }),
    ),
    ...part('agents', agents.map(agentLine)),
    ...part(
      'open incidents that end without a known recovery (monitoring-ended)',
      incidents.map(({ service, component, kind, firstFailedAt, id }) => {
        const since = new Date(firstFailedAt).toISOString().replace(/\.\d+Z$/, 'Z')
        return `! ${component === null ? service : `${service}/${component}`}: ${kind} since ${since} (${id})`
      }),
    ),
    '',
    revision === null
      ? 'this configuration can be started'
      : `these changes are possible: SIGHUP reloads (${BY_RESTART})`,
  ]
}

function part(title: string, lines: string[]): string[] {
  return lines.length > 0 ? ['', `${title}:`, ...lines.map((line) => `  ${line}`)] : []
}

function changedLines({ id, change, keys }: { id: string; change: Change; keys: Difference[] }): string[] {
  return [`${SIGN[change]} ${id}`, ...keys.map((one) => `    ${differenceText(one)}`)]
}

function checkLines(check: ChangedCheck): string[] {
  const { id, agent, renamedTo, change, keys } = check
  const renamed =
    renamedTo === undefined ? '' : `, now ${renamedTo}: a renamed check is a new one and begins anew`
  return changedLines({ id: `${id} (agent ${agent})${renamed}`, change, keys })
}

function differenceText(difference: Difference): string {
  const { key } = difference
  if (!('from' in difference) && !('to' in difference)) return `${key}: other than before`
  const text = (value: unknown) =>
    value === undefined ? 'none' : key.endsWith('Ms') ? showDuration(Number(value)) : valueText(value)
  return `${key.replace(/Ms$/, '')}: ${text(difference.from)} -> ${text(difference.to)}`
}

function inForceText(value: unknown, item: string): string {
  const { inForce, own, standing } = (value ?? { standing: 'unset' }) as ValueInForce
  if (standing === 'unset') return 'not set'
  const text = showAmount(inForce, kindOfItem(item))
  return own ? `${text} (${own.source}, ${standing})` : text
}

function agentLine({ agent, added, removed, changed, kept, ownNetwork }: AgentChange): string {
  const counts = [
    added.length > 0 ? `${added.length} begin` : null,
    removed.length > 0 ? `${removed.length} end` : null,
    changed.length > 0
      ? `${changed.length} changed in their cadence (a confirmation under way begins anew)`
      : null,
    kept > 0 ? `${kept} go on untouched` : null,
    ownNetwork ? 'its own network is told by other addresses' : null,
  ]
  return `${agent}: ${counts.filter((text) => text !== null).join(', ')}`
}
