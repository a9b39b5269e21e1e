import type { Verb } from '../verb.ts'

export const contactCounts: Verb<'contactCounts'> = {
  access: 'read',
  run(db) {
    const of = ['service', 'customer', 'component', 'audience'] as const
    return db
      .selectFrom('contact')
      .select(of)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .groupBy(of)
      .orderBy('service')
      .orderBy('customer')
      .orderBy('component')
      .orderBy('audience')
      .execute()
  },
}
