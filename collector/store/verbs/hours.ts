import type { Sketch } from '../../../rules/performance/sketch.ts'
import { chunks, insertAll, type Verb } from '../verb.ts'
import { fence } from './leases.ts'

export const hoursKept: Verb<'hoursKept'> = {
  access: 'read',
  async run(db, { partitions }) {
    const rows = []
    for (const part of chunks(partitions))
      rows.push(...(await db.selectFrom('hour_kept').selectAll().where('partition_no', 'in', part).execute()))
    return rows.map((row) => ({ partition: row.partition_no, hourAt: row.hour_at }))
  },
}

export const keepHour: Verb<'keepHour'> = {
  access: 'write',
  async run(db, { partition, lease, now, hourAt, sketches, forgetBefore }) {
    await fence(db, lease, `partition/${partition}`, now)
    for (const part of chunks(sketches.map(({ check }) => check)))
      await db
        .deleteFrom('response_hour')
        .where('check_name', 'in', part)
        .where('hour_at', '=', hourAt)
        .execute()
    await insertAll(
      db,
      'response_hour',
      sketches.map(({ check, sketch }) => ({
        check_name: check,
        hour_at: hourAt,
        sketch: JSON.stringify(sketch),
      })),
    )
    await db.deleteFrom('response_hour').where('hour_at', '<', forgetBefore).execute()
    await db
      .insertInto('hour_kept')
      .values({ partition_no: partition, hour_at: hourAt })
      .onConflict((c) => c.column('partition_no').doUpdateSet({ hour_at: hourAt }))
      .execute()
  },
}

export const sketches: Verb<'sketches'> = {
  access: 'read',
  async run(db, { checks, hours }) {
    const found = []
    for (const part of chunks(checks))
      for (const times of chunks(hours))
        found.push(
          ...(await db
            .selectFrom('response_hour')
            .selectAll()
            .where('check_name', 'in', part)
            .where('hour_at', 'in', times)
            .execute()),
        )
    return found.map((row) => ({
      check: row.check_name,
      hourAt: row.hour_at,
      sketch: JSON.parse(row.sketch) as Sketch,
    }))
  },
}
