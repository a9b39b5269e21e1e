/** Which agents a collector runs beside itself: this host's where it is asked to, its own vantage where a check is done from it. */
import {
  type LocalAgent,
  type LocalAgentDeps,
  OWN_VANTAGE,
  startLocalAgent,
  THIS_HOST,
} from './local-agent.ts'
import type { Revision } from './model.ts'

type Name = LocalAgentDeps['name']

export interface LocalAgents {
  /** Starts and ends agents so that those run that the revision needs. Rejects where one cannot be prepared. */
  follow(revision: Revision): Promise<void>
  /** Ends them all, after what was begun. */
  stop(): Promise<void>
}

/** `thisHost`: whether the agent of `--local-agent` is one of them. */
export function makeLocalAgents(deps: Omit<LocalAgentDeps, 'name'>, thisHost: boolean): LocalAgents {
  const running = new Map<Name, LocalAgent>()
  let turn: Promise<void> = Promise.resolve()

  /** One after another: two revisions may follow each other faster than an agent ends. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  async function runOnly(wanted: readonly Name[]): Promise<void> {
    const surplus = [...running].filter(([name]) => !wanted.includes(name))
    for (const [name] of surplus) running.delete(name)
    await Promise.all(surplus.map(([, agent]) => agent.stop()))
    for (const name of wanted)
      if (!running.has(name)) running.set(name, await startLocalAgent({ ...deps, name }))
  }

  return {
    follow(revision) {
      const wanted: Name[] = thisHost ? [THIS_HOST] : []
      if (looksItself(revision)) wanted.push(OWN_VANTAGE)
      return inTurn(() => runOnly(wanted))
    },
    stop: () => inTurn(() => runOnly([])),
  }
}

function looksItself({ services }: Revision): boolean {
  return services.some(({ components }) =>
    components.some(({ checks }) => checks.some((check) => check.agent === OWN_VANTAGE)),
  )
}
