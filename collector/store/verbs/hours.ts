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
  async run(db, { partition, lease, now, hourAt, sketches, clocks, forgetBefore }) {
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
    for (const { agentId, leastMs, mostMs, readings } of clocks) {
      const said = { least_ms: leastMs, most_ms: mostMs, readings }
      await db
        .insertInto('clock_hour')
        .values({ agent_id: agentId, hour_at: hourAt, ...said })
        // Each partition sees the batches with results of its own checks: who saw the host most often says it.
        .onConflict((c) =>
          c.columns(['agent_id', 'hour_at']).doUpdateSet(said).where('clock_hour.readings', '<=', readings),
        )
        .execute()
    }
    await db.deleteFrom('response_hour').where('hour_at', '<', forgetBefore).execute()
    await db.deleteFrom('clock_hour').where('hour_at', '<', forgetBefore).execute()
    await db
      .insertInto('hour_kept')
      .values({ partition_no: partition, hour_at: hourAt })
      .onConflict((c) =>
        c.column('partition_no').doUpdateSet({ hour_at: hourAt }).where('hour_kept.hour_at', '<', hourAt),
      )
      .execute()
  },
}

export const clockHours: Verb<'clockHours'> = {
  access: 'read',
  async run(db, { agentIds, fromAt, toAt }) {
    const found = []
    for (const part of chunks(agentIds))
      found.push(
        ...(await db
          .selectFrom('clock_hour')
          .selectAll()
          .where('agent_id', 'in', part)
          .where('hour_at', '>=', fromAt)
          .where('hour_at', '<', toAt)
          .orderBy('hour_at')
          .execute()),
      )
    return found.map((row) => ({
      agentId: row.agent_id,
      hourAt: row.hour_at,
      leastMs: row.least_ms,
      mostMs: row.most_ms,
      readings: row.readings,
    }))
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
