/** The agent's one file: it brings every check type along, and evaluates those that its checks are of. */
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleAgent } from '../../deploy/build/bundle-agent.ts'
import { CHECK_TYPES } from '../../rules/wire/check-types.generated.js'
import { freePort, startProgram } from '../support/program.ts'
import { eachType, writeAgentConfig } from './each-type.ts'
import { startFakeCollector } from './fake-collector.ts'

const home = mkdtempSync(join(tmpdir(), 'kijun-bundle-'))
const BUNDLE = join(home, 'alone/kijun-agent.js')
const web = createServer((_, response) => response.end('ok'))
let types: ReturnType<typeof eachType> = {}

beforeAll(async () => {
  await bundleAgent(BUNDLE)
  web.listen(0, '127.0.0.1')
  await once(web, 'listening')
  types = eachType({ web: (web.address() as AddressInfo).port, closed: await freePort() })
})
afterAll(() => web.close())

async function checkOnce(bundle: string, type: string) {
  const agent = writeAgentConfig(join(home, `check-${type}`, 'agent.yaml'), 'http://127.0.0.1:1')
  const config = join(home, `check-${type}`, 'check.json')
  writeFileSync(config, JSON.stringify({ type, ...types[type], timeout: '2s', vantages: ['here'] }))
  const args = [bundle, 'check', '--config', config, '--agent', agent, '--json']
  const options = { cwd: home, env: { PATH: process.env.PATH ?? '' } }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options).catch(
    (ended: { stdout: string; stderr: string }) => ended,
  )
  return { said: JSON.parse(stdout || '{}'), stderr }
}

test.concurrent.each(Object.keys(CHECK_TYPES))(
  'a check of the type %s runs from the bundle',
  async (type) => {
    const { said, stderr } = await checkOnce(BUNDLE, type)
    expect(stderr).toBe('')
    expect(said).toMatchObject({ type, outcome: expect.stringMatching(/^(ok|failed|unknown)$/) })
    expect(['probe-threw', 'probe-lied', 'bad-config', 'unknown-type', 'type-not-loaded']).not.toContain(
      said.reason,
    )
    expect(said.target).toBe(CHECK_TYPES[type]?.target(types[type] ?? {}))
  },
)

test.each(['module', 'commonjs'])('whatever Node takes a .js file for, it runs: %s', async (type) => {
  const dir = join(home, type)
  mkdirSync(dir)
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ type }))
  copyFileSync(BUNDLE, join(dir, 'kijun-agent.js'))
  const { said, stderr } = await checkOnce(join(dir, 'kijun-agent.js'), 'tcp')
  expect([said.outcome, stderr]).toEqual(['ok', ''])
})

test('neither schemas nor descriptions are in it', () => {
  // It is written in ASCII.
  const text = readFileSync(BUNDLE, 'utf8').replace(/\\u([0-9a-f]{4})/g, (_, unit: string) =>
    String.fromCharCode(Number.parseInt(unit, 16)),
  )
  expect(text).toContain('the configuration of this host')
  for (const { description } of Object.values(CHECK_TYPES)) {
    expect(text).not.toContain(description.ja)
    expect(text).not.toContain(description.en)
  }
  expect(text).not.toMatch(/additionalProperties:? +false|limitsSchema/)
})

/** Modules in the bundle whose code ran, by V8's own count of calls: ours and others by path, Node's as `node:…`. */
function evaluated(coverage: string): Set<string> {
  const code = readFileSync(BUNDLE, 'utf8')
  const regions = [...code.matchAll(/^\t\/\/ (\\?0?node:\S+|(?:agent|rules|deploy|node_modules)\/\S+)$/gm)]
  const ran = new Set<string>()
  for (const name of readdirSync(coverage)) {
    const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as {
      result: { url: string; functions: { ranges: { startOffset: number; count: number }[] }[] }[]
    }
    const functions = result.find(({ url }) => url.endsWith('/alone/kijun-agent.js'))?.functions ?? []
    for (const { ranges } of functions) {
      const [whole] = ranges
      // What a module is wrapped in, and runs in when it is used first.
      if (
        !whole ||
        whole.count === 0 ||
        !/__(esm|commonJS)Min\(+$/.test(code.slice(0, whole.startOffset).slice(-30))
      )
        continue
      const region = regions.findLast(({ index }) => index < whole.startOffset)?.[1]
      if (region) ran.add(region.replace(/^\\?0?(?=node:)/, ''))
    }
  }
  return ran
}

/** What an agent evaluates that runs checks of these types, each once, until it is stopped. */
async function evaluatedBy(...wanted: string[]): Promise<string[]> {
  const coverage = mkdtempSync(join(home, 'coverage-'))
  const checks = wanted.map((type) => ({
    ...{ check: `a/b/${type}`, type, purpose: 'liveness' as const, everyMs: 1000, timeoutMs: 900 },
    ...{ confirm: { failures: 1, everyMs: 1000 }, config: types[type] ?? {} },
  }))
  const collector = await startFakeCollector({ wire: 1, revision: 1, checks })
  const config = writeAgentConfig(
    join(coverage, '..', `run-${wanted.join('-')}`, 'agent.yaml'),
    collector.url,
  )
  const agent = startProgram(BUNDLE, ['run', '--config', config], { NODE_V8_COVERAGE: coverage })
  try {
    for (const { check } of checks)
      await collector.item((item) => item.kind === 'result' && item.check === check)
    expect(await agent.end('SIGTERM')).toBe(0)
  } finally {
    await agent.end('SIGKILL')
    await collector.close()
  }
  return [...evaluated(coverage)]
}

const typesIn = (modules: string[]) =>
  Object.keys(CHECK_TYPES).filter((type) => modules.includes(`agent/checks/${type}.ts`))
const validatorsIn = (modules: string[]) =>
  modules.flatMap((module) => /^rules\/wire\/checks\/(\w+)\.generated\.js$/.exec(module)?.[1] ?? [])
const packagesIn = (modules: string[]) => [
  ...new Set(modules.flatMap((module) => /^node_modules\/([^/]+)/.exec(module)?.[1] ?? [])),
]

test('an agent evaluates the types, validators, packages and modules of Node that its checks use', async () => {
  const tcp = await evaluatedBy('tcp')
  expect([typesIn(tcp), validatorsIn(tcp), packagesIn(tcp)]).toEqual([['tcp'], ['tcp'], ['yaml']])
  expect(tcp).toContain('node:net')
  expect(tcp.filter((module) => /^node:(tls|https|dgram|zlib|http2)$/.test(module))).toEqual([])

  // The same look sees what there is to see.
  const more = await evaluatedBy('certificate', 'snmp')
  expect([typesIn(more), validatorsIn(more).toSorted()]).toEqual([
    ['certificate', 'snmp'],
    ['certificate', 'snmp'],
  ])
  expect(packagesIn(more)).toEqual(expect.arrayContaining(['net-snmp', 'yaml']))
  expect(packagesIn(more)).not.toContain('ping')
  expect(more).toEqual(expect.arrayContaining(['node:tls', 'node:dgram']))
})
