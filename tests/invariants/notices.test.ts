/** What I2 says of a history that was reckoned by hand, with one thing wrong in what was told to whom. */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import { findsEach, first, untold } from './spoiled.ts'

findsEach([
  [
    'a notice that one recipient never got',
    'I2',
    /first deliveries to 1 people, and 2 are to be told/,
    ({ end }) => {
      end.deliveries = end.deliveries?.filter(({ id }) => id !== 'd1') ?? []
    },
  ],
  [
    'a mail that went out twice',
    'I2',
    /delivery d1 was sent 2 times without a cause/,
    ({ world }) => {
      world.mail?.push({ ...first(world.mail), at: first(world.mail).at + 5000 })
    },
  ],
  [
    'a mail that is repeated without waiting',
    'I2',
    /delivery d1 was sent 7 times within 6000 ms, and its retries allow 2/,
    ({ world, end }) => {
      const mail = first(world.mail)
      mail.heard = false
      for (const seconds of [1, 2, 3, 4, 5, 6]) world.mail?.push({ ...mail, at: mail.at + 1000 * seconds })
      first(end.deliveries).attempts = 7
    },
  ],
  [
    'a repeat that was not counted',
    'I2',
    /delivery d1 was sent 2 times and counts 1 attempts/,
    ({ world }) => {
      const { at } = first(world.mail)
      world.mail?.push({ ...first(world.mail), at: at + 5000 })
      world.faults?.push({ kind: 'collector-killed', who: 'collector', from: at + 10, to: at + 3000 })
    },
  ],
  [
    'a mail that counts as sent and never was',
    'I2',
    /d2 .* counts as accepted, and no server accepted it/,
    ({ world }) => {
      world.mail = world.mail?.filter(({ messageId }) => !messageId?.includes('d2')) ?? []
    },
  ],
  [
    'a mail without a cause',
    'I2',
    /a mail to x@example.jp .* has no delivery/,
    ({ world }) => {
      world.mail?.push({ ...first(world.mail), to: 'x@example.jp', messageId: '<d9@provider.example>' })
    },
  ],
  [
    'a stop that nobody was told of',
    'I2',
    /shop stopped from .* and no outage says so/,
    ({ end }) => {
      Object.assign(end, { incidents: [], notices: [], deliveries: [], obligations: [] })
    },
  ],
  [
    'a fault that nobody was told of',
    'I2',
    /shop\/web\/works failed from \d+ to \d+, confirmed at \d+, while nothing stopped, and no fault says so/,
    ({ world, end }) => {
      for (const runs of [world.executed[1], end.stored?.[1]])
        if (runs) runs.outcome = `${runs.outcome.slice(0, 20)}fffff${runs.outcome.slice(25)}`
    },
  ],
  [
    'a deadline on another clock',
    'I2',
    /the clock of outage incident-1 of shop starts at/,
    ({ end }) => {
      first(end.obligations).clockFrom += 600_000
      first(end.obligations).dueAt += 600_000
    },
  ],
  [
    'a late mail that counts as in time',
    'I2',
    /III.1.1.1.b is met .* it is breached/,
    ({ world, end }) => {
      for (const one of end.deliveries ?? [])
        if (one.id === 'd1') one.acceptedAt = one.endedAt = (one.acceptedAt ?? 0) + 1_800_000
      first(world.mail).at += 1_800_000
    },
  ],
  [
    "a user's first notice that went to the contact",
    'I2',
    /outage incident-1 of shop was never told to user@customer.example/,
    ({ world }) => {
      first(world.mail).to = 'admin@customer.example'
    },
  ],
  [
    'a first notice that came to one reader twice',
    'I2',
    /was told to admin@customer.example by 2 deliveries/,
    ({ world }) => {
      first(world.mail).to = 'admin@customer.example'
    },
  ],
  [
    'an end that nobody was told of',
    'I2',
    /was over at \d+, and nobody who was told of it was told so/,
    (history) => untold(history, 'n2'),
  ],
  [
    'an end that one of its readers was not told of',
    'I2',
    /was never told of its end to admin@customer.example/,
    ({ world }) => {
      for (const mail of world.mail ?? [])
        if (mail.messageId?.includes('d4')) mail.to = 'user@customer.example'
    },
  ],
  [
    'an end that was told twice',
    'I2',
    /incident-1 of shop has 2 notices of its end/,
    ({ end }) => {
      const recovery = end.notices?.find(({ id }) => id === 'n2')
      if (recovery) end.notices?.push({ ...recovery, id: 'n3', createdAt: recovery.createdAt + 1000 })
    },
  ],
  [
    'an end that was told before its beginning',
    'I2',
    /was told to admin@customer.example to be over before it was told to have begun/,
    ({ world }) => {
      for (const mail of world.mail ?? []) if (mail.messageId?.includes('d2')) mail.at += 3_600_000
    },
  ],
  [
    'an end that is none',
    'I2',
    /was told to be over, and is not/,
    ({ end }) => {
      Object.assign(first(end.incidents), { recoveredAt: null, recoveryConfirmedAt: null })
    },
  ],
  [
    'an obligation that leaves out those whom it is owed to',
    'I2',
    /III.1.1.1.b is met .*, and by what its readers got it is breached/,
    ({ world, end }) => {
      first(end.obligations).evidence = { owedTo: ['admin'] }
      for (const one of end.deliveries ?? [])
        if (one.id === 'd1') one.acceptedAt = one.endedAt = (one.acceptedAt ?? 0) + 3_600_000
      first(world.mail).at += 3_600_000
    },
  ],
  [
    'an obligation that names others than the guideline',
    'I2',
    /III.1.1.1.b counts as owed to admin, and is to users, admin/,
    ({ end }) => {
      first(end.obligations).evidence = { owedTo: ['admin'] }
    },
  ],
  [
    'a mail in time by the store that no server had in time',
    'I2',
    /III.1.1.1.b is met .*, and by what its readers got it is breached/,
    ({ world }) => {
      first(world.mail).at += 3_600_000
    },
  ],
  [
    'an obligation that was met with more time left than there was',
    'I2',
    /is met with 3600000 ms left, and its last reader got it/,
    ({ end }) => {
      first(end.obligations).marginMs = 3_600_000
    },
  ],
  [
    'an obligation that counts by another notice',
    'I2',
    /III.1.1.1.b counts by notice n2, which is none of its first/,
    ({ end }) => {
      first(end.obligations).noticeId = 'n2'
    },
  ],
  [
    'a doubt of our clock where none was wrong',
    'I2',
    /is not proven for clock-stepped, and no clock of ours was wrong/,
    ({ world, end }) => {
      Object.assign(first(end.obligations), { state: 'not-proven', because: 'clock-stepped' })
      world.faults?.push({ kind: 'clock-step', who: 'host-1', from: world.from, to: world.to })
    },
  ],
  [
    'a detection that is said to be later than it was',
    'I2',
    /outage incident-1 of shop counts as detected at \d+, and was at \d+/,
    ({ end }) => {
      first(end.incidents).confirmedAt += 520_000
    },
  ],
  [
    'a deadline whose clock starts with a failed check, but not with the one that confirmed it',
    'I2',
    /the clock of outage incident-1 of shop starts at \d+, and it was detected at \d+/,
    ({ end }) => {
      const [incident, row] = [first(end.incidents), first(end.obligations)]
      incident.confirmedAt += 520_000
      Object.assign(row, { clockFrom: row.clockFrom + 520_000, dueAt: row.dueAt + 520_000 })
    },
  ],
  [
    'a deadline that was never decided',
    'I2',
    /was due at .* and is not decided/,
    ({ end }) => {
      Object.assign(first(end.obligations), { state: 'open', decidedAt: null })
    },
  ],
])

