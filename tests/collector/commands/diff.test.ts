/** `check-config --diff`: what a reload would change, against a real store that a collector has open. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Changes, changesOf } from '../../../collector/config/changes.ts'
import { loadConfig } from '../../../collector/config/load.ts'
import type { Check, Revision } from '../../../collector/model.ts'
import type { Store } from '../../../collector/store/port.ts'
import { partitionOf } from '../../../rules/partition.ts'
import { ENGINES, type Place } from '../../contract/store/engines.ts'
import { AT, commit, holdPartition, incident } from '../../contract/store/fixtures.ts'
import { NOW } from '../config/cases.ts'
import { serviceOf } from '../station.ts'
import { inProcess } from './in-process.ts'

const golden = (name: string) => readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')

/** What an operations team does of an afternoon, file by file: [file, what stands there, what takes its place]. */
const EDITS: [file: string, from: string, to: string][] = [
  [
    'hosts/osaka.yaml',
    '- {',
    '- { name: web4, address: "2001:db8::12", labels: { role: web, site: osaka } }\n- {',
  ],
  ['hosts/tokyo.yaml', ', slow: 800ms', ''],
  ['hosts/tokyo.yaml', '- { name: db1, address: 10.0.0.21, labels: { role: db, site: tokyo } }', ''],
  ['collector.yaml', 'id: clock, purpose', 'id: time, purpose'],
  ['collector.yaml', 'target: "{address}:{port}", every: 60s', 'target: "{address}:{port}", every: 30s'],
  [
    'collector.yaml',
    'name: ネットショップ',
    'name: ネット店\n    values: { III.1.1.1.b: { contract: 15m } }',
  ],
  ['collector.yaml', 'admin: [admin@customer.example]', 'admin: [b@customer.example]'],
]

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kijun-diff-'))
  cpSync('deploy/examples/profiles', folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const config = () => join(folder, 'collector.yaml')
const diff = (...more: string[]) => inProcess(['check-config', '--config', config(), '--diff', ...more])

function edit(file: string, from: string, to: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} lacks ${from}`)
  writeFileSync(path, text.replaceAll(from, to))
}

/** The example's data directory and store become those of `place`. */
function pointTo({ data, postgres }: Pick<Place, 'data' | 'postgres'>): void {
  const store = postgres === null ? '' : `\nstore: "${postgres}"`
  edit('collector.yaml', 'data: ./data/profiles', `data: ${JSON.stringify(data)}${store}`)
}

async function loadInto(store: Store): Promise<void> {
  const { loaded } = loadConfig(config(), { now: NOW })
  if (!loaded) throw new Error('not loaded')
  await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(7), now: AT })
  const { services, contacts } = loaded
  await store.loadRevision({ document: { services }, contacts, actor: 'system', now: AT, ledgerId: 'load' })
}

describe.each(ENGINES)('against a store on $name that a collector has open', (engine) => {
  let place: Place
  beforeEach(async () => {
    place = await engine.make()
    pointTo(place)
  })
  afterEach(() => place.end())

  test('the same configuration changes nothing', async () => {
    await loadInto(await place.open())
    expect(await diff()).toEqual({
      ...{ code: 0, err: '' },
      out: "against revision 1, which is the newest\na reload would change nothing (listen, data, store, mail, ownClock and the collector's own timezone and language change by a restart)",
    })
  })

  test('a new host, one that goes, names, times, values and people: what each agent will notice', async () => {
    const store = await place.open()
    await loadInto(store)
    const lease = await holdPartition(store, partitionOf('shop'), 'a')
    const fault = { kind: 'fault', component: 'db1' } as const
    const incidents = [
      incident('i-db', { ...fault, checks: ['shop/db1/alive'] }),
      incident('i-web', { component: 'web1', checks: ['shop/web1/alive'] }),
    ]
    await store.commitEvaluation(commit(lease, { incidents }))
    for (const [file, from, to] of EDITS) edit(file, from, to)
    const { code, out, err } = await diff()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(`${out}\n`).toBe(golden('diff.txt'))
    expect(out).not.toContain('@')
    const json = JSON.parse((await diff('--json')).out) as Changes
    expect(json.agents.find(({ agent }) => agent === 'web2')).toEqual({
      agent: 'web2',
      added: ['shop/web2/time'],
      removed: ['shop/web2/clock'],
      changed: ['shop/web2/alive', 'shop/web2/fast'],
      kept: 1,
      ownNetwork: false,
    })
    expect(json.contacts).toEqual([
      {
        service: 'shop',
        customer: '',
        component: '',
        audience: 'admin',
        from: 1,
        to: 1,
        added: 1,
        removed: 1,
      },
    ])
    expect((await store.currentRevision())?.revision).toBe(1)
  })

  test('a store that was made and never loaded: nothing runs yet', async () => {
    await place.open()
    expect((await diff()).out).toMatch(/^nothing runs yet: all of this would be new\n/)
  })
})

test('without a store nothing runs yet, and none is made', async () => {
  pointTo({ data: join(folder, 'data'), postgres: null })
  const { code, out, err } = await diff()
  expect(code).toBe(0)
  expect(out).toMatch(/^nothing runs yet: all of this would be new\n/)
  expect(out).toMatch(/\nthis configuration can be started$/)
  expect(err).toContain(`looked for a store in ${join(folder, 'data')}`)
  expect(() => readFileSync(join(folder, 'data', 'kijun.db'))).toThrow(/ENOENT/)
})

test('a database without a store: nothing runs yet, and none is made', async () => {
  const postgres = await ENGINES.find(({ name }) => name === 'postgres')?.make()
  if (!postgres) throw new Error('no engine')
  pointTo(postgres)
  expect((await diff()).out).toMatch(/^nothing runs yet: all of this would be new\n/)
  expect(await postgres.raw("select to_regclass('migration') as made")).toEqual([{ made: null }])
  await postgres.end()
})

test('a configuration with errors is told as ever: exit 2', async () => {
  edit('collector.yaml', 'every: 60s', 'every: 60')
  const { code, out, err } = await diff()
  expect([code, out]).toEqual([2, ''])
  expect(err).toContain('(for ')
})

describe('incidents whose checks go', () => {
  const shop = serviceOf('shop', ['web', 'db'])
  const before: Revision = { revision: 4, services: [shop] }
  const open = (checks: string[], component: string | null = null) => ({
    ...({ id: 'i', service: 'shop', component, kind: 'outage', firstFailedAt: AT, checks } as const),
  })
  const without = (...names: string[]) => ({
    services: [
      {
        ...shop,
        components: shop.components.map((one) => ({
          ...one,
          checks: one.checks.filter(({ check }) => !names.includes(check)),
        })),
      },
    ],
  })
  const renamed = {
    services: [
      {
        ...shop,
        components: shop.components.map((one) => ({
          ...one,
          checks: one.checks.map((check) =>
            check.check === 'shop/web/alive' ? { ...check, id: 'up', check: 'shop/web/up' } : check,
          ),
        })),
      },
    ],
  }
  test.each([
    ['one of its checks stays', ['shop/web/alive', 'shop/db/alive'], without('shop/web/alive'), false],
    ['all of them go', ['shop/web/alive'], without('shop/web/alive'), true],
    ['another check of the component and purpose takes its place', ['shop/web/alive'], renamed, false],
    ['its service goes', ['shop/web/alive'], { services: [] }, true],
    ['it has none, and its service stays', [], without('shop/web/alive'), false],
  ])('%s', (_, checks, loaded, ends) => {
    const changes = changesOf({ revision: before, contacts: [], incidents: [open(checks)] }, loaded)
    expect(changes.incidents.map(({ id }) => id)).toEqual(ends ? ['i'] : [])
  })

  test('a renamed check is a new one, and said to be', () => {
    const { checks } = changesOf({ revision: before, contacts: [], incidents: [] }, renamed)
    expect(checks).toMatchObject([
      { id: 'shop/web/alive', change: 'removed', renamedTo: 'shop/web/up' },
      { id: 'shop/web/up', change: 'added' },
    ])
  })

  test('each of thousands of renamed checks is found, without comparing each with all', () => {
    const names = Array.from({ length: 3_000 }, (_, n) => `c${n}`)
    const many = (prefix: string) => ({
      services: [
        {
          ...shop,
          components: shop.components.slice(0, 1).map((one) => ({
            ...one,
            checks: names.flatMap((name) => {
              const check = { ...one.checks[0], id: `${prefix}${name}`, check: `shop/web/${prefix}${name}` }
              return { ...check, config: { name } } as Check
            }),
          })),
        },
      ],
    })
    const { checks } = changesOf(
      { revision: { revision: 4, ...many('old-') }, contacts: [], incidents: [] },
      many('new-'),
    )
    expect(
      checks.flatMap(({ id, renamedTo }) => (renamedTo === undefined ? [] : [[id, renamedTo]])),
    ).toHaveLength(names.length)
    expect(checks.find(({ id }) => id === 'shop/web/old-c7')?.renamedTo).toBe('shop/web/new-c7')
  })
})

describe('headers that are credentials', () => {
  const shop = serviceOf('shop', ['web'])
  const withHeaders = (headers?: Record<string, string>) => ({
    services: [
      {
        ...shop,
        components: shop.components.map((one) => ({
          ...one,
          checks: one.checks.map((check) => ({ ...check, config: headers ? { headers } : {} })),
        })),
      },
    ],
  })
  const [OLD, NEW] = ['Bearer old-sesame', 'Bearer new-sesame']
  const key = 'config.headers'
  test.each([
    [
      'changed',
      { Authorization: OLD, Accept: 'a/b' },
      { Authorization: NEW, Accept: 'c/d' },
      [{ key: `${key}.Authorization` }, { key: `${key}.Accept`, from: 'a/b', to: 'c/d' }],
    ],
    [
      'new beside others',
      { A: 'b' },
      { A: 'b', 'X-Api.Key-Token': NEW },
      [{ key: `${key}.X-Api.Key-Token` }],
    ],
    ['gone from others', { A: 'b', Cookie: OLD }, { A: 'b' }, [{ key: `${key}.Cookie` }]],
    ['all new', undefined, { A: 'b', 'x-api-key': NEW }, [{ key, to: { A: 'b' } }]],
    ['all gone', { 'My-Secret': OLD }, undefined, [{ key }]],
  ])('%s: told without their values', (_, from, to, keys) => {
    const revision: Revision = { revision: 1, ...withHeaders(from) }
    const changes = changesOf({ revision, contacts: [], incidents: [] }, withHeaders(to))
    expect(changes.checks[0]?.keys).toEqual(keys)
    expect(JSON.stringify(changes)).not.toContain('sesame')
  })
})
