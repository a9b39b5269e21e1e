/** What the documents claim is read: the configurations of the READMEs load, both languages show the same ones. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { loadConfig as loadAgentConfig } from '../../agent/config.ts'
import { loadConfig } from '../../collector/config/load.ts'

const directory = mkdtempSync(join(tmpdir(), 'kijun-documents-'))
afterAll(() => rmSync(directory, { recursive: true }))

const blocks = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '')

test.for(['README.md', 'README.ja.md'])('the configurations of %s load without an error', (file) => {
  const [collector, agent] = blocks(file)
  writeFileSync(join(directory, 'users.csv'), 'email\nu1@customer.example\n')
  writeFileSync(join(directory, 'collector.yaml'), collector ?? '')
  writeFileSync(join(directory, 'agent.yaml'), agent ?? '')
  expect(
    loadConfig(join(directory, 'collector.yaml'), { env: {}, now: Date.parse('2026-11-21T00:00:00Z') }),
  ).toMatchObject({
    loaded: { warnings: [] },
  })
  expect(loadAgentConfig(join(directory, 'agent.yaml'))).toHaveProperty('config')
})
