/** An agent of a world: the production agent on the world's clock, disk and network, its probes asking the world's truth. */
import { startAgent } from '../../agent/agent.ts'
import type { LoadedType } from '../../agent/checks/load.ts'
import type { ProbeContext, ProbeResult } from '../../agent/checks/types.ts'
import type { AgentConfig } from '../../agent/config.ts'
import { openSpool } from '../../agent/spool/spool.ts'
import type { Random } from '../support/random.ts'
import type { Disk } from './disk.ts'
import type { Said } from './log.ts'
import type { Network } from './network.ts'
import type { Life, Machine } from './node.ts'
import type { Planted } from './planted.ts'
import type { AgentRecord } from './record.ts'
import type { Truth } from './truth.ts'

export interface AgentDeps {
  name: string
  machine: Machine
  disk: Disk
  network: Network
  truth: Truth
  random: Random
  log: Said
  record: AgentRecord
  spool: AgentConfig['spool']
  planted: Pick<Planted, 'agentClock'>
  /** Longest time that a probe or the disk takes, milliseconds; 0: neither takes any. */
  slowness: { probeMs: number; syncMs: number }
}

export interface WorldAgent {
  start(): void
  /** The program ends at once; what it wrote is there when it starts again. */
  kill(): void
  isRunning(): boolean
}

const DATA = '/var/lib/kijun'

export function makeAgent(deps: AgentDeps): WorldAgent {
  const { machine, random, disk, record, slowness } = deps
  let life: Life | null = null
  const config: AgentConfig = {
    ...{
      collector: new URL('http://collector.example'),
      tokenFile: '/etc/kijun/token',
      ca: null,
      data: DATA,
    },
    ...{ spool: deps.spool, concurrency: 20, plugins: new Map(), secrets: new Map(), chronySocket: null },
  }

  const wait = (born: Life, mostMs: number) =>
    mostMs === 0
      ? born.goOn()
      : new Promise<void>((resolve) => born.clock.after(random.int(1, mostMs), resolve))

  async function probe(born: Life, target: string, { signal }: ProbeContext): Promise<ProbeResult> {
    const is = deps.truth.of(target)
    if (is === 'silent')
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    if (slowness.probeMs > 0) await wait(born, slowness.probeMs)
    if (is === 'up') return { outcome: 'ok', values: { total_ms: 1 } }
    return {
      outcome: 'failed',
      reason: is === 'wrong' ? 'offset' : 'refused',
      message: 'not as it should be',
    }
  }

  function start(): void {
    if (life) return
    const born = machine.boot()
    life = born
    const epoch = random.uuid()
    const type: LoadedType = {
      ...{ name: 'tcp', description: { ja: '', en: '' }, schema: {}, targetKey: null, runs: 'network' },
      validate: () => [],
      prepare: (found) => (context) => probe(born, String(found.target), context),
    }
    const files = disk.filesFor({ goOn: () => born.goOn(), sync: () => wait(born, slowness.syncMs) })
    record.begin(born, epoch)
    startAgent({
      ...{
        config,
        clock: deps.planted.agentClock?.(born.clock) ?? born.clock,
        log: deps.log,
        random: random.fraction,
        epoch,
        host: deps.name,
      },
      inventory: { host: deps.name },
      outside: {
        client: deps.network.clientFor(deps.name, born),
        files,
        load: async () => type,
        openSpool: async (options) => record.watch(born, await openSpool(options)),
      },
    }).catch((error: unknown) => {
      if (!born.isDead()) record.died(error)
    })
  }

  return {
    start,
    kill() {
      life?.end()
      if (life) record.end(disk)
      life = null
    },
    isRunning: () => life !== null,
  }
}
