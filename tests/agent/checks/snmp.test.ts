import type { Socket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { snmp } from '../../../agent/checks/snmp.ts'
import type { ProbeResult } from '../../../agent/checks/types.ts'
import { makeClock } from '../../../agent/clock.ts'
import { bareHost } from '../../../agent/host-side.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { freePort } from '../../support/program.ts'
import { probe } from './probe.ts'
import { answer, device, heard, int, text, tlv, USM_UNKNOWN_ENGINE, v3 } from './snmp-device.ts'

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

const host = {
  ...bareHost,
  secret: (name: string, to: string) => (name === 'key' ? 'not-public' : bareHost.secret(name, to)),
}
const key = { secret: 'key' }

const [first = new Map(), later = new Map()] = readFileSync(
  join(import.meta.dirname, 'captured/snmp.hex'),
  'utf8',
)
  .split('# second look')
  .map((part) => {
    const messages = part.split('\n').filter((line) => /^[0-9a-f]+$/.test(line))
    return new Map(messages.flatMap((line) => [...heard(Buffer.from(line, 'hex')).varbinds]))
  })
const second = new Map([...first, ...later])
const OID = {
  uptime: '2b06010201010300',
  name: '2b06010201010500',
  load: '2b060104018f650a010301',
  oper: '2b060102010202010801',
  in64: '2b060102011f0101010601',
}
const changed = (table: Map<string, Buffer>, ...changes: [string, Buffer | undefined][]) => {
  const copy = new Map(table)
  for (const [oid, value] of changes) value ? copy.set(oid, value) : copy.delete(oid)
  return copy
}
const ticks = (value: number) => int(value, 0x43)
const good = (table: Map<string, Buffer>) => (datagram: Buffer, send: (reply: Buffer) => void) =>
  send(answer(heard(datagram), table))

async function ask(config: object, manner: Parameters<typeof device>[1] = good(first), timeoutMs = 2000) {
  const target = await device(sockets, manner)
  return probe('snmp', { target, community: key, ...config }, timeoutMs, host)
}

const NAME = { oid: '1.3.6.1.2.1.1.5.0', as: 'name' }
const LOAD = { oid: '1.3.6.1.4.1.2021.10.1.3.1', as: 'load' }

describe('what a real device answered', () => {
  test('its uptime alone is enough, and the community is the secret', async () => {
    let community = ''
    const result = await ask({}, (datagram, send) => {
      community = heard(datagram).community
      good(first)(datagram, send)
    })
    expect(result).toMatchObject({ outcome: 'ok', values: { answer_ms: expect.any(Number) } })
    expect(result.values?.uptime_s).toBeGreaterThan(0)
    expect(community).toBe('not-public')
  })

  test.each([
    [{ ...NAME, expect: 'device.test' }, 'ok', undefined, 'device.test'],
    [{ ...NAME, expect: ['other', 'device.test'] }, 'ok', undefined, 'device.test'],
    [{ ...NAME, expect: 'other' }, 'failed', 'snmp-value', 'device.test'],
    [LOAD, 'ok', undefined, '17.05'],
    [{ ...LOAD, warning: 10, critical: 20 }, 'ok', 'snmp-value', 17.05],
    [{ ...LOAD, warning: 10, critical: 17 }, 'failed', 'snmp-value', 17.05],
    [{ ...LOAD, atLeast: 18 }, 'failed', 'snmp-value', 17.05],
    [{ ...NAME, critical: 3 }, 'unknown', 'not-readable', 'device.test'],
    [{ oid: '1.3.6.1.4.1.99999.1.0', as: 'name' }, 'unknown', 'not-readable', undefined],
    [{ oid: '1.3.6.1.4.1.99999.1.0', as: 'name', critical: 1 }, 'unknown', 'not-readable', undefined],
  ])('%j: %s %s', async (oid, outcome, reason, value) => {
    const result = await ask({ oids: [oid] })
    expect(result.outcome).toBe(outcome)
    expect(result.reason).toBe(reason)
    expect(result.values?.[oid.as]).toBe(value)
  })

  test('an interface is found by its name or its index', async () => {
    for (const named of ['lo', 1]) {
      expect(await ask({ interface: named })).toMatchObject({
        outcome: 'ok',
        values: { if_status: 'up', if_admin: 'up', if_speed_mbit: 10 },
      })
    }
  })

  test('an interface that is down, and one that is not there, have failed', async () => {
    const down = changed(first, [OID.oper, int(2)])
    expect(await ask({ interface: 'lo' }, good(down))).toMatchObject({
      outcome: 'failed',
      reason: 'interface-down',
      message: 'lo is down',
    })
    expect(await ask({ interface: 'ge-0/0/1' })).toMatchObject({
      outcome: 'failed',
      reason: 'snmp-no-interface',
    })
    expect(await ask({ interface: 99 })).toMatchObject({ outcome: 'failed', reason: 'snmp-no-interface' })
  })
})

describe('over several looks', () => {
  /** One probe on a clock of its own: `tables` are what the device says, one look every `stepMs`. */
  async function looks(config: object, tables: Map<string, Buffer>[], stepMs = 6780): Promise<ProbeResult[]> {
    let now = 0
    let table = tables[0] ?? new Map()
    const target = await device(sockets, (datagram, send) => good(table)(datagram, send))
    const clock = { ...makeClock({ wall: () => 0, monotonic: () => 0 }), monotonic: () => now }
    const code = snmp.prepare({ target, community: key, ...config }, host)
    const results: ProbeResult[] = []
    for (const next of tables) {
      table = next
      results.push(await code({ signal: AbortSignal.timeout(3000), timeoutMs: 3000, clock }))
      now += stepMs
    }
    return results
  }
  const counter64 = (value: bigint) => tlv(0x46, Buffer.from(value.toString(16).padStart(18, '0'), 'hex'))
  const state = (seconds: number, octets: bigint) =>
    changed(second, [OID.uptime, ticks(seconds * 100)], [OID.in64, counter64(octets)])

  test('counters become rates from the second look on', async () => {
    const [one, two] = await looks({ interface: 'lo' }, [first, second])
    expect(one?.values).not.toHaveProperty('if_in_bps')
    // What the real counters were: 0x10413104fa9 and later, 6.78 s apart; the speed of a loopback is no speed.
    expect(Number(two?.values?.if_in_bps)).toBeGreaterThan(1e7)
    expect(two?.values).toMatchObject({ if_errors_per_s: 0, if_discards_per_s: 0 })
    expect(two?.values).not.toHaveProperty('if_in_percent')
  })

  test('use of an interface has limits, and no look before it is unknown', async () => {
    const config = { interface: 'lo', utilisation: { warning: 50, critical: 80 } }
    // 10 Mbit: 10 s of 50 000, 800 000 and 1 100 000 octets per second.
    const steps = [state(100, 0n), state(110, 500_000n), state(120, 8_500_000n), state(130, 19_500_000n)]
    const results = await looks(config, steps, 10_000)
    expect(results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['unknown', 'not-readable'],
      ['ok', undefined],
      ['ok', 'interface-busy'],
      ['failed', 'interface-busy'],
    ])
    expect(results.map(({ values }) => values?.if_in_percent)).toEqual([undefined, 4, 64, 88])
  })

  test('a counter of 64 bits that goes back was cleared: no rate, no alarm', async () => {
    const [, two] = await looks({ interface: 'lo' }, [state(100, 9_000_000n), state(110, 1000n)], 10_000)
    expect(two).toMatchObject({ outcome: 'ok' })
    expect(two?.values).not.toHaveProperty('if_in_bps')
  })

  test('a restart is told once, and its counters give no rate', async () => {
    const steps = [state(5000, 1000n), state(20, 900_000n), state(80, 901_000n)]
    const results = await looks({ interface: 'lo' }, steps, 60_000)
    expect(results.map(({ reason }) => reason)).toEqual([undefined, 'restarted', undefined])
    expect(results[1]).toMatchObject({ outcome: 'ok', values: { restarted: 1 } })
    expect(results[1]?.values).not.toHaveProperty('if_in_bps')
  })

  test('an interface that got another number is found again by its name', async () => {
    const moved = new Map(
      [...first].filter(([oid]) => !/^2b060102011f0101010101$|^2b0601020102020102/.test(oid)),
    )
    moved.set('2b060102011f0101010107', text('lo'))
    moved.set('2b060102010202010807', int(1))
    const [one, two] = await looks({ interface: 'lo' }, [first, moved])
    expect([one?.values?.if_status, two?.values?.if_status]).toEqual(['up', 'up'])
    expect(two?.values).not.toHaveProperty('if_speed_mbit')
  })
})

