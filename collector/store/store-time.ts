/**
 * The time that the collectors of one store agree on: leases and next attempts go by it. By their own clocks, which may
 * lie days apart, one's would be run out for another. What counts as evidence says what the collector's own clock said.
 */
import { type DialectAdapter, type Expression, sql } from 'kysely'
import type { Db } from './schema.ts'

/** The store's time, Unix ms, as part of a statement; `now` is the caller's own. */
export type StoreTime = (now: number) => Expression<number>

/** Where one program alone works on the store. */
export const CALLERS_TIME: StoreTime = (now) => sql<number>`cast(${now} as bigint)`

/** Of one statement, so that an index serves: who waited for a row meanwhile knows an earlier time. */
export const SERVERS_TIME: StoreTime = () =>
  sql<number>`cast(floor(extract(epoch from statement_timestamp()) * 1000) as bigint)`

const times = new WeakMap<DialectAdapter, StoreTime>()

/** The adapter of a store that goes by this time; any other goes by its caller's. */
export function goingBy<A extends DialectAdapter>(time: StoreTime, adapter: A): A {
  times.set(adapter, time)
  return adapter
}

export function storeNow(db: Db, now: number): Expression<number> {
  return (times.get(db.getExecutor().adapter) ?? CALLERS_TIME)(now)
}
