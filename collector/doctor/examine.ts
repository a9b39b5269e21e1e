/** Everything that the doctor looks at, in the order that it is told. Safe beside a running collector: it changes nothing. */
import type { Loaded } from '../model.ts'
import { examineClock, examineTimeServers } from './clock.ts'
import { examineData } from './data.ts'
import { type Finding, findingsOf } from './finding.ts'
import { examineListen } from './listen.ts'
import { examineMail } from './mail.ts'
import { descriptorLimit } from './proc.ts'
import { examineStore } from './store.ts'

/** What a collector needs beside its agents, and for each of them: a batch, a question for runs, one to spare. */
const DESCRIPTORS = { own: 256, perAgent: 3 }

export interface DoctorOptions {
  /** Unix ms. */
  now: () => number
  /** Of this process; null where the system has none. */
  uid: number | null
  node: string
}

export async function examine(loaded: Loaded, { now, uid, node }: DoctorOptions): Promise<Finding[]> {
  const { settings, services } = loaded
  const { findings, running } = await examineData(settings.data, uid, settings.postgres === null)
  const [listen, store, mail, clock, servers, limit] = await Promise.all([
    examineListen(settings, running, now()),
    examineStore({ ...settings, services, running: running !== null, now }),
    examineMail(settings.mail),
    examineClock(),
    examineTimeServers(services, settings.ownClock, now),
    descriptors(loaded),
  ])
  const nodes = findingsOf('node')
  return [nodes.ok(`Node ${node}`), ...limit, ...findings, ...store, ...listen, ...mail, clock, ...servers]
}

async function descriptors({ services }: Loaded): Promise<Finding[]> {
  const { ok, todo } = findingsOf('descriptors')
  const agents = new Set(
    services.flatMap(({ components }) =>
      components.flatMap(({ checks }) => checks.map(({ agent }) => agent)),
    ),
  )
  const needed = DESCRIPTORS.own + DESCRIPTORS.perAgent * agents.size
  const limit = await descriptorLimit()
  if (limit === null) return []
  return limit < needed
    ? [
        todo(
          `this user may open ${limit} files and sockets, ${agents.size} agents need ${needed}: raise it (LimitNOFILE= of the unit, ulimit -n)`,
        ),
      ]
    : [ok(`${limit === Number.POSITIVE_INFINITY ? 'any number of' : limit} files and sockets may be open`)]
}
