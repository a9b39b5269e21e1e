/**
 * Lines of `kijun-agent doctor` whose causes need root: a disk and a table of inodes that are full, a ping without
 * its capability, few descriptors, a clock that is off (faketime), a real time server (chronyd).
 */
import { execFile, spawn } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { bundleAgent } from '../../deploy/build/bundle-agent.ts'
import { finish, saw, skip, verify } from './report.ts'

const NTP_PORT = 21_241
const NOBODY = 65_534
const home = mkdtempSync(join(tmpdir(), 'kijun-doctor-'))
chmodSync(home, 0o755)
const bundle = join(home, 'kijun-agent.js')
await bundleAgent(bundle)
const node = join(home, 'node')
copyFileSync(process.execPath, node)

const checks = [
  {
    check: 'shop/web/clock',
    type: 'ntp',
    purpose: 'time-sync',
    everyMs: 300_000,
    timeoutMs: 2000,
    confirm: { failures: 3, everyMs: 10_000 },
    config: { servers: [`127.0.0.1:${NTP_PORT}`], maxOffset: '1s' },
  },
]
const collector = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ wire: 1, revision: 1, checks }))
})
await new Promise<void>((resolve) => {
  collector.listen(0, '127.0.0.1', resolve)
})
const url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`

let hosts = 0
function hostWith(more: string, owner: number | null = null): { folder: string; file: string } {
  hosts += 1
  const folder = join(home, `host-${hosts}`)
  mkdirSync(join(folder, 'data'), { recursive: true })
  writeFileSync(join(folder, 'token'), 'secret\n', { mode: owner === null ? 0o600 : 0o644 })
  const file = join(folder, 'agent.yaml')
  writeFileSync(file, `collector: ${url}\ntoken: { file: token }\ndata: data\n${more}`)
  return { folder, file }
}

interface Finding {
  subject: string
  ok: boolean
  text: string
}

/** What the doctor says, run by `command`, of one subject. */
async function finding(
  subject: string,
  file: string,
  command: string[] = [],
  options: object = {},
): Promise<Finding> {
  const [program = node, ...args] = [...command, node, bundle, 'doctor', '--json', '--config', file]
  const { stdout } = await promisify(execFile)(program, args, { timeout: 60_000, ...options }).catch(
    (error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }),
  )
  const { findings = [] } = (stdout === '' ? {} : JSON.parse(stdout)) as { findings?: Finding[] }
  const found = findings.find((one) => one.subject === subject) ?? {
    subject,
    ok: false,
    text: 'no such line',
  }
  saw(subject, found)
  return found
}

const run = promisify(execFile)
const mounted: string[] = []
async function tmpfs(folder: string, options: string): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', join(folder, 'data')])
  mounted.push(join(folder, 'data'))
}

const chronyFolder = join(home, 'chrony')
mkdirSync(chronyFolder, { mode: 0o700 })
const chronyConf = [
  'local stratum 3',
  `port ${NTP_PORT}`,
  'bindaddress 127.0.0.1',
  'allow 127.0.0.1',
  'cmdport 0',
  `bindcmdaddress ${join(chronyFolder, 'sock')}`,
  `pidfile ${join(chronyFolder, 'pid')}`,
  'user root',
]
writeFileSync(join(chronyFolder, 'conf'), `${chronyConf.join('\n')}\n`)
const chronyd = spawn('/usr/sbin/chronyd', ['-x', '-d', '-f', join(chronyFolder, 'conf')], {
  stdio: 'ignore',
})
chronyd.once('error', () => undefined)

try {
  await sleep(1000)
  const small = hostWith('spool: { maxBytes: 64MiB }\n')
  await tmpfs(small.folder, 'size=8m')
  const short = await finding('data', small.file)
  verify('a disk that is too small is told', !short.ok && short.text.includes('bytes free'))

  const few = hostWith('spool: { maxBytes: 1MiB }\n')
  await tmpfs(few.folder, 'size=64m,nr_inodes=50')
  const inodes = await finding('data', few.file)
  verify('too few inodes are told', !inodes.ok && inodes.text.includes('inodes'))

  const plain = hostWith('spool: { maxBytes: 1MiB }\nconcurrency: 50\n')
  const descriptors = await finding('descriptors', plain.file, ['sh', '-c', 'ulimit -n 100; exec "$@"', 'sh'])
  verify('too few descriptors are told', !descriptors.ok && descriptors.text.startsWith('100 may be open'))

  const served = await finding('time servers', plain.file)
  verify('a time server that answers is well', served.ok)
  chronyd.kill('SIGTERM')
  await sleep(500)
  const silent = await finding('time servers', plain.file)
  verify('one that is gone is told', !silent.ok && silent.text.includes('UDP port 123'))

  if (existsSync('/usr/bin/faketime')) {
    const options = { env: { ...process.env, FAKETIME_DONT_FAKE_MONOTONIC: '1' } }
    const off = await finding('clock', plain.file, ['faketime', '-f', '-1h'], options)
    verify('a clock that is behind is told', !off.ok && / 3[56]\d\d s behind/.test(off.text))
  } else skip('a clock that is off', 'needs faketime')

  const bin = join(home, 'bin')
  mkdirSync(bin)
  // A copy has no capabilities.
  copyFileSync('/usr/bin/ping', join(bin, 'ping'))
  chmodSync(join(bin, 'ping'), 0o755)
  const options = { uid: NOBODY, gid: NOBODY, env: { PATH: bin } }
  const ping = await finding('ping', hostWith('', NOBODY).file, [], options)
  verify('a ping that may not is told', !ping.ok && ping.text.includes('setcap cap_net_raw+ep'))
} finally {
  chronyd.kill('SIGTERM')
  collector.close()
  for (const folder of mounted) await run('umount', [folder])
  rmSync(home, { recursive: true, force: true })
}
finish()
