/** From a look at the host to a result: readings against limits, and at most 32 values with stable names. */
import { availableParallelism } from 'node:os'
import { LIMITS } from '../../rules/wire/limits.ts'
import { valueName } from './host-names.ts'
import type { CpuShares } from './host-rates.ts'
import type { HostSample } from './host-sample.ts'
import type { Space } from './host-space.ts'
import { judgeReadings, type Limits, limitsOf, type Reading } from './thresholds.ts'
import type { CheckConfig, ProbeResult } from './types.ts'

type ByName = Map<string, Record<string, Limits | null>>

export interface HostLimits {
  cpu: Limits | null
  iowait: Limits | null
  steal: Limits | null
  load: Limits | null
  memory: Limits | null
  swap: Limits | null
  pressure: { cpu: Limits | null; memory: Limits | null; io: Limits | null }
  /** For every mount that has none of its own. */
  disk: Limits | null
  inodes: Limits | null
  mounts: ByName
  ignored: string[]
  disks: ByName
  networks: ByName
  uptime: Limits | null
  rebootRequired: 'warning' | 'critical' | null
}

export interface HostState extends HostSample {
  shares: CpuShares | null
  diskRates: Map<string, { read: number; write: number; busy: number }>
  networkRates: Map<string, { receive: number; send: number }>
  space: Space[] | null
}

/** The limits of a validated configuration. Throws where levels are in the wrong order. */
export function hostLimits(config: CheckConfig): HostLimits {
  const higher = (written: unknown) => limitsOf(written, 'higher')
  const pressure = (config.pressure ?? {}) as Record<string, unknown>
  const named = (written: unknown, key: string): ByName =>
    new Map(
      ((written ?? []) as Record<string, unknown>[]).map(({ [key]: name, ...limits }) => [
        String(name),
        Object.fromEntries(Object.entries(limits).map(([what, limit]) => [what, higher(limit)])),
      ]),
    )
  return {
    cpu: higher(config.cpu),
    iowait: higher(config.iowait),
    steal: higher(config.steal),
    load: higher(config.load),
    memory: higher(config.memory),
    swap: higher(config.swap),
    pressure: { cpu: higher(pressure.cpu), memory: higher(pressure.memory), io: higher(pressure.io) },
    disk: higher(config.disk),
    inodes: higher(config.inodes),
    mounts: named(config.mounts, 'path'),
    ignored: (config.ignoreMounts ?? []) as string[],
    disks: named(config.disks, 'name'),
    networks: named(config.networks, 'name'),
    uptime: limitsOf(config.uptime, 'lower'),
    rebootRequired: (config.rebootRequired as 'warning' | 'critical' | undefined) ?? null,
  }
}

const percentText = (value: number) => `${Math.round(value * 10) / 10} %`
const rateText = (value: number) => `${Math.round(value)} KiB/s`

/** Values that belong together, shown all or not at all. */
interface Group {
  /** For people, where there is no place for it. */
  label: string
  values: Record<string, number | string>
}

export function judgeHost(limits: HostLimits, state: HostState): ProbeResult {
  const readings: Reading[] = []
  const read = (
    text: string,
    reason: string,
    value: number | null,
    limit: Limits | null,
    more: Partial<Reading> = {},
  ) => readings.push({ text, reason, value, limits: limit, worse: 'higher', show: percentText, ...more })

  const general = generalReadings(limits, state, read)
  const { named, others } = spaceReadings(limits, state, read)
  const devices = deviceReadings(limits, state, read)
  const judged = judgeReadings(readings)
  const { values, left } = place(general, [
    ...named,
    ...devices.named,
    ...others.slice(0, 5),
    ...devices.networks.slice(0, 2),
    ...devices.disks.slice(0, 2),
    ...others.slice(5),
    ...devices.networks.slice(2),
    ...devices.disks.slice(2),
  ])
  const notShown = left.length > 0 ? `no place for the values of ${left.join(', ')}` : undefined
  const message = [judged.message, notShown].filter((text) => text !== undefined).join('; ')
  return { ...judged, ...(message === '' ? {} : { message }), values }
}

/** As many groups as fit, in order; the same host gives the same ones. */
function place(general: Record<string, number | string>, groups: Group[]) {
  const values = { ...general }
  const left: string[] = []
  for (const group of groups) {
    if (Object.keys(values).length + Object.keys(group.values).length > LIMITS.values) left.push(group.label)
    else Object.assign(values, group.values)
  }
  return { values, left }
}

type Read = (
  text: string,
  reason: string,
  value: number | null,
  limit: Limits | null,
  more?: Partial<Reading>,
) => void

