/** This host's clock: deadlines run on it. What keeps it, and what the configured time servers say. */
import { execFile } from 'node:child_process'
import { refuse, sampleOf } from '../../rules/time/ntp.ts'
import { splitHostPort } from '../../rules/wire/formats.ts'
import { OWN_VANTAGE, THIS_HOST } from '../local-agent.ts'
import type { Service } from '../model.ts'
import { type Finding, findingsOf } from './finding.ts'

const { ok, note, todo } = findingsOf('clock')
const WAIT_MS = 3_000
const PORT = 123
/** Time servers asked at most. */
const MOST = 10
/** An offset of this host's clock that is worth a word, milliseconds. */
const WORTH_A_WORD_MS = 1_000

const elsewhere = (text: string) => note(`${text} (another host's check asks it, here it was only tried)`)

/** A program's output; null where there is none, or it did not end well. */
function outputOf(program: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(
      program,
      args,
      { timeout: WAIT_MS, env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C' } },
      (error, stdout) => resolve(error ? null : stdout),
    )
  })
}

/** `run` is how a program is asked. */
export async function examineClock(run = outputOf): Promise<Finding> {
  const chrony = await run('chronyc', ['-n', 'tracking'])
  if (chrony !== null) {
    const leap = /^Leap status\s*:\s*(.+)$/m.exec(chrony)?.[1]?.trim() ?? 'unknown'
    const off = /^System time\s*:\s*([\d.]+) seconds (slow|fast)/m.exec(chrony)
    if (leap === 'Not synchronised') return todo('chrony runs and is not synchronised: see chronyc sources')
    return ok(`chrony keeps it (${leap}${off ? `, ${off[1]} s ${off[2]}` : ''})`)
  }
  const system = await run('timedatectl', ['show', '-p', 'NTPSynchronized', '--value'])
  if (system?.trim() === 'yes') return ok('systemd says that it is synchronised')
  if (system?.trim() === 'no') return todo('it is not synchronised: start chrony or systemd-timesyncd')
  return note(
    'what keeps it cannot be told here (no chronyc, no timedatectl): keep it by chrony, or on the host of this container',
  )
}

interface TimeServer {
  server: string
  /** Whether an agent of this host asks it: of the others only their own hosts can tell what they reach. */
  ours: boolean
}

/** Servers of all time-sync checks of type ntp, each once, those that are asked from this host first. */
function timeServersOf(services: Service[], ownClock: string | null): TimeServer[] {
  const found = new Map<string, boolean>()
  const all = services.flatMap(({ components }) => components.flatMap(({ checks }) => checks))
  for (const { check, agent, type, config } of all) {
    if (type !== 'ntp' || !Array.isArray(config.servers)) continue
    const ours = agent === THIS_HOST || agent === OWN_VANTAGE || check === ownClock
    for (const server of config.servers.map(String)) found.set(server, ours || found.get(server) === true)
  }
  return [...found]
    .map(([server, ours]) => ({ server, ours }))
    .toSorted((a, b) => Number(b.ours) - Number(a.ours))
}

export async function examineTimeServers(
  services: Service[],
  ownClock: string | null,
  now: () => number,
): Promise<Finding[]> {
  const servers = timeServersOf(services, ownClock)
  const { NtpTimeSync } = servers.length > 0 ? (await import('ntp-time-sync')).default : { NtpTimeSync: null }
  if (NtpTimeSync === null) return []
  const asked = servers.slice(0, MOST).map(async ({ server, ours }): Promise<Finding> => {
    const tell = ours ? todo : elsewhere
    const { host, port } = splitHostPort(server) ?? { host: server, port: PORT }
    const client = new NtpTimeSync({ servers: [host], replyTimeout: WAIT_MS })
    const before = now()
    const packet = await client.getNetworkTime(host, port).catch(() => null)
    if (!packet)
      return tell(`no answer from the time server ${server}: is UDP ${port} open, is its name right?`)
    const answer = {
      leapIndicator: packet.leapIndicator ?? Number.NaN,
      mode: packet.mode ?? Number.NaN,
      stratum: packet.stratum ?? Number.NaN,
      origin: Number(packet.originTimestamp),
      receive: Number(packet.receiveTimestamp),
      transmit: Number(packet.transmitTimestamp),
      destination: Number(packet.destinationTimestamp),
    }
    const refused = refuse(answer, before - 1, answer.destination + 1)
    if (refused !== null)
      return tell(`the time server ${server} gives no usable answer (${refused}): use another one`)
    const offset = Math.round(sampleOf(answer).offset)
    return Math.abs(offset) > WORTH_A_WORD_MS
      ? tell(`this clock is ${-offset} ms ahead of ${server}: set it (chronyc makestep)`)
      : ok(`agrees with ${server} (${-offset} ms ahead)`)
  })
  const found = await Promise.all(asked)
  if (servers.length > MOST) found.push(note(`${servers.length - MOST} more time servers were not asked`))
  return found
}
