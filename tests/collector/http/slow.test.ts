import { expect, test } from 'vitest'
import { makeApp } from '../../../collector/http/app.ts'
import { openBench } from './bench.ts'

test('who sends slowly is cut after thirty seconds, head and body alike', async () => {
  const { deps } = await openBench()
  const { app } = makeApp(deps)
  // Node's own: a minute for the head, five for the whole, looked at each half minute.
  expect(app.server).toMatchObject({ headersTimeout: 30_000, requestTimeout: 30_000 })
  expect(Reflect.get(app.server, 'connectionsCheckingInterval')).toBe(5_000)
})
