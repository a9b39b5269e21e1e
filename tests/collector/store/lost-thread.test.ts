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
