/** Everything that is fuzzed. Loaded one by one: each is opened in a thread of its own. */
import type { Target } from './target.ts'

const TARGETS: Record<string, () => Promise<Target>> = {
  'wire-messages': async () => (await import('./targets/wire.ts')).wireItems,
  'wire-batches': async () => (await import('./targets/wire.ts')).wireFrames,
  'collector-config': async () => (await import('./targets/collector-config.ts')).collectorConfig,
  'agent-config': async () => (await import('./targets/agent-config.ts')).agentConfig,
  spool: async () => (await import('./targets/spool.ts')).spool,
  'spool-forged': async () => (await import('./targets/spool.ts')).forged,
}

export const targetNames = (): string[] => Object.keys(TARGETS)

export async function targetNamed(name: string): Promise<Target> {
  const load = TARGETS[name]
  if (!load) throw new Error(`there is no target ${name}; --list names them`)
  return load()
}
