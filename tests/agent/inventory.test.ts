import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startAgent } from '../../agent/agent.ts'
import { type AgentConfig, loadConfig } from '../../agent/config.ts'
import { askChild } from '../../agent/inventory.ts'
import { makeVirtualClock } from '../support/virtual-clock.ts'
import { startFakeCollector } from './fake-collector.ts'

const SOURCE = join(import.meta.dirname, '../../agent/kijun-agent.js')
const home = mkdtempSync(join(tmpdir(), 'kijun-inventory-'))

function program(name: string, text: string): string {
  const path = join(home, name)
  writeFileSync(path, text)
  return path
}

/** The name in /etc/os-release, which systeminformation reads as well. */
const distribution = () => /^NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]

test('a child of the agent tells the distribution and its release, as texts', async () => {
  const facts = await askChild(SOURCE)
  expect(facts.distro).toBe(distribution())
  expect(facts.arch).toBe(process.arch)
  for (const fact of Object.values(facts)) expect(fact).toMatch(/./)
})

test('a child that fails is an error; of what it says only short texts under known names are taken', async () => {
  await expect(askChild(program('fails.mjs', 'process.exit(3)'))).rejects.toThrow('Command failed')
  await expect(askChild(program('babbles.mjs', 'console.log("no JSON")'))).rejects.toThrow(SyntaxError)
  const said = { distro: 'x'.repeat(999), release: 'unknown', codename: '', arch: 7, serial: 'secret' }
  const says = program('says.mjs', `console.log(${JSON.stringify(JSON.stringify(said))})`)
  expect(await askChild(says)).toEqual({ distro: 'x'.repeat(200) })
})

/** An agent on a clock that the test moves; its collector remembers who greeted it. */
async function greeted(
  moreInventory: () => Promise<Record<string, string>>,
  plugins: AgentConfig['plugins'] = new Map(),
) {
  const collector = await startFakeCollector({ wire: 1, revision: 1, checks: [] })
  const data = mkdtempSync(join(home, 'data-'))
  writeFileSync(join(data, 'token'), 'secret\n')
  const file = join(data, 'agent.yaml')
  writeFileSync(file, `collector: ${collector.url}\ntoken: { file: token }\ndata: .\n`)
  const loaded = loadConfig(file)
  if (!('config' in loaded)) throw new Error('the configuration is wrong')
  const clock = makeVirtualClock(Date.UTC(2026, 10, 1))
  const warnings: string[] = []
  const log = { info: () => {}, warn: (text: string) => warnings.push(text), error: () => {} }
  const agent = await startAgent({
    config: { ...loaded.config, plugins },
    clock,
    log,
    random: () => 0.5,
    epoch: crypto.randomUUID(),
    host: 'host-1',
    inventory: { os: 'Linux' },
    moreInventory,
  })
  onTestFinished(async () => {
    await agent.stop()
    await collector.close()
  })
  await vi.waitFor(() => expect(warnings.length + collector.hellos.length).toBe(1 + plugins.size))
  return { collector, clock, warnings }
}

test('the agent greets without waiting for it, and once more when it is known', async () => {
  let asked = 0
  const { collector, clock } = await greeted(async () => {
    asked += 1
    return { distro: 'Debian' }
  })
  expect(collector.hellos).toMatchObject([{ inventory: { os: 'Linux' } }])
  expect(asked).toBe(0)
  await vi.waitFor(async () => {
    await clock.advance(5000)
    expect(collector.hellos).toMatchObject([{}, { inventory: { os: 'Linux', distro: 'Debian' } }])
  })
  expect(asked).toBe(1)
})

test('an inventory that cannot be read is told once, and harms nothing', async () => {
  const { collector, clock, warnings } = await greeted(() => Promise.reject(new Error('no such thing')))
  await vi.waitFor(async () => {
    await clock.advance(5000)
    expect(warnings).toEqual(['what this host runs on could not be learned in full'])
  })
  await clock.advance(60_000)
  expect(collector.hellos).toHaveLength(1)
})

test('plugins that cannot be examined cost a warning, and not the agent', async () => {
  // What the system rejects while a file is replaced, a path that is none rejects at any time.
  const odd = { program: undefined as unknown as string, args: [], moreArgs: false, at: 'agent.yaml:4:3' }
  const { collector, warnings } = await greeted(async () => ({}), new Map([['odd', odd]]))
  expect(warnings).toEqual(['the plugins could not be examined'])
  expect(collector.hellos).toHaveLength(1)
})
