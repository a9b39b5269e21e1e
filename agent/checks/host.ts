import type { Clock } from '../../rules/clock.ts'
import { type HostLimits, hostLimits, judgeHost } from './host-judge.ts'
import { cpuShares, diskRates, networkRates } from './host-rates.ts'
import { type HostSample, sampleHost } from './host-sample.ts'
import { readSpace } from './host-space.ts'
import { limitsSchema } from './thresholds.ts'
import type { CheckConfig, CheckType, Probe } from './types.ts'

/** The first run has nothing to compare with: it looks twice, this far apart at most, milliseconds. */
const FIRST_MS = 1000

/* @__NO_SIDE_EFFECTS__ */
const percent = (what: string) =>
  limitsSchema({ unit: 'number', worse: 'higher', what: `percent of ${what}`, minimum: 0, maximum: 100 })
/* @__NO_SIDE_EFFECTS__ */
const rate = (what: string) =>
  limitsSchema({ unit: 'number', worse: 'higher', what: `KiB per second ${what}`, minimum: 0 })
const path = {
  type: 'string',
  maxLength: 500,
  pattern: '^/[^\\u0000-\\u001f\\u007f]*$',
  description: 'an absolute path without control characters',
} as const
const name = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$',
  description: 'the name of a device, such as sda or eth0',
} as const
/* @__NO_SIDE_EFFECTS__ */
const list = (description: string, properties: object, first: string) => ({
  type: 'array',
  description,
  minItems: 1,
  maxItems: 16,
  items: { type: 'object', additionalProperties: false, required: [first], properties },
})
const [disk, inodes] = [percent('the space of a mount in use'), percent('the inodes of a mount in use')]

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    cpu: percent('time in which the CPUs are busy'),
    iowait: percent('time in which CPUs wait for disks'),
    steal: percent('time that the hypervisor takes from the CPUs'),
    load: limitsSchema({
      unit: 'number',
      worse: 'higher',
      what: 'five-minute load average per CPU',
      minimum: 0,
    }),
    memory: percent('memory in use, without what can be given back'),
    swap: percent('swap space in use'),
    pressure: {
      type: 'object',
      description: 'time that tasks lost by waiting (PSI)',
      additionalProperties: false,
      minProperties: 1,
      properties: {
        cpu: percent('the last minute in which tasks waited for a CPU'),
        memory: percent('the last minute in which tasks waited for memory'),
        io: percent('the last minute in which tasks waited for disks'),
      },
    },
    disk,
    inodes,
    mounts: list('mounts that have to be there, with limits of their own', { path, disk, inodes }, 'path'),
    ignoreMounts: {
      type: 'array',
      description: 'mounts that are left out, with all below them',
      maxItems: 50,
      items: path,
    },
    disks: list(
      'disks with limits',
      { name, busy: percent('time in which the disk is busy'), read: rate('read'), write: rate('written') },
      'name',
    ),
    networks: list('interfaces with limits', { name, receive: rate('received'), send: rate('sent') }, 'name'),
    uptime: limitsSchema({ unit: 'duration', worse: 'lower', what: 'time since the host was started' }),
    rebootRequired: {
      type: 'string',
      enum: ['warning', 'critical'],
      description: 'what it is when an update waits for a restart; default: only a value',
    },
  },
} as const

/** A look, and the rates since the last one. */
async function look(
  last: HostSample | null,
  clock: Clock,
  timeoutMs: number,
  named: ReadonlySet<string>,
): Promise<{ before: HostSample; now: HostSample }> {
  const sample = () => sampleHost(clock.monotonic(), '/', named)
  const now = sample()
  if (last) return { before: last, now }
  await new Promise<void>((resolve) => {
    clock.after(Math.min(FIRST_MS, timeoutMs / 4), resolve)
  })
  return { before: now, now: sample() }
}

function prepare(config: CheckConfig): Probe {
  const limits: HostLimits = hostLimits(config)
  const named = new Set(limits.mounts.keys())
  let last: HostSample | null = null
  return async ({ clock, timeoutMs }) => {
    const { before, now } = await look(last, clock, timeoutMs, named)
    last = now
    const ms = now.mono - before.mono
    const mounts = now.mounts?.filter(
      ({ path }) =>
        // Who names one and leaves out what lies around it wants the one.
        named.has(path) ||
        !limits.ignored.some((root) => path === root || path.startsWith(`${root.replace(/\/$/, '')}/`)),
    )
    return judgeHost(limits, {
      ...now,
      shares: before.cpu && now.cpu ? cpuShares(before.cpu, now.cpu) : null,
      diskRates: diskRates(before.disks, now.disks, ms),
      networkRates: networkRates(before.networks, now.networks, ms),
      space: mounts ? await readSpace(mounts, timeoutMs / 2, clock) : null,
    })
  }
}

/** What the host has left: CPU, memory, disks, network (III.2.1.2 BP ii: 利用状況の監視). */
export const host: CheckType = {
  name: 'host',
  description: {
    ja: 'ホストの CPU、メモリ、ディスク、ネットワークなどに余裕があること',
    en: 'the host has CPU, memory, disk and network to spare',
  },
  schema,
  targetKey: null,
  runs: 'host',
  prepare,
}
