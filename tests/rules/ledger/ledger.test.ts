import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, NotCanonical } from '../../../rules/ledger/canonical.ts'
import { digest, entryHash, GENESIS } from '../../../rules/ledger/chain.ts'
import { merkleRoot } from '../../../rules/ledger/merkle.ts'

test('the example of RFC 8785, 3.2.2 and 3.2.3', () => {
  const value = {
    numbers: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000f\nA\'B"\\\\"/',
    literals: [null, true, false],
  }
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  // Code units, not code points: U+1F600 (surrogates) sorts before U+FB33.
  const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
  expect(canonicalJson(keys)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  )
})

test('the order of keys does not matter, the value does, and parsing gives it back', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const text = canonicalJson(a)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(a)))
      expect(canonicalJson(reversed(a))).toBe(text)
      expect(canonicalJson(b) === text).toBe(
        JSON.stringify(JSON.parse(canonicalJson(b))) === JSON.stringify(JSON.parse(text)),
      )
    }),
  )
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  // fromEntries defines own members, `__proto__` included.
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]): [string, unknown] => [key, reversed(member)])
      .toReversed(),
  )
}

test.each([
  ['undefined', { a: undefined }, '$.a'],
  ['NaN', [Number.NaN], '$[0]'],
  ['an infinity', { a: { b: Infinity } }, '$.a.b'],
  ['a date', new Date(0), '$'],
  ['a bigint', [1n], '$[0]'],
  ['a hole', new Array(1), '$[0]'],
  ['a map', new Map(), '$'],
  ['a lone surrogate', '\ud800', '$'],
  ['a symbol as key', { [Symbol('s')]: 1 }, '$'],
])('%s has no canonical JSON, and the error says where', (_, value, path) => {
  expect(() => canonicalJson(value)).toThrow(NotCanonical)
  expect(() => canonicalJson(value)).toThrow(`${path}: `)
})

const head = {
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
  at: 1_800_000_000_000,
  kind: 'incident.opened',
  subject: 'shop',
  actor: 'system',
  payloadDigest: digest('{}'),
  seq: 1,
  prev: GENESIS,
}

test('an entry hashes to SHA-256 of its canonical head, whatever else the object carries', () => {
  const canonical =
    '{"actor":"system","at":1800000000000,"id":"0f8fad5b-d9cb-469f-a165-70867728950e","kind":"incident.opened",' +
    `"payloadDigest":"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","prev":"${'0'.repeat(64)}",` +
    '"seq":1,"subject":"shop"}'
  const expected = createHash('sha256').update(canonical).digest('hex')
  expect(entryHash(head)).toBe(expected)
  expect(entryHash({ ...head, payload: '{}' } as typeof head)).toBe(expected)
})

test('every field of an entry is in its hash', () => {
  for (const key of Object.keys(head) as (keyof typeof head)[]) {
    const other = { ...head, [key]: typeof head[key] === 'number' ? Number(head[key]) + 1 : `${head[key]}x` }
    expect(entryHash(other), key).not.toBe(entryHash(head))
  }
})

const sha = (...parts: (Buffer | string)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leaf = (text: string) => sha(Buffer.of(0), text)

/** RFC 6962, 2.1, word for word: split at the largest power of two below n. */
function byDefinition(leaves: string[]): Buffer {
  const [first = ''] = leaves
  if (leaves.length === 0) return sha('')
  if (leaves.length === 1) return leaf(first)
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return sha(Buffer.of(1), byDefinition(leaves.slice(0, k)), byDefinition(leaves.slice(k)))
}

test('the Merkle root is that of RFC 6962', () => {
  expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(merkleRoot([''])).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 40 }), (leaves) => {
      expect(merkleRoot(leaves)).toBe(byDefinition(leaves).toString('hex'))
    }),
  )
})

test('order, repetition and a node posing as a leaf change the root', () => {
  expect(merkleRoot(['a', 'b'])).not.toBe(merkleRoot(['b', 'a']))
  expect(merkleRoot(['a', 'b', 'b'])).not.toBe(merkleRoot(['a', 'b']))
  const inner = Buffer.concat([leaf('a'), leaf('b')]).toString('latin1')
  expect(merkleRoot([inner])).not.toBe(merkleRoot(['a', 'b']))
})