describe('devices that do not behave', () => {
  test('silence is a time-out, a closed port is refused', async () => {
    expect(await ask({}, () => undefined, 400)).toMatchObject({ outcome: 'failed', reason: 'timeout' })
    const config = { target: `127.0.0.1:${await freePort()}`, community: key }
    expect(await probe('snmp', config, 1000, host)).toMatchObject({ outcome: 'failed', reason: 'refused' })
  })

  test('one lost datagram is asked for again', async () => {
    let asked = 0
    const lossy: Parameters<typeof device>[1] = (datagram, send) => {
      asked += 1
      if (asked > 1) good(first)(datagram, send)
    }
    expect(await ask({}, lossy)).toMatchObject({ outcome: 'ok' })
  })

  test.each<[string, Parameters<typeof device>[1], string, string]>([
    ['garbage', (_d, send) => send(Buffer.alloc(60, 0xff)), 'failed', 'protocol'],
    ['an empty datagram', (_d, send) => send(Buffer.alloc(0)), 'failed', 'protocol'],
    ['an error', (d, send) => send(answer(heard(d), first, { status: 5 })), 'unknown', 'snmp-error'],
    [
      'another community',
      (d, send) => send(answer({ ...heard(d), community: 'x' }, first)),
      'failed',
      'protocol',
    ],
    [
      'other objects',
      (d, send) => send(answer({ ...heard(d), oids: [OID.name] }, first)),
      'failed',
      'protocol',
    ],
    ['a foreign id', (d, send) => send(answer({ ...heard(d), id: int(7) }, first)), 'failed', 'timeout'],
    [
      'no object at all',
      (d, send) =>
        send(tlv(0x30, int(1), text('not-public'), tlv(0xa2, heard(d).id, int(0), int(0), tlv(0x30)))),
      'failed',
      'protocol',
    ],
    [
      'a number as its uptime that is none',
      (d, send) => good(changed(first, [OID.uptime, text('soon')]))(d, send),
      'unknown',
      'snmp-error',
    ],
  ])('%s', async (_what, manner, outcome, reason) => {
    const result = await ask({}, manner, 500)
    expect(result).toMatchObject({ outcome, reason })
    expect(JSON.stringify(result)).not.toContain('not-public')
  })

  test('a flood of answers ends the run, not the agent', async () => {
    const result = await ask({}, (_datagram, send) => {
      for (let n = 0; n < 300; n += 1) send(Buffer.alloc(1000, n))
    })
    expect(result).toMatchObject({ outcome: 'failed', reason: 'protocol' })
  })

  test('interfaces without end end', async () => {
    let n = 0
    const endless: Parameters<typeof device>[1] = (datagram, send) => {
      const { kind, ...rest } = heard(datagram)
      if (kind !== 0xa5) return good(first)(datagram, send)
      n += 1
      const table = Array.from({ length: 20 }, (_, m): [string, Buffer] => [
        `2b060102011f0101010183${(0x80 + (n >> 7)).toString(16)}${(n & 127).toString(16).padStart(2, '0')}${m.toString(16).padStart(2, '0')}`,
        text('x'),
      ])
      send(answer({ ...rest, kind: 0xa0, oids: table.map(([oid]) => oid) }, new Map(table)))
    }
    expect(await ask({ interface: 'ge-0/0/1' }, endless, 5000)).toMatchObject({
      outcome: 'failed',
      reason: 'protocol',
    })
    expect(n).toBeLessThan(1000)
  })

  test('any change of a real answer costs one result', async () => {
    const changes = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(120), async (octets, cut) => {
        const result = await ask(
          { oids: [NAME] },
          (datagram, send) => {
            const reply = answer(heard(datagram), first)
            for (const [place, value] of octets) reply[place % reply.length] = value
            send(cut < 10 ? reply.subarray(0, cut * 8) : reply)
          },
          120,
        )
        expect(['ok', 'failed', 'unknown']).toContain(result.outcome)
        expect(result.reason).not.toBe('probe-threw')
      }),
      { numRuns: 40, seed: 4 },
    )
  })
})

