/** Runs a plan to its end: faults as planned, then everything heals, the backlog drains, and what came of it is written down. */
import { createHash } from 'node:crypto'
import { verifyLedger } from '../../collector/ledger/verify.ts'
import { WINDOW } from '../../rules/detection/fold.ts'
import { readEnd } from '../invariants/end.ts'
import { FORMAT, type History } from '../invariants/history.ts'
import { sectionsByOrder } from '../invariants/orders.ts'
import { makeRandom } from '../support/random.ts'
import { commandOf } from './command.ts'
import { scheduleFaults, startAll, startOf } from './faults.ts'
import { observedIn } from './observed.ts'
import type { Plan } from './plan.ts'
import type { RunOptions } from './planted.ts'
import { replayed } from './replay.ts'
import { seedBuiltins } from './seeded-builtins.ts'
import { type Host, makeWorld, type World } from './world.ts'

const DAY = 86_400_000
/** After the last fault: an outage that was not over ends, notices reach their last attempts. */
const QUIESCE_MS = 30 * 60_000
/** Services that are measured in several orders of arrival. */
const MEASURED = 2
/** Results of a world that is evaluated once more in other orders, at most; of a check, what can be put in order. */
const REPLAYED = 5_000

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
  const seeded = seedBuiltins(makeRandom(plan.seed, 'builtins'))
  try {
    const world = await makeWorld(plan, seeded.turn, options)
    const healAt = world.startAt + plan.days * DAY
    const endAt = healAt + (options.quiesceMs ?? QUIESCE_MS)
    startAll(world)
    scheduleFaults(world, healAt)
    await world.timeline.runUntil(endAt)
    const ran = cpu()
    const history = await historyOf(world, endAt, seeded.turn)
    await world.memory.store.close()
    const digest = createHash('sha256').update(JSON.stringify(history)).digest('hex')
    return {
      ...{ history, digest, events: world.timeline.happened(), spent: world.memory.spent },
      cpuMs: { run: ran - begun, record: cpu() - ran },
      log: world.logbook.counts(),
    }
  } finally {
    seeded.restore()
  }
}

async function historyOf(world: World, endAt: number, turn: () => boolean): Promise<History> {
  const { plan, startAt, hosts, collectors, revision, contacts, memory } = world
  const { store } = memory
  const records = hosts.map(({ record, disk }) => record.history(disk))
  const services = revision.services.map(({ id }) => id)
  const figures = services.map((service) => ({ service, from: startAt, to: startAt + plan.days * DAY }))
  const end = await readEnd(store, { at: endAt, now: endAt, figures })
  const span = { from: startAt, to: startAt + plan.days * DAY, seed: plan.seed }
  const sections = []
  for (const service of services.slice(0, MEASURED))
    sections.push(await sectionsByOrder(store, { service, month: '2026-11', ...span }))
  const counts = records.flatMap(({ executed }) => executed.map(({ seq }) => seq.length))
  const isSmall = Math.max(...counts) < WINDOW && counts.reduce((sum, count) => sum + count, 0) <= REPLAYED
  // Its agents measured their clocks by one that was stepped: another one's truth is not to be had from them.
  const isTimed = !plan.faults.some((one) => one.kind === 'clock-step' && one.who.startsWith('collector'))
  const replay = {
    world,
    endAt,
    turn,
    period: { from: span.from, to: span.to },
    services: services.slice(0, MEASURED),
  }
  const reordered = isSmall && isTimed ? await replayed(replay) : []
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
      agents: hosts.map(({ agentId: id, name }, number) => ({
        ...{ id, name },
        ran: [{ from: startOf(world, number), to: endAt }],
      })),
      revisions: [{ at: startAt, revision, contacts }],
      targets: world.truth.targets(),
      executed: records.flatMap(({ executed }) => executed),
      clocks: [...hosts, ...collectors].map(({ machine }) => machine.history()),
      acknowledged: records.flatMap(({ acknowledged }) => acknowledged ?? []),
      spooled: records.flatMap(({ spooled }) => spooled ?? []),
      gaveUp: records.flatMap(({ gaveUp }) => gaveUp ?? []),
      reportsDamaged: records.flatMap(({ reportsDamaged }) => reportsDamaged ?? []),
      refused: records.flatMap(({ refused }) => refused ?? []),
      unwritten: records.flatMap(({ unwritten }) => unwritten ?? []),
      faults: world.suffered,
      mail: world.mail.answers(),
      died: [...records.flatMap(({ died }) => died ?? []), ...errors],
    },
    limits: observedIn(world, { stored: end.stored ?? [], endAt }),
    end: {
      ...end,
      ...{ sections, reordered },
      quarantined: hosts.flatMap(quarantinedBy),
      ledgerProblems: verified.findings.map(({ code, message }) => `${code}: ${message}`),
    },
  }
}

/** What an agent set aside, as its quarantine has it. */
function quarantinedBy({ name, agentId, disk }: Host): NonNullable<History['end']['quarantined']> {
  return disk.contents().flatMap(({ path, content }) =>
    path.includes('/quarantine.')
      ? content
          .toString('utf8')
          .split('\n')
          .filter((line) => line.includes('"damaged"'))
          .map((what) => ({ who: name, agentId, what: what.slice(0, 200), at: null }))
      : [],
  )
}