test.each([
  ['in the millisecond in which it was told', 0, false],
  ['a millisecond before it was told', -1, true],
])(
  'an earlier failure that arrives %s: the clock of the deadline may start without it or not',
  (_when, ms, wrong) => {
    const history = handmade()
    const [incident, row, runs] = [
      first(history.end.incidents),
      first(history.end.obligations),
      first(history.end.stored),
    ]
    const failed = runs.startedAt.flatMap((at, place) =>
      at >= incident.firstFailedAt && runs.outcome[place] === 'f' ? place : [],
    )
    // As if the first failure had come last, and the fourth had confirmed what was told.
    const [begins = 0, , , confirms = 0] = failed
    incident.openedAt = (runs.receivedAt[confirms] ?? 0) + 10
    runs.receivedAt[begins] = incident.openedAt + ms
    row.dueAt += (runs.finishedAt[confirms] ?? 0) - row.clockFrom
    row.clockFrom = runs.finishedAt[confirms] ?? 0
    const said = checkInvariants(history).flatMap(({ violations }) => violations.map(({ what }) => what))
    expect(said.some((what) => what.startsWith('the clock of outage'))).toBe(wrong)
  },
)

/** The admin's server took the first mail, which nobody heard, and refused the second. */
function refusedAfterAll(state: 'met' | 'breached', heard = false): string[] {
  const history = handmade()
  const { world, end } = history
  const mail = world.mail?.find(({ messageId }) => messageId?.includes('d2'))
  const delivery = end.deliveries?.find(({ id }) => id === 'd2')
  if (!mail || !delivery) throw new Error('there is no d2')
  const at = mail.at + 5000
  mail.heard = heard
  world.mail?.push({ at, to: mail.to, messageId: null, code: 550, heard: true })
  world.faults?.push({ kind: 'mail-cut', who: '*', from: mail.at - 1000, to: mail.at + 1000 })
  Object.assign(delivery, { state: 'refused', attempts: 2, acceptedAt: null, endedAt: at })
  untold(history, 'n2')
  if (state === 'breached')
    Object.assign(first(end.obligations), { state, because: 'recipient-not-reached', marginMs: null })
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    violations.flatMap(({ what }) => (invariant === 'I2' && what.includes('III.1.1.1.b') ? what : [])),
  )
}

