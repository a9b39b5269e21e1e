/** A fleet for benches: hosts with their checks as one configuration, and an agent of the store for each. */
import { randomBytes, randomUUID } from 'node:crypto'
import { tokenDigest } from '../../collector/operators/token.ts'
import { openStore } from '../../collector/store/open.ts'

export interface Fleet {
  hosts: number
  /** Of each host. */
  checks: number
  /** How often each of them runs, seconds. */
  every: number
  /** Hosts of one service. */
  perService: number
}

export interface FleetAgent {
  id: string
  name: string
  token: string
  checks: string[]
}

const PURPOSES = ['liveness', 'fault', 'fault', 'performance'] as const
const padded = (n: number, width: number) => String(n).padStart(width, '0')
const serviceName = (fleet: Fleet, host: number) => `s${padded(Math.floor(host / fleet.perService), 4)}`
const hostName = (host: number) => `h${padded(host, 5)}`
const checkName = (check: number) => `c${padded(check, 3)}`

/** The configuration of a collector that the fleet hands in to; `settings` are its own lines. */
export function configurationOf(fleet: Fleet, settings: string): string {
  const hosts = Array.from(
    { length: fleet.hosts },
    (_, n) => `  - { name: ${hostName(n)}, address: 10.0.0.1, labels: { system: ${serviceName(fleet, n)} } }`,
  )
  const checks = Array.from({ length: fleet.checks }, (_, n) => {
    const purpose = PURPOSES[n % PURPOSES.length]
    return `      - { id: ${checkName(n)}, purpose: ${purpose}, type: tcp, target: "{address}:80", every: ${fleet.every}s }`
  })
  const services = Array.from({ length: Math.ceil(fleet.hosts / fleet.perService) }, (_, n) => {
    const people = `users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp]`
    return `  - { id: s${padded(n, 4)}, name: service ${n}, pattern: 1, contacts: { ${people} } }`
  })
  return `${settings}
hosts:
${hosts.join('\n')}
templates:
  all:
    checks:
${checks.join('\n')}
profiles:
  - { id: all, match: all, service: "{label.system}", component: { id: "{host}", kind: server }, use: [{ template: all }] }
services:
${services.join('\n')}
`
}

/** Makes the store and issues every agent of the fleet, before the collector is started. */
export async function issueFleet(
  fleet: Fleet,
  place: { data: string; postgres: string | null },
  now: number,
): Promise<FleetAgent[]> {
  const store = await openStore(place)
  await store.openInstance({ uuid: randomUUID(), digestKey: randomBytes(32), now })
  const agents: FleetAgent[] = []
  for (let host = 0; host < fleet.hosts; host += 1) {
    const name = hostName(host)
    const token = randomBytes(32).toString('base64url')
    const checks = Array.from(
      { length: fleet.checks },
      (_, n) => `${serviceName(fleet, host)}/${name}/${checkName(n)}`,
    )
    agents.push({ id: '', name, token, checks })
  }
  for (let at = 0; at < agents.length; at += 100)
    await Promise.all(
      agents.slice(at, at + 100).map(async (agent) => {
        const credential = { credentialId: randomUUID(), tokenDigest: tokenDigest(agent.token) }
        const by = { actor: 'system', now, ledgerId: randomUUID() }
        const issued = await store.issueAgent({ id: randomUUID(), name: agent.name, ...credential, ...by })
        agent.id = issued.id
      }),
    )
  await store.close()
  return agents
}

/** Results of one stored batch, and how long ago the newest of what is stored beforehand is. */
const STORED_BATCH = 500
const STORED_BEFORE_MS = 3 * 86_400_000

/**
 * Puts about `count` results into the store that are older than what the bench sends. They belong to no partition:
 * evaluation has nothing to do with them, and what is measured is how the store does with so many rows.
 */
export async function storeBeforehand(
  agents: readonly FleetAgent[],
  count: number,
  place: { data: string; postgres: string | null },
  now: number,
): Promise<void> {
  const store = await openStore(place)
  const epoch = randomUUID()
  for (let stored = 0, round = 0; stored < count; round += 1) {
    const latestAt = now - STORED_BEFORE_MS - round * 60_000
    const first = round * STORED_BATCH + 1
    const times = { receivedAt: latestAt + 1000, earliestAt: latestAt - 600_000, latestAt, partitions: [] }
    const base = { seq: first, mono: 0, wall: times.earliestAt, offset: 0, uncertainty: 1 }
    const wanted = agents.slice(0, Math.ceil((count - stored) / STORED_BATCH))
    for (let at = 0; at < wanted.length; at += 200)
      await Promise.all(
        wanted.slice(at, at + 200).map(({ id, checks }) => {
          const items = Array.from({ length: STORED_BATCH }, (_, i) => {
            const values = { connect_ms: 1.25 + (i % 7), total_ms: 12.5 + (i % 11), status: 200 }
            const started = i * 1200
            return {
              ...{ kind: 'result', seq: first + i, check: checks[i % checks.length], revision: 1 },
              ...{ planned: started, started, finished: started + 12, outcome: 'ok', attempt: 0, values },
            }
          })
          const encoded = JSON.stringify({ base, items })
          const ranges: [number, number][] = [[first, first + STORED_BATCH - 1]]
          const head = { agentId: id, epoch, ...times }
          return store.ingest({ batches: [{ ...head, encoded, ranges, count: STORED_BATCH }] })
        }),
      )
    stored += wanted.length * STORED_BATCH
  }
  await store.close()
}
