/** What an agent said of what it had given up may be damaged before it is sent: then that is told, and how much it was nobody knows (I1). */
import { expect, test } from 'vitest'
import type { LostItem } from '../../rules/wire/v1.ts'
import { checkInvariants } from './check.ts'
import { AGENT, EPOCH, handmade, OTHER } from './handmade.ts'

interface Damaged {
  by?: string
  number: number
  seen?: boolean
  told?: boolean
}

/** Three items were given up, of which nobody said anything; a report was damaged. */
function said({ by = AGENT, number, seen = true, told = seen }: Damaged): string[] {
  const history = handmade()
  const { world, end } = history
  world.gaveUp = [
    { agentId: AGENT, epoch: EPOCH, ranges: [[12, 14]], reason: 'evicted-bytes', at: world.from },
  ]
  world.reportsDamaged = [{ agentId: by, epoch: EPOCH, ranges: [[number, number]], seen }]
  const loss: Omit<LostItem, 'seq'> = {
    ...{ kind: 'lost', epoch: EPOCH, from: number, to: number, count: 1, bytes: 100 },
    ...{ firstAt: world.from, lastAt: world.from, reason: 'quarantined' },
  }
  end.losses = told ? [{ ...loss, seq: 900, agentId: by }] : []
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    invariant === 'I1' ? violations.map(({ what }) => what) : [],
  )
}

test('nobody can tell how much a damaged report was of, nor that there was one where nothing is left of it', () => {
  expect(said({ number: 20 })).toEqual([])
  expect(said({ number: 20, seen: false })).toEqual([])
})

test('it is told as any other record that was damaged', () => {
  expect(said({ number: 20, told: false })).toEqual([
    expect.stringMatching(/^reports 20 of .* were damaged, and that is not told$/),
  ])
})

test.each([
  ['one that was written before', { number: 11 }],
  ['that of another agent', { number: 20, by: OTHER }],
])('%s explains nothing', (_, damaged) => {
  expect(said(damaged)).toContainEqual(expect.stringContaining('were given up and not reported: 12–14'))
})
