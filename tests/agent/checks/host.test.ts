import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type HostState, hostLimits, judgeHost } from '../../../agent/checks/host-judge.ts'
import { valueName } from '../../../agent/checks/host-names.ts'
import { type Mount, readDisks, readMounts } from '../../../agent/checks/host-proc.ts'
import { cpuShares, diskRates, grown, networkRates } from '../../../agent/checks/host-rates.ts'
import { sampleHost } from '../../../agent/checks/host-sample.ts'
import { readSpace, spaceOf } from '../../../agent/checks/host-space.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { makeVirtualClock } from '../../support/virtual-clock.ts'
import { probe } from './probe.ts'

const captured = join(import.meta.dirname, 'captured/host')
const figures = { blocks: 1000, bfree: 300, bavail: 250, bsize: 1_048_576, files: 100, ffree: 40 }
const mount = (path: string, more: Partial<Mount> = {}): Mount => ({
  path,
  type: 'ext4',
  device: path,
  ...more,
})

const state = (more: Partial<HostState> = {}): HostState => ({
  ...sampleHost(0, captured),
  shares: { busy: 50, iowait: 10, steal: 1 },
  diskRates: new Map([['vda', { read: 100, write: 200, busy: 30 }]]),
  networkRates: new Map([['eth0', { receive: 10, send: 20 }]]),
  space: [spaceOf(mount('/'), figures)].filter((space) => space !== null),
  ...more,
})
const judged = (config: Record<string, unknown>, more: Partial<HostState> = {}) =>
  judgeHost(hostLimits(config), state(more))

describe('a look at a real host', () => {
  const sample = sampleHost(0, captured)
  test('every table is read', () => {
    expect(sample).toMatchObject({
      cpu: { count: 2, total: 2_665_244, idle: 1_237_778, iowait: 5901, steal: 2845 },
      memory: { totalKib: 24_684_092, swapTotalKib: 0, swapFreeKib: 0 },
      pressure: { memory: 0 },
      mounts: [{ path: '/', type: 'ext4', device: '254:0' }],
      rebootRequired: false,
    })
    expect([...sample.disks.keys()]).toEqual(['vda'])
    expect([...sample.networks.keys()]).toEqual(['eth0'])
    expect(sample.disks.get('vda')).toEqual({ readKib: 22_205_681, writtenKib: 35_044_024, busyMs: 315_432 })
    for (const value of [sample.load, sample.uptimeS, sample.pressure.cpu, sample.pressure.io]) {
      expect(value).toEqual(expect.any(Number))
    }
  })

  test.each(['stat', 'loadavg', 'meminfo', 'pressure', 'uptime', 'diskstats', 'net', 'self/mountinfo'])(
    'without /proc/%s only its own readings are missing',
    (name) => {
      const root = mkdtempSync(join(tmpdir(), 'kijun-host-'))
      cpSync(captured, root, { recursive: true })
      rmSync(join(root, 'proc', name), { recursive: true })
      const missing = sampleHost(0, root)
      const keys = { stat: 'cpu', loadavg: 'load', meminfo: 'memory', uptime: 'uptimeS', diskstats: 'disks' }
      const others = { pressure: 'pressure', net: 'networks', 'self/mountinfo': 'mounts' }
      const key = { ...keys, ...others }[name] ?? ''
      for (const [other, value] of Object.entries(sample)) {
        if (other === key) expect(missing).not.toHaveProperty(other, value)
        else expect(missing).toHaveProperty(other, value)
      }
    },
  )

  test('garbage in every file is no reading and no exception', () => {
    const root = mkdtempSync(join(tmpdir(), 'kijun-host-'))
    cpSync(captured, root, { recursive: true })
    for (const name of ['stat', 'loadavg', 'meminfo', 'uptime', 'diskstats', 'net/dev', 'self/mountinfo']) {
      writeFileSync(join(root, 'proc', name), 'cpu\n:\n- - -\n\u0000')
    }
    expect(sampleHost(0, root)).toMatchObject({
      cpu: null,
      load: null,
      memory: null,
      uptimeS: null,
      mounts: [],
    })
  })

  test('the mark of Debian is seen, and where nobody sets one nothing is said', () => {
    const root = mkdtempSync(join(tmpdir(), 'kijun-host-'))
    expect(sampleHost(0, root).rebootRequired).toBeNull()
    mkdirSync(join(root, 'run'))
    writeFileSync(join(root, 'run/reboot-required'), '')
    expect(sampleHost(0, root).rebootRequired).toBe(true)
  })
})

