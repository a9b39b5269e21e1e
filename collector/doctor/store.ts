/** Whether the store answers, is whole, and which agents it has heard of. */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { formatDuration } from '../../rules/time/duration.ts'
import { SILENT_MS } from '../http/present/agent.ts'
import { OWN_VANTAGE } from '../local-agent.ts'
import { withoutSecrets } from '../log.ts'
import type { Service, Settings } from '../model.ts'
import { type Examined, examinePostgres, examineSqlite, type KnownAgent } from '../store/examine.ts'
import { codeOf, type Finding, findingsOf, saidBy } from './finding.ts'

const { ok, note, todo } = findingsOf('store')
const agents = findingsOf('agents')
/** Larger files are not read whole, bytes. */
const QUICK_BYTES = 2 * 1024 ** 3
/** The clocks of collector and store server should not differ by more, milliseconds. */
const CLOCKS_MS = 1_000
/** Lines told of agents at most. */
const TOLD = 20

export async function examineStore(
  a: Pick<Settings, 'data' | 'postgres'> & { services: Service[]; running: boolean; now: () => number },
): Promise<Finding[]> {
  const { findings, known } = a.postgres === null ? await embedded(a.data) : await server(a.postgres, a.now)
  return known === null ? findings : [...findings, ...examineAgents(a.services, known, a.running, a.now())]
}

interface Looked {
  findings: Finding[]
  known: KnownAgent[] | null
}

async function embedded(data: string): Promise<Looked> {
  const file = join(data, 'kijun.db')
  let size: number
  try {
    ;({ size } = await stat(file))
  } catch (error) {
    if (codeOf(error) === 'ENOENT')
      return { findings: [ok('the embedded store is made at the first start')], known: [] }
    return { findings: [todo(`${saidBy(error)}: run as the collector's user`)], known: null }
  }
  try {
    const quick = size <= QUICK_BYTES
    const seen = examineSqlite(file, quick)
    if (seen.damage !== null)
      return {
        findings: [
          todo(`${file} is damaged (${seen.damage}): stop the collector and restore it from a backup`),
        ],
        known: null,
      }
    const checked = quick ? 'quick check passed' : 'too large for a quick check here'
    return { findings: [ok(`${seen.engine}, ${checked}`), ...migrated(seen)], known: seen.agents }
  } catch (error) {
    return {
      findings: [
        todo(
          `${file} cannot be read (${saidBy(error)}): restore it from a backup, or run as the collector's user`,
        ),
      ],
      known: null,
    }
  }
}

function migrated({ migrations }: Examined): Finding[] {
  if (migrations === 'newer')
    return [todo('the store was written by a newer kijun: run that one, or a newer')]
  if (migrations === 'fewer') return [note('the next start will migrate the store: have a backup')]
  return migrations === 'none' ? [note('the store is empty; the next start makes its tables')] : []
}

/** What PostgreSQL's refusals mean to who configured it. */
const REFUSALS: Record<string, string> = {
  '28P01': 'the password is wrong: correct storePassword',
  '28000': 'the server admits no such login: see its pg_hba.conf',
  '3D000': 'there is no such database: make it (createdb)',
  '42501': 'the user lacks a right: grant it the database',
  ECONNREFUSED: 'nothing listens there: start PostgreSQL, or correct store:',
  ENOENT: 'there is no such socket: start PostgreSQL, or correct store:',
  ENOTFOUND: 'the name has no address: correct store:, or DNS',
}

async function server(url: string, now: () => number): Promise<Looked> {
  const place = new URL(url).host
  try {
    const seen = await examinePostgres(url, now)
    const findings = [ok(`${seen.engine} on ${place}, logged in`), ...migrated(seen)]
    const { aheadMs, encoding } = seen.server ?? { aheadMs: 0, encoding: 'UTF8' }
    if (encoding !== 'UTF8')
      findings.push(todo(`the database is encoded in ${encoding}: make one with encoding UTF8`))
    findings.push(
      Math.abs(aheadMs) > CLOCKS_MS
        ? todo(`the server's clock is ${aheadMs} ms ahead of this one's: synchronise both (chrony)`)
        : ok(`the server's clock agrees (${aheadMs} ms)`),
    )
    return { findings, known: seen.agents ?? [] }
  } catch (error) {
    const why = REFUSALS[codeOf(error)] ?? 'is the way to it open?'
    return {
      findings: [todo(`PostgreSQL on ${place}: ${withoutSecrets(saidBy(error))}: ${why}`)],
      known: null,
    }
  }
}

/** Agents that checks name and that never were, or no longer are, there. */
function examineAgents(services: Service[], known: KnownAgent[], running: boolean, now: number): Finding[] {
  const named = Map.groupBy(
    services.flatMap(({ components }) => components.flatMap(({ checks }) => checks)),
    ({ agent }) => agent,
  )
  const findings: Finding[] = []
  let well = 0
  for (const [name, { length }] of named) {
    const agent = known.find((one) => one.name === name)
    const tell = running ? agents.todo : agents.note
    const checks = `${length} check${length === 1 ? '' : 's'}`
    if (!agent && name === OWN_VANTAGE)
      findings.push(
        tell(
          running
            ? `${name} is given ${checks} and was not issued yet: reload the collector (SIGHUP), which issues it by itself`
            : `${name} is given ${checks}: the next start issues it by itself`,
        ),
      )
    else if (!agent)
      findings.push(
        tell(
          `${name} is given ${checks} and was never issued: issue it a token (POST /api/v1/agents), or correct its name; with --local-agent that of this host is issued by itself`,
        ),
      )
    else if (agent.revokedAt !== null)
      findings.push(
        agents.todo(`${name} is given ${checks} and was revoked: issue it anew, or take its checks away`),
      )
    else if (agent.lastSeenAt === null)
      findings.push(tell(`${name} was never heard: run kijun-agent doctor on its host`))
    else if (running && now - agent.lastSeenAt > SILENT_MS)
      findings.push(
        agents.todo(
          `${name} is silent for ${formatDuration(Math.floor((now - agent.lastSeenAt) / 1000) * 1000, 'en')}: run kijun-agent doctor on its host`,
        ),
      )
    else well += 1
  }
  const rest = findings.length - TOLD
  const told = findings.slice(0, TOLD)
  if (rest > 0)
    told.push({ subject: 'agents', state: running ? 'do' : 'note', text: `and ${rest} more agents` })
  return well > 0
    ? [agents.ok(`${well} of ${named.size} agents are ${running ? 'heard' : 'known'}`), ...told]
    : told
}
