import type { PackedState } from '../packed-state.ts'
import type { EvaluationCommit } from '../port.ts'
import type { Db, NewRow, Row } from '../schema.ts'
import { chunks, insertAll, prepared, preparedFor, type Verb } from '../verb.ts'
import { incidentColumns, incidentQuery, incidentRow } from './incident-rows.ts'
import { fence } from './leases.ts'
import { writeLedger } from './ledger.ts'
import { newNotice } from './notice-rows.ts'
import { obligationColumns, obligationRow } from './obligation-rows.ts'
import { withdrawLateComers } from './withdrawal.ts'

/** How long evaluation looks back: late results may still change what ended this long ago. */
const LOOK_BACK_MS = 7 * 24 * 3_600_000

export const partitionState: Verb<'partitionState'> = {
  access: 'read',
  async run(db, { partition, now }) {
    const since = now - LOOK_BACK_MS
    const evaluation = await db
      .selectFrom('evaluation')
      .select(['arrival_cursor', 'decided'])
      .where('partition_no', '=', partition)
      .executeTakeFirst()
    const states = await db
      .selectFrom('check_state')
      .select(['check_name', 'state', 'arrival'])
      .where('partition_no', '=', partition)
      .orderBy('check_name')
      .execute()
    const incidents = await incidentQuery(db)
      .where('i.partition_no', '=', partition)
      .where((eb) => eb.or([eb('i.recovered_at', 'is', null), eb('i.recovered_at', '>=', since)]))
      .orderBy('i.opened_at')
      .orderBy('i.id')
      .execute()
    const owed = new Map<string, Row<'obligation'>>()
    const ofPartition = db.selectFrom('obligation').selectAll().where('partition_no', '=', partition)
    const [open, decided] = [
      ofPartition.where('decided_at', 'is', null),
      ofPartition.where('decided_at', 'is not', null).where('clock_from', '>=', since),
    ]
    for (const some of [open, decided]) for (const row of await some.execute()) owed.set(row.id, row)
    for (const part of chunks(incidents.map((row) => row.id)))
      for (const row of await ofPartition.where('subject', 'in', part).execute()) owed.set(row.id, row)
    return {
      cursor: evaluation?.arrival_cursor ?? 0,
      decided: evaluation?.decided ?? 0,
      states: states.map(({ check_name: check, state, arrival }) => ({
        ...{ check, state: state as PackedState, arrival },
      })),
      incidents: incidents.map(incidentRow),
      obligations: [...owed.values()]
        .sort((a, b) => a.clock_from - b.clock_from || (a.id < b.id ? -1 : 1))
        .map(obligationRow),
    }
  },
}

async function saveStates(
  db: Db,
  { partition, states, cursor, decided: arrival = cursor, now }: EvaluationCommit,
): Promise<void> {
  const gone = states.flatMap(({ check, state }) => (state === null ? check : []))
  for (const part of chunks(gone))
    await db.deleteFrom('check_state').where('check_name', 'in', part).execute()
  const rows = states.flatMap(({ check, service, state }) =>
    state === null
      ? []
      : [{ check_name: check, partition_no: partition, service, state, arrival, updated_at: now }],
  )
  for (const part of chunks(rows)) await putStates(db, part, {})
}

const putStates = preparedFor<NewRow<'check_state'>>()((db, rows) =>
  db
    .insertInto('check_state')
    .values(rows)
    .onConflict((c) =>
      c.column('check_name').doUpdateSet((eb) => ({
        partition_no: eb.ref('excluded.partition_no'),
        service: eb.ref('excluded.service'),
        state: eb.ref('excluded.state'),
        arrival: eb.ref('excluded.arrival'),
        updated_at: eb.ref('excluded.updated_at'),
      })),
    ),
)

/** What evaluation knows is replaced; when it was opened and who acknowledged it stays. */
async function saveIncidents(db: Db, { partition, incidents, now }: EvaluationCommit): Promise<void> {
  for (const rows of eachOnce(incidents.map((incident) => incidentColumns(incident, partition, now))))
    await putIncidents(db, rows, {})
}

