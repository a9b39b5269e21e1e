/** Reads the kernel's own tables, as texts of /proc; each gives null where its file says nothing it knows. */

const isCount = (number: number | undefined): number is number =>
  number !== undefined && Number.isFinite(number) && number >= 0

export interface CpuTimes {
  /** Ticks since the start of the system, over all CPUs. */
  total: number
  idle: number
  iowait: number
  steal: number
  /** CPUs that are in use. */
  count: number
}

/** `/proc/stat`. */
export function readCpu(text: string): CpuTimes | null {
  const match = /^cpu +([0-9 ]+)$/m.exec(text)
  const ticks = (match?.[1] ?? '').trim().split(' ').map(Number)
  // user nice system idle iowait irq softirq steal; guest time is within user's.
  if (ticks.length < 4 || !ticks.every(isCount)) return null
  const [idle = 0, iowait = 0, steal = 0] = [ticks[3], ticks[4], ticks[7]]
  const total = ticks.slice(0, 8).reduce((sum, part) => sum + part, 0)
  return { total, idle, iowait, steal, count: text.match(/^cpu[0-9]+ /gm)?.length ?? 0 }
}

export interface Memory {
  totalKib: number
  availableKib: number | null
  swapTotalKib: number | null
  swapFreeKib: number | null
}

/** `/proc/meminfo`. */
export function readMemory(text: string): Memory | null {
  const kib = (name: string) => {
    const match = new RegExp(`^${name}: +([0-9]+) kB$`, 'm').exec(text)
    return match ? Number(match[1]) : null
  }
  const totalKib = kib('MemTotal')
  if (totalKib === null || totalKib === 0) return null
  return {
    totalKib,
    availableKib: kib('MemAvailable'),
    swapTotalKib: kib('SwapTotal'),
    swapFreeKib: kib('SwapFree'),
  }
}

/** The five-minute average of `/proc/loadavg`: runnable and waiting tasks. */
export function readLoad(text: string): number | null {
  const match = /^[0-9.]+ ([0-9]+\.[0-9]+) /.exec(text)
  return match ? Number(match[1]) : null
}

/** Percent of the last minute in which some task waited, of a file of `/proc/pressure`. */
export function readPressure(text: string): number | null {
  const match = /^some .*\bavg60=([0-9]+(?:\.[0-9]+)?)/m.exec(text)
  return match ? Number(match[1]) : null
}

/** Seconds of `/proc/uptime`. */
export function readUptime(text: string): number | null {
  const match = /^([0-9]+(?:\.[0-9]+)?) /.exec(text)
  return match ? Number(match[1]) : null
}

export interface DiskCounters {
  readKib: number
  writtenKib: number
  /** Milliseconds in which it had something to do. */
  busyMs: number
}

/** Devices that are none to the eye: loops, memory, optical and floppy drives. */
const NO_DISK = /^(loop|ram|zram|sr|fd)[0-9]/
const SECTORS_PER_KIB = 2

/** `/proc/diskstats`, of the names that are whole devices (the entries of `/sys/block`). */
export function readDisks(text: string, whole: ReadonlySet<string> | null): Map<string, DiskCounters> {
  const disks = new Map<string, DiskCounters>()
  for (const line of text.split('\n')) {
    const [, , name, ...counters] = line.trim().split(/ +/)
    if (name === undefined || counters.length < 11 || NO_DISK.test(name)) continue
    if (whole ? !whole.has(name) : /^((sd|vd|xvd|hd)[a-z]+[0-9]+|.*[0-9]p[0-9]+)$/.test(name)) continue
    const [sectorsRead, sectorsWritten, busyMs] = [2, 6, 9].map((place) => Number(counters[place]))
    if (!isCount(sectorsRead) || !isCount(sectorsWritten) || !isCount(busyMs)) continue
    disks.set(name, {
      readKib: sectorsRead / SECTORS_PER_KIB,
      writtenKib: sectorsWritten / SECTORS_PER_KIB,
      busyMs,
    })
  }
  return disks
}

export interface NetCounters {
  receivedBytes: number
  sentBytes: number
}

/** Interfaces that only lead to other interfaces of this host. */
const NO_NETWORK = /^(lo|veth.*|ifb[0-9]+|dummy[0-9]+)$/

/** `/proc/net/dev`, of interfaces over which anything ever went. */
export function readNetworks(text: string): Map<string, NetCounters> {
  const networks = new Map<string, NetCounters>()
  for (const line of text.split('\n')) {
    const match = /^ *([^ :|]+): *([0-9 ]+)$/.exec(line)
    const counters = match?.[2]?.trim().split(/ +/).map(Number) ?? []
    const [receivedBytes, sentBytes] = [counters[0], counters[8]]
    if (match?.[1] === undefined || NO_NETWORK.test(match[1])) continue
    if (!isCount(receivedBytes) || !isCount(sentBytes) || receivedBytes + sentBytes === 0) continue
    networks.set(match[1], { receivedBytes, sentBytes })
  }
  return networks
}

export interface Mount {
  path: string
  type: string
  /** Its device, equal for bind mounts of one file system. */
  device: string
}

/** What takes no space of its own, or is always full. */
const PSEUDO = new Set(
  `autofs binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs fusectl hugetlbfs mqueue nsfs
  proc pstore ramfs rpc_pipefs securityfs selinuxfs sysfs tmpfs tracefs squashfs iso9660 udf erofs
  fuse.lxcfs fuse.gvfsd-fuse fuse.portal fuse.snapfuse`.split(/\s+/),
)

/**
 * `/proc/self/mountinfo`: file systems that have space, each once, sorted by path. Of `named` paths each mounted one is
 * there, whatever its type and whether its device stands there already: who names a mount wants to know of that one.
 */
export function readMounts(text: string, named: ReadonlySet<string> = new Set()): Mount[] {
  const byPath = new Map<string, Mount>()
  for (const line of text.split('\n')) {
    const [before = '', after = ''] = line.split(' - ', 2)
    const [, , device, , written] = before.split(' ')
    const type = after.split(' ')[0] ?? ''
    if (device === undefined || !written || type === '') continue
    const path = written.replace(/\\([0-7]{3})/g, (_, octal) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    )
    // A later mount hides an earlier one of the same path.
    byPath.set(path, { path, type, device })
  }
  const shown = [...byPath.values()]
    .filter((mount) => named.has(mount.path) || hasSpace(mount))
    .toSorted((a, b) => a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
  const seen = new Set<string>()
  const once = shown.filter(({ path, device }) => {
    const isFirst = !seen.has(device)
    seen.add(device)
    return isFirst || named.has(path)
  })
  return once.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

const hasSpace = ({ path, type }: Mount) => !PSEUDO.has(type) && (type !== 'overlay' || path === '/')
