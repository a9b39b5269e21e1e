/** One row that cannot be read keeps no list from being read: what goes through all of them goes on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../../collector/store/port.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, commit, holdPartition, incident, MINUTE, makeOperator, obligation } from './fixtures.ts'

describe.each(ENGINES)('damage to single rows on $name', (engine) => {
  let place: Place
  let store: Store
  const zeros = engine.name === 'sqlite' ? `x'00'` : `'\\x00'::bytea`
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
    await store.openInstance({ uuid: 'instance', digestKey: new Uint8Array(32).fill(4), now: AT })
    await makeOperator(store, 'a', null)
  })
  afterAll(() => place.end())

  test('an agent whose inventory or status cannot be read has none until it sends them again', async () => {
    const seen = (id: string) => ({
      ...{ id, at: AT, version: '1', inventory: { os: 'Debian' } },
      status: { spool: { bytes: 1, items: 1, oldestAt: null }, degraded: false } as never,
    })
    for (const id of ['agent-1', 'agent-2']) {
      const as = {
        credentialId: `c-${id}`,
        tokenDigest: `t-${id}`,
        actor: 'system',
        now: AT,
        ledgerId: `l-${id}`,
      }
      await store.issueAgent({ id, name: `name-${id}`, ...as })
      await store.agentSeen(seen(id))
    }
    for (const text of ['{', '7', 'null']) {
      await place.raw(`update agent set inventory = '${text}', status = '${text}' where id = 'agent-1'`)
      const [one, two] = await store.agents()
      expect(one, text).toMatchObject({ id: 'agent-1', version: '1', inventory: {}, status: null })
      expect(two).toMatchObject({ id: 'agent-2', inventory: { os: 'Debian' }, status: { at: AT } })
    }
    await store.agentSeen(seen('agent-1'))
    expect(await store.agents()).toMatchObject([{ inventory: { os: 'Debian' }, status: { at: AT } }, {}])
  })

  test('a comment that does not open is shown as that, beside the others', async () => {
    const lease = await holdPartition(store, 5, 'evaluator')
    const breached = { state: 'breached', decidedAt: AT, marginMs: -5, because: 'accepted-late' } as const
    const obligations = ['o-1', 'o-2'].map((id) => obligation(id, 'i', breached))
    await store.commitEvaluation(commit(lease, { incidents: [incident('i')], obligations }))
    const by = { operatorId: 'a', operatorName: 'name-a', now: AT + MINUTE }
    for (const id of ['1', '2']) {
      const about = { kind: 'withdraw-obligation', subject: `o-${id}`, reason: 'false-detection' } as const
      await store.propose({ id: `p-${id}`, ...about, comment: `said ${id}`, ...by, ledgerId: `l-p${id}` })
      const hold = { service: `shop-${id}`, fromAt: AT, toAt: null, comment: `held ${id}` }
      await store.setHold({ id: `h-${id}`, ...hold, ...by, ledgerId: `l-h${id}` })
    }
    await place.raw(`update proposal set comment = ${zeros} where id = 'p-1'`)
    await place.raw(`update legal_hold set comment = ${zeros} where id = 'h-1'`)
    const { items } = await store.proposals({ limit: 9, cursor: null })
    const said = (rows: readonly { id: string; comment: string }[]) =>
      rows.map(({ id, comment }) => [id, comment]).toSorted()
    const unread = 'the stored comment cannot be read'
    expect(said(items)).toEqual([
      ['p-1', unread],
      ['p-2', 'said 2'],
    ])
    expect(said((await store.holds({ limit: 9, cursor: null })).items)).toEqual([
      ['h-1', unread],
      ['h-2', 'held 2'],
    ])
  })
})
