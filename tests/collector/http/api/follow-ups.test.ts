/** Whom a follow-up goes to, in whose words: as it was told last, by the order of telling and not by a clock. */
import { expect, test } from 'vitest'
import { asWritten } from '../../../../collector/evaluation/consequences.ts'
import { followUpNotices } from '../../../../collector/http/api/follow-ups.ts'
import type { NoticeFacts, StoredNotice } from '../../../../collector/store/port.ts'
import { AT, incident, notice } from '../../../contract/store/fixtures.ts'
import { twoCustomers } from '../../customers.ts'

const DAY = 86_400_000
const about = incident('i', { service: 'shop' })
const row = { ...about, openedAt: AT, acknowledgedAt: null, acknowledgedBy: null, withdrawnAt: null }

/** To a customer that is none any more. */
function told(id: string, createdAt: number, facts: Partial<NoticeFacts>, more: Partial<StoredNotice> = {}) {
  const made = notice(id, about, { customer: 'gone', audiences: ['users', 'admin'], createdAt })
  return { ...made, facts: { ...made.facts, ...facts }, ...more }
}

const followUp = (notices: readonly StoredNotice[]) =>
  followUpNotices({
    ...{ row, service: twoCustomers('shop'), told: notices, owed: [], chosen: ['gone'], now: AT + DAY },
    ...{ said: { cause: 'x', forecast: 'y' }, newId: () => 'new' },
    fallback: { language: 'ja', timezone: 'Asia/Tokyo' },
  })[0]

// Told while our clock was two days ahead, and told anew once it was set right.
const before = told('first', AT + 2 * DAY, { customerName: 'Gone Ltd' })
const over = told('over', AT + 2 * DAY + 1, { earlier: 1, customerName: 'Gone Ltd' }, { kind: 'recovery' })
const again = told('again', AT, { earlier: 2, customerName: 'Gone & Co' }, { language: 'en' })

test('it goes to those whom the first notice that was told last reached, in the language of what was told last', () => {
  const made = followUp([over, before, again])
  expect(made).toMatchObject({ language: 'en', facts: { follows: 'again', customerName: 'Gone & Co' } })
  expect(followUp([again, before, over])).toEqual(made)
})

test('it is behind what was told before it, by whatever clock', () => {
  const made = followUp([over, before, again])
  if (!made) throw new Error('nobody is told')
  const order = asWritten([made, again, before, over].toSorted((a, b) => a.createdAt - b.createdAt))
  expect(order.map(({ id }) => id)).toEqual(['first', 'over', 'again', 'new'])
})

test('what cannot be read names nobody, and is followed all the same', () => {
  const unread = { ...again, facts: null }
  expect(followUp([before, over, unread])?.facts).toMatchObject({
    customerName: 'Gone Ltd',
    serviceName: 'サービスshop',
  })
  expect(followUp([unread])?.facts).toMatchObject({ follows: 'again' })
  expect(followUp([unread])?.facts).not.toHaveProperty('customerName')
})
