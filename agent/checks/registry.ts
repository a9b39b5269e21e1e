import type { CheckType } from './types.ts'

/** Every check type, one line each, loaded when a check of it is there. After a change here run `npm run generate`. */
export const CHECKS: Record<string, () => Promise<CheckType>> = {
  clock: async () => (await import('./clock.ts')).clock,
  certificate: async () => (await import('./certificate.ts')).certificate,
  dns: async () => (await import('./dns.ts')).dns,
  host: async () => (await import('./host.ts')).host,
  http: async () => (await import('./http.ts')).http,
  https: async () => ({ ...(await import('./http.ts')).http, name: 'https' }),
  ntp: async () => (await import('./ntp.ts')).ntp,
  ping: async () => (await import('./ping.ts')).ping,
  plugin: async () => (await import('./plugin.ts')).plugin,
  process: async () => (await import('./process.ts')).processCheck,
  smtp: async () => (await import('./smtp.ts')).smtp,
  snmp: async () => (await import('./snmp.ts')).snmp,
  systemd: async () => (await import('./systemd.ts')).systemd,
  tcp: async () => (await import('./tcp.ts')).tcp,
}
