/** What looks blocks through, merges and deletes them stays as fast with millions of them: nothing reads a whole table. */
import { expect, test } from 'vitest'
import { ENGINES, type Engine } from '../../contract/store/engines.ts'

const [SQLITE] = ENGINES as [Engine]

test.each([
  'select * from block_partition where block_id in (1, 2)',
  'delete from block_partition where block_id in (1, 2)',
  `select agent_id, day_at from block where entry_id is not null and clearing = 0 and damaged_at is null
    and thinned_at is null and results <= 3000 group by agent_id, day_at having count(*) >= 4
    order by day_at, agent_id limit 1`,
])('%s goes by an index of its own', async (sql) => {
  const place = await SQLITE.make()
  try {
    await place.open()
    const plan = await place.raw(`explain query plan ${sql}`)
    expect(String(plan[0]?.detail)).toMatch(/ USING .*INDEX block_(partition_by_block|by_day)\b/)
  } finally {
    await place.end()
  }
})
