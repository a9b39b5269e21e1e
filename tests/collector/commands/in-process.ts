import { runCommand } from '../../../collector/commands/run.ts'
import { makeLog } from '../../../collector/log.ts'
import { makeVirtualClock } from '../../support/virtual-clock.ts'

/** A command without a process of its own, for what needs none: its exit code and what it said. */
export async function inProcess(args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const unused = () => {
    throw new Error('not for a command that only speaks')
  }
  const code = await runCommand(args, {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    env: {},
    clock: makeVirtualClock(),
    log: makeLog('silent', { write: unused }),
    random: { bytes: unused, uuid: unused, fraction: unused },
    version: '0.0.0',
    onSignal: unused,
    exit: unused,
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
