/** The check `plugin` with Debian's monitoring-plugins-basic. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { plugin } from '../../agent/checks/plugin.ts'
import { makeClock } from '../../agent/clock.ts'
import { bareHost } from '../../agent/host-side.ts'
import { finish, saw, verify } from './report.ts'

const FOLDER = '/usr/lib/nagios/plugins'
const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })

function run(name: string, args: string[], timeoutMs = 10_000) {
  const plugins = new Map([['p', { program: `${FOLDER}/${name}`, args, moreArgs: false }]])
  const probe = plugin.prepare({ plugin: 'p' }, { ...bareHost, plugins })
  return probe({ signal: AbortSignal.timeout(timeoutMs), timeoutMs, clock })
}

const server = createServer((_request, response) => response.end('hello'))
await new Promise<void>((resolve) => {
  server.listen(0, '127.0.0.1', resolve)
})
const port = String((server.address() as AddressInfo).port)

const cases: [
  name: string,
  args: string[],
  outcome: string,
  reason: string | undefined,
  value: string | null,
][] = [
  ['check_dummy', ['0', 'fine'], 'ok', undefined, null],
  ['check_dummy', ['1', 'soon'], 'ok', 'plugin-warning', null],
  ['check_dummy', ['2', 'now'], 'failed', 'plugin-critical', null],
  ['check_dummy', ['3', 'what'], 'unknown', 'plugin-unknown', null],
  ['check_load', ['-w', '1000', '-c', '2000'], 'ok', undefined, 'load15'],
  ['check_disk', ['-w', '1%', '-c', '1%', '-p', '/'], 'ok', undefined, 'root_bytes'],
  ['check_http', ['-H', '127.0.0.1', '-p', port], 'ok', undefined, 'time_ms'],
  ['check_tcp', ['-H', '127.0.0.1', '-p', '1'], 'failed', 'plugin-critical', null],
  ['check_none_such', [], 'unknown', 'plugin-not-runnable', null],
]
for (const [name, args, outcome, reason, value] of cases) {
  const result = await run(name, args)
  saw(`${name} ${args.join(' ')}`, result)
  verify(`${name}: ${outcome}`, result.outcome === outcome && result.reason === reason)
  if (value !== null) verify(`${name} measures ${value}`, typeof result.values?.[value] === 'number')
}
server.close()
finish()
