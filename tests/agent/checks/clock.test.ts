import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgeClock, judgeSilence, makeStepWatch } from '../../../agent/checks/clock.ts'
import { refusal as chronyRefusal, readChrony } from '../../../agent/checks/clock-chrony.ts'
import { readNtpq } from '../../../agent/checks/clock-ntpd.ts'
import type { ClockReading } from '../../../agent/checks/clock-reading.ts'
import { readTimesyncd, spanMs, refusal as timesyncdRefusal } from '../../../agent/checks/clock-timesyncd.ts'
import { hostZone, offsetFromUtc } from '../../../agent/checks/clock-zone.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'

const captured = (name: string) => readFileSync(join(import.meta.dirname, 'captured/clock', name), 'utf8')
const chrony = (name: string) =>
  readChrony(captured(`chrony-${name}.tracking.txt`), captured(`chrony-${name}.sources.txt`))

test('chronyd, synchronised: its figures in milliseconds', () => {
  expect(chrony('ok')).toEqual({
    daemon: 'chrony',
    synchronised: true,
    source: '127.0.0.1',
    stratum: 4,
    offsetMs: expect.closeTo(-0.001574, 6),
    rootDelayMs: expect.closeTo(0.007137, 6),
    rootDispersionMs: expect.closeTo(0.001751, 6),
    updatedAt: expect.closeTo(1_795_275_683_514.6, 0),
    leap: 'normal',
    sources: 1,
    reachable: 1,
  })
})

test('chronyd, whose clock is 2.5 s slow: the offset is what is to be added', () => {
  expect(chrony('offset')).toMatchObject({ synchronised: true, offsetMs: expect.closeTo(2499.998808, 5) })
})

test('chronyd that reaches nobody: nothing of its placeholders is a measurement', () => {
  expect(chrony('unsynchronised')).toMatchObject({
    synchronised: false,
    source: '',
    stratum: null,
    offsetMs: null,
    rootDispersionMs: null,
    updatedAt: null,
    leap: 'unsynchronised',
    sources: 1,
    reachable: 0,
  })
})

test('ntpd, synchronised', () => {
  expect(readNtpq(captured('ntpd-ok.txt'))).toEqual({
    daemon: 'ntpd',
    synchronised: true,
    source: '10.77.0.2',
    stratum: 4,
    offsetMs: 0.014009,
    rootDelayMs: 0.061,
    rootDispersionMs: 1.075,
    updatedAt: Date.parse('2026-11-21T15:49:12Z'),
    leap: 'normal',
    sources: 1,
    reachable: 1,
  })
})

test('ntpd: unsynchronised, and one that has a source but does not steer the clock', () => {
  expect(readNtpq(captured('ntpd-unsynchronised.txt'))).toMatchObject({
    daemon: 'ntpd',
    synchronised: false,
    stratum: null,
    updatedAt: null,
    leap: 'unsynchronised',
    sources: 1,
    reachable: 0,
  })
  expect(readNtpq(captured('ntpd-not-disciplining.txt'))).toMatchObject({
    synchronised: false,
    updatedAt: Date.parse('2026-11-21T15:47:34Z'),
    sources: 1,
    reachable: 1,
  })
})

test('systemd-timesyncd: the kernel has the last word on being synchronised', () => {
  const show = captured('timesyncd-kernel-unset.show.txt')
  const status = captured('timesyncd-kernel-unset.status.txt')
  const reading = {
    daemon: 'timesyncd',
    source: '127.0.0.1',
    stratum: 3,
    offsetMs: expect.closeTo(0.138, 6),
    leap: 'normal',
    reachable: 1,
  }
  expect(readTimesyncd(show, status, null)).toMatchObject({ ...reading, synchronised: false })
  const set = show.replace('NTPSynchronized=no', 'NTPSynchronized=yes')
  expect(readTimesyncd(set, status, 5000)).toMatchObject({ ...reading, synchronised: true, updatedAt: 5000 })
})

const ended = (stdout: string, code = 0, stderr = '') =>
  ({ how: 'exit', code, stdout, stderr, held: false }) as const

