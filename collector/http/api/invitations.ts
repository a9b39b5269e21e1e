/** `/api/v1/operators/invitations`: an operator lets another one in, so that two persons can decide (000 2.1.6). */
import { z } from 'zod'
import type { Invitation } from '../../../rules/api/types.ts'
import { issueInvitation } from '../../operators/enrolment.ts'
import type { Context } from '../context.ts'
import { invitation } from '../decision-schemas.ts'
import { instant } from '../present/instant.ts'
import { type Route, route } from '../route.ts'
import { operatorOf } from './incidents.ts'

export function invitationRoutes({ store, clock, random }: Context): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/operators/invitations',
      access: 'manage-people',
      summary: 'A one-time token by which one more operator enrols within a day; shown this once',
      body: z.strictObject({}),
      answer: { status: 201, schema: invitation },
      async run({ asking }): Promise<Invitation> {
        const { token, expiresAt } = await issueInvitation({
          store,
          now: clock.now(),
          token: random.token(),
          operatorId: operatorOf(asking).operatorId,
          ledgerId: random.uuid(),
        })
        return { token, expiresAt: instant(expiresAt) }
      },
    }),
  ]
}
