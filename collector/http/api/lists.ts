/** Lists that are read as they are: obligations, notices, deliveries, the ledger. */
import { z } from 'zod'
import type {
  DeliverySummary,
  LedgerEntry,
  NoticeSummary,
  ObligationSummary,
  Page,
} from '../../../rules/api/types.ts'
import { OBLIGATION_STATES } from '../../../rules/words.ts'
import type { Context } from '../context.ts'
import { boundToCustomer, noticesFor, obligationsFor } from '../customer-view.ts'
import { deliverySummary, noticeSummary, obligationSummary } from '../present/incident.ts'
import { ledgerEntry } from '../present/status.ts'
import { type Route, route } from '../route.ts'
import * as schemas from '../schemas.ts'
import { id, instant, limit, paging } from './query.ts'

export function listRoutes({ store }: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/obligations',
      access: 'read-service',
      summary: 'Obligations, newest first; `from` and `to` bound the start of their clock',
      query: z.strictObject({
        ...paging,
        service: id.optional(),
        customer: id.optional(),
        item: id.optional(),
        state: z.enum(OBLIGATION_STATES).optional(),
        subject: id.optional(),
        from: instant.optional(),
        to: instant.optional(),
      }),
      answer: { status: 200, schema: schemas.pageOf(schemas.obligationSummary) },
      async run({ query, asking }): Promise<Page<ObligationSummary>> {
        const { items, next } = await store.obligations({
          limit: query.limit,
          cursor: query.cursor ?? null,
          ...(query.service === undefined ? {} : { service: query.service }),
          ...(query.item === undefined ? {} : { item: query.item }),
          ...(query.state === undefined ? {} : { state: query.state }),
          ...(query.subject === undefined ? {} : { subjects: [query.subject] }),
          ...(query.from === undefined ? {} : { fromAt: query.from }),
          ...(query.to === undefined ? {} : { toAt: query.to }),
          ...boundToCustomer(asking, query.customer),
        })
        return { items: obligationsFor(asking, items.map(obligationSummary)), next }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/notices',
      access: 'read-service',
      summary: 'Notices with how far they have come, newest first',
      query: z.strictObject({ ...paging, incident: id.optional(), customer: id.optional() }),
      answer: { status: 200, schema: schemas.pageOf(schemas.noticeSummary) },
      async run({ query, asking }): Promise<Page<NoticeSummary>> {
        const { items, next } = await store.notices({
          limit: query.limit,
          cursor: query.cursor ?? null,
          ...(query.incident === undefined ? {} : { incidentIds: [query.incident] }),
          ...boundToCustomer(asking, query.customer),
        })
        return { items: noticesFor(asking, items.map(noticeSummary)), next }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/deliveries',
      access: 'read-evidence',
      summary: 'The outbox: one row per notice and recipient, newest first, without addresses',
      query: z.strictObject({
        ...paging,
        notice: id.optional(),
        state: z.enum(['waiting', 'accepted', 'refused', 'expired']).optional(),
      }),
      answer: { status: 200, schema: schemas.pageOf(schemas.deliverySummary) },
      async run({ query }): Promise<Page<DeliverySummary>> {
        const { items, next } = await store.deliveries({
          limit: query.limit,
          cursor: query.cursor ?? null,
          ...(query.notice === undefined ? {} : { noticeId: query.notice }),
          ...(query.state === undefined ? {} : { state: query.state }),
        })
        return { items: items.map(deliverySummary), next }
      },
    }),
    route({
      method: 'GET',
      path: '/api/v1/ledger',
      access: 'read-ledger',
      summary: 'Sealed entries of the ledger behind `after`, oldest first; `next` is the following `after`',
      query: z.strictObject({ limit, after: z.coerce.number().int().min(0).default(0) }),
      answer: { status: 200, schema: schemas.pageOf(schemas.ledgerEntry) },
      async run({ query }): Promise<Page<LedgerEntry>> {
        const entries = await store.ledger({ afterSeq: query.after, limit: query.limit })
        const last = entries.at(-1)
        const more = entries.length === query.limit && last
        return { items: entries.map(ledgerEntry), next: more ? String(last.seq) : null }
      },
    }),
  ]
}
