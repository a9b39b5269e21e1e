/** The check `certificate` against `openssl s_server` with certificates of every kind of fault. */
import { join } from 'node:path'
import { probe } from '../agent/checks/probe.ts'
import { type Made, makeAuthority } from './certificates.ts'
import { freeTcpPort, real, until } from './network.ts'

await real('certificate', async ({ dir, start, expect }) => {
  const authority = makeAuthority(join(dir, 'a'))
  const dying = makeAuthority(join(dir, 'b'), 3)
  const year = { from: -10, to: 200 }

  async function look(made: Made, config: object) {
    const port = await freeTcpPort()
    const args = [
      '-accept',
      `127.0.0.1:${port}`,
      '-cert',
      made.cert,
      '-cert_chain',
      made.cert,
      '-key',
      made.key,
    ]
    start('openssl', ['s_server', ...args, '-quiet'])
    const target = `127.0.0.1:${port}`
    await until('s_server listens', async () => (await probe('tcp', { target })).outcome === 'ok')
    return probe('certificate', { target, serverName: 'shop.test', ca: authority.ca, ...config })
  }

  expect('a good one', await look(authority.server('shop.test', year), {}), {
    outcome: 'ok',
    reason: undefined,
    'values.days_left': (days: unknown) => days === 199 || days === 200,
    'values.chain_length': (length: unknown) => Number(length) >= 2,
    'values.trusted': 'yes',
  })
  const soon = authority.server('shop.test', { from: -10, to: 20 })
  expect('soon to expire', await look(soon, {}), { outcome: 'ok', reason: 'certificate-expires' })
  expect('very soon to expire', await look(soon, { daysLeft: 25 }), {
    outcome: 'failed',
    reason: 'certificate-expires',
  })
  expect('expired', await look(authority.server('shop.test', { from: -10, to: -2 }), {}), {
    outcome: 'failed',
    reason: 'certificate-expired',
    'values.days_left': (days: unknown) => days === -2 || days === -3,
    'values.trusted': 'CERT_HAS_EXPIRED',
  })
  expect('not yet valid', await look(authority.server('shop.test', { from: 5, to: 200 }), {}), {
    outcome: 'failed',
    reason: 'certificate-not-yet-valid',
  })
  expect('a wrong name', await look(authority.server('other.test', year), {}), {
    outcome: 'failed',
    reason: 'certificate-name',
  })
  expect('self-signed', await look(authority.selfSigned('shop.test'), {}), {
    outcome: 'failed',
    reason: 'certificate-untrusted',
    'values.trusted': 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
  const pinned = authority.selfSigned('shop.test')
  expect('self-signed and trusted', await look(pinned, { ca: pinned.cert }), { outcome: 'ok' })
  expect('an authority that nobody knows', await look(dying.server('shop.test', year), {}), {
    outcome: 'failed',
    reason: 'certificate-untrusted',
  })
  expect('a chain that dies before it', await look(dying.server('shop.test', year), { ca: dying.ca }), {
    outcome: 'failed',
    reason: 'certificate-expires',
    'values.chain_days_left': (days: unknown) => days === 2 || days === 3,
  })
})
