import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { ENGINES, type Place } from './engines.ts'

const PROGRAM = fileURLToPath(new URL('./ingest-loop.ts', import.meta.url))
const KILLS = 4

const places: Place[] = []
afterEach(async () => {
  for (const place of places.splice(0)) await place.end()
})

/** Starts the program, kills it after `lines` acknowledged numbers, and returns all that it said. */
async function killAfter(data: string, first: number, lines: number): Promise<number[]> {
  const child = spawn(process.execPath, [PROGRAM, data, String(first)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (text) => (errors += text))
  const said: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(Number(line))
    if (said.length === lines) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode, errors).toBe('SIGKILL')
  return said
}

test('a collector that is killed again and again holds every acknowledged item once', async () => {
  const place = await ENGINES.find((engine) => engine.name === 'sqlite')?.make()
  if (!place) throw new Error('no engine')
  places.push(place)
  const acknowledged = new Set<number>()
  for (let kill = 0; kill < KILLS; kill += 1)
    for (const seq of await killAfter(place.data, Math.max(0, ...acknowledged) + 1, 200 + kill * 333))
      acknowledged.add(seq)

  const store = await place.open()
  const { batches } = await store.batchesAfter({ partitions: [7], after: 0, limit: 1_000_000 })
  const kept = batches.flatMap((batch) => batch.items.map((item) => item.seq))
  expect(new Set(kept).size).toBe(kept.length)
  expect([...acknowledged].filter((seq) => !kept.includes(seq))).toEqual([])
  const arrivals = batches.map((batch) => batch.arrival)
  expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
})
