import { certificate } from './certificate.ts'
import { clock } from './clock.ts'
import { dns } from './dns.ts'
import { host } from './host.ts'
import { http } from './http.ts'
import { ntp } from './ntp.ts'
import { ping } from './ping.ts'
import { plugin } from './plugin.ts'
import { processCheck } from './process.ts'
import { smtp } from './smtp.ts'
import { snmp } from './snmp.ts'
import { systemd } from './systemd.ts'
import { tcp } from './tcp.ts'
import type { CheckType } from './types.ts'

/** Every check type, one line each. After a change here run `npm run generate`. */
export const CHECKS: Record<string, CheckType> = {
  clock,
  certificate,
  dns,
  host,
  http,
  https: { ...http, name: 'https' },
  ntp,
  ping,
  plugin,
  process: processCheck,
  smtp,
  snmp,
  systemd,
  tcp,
}
