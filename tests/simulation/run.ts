/** Runs a plan to its end: faults as planned, then everything heals, the backlog drains, and what came of it is written down. */
import { createHash } from 'node:crypto'
import { verifyLedger } from '../../collector/ledger/verify.ts'
import { readEnd } from '../invariants/end.ts'
import { FORMAT, type History } from '../invariants/history.ts'
import { commandOf } from './command.ts'
import { scheduleFaults, startAll } from './faults.ts'
import type { Plan } from './plan.ts'
import type { RunOptions } from './planted.ts'
import { makeRandom } from './random.ts'
import { seedBuiltins } from './seeded-builtins.ts'
import { makeWorld, type World } from './world.ts'

const DAY = 86_400_000
/** After the last fault: an outage that was not over ends, notices reach their last attempts. */
const QUIESCE_MS = 30 * 60_000

export interface Ran {
  history: History
  /** SHA-256 over the history. */
  digest: string
  events: number
  /** CPU of the run and of writing its history down, milliseconds. */
  cpuMs: { run: number; record: number }
  spent: World['memory']['spent']
  log: Record<string, number>
}

const cpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** One at a time in a process. */
export async function runPlan(plan: Plan, options: RunOptions = {}): Promise<Ran> {
  const begun = cpu()
  const restore = seedBuiltins(makeRandom(plan.seed, 'builtins'))
  try {
    const world = await makeWorld(plan, options)
    const healAt = world.startAt + plan.days * DAY
    const endAt = healAt + (options.quiesceMs ?? QUIESCE_MS)
    startAll(world)
    scheduleFaults(world, healAt)
    await world.timeline.runUntil(endAt)
    const ran = cpu()
    const history = await historyOf(world, endAt)
    const digest = createHash('sha256').update(JSON.stringify(history)).digest('hex')
    return {
      ...{ history, digest, events: world.timeline.happened(), spent: world.memory.spent },
      cpuMs: { run: ran - begun, record: cpu() - ran },
      log: world.logbook.counts(),
    }
  } finally {
    restore()
  }
}

async function historyOf(world: World, endAt: number): Promise<History> {
  const { plan, startAt, hosts, collectors, revision, contacts, memory } = world
  const { store } = memory
  const records = hosts.map(({ record, disk }) => record.history(disk))
  const services = revision.services.map(({ id }) => id)
  const figures = services.map((service) => ({ service, from: startAt, to: startAt + plan.days * DAY }))
  const end = await readEnd(store, { at: endAt, now: endAt, figures })
  const verified = await verifyLedger(store)
  // Where nothing happens to them, programs have nothing to complain of.
  const isFaulty = plan.asked.length > 0
  const errors = (isFaulty ? [] : world.logbook.errors()).map(({ who, at, text, detail }) => ({
    at,
    who,
    why: `${text}: ${detail}`,
  }))
  return {
    format: FORMAT,
    replay: commandOf(plan),
    world: {
      ...{ from: startAt, to: endAt },
      agents: hosts.map(({ agentId: id, name }) => ({ id, name })),
      revisions: [{ at: startAt, revision, contacts }],
      targets: world.truth.targets(),
      executed: records.flatMap(({ executed }) => executed),
      clocks: [...hosts, ...collectors].map(({ machine }) => machine.history()),
      acknowledged: records.flatMap(({ acknowledged }) => acknowledged ?? []),
      spooled: records.flatMap(({ spooled }) => spooled ?? []),
      gaveUp: records.flatMap(({ gaveUp }) => gaveUp ?? []),
      refused: records.flatMap(({ refused }) => refused ?? []),
      unwritten: records.flatMap(({ unwritten }) => unwritten ?? []),
      faults: world.suffered,
      mail: world.mail.answers(),
      died: [...records.flatMap(({ died }) => died ?? []), ...errors],
    },
    end: { ...end, ledgerProblems: verified.findings.map(({ code, message }) => `${code}: ${message}`) },
  }
}
