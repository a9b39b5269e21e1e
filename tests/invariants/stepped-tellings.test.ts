/** Who was told what of an outage while a collector's clock was set back, so that stamps are in no order (I2). */
import { expect, test } from 'vitest'
import { checkInvariants } from './check.ts'
import { handmade } from './handmade.ts'
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