function generalReadings(limits: HostLimits, state: HostState, read: Read): Record<string, number | string> {
  const { shares, memory, load, cpu, pressure, uptimeS, rebootRequired } = state
  const perCpu = load === null ? null : load / (cpu?.count || availableParallelism())
  const used =
    memory?.availableKib == null ? null : ((memory.totalKib - memory.availableKib) / memory.totalKib) * 100
  const swap = swapUsed(state)
  read('CPU', 'cpu-busy', shares?.busy ?? null, limits.cpu)
  read('I/O wait', 'cpu-iowait', shares?.iowait ?? null, limits.iowait)
  read('stolen CPU time', 'cpu-steal', shares?.steal ?? null, limits.steal)
  read('load per CPU', 'load', perCpu, limits.load, { show: (value) => value.toFixed(2) })
  read('memory', 'memory', used, limits.memory)
  read('swap', 'swap', swap, limits.swap)
  for (const what of ['cpu', 'memory', 'io'] as const) {
    const missing = 'this kernel does not tell'
    read(`pressure on ${what}`, 'pressure', pressure[what], limits.pressure[what], { missing })
  }
  const showS = (ms: number) => `${Math.round(ms / 1000)} s`
  read('time since the start', 'restarted', uptimeS === null ? null : uptimeS * 1000, limits.uptime, {
    worse: 'lower',
    show: showS,
  })
  read(
    'a restart is needed',
    'reboot-required',
    rebootRequired === null ? null : Number(rebootRequired),
    limits.rebootRequired === null ? null : { [limits.rebootRequired]: 0 },
    { say: 'an update waits for a restart', missing: 'this system does not tell' },
  )
  const values: Record<string, number | string | null | undefined> = {
    cpu_busy_percent: shares?.busy,
    cpu_iowait_percent: shares?.iowait,
    cpu_steal_percent: shares?.steal,
    load_per_cpu: perCpu,
    memory_used_percent: used,
    memory_available_mib: memory?.availableKib == null ? null : memory.availableKib / 1024,
    swap_used_percent: swap,
    pressure_cpu_percent: pressure.cpu,
    pressure_memory_percent: pressure.memory,
    pressure_io_percent: pressure.io,
    uptime_s: uptimeS,
    reboot_required: rebootRequired === null ? null : rebootRequired ? 'yes' : 'no',
  }
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number | string] => entry[1] != null),
  )
}

/** A host without swap uses none of it. */
function swapUsed({ memory }: HostState): number | null {
  if (memory?.swapTotalKib == null || memory.swapFreeKib === null) return null
  return memory.swapTotalKib === 0
    ? 0
    : ((memory.swapTotalKib - memory.swapFreeKib) / memory.swapTotalKib) * 100
}

function spaceReadings(
  limits: HostLimits,
  { space, mounts }: HostState,
  read: Read,
): { named: Group[]; others: Group[] } {
  const named: Group[] = []
  const others: Group[] = []
  for (const { mount, used, inodes, freeMib, counted, missing } of space ?? []) {
    const own = limits.mounts.get(mount.path)
    const why = missing === undefined ? {} : { missing }
    read(`space of ${mount.path}`, 'disk-space', used, own?.disk ?? limits.disk, why)
    // A file system that counts no inodes cannot run out of them.
    if (counted) read(`inodes of ${mount.path}`, 'inodes', inodes, own?.inodes ?? limits.inodes, why)
    if (used === null || freeMib === null) continue
    const name = valueName(mount.path)
    const values: Group['values'] = {
      [`disk_${name}_used_percent`]: used,
      [`disk_${name}_free_mib`]: freeMib,
      ...(inodes === null ? {} : { [`inodes_${name}_used_percent`]: inodes }),
    }
    const group = { label: mount.path, values }
    if (own) named.push(group)
    else others.push(group)
  }
  for (const path of limits.mounts.keys()) {
    if (space === null) read(`space of ${path}`, 'disk-space', null, { critical: 100 })
    // What has no blocks (a tmpfs without limit) has no space to read, and is mounted all the same.
    else if (![...space.map(({ mount }) => mount), ...(mounts ?? [])].some((one) => one.path === path)) {
      // Told as a level: whoever names a mount wants it to be there.
      read(path, 'not-mounted', 1, { critical: 0 }, { say: `${path} is not mounted` })
    }
  }
  if (space === null && (limits.disk || limits.inodes)) {
    read('mounts', 'disk-space', null, { critical: 100 }, { missing: 'the table of mounts cannot be read' })
  }
  return { named, others }
}

function deviceReadings(limits: HostLimits, { diskRates, networkRates }: HostState, read: Read) {
  const named: Group[] = []
  const disks: Group[] = []
  const networks: Group[] = []
  const sorted = <T>(rates: Map<string, T>) => [...rates].toSorted(([a], [b]) => (a < b ? -1 : 1))
  for (const [name, { read: readRate, write, busy }] of sorted(diskRates)) {
    const key = `io_${valueName(name)}`
    const group = {
      label: name,
      values: {
        [`${key}_read_kib_s`]: readRate,
        [`${key}_write_kib_s`]: write,
        [`${key}_busy_percent`]: Math.min(100, busy),
      },
    }
    if (limits.disks.has(name)) named.push(group)
    else disks.push(group)
  }
  for (const [name, { receive, send }] of sorted(networkRates)) {
    const key = `net_${valueName(name)}`
    const group = { label: name, values: { [`${key}_receive_kib_s`]: receive, [`${key}_send_kib_s`]: send } }
    if (limits.networks.has(name)) named.push(group)
    else networks.push(group)
  }
  const missing = 'no such device, or nothing to compare with yet'
  for (const [name, own] of limits.disks) {
    const rates = diskRates.get(name)
    read(`${name} busy`, 'disk-busy', rates ? Math.min(100, rates.busy) : null, own.busy ?? null, { missing })
    read(`${name} reads`, 'throughput', rates?.read ?? null, own.read ?? null, { show: rateText, missing })
    read(`${name} writes`, 'throughput', rates?.write ?? null, own.write ?? null, { show: rateText, missing })
  }
  for (const [name, own] of limits.networks) {
    const rates = networkRates.get(name)
    read(`${name} receives`, 'throughput', rates?.receive ?? null, own.receive ?? null, {
      show: rateText,
      missing,
    })
    read(`${name} sends`, 'throughput', rates?.send ?? null, own.send ?? null, { show: rateText, missing })
  }
  return { named, disks, networks }
}
