import fc from 'fast-check'
import { expect, test } from 'vitest'
import { thin } from '../../../../collector/store/block/thin.ts'
import type { StoredBatch } from '../../../../collector/store/port.ts'
import type { Item, ResultItem } from '../../../../rules/wire/v1.ts'
import { anchor, batch, lost, result } from '../../../contract/store/fixtures.ts'

const WHAT: Record<string, ResultItem['outcome']> = { o: 'ok', x: 'failed', '?': 'unknown' }

/** A batch for each letter: o, x, ?, s (skipped), l (lost), a (anchor only); a dash is an anchor before the next. */
function batchesOf(text: string, epoch = 'e1'): StoredBatch[] {
  let seq = 0
  return [...text].map((letter, index) => {
    seq += 1
    const outcome = WHAT[letter]
    const item: Item = outcome
      ? { ...result(seq), outcome }
      : letter === 's'
        ? { kind: 'skipped', seq, check: 'shop/web/alive', planned: seq, reason: 'busy' }
        : letter === 'l'
          ? lost(seq, 2)
          : { ...anchor(seq), kind: 'anchor' }
    return { ...batch([item]), epoch, arrival: index + 1 } as StoredBatch
  })
}
const left = (text: string) => {
  const kept = new Set(thin(batchesOf(text)).map(({ arrival }) => arrival))
  return [...text].map((letter, index) => (kept.has(index + 1) ? letter : '.')).join('')
}

test.each([
  ['ooooooo', 'o.....o'],
  ['oooxxooo', 'o.oxxo.o'],
  ['ooo?ooo', 'o.o?o.o'],
  ['osooo', 'os..o'],
  ['ooaoloo', 'o...l.o'],
])('of %s stays %s', (all, kept) => expect(left(all)).toBe(kept))

test('each check and each epoch keeps its own ends, and a batch the anchors that its items stand on', () => {
  const other = { ...result(2), check: 'shop/web/works' }
  const one = {
    ...batch([result(1), other, { ...anchor(3), kind: 'anchor' }, result(4), result(5)]),
    arrival: 1,
  }
  const two = { ...batch([result(6), result(7)]), arrival: 2 }
  const [first, second] = thin([one, two] as StoredBatch[])
  expect(first?.items.map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect(second?.items.map(({ seq }) => seq)).toEqual([7])
  const epochs = thin([...batchesOf('ooo', 'e1'), ...batchesOf('ooo', 'e2')])
  expect(epochs.map(({ epoch, items }) => `${epoch}/${items[0]?.seq}`)).toEqual([
    'e1/1',
    'e1/3',
    'e2/1',
    'e2/3',
  ])
})

test('what came late, and lies in another block, keeps its neighbours here', () => {
  const day = batchesOf('oooooxxoooooo')
  const [late, here] = [day.slice(5, 7), day.filter((_, index) => index < 5 || index > 6)]
  const kept = [...thin(late), ...thin(here)].map(({ arrival }) => arrival).toSorted((a, b) => a - b)
  expect(kept).toEqual(thin(day).map(({ arrival }) => arrival))
  expect(kept).toEqual([1, 5, 6, 7, 8, 13])
})

test('whatever lies in which block, all stays that one block of them would keep', () => {
  const letters = fc.array(fc.constantFrom('o', 'o', 'o', 'x', '?', 's', 'a'), {
    minLength: 1,
    maxLength: 40,
  })
  const blocks = fc.array(fc.nat({ max: 2 }), { minLength: 40, maxLength: 40 })
  fc.assert(
    fc.property(letters, blocks, (text, block) => {
      const day = batchesOf(text.join('')).map((one, index) => ({
        ...one,
        items: one.items.map((item) =>
          item.kind === 'result' ? { ...item, check: `shop/web/c${index % 2}` } : item,
        ),
      }))
      const parts = [0, 1, 2].map((no) => day.filter((_, index) => block[index] === no))
      const kept = new Set(parts.flatMap((part) => thin(part).map(({ arrival }) => arrival)))
      expect(thin(day).filter(({ arrival }) => !kept.has(arrival))).toEqual([])
    }),
    { numRuns: 300, seed: 5 },
  )
})
