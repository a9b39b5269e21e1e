/** That `npm run fuzz` sees what it is there to see: one planted defect of each class, found, minimised, made again. */
import { expect, test } from 'vitest'
import { kept, reasonsOf, targetsWithCorpus } from './corpus.ts'
import { makeJudge } from './judge.ts'
import { mutateBytes } from './mutate/bytes.ts'
import { mutateJson } from './mutate/json.ts'
import { targetNamed, targetNames } from './registry.ts'
import { inputOf, isBlind, runSession, seedsOf } from './session.ts'
import { hold, type Opened, plain, type Target } from './target.ts'

/** Takes decimal digits; `defect` is what it does with one that begins with 7. */
const digits = (defect: Opened['run']): Target =>
  plain({
    name: 'planted',
    about: 'decimal digits',
    seeds: () => [{ name: 'one', data: Buffer.from('1234567890') }],
    mutate: mutateBytes,
    run: (data) => (data[0] === 0x37 ? defect(data) : undefined),
  })

const spin = () => {
  const begun = process.threadCpuUsage()
  const spentUs = () => {
    const { user, system } = process.threadCpuUsage(begun)
    return user + system
  }
  while (spentUs() < 110_000);
}

const limits = { seed: 1, seconds: 20, inputs: 2_000, hangMs: 100 }

test.each<[string, string, Opened['run']]>([
  [
    'crash',
    'a thrown error',
    () => {
      throw new TypeError('cannot read properties of undefined')
    },
  ],
  [
    'crash',
    'a promise that is rejected',
    async () => {
      throw new Error('rejected')
    },
  ],
  ['crash', 'a rejection that nobody handles', () => void Promise.reject(new Error('nobody handles it'))],
  [
    'crash',
    'one that comes of a promise that was awaited',
    async () => {
      await Promise.resolve()
      void Promise.reject(new Error('nobody handles it'))
    },
  ],
  ['stall', 'an event loop that is held', spin],
  ['hang', 'a promise that never settles', () => new Promise(() => undefined)],
  [
    'wrong',
    'what is accepted and is not so',
    (data) => hold(String(Number(data)) === `${data}`, 'another number'),
  ],
])('%s: %s', async (kind, _what, defect) => {
  const target = digits(defect)
  const seeds = await seedsOf(target)
  // What takes long is met at once, and only once; and short, since it is not made shorter for as long as it takes.
  let first = limits.seed
  const meets = ({ data }: { data: Buffer }) => data[0] === 0x37 && data.length <= 4
  while (!meets(inputOf(target, seeds, first))) first += 1
  const few = kind === 'stall' || kind === 'hang' ? { seed: first, inputs: 1 } : {}
  const { found } = await runSession(target, { ...limits, ...few })
  expect(found.map((one) => one.kind)).toEqual([kind])
  const [{ seed, data } = { seed: null, data: Buffer.alloc(0) }] = found
  expect(data[0]).toBe(0x37)
  // As short as it still fails, save what hangs, which is not tried again and again.
  if (kind === 'crash' || kind === 'stall') expect(data.toString()).toBe('7')
  // The seed makes an input that fails in the same way.
  const judge = makeJudge(await target.open(), 200)
  const again = await judge(inputOf(target, seeds, seed ?? 0).data)
  judge.stop()
  expect(again?.kind).toBe(kind)
})

test('what does no harm is not told of, and each input is made but once', async () => {
  const seen = new Set<string>()
  const target = digits(() => undefined)
  const counted: Target = {
    ...target,
    open: () => ({ run: (data) => void seen.add(data.toString('hex')), close: async () => undefined }),
  }
  const { found, inputs, mutated } = await runSession(counted, limits)
  expect(found).toEqual([])
  expect([inputs, mutated]).toEqual([2_001, 2_000])
  const part = await runSession({ ...counted, share: 0.1 }, limits)
  expect([part.mutated, part.asked]).toEqual([200, 200])
  const cut = await runSession(counted, { ...limits, seconds: 0 })
  expect([cut.mutated, cut.asked]).toEqual([0, 2_000])
  expect(seen.size).toBeGreaterThan(1_500)
})

test('a target that asks nothing of its inputs is told, and one that asks of some is not', async () => {
  const few = { ...limits, inputs: 200 }
  const asks = (data: Buffer) => hold(data.length >= 0, 'there is something')
  expect(
    isBlind(
      await runSession(
        digits(() => undefined),
        few,
      ),
    ),
  ).toBe(true)
  const all = await runSession(plain({ ...digits(asks), run: asks }), few)
  expect([all.examined, isBlind(all)]).toEqual([200, false])
})

test('a key that a reader forgets is found by changes of structure alone', async () => {
  const forgetful = plain({
    name: 'forgetful',
    about: 'a mapping of one key',
    seeds: () => [{ name: 'one', data: Buffer.from('{"a":1}') }],
    mutate: (data, random, seeds) => mutateJson(data, random, seeds, ['b']),
    run(data) {
      let value: unknown
      try {
        value = JSON.parse(data.toString())
      } catch {
        return
      }
      if (typeof value !== 'object' || value === null || !('a' in value)) return
      hold(Object.keys(value).join() === 'a', 'a key was lost')
    },
  })
  const { found } = await runSession(forgetful, limits)
  expect(found.map(({ kind }) => kind)).toEqual(['wrong'])
})

test('every target is the one that it is called, and every kept input says why it is kept', async () => {
  for (const name of targetNames()) {
    expect((await targetNamed(name)).name).toBe(name)
    const names = kept(name).map((seed) => seed.name.slice('corpus/'.length))
    expect(names).toEqual(Object.keys(reasonsOf(name)))
  }
  expect(targetsWithCorpus().filter((name) => !targetNames().includes(name))).toEqual([])
})
