import { expect, test } from 'vitest'
import { performApart } from './apart.ts'
import { SCENARIOS } from './registry.ts'

test('a scenario whose process ends without a word has failed', async () => {
  const [known] = SCENARIOS
  if (!known) throw new Error('there is no scenario')
  const heard: string[] = []
  const outcome = await performApart({
    scenario: { ...known, name: 'nobody' },
    seed: 7,
    broken: new AbortController().signal,
    heard: ({ kind, text }) => heard.push(`${kind} ${text}`),
  })
  expect(outcome).toMatchObject({ name: 'nobody', seed: 7, outcome: 'failed', overTime: false })
  expect(heard).toEqual(['FAILED its process ended by 1'])
})
