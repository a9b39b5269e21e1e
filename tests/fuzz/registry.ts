/** Everything that is fuzzed. Loaded one by one: each is opened in a thread of its own. */
import type { Target } from './target.ts'

const TARGETS: Record<string, () => Promise<Target>> = {
  'wire-messages': async () => (await import('./targets/wire.ts')).wireItems,
  'wire-batches': async () => (await import('./targets/wire.ts')).wireFrames,
  'collector-config': async () => (await import('./targets/collector-config.ts')).collectorConfig,
  'agent-config': async () => (await import('./targets/agent-config.ts')).agentConfig,
  spool: async () => (await import('./targets/spool.ts')).spool,
  'spool-forged': async () => (await import('./targets/spool.ts')).forged,
  ping: async () => (await import('./targets/ping.ts')).ping,
  chrony: async () => (await import('./targets/clock.ts')).chrony,
  ntpq: async () => (await import('./targets/clock.ts')).ntpq,
  timedatectl: async () => (await import('./targets/clock.ts')).timedatectl,
  systemctl: async () => (await import('./targets/systemctl.ts')).systemctl,
  plugin: async () => (await import('./targets/plugin.ts')).plugin,
  proc: async () => (await import('./targets/proc.ts')).procfs,
  ntp: async () => (await import('./targets/ntp.ts')).ntp,
  dns: async () => (await import('./targets/dns.ts')).dns,
  snmp: async () => (await import('./targets/snmp.ts')).snmp,
  'snmp-v3': async () => (await import('./targets/snmp.ts')).snmpV3,
  'tls-client': async () => (await import('./targets/tls.ts')).fromClients,
  'tls-server': async () => (await import('./targets/tls.ts')).fromServers,
  smtp: async () => (await import('./targets/smtp.ts')).smtp,
  'users-csv': async () => (await import('./targets/csv.ts')).users,
  'holidays-csv': async () => (await import('./targets/csv.ts')).holidays,
  'command-line': async () => (await import('./targets/command-line.ts')).commandLine,
  'agent-command-line': async () => (await import('./targets/agent-command-line.ts')).agentCommandLine,
  http: async () => (await import('./targets/http.ts')).http,
  'packed-state': async () => (await import('./targets/stored.ts')).states,
  blocks: async () => (await import('./targets/blocks.ts')).blocks,
  'blocks-damaged': async () => (await import('./targets/blocks.ts')).blocksDamaged,
  ledger: async () => (await import('./targets/ledger.ts')).ledger,
  digits: async () => (await import('./targets/stored.ts')).digits,
  'canonical-json': async () => (await import('./targets/stored.ts')).documents,
}

export const targetNames = (): string[] => Object.keys(TARGETS)

export async function targetNamed(name: string): Promise<Target> {
  const load = TARGETS[name]
  if (!load) throw new Error(`there is no target ${name}; --list names them`)
  return load()
}