describe('rates', () => {
  test('of the CPUs, never below 0', () => {
    const before = { total: 1000, idle: 500, iowait: 100, steal: 0, count: 1 }
    expect(cpuShares(before, { ...before, total: 1200, idle: 600, iowait: 120, steal: 20 })).toEqual({
      busy: 40,
      iowait: 10,
      steal: 10,
    })
    expect(cpuShares(before, { ...before, total: 1100, iowait: 90 })?.iowait).toBe(0)
    expect(cpuShares(before, before)).toBeNull()
  })

  test.each([
    [10, 25, 15],
    [2 ** 32 - 10, 5, 15],
    [5000, 5, null],
    [2 ** 40, 5, null],
  ])('from %d to %d it grew by %j', (before, now, by) => {
    expect(grown(before, now)).toBe(by)
  })

  test('of a device that began anew or came between, none; of the others, all', () => {
    const net = (receivedBytes: number) => ({ receivedBytes, sentBytes: 0 })
    const before = new Map([
      ['eth0', net(0)],
      ['wg0', net(5000)],
    ])
    const now = new Map([
      ['eth0', net(20_480)],
      ['wg0', net(10)],
      ['eth1', net(9)],
    ])
    expect([...networkRates(before, now, 10_000)]).toEqual([['eth0', { receive: 2, send: 0 }]])
    const disk = (busyMs: number) => new Map([['sda', { readKib: busyMs, writtenKib: 0, busyMs }]])
    expect(diskRates(disk(0), disk(5000), 10_000).get('sda')).toEqual({ read: 500, write: 0, busy: 50 })
    expect(diskRates(disk(0), disk(5000), 0).size).toBe(0)
  })

  test('partitions are no disks, with and without a list of whole ones', () => {
    const line = (name: string) => `8 0 ${name} 1 0 2 0 1 0 2 0 0 5 0 0 0 0 0 0 0`
    const text = ['sda', 'sda1', 'nvme0n1', 'nvme0n1p2', 'dm-0', 'loop3', 'zram0'].map(line).join('\n')
    expect([...readDisks(text, null).keys()]).toEqual(['sda', 'nvme0n1', 'dm-0'])
    expect([...readDisks(text, new Set(['sda', 'loop3'])).keys()]).toEqual(['sda'])
  })
})

describe('mounts', () => {
  test('each space once, without what has none', () => {
    const lines = [
      '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
      '2 1 8:1 /srv /export/data rw - ext4 /dev/sda1 rw',
      '3 1 0:20 / /proc rw - proc proc rw',
      '4 1 8:2 / /var/my\\040data rw shared:1 - xfs /dev/sdb1 rw',
      '5 1 0:44 / /mnt/nfs rw - nfs4 filer:/vol rw',
      '6 1 0:50 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw',
      '7 1 7:1 / /snap/core rw - squashfs /dev/loop1 ro',
    ]
    expect(readMounts(lines.join('\n')).map(({ path }) => path)).toEqual(['/', '/mnt/nfs', '/var/my data'])
    // Whoever names one wants it: a tmpfs, a second path of a device, an overlay; the others stay as they are.
    const named = new Set(['/export/data', '/proc', '/var/lib/docker/overlay2/x/merged', '/not/mounted'])
    expect(readMounts(lines.join('\n'), named).map(({ path }) => path)).toEqual(
      ['/', ...named, '/mnt/nfs', '/var/my data'].filter((path) => path !== '/not/mounted').toSorted(),
    )
  })

  test('one that is named is not said to be missing where it is mounted', async () => {
    const config = { mounts: [{ path: '/proc', disk: 90 }], ignoreMounts: ['/proc'] }
    expect(await probe('host', config)).toMatchObject({ outcome: 'ok' })
    expect(await probe('host', { mounts: [{ path: '/proc/none' }] })).toMatchObject({ reason: 'not-mounted' })
  })

  test('percent in use is what df says, of what a user can have', () => {
    expect(spaceOf(mount('/'), figures)).toMatchObject({
      used: expect.closeTo((700 / 950) * 100, 9),
      inodes: 60,
      freeMib: 250,
    })
    expect(spaceOf(mount('/'), { ...figures, files: 0, ffree: 0 })).toMatchObject({
      inodes: null,
      counted: false,
    })
    expect(spaceOf(mount('/'), { ...figures, blocks: 0 })).toBeNull()
  })

  test('a mount that hangs costs its own reading, is not asked again, and at most two are awaited', async () => {
    const clock = makeVirtualClock()
    const asked: string[] = []
    const hung = new Set(['/n1', '/n2'])
    let answer = (_: typeof figures) => {}
    const ask = (path: string) => {
      asked.push(path)
      if (!hung.has(path)) return Promise.resolve(figures)
      return new Promise<typeof figures>((resolve) => {
        if (path === '/n1') answer = resolve
      })
    }
    const mounts = ['/n1', '/n2', '/n3', '/'].map((path) => mount(path, path === '/' ? {} : { type: 'nfs4' }))
    const read = async () => {
      const reading = readSpace(mounts, 4000, clock, ask)
      await clock.advance(4000)
      return (await reading).map(({ used, missing }) => missing ?? used?.toFixed(1))
    }
    expect(await read()).toEqual([
      'did not answer in time',
      'did not answer in time',
      'was not asked: others do not answer',
      '73.7',
    ])
    // Both threads are held: not even a local one is asked now.
    expect(await read()).toEqual([
      'still does not answer',
      'still does not answer',
      'was not asked: others do not answer',
      'was not asked: others do not answer',
    ])
    expect(asked).toEqual(['/', '/n1', '/n2'])
    answer(figures)
    await clock.advance(1)
    hung.delete('/n1')
    expect(await read()).toEqual(['73.7', 'still does not answer', '73.7', '73.7'])
  })
})

