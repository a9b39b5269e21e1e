/** A disk that refuses writes for a while, and takes them again. */
import { expect, test } from 'vitest'
import type { SpoolFiles } from '../../../agent/spool/files.ts'
import { makeMemoryFiles } from './memory-files.ts'
import { anchorItem, clock, drain, LIMIT, lostOf, open, result } from './spool-fixture.ts'

/** A disk with a segment of an earlier start, in which the second of three results is damaged. */
async function withDamage() {
  const { port, files, state } = makeMemoryFiles()
  const spool = await open('/s', port)
  for (let n = 1; n <= 3; n += 1) spool.put(result(n))
  await spool.close()
  const [[path, file] = ['', { content: Buffer.alloc(0), synced: Buffer.alloc(0) }]] = [...files]
  const content = Buffer.from(file.content)
  const at = content.indexOf('"planned":2')
  content.writeUInt8((content[at] ?? 0) ^ 1, at)
  files.set(path, { content, synced: content })
  return { port, state, epoch: spool.epoch }
}

test('a decision that could not be noted once is noted a second later, without another record', async () => {
  const { port, epoch } = await withDamage()
  let refuses = true
  const files: SpoolFiles = {
    ...port,
    async replace(path, data) {
      if (path.endsWith('decision.json') && refuses)
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
      return port.replace(path, data)
    },
  }
  const next = await open('/s', files)
  await next.flush()
  expect(next.stats().failing).toBe(true)
  refuses = false
  await clock.advance(1_000)
  await next.flush()
  expect(next.stats()).toMatchObject({ failing: false })
  const lost = lostOf(await drain(next))
  expect(lost.map(({ epoch: of, from, to }) => [of, from, to])).toEqual([[epoch, 3, 3]])
  await next.close()
})

test('a disk that takes records again is written to, also where all that it refused was sent from memory', async () => {
  const { port, state } = makeMemoryFiles()
  const spool = await open('/s', port)
  await spool.flush()
  state.room = 0
  spool.put(result(1))
  await spool.flush()
  const live = spool.live(LIMIT)
  if (!live) throw new Error('nothing live')
  await spool.settle(live, { accepted: live.entries.map(({ seq }) => [seq, seq]), rejected: [] })
  state.room = Number.POSITIVE_INFINITY
  await clock.advance(1_000)
  spool.put({ ...anchorItem, mono: 5 } as typeof anchorItem)
  spool.put(result(2))
  await clock.advance(1_000)
  expect(spool.stats().failing).toBe(false)
  // Killed: what only memory holds is gone.
  const next = await open('/s', port)
  const kept = (await drain(next)).filter((one) => one.epoch === spool.epoch)
  // What was answered while nothing could be noted comes again, and the collector knows it.
  expect(kept.map(({ item }) => item.seq)).toEqual([1, 3, 4])
  await next.close()
})
