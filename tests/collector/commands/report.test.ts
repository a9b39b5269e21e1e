import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { report as reportSchema } from '../../../collector/http/report-schemas.ts'
import { ENGINES, type Place } from '../../contract/store/engines.ts'
import { at, makeWorld, NOVEMBER, sealAll } from '../reports/world.ts'
import { serviceOf } from '../station.ts'
import { inProcess } from './in-process.ts'

const MONTH = ['--service', 'shop', '--month', '2026-11', '--format', 'json']

/** What the configuration says of services is not asked: the store's revisions are. */
const SERVICES = `services:
  - id: another
    name: 別のサービス
    pattern: 1
    hours: always
    contacts: { users: [u@customer.example], admin: [a@customer.example], manager: [m@provider.example], onCall: [o@provider.example] }
    components:
      - { id: web, kind: application, agent: host-1, checks: [{ id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:1", every: 60s }] }
`

async function configuration(place: Place | null, data: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kijun-report-'))
  const file = join(directory, 'collector.yaml')
  const store = place?.postgres ? `store: "${place.postgres}"` : ''
  await writeFile(file, `listen: 127.0.0.1:0\ndata: ${JSON.stringify(data)}\n${store}\n${SERVICES}`)
  return file
}

describe.each(ENGINES)('report from a store on $name beside the collector that has it open', (engine) => {
  let place: Place
  let config: string
  beforeAll(async () => {
    place = await engine.make()
    const world = await makeWorld(await place.open())
    const shop = serviceOf('shop', ['web'], ['liveness'])
    await world.load([shop], NOVEMBER)
    await world.handIn(world.runs(shop, NOVEMBER, at(2)))
    await sealAll(place, world.store, at(2))
    config = await configuration(place, place.data)
  })
  afterAll(async () => {
    await place.end()
    await rm(join(config, '..'), { recursive: true })
  })

  test('writes the document to stdout and to a file, and verify accepts the seal that it names', async () => {
    const first = await inProcess(['report', '--config', config, ...MONTH])
    expect(first).toMatchObject({ code: 0 })
    const document = reportSchema.parse(JSON.parse(first.out))
    expect(document).toMatchObject({ month: '2026-11', service: { id: 'shop' } })
    // The clock of the command shows 9:00 in Japan on the first day.
    expect(document.measurement.inputs.executions).toBe(9 * 60)
    const out = join(config, '..', 'report.json')
    const second = await inProcess(['report', '--config', config, ...MONTH, '--lang', 'en', '--out', out])
    expect(second).toEqual({ code: 0, out: '', err: '' })
    expect(JSON.parse(await readFile(out, 'utf8')).measurement).toEqual(document.measurement)
    const { seal } = document.ledger
    const verified = await inProcess(['verify', '--config', config, '--seal', `${seal?.seq}:${seal?.hash}`])
    expect(verified).toMatchObject({ code: 0, err: '' })
  })

  test.each([
    [
      ['--service', 'shpo', '--month', '2026-11', '--format', 'json'],
      'kijun-collector: there is no service shpo',
    ],
    [
      ['--service', 'shop', '--month', '2026-1', '--format', 'json'],
      'kijun-collector: "2026-1" is no month: write it as YYYY-MM, e.g. 2026-11',
    ],
    [
      ['--service', 'shop', '--month', '2199-01', '--format', 'json'],
      'kijun-collector: 2199-01 has not begun',
    ],
    [
      [...MONTH, '--out', '/nowhere/report.json'],
      "kijun-collector: cannot write /nowhere/report.json: ENOENT: no such file or directory, open '/nowhere/report.json'",
    ],
  ])('%j: one line, exit 2', async (args, line) => {
    expect(await inProcess(['report', '--config', config, ...args])).toEqual({ code: 2, out: '', err: line })
  })
})

test.each([
  [
    ['--service', 'shop'],
    'kijun-collector: report needs --service ID, --month YYYY-MM and --format json; see kijun-collector report --help',
  ],
  [[...MONTH.slice(0, 5), 'pdf'], 'kijun-collector: this version writes --format json only, not yet pdf'],
  [
    [...MONTH.slice(0, 5), 'odt'],
    'kijun-collector: there is no format odt; known are html, pdf, xlsx, csv, json',
  ],
  [[...MONTH, '--lang', 'fr'], 'kijun-collector: there is no language fr; known are ja, en'],
])('bad usage %j: one line, exit 2', async (args, line) => {
  expect(await inProcess(['report', ...args])).toEqual({ code: 2, out: '', err: line })
})

test('without a store there is nothing to report', async () => {
  const config = await configuration(null, '/nowhere/data')
  const line = 'kijun-collector: there is no store in /nowhere/data, hence nothing to report'
  expect(await inProcess(['report', '--config', config, ...MONTH])).toEqual({ code: 2, out: '', err: line })
  await rm(join(config, '..'), { recursive: true })
})