const putIncidents = preparedFor<NewRow<'incident'>>()((db, rows) =>
  db
    .insertInto('incident')
    .values(rows)
    .onConflict((c) => c.column('id').doUpdateSet((eb) => replaced(eb, rows, ['id', 'opened_at']))),
)

/** What an upsert of several rows takes over of each, which is everything but these columns. */
function replaced<T extends object>(
  eb: { ref(name: `excluded.${string}`): unknown },
  [row]: readonly T[],
  but: readonly (keyof T)[],
): Record<keyof T, never> {
  const columns = Object.keys(row ?? {}).filter((column) => !but.includes(column as keyof T))
  return Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)])) as never
}

/** Rows in statements that name each only once, a later one of the same id behind the earlier. */
function eachOnce<T extends { id: string }>(rows: readonly T[]): T[][] {
  const waves: T[][] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const wave = seen.get(row.id) ?? 0
    seen.set(row.id, wave + 1)
    waves[wave] ??= []
    waves[wave].push(row)
  }
  return waves.flatMap((wave) => chunks(wave))
}

/**
 * The outbox decides obligations as well, meanwhile: what it decided is not taken back by what evaluation
 * had read before as open. A decision may be filled in (margin, evidence) or corrected: evidence that came
 * later turns a gap that was not proven or breached. What two persons withdrew stays withdrawn.
 */
async function saveObligations(db: Db, { partition, obligations }: EvaluationCommit): Promise<void> {
  for (const rows of eachOnce(obligations.map((obligation) => obligationColumns(obligation, partition))))
    await putObligations(db, rows, {})
}

const putObligations = preparedFor<NewRow<'obligation'>>()((db, rows) =>
  db
    .insertInto('obligation')
    .values(rows)
    .onConflict((c) =>
      c
        .column('id')
        .doUpdateSet((eb) => replaced(eb, rows, ['id']))
        .where(({ eb, and, or, ref }) =>
          and([
            eb('obligation.state', '<>', 'withdrawn'),
            or([
              eb('obligation.state', '=', 'open'),
              eb('obligation.state', '=', ref('excluded.state')),
              and([
                eb('excluded.state', '<>', 'open'),
                eb('obligation.state', 'in', ['not-proven', 'breached']),
              ]),
            ]),
          ]),
        ),
    ),
)

const putCursor = prepared<Row<'evaluation'>>()((db, given) =>
  db
    .insertInto('evaluation')
    .values({
      partition_no: given('partition_no'),
      arrival_cursor: given('arrival_cursor'),
      decided: given('decided'),
    })
    .onConflict((c) =>
      c.column('partition_no').doUpdateSet((eb) => ({
        arrival_cursor: eb.ref('excluded.arrival_cursor'),
        decided: eb.ref('excluded.decided'),
      })),
    ),
)

export const commitEvaluation: Verb<'commitEvaluation'> = {
  access: 'write',
  async run(db, a) {
    await fence(db, a.lease, `partition/${a.partition}`, a.now)
    await saveStates(db, a)
    await saveIncidents(db, a)
    await saveObligations(db, a)
    await insertAll(
      db,
      'notice',
      a.notices.map((notice) => newNotice(notice, a.partition, null)),
    )
    await writeLedger(db, a.ledger)
    const subjects = a.obligations.map(({ subject }) => subject)
    await withdrawLateComers(db, subjects, a.now)
    const { cursor: arrival_cursor, decided = a.cursor } = a
    await putCursor(db, { partition_no: a.partition, arrival_cursor, decided })
  },
}

export const checkStates: Verb<'checkStates'> = {
  access: 'read',
  async run(db, a) {
    let query = db.selectFrom('check_state').select(['check_name', 'service', 'state'])
    if (a?.checks?.length === 0) return []
    if (a?.checks) query = query.where('check_name', 'in', a.checks)
    const rows = await query.orderBy('check_name').execute()
    return rows.map((row) => ({
      check: row.check_name,
      service: row.service,
      state: row.state as PackedState,
    }))
  },
}
