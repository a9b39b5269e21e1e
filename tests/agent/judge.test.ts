import { expect, test } from 'vitest'
import { judge } from '../../agent/judge.ts'
import { LIMITS } from '../../rules/wire/limits.ts'

test('a message is cut to what the wire takes, and half a letter is not sent', () => {
  const text = `${'x'.repeat(LIMITS.message - 1)}😀`
  const { message = '' } = judge({ outcome: 'failed', reason: 'status', message: text })
  expect(message).toHaveLength(LIMITS.message)
  expect(message.isWellFormed()).toBe(true)
})
