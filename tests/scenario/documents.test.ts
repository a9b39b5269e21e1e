/** What the documents claim is read: the configurations of the READMEs load, both languages show the same ones. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadConfig as loadAgentConfig } from '../../agent/config.ts'
import { loadConfig } from '../../collector/config/load.ts'
import { ITEMS, OWN_ITEMS } from '../../rules/guideline/items.ts'
import { measuringOf } from '../../rules/guideline/measurement.ts'
import { CHECK_TYPES } from '../../rules/wire/check-types.generated.js'

const directory = mkdtempSync(join(tmpdir(), 'kijun-documents-'))
afterAll(() => rmSync(directory, { recursive: true }))

const blocks = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

/** By the name that the first line gives them; the first one of all needs none. */
const named = (file: string) =>
  new Map(
    blocks(file).map((text) => [
      /^# (\S+\.yaml)$/m.exec(text.split('\n')[0] ?? '')?.[1] ?? 'collector.yaml',
      text,
    ]),
  )

test.for(['README.md', 'README.ja.md'])('the configurations of %s load without an error', (file) => {
  const configurations = named(file)
  expect([...configurations.keys()]).toEqual([
    ...['collector.yaml', 'agent.yaml', 'checks.yaml', 'datacentre.yaml', 'office.yaml'],
  ])
  const now = Date.parse('2026-11-21T00:00:00Z')
  writeFileSync(join(directory, 'users.csv'), 'email\nu1@customer.example\n')
  for (const [name, text] of configurations) {
    const path = join(directory, name)
    writeFileSync(path, text)
    if (name === 'agent.yaml') expect(loadAgentConfig(path)).toHaveProperty('config')
    else expect(loadConfig(path, { env: {}, now })).toMatchObject({ loaded: { warnings: [] } })
  }
})

test('the READMEs show one check of every type, and the same configurations', () => {
  const [en, ja] = [named('README.md'), named('README.ja.md')]
  expect(ja.get('checks.yaml')).toBe(en.get('checks.yaml'))
  expect(ja.get('datacentre.yaml')).toBe(en.get('datacentre.yaml'))
  const shown = [...en.values()].flatMap((text) =>
    [...text.matchAll(/type: ([a-z]+),/g)].map(([, type]) => type),
  )
  expect(Object.keys(CHECK_TYPES).filter((type) => !shown.includes(type))).toEqual([])
})

test('the measured items that the READMEs list are those of the catalogue', () => {
  const measured = [...ITEMS, ...OWN_ITEMS]
    .filter(({ id }) => measuringOf(id).by !== null)
    .map(({ id }) => id)
  const listed = (file: string, row: RegExp) => row.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  const expand = (text: string) =>
    [...text.matchAll(/(III(?:\.\d+)+)((?: [a-c])*)/g)].flatMap(([, control = '', letters = '']) =>
      letters === ''
        ? measured.filter((id) => id.startsWith(`${control}.`))
        : letters
            .trim()
            .split(' ')
            .map((letter) => `${control}.${letter}`),
    )
  const en = listed('README.md', /^\| measured so far \| (.*) \|$/m)
  const ja = listed('README.ja.md', /^\| 現在測定するもの \| (.*) \|$/m).replaceAll('Ⅲ', 'III')
  expect(expand(en).toSorted()).toEqual(measured.toSorted())
  expect(expand(ja).toSorted()).toEqual(measured.toSorted())
})