test('a mail that was taken and never heard of is not sent: who was refused next was not reached', () => {
  expect(refusedAfterAll('breached')).toEqual([])
  expect(refusedAfterAll('met').join()).toMatch(/is met .*, and by what its readers got it is breached/)
})

test('a mail that was heard of was sent, whatever is refused later', () => {
  expect(refusedAfterAll('breached', true).join()).toMatch(/is breached .*readers got it is met/)
})

/** Its server took the mail twice within half a second, each time for somebody who had begun `apartMs` later. */
function takenTwice(apartMs: number): string[] {
  const history = handmade()
  const mail = first(history.world.mail)
  history.world.faults?.push({ kind: 'mail-silent', who: '*', from: mail.at - 60_000, to: mail.at })
  history.world.mail?.unshift({ ...mail, at: mail.at - 463, begunAt: mail.at - 463 - apartMs, heard: false })
  first(history.end.deliveries).attempts = 2
  return checkInvariants(history).flatMap(({ violations }) =>
    violations.flatMap(({ what }) => (what.includes('its retries allow') ? what : [])),
  )
}

test('a server that answers long after its sender has given up takes no mail too early', () => {
  expect(takenTwice(50_000)).toEqual([])
  expect(takenTwice(0).join()).toMatch(/was sent 2 times within 463 ms, and its retries allow 1/)
})

/** Its server took the mail of the first attempt half a second after that of the second one, which was heard. */
function takenBackwards(heard: [first: boolean, second: boolean], begunMs: number): string[] {
  const history = handmade()
  const mail = first(history.world.mail)
  const late = { ...mail, at: mail.at + 500, begunAt: mail.at - begunMs, heard: heard[0] }
  Object.assign(mail, { begunAt: mail.at - 100, heard: heard[1] })
  history.world.mail?.splice(1, 0, late)
  first(history.end.deliveries).attempts = 2
  return checkInvariants(history).flatMap(({ invariant, violations }) =>
    violations.flatMap(({ what }) => (invariant === 'I2' ? what : [])),
  )
}

test('what a server took late, and nobody heard, is the cause of the attempt that began after it', () => {
  expect(takenBackwards([false, true], 50_000)).toEqual([])
  const found = /was sent 2 times without a cause/
  expect(takenBackwards([true, true], 50_000).join(), 'it was heard').toMatch(found)
  expect(takenBackwards([false, true], 50).join(), 'it began after what was heard').toMatch(found)
})
