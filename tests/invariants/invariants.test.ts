/** What each invariant says of a history that was reckoned by hand, and of the same with one thing wrong. */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { AGENT, EPOCH, handmade, OTHER } from './handmade.ts'
import { type History, verdictOf } from './history.ts'
import { linesOf } from './print.ts'
import { drop, findsEach, first, keep } from './spoiled.ts'

const said = (history: History) =>
  checkInvariants(history).flatMap(({ invariant, violations }) =>
    violations.map(({ what }) => `${invariant} ${what}`),
  )

test('a history without a fault holds, and each invariant looked at something', () => {
  const history = handmade()
  expect(said(history)).toEqual([])
  const verdicts = checkInvariants(history).map((one) => `${one.invariant} ${verdictOf(one)}`)
  // Nothing was damaged in it.
  expect(verdicts.filter((line) => !line.endsWith('holds'))).toEqual(['I7 not examined'])
})

test('what a run cannot provide is "not examined", never "ok"', () => {
  const { format, replay, world } = handmade()
  const { from, to, agents, revisions, targets } = world
  const bare: History = {
    ...{ format, replay, end: { at: to, now: to } },
    world: { from, to, agents: agents.map((one) => ({ ...one, ran: [] })), revisions, targets, executed: [] },
  }
  for (const judgement of checkInvariants(bare)) {
    expect([judgement.invariant, verdictOf(judgement)]).toEqual([judgement.invariant, 'not examined'])
    expect(judgement.missing.length).toBeGreaterThan(0)
  }
  expect(linesOf(checkInvariants(bare)).join('\n')).not.toMatch(/\bok\b/)
})

