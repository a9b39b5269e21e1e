/** One identity in two places, a spool put back to an old copy, and numbers that are used twice. */
import { randomUUID } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BatchAnswer } from '../../../rules/wire/v1.ts'
import type { Received } from '../../support/mailbox.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { MANAGER, openSite, type Site } from '../site.ts'
import type { Stage } from '../stage.ts'
import { readKept } from '../world/kept.ts'

/** What speaks the wire with an agent's token; its exchanges go through the proxy into the books as any other's. */
async function send(site: Site, token: string, epoch: string, items: object[]): Promise<BatchAnswer> {
  const base = { seq: 1, mono: 0, wall: Date.now() - 60_000, offset: 0, uncertainty: 1 }
  const answer = await fetch(`http://127.0.0.1:${site.proxy.port}/agent/v1/batches`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ wire: 1, epoch, sentAt: Date.now(), base, items }),
  })
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json()) as BatchAnswer
}

const result = (seq: number, check: string, outcome: 'ok' | 'unknown') => ({
  ...{ kind: 'result', seq, check, revision: 1, outcome, attempt: 0 },
  ...{ planned: seq * 1000, started: seq * 1000, finished: seq * 1000 + 5 },
})

/** A machine whose memory was put back goes on with numbers that it has used; the collector cannot take them for the old. */
async function usedTwice(stage: Stage, site: Site): Promise<void> {
  const [a = '', b = ''] = [...site.proxy.ids.keys()]
  const epoch = randomUUID()
  const check = 'of-host-a/web/steady-0'
  const first = [2, 3, 4, 5].map((seq) => result(seq, check, 'ok'))
  const anchor = { kind: 'anchor', seq: 1, mono: 0, wall: Date.now() - 60_000, offset: 0, uncertainty: 1 }
  await send(site, a, epoch, [anchor, ...first])
  const later = [4, 5, 6].map((seq) => result(seq, check, 'unknown'))
  const { accepted, rejected } = await send(site, a, epoch, later)
  stage.saw('numbers used twice with other content', {
    accepted,
    rejected: rejected.map(({ seq, code }) => [seq, code]),
  })
  stage.verify('only the new number is acknowledged', JSON.stringify(accepted) === '[[6,6]]')
  stage.verify(
    'the others are refused by their name',
    rejected.map(({ seq, code }) => `${seq} ${code}`).join() === '4 number-reused,5 number-reused',
  )

  // Another agent takes the same epoch and numbers, and then names what is not its own.
  const own = await send(site, b, epoch, [
    anchor,
    ...first.map((item) => ({ ...item, check: 'of-host-b/web/steady-0' })),
  ])
  stage.verify('the same numbers of another agent are its own', own.rejected.length === 0)
  const foreign = await send(site, b, epoch, [result(6, check, 'unknown')])
  stage.verify(
    'what is of another agent is refused',
    foreign.accepted.length === 0 && foreign.rejected[0]?.code === 'not-yours',
  )
}

/** The mail that tells of two copies. */
const isOfTwo = ({ to, mail }: Received) =>
  to === MANAGER && /Monitoring gap/.test(mail.subject ?? '') && /two places/.test(mail.text ?? '')

export const clonedAgents: Scenario = {
  name: 'cloned-agents',
  fault:
    'the same token and data directory on two hosts at once; the spool replaced by an old copy of it; numbers of an epoch used again with other content, by the same agent and by another one',
  shows:
    'both clones are stored under their one identity, and the manager is told that they are two; an outage is told once, a number used twice is refused (number-reused)',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 240_000,
  async run(stage) {
    const site = await openSite(stage, {
      ...{ agents: ['host-a', 'host-b'], steadyChecks: 5, managed: true },
    })
    const original = join(stage.directory, 'host-a')
    const clone = join(stage.directory, 'clone')
    const old = join(stage.directory, 'old')
    let agent = await site.agent('host-a')
    await site.agent('host-b')
    await site.more(10)
    await usedTwice(stage, site)

    // Killed with something unanswered in the spool, and cloned so.
    site.proxy.points = { answered: () => 'cut' }
    await site.more(5)
    await agent.end('SIGKILL')
    cpSync(original, clone, { recursive: true })
    cpSync(join(original, 'spool'), old, { recursive: true })
    site.proxy.points = {}
    agent = await site.agent('host-a')
    const twin = await site.agent('host-a', { data: clone })
    await site.more(60)
    const toldOfTwo = () => site.mailbox.received.filter(isOfTwo)
    await stage.until('the manager is told that the agent is two', () => toldOfTwo().length > 0)
    await site.outage('host-a')
    await twin.end()

    // An old copy: what is in it was answered long ago.
    await stage.until('everything answered', () => site.books.missing().length === 0)
    await agent.end('SIGKILL')
    rmSync(join(original, 'spool'), { recursive: true })
    cpSync(old, join(original, 'spool'), { recursive: true })
    agent = await site.agent('host-a')
    await site.more(20)
    await site.outage('host-a')
    stage.verify(
      'the agent that was put back is refused nothing',
      !agent.said.some((line) => line.includes('the collector refused a record')),
    )
    stage.saw('epochs of host-a', site.books.epochs.get(site.books.agents.get('host-a') ?? '')?.size)
    await site.close()
    const kept = await readKept(site.data)
    const gaps = kept.incidents.filter(({ reason }) => reason === 'agent-twice')
    stage.verify(
      `that it is two is one gap of its own service alone (${gaps.map(({ service }) => service)})`,
      gaps.map(({ service }) => service).join() === 'of-host-a',
    )
    stage.verify('and an entry of the ledger', kept.entries.has('monitoring.agent-twice'))
    stage.verify('the manager is told once, and nobody else', toldOfTwo().length === 1)
  },
}
