/** One look at the host: what is not there is null, and costs its own reading alone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CpuTimes,
  type DiskCounters,
  type Memory,
  type Mount,
  type NetCounters,
  readCpu,
  readDisks,
  readLoad,
  readMemory,
  readMounts,
  readNetworks,
  readPressure,
  readUptime,
} from './host-proc.ts'

export interface HostSample {
  /** Monotonic milliseconds. */
  mono: number
  cpu: CpuTimes | null
  load: number | null
  memory: Memory | null
  pressure: { cpu: number | null; memory: number | null; io: number | null }
  uptimeS: number | null
  disks: Map<string, DiskCounters>
  networks: Map<string, NetCounters>
  /** Null where the table of mounts cannot be read. */
  mounts: Mount[] | null
  rebootRequired: boolean | null
}

/**
 * Only files of the kernel and of /run are read: none of them waits for a disk. Mounts of the paths in `named` are
 * there whatever they are.
 */
export function sampleHost(mono: number, root = '/', named: ReadonlySet<string> = new Set()): HostSample {
  const read = <T>(path: string, parse: (text: string) => T | null): T | null => {
    try {
      return parse(readFileSync(join(root, path), 'utf8'))
    } catch {
      // Not there in a container, or not for us: that reading is unknown, the others are not.
      return null
    }
  }
  return {
    mono,
    cpu: read('proc/stat', readCpu),
    load: read('proc/loadavg', readLoad),
    memory: read('proc/meminfo', readMemory),
    pressure: {
      cpu: read('proc/pressure/cpu', readPressure),
      memory: read('proc/pressure/memory', readPressure),
      io: read('proc/pressure/io', readPressure),
    },
    uptimeS: read('proc/uptime', readUptime),
    disks: read('proc/diskstats', (text) => readDisks(text, wholeDisks(root))) ?? new Map(),
    networks: read('proc/net/dev', readNetworks) ?? new Map(),
    mounts: read('proc/self/mountinfo', (text) => readMounts(text, named)),
    rebootRequired: rebootRequired(root),
  }
}

function wholeDisks(root: string): Set<string> | null {
  try {
    return new Set(readdirSync(join(root, 'sys/block')))
  } catch {
    return null
  }
}

/** Debian's and Ubuntu's mark; null where nothing sets one. */
function rebootRequired(root: string): boolean | null {
  if (existsSync(join(root, 'run/reboot-required'))) return true
  return existsSync(join(root, 'etc/debian_version')) ? false : null
}
