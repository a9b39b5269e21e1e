/**
 * A history that nobody ran: two hours of one service, reckoned by hand. Each minute `alive` and `works` are executed
 * by one agent; at 01:00:20 the target goes away for ten minutes, which the check of 01:01:00 finds.
 */
import { contactsOf, serviceOf } from '../collector/station.ts'
import { FORMAT, type History, type Runs } from './history.ts'
import { addRun, emptyRuns } from './runs.ts'

const START = Date.UTC(2026, 10, 1)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const AGENT = '11111111-1111-4111-8111-111111111111'
export const OTHER = '22222222-2222-4222-8222-222222222222'
export const EPOCH = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
const INCIDENT = 'incident-1'
/** Of the answers and of what is under way, milliseconds. */
const TOOK = 100
const WAY = 50

const at = (hours: number, minutes: number, seconds = 0) =>
  START + hours * HOUR + minutes * MINUTE + seconds * 1000

/** Starts of `alive`: each minute; a failure and a recovery are confirmed by three, ten seconds apart. */
function startsOfAlive(): { at: number; outcome: 'o' | 'f' }[] {
  const starts: { at: number; outcome: 'o' | 'f' }[] = []
  for (let minute = 0; minute < 120; minute += 1) {
    const isDown = minute >= 61 && minute <= 70
    starts.push({ at: START + minute * MINUTE, outcome: isDown ? 'f' : 'o' })
    if (minute === 61 || minute === 71)
      for (const seconds of [10, 20])
        starts.push({ at: START + minute * MINUTE + seconds * 1000, outcome: isDown ? 'f' : 'o' })
  }
  return starts
}

const columns = (check: string, starts: { at: number; outcome: 'o' | 'f' }[], first: number): Runs => {
  const runs = emptyRuns(check, AGENT)
  starts.forEach((one, index) => {
    const times = { startedAt: one.at, finishedAt: one.at + TOOK }
    addRun(runs, { epoch: EPOCH, seq: first + index, outcome: one.outcome, ...times })
  })
  return runs
}

/** What says that the next execution is owed. */
const standing = (item: string, subject: string, clockFrom: number, limitMs: number) => ({
  ...{ id: `standing of ${subject}`, item, service: 'shop', subject, customer: null, noticeId: null },
  ...{ clockFrom, dueAt: clockFrom + limitMs, limitMs, state: 'open' as const },
  ...{ decidedAt: null, marginMs: null, because: null, evidence: {} },
})

