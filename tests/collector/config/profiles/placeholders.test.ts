import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { makeFindings } from '../../../../collector/config/findings.ts'
import { itself } from '../../../../collector/config/profiles/parameters.ts'
import { fill, partsOf } from '../../../../collector/config/profiles/placeholders.ts'
import { parseSource } from '../../../../collector/config/source.ts'

const source = () => {
  const findings = makeFindings('c.yaml')
  const parsed = parseSource('c.yaml', 'a: b', findings)
  if (!parsed) throw new Error('no source')
  return { findings, source: parsed }
}

test.each([
  ['plain', ['plain']],
  ['{host}', [{ name: 'host' }]],
  ['{label.site}-{host}:80', [{ name: 'label.site' }, '-', { name: 'host' }, ':80']],
  ['{{host}}', ['{', 'host', '}']],
  ['{{{host}}}', ['{', { name: 'host' }, '}']],
  ['', []],
  ['{', null],
  ['}', null],
  ['{ host }', null],
  ['{"a": 1}', null],
  ['{1st}', null],
  ['\\d{3}', null],
])('%j', (text, parts) => {
  expect(partsOf(text)).toEqual(parts)
})

test('any text comes out as it was, once its braces are doubled, and any value stands in it as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.string({ maxLength: 50 }), (text, value) => {
      const { findings, source: from } = source()
      const escaped = text.replaceAll('{', '{{').replaceAll('}', '}}')
      const given = itself('x', value, () => ({ file: 'c.yaml', line: 1, column: 1, path: '' }))
      const filled = fill({ deep: [`${escaped}{x}${escaped}`] }, from, [], () => given, findings)
      expect(filled?.value).toEqual({ deep: [`${text}${value}${text}`] })
      expect(findings.errors()).toEqual([])
    }),
    { seed: 20261121 },
  )
})

test('keys are no texts: they stay', () => {
  const { findings, source: from } = source()
  const raw = { '{x}': 1, list: [true, null, 7] }
  expect(fill(raw, from, [], () => undefined, findings)?.value).toEqual(raw)
  expect(stringify(raw)).toContain('{x}')
})