describe('SNMPv3', () => {
  const report = (datagram: Buffer, boots = 1, time = 100) =>
    v3(datagram, 0xa8, USM_UNKNOWN_ENGINE, int(1, 0x41), boots, time)
  const auth = { protocol: 'sha', key }
  const askV3 = (user: object, manner: Parameters<typeof device>[1], timeoutMs = 800) =>
    ask({ community: undefined, v3: { user: 'x', ...user } }, manner, timeoutMs)

  /** Discovery is answered as a device does, the question itself unsigned. */
  const unsigned = () => {
    let asked = 0
    return (datagram: Buffer, send: (reply: Buffer) => void) => {
      asked += 1
      send(asked === 1 ? report(datagram) : v3(datagram, 0xa2, OID.uptime, ticks(4200)))
    }
  }

  test('without keys a device is believed as it is', async () => {
    expect(await askV3({}, unsigned())).toMatchObject({ outcome: 'ok', values: { uptime_s: 42 } })
  })

  test.each([{ auth }, { auth, privacy: { protocol: 'aes', key } }])(
    'an unsigned answer to a signed question is not believed: %j',
    async (keys) => {
      expect(await askV3(keys, unsigned())).toMatchObject({ outcome: 'failed', reason: 'snmp-unsigned' })
    },
  )

  test.each([
    ['2b060106030f01010300', 'Unknown User Name'],
    ['2b060106030f01010500', 'Wrong Digest'],
  ])('a report %s says what is wrong: the device is there, and we do not know more', async (oid, words) => {
    let asked = 0
    const result = await askV3({ auth }, (datagram, send) => {
      asked += 1
      send(asked === 1 ? report(datagram) : v3(datagram, 0xa8, oid, int(1, 0x41)))
    })
    expect(result).toMatchObject({ outcome: 'unknown', reason: 'snmp-credentials' })
    expect(result.message).toContain(words)
    expect(JSON.stringify(result)).not.toContain('not-public')
  })

  test('a device that reports without end is left', async () => {
    let asked = 0
    const result = await askV3({}, (datagram, send) => {
      asked += 1
      send(report(datagram, 0, 0))
    })
    expect(result).toMatchObject({ outcome: 'failed', reason: 'protocol' })
    expect(asked).toBeLessThan(50)
  })
})