describe('a result', () => {
  test('without limits: ok, with values of stable names', () => {
    const { outcome, reason, message, values } = judged({})
    expect([outcome, reason, message]).toEqual(['ok', undefined, undefined])
    expect(Object.keys(values ?? {})).toEqual([
      'cpu_busy_percent',
      'cpu_iowait_percent',
      'cpu_steal_percent',
      'load_per_cpu',
      'memory_used_percent',
      'memory_available_mib',
      'swap_used_percent',
      'pressure_cpu_percent',
      'pressure_memory_percent',
      'pressure_io_percent',
      'uptime_s',
      'reboot_required',
      'disk_root_used_percent',
      'disk_root_free_mib',
      'inodes_root_used_percent',
      'net_eth0_receive_kib_s',
      'net_eth0_send_kib_s',
      'io_vda_read_kib_s',
      'io_vda_write_kib_s',
      'io_vda_busy_percent',
    ])
  })

  test.each([
    [{ cpu: { warning: 40, critical: 90 } }, 'ok', 'cpu-busy', 'CPU 50 % (warning 40 %)'],
    [{ cpu: 40 }, 'failed', 'cpu-busy', 'CPU 50 % (critical 40 %)'],
    [{ iowait: 5 }, 'failed', 'cpu-iowait', 'I/O wait 10 % (critical 5 %)'],
    [{ disk: 70 }, 'failed', 'disk-space', 'space of / 73.7 % (critical 70 %)'],
    [{ disk: 70, mounts: [{ path: '/', disk: 80 }] }, 'ok', undefined, undefined],
    [{ inodes: { warning: 50 } }, 'ok', 'inodes', 'inodes of / 60 % (warning 50 %)'],
    [{ mounts: [{ path: '/data', disk: 80 }] }, 'failed', 'not-mounted', '/data is not mounted'],
    [
      { disks: [{ name: 'vda', write: 150 }] },
      'failed',
      'throughput',
      'vda writes 200 KiB/s (critical 150 KiB/s)',
    ],
    [
      { networks: [{ name: 'eth0', send: { warning: 15 } }] },
      'ok',
      'throughput',
      'eth0 sends 20 KiB/s (warning 15 KiB/s)',
    ],
    [
      { networks: [{ name: 'eth7', send: 15 }] },
      'unknown',
      'not-readable',
      'eth7 sends: no such device, or nothing to compare with yet',
    ],
    [
      { uptime: { warning: '3000d' } },
      'ok',
      'restarted',
      expect.stringMatching(/^time since the start \d+ s \(warning 259200000 s\)$/),
    ],
  ])('%j: %s', (config, outcome, reason, message) => {
    const result = judged(config)
    expect([result.outcome, result.reason, result.message]).toEqual([outcome, reason, message])
  })

  test('an update that waits for a restart is told as configured', () => {
    const waiting = { rebootRequired: true }
    expect(judged({}, waiting)).toMatchObject({ outcome: 'ok', values: { reboot_required: 'yes' } })
    expect(judged({ rebootRequired: 'warning' }, waiting)).toMatchObject({
      outcome: 'ok',
      reason: 'reboot-required',
    })
    expect(judged({ rebootRequired: 'critical' }, waiting).outcome).toBe('failed')
    expect(judged({ rebootRequired: 'critical' }).outcome).toBe('ok')
  })

  test('what a limit asks for and this kernel does not tell is unknown, and nothing else is', () => {
    const pressure = { cpu: null, memory: null, io: null }
    expect(judged({ cpu: 90 }, { pressure }).outcome).toBe('ok')
    expect(judged({ cpu: 90, pressure: { io: 50 } }, { pressure })).toMatchObject({
      outcome: 'unknown',
      reason: 'not-readable',
      message: 'pressure on io: this kernel does not tell',
    })
  })

  test('at most 32 values: named mounts first, the rest in order, and the message says what had no place', () => {
    const space = Array.from({ length: 20 }, (_, n) =>
      spaceOf(mount(`/m${String(n).padStart(2, '0')}`), figures),
    )
    const result = judged({ mounts: [{ path: '/m19' }] }, { space: space.filter((one) => one !== null) })
    const names = Object.keys(result.values ?? {})
    expect(names.length).toBeLessThanOrEqual(32)
    expect(names).toContain('disk_m19_used_percent')
    expect(names).toContain('disk_m00_used_percent')
    expect(names).not.toContain('disk_m18_used_percent')
    expect(result.message).toMatch(/^no place for the values of .*\/m18/)
    expect(result.outcome).toBe('ok')
  })

  test('what has no place for its values is judged all the same', () => {
    const space = Array.from({ length: 20 }, (_, n) =>
      spaceOf(
        mount(`/m${String(n).padStart(2, '0')}`),
        n === 18 ? { ...figures, bfree: 0, bavail: 0 } : figures,
      ),
    )
    expect(judged({ disk: 95 }, { space: space.filter((one) => one !== null) })).toMatchObject({
      outcome: 'failed',
      reason: 'disk-space',
      message: expect.stringMatching(/^space of \/m18 100 % \(critical 95 %\); no place/),
    })
  })
})