/** A new copy each time. */
export function handmade(): History {
  const service = serviceOf('shop')
  const contacts = contactsOf('shop', { users: ['user@customer.example'], admin: ['admin@customer.example'] })
  const alive = startsOfAlive()
  const works = Array.from({ length: 120 }, (_, minute) => ({
    at: START + minute * MINUTE + 30_000,
    outcome: 'o' as const,
  }))
  const executed = [columns('shop/web/alive', alive, 1), columns('shop/web/works', works, 1 + alive.length)]
  const all = alive.length + works.length
  const own = (ranges: [number, number][]) => [{ agentId: AGENT, epoch: EPOCH, ranges }]
  const confirmedAt = at(1, 1, 20) + TOOK
  const limitMs = 20 * MINUTE
  const incident = {
    ...{
      id: INCIDENT,
      service: 'shop',
      kind: 'outage' as const,
      component: null,
      checks: ['shop/web/alive'],
    },
    ...{ lastOkAt: at(1, 0), firstFailedAt: at(1, 1), confirmedAt, discoveredAt: confirmedAt },
    ...{
      recoveredAt: at(1, 11),
      recoveryConfirmedAt: at(1, 11, 20) + TOOK,
      reason: 'refused',
      message: null,
    },
  }
  const openedAt = confirmedAt + WAY
  const notice = (id: string, kind: 'first' | 'recovery', createdAt: number) => ({
    ...{ id, incidentId: INCIDENT, service: 'shop', customer: null, kind, form: 'normal' as const },
    ...{
      audiences: ['users' as const, 'admin' as const],
      language: 'ja' as const,
      timezone: 'Asia/Tokyo',
      createdAt,
    },
    dueAt: kind === 'first' ? confirmedAt + limitMs : null,
    facts: { serviceName: 'shop', componentName: null, incident, follows: null, followUp: null },
    ...{ expandCursor: null, settledAt: createdAt + 1000 },
  })
  const delivery = (id: string, noticeId: string, audience: 'users' | 'admin', createdAt: number) => ({
    ...{ id, noticeId, personId: `person of ${audience}`, address: null, audience, channel: 'mail' },
    ...{ state: 'accepted' as const, attempts: 1, createdAt, dueAt: null, nextAttemptAt: null },
    ...{ acceptedAt: createdAt + 500, endedAt: createdAt + 500, late: false, lastAnswer: '250' },
  })
  const recoveredTold = at(1, 11, 20) + TOOK + WAY
  const deliveries = [
    delivery('d1', 'n1', 'users', openedAt),
    delivery('d2', 'n1', 'admin', openedAt),
    delivery('d3', 'n2', 'users', recoveredTold),
    delivery('d4', 'n2', 'admin', recoveredTold),
  ]
  const mail = deliveries.map(({ id, audience, acceptedAt }) => ({
    ...{ at: acceptedAt, to: audience === 'users' ? 'user@customer.example' : 'admin@customer.example' },
    ...{ messageId: `<${id}@provider.example>`, code: 250, heard: true },
  }))
  const end = at(2, 0)
  const history: History = {
    format: FORMAT,
    replay: 'none',
    world: {
      ...{ from: START, to: end, executed },
      agents: [
        { id: AGENT, name: 'host-1' },
        { id: OTHER, name: 'host-2' },
      ],
      revisions: [{ at: START, revision: { revision: 1, services: [service] }, contacts }],
      targets: [
        { check: 'shop/web/alive', down: [{ from: at(1, 0, 20), to: at(1, 10, 20) }] },
        { check: 'shop/web/works', down: [] },
      ],
      clocks: [{ host: 'collector', changes: [] }],
      acknowledged: own([[1, all]]),
      ...{ spooled: [], gaveUp: [], refused: [], unwritten: [], faults: [], died: [], mail },
    },
    end: {
      ...{ at: end, now: end },
      stored: executed.map((runs) => ({
        ...runs,
        receivedAt: runs.finishedAt.map((finishedAt) => finishedAt + WAY),
        uncertaintyMs: runs.seq.map(() => 5),
      })),
      numbers: own([[1, all]]).map((one) => ({ ...one, twice: [] })),
      losses: [],
      incidents: [{ ...incident, openedAt, acknowledgedAt: null, acknowledgedBy: null, withdrawnAt: null }],
      obligations: [
        {
          ...{
            id: 'o1',
            item: 'III.1.1.1.b',
            service: 'shop',
            subject: INCIDENT,
            customer: null,
            noticeId: 'n1',
          },
          ...{ clockFrom: confirmedAt, dueAt: confirmedAt + limitMs, limitMs, state: 'met' as const },
          ...{ decidedAt: openedAt + 1000, marginMs: limitMs - WAY - 500, because: 'accepted-in-time' },
          evidence: { owedTo: ['users', 'admin'] },
        },
        standing('III.1.1.1.a', 'shop/web/alive', at(1, 59), 5 * MINUTE),
        standing('III.1.1.2.a', 'shop/web/works', at(1, 59, 30), 10 * MINUTE),
      ],
      notices: [notice('n1', 'first', openedAt), notice('n2', 'recovery', recoveredTold)],
      deliveries,
      ledger: [],
      ledgerProblems: [],
      availability: [
        {
          ...{ service: 'shop', from: START, to: end, periodMs: 2 * HOUR },
          ...{ downMs: 10 * MINUTE, upMs: 110 * MINUTE, unknownMs: 0, maintenanceMs: 0, outsideMs: 0 },
          ...{ lower: '91.666', upper: '91.666', segmentsOmitted: 0 },
          segments: [{ from: at(1, 1), to: at(1, 11), part: 'down' }],
        },
      ],
      sections: [
        {
          ...{ service: 'shop', month: '2026-11' },
          orders: ['as it came', 'reversed'].map((order) => ({ order, text: '{"up":1}' })),
        },
      ],
    },
    limits: [{ what: 'spool bytes of host-1', largest: 10, cap: 20, at: null }],
  }
  const texts = [{ service: 'shop', text: '{"up":1}' }]
  const { sections: _, ...anew } = history.end
  history.end.reordered = [{ order: 'handed in at random', end: anew, texts, refused: [] }]
  // As a file would give it: nothing in it is shared.
  return JSON.parse(JSON.stringify(history))
}