test.each([
  [{ target: '-v', community: key }, '/target'],
  [{ target: 'a b', community: key }, '/target'],
  [{ target: 'a:70000', community: key }, '/target'],
  [{ target: 'a' }, ''],
  [{ target: 'a', community: key, v3: { user: 'x' } }, ''],
  [{ target: 'a', community: 'public' }, '/community'],
  [{ target: 'a', v3: { user: 'x', privacy: { protocol: 'aes', key } } }, '/v3'],
  [{ target: 'a', v3: { user: 'x', auth: { protocol: 'rot13', key } } }, '/v3/auth/protocol'],
  [{ target: 'a', v3: { user: 'x', auth: { protocol: 'sha', key: 'clear' } } }, '/v3/auth/key'],
  [{ target: 'a', community: key, interface: 'a\nb' }, '/interface'],
  [{ target: 'a', community: key, interface: 0 }, '/interface'],
  [{ target: 'a', community: key, utilisation: 80 }, ''],
  [{ target: 'a', community: key, interface: 1, utilisation: { warning: 90, critical: 80 } }, '/utilisation'],
  [{ target: 'a', community: key, oids: [{ oid: 'sysUpTime', as: 'x' }] }, '/oids/0/oid'],
  [{ target: 'a', community: key, oids: [{ oid: '1.3', as: 'x' }] }, '/oids/0/oid'],
  [{ target: 'a', community: key, oids: [{ oid: '1.40.1', as: 'x' }] }, '/oids/0/oid'],
  [{ target: 'a', community: key, oids: [{ oid: '1.3.4294967296', as: 'x' }] }, '/oids/0/oid'],
  [{ target: 'a', community: key, oids: [{ ...NAME, as: 'uptime_s' }] }, '/oids/0/as'],
  [{ target: 'a', community: key, oids: [{ ...NAME, as: 'Bad' }] }, '/oids/0/as'],
  [{ target: 'a', community: key, oids: [{ ...NAME, warning: 9, critical: 8 }] }, '/oids/0'],
])('%j is refused at %s', (config, path) => {
  const errors = CHECK_TYPES.snmp?.validate(config) ?? []
  expect(errors.map((error) => error.path)).toContain(path)
})

test.each([
  ['127.0.0.1', '127.0.0.1:161'],
  ['127.0.0.1:1161', '127.0.0.1:1161'],
  ['::1', '[::1]:161'],
])('this host is asked whether %s may see its secret, as %s', async (target, told) => {
  const asked: string[] = []
  const strict = {
    ...bareHost,
    secret(name: string, to: string): string {
      asked.push(to)
      return bareHost.secret(name, to)
    },
  }
  const result = await probe('snmp', { target, community: key }, 1000, strict)
  expect([result.reason, asked]).toEqual(['no-secret', [told]])
})

test('a secret that this host does not have is nothing against the device', async () => {
  const config = { target: '127.0.0.1:161', community: { secret: 'other' } }
  expect(await probe('snmp', config, 1000, host)).toMatchObject({ outcome: 'unknown', reason: 'no-secret' })
})

test('two values of one name are refused at their list', () => {
  const config = { target: 'a', community: key, oids: [NAME, { ...LOAD, as: 'name' }] }
  expect(CHECK_TYPES.snmp?.validate(config)).toEqual([
    { path: '/oids', message: 'must have a different as each' },
  ])
  expect(() => snmp.prepare(config, host)).toThrow('name')
})
