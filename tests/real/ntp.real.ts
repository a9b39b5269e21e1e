/** The check `ntp` against chronyd: one that serves this host's time, two whose time is shifted, one without time. */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { probe } from '../agent/checks/probe.ts'
import { freeUdpPort, real, until } from './network.ts'

await real('ntp', async ({ dir, start, expect }) => {
  // faketime itself would stay between us and chronyd.
  const library = execFileSync('faketime', ['-f', '+0s', 'printenv', 'LD_PRELOAD']).toString().trim()

  /** chronyd with its own clock as the reference, seen through libfaketime where it is to be wrong. */
  async function serve(
    name: string,
    { shift, local = 'local stratum 3' }: { shift?: string; local?: string } = {},
  ) {
    const port = await freeUdpPort()
    const file = join(dir, `${name}.conf`)
    await writeFile(
      file,
      `port ${port}
bindaddress 127.0.0.1
allow 127.0.0.1
${local}
cmdport 0
bindcmdaddress /
pidfile ${dir}/${name}.pid
`,
    )
    const chronyd = ['-d', '-x', '-u', 'root', '-f', file]
    if (shift === undefined) start('chronyd', chronyd)
    else start('chronyd', chronyd, { LD_PRELOAD: library, FAKETIME: shift })
    const server = `127.0.0.1:${port}`
    await until(`${name} answers`, async () => {
      const { reason } = await probe('ntp', { servers: [server], maxOffset: '1s' }, 300)
      return reason !== 'no-answer'
    })
    return server
  }
  const about = (wanted: number) => (offset: unknown) => Math.abs(Number(offset) - wanted) < 100

  const good = await serve('good')
  const fast = await serve('fast', { shift: '+90s' })
  const slow = await serve('slow', { shift: '-5s' })
  const blind = await serve('blind', { local: '' })
  const ask = (servers: string[], config: object = {}) =>
    probe('ntp', { servers, maxOffset: '1s', samples: 4, ...config }, 3000)

  expect('a clock that agrees', await ask([good], { maxDelay: '500ms', maxStratum: 5 }), {
    outcome: 'ok',
    reason: undefined,
    'values.offset_ms': about(0),
    'values.stratum': 3,
    'values.leap': 0,
  })
  expect('90 s behind', await ask([fast]), {
    outcome: 'failed',
    reason: 'clock-off',
    'values.offset_ms': about(90_000),
  })
  expect('5 s ahead', await ask([slow], { maxOffset: { warning: '1s', critical: '10s' } }), {
    outcome: 'ok',
    reason: 'clock-off',
    'values.offset_ms': about(-5000),
  })
  expect('servers that disagree', await ask([good, slow], { maxOffset: '10s', maxSpread: '1s' }), {
    outcome: 'failed',
    reason: 'ntp-spread',
    'values.spread_ms': about(5000),
  })
  expect('two of three outvote one', await ask([good, fast, good.replace('127.0.0.1', 'localhost')]), {
    outcome: 'ok',
    'values.servers': 3,
  })
  expect('too high a stratum', await ask([good], { maxStratum: 2 }), {
    outcome: 'failed',
    reason: 'ntp-stratum',
  })
  expect('a server without time', await ask([blind]), { outcome: 'unknown', reason: 'unsynchronised' })
  expect('it does not silence the others', await ask([blind, good]), { outcome: 'ok', 'values.refused': 1 })
})