test('names never collide, and fit the wire', () => {
  const paths = [
    '/',
    '/root',
    '/var/lib',
    '/var_lib',
    '/var-lib',
    '/Var/lib',
    '/データ',
    `/${'a'.repeat(200)}`,
    'eth0',
    'eth0.1',
  ]
  const names = paths.map(valueName)
  expect(new Set(names).size).toBe(paths.length)
  expect(names.slice(0, 3)).toEqual(['root', expect.stringMatching(/^root_[0-9a-f]{8}$/), 'var_lib'])
  for (const name of names) expect(`inodes_${name}_used_percent`).toMatch(/^[a-z][a-z0-9_]{0,63}$/)
})

test('this very host, through the runner', async () => {
  const result = await probe('host', { cpu: 100, memory: 100 })
  expect(result.reason).toBeUndefined()
  expect(result).toMatchObject({
    outcome: 'ok',
    values: { cpu_busy_percent: expect.any(Number), memory_used_percent: expect.any(Number) },
  })
})

test.each([
  [{ cpu: { warning: 95, critical: 90 } }, ['/cpu']],
  [{ memory: 101 }, ['/memory']],
  [{ mounts: [{ path: 'var' }] }, ['/mounts/0/path']],
  [{ mounts: [{ path: '/a\nb' }] }, ['/mounts/0/path']],
  [{ disks: [{ name: '-x', busy: 5 }] }, ['/disks/0/name']],
  [{ uptime: { warning: '5m', critical: '10m' } }, ['/uptime']],
  [
    {
      uptime: { warning: '10m', critical: '5m' },
      pressure: { io: { warning: 20 } },
      rebootRequired: 'warning',
    },
    [],
  ],
])('%j has errors at %j', (config, paths) => {
  expect((CHECK_TYPES.host?.validate(config) ?? []).map(({ path }) => path)).toEqual(paths)
})

test('the captured tables are whole', () => {
  expect(readFileSync(join(captured, 'proc/stat'), 'utf8')).toMatch(/^cpu {2}/)
})

test('a line of the kernel whose counters are no numbers, or a mount without a path, is passed over', () => {
  expect(readDisks('254 0 vda 1 0 x 0 1 0 8 0 0 5 0\n254 16 vdb 1 0 2 0 1 0 8 0 0 5 0', null)).toEqual(
    new Map([['vdb', { readKib: 1, writtenKib: 4, busyMs: 5 }]]),
  )
  expect(readMounts('1 0 254:1 /  rw - ext4 /dev/vda rw')).toEqual([])
})