test('a daemon that is not there is told apart from one that is off', () => {
  expect(chronyRefusal(captured('chrony-absent.tracking.txt')).why).toBe('not-running')
  expect(readNtpq(captured('ntpd-absent.txt'))).toMatchObject({ why: 'not-running' })
  expect(timesyncdRefusal(ended(captured('timesyncd-off.show.txt')))?.why).toBe('not-running')
  expect(timesyncdRefusal(ended('', 1, captured('timesyncd-absent.show.txt')))?.why).toBe('absent')
})

test('every cut of every output is a reading or none, and never an exception', () => {
  const [tracking, status] = [
    captured('chrony-ok.tracking.txt'),
    captured('timesyncd-kernel-unset.status.txt'),
  ]
  const ntpq = captured('ntpd-not-disciplining.txt')
  for (let cut = 0; cut < ntpq.length; cut += 1) {
    const readings = [
      readChrony(tracking.slice(0, cut), tracking.slice(0, cut)),
      readNtpq(ntpq.slice(0, cut)),
      readTimesyncd('NTPSynchronized=yes', status.slice(0, cut), null),
    ]
    for (const reading of readings) expect('why' in reading || 'daemon' in reading).toBe(true)
  }
})

test.each([
  ['+138us', 0.138],
  ['-2.5s', -2500],
  ['1min 4s', 64_000],
  ['0', 0],
  ['soon', null],
  [undefined, null],
])('the span %j is %j ms', (text, ms) => {
  expect(spanMs(text)).toEqual(ms)
})

const NOW = 1_795_275_700_000
const none = { offset: null, stratum: null, since: null, timeZone: null }
const good = (more: Partial<ClockReading> = {}): ClockReading => ({
  ...(chrony('ok') as ClockReading),
  updatedAt: NOW - 60_000,
  ...more,
})

test('synchronised: ok, with all that was measured as values', () => {
  expect(judgeClock(good(), none, NOW, 'Asia/Tokyo', {})).toEqual({
    outcome: 'ok',
    values: {
      daemon: 'chrony',
      synchronised: 'yes',
      leap: 'normal',
      source: '127.0.0.1',
      stratum: 4,
      offset_ms: expect.closeTo(-0.001574, 6),
      root_delay_ms: expect.closeTo(0.007137, 6),
      root_dispersion_ms: expect.closeTo(0.001751, 6),
      since_update_s: 60,
      sources: 1,
      sources_reachable: 1,
      time_zone: 'Asia/Tokyo',
      utc_offset: '+09:00',
    },
  })
})

test.each([
  ['the offset, slow or fast', { offsetMs: -1500 }, { offset: { critical: 1000 } }, 'failed', 'clock-off'],
  [
    'the offset, a little',
    { offsetMs: 600 },
    { offset: { warning: 500, critical: 1000 } },
    'ok',
    'clock-off',
  ],
  ['the stratum', { stratum: 6 }, { stratum: { critical: 5 } }, 'failed', 'clock-stratum'],
  ['a source long ago', {}, { since: { critical: 59_000 } }, 'failed', 'clock-stale'],
  ['nobody knows when', { updatedAt: null }, { since: { critical: 59_000 } }, 'unknown', 'not-readable'],
  ['another time zone', {}, { timeZone: 'Asia/Seoul' }, 'failed', 'time-zone'],
  ['no synchronisation', { synchronised: false }, none, 'failed', 'clock-unsynchronised'],
] as const)('%s is told', (_name, reading, limits, outcome, reason) => {
  expect(judgeClock(good(reading), { ...none, ...limits }, NOW, 'Asia/Tokyo', {})).toMatchObject({
    outcome,
    reason,
  })
})

