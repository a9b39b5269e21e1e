/** The check `snmp` against snmpd: v2c, v3 with and without privacy, a real interface, a restart. */
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { CHECKS } from '../../agent/checks/registry.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'
import { probe } from '../agent/checks/probe.ts'
import { freeTcpPort, freeUdpPort, real, until } from './network.ts'

const SECRETS: Record<string, string> = {
  community: 'not-public',
  wrong: 'nobody-knows',
  auth: 'an-authentication-phrase',
  privacy: 'a-privacy-phrase',
}
const host = { ...bareHost, secret: (name: string, to: string) => SECRETS[name] ?? bareHost.secret(name, to) }
const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })

await real('snmp', async ({ dir, start, expect }) => {
  const port = await freeUdpPort()
  const file = join(dir, 'snmpd.conf')
  await mkdir(join(dir, 'state'))
  await writeFile(
    file,
    `agentaddress udp:127.0.0.1:${port}
rocommunity not-public 127.0.0.1
sysName device.test
createUser plain
createUser md5 MD5 an-authentication-phrase
createUser sha SHA an-authentication-phrase
createUser sha256 SHA-256 an-authentication-phrase
createUser sha512 SHA-512 an-authentication-phrase
createUser aes SHA an-authentication-phrase AES a-privacy-phrase
createUser aes256 SHA-256 an-authentication-phrase AES-256 a-privacy-phrase
rouser plain noauth
rouser md5 auth
rouser sha auth
rouser sha256 auth
rouser sha512 auth
rouser aes priv
rouser aes256 priv
`,
  )
  const run = () =>
    start('snmpd', ['-f', '-Lo', '-C', '-c', file, '-p', join(dir, 'pid')], {
      SNMP_PERSISTENT_DIR: join(dir, 'state'),
      MIBS: '',
    })
  let daemon = run()
  const target = `127.0.0.1:${port}`
  const community = { secret: 'community' }
  const ask = (config: object, timeoutMs = 3000) => probe('snmp', { target, ...config }, timeoutMs, host)
  await until('snmpd answers', async () => (await ask({ community }, 400)).outcome === 'ok')

  const name = { oid: '1.3.6.1.2.1.1.5.0', as: 'name', expect: 'device.test' }
  const load = { oid: '1.3.6.1.4.1.2021.10.1.3.1', as: 'load', critical: 10_000 }
  expect('v2c with a name and a load', await ask({ community, oids: [name, load] }), {
    outcome: 'ok',
    reason: undefined,
    'values.name': 'device.test',
    'values.load': (value: unknown) => Number(value) >= 0,
    'values.uptime_s': (value: unknown) => typeof value === 'number',
  })
  expect('a name that is another', await ask({ community, oids: [{ ...name, expect: 'other' }] }), {
    outcome: 'failed',
    reason: 'snmp-value',
  })
  expect(
    'a load beyond its level',
    await ask({ community, oids: [{ ...load, warning: -2, critical: -1 }] }),
    {
      outcome: 'failed',
      reason: 'snmp-value',
    },
  )
  expect(
    'an object that is not there',
    await ask({ community, oids: [{ oid: '1.3.6.1.4.1.99999.1.0', as: 'x' }] }),
    {
      outcome: 'unknown',
      reason: 'not-readable',
    },
  )
  expect('a wrong community', await ask({ community: { secret: 'wrong' } }, 1000), {
    outcome: 'failed',
    reason: 'timeout',
  })
  expect('nobody there', await ask({ community, target: `127.0.0.1:${await freeUdpPort()}` }), {
    outcome: 'failed',
    reason: 'refused',
  })

  const auth = (protocol: string, secret = 'auth') => ({ protocol, key: { secret } })
  const users: [string, object][] = [
    ['plain', {}],
    ['md5', { auth: auth('md5') }],
    ['sha', { auth: auth('sha') }],
    ['sha256', { auth: auth('sha256') }],
    ['sha512', { auth: auth('sha512') }],
    ['aes', { auth: auth('sha'), privacy: auth('aes', 'privacy') }],
    ['aes256', { auth: auth('sha256'), privacy: auth('aes256b', 'privacy') }],
  ]
  for (const [user, keys] of users) {
    expect(`v3 as ${user}`, await ask({ v3: { user, ...keys }, oids: [name] }), { outcome: 'ok' })
  }
  for (const [what, v3] of [
    ['a user that is not known', { user: 'nobody', auth: auth('sha') }],
    ['a wrong phrase', { user: 'sha', auth: auth('sha', 'wrong') }],
    ['a wrong hash', { user: 'sha', auth: auth('md5') }],
    ['a wrong privacy phrase', { user: 'aes', auth: auth('sha'), privacy: auth('aes', 'wrong') }],
    ['too low a level', { user: 'aes', auth: auth('sha') }],
  ] as const) {
    expect(`v3 with ${what}`, await ask({ v3 }, 1500), {
      outcome: (outcome: unknown) => outcome !== 'ok',
      reason: (reason: unknown) => ['snmp-credentials', 'snmp-error', 'timeout'].includes(String(reason)),
    })
  }

  // One probe over several looks: rates of the loopback interface under real traffic, then a restart of snmpd.
  const config = {
    target,
    community,
    interface: 'lo',
    oids: [{ oid: '1.3.6.1.2.1.2.2.1.10.1', as: 'octets', rate: true }],
  }
  const again = (await CHECKS.snmp?.())?.prepare(config, host)
  const look = async () =>
    (await again?.({ signal: AbortSignal.timeout(5000), timeoutMs: 5000, clock })) ?? { outcome: 'unknown' }
  expect('the first look has no rate', await look(), {
    outcome: 'ok',
    'values.if_status': 'up',
    'values.if_in_bps': undefined,
  })
  // snmpd looks at its interfaces every few seconds only.
  for (let second = 0; second < 6; second += 1) {
    await traffic(10_000_000)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  expect('the second has one', await look(), {
    outcome: 'ok',
    'values.if_in_bps': (rate: unknown) => Number(rate) > 10_000_000 && Number(rate) < 10_000_000_000,
    'values.octets': (rate: unknown) => Number(rate) > 1_000_000,
  })
  expect('an interface that is not there', await ask({ community, interface: 'ge-0/0/1' }), {
    outcome: 'failed',
    reason: 'snmp-no-interface',
  })
  expect('an index that is not there', await ask({ community, interface: 4242 }), {
    outcome: 'failed',
    reason: 'snmp-no-interface',
  })
  // A restart shows once the uptime is behind: snmpd must have run for longer than the slack.
  await new Promise((resolve) => setTimeout(resolve, 6000))
  await look()
  daemon.kill('SIGTERM')
  await once(daemon, 'exit')
  daemon = run()
  await until('snmpd answers again', async () => (await ask({ community }, 400)).outcome === 'ok')
  expect('a restart', await look(), {
    outcome: 'ok',
    reason: 'restarted',
    'values.restarted': 1,
    'values.if_in_bps': undefined,
  })
})

/** So many octets over the loopback interface. */
async function traffic(octets: number): Promise<void> {
  const port = await freeTcpPort()
  const server = createServer((socket) => socket.resume()).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect(port, '127.0.0.1')
  await new Promise((resolve) => socket.end(Buffer.alloc(octets), () => resolve(undefined)))
  await new Promise((resolve) => server.close(resolve))
}