findsEach([
  [
    'an acknowledged result that is not stored',
    'I1',
    /1 acknowledged items of .* are not stored: 40/,
    ({ end }) => {
      first(end.numbers).ranges = [
        [1, 39],
        [41, 244],
      ]
    },
  ],
  [
    'a result that is stored twice',
    'I1',
    /2 items .* stored twice: 7, 9/,
    ({ end }) => first(end.numbers).twice.push(7, 9),
  ],
  [
    'an execution that nobody knows of any more',
    'I1',
    /1 results of shop\/web\/alive are gone without a word/,
    ({ world, end }) => {
      for (const one of [first(world.acknowledged), first(end.numbers)])
        one.ranges = [
          [1, 11],
          [13, 244],
        ]
      drop(end, 11)
    },
  ],
  [
    'an eviction that was not reported',
    'I1',
    /1 items of .* were given up and not reported: 12/,
    ({ world, end }) => {
      for (const one of [first(world.acknowledged), first(end.numbers)])
        one.ranges = [
          [1, 11],
          [13, 244],
        ]
      drop(end, 11)
      world.gaveUp = [
        { agentId: AGENT, epoch: EPOCH, ranges: [[12, 12]], reason: 'evicted-bytes', at: world.from },
      ]
    },
  ],
  [
    'damage among evictions that was not reported',
    'I1',
    /lost 1 items by damage and reported 0 of them/,
    ({ world, end }) => {
      for (const one of [first(world.acknowledged), first(end.numbers)])
        one.ranges = [
          [1, 11],
          [15, 244],
        ]
      for (let n = 0; n < 3; n += 1) drop(end, 11)
      const own = { agentId: AGENT, epoch: EPOCH, at: world.from }
      world.gaveUp = [
        {
          ...{ ...own, reason: 'evicted-bytes' },
          ranges: [
            [12, 12],
            [14, 14],
          ],
        },
        { ...own, ranges: [[13, 13]], reason: 'quarantined' },
      ]
      const seen = { firstAt: world.from, lastAt: world.from, bytes: 100, seq: 300, kind: 'lost' as const }
      end.losses = [
        { ...seen, agentId: AGENT, epoch: EPOCH, from: 12, to: 14, count: 3, reason: 'evicted-bytes' },
      ]
    },
  ],
  [
    'a result that is stored otherwise than it was executed',
    'I1',
    /is stored as f and was o/,
    ({ end }) => {
      const runs = first(end.stored)
      runs.outcome = `f${runs.outcome.slice(1)}`
    },
  ],
  [
    'an outage that begins with its confirmation',
    'I4',
    /and its outage incident-1 begins at/,
    ({ end }) => {
      first(end.incidents).firstFailedAt += 20_000
    },
  ],
  [
    'an outage of a target that was there',
    'I3',
    /0 of its 12 failed results are of a target that really was down, and 3 confirm one/,
    ({ world }) => {
      first(world.targets).down = []
    },
  ],
  [
    'an outage that a stepped clock made longer',
    'I3',
    /lasts 4200000 ms by its results, which lay 600000 ms apart/,
    ({ end }) => {
      const [runs, incident] = [first(end.stored), first(end.incidents)]
      const back = incident.recoveredAt ?? 0
      runs.startedAt = runs.startedAt.map((at) => (at >= back ? at + 3_600_000 : at))
      incident.recoveredAt = back + 3_600_000
    },
  ],
  [
    'a check that was skipped',
    'I3',
    /shop\/web\/works on host-1 was not executed for 360000 ms, at 60000 ms a run/,
    ({ world }) => {
      const runs = world.executed[1]
      if (runs)
        for (const column of [runs.epoch, runs.seq, runs.startedAt, runs.finishedAt]) column.splice(50, 5)
      if (runs) runs.outcome = runs.outcome.slice(5)
    },
  ],
  [
    'an agent that stops checking for ever',
    'I3',
    /shop\/web\/alive on host-1 was not executed for 2460000 ms, at 60000 ms a run/,
    (history) => keep(history, ({ startedAt }) => startedAt < history.world.from + 80 * 60_000),
  ],
  [
    'a check that was never executed',
    'I3',
    /shop\/web\/works on host-1 was not executed for 7200000 ms, at 60000 ms a run/,
    (history) => keep(history, ({ check }) => check !== 'shop/web/works'),
  ],
  [
    'a silence that is longer than the kill it begins with',
    'I3',
    /shop\/web\/works on host-1 was not executed for 1[0-9]{6} ms, at 60000 ms a run/,
    (history) => {
      const { from, faults } = history.world
      const killedAt = from + 90 * 60_000
      faults?.push({ kind: 'agent-killed', who: 'host-1', from: killedAt, to: killedAt + 1000 })
      keep(history, ({ startedAt }) => startedAt < killedAt)
    },
  ],
  [
    'a last gap that nobody speaks of',
    'I4',
    /shop\/web\/alive was not executed for 2460000 ms .* until the end, beyond 300000 ms, and no row/,
    (history) => keep(history, ({ startedAt }) => startedAt < history.world.from + 80 * 60_000),
  ],
  [
    'a last gap that counts as met',
    'I4',
    /until the end, beyond 300000 ms, and its row says met/,
    (history) => {
      const until = history.world.from + 80 * 60_000
      keep(history, ({ startedAt }) => startedAt < until)
      for (const row of history.end.obligations ?? [])
        if (row.subject === 'shop/web/alive') Object.assign(row, { clockFrom: until - 60_000, state: 'met' })
    },
  ],
  [
    'a check that never ran, of which nothing is said',
    'I4',
    /shop\/web\/works was not executed for its first 7200000 ms, beyond 600000 ms, and no row says so/,
    (history) => keep(history, ({ check }) => check !== 'shop/web/works'),
  ],
  [
    'parts that do not add up',
    'I4',
    /add up to 7200001 ms/,
    ({ end }) => {
      first(end.availability).upMs += 1
    },
  ],
  [
    'a gap that counts as up',
    'I4',
    /was unknown for 2389000 ms by what was executed, and the report says 0 ms/,
    ({ world, end }) => {
      // What nobody executed in the last forty minutes.
      for (const runs of [first(world.executed), first(end.stored)])
        for (let n = 0; n < 40; n += 1) {
          for (const column of [runs.epoch, runs.seq, runs.startedAt, runs.finishedAt]) column.pop()
          runs.outcome = runs.outcome.slice(0, -1)
        }
    },
  ],
  [
    'a confirmation that shortens downtime',
    'I4',
    /was down for 600000 ms by what was executed, and the report says 580000 ms/,
    ({ end }) => {
      const figures = first(end.availability)
      figures.downMs -= 20_000
      figures.upMs += 20_000
      first(figures.segments).from += 20_000
    },
  ],
  [
    'other bytes by another order',
    'I5',
    /reversed gives other bytes than as it came: at 6/,
    ({ end }) => {
      const { orders } = first(end.sections)
      if (orders[1]) orders[1].text = '{"up":2}'
    },
  ],
  [
    'other bytes by an evaluation in another order',
    'I5',
    /shop: handed in at random gives other bytes than as it came: at 6/,
    ({ end }) => {
      first(first(end.reordered).texts).text = '{"up":2}'
    },
  ],
  [
    'an outage that another order does not come to',
    'I5',
    /handed in at random: shop stopped from .* and no outage says so/,
    ({ end }) => {
      first(end.reordered).end.incidents = []
    },
  ],
  [
    'a gap that another order breaks',
    'I5',
    /handed in at random: shop\/web\/alive is said to have broken its interval from/,
    ({ end }) => {
      const row = first(end.reordered).end.obligations?.[1]
      if (row) Object.assign(row, { state: 'breached', marginMs: -1, because: 'gap-longer-than-limit' })
    },
  ],
  [
    'a batch that another order has refused',
    'I5',
    /handed in at random: batch 7: 422 \[\] is not taken/,
    ({ end }) => first(end.reordered).refused.push('batch 7: 422 []'),
  ],
  [
    'a spool beyond its cap',
    'I6',
    /spool bytes of host-1 came to 21, and 20 is its cap/,
    ({ limits }) => {
      first(limits).largest = 21
    },
  ],
  [
    'damage without a word',
    'I7',
    /damage to spool of host-1 was not reported/,
    ({ world }) => {
      const damage = { of: 'spool' as const, agentId: AGENT, bytes: 1 }
      world.faults?.push({ kind: 'damage', who: 'host-1', from: world.from, to: world.from, damage })
    },
  ],
  [
    'a ledger that nobody touched and that does not verify',
    'I7',
    /nobody touched the ledger, and it does not verify: entry-changed/,
    ({ end }) => {
      end.ledgerProblems = ['entry-changed']
    },
  ],
  [
    'an agent that ended by itself',
    'I7',
    /host-1 ended by itself: out of memory/,
    ({ world }) => {
      world.died?.push({ at: world.from, who: 'host-1', why: 'out of memory' })
    },
  ],
  [
    "results under another agent's name",
    'I8',
    /epoch .* of host-1 is stored for host-2/,
    ({ end }) => {
      first(end.numbers).agentId = OTHER
    },
  ],
])
