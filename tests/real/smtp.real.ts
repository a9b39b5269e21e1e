/** The check `smtp`, and `certificate` through STARTTLS, against exim4. */
import { execFileSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bareHost } from '../../agent/host-side.ts'
import { probe } from '../agent/checks/probe.ts'
import { makeAuthority } from './certificates.ts'
import { freeTcpPort, real, until } from './network.ts'

const PASSWORD = 'a password of this run'
const host = {
  ...bareHost,
  secret: (name: string, to: string) =>
    name === 'mail' ? PASSWORD : name === 'wrong' ? 'not it' : bareHost.secret(name, to),
}

await real('smtp', async ({ dir, start, expect }) => {
  const port = await freeTcpPort()
  const authority = makeAuthority(join(dir, 'a'))
  const made = authority.server('mail.test', { from: -10, to: 20 })
  for (const folder of ['spool', 'log']) await mkdir(join(dir, folder))
  const file = join(dir, 'exim.conf')
  await writeFile(
    file,
    `primary_hostname = mail.test
spool_directory = ${dir}/spool
log_file_path = ${dir}/log/%slog
pid_file_path = ${dir}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts = *
tls_certificate = ${made.cert}
tls_privatekey = ${made.key}
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = rcpt
acl_smtp_mail = mail
begin acl
mail:
  defer senders = busy@client.test
    message = 421 mail.test is closing
  accept
rcpt:
  defer local_parts = later
    message = come back later
  deny local_parts = nobody
    message = no such user
  accept local_parts = somebody
  deny message = relay not permitted
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{kijun}}{eq{$auth3}{${PASSWORD}}}}}
  server_set_id = $auth2
`,
  )
  await chmod(dir, 0o755)
  await chmod(join(dir, 'a'), 0o755)
  execFileSync('chown', ['-R', 'Debian-exim', dir])
  execFileSync('chown', ['root', dir, file])
  start('exim4', ['-bdf', '-C', file])
  const target = `127.0.0.1:${port}`
  await until('exim4 listens', async () => (await probe('tcp', { target })).outcome === 'ok')
  const base = { target, serverName: 'mail.test', ca: authority.ca }
  const talk = (config: object) => probe('smtp', { ...base, ...config }, 8000, host)
  const auth = (secret: string) => ({ user: 'kijun', password: { secret } })

  expect('greeting and STARTTLS', await talk({ tls: 'starttls' }), {
    outcome: 'ok',
    reason: undefined,
    'values.banner_ms': (ms: unknown) => typeof ms === 'number',
    'values.tls_ms': (ms: unknown) => typeof ms === 'number',
    'values.certificate': 'ok',
  })
  expect('a plain line', await talk({ tls: 'none' }), { outcome: 'ok', 'values.tls_ms': undefined })
  expect('a wrong name', await talk({ tls: 'starttls', serverName: 'other.test' }), {
    outcome: 'failed',
    reason: 'certificate-name',
  })
  expect('a wrong name where TLS is taken as it comes', await talk({ serverName: 'other.test' }), {
    outcome: 'ok',
  })
  expect('a right password', await talk({ auth: auth('mail') }), {
    outcome: 'ok',
    'values.auth_ms': (ms: unknown) => typeof ms === 'number',
  })
  expect('a wrong password', await talk({ auth: auth('wrong') }), { outcome: 'failed', reason: 'smtp-auth' })
  const from = 'probe@client.test'
  expect('a recipient', await talk({ from, to: 'somebody@mail.test' }), {
    outcome: 'ok',
    'values.rcpt_ms': (ms: unknown) => typeof ms === 'number',
  })
  expect('an unknown recipient', await talk({ from, to: 'nobody@mail.test' }), {
    outcome: 'failed',
    reason: 'smtp-refused',
    'values.code': 550,
  })
  expect('a recipient put off', await talk({ from, to: 'later@mail.test' }), {
    outcome: 'failed',
    reason: 'smtp-deferred',
    'values.code': 451,
  })
  expect('a server that closes', await talk({ from: 'busy@client.test', to: 'somebody@mail.test' }), {
    outcome: 'failed',
    reason: 'smtp-unavailable',
    'values.code': 421,
  })
  expect('nobody there', await talk({ target: `127.0.0.1:${await freeTcpPort()}` }), {
    outcome: 'failed',
    reason: 'refused',
  })
  const shown = { target, serverName: 'mail.test', ca: authority.ca, starttls: 'smtp' }
  expect('its certificate through STARTTLS', await probe('certificate', shown, 8000), {
    outcome: 'ok',
    reason: 'certificate-expires',
    'values.days_left': (days: unknown) => days === 19 || days === 20,
  })
})
