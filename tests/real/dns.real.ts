/** The check `dns` against unbound with a local zone. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { probe } from '../agent/checks/probe.ts'
import { freeUdpPort, real, until } from './network.ts'

await real('dns', async ({ dir, start, expect }) => {
  const port = await freeUdpPort()
  const refusing = await freeUdpPort()
  const file = join(dir, 'unbound.conf')
  await writeFile(
    file,
    `server:
  interface: 127.0.0.1@${port}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "${dir}"
  pidfile: "${dir}/unbound.pid"
  use-syslog: no
  do-not-query-localhost: no
  module-config: "iterator"
  local-zone: "kijun.test." static
  local-data: "kijun.test. SOA ns1.kijun.test. hostmaster.kijun.test. 2026112101 3600 900 604800 300"
  local-data: "kijun.test. NS ns1.kijun.test."
  local-data: "kijun.test. NS ns2.kijun.test."
  local-data: "kijun.test. MX 10 mail.kijun.test."
  local-data: "kijun.test. MX 20 mail2.kijun.test."
  local-data: 'kijun.test. TXT "v=spf1 " "-all"'
  local-data: 'kijun.test. CAA 0 issue "ca.example"'
  local-data: "www.kijun.test. A 192.0.2.1"
  local-data: "www.kijun.test. A 192.0.2.2"
  local-data: "www.kijun.test. AAAA 2001:db8::1"
  local-data: "alias.kijun.test. CNAME www.kijun.test."
  local-data: "_sip._tcp.kijun.test. SRV 0 5 5060 sip.kijun.test."
  local-data-ptr: "192.0.2.1 www.kijun.test"
  local-data-ptr: "2001:db8::1 www.kijun.test"
  local-zone: "refused.test." refuse
  local-zone: "silent.test." deny
forward-zone:
  name: "broken.example."
  forward-addr: 127.0.0.1@${refusing}
`,
  )
  start('unbound', ['-d', '-c', file])
  const upstream = join(dir, 'refusing.conf')
  await writeFile(
    upstream,
    `server:
  interface: 127.0.0.1@${refusing}
  access-control: 127.0.0.0/8 refuse
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "${dir}"
  pidfile: "${dir}/refusing.pid"
  use-syslog: no
`,
  )
  start('unbound', ['-d', '-c', upstream])
  const servers = [`127.0.0.1:${port}`]
  const ask = (config: object, timeoutMs = 5000) => probe('dns', { servers, ...config }, timeoutMs)
  await until('unbound answers', async () => (await ask({ query: 'www.kijun.test' }, 500)).outcome === 'ok')

  for (const [record, name, exactly] of [
    ['A', 'www.kijun.test', ['192.0.2.2', '192.0.2.1']],
    ['AAAA', 'www.kijun.test', '2001:0db8:0:0::1'],
    ['CNAME', 'alias.kijun.test', 'WWW.kijun.test.'],
    ['MX', 'kijun.test', ['10 mail.kijun.test', '20 mail2.kijun.test']],
    ['NS', 'kijun.test', ['ns1.kijun.test', 'ns2.kijun.test']],
    ['TXT', 'kijun.test', 'v=spf1 -all'],
    ['SOA', 'kijun.test', 'ns1.kijun.test hostmaster.kijun.test 2026112101 3600 900 604800 300'],
    ['SRV', '_sip._tcp.kijun.test', '0 5 5060 sip.kijun.test'],
    ['CAA', 'kijun.test', '0 issue "ca.example"'],
    ['PTR', '192.0.2.1', 'www.kijun.test'],
    ['PTR', '2001:db8::1', 'www.kijun.test'],
  ] as const) {
    expect(`${record} of ${name}`, await ask({ query: name, record, expect: { exactly } }), { outcome: 'ok' })
  }
  const www = { query: 'www.kijun.test' }
  expect('one address too many', await ask({ ...www, expect: { exactly: '192.0.2.1' } }), {
    outcome: 'failed',
    reason: 'dns-answer',
  })
  expect('an address that is missing', await ask({ ...www, expect: { contains: '192.0.2.9' } }), {
    outcome: 'failed',
    reason: 'dns-answer',
  })
  expect('a name that is not there', await ask({ query: 'no.kijun.test' }), {
    outcome: 'failed',
    reason: 'name-not-found',
  })
  expect('a name that must not be there', await ask({ query: 'no.kijun.test', expect: { absent: true } }), {
    outcome: 'ok',
  })
  expect('no such record', await ask({ ...www, record: 'MX' }), {
    outcome: 'failed',
    reason: 'dns-no-record',
  })
  expect('a refusal', await ask({ query: 'a.refused.test' }), { outcome: 'failed', reason: 'dns-refused' })
  expect('a zone whose servers refuse', await ask({ query: 'a.broken.example' }), {
    outcome: 'failed',
    reason: 'dns-servfail',
  })
  expect('silence', await ask({ query: 'a.silent.test' }, 1500), { outcome: 'failed', reason: 'timeout' })
  expect('nobody at the port', await ask({ ...www, servers: [`127.0.0.1:${await freeUdpPort()}`] }), {
    outcome: 'failed',
    reason: 'refused',
  })
})