test.each([
  [['absent', 'absent', 'absent'], 'unknown', 'no-time-program'],
  [['not-running', 'absent', 'absent'], 'failed', 'no-time-daemon'],
  [['not-running', 'timeout', 'absent'], 'unknown', 'program-timeout'],
  [['not-running', 'unreadable', 'absent'], 'unknown', 'program-output'],
  [['not-permitted', 'not-running', 'absent'], 'unknown', 'not-permitted'],
] as const)('daemons that are %j: %s, %s', (whys, outcome, reason) => {
  expect(judgeSilence(whys.map((why) => ({ why, text: why })))).toMatchObject({
    outcome,
    reason,
    message: whys.join('; '),
  })
})

test('a step of the clock is seen between runs, a slew is none', () => {
  const steps = makeStepWatch()
  const at = (mono: number, wall: number) => steps({ monotonic: () => mono, now: () => wall })
  expect(at(0, 1_000_000)).toEqual({})
  expect(at(60_000, 1_060_030)).toEqual({})
  expect(at(120_000, 1_118_030)).toEqual({ last_step_ms: -2000, since_step_s: 0 })
  expect(at(180_000, 1_178_030)).toEqual({ last_step_ms: -2000, since_step_s: 60 })
})

test('the time zone is that of the host, whoever says it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'kijun-zone-'))
  expect(await hostZone(root)).toBeNull()
  mkdirSync(join(root, 'etc'))
  writeFileSync(join(root, 'etc/timezone'), 'Asia/Tokyo\n')
  expect(await hostZone(root)).toBe('Asia/Tokyo')
  symlinkSync('../usr/share/zoneinfo/America/New_York', join(root, 'etc/localtime'))
  expect(await hostZone(root)).toBe('America/New_York')
  const [winter, summer] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)]
  expect(offsetFromUtc('America/New_York', winter)).toBe('-05:00')
  expect(offsetFromUtc('America/New_York', summer)).toBe('-04:00')
  expect([offsetFromUtc('Etc/UTC', winter), offsetFromUtc('Mars/Olympus', winter)]).toEqual(['+00:00', null])
})

test.each([
  [
    { maxOffset: '1s', maxStratum: 4, maxSince: { warning: '30m', critical: '2h' }, timeZone: 'Asia/Tokyo' },
    [],
  ],
  [{ maxSince: { warning: '3h', critical: '2h' } }, ['/maxSince']],
  [{ maxStratum: 16 }, ['/maxStratum']],
  [{ daemon: 'ntpdate', timeZone: '-u' }, ['/daemon', '/timeZone']],
  [{ maxOffset: 5, socket: '/run/x' }, ['/maxOffset', '/socket']],
])('%j has errors at %j', (config, paths) => {
  expect((CHECK_TYPES.clock?.validate(config) ?? []).map(({ path }) => path).toSorted()).toEqual(paths)
})

test('a number that is none, or beyond the wire, is no reading', () => {
  const tracking = (leap: string, offset: string, delay = '0.01') =>
    `A,a,3,1790000000.0,${offset},0,0,0,0,0,${delay},0.01,64.0,${leap}`
  expect(readChrony(tracking('Normal', '0.001'), null)).toMatchObject({ offsetMs: 1, rootDelayMs: 10 })
  expect(readChrony(tracking('Normal', '1e309'), null)).toMatchObject({ why: 'unreadable' })
  expect(readChrony(tracking('Normal', '0.001', '1e309'), null)).toMatchObject({ rootDelayMs: null })
  expect(readNtpq('leap=00, stratum=2, offset=9999999999999999')).toMatchObject({ offsetMs: null })
  for (const text of ['..s', '1.2.3ms', '9999999999999999999s']) expect(spanMs(text)).toBeNull()
})

test('words that every object knows are no leap indicators', () => {
  for (const leap of ['__proto__', 'constructor', 'toString']) {
    expect(readChrony(`A,a,3,1790000000.0,0.001,0,0,0,0,0,0.01,0.01,64.0,${leap}`, null)).toMatchObject({
      why: 'unreadable',
    })
    const status = `Server: 192.0.2.1\nLeap: ${leap}\nStratum: 2`
    expect(readTimesyncd('NTPSynchronized=yes', status, 0)).toMatchObject({ synchronised: false })
  }
})
