import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, holds, type Range } from '../../../collector/store/ranges.ts'

const numbers = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 40 })

test('ranges hold what was added and nothing else, in the fewest ranges', () => {
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 6 }), (rounds) => {
      const ranges = rounds.reduce<Range[]>((before, seqs) => add(before, seqs), [])
      const model = new Set(rounds.flat())
      for (let seq = 0; seq <= 62; seq += 1) expect(holds(ranges, seq)).toBe(model.has(seq))
      ranges.slice(1).forEach(([first], i) => {
        expect(first).toBeGreaterThan((ranges[i]?.[1] ?? 0) + 1)
      })
    }),
  )
})
