/** Who was told what of an outage while a collector's clock was set back, so that stamps are in no order (I2). */
import { expect, test } from 'vitest'
import type { StoredNotice } from '../../collector/store/records.ts'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
import type { History } from './history.ts'
import { untold } from './spoiled.ts'

const DAY = 86_400_000

/** It was told as one that was over, by a clock two days ahead, and then as one that goes on. */
function reopened(isEndTold: boolean): string[] {
  const history = handmade()
  const { world, end } = history
  const step = { kind: 'clock-step' as const, who: 'collector-1', from: world.from, to: world.from + 60_000 }
  world.faults?.push(step)
  const [first, deliveries] = [end.notices?.[0], end.deliveries?.filter(({ noticeId }) => noticeId === 'n1')]
  if (!first || !deliveries) throw new RangeError('there is a first notice')
  const late = { ...first, id: 'n0', form: 'late' as const, createdAt: first.createdAt + 2 * DAY }
  end.notices?.push(late)
  for (const incident of end.incidents ?? []) incident.openedAt = late.createdAt
  for (const one of deliveries) {
    const id = `${one.id}-late`
    end.deliveries?.push({ ...one, id, noticeId: 'n0', createdAt: late.createdAt })
    const mail = world.mail?.find(({ messageId }) => messageId?.includes(one.id))
    if (mail) world.mail?.unshift({ ...mail, at: mail.at - 10, messageId: `<${id}@provider.example>` })
  }
  if (!isEndTold) untold(history, 'n2')
  return checkInvariants(history).flatMap(({ violations }) =>
    violations.flatMap(({ what }) => (/at once|first deliveries|was told so/.test(what) ? what : [])),
  )
}

test('what was told as over is no beginning beside the one that follows', () => {
  expect(reopened(true)).toEqual([])
})

test('the end of what went on has to be told, too', () => {
  expect(reopened(false).join()).toMatch(/was over at .*, and nobody who was told of it was told so/)
})

const HOUR = 3_600_000
const MINUTE = 60_000

/** Its end was told; then the clock was set back by an hour, and by stamps before that end it was told to go on, and to be over. */
function toldAgain(spoil: (mail: NonNullable<History['world']['mail']>) => void): string[] {
  const history = handmade()
  const { world, end } = history
  const span = { from: world.from + 90 * MINUTE, to: world.to }
  world.faults?.push({ kind: 'clock-step', who: 'collector-1', ...span })
  const [first, over] = end.notices ?? []
  if (!first || !over) throw new RangeError('there are two notices')
  const changes: [StoredNotice, string, number][] = [
    [{ ...first, id: 'n3' }, 'n1', 2 * MINUTE],
    [{ ...over, id: 'n4' }, 'n2', 5 * MINUTE],
  ]
  for (const [notice, as, afterMs] of changes) {
    notice.createdAt = first.createdAt + afterMs
    end.notices?.push(notice)
    for (const one of end.deliveries?.filter(({ noticeId }) => noticeId === as) ?? []) {
      const id = `${one.id}-again`
      end.deliveries?.push({ ...one, id, noticeId: notice.id, createdAt: notice.createdAt })
      const mail = world.mail?.find(({ messageId }) => messageId?.includes(one.id))
      if (mail)
        world.mail?.push({ ...mail, at: notice.createdAt + HOUR, messageId: `<${id}@provider.example>` })
    }
  }
  const kinds = { n1: 'opened', n2: 'recovered', n3: 'reopened', n4: 'recovered' }
  end.ledger = (end.notices ?? []).map(({ id, incidentId, createdAt }, seq) => ({
    ...{ seq, at: createdAt, subject: incidentId, kind: `incident.${kinds[id as keyof typeof kinds]}` },
  }))
  spoil(world.mail ?? [])
  return checkInvariants(history).flatMap(({ violations }) =>
    violations.flatMap(({ what }) => (what.includes('to be over before') ? what : [])),
  )
}

test('what was told again by a clock that was set back follows the end that was told before it', () => {
  expect(toldAgain(() => undefined)).toEqual([])
})

test('an end that came before its beginning is found by such a clock, too', () => {
  const early = toldAgain((mail) => {
    for (const one of mail) if (one.messageId?.startsWith('<d3@')) one.at -= HOUR / 2
  })
  expect(early).toHaveLength(1)
})
