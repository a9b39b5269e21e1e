/** A host joins by its labels, in the middle of the work: what is looked at already is looked at without a gap. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadConfig } from '../../../collector/config/load.ts'
import { obligationsOf } from '../deeds.ts'
import { openStation, START } from '../station.ts'

const MINUTE = 60_000

function loaded(...hosts: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'kijun-host-'))
  const file = join(folder, 'c.yaml')
  const lines = hosts.map(
    (name, n) => `  - { name: ${name}, address: 10.0.0.${n + 1}, labels: { role: web } }`,
  )
  writeFileSync(
    file,
    `hosts:
${lines.join('\n')}
templates:
  app:
    checks:
      - { id: alive, purpose: liveness, type: tcp, target: "{address}:80", every: 60s }
      - { id: works, purpose: fault, type: http, url: "http://{address}/", every: 60s }
profiles:
  - { id: web, match: { role: web }, service: shop, component: { id: "{host}", kind: server }, use: [ { template: app } ] }
services:
  - id: shop
    pattern: 1
    contacts: { users: [u@example.jp], admin: [a@example.jp], manager: [m@example.jp], onCall: [o@example.jp] }
`,
  )
  const result = loadConfig(file, { now: START })
  rmSync(folder, { recursive: true })
  if (!result.loaded) throw new Error(JSON.stringify(result.errors))
  return result.loaded
}

test('its checks begin with the reload, and the intervals of the others run on', async () => {
  const first = loaded('web1')
  const station = await openStation(first)
  onTestFinished(() => station.close())
  await station.live(10 * MINUTE)
  const standing = async (host: string) =>
    (await obligationsOf(station, { subjects: [`shop/${host}/alive`, `shop/${host}/works`] })).map(
      ({ id, subject, item, state, clockFrom }) => ({ id, subject, item, state, clockFrom }),
    )
  const ids = async (host: string) => (await standing(host)).map(({ id, state }) => [id, state]).toSorted()
  const before = await standing('web1')
  // One standing obligation of each check, never decided: no distance was beyond the value in force.
  const unbroken = await ids('web1')
  expect(before.map(({ item, state }) => [item, state]).toSorted()).toEqual([
    ['III.1.1.1.a', 'open'],
    ['III.1.1.2.a', 'open'],
  ])

  const second = loaded('web1', 'web2')
  const reloadedAt = station.clock.now()
  await station.reload(second.services, second.contacts)
  await station.live(20 * MINUTE)
  expect(await ids('web1')).toEqual(unbroken)
  const joined = await standing('web2')
  expect(joined.map(({ item, state }) => [item, state]).toSorted()).toEqual([
    ['III.1.1.1.a', 'open'],
    ['III.1.1.2.a', 'open'],
  ])
  for (const { clockFrom } of joined) expect(clockFrom).toBeGreaterThanOrEqual(reloadedAt)
  expect(await station.incidents()).toEqual([])

  // It falls silent: that is its own gap, and nobody else's.
  await station.live(10 * MINUTE, (check) => (check.includes('/web2/') ? 'unknown' : 'ok'))
  expect(await ids('web1')).toEqual(unbroken)
  expect((await standing('web2')).some(({ state }) => state !== 'open')).toBe(true)
})
