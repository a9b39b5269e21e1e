/** Wire v1, as the collector reads agents and agents read collectors. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { z } from 'zod'
import { judgeItems } from '../../../collector/ingest/judge.ts'
import * as made from '../../../rules/wire/v1.generated.js'
import * as v1 from '../../../rules/wire/v1.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateJson } from '../mutate/json.ts'
import { hold, plain, type Seed } from '../target.ts'

type Verdict = { path: string; message: string }[]
const MESSAGES: Record<string, { schema: z.ZodType; validate: (value: unknown) => Verdict }> = {
  item: { schema: v1.item, validate: made.validateItem },
  batchFrame: { schema: v1.batchFrame, validate: made.validateBatchFrame },
  batchAnswer: { schema: v1.batchAnswer, validate: made.validateBatchAnswer },
  runsAnswer: { schema: v1.runsAnswer, validate: made.validateRunsAnswer },
  hello: { schema: v1.hello, validate: made.validateHello },
  helloAnswer: { schema: v1.helloAnswer, validate: made.validateHelloAnswer },
  assignment: { schema: v1.assignment, validate: made.validateAssignment },
}

/** A second opinion, of another library than the one that the programs carry. */
const independent = new Map<string, ValidateFunction>()
function secondOpinion(name: string, schema: z.ZodType): ValidateFunction {
  const known = independent.get(name)
  if (known) return known
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(z.toJSONSchema(schema))
  independent.set(name, validate)
  return validate
}

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'))
  } catch {
    // What is no JSON is refused before anything reads it.
    return undefined
  }
}

const goldens = (): Seed[] => seedsFrom('tests/rules/wire/golden/v1', /\.json$/)
const words = [
  ...new Set(
    goldens().flatMap(({ data }) => data.toString('utf8').match(/[A-Za-z][A-Za-z0-9_-]{2,}/g) ?? []),
  ),
]

/** Every message against its validator, in both directions: the programs' verdict is that of zod and of ajv. */
export const wireItems = plain({
  name: 'wire-messages',
  about:
    'hello, batches, answers, assignments: refused with a place and a reason, or what zod and ajv take too',
  seeds: goldens,
  mutate: (data, random, seeds) => mutateJson(data, random, seeds, words),
  run(data) {
    const golden = parsed(data)
    if (typeof golden !== 'object' || golden === null) return
    const { schema: name, value } = golden as { schema?: unknown; value?: unknown }
    for (const [message, { schema, validate }] of Object.entries(MESSAGES)) {
      if (name !== message && typeof name === 'string' && name in MESSAGES) continue
      const errors = validate(value)
      const taken = errors.length === 0
      for (const error of errors)
        hold(
          /^$|^\//.test(error.path) && error.message !== '',
          `${message}: an error without a place or a reason: ${JSON.stringify(error)}`,
        )
      hold(
        schema.safeParse(value).success === taken,
        `${message}: ${taken ? 'taken' : 'refused'}, and zod disagrees ${JSON.stringify(errors)}`,
      )
      if (taken) {
        const second = secondOpinion(message, schema)
        hold(
          second(value),
          `${message}: taken, and its JSON Schema refuses it: ${JSON.stringify(second.errors?.[0])}`,
        )
      }
    }
  },
})

/** A batch item by item: each is answered once, what is accepted is a valid item with times in order. */
export const wireFrames = plain({
  name: 'wire-batches',
  about: 'items of a batch: each sequence number is accepted or rejected once, with a code and a reason',
  seeds() {
    const values = goldens().map(({ name, data }) => ({
      name,
      ...(parsed(data) as { schema: string; value: unknown }),
    }))
    const frame = values.find(({ name }) => name === 'batch-frame.json')?.value as v1.BatchFrame
    const items = values.filter(({ schema }) => schema === 'item').map(({ value }) => value)
    const whole = { ...frame, items: [...frame.items, ...items] }
    return [...items.map((one) => ({ ...frame, items: [one] })), whole, frame].map((value, index) => ({
      name: `batch ${index}`,
      data: Buffer.from(JSON.stringify(value)),
    }))
  },
  mutate: (data, random, seeds) => mutateJson(data, random, seeds, words),
  run(data) {
    const frame = parsed(data)
    if (!made.isBatchFrame(frame)) return
    const { good, rejected, anchor } = judgeItems(frame, (check) => !check.startsWith('x'))
    hold(made.validateItem({ kind: 'anchor', ...anchor }).length === 0, 'the anchor in force is none')
    hold(
      good.length + rejected.length === frame.items.length,
      `${good.length} good and ${rejected.length} rejected of ${frame.items.length}`,
    )
    const seqs = good.map(({ item }) => item.seq)
    hold(
      seqs.every((seq, n) => n === 0 || seq > (seqs[n - 1] ?? 0)),
      'good items are not in order',
    )
    const answered = new Set([...seqs, ...rejected.flatMap(({ seq }) => seq ?? [])])
    hold(
      answered.size === seqs.length + rejected.filter(({ seq }) => seq !== null).length,
      'a number is answered twice',
    )
    for (const { item, fromAt, toAt } of good) {
      hold(v1.item.safeParse(item).success, `accepted, and no item: ${JSON.stringify(item)}`)
      hold(frame.items.includes(item), 'accepted, and not sent')
      hold(
        fromAt === null || toAt === null || (fromAt >= 0 && fromAt <= toAt && toAt <= 8.64e15),
        `accepted with times ${fromAt} to ${toAt}`,
      )
    }
    const answer: v1.BatchAnswer = {
      ...{ wire: 1, receivedAt: 1, answeredAt: 1, accepted: [], keep: [], assignment: '', rejected },
    }
    hold(
      made.validateBatchAnswer(answer).length === 0,
      `the answer is none: ${JSON.stringify(made.validateBatchAnswer(answer))}`,
    )
  },
})
