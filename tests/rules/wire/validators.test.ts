/** The generated validators against their source: same bytes, same verdicts, on golden payloads and on mutations of them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generated, generatedFiles } from '../../../deploy/build/generate.ts'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import * as made from '../../../rules/wire/v1.generated.js'
import * as v1 from '../../../rules/wire/v1.ts'

const folder = join(import.meta.dirname, 'golden/v1')
const wire = join(import.meta.dirname, '../../../rules/wire')

interface Golden {
  schema: keyof typeof PAIRS
  value: unknown
  /** Of a bad one: the JSON Pointers of its errors. */
  errors?: string[]
}

const PAIRS = {
  item: [v1.item, made.validateItem, made.isItem],
  batchFrame: [v1.batchFrame, made.validateBatchFrame, made.isBatchFrame],
  batchAnswer: [v1.batchAnswer, made.validateBatchAnswer, made.isBatchAnswer],
  runsAnswer: [v1.runsAnswer, made.validateRunsAnswer, made.isRunsAnswer],
  hello: [v1.hello, made.validateHello, made.isHello],
  helloAnswer: [v1.helloAnswer, made.validateHelloAnswer, made.isHelloAnswer],
  assignment: [v1.assignment, made.validateAssignment, made.isAssignment],
} as const

const goldens = readdirSync(folder).map((name): [string, Golden] => [
  name,
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden,
])

test('the committed validators are what the schemas make, and nothing else', async () => {
  const made = await generated()
  for (const [name, content] of Object.entries(made)) {
    expect(readFileSync(join(wire, name), 'utf8') === content, `${name}: run npm run generate`).toBe(true)
  }
  expect(generatedFiles().toSorted()).toEqual(Object.keys(made).toSorted())
})

test('the validators load neither zod nor ajv, and of each other none but what names them', () => {
  const own = ['../distinct.ts', '../formats.ts', '../report.ts', '../two-levels.ts']
  for (const name of generatedFiles().filter((file) => file.endsWith('.js'))) {
    const code = readFileSync(join(wire, name), 'utf8')
    const loads = [
      ...code.matchAll(/^(?:import|export) .*from '([^']+)'|(?:import|require)\(['"](.*)['"]\)/gm),
    ]
    const files = loads.map(([, from, loaded]) => from ?? loaded)
    if (name.startsWith('checks/')) expect(files).toEqual(own)
    else if (name === 'v1.generated.js') expect(files).toEqual(['./report.ts'])
    else for (const file of files) expect(file).toMatch(/^\.\/(checks\/[a-z]+\.generated\.js|target\.ts)$/)
  }
})

test('every message and every kind of item has a golden payload', () => {
  const good = goldens.filter(([, { errors }]) => !errors)
  expect(new Set(good.map(([, { schema }]) => schema))).toEqual(new Set(Object.keys(PAIRS)))
  const kinds = good.flatMap(([, { schema, value }]) => (schema === 'item' ? [(value as v1.Item).kind] : []))
  expect(new Set(kinds)).toEqual(new Set(['result', 'skipped', 'anchor', 'lost']))
})

test.each(goldens)('%s', (_name, { schema, value, errors }) => {
  const [source, validate, is] = PAIRS[schema]
  expect(new Set(validate(value).map(({ path }) => path))).toEqual(new Set(errors ?? []))
  expect(is(value)).toBe(errors === undefined)
  expect(source.safeParse(value).success).toBe(errors === undefined)
})

/** Every place in a value, as the steps that lead there. */
function places(value: unknown, steps: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [steps]
  return [
    steps,
    ...Object.entries(value).flatMap(([key, inner]) =>
      places(inner, [...steps, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

const ABSENT = Symbol('absent')

function changed(value: unknown, [step, ...rest]: (string | number)[], to: unknown): unknown {
  if (step === undefined) return to === ABSENT ? undefined : to
  const copy = structuredClone(value) as Record<string | number, unknown>
  if (rest.length > 0) copy[step] = changed(copy[step], rest, to)
  else if (to === ABSENT) delete copy[step]
  else copy[step] = to
  return copy
}

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    ABSENT,
    null,
    '',
    'x',
    'a/b/c',
    0,
    -1,
    1,
    1.5,
    1e16,
    1e300,
    Number.MAX_SAFE_INTEGER,
    true,
    [],
    {},
  ),
  fc.constantFrom<unknown>(
    { extra: 1 },
    [1, 2],
    [[1, 2]],
    'é'.repeat(250),
    '😀'.repeat(251),
    '7D3F0C1E-9A52-4B7E-8F61-2C5D9E0AB314',
  ),
  fc.integer(),
  fc.double(),
  fc.string({ maxLength: 600 }),
  fc.uuid(),
  fc.jsonValue(),
)

test('zod and the generated validators agree on any change of a golden payload', () => {
  const change = fc.constantFrom(...goldens.map(([, golden]) => golden)).chain(({ schema, value }) =>
    fc.record({
      schema: fc.constant(schema),
      value: fc.constant(value),
      place: fc.constantFrom(...places(value)),
      key: fc.option(fc.constantFrom('extra', 'kind', 'seq', 'values', 'toString'), { freq: 4 }),
      to: nasty,
    }),
  )
  let refused = 0
  let accepted = 0
  fc.assert(
    fc.property(change, ({ schema, value, place, key, to }) => {
      // What travels is JSON.
      const mutated: unknown = JSON.parse(
        JSON.stringify(changed(value, key === null ? place : [...place.slice(0, -1), key], to)) ?? 'null',
      )
      const [source, validate] = PAIRS[schema]
      const agreed = source.safeParse(mutated).success
      if (agreed) accepted += 1
      else refused += 1
      expect(validate(mutated).length === 0, JSON.stringify(mutated)).toBe(agreed)
    }),
    { numRuns: 3000 },
  )
  // Both verdicts occurred, so the property compared something.
  expect(Math.min(refused, accepted)).toBeGreaterThan(100)
})

test('at most 20 errors of one value are told', () => {
  const values = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`Bad${i}`, i]))
  expect(made.validateItem({ kind: 'result', values }).length).toBe(20)
})

test('check types say in one line what they look at', () => {
  expect(CHECK_TYPES.tcp?.target({ target: 'db:5432' })).toBe('db:5432')
  expect(CHECK_TYPES.https?.target({ url: 'https://shop.example/' })).toBe('https://shop.example/')
  expect(CHECK_TYPES.ntp?.target({ servers: ['a', 'b'] })).toBe('a, b')
  for (const type of Object.values(CHECK_TYPES)) {
    if (type.targetKey !== null) expect(type.schema).toHaveProperty(['properties', type.targetKey])
    expect(type.description.ja).toMatch(/\p{Script=Hiragana}/u)
  }
})
