import type { MaintenanceRules, ServiceHours } from './types.ts'

/** Around the clock, every day. */
export function alwaysOpen(zone: string): ServiceHours {
  const open = {
    weekly: 'always',
    publicHolidays: 'open',
    yearEnd: null,
    closed: [],
    exceptions: {},
  } as const
  return { zone, periods: [{ from: null, to: null, ...open }] }
}

/** Where nothing of maintenance was agreed: nothing is taken off. */
export function noMaintenance(zone: string): MaintenanceRules {
  return { leadTimeMs: 0, allowanceMs: null, yearFrom: '01-01', zone }
}
