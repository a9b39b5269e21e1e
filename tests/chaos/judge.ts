/** What every scenario ends with: the invariants, by the generator's own ledger, the store and the mail server. */

import type { Invariant, MailAnswer } from '../invariants/history.ts'
import { judgeRun } from '../invariants/judge-run.ts'
import type { Received } from '../support/mailbox.ts'
import type { Books } from './books.ts'
import type { Stage } from './stage.ts'

export interface Judged {
  books: Books
  data: string
  postgres?: string | null
  mail: MailAnswer[]
  /** Whose figures are recomputed, and measured in several orders of arrival. */
  services: readonly string[]
  /** Invariants that cannot be examined in it, as the scenario says. */
  without?: readonly Invariant[]
}

/** A mail that was taken, as the judge knows them. */
export const acceptedMail = ({ to, messageId, at }: Received): MailAnswer => ({
  ...{ at, to, messageId, code: 250, heard: true },
})

/** When the collectors have ended, or stand still: reads what is there. */
export async function judge(
  stage: Stage,
  { books, data, postgres = null, mail, services, without = [] }: Judged,
): Promise<void> {
  const at = Date.now()
  const [from, to] = [stage.begunAt, at]
  const month = new Date(from).toISOString().slice(0, 7)
  const judgements = await judgeRun({
    ...{ ledgerFile: books.file, data, postgres, mailbox: mail, at, now: at, settled: true },
    figures: services.map((service) => ({ service, from, to })),
    orders: services.map((service) => ({ service, month, from, to, seed: stage.seed })),
  })
  stage.judged(judgements.filter(({ invariant }) => !without.includes(invariant)))
}
