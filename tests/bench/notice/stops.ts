/** Real services stopped at random times under a real agent: from the stop to the first mail's 250. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, startProgram } from '../../support/program.ts'
import { makeRandom } from '../../support/random.ts'
import { quantile, round } from '../machine.ts'
import { openSink } from './sink.ts'

const EVERY_MS = 60_000
/** The configuration's default: three failures, ten seconds apart. */
const CONFIRMATION_MS = 20_000
const NOW = () => performance.timeOrigin + performance.now()

export async function randomStops(stops: number, seed: number) {
  const dir = mkdtempSync(join(tmpdir(), 'kijun-stops-'))
  const sink = await openSink(NOW)
  const services = await Promise.all(
    Array.from({ length: stops }, async () => {
      const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
      await once(server, 'listening')
      return { server, port: (server.address() as AddressInfo).port }
    }),
  )
  const config = join(dir, 'collector.yaml')
  writeFileSync(
    config,
    `listen: 127.0.0.1:${await freePort()}
data: ${join(dir, 'data')}
language: en
mail: { url: "smtp://127.0.0.1:${sink.port}", from: "kijun@provider.example" }
services:
${services
  .map(
    ({ port }, n) => `  - id: s${n}
    name: Service ${n}
    pattern: 1
    hours: always
    contacts: { admin: [admin-${n}@customer.example] }
    components:
      - { id: web, kind: application, agent: this-host, checks: [{ id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:${port}", every: 60s }] }
`,
  )
  .join('')}`,
  )
  const collector = startProgram('collector/kijun-collector.js', [
    'serve',
    '--local-agent',
    '--config',
    config,
  ])
  const random = makeRandom(seed, 'stops')
  try {
    await collector.line(/the collector knows this agent/)
    // Every check has its place in its interval by then.
    await pause(EVERY_MS)
    const stopped = await Promise.all(
      services.map(async ({ server }, n) => {
        await pause(random.fraction() * EVERY_MS)
        server.close()
        return { to: `admin-${n}@customer.example`, at: NOW() }
      }),
    )
    await sink.until(stops)
    const waits = stopped.map(({ to, at }) => {
      const told = sink.accepted.find((mail) => mail.to === to)
      return told ? (told.at - at) / 1000 : Number.NaN
    })
    const expected = (EVERY_MS / 2 + CONFIRMATION_MS) / 1000
    return {
      stops,
      seed,
      expectedMeanS: expected,
      boundsS: [CONFIRMATION_MS / 1000, (EVERY_MS + CONFIRMATION_MS) / 1000],
      meanS: round(waits.reduce((sum, wait) => sum + wait, 0) / stops),
      minS: round(Math.min(...waits)),
      p50S: round(quantile(waits, 0.5)),
      maxS: round(Math.max(...waits)),
      waitsS: waits.map((wait) => round(wait)).toSorted((a, b) => a - b),
    }
  } finally {
    await collector.end()
    for (const { server } of services) server.close()
    sink.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
