import { setTimeout } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { makeRandom } from '../support/random.ts'
import { seedBuiltins } from './seeded-builtins.ts'

test('production code that waits within a world takes no time of the machine', async () => {
  const seeded = seedBuiltins(makeRandom(1, 'builtins'))
  onTestFinished(seeded.restore)
  // A day, far beyond what a test may take.
  expect(await setTimeout(86_400_000, 'over')).toBe('over')
})
