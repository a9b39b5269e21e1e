import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Batch } from '../../../agent/spool/types.ts'
import type { Item } from '../../../rules/wire/v1.ts'
import { makeMemoryFiles } from './memory-files.ts'
import { drain, open, result } from './spool-fixture.ts'

/**
 * The model: a set of (epoch, sequence) that were put, and those that were answered. Whatever happens,
 * an answered record is never asked for again by this start, and in the end every record was either seen or told as lost.
 */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('put' as const), count: fc.integer({ min: 1, max: 30 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('live' as const), every: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('backlog' as const), every: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('power' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('full' as const), room: fc.integer({ min: 0, max: 3000 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('space' as const) }) },
)

test('nothing that was durable is lost, nothing answered comes again, every loss is told', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.integer({ min: 1, max: 40 }),
      async (steps, items) => {
        const disk = makeMemoryFiles()
        const more = { segmentBytes: 3000, maxBytes: 1_000_000 }
        let spool = await open('/s', disk.port, more)
        const durable = new Set<string>()
        const answered = new Set<string>()
        const answeredNow = new Set<string>()
        let put = 1

        const noteDurable = async () => {
          await spool.flush()
          if (spool.stats().failing) return
          for (let seq = 1; seq <= put; seq += 1) durable.add(`${spool.epoch}/${seq}`)
        }
        const take = async (batch: Batch | null, every: number) => {
          if (!batch) return
          expect(batch.entries.map(({ seq }) => seq)).toEqual(
            batch.entries.map(({ seq }) => seq).sort((a, b) => a - b),
          )
          expect(batch.base.seq).toBeLessThanOrEqual(batch.entries[0]?.seq ?? 0)
          const accepted = batch.entries.filter((_, i) => i % every === 0)
          for (const { seq } of batch.entries) expect(answeredNow.has(`${batch.epoch}/${seq}`)).toBe(false)
          await spool.settle(batch, { accepted: accepted.map(({ seq }) => [seq, seq]), rejected: [] })
          for (const { seq } of accepted) {
            answered.add(`${batch.epoch}/${seq}`)
            answeredNow.add(`${batch.epoch}/${seq}`)
          }
        }
        const reopen = async () => {
          spool = await open('/s', disk.port, more)
          put = 1
          answeredNow.clear()
        }
        for (const next of steps) {
          if (next.do === 'put') {
            for (let n = 0; n < next.count; n += 1) put = spool.put(result(n))
            await noteDurable()
          }
          if (next.do === 'live') await take(spool.live({ items, bytes: 100_000 }), next.every)
          if (next.do === 'backlog') await take(await spool.backlog({ items, bytes: 100_000 }), next.every)
          if (next.do === 'full') disk.state.room = next.room
          if (next.do === 'space') disk.state.room = Number.POSITIVE_INFINITY
          if (next.do === 'restart') {
            disk.state.room = Number.POSITIVE_INFINITY
            await spool.close()
            for (let seq = 1; seq <= put; seq += 1) durable.add(`${spool.epoch}/${seq}`)
            await reopen()
          }
          if (next.do === 'power') {
            disk.losePower()
            await reopen()
          }
        }
        disk.state.room = Number.POSITIVE_INFINITY
        await spool.close()
        await reopen()
        const seen = new Map<string, Item>()
        for (const { epoch, item } of await drain(spool)) seen.set(`${epoch}/${item.seq}`, item)
        const told = (key: string) => {
          const [epoch, seq] = key.split('/')
          return [...seen.values()].some(
            (item) =>
              item.kind === 'lost' &&
              item.epoch === epoch &&
              item.from <= Number(seq) &&
              Number(seq) <= item.to,
          )
        }
        for (const key of durable) expect(seen.has(key) || answered.has(key) || told(key), key).toBe(true)
        expect(spool.stats().waiting).toBe(0)
      },
    ),
    { numRuns: 60 },
  )
})
