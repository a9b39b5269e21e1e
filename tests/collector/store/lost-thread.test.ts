import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { openStore } from '../../../collector/store/open.ts'

test('a thread of the store that dies is told once, and its calls reject', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kijun-lost-'))
  const workers: Worker[] = []
  const remember = (worker: Worker) => workers.push(worker)
  process.on('worker', remember)
  const told: Error[] = []
  const store = await openStore({ data, postgres: null, onLost: (error) => told.push(error) })
  process.off('worker', remember)

  const writer = workers.find((worker) => worker.threadName === 'store-writer') ?? workers[0]
  await writer?.terminate()
  expect(told.map((error) => error.message)).toEqual(['the writer thread of the store has ended'])
  await expect(store.operatorsExist()).resolves.toBe(false)
  await expect(store.releaseLeases({ owner: 'x' })).rejects.toMatchObject({ code: 'unavailable' })
  await store.close()
  expect(told, 'closing is no loss').toHaveLength(1)
  rmSync(data, { recursive: true })
})

test('the thread that reckons in the background is started again after it died', async () => {
  const data = mkdtempSync(join(tmpdir(), 'kijun-lost-'))
  const workers: Worker[] = []
  const remember = (worker: Worker) => workers.push(worker)
  const store = await openStore({ data, postgres: null, onLost: () => undefined })
  process.on('worker', remember)
  const look = () => store.verifyBlocks({ after: 0, limit: 1 })
  await look()
  await workers[0]?.terminate()
  expect(await Promise.all([look(), look()])).toMatchObject([{ verified: 0 }, { verified: 0 }])
  expect(workers).toHaveLength(2)
  process.off('worker', remember)
  await store.close()
  rmSync(data, { recursive: true })
})
