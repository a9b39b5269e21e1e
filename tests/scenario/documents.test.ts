/** What the documents claim is read: the configurations of the READMEs load, both languages show the same ones. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadConfig as loadAgentConfig } from '../../agent/config.ts'
import { loadConfig } from '../../collector/config/load.ts'
import { ITEMS, OWN_ITEMS } from '../../rules/guideline/items.ts'
import { measuringOf } from '../../rules/guideline/measurement.ts'

const directory = mkdtempSync(join(tmpdir(), 'kijun-documents-'))
afterAll(() => rmSync(directory, { recursive: true }))

const blocks = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

test.for(['README.md', 'README.ja.md'])('the configurations of %s load without an error', (file) => {
  const [collector, agent, office] = blocks(file)
  const now = Date.parse('2026-11-21T00:00:00Z')
  writeFileSync(join(directory, 'users.csv'), 'email\nu1@customer.example\n')
  writeFileSync(join(directory, 'agent.yaml'), agent ?? '')
  for (const [name, text] of Object.entries({ 'collector.yaml': collector, 'office.yaml': office })) {
    writeFileSync(join(directory, name), text ?? '')
    expect(loadConfig(join(directory, name), { env: {}, now })).toMatchObject({ loaded: { warnings: [] } })
  }
  expect(loadAgentConfig(join(directory, 'agent.yaml'))).toHaveProperty('config')
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
