/**
 * One pass of the compactor in a process of its own, which is killed with -9 at a write:
 *
 *   node retaining.ts '{"data":…,"now":…,"when":"before"|"during"|"after","verb":"mergeBlocks"}'
 */
import { openStore } from '../../collector/store/open.ts'
import type { Store } from '../../collector/store/port.ts'
import { passOver } from './compacting.ts'

export interface Asked {
  data: string
  now: number
  when: 'before' | 'during' | 'after'
  /** At its first call. */
  verb: 'writeBlock' | 'clearBlocks' | 'closeBlocks' | 'mergeBlocks' | 'deleteResults'
}

const { data, now, when, verb } = JSON.parse(process.argv[2] ?? '') as Asked
const die = () => process.kill(process.pid, 'SIGKILL')

function deadly(store: Store): Store {
  const call = store[verb] as (a: unknown) => Promise<unknown>
  const killed = async (a: unknown) => {
    if (when === 'before') die()
    const answer = call(a)
    if (when === 'during') setImmediate(die)
    const done = await answer
    if (when === 'after') die()
    return done
  }
  return { ...store, [verb]: killed }
}

const store = await openStore({ data, postgres: null })
await passOver(deadly(store), now, (line) => void process.stderr.write(line))
await store.close()
