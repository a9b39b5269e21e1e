/** Whether the programs that checks need are there and may do their work: ping, and the plugins of the allow-list. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { whyNotRunnable } from '../checks/plugin-file.ts'
import type { AgentConfig } from '../config.ts'
import { act, codeOf, type Finding, well } from './finding.ts'

const PATIENCE_MS = 5000
const PING_GROUPS = '/proc/sys/net/ipv4/ping_group_range'

/** Pings this host itself: what ping may do here shows only when it does it. */
export async function examinePing(): Promise<Finding> {
  const { code, said } = await new Promise<{ code: string; said: string }>((resolve) => {
    const options = { timeout: PATIENCE_MS, killSignal: 'SIGKILL', maxBuffer: 65_536 } as const
    execFile('ping', ['-n', '-c', '1', '127.0.0.1'], options, (error, stdout, stderr) => {
      resolve({ code: error ? codeOf(error) || 'ended' : '', said: `${stdout}${stderr}` })
    })
  })
  if (code === '') return well('ping', 'there, and permitted')
  if (code === 'ENOENT') {
    return act('ping', 'no ping program: install it (Debian: iputils-ping), or use no ping checks')
  }
  if (code === 'EACCES' || /not permitted|permission denied|privilege|capabilit/i.test(said)) {
    const range = (await readFile(PING_GROUPS, 'utf8').catch(() => '')).trim().replace(/\s+/, ' ')
    const groups = range === '' ? '' : `; groups that may without it: net.ipv4.ping_group_range = ${range}`
    return act(
      'ping',
      `this user may not send ICMP: setcap cap_net_raw+ep on ping, or AmbientCapabilities=CAP_NET_RAW${groups}`,
    )
  }
  const line = said.trim().split('\n').at(-1) ?? ''
  return act(
    'ping',
    `does not reach this host itself: ${line || code}: see its interface lo and its firewall`,
  )
}

export async function examinePlugins({ plugins }: AgentConfig): Promise<Finding[]> {
  const who = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
  return Promise.all(
    [...plugins].map(async ([name, { program, at }]) => {
      const why = await whyNotRunnable(program, who)
      return why === null ? well(`plugin ${name}`, program) : act(`plugin ${name}`, `${why} (${at})`)
    }),
  )
}
