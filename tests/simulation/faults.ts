/** Makes the planned faults happen in a world, and notes what of it was suffered when. */
import type { FaultKind, Fault as Suffered } from '../invariants/history.ts'
import { componentOf, type Fault, type FaultName, isOurs } from './plan.ts'
import type { Host, World } from './world.ts'

/** Beyond this a clock is wrong, as its check says. */
const CLOCK_LIMIT_MS = 1000
/** What a fault does when it comes, and when it is over. */
interface Effect {
  begin(): void
  end(): void
}

const KIND: Record<FaultName, FaultKind> = {
  'host-death': 'host-dead',
  flap: 'other',
  'agent-kill': 'agent-killed',
  'agent-power-loss': 'power-loss',
  'collector-kill': 'collector-killed',
  'collector-freeze': 'collector-frozen',
  partition: 'partition',
  delay: 'delay',
  duplicate: 'duplicate',
  reorder: 'reorder',
  'clock-step': 'clock-step',
  'clock-drift': 'clock-drift',
  'disk-full': 'disk-full',
  'disk-damage': 'damage',
  'mail-refuse': 'mail-refuses',
  'mail-cut': 'mail-cut',
}

/** What services do is no fault of ours; damage counts from when somebody reads it. */
const UNTOLD: ReadonlySet<FaultName> = new Set(['flap', 'disk-damage'])

/** Schedules everything of the plan. Each begins at its time and is over at its end, at the latest at `healAt`. */
export function scheduleFaults(world: World, healAt: number): void {
  const { timeline, startAt, plan, suffered } = world
  for (const fault of plan.faults) {
    const from = startAt + fault.at
    const to = Math.min(healAt, from + fault.forMs)
    const effect = effectOf(world, fault)
    timeline.at(from, () => {
      effect.begin()
      const { kind, who, how } = fault
      if (!isOurs(kind) || UNTOLD.has(kind)) return
      const note: Suffered = { kind: KIND[kind], who, from, to }
      if (how !== undefined) note.note = how
      suffered.push(note)
    })
    timeline.at(to, effect.end)
  }
}

function hostOf(world: World, name: string): Host {
  const host = world.hosts.find((one) => one.name === name)
  if (!host) throw new RangeError(`there is no host ${name}`)
  return host
}

function collectorOf(world: World, name: string) {
  const found = world.collectors.find((one) => one.name === name)
  if (!found) throw new RangeError(`there is no collector ${name}`)
  return found
}

/** By host: for how many reasons its agent is down; it runs again when there is none. */
const downs = new WeakMap<Host, number>()
function takeDown(host: Host): void {
  downs.set(host, (downs.get(host) ?? 0) + 1)
  host.agent.kill()
}
function bringUp(host: Host): void {
  downs.set(host, (downs.get(host) ?? 1) - 1)
  if (downs.get(host) === 0) host.agent.start()
}

const componentOn = (host: string) => componentOf(Number(host.slice(host.lastIndexOf('-') + 1)) - 1)
const nothing = () => undefined

function effectOf(world: World, fault: Fault): Effect {
  return EFFECTS[fault.kind](world, fault)
}

const network = (world: World, fault: Fault): Effect => ({
  begin: () => world.network.begin(fault),
  end: () => world.network.end(fault),
})
const mail = (world: World, fault: Fault): Effect => ({
  begin: () => world.mail.begin(fault),
  end: () => world.mail.end(fault),
})

const EFFECTS: Record<Fault['kind'], (world: World, fault: Fault) => Effect> = {
  outage: ({ truth }, { who }) => ({ begin: () => truth.stop(who), end: () => truth.start(who) }),
  spoilt: ({ truth }, { who }) => ({ begin: () => truth.spoil(who), end: () => truth.mend(who) }),
  flap({ truth, timeline }, { who, size = 30_000 }) {
    let isDown = false
    let isOver = false
    const turn = () => {
      if (isOver) return
      if (isDown) truth.start(who)
      else truth.stop(who)
      isDown = !isDown
      timeline.at(timeline.now() + size, turn)
    }
    return {
      begin: turn,
      end() {
        isOver = true
        if (isDown) truth.start(who)
      },
    }
  },
  'host-death'(world, { who }) {
    const host = hostOf(world, who)
    return {
      begin() {
        world.truth.hostDies(componentOn(who))
        takeDown(host)
        host.disk.losePower()
        host.record.powerLost(host.disk)
      },
      end() {
        world.truth.hostRises(componentOn(who))
        bringUp(host)
      },
    }
  },
  'agent-kill'(world, { who }) {
    const host = hostOf(world, who)
    return { begin: () => takeDown(host), end: () => bringUp(host) }
  },
  'agent-power-loss'(world, { who }) {
    const host = hostOf(world, who)
    return {
      begin() {
        takeDown(host)
        host.disk.losePower()
        host.record.powerLost(host.disk)
      },
      end: () => bringUp(host),
    }
  },
  'collector-kill'(world, { who, size = 0 }) {
    const collector = collectorOf(world, who)
    return {
      begin: () => collector.kill(size),
      end() {
        // It may not have come so far that it was to die.
        collector.kill(0)
        collector.start()
      },
    }
  },
  'collector-freeze'(world, { who, size = 0 }) {
    const collector = collectorOf(world, who)
    return { begin: () => collector.freeze(size), end: () => collector.thaw() }
  },
  partition: network,
  delay: network,
  duplicate: network,
  reorder: network,
  'clock-step'(world, { who, size = 0 }) {
    const host = world.hosts.find(({ name }) => name === who)
    const { machine } = host ?? collectorOf(world, who)
    const step = (ms: number) => {
      machine.step(ms)
      if (host) world.truth.clockIs(componentOn(who), Math.abs(machine.offset()) <= CLOCK_LIMIT_MS)
    }
    return { begin: () => step(size), end: () => step(-size) }
  },
  'clock-drift': () => ({ begin: nothing, end: nothing }),
  'disk-full'(world, { who }) {
    const { disk } = hostOf(world, who)
    return { begin: () => disk.setRoom(disk.used()), end: () => disk.setRoom(Number.POSITIVE_INFINITY) }
  },
  'disk-damage'(world, fault) {
    const { disk, agentId, record } = hostOf(world, fault.who)
    return {
      begin() {
        disk.damage(world.random(`damage ${fault.who} ${fault.at}`), (done) => {
          if (!record.damaged(done)) return
          const { file, how: note, bytes } = done
          const at = world.timeline.now()
          const damage = { of: 'spool' as const, agentId, bytes }
          world.suffered.push({ kind: 'damage', who: file, from: at, to: at, note, damage })
        })
      },
      end: nothing,
    }
  },
  'mail-refuse': mail,
  'mail-cut': mail,
}

/** True instant at which an agent starts for the first time: each a little later than the one before. */
export const startOf = ({ startAt }: Pick<World, 'startAt'>, number: number) => startAt + 1000 + 37 * number

/** Starts every program: collectors first, then the agents. */
export function startAll(world: World): void {
  for (const collector of world.collectors) collector.start()
  world.hosts.forEach((host, number) => {
    downs.set(host, 0)
    world.timeline.at(startOf(world, number), () => host.agent.start())
  })
}
