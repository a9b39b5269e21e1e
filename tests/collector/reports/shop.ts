/** A shop that is open on weekdays from 8 to 20, without 祝日, and is maintained now and then. */
import type { Service } from '../../../collector/model.ts'
import type { HolidayData, MaintenanceWindow, ServiceHours } from '../../../rules/calendar/types.ts'
import { serviceOf } from '../station.ts'
import { at, DAY, HOUR, NOVEMBER } from './world.ts'

const open = [{ from: 8 * 60, to: 20 * 60 }]

const WEEKDAYS: ServiceHours = {
  zone: 'Asia/Tokyo',
  periods: [
    {
      from: null,
      to: null,
      weekly: { mon: open, tue: open, wed: open, thu: open, fri: open, sat: [], sun: [] },
      publicHolidays: 'closed',
      yearEnd: null,
      closed: [],
      exceptions: {},
    },
  ],
}

/** In November: 文化の日 on a Tuesday, 勤労感謝の日 on a Monday. */
export const HOLIDAYS: HolidayData = {
  version: 'test 1',
  from: '2026-01-01',
  to: '2026-12-31',
  days: { '2026-11-03': '文化の日', '2026-11-23': '勤労感謝の日' },
}

type Window = Omit<MaintenanceWindow, 'recordedAt'>

export const WINDOWS: Record<'inTime' | 'late' | 'overrun', Window> = {
  inTime: { id: 'in-time', kind: 'regular', from: at(12, 19), to: at(12, 20), announcedAt: at(2) },
  late: { id: 'late', kind: 'regular', from: at(13, 19), to: at(13, 20), announcedAt: at(12) },
  overrun: { id: 'overrun', kind: 'regular', from: at(16, 18), to: at(16, 19), announcedAt: at(2) },
}

/** Maintenance is announced three days before, five hours a year from April on. */
export function shopOf(more: Partial<Service> = {}): Service {
  return {
    ...serviceOf('shop', ['web'], ['liveness']),
    hours: WEEKDAYS,
    holidays: HOLIDAYS,
    maintenance: {
      rules: { leadTimeMs: 3 * DAY, allowanceMs: 5 * HOUR, yearFrom: '04-01', zone: 'Asia/Tokyo' },
      windows: Object.values(WINDOWS),
    },
    ...more,
  }
}

export const ALIVE = 'shop/web/alive'
export const LOADED = NOVEMBER - 20 * DAY
