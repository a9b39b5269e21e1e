import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packState } from '../../../collector/store/packed-state.ts'
import type { ObligationRow, Store } from '../../../collector/store/port.ts'
import { newCheckState } from '../../../rules/detection/fold.ts'
import { ENGINES, type Place } from './engines.ts'
import { AT, commit, entry, holdPartition, incident, MINUTE, notice, obligation } from './fixtures.ts'

const DAY = 24 * 60 * MINUTE

describe.each(ENGINES)('leases and evaluation on $name', (engine) => {
  let place: Place
  let store: Store
  beforeAll(async () => {
    place = await engine.make()
    store = await place.open()
  })
  afterAll(() => place.end())

  const hold = (name: string, owner: string, now: number) =>
    store.holdLeases({ names: [name], owner, now, ttlMs: MINUTE })

  test('a lease is one owner’s until it runs out; each new owner has a higher token', async () => {
    const [first] = await hold('one', 'a', AT)
    expect(first).toEqual({ name: 'one', token: 1, until: AT + MINUTE })
    expect(await hold('one', 'b', AT + MINUTE - 1)).toEqual([])
    expect(await hold('one', 'a', AT + 1000)).toEqual([{ name: 'one', token: 1, until: AT + 1000 + MINUTE }])
    expect(await hold('one', 'b', AT + 1000 + MINUTE)).toMatchObject([{ token: 2 }])
    expect(await hold('one', 'a', AT + 2000 + MINUTE)).toEqual([])
  })

  test('one that reaches further than any could was taken before the clock was set back: it has run out', async () => {
    await hold('ahead', 'a', AT + 2 * DAY)
    expect(await hold('ahead', 'b', AT)).toMatchObject([{ token: 2, until: AT + MINUTE }])
    expect(await hold('ahead', 'a', AT)).toEqual([])
    // A little further may be, where a statement had to wait.
    await hold('little', 'a', AT + MINUTE)
    expect(await hold('little', 'b', AT)).toEqual([])
  })

  test('of many names only the free ones are taken, and a release frees all of an owner', async () => {
    await hold('many/1', 'a', AT)
    const names = ['many/1', 'many/2', 'many/3']
    const taken = await store.holdLeases({ names, owner: 'b', now: AT, ttlMs: MINUTE })
    expect(taken.map((lease) => lease.name).toSorted()).toEqual(['many/2', 'many/3'])
    await store.releaseLeases({ owner: 'b' })
    const again = await store.holdLeases({ names, owner: 'a', now: AT, ttlMs: MINUTE })
    expect(again.map(({ name, token }) => `${name} ${token}`).toSorted()).toEqual([
      'many/1 1',
      'many/2 2',
      'many/3 2',
    ])
  })

  test('one of many owners at once gets a lease', async () => {
    const owners = Array.from({ length: 12 }, (_, i) => `owner-${i}`)
    const held = await Promise.all(owners.map((owner) => hold('contested', owner, AT)))
    expect(held.flat()).toHaveLength(1)
  })

  test('a step is kept whole: cursor, states, incidents, obligations, notices and entries', async () => {
    const lease = await holdPartition(store, 1, 'a')
    const outage = incident('whole')
    const state = packState(newCheckState(AT))
    await store.commitEvaluation(
      commit(lease, {
        cursor: 12,
        states: [{ check: 'shop/web/whole', service: 'shop', state }],
        incidents: [outage],
        obligations: [obligation('whole-o', 'whole')],
        notices: [notice('whole-n', outage)],
        ledger: [entry('whole-l')],
      }),
    )
    const kept = await store.partitionState({ partition: 1, now: AT })
    expect(kept).toEqual({
      cursor: 12,
      decided: 12,
      states: [{ check: 'shop/web/whole', state, arrival: 12 }],
      incidents: [{ ...outage, openedAt: AT, acknowledgedAt: null, acknowledgedBy: null, withdrawnAt: null }],
      obligations: [obligation('whole-o', 'whole')],
    })
    const { items } = await store.notices({ limit: 10, cursor: null, incidentIds: ['whole'] })
    expect(items).toMatchObject([{ ...notice('whole-n', outage), expandCursor: '' }])
    expect((await store.unchained({ limit: 100 })).map((found) => found.id)).toContain('whole-l')
    expect(await store.checkStates()).toContainEqual({ check: 'shop/web/whole', service: 'shop', state })

    const gone = { check: 'shop/web/whole', service: 'shop', state: null }
    await store.commitEvaluation(commit(lease, { cursor: 13, states: [gone] }))
    expect((await store.partitionState({ partition: 1, now: AT })).states).toEqual([])
  })

  test('a step with an old token, a lease that ran out or another partition’s lease keeps nothing', async () => {
    const old = await holdPartition(store, 2, 'a')
    const now = old.until
    const current = await holdPartition(store, 2, 'b', now)
    const other = await holdPartition(store, 3, 'b', now)
    const step = { cursor: 5, incidents: [incident('fenced')], ledger: [entry('fenced-l')] }
    const attempts = [
      commit(old, { ...step, now }),
      commit(old, { ...step, now: AT }),
      commit(current, { ...step, now: current.until }),
      { ...commit(other, { ...step, now }), partition: 2 },
    ]
    for (const attempt of attempts)
      await expect(store.commitEvaluation(attempt)).rejects.toMatchObject({
        name: 'StoreError',
        code: 'fenced',
      })
    expect(await store.partitionState({ partition: 2, now })).toMatchObject({ cursor: 0, incidents: [] })
    await store.commitEvaluation(commit(current, { ...step, now }))
    expect(await store.partitionState({ partition: 2, now })).toMatchObject({ cursor: 5 })
  })

  test('a step that fails in its last part has no effect at all', async () => {
    const lease = await holdPartition(store, 4, 'a')
    const orphan = notice('orphan-n', incident('never-stored'))
    const failing = commit(lease, { cursor: 9, incidents: [incident('half')], notices: [orphan] })
    await expect(store.commitEvaluation(failing)).rejects.toMatchObject({ code: 'not-found' })
    expect(await store.partitionState({ partition: 4, now: AT })).toMatchObject({ cursor: 0, incidents: [] })
    expect(await store.incident({ id: 'half' })).toBeNull()
  })

  test('an incident is corrected in place; its opening and its acknowledgement stay', async () => {
    const lease = await holdPartition(store, 5, 'a')
    await store.commitEvaluation(commit(lease, { incidents: [incident('corrected')] }))
    const who = { operatorId: 'operator-x', operatorName: 'X', now: AT + 1, ledgerId: 'corrected-l' }
    await store.acknowledge({ incidentId: 'corrected', ...who })
    const ended = incident('corrected', { recoveredAt: AT + MINUTE, recoveryConfirmedAt: AT + 2 * MINUTE })
    await store.commitEvaluation(commit(lease, { incidents: [ended], now: AT + 1000 }))
    expect(await store.incident({ id: 'corrected' })).toEqual({
      ...ended,
      openedAt: AT,
      acknowledgedAt: AT + 1,
      acknowledgedBy: 'operator-x',
      withdrawnAt: null,
    })
    const again = store.acknowledge({ incidentId: 'corrected', ...who, ledgerId: 'corrected-l2' })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    const nowhere = store.acknowledge({ incidentId: 'nowhere', ...who, ledgerId: 'corrected-l3' })
    await expect(nowhere).rejects.toMatchObject({ code: 'not-found' })
  })

  test('evaluation looks back seven days', async () => {
    const lease = await holdPartition(store, 6, 'a')
    const recovered = (id: string, recoveredAt: number) =>
      incident(id, { recoveredAt, recoveryConfirmedAt: recoveredAt })
    const incidents = [
      recovered('long-ago', AT - 8 * DAY),
      recovered('lately', AT - 6 * DAY),
      incident('running'),
    ]
    const old = { clockFrom: AT - 9 * DAY, state: 'met' as const, decidedAt: AT - 8 * DAY }
    const obligations = [
      obligation('of-long-ago', 'long-ago', old),
      obligation('of-lately', 'lately', old),
      obligation('old-but-open', 'shop/web/alive', { clockFrom: AT - 30 * DAY }),
      obligation('new-and-met', 'shop/web/alive', { ...old, clockFrom: AT - DAY }),
    ]
    await store.commitEvaluation(commit(lease, { incidents, obligations }))
    const kept = await store.partitionState({ partition: 6, now: AT })
    expect(kept.incidents.map((row) => row.id).toSorted()).toEqual(['lately', 'running'])
    expect(kept.obligations.map((row) => row.id)).toEqual(['old-but-open', 'of-lately', 'new-and-met'])
  })

  test('what was decided is not opened again by an evaluation that had not seen it', async () => {
    const lease = await holdPartition(store, 8, 'a')
    const open = [obligation('decided', 'x'), obligation('unproven', 'x')]
    await store.commitEvaluation(commit(lease, { obligations: open }))
    const met = { ...obligation('decided', 'x'), state: 'met' as const, decidedAt: AT + 1, marginMs: 5 }
    const unproven = { ...obligation('unproven', 'x'), state: 'not-proven' as const, decidedAt: AT + 1 }
    const decide = (...rows: ObligationRow[]) =>
      store.decideObligations({
        decisions: rows.map((row) => ({ obligation: row, entry: entry(`${row.id}-${row.state}-l`) })),
      })
    expect(await decide(met, unproven)).toEqual({ decided: ['decided', 'unproven'] })
    await store.commitEvaluation(commit(lease, { obligations: open }))
    const stateOf = async () =>
      (await store.partitionState({ partition: 8, now: AT })).obligations.map((row) => [row.id, row.state])
    expect(await stateOf()).toEqual([
      ['decided', 'met'],
      ['unproven', 'not-proven'],
    ])
    // One that was decided meanwhile, or is there no more, stops none of the others.
    const late = [
      { ...met, state: 'breached' as const },
      { ...met, id: 'nowhere' },
    ]
    expect(await decide(...late, { ...unproven, state: 'breached' })).toEqual({ decided: ['unproven'] })
    expect(await stateOf()).toEqual([
      ['decided', 'met'],
      ['unproven', 'breached'],
    ])
    const written = (await store.unchained({ limit: 100 })).map(({ id }) => id)
    expect(written.filter((id) => /^(decided|unproven|nowhere)-/.test(id)).toSorted()).toEqual([
      'decided-met-l',
      'unproven-breached-l',
      'unproven-not-proven-l',
    ])
  })

  test('obligations are counted by service, item and state, with the worst margin', async () => {
    const lease = await holdPartition(store, 9, 'a')
    const make = (id: string, marginMs: number, clockFrom = AT) =>
      obligation(id, 'counted', { service: 'counted', state: 'met', decidedAt: AT, marginMs, clockFrom })
    const obligations = [make('m1', 500), make('m2', -20), make('m3', 900), make('m4', -1000, AT - DAY)]
    await store.commitEvaluation(commit(lease, { obligations }))
    const totals = await store.obligationTotals({ sinceAt: AT })
    const longestMs = obligation('m', 'counted').limitMs + 20
    expect(totals.filter((row) => row.service === 'counted')).toEqual([
      { service: 'counted', item: 'III.1.1.1.b', state: 'met', count: 3, worstMarginMs: -20, longestMs },
    ])
  })

  test('a recurring obligation counts as long as it reaches beyond the instant, an incident’s does not', async () => {
    const lease = await holdPartition(store, 13, 'a')
    const before = AT - 40 * DAY
    const make = (id: string, subject: string, more: Partial<Parameters<typeof obligation>[2]>) =>
      obligation(id, subject, { service: 'recurring', clockFrom: before, ...more })
    const obligations = [
      make('r1', 'report/customers', { dueAt: AT + DAY }),
      make('r2', 'report/customers', { dueAt: AT - DAY, state: 'met', decidedAt: AT - 2 * DAY }),
      make('r3', 'report/manager', { dueAt: AT - DAY, state: 'breached', decidedAt: AT + DAY }),
      make('r4', 'some-incident', { dueAt: AT + DAY }),
      // What stands of a check is written now and then, and may be from before the instant.
      make('r5', 'shop/web/alive', { item: 'III.1.1.1.a', dueAt: AT - 1 }),
      make('r6', 'shop/web/alive', { item: 'III.1.1.1.a', state: 'met', decidedAt: AT - 1 }),
    ]
    await store.commitEvaluation(commit(lease, { obligations }))
    const totals = await store.obligationTotals({ sinceAt: AT })
    const found = totals.filter((row) => row.service === 'recurring')
    expect(found.map(({ item, state, count }) => [item, state, count])).toEqual([
      ['III.1.1.1.b', 'breached', 1],
      ['III.1.1.1.b', 'open', 1],
      ['III.1.1.1.a', 'open', 1],
    ])
  })

  test('obligations are found by item and by when their clock started, the end not included', async () => {
    const lease = await holdPartition(store, 12, 'a')
    const make = (id: string, item: string, clockFrom: number) =>
      obligation(id, 'kept', { service: 'kept', item, clockFrom })
    const obligations = [
      make('k1', 'III.1.1.1.b', AT - 1),
      make('k2', 'III.1.1.1.b', AT),
      make('k3', 'III.1.1.8.a', AT),
      make('k4', 'III.1.1.1.b', AT + DAY),
    ]
    await store.commitEvaluation(commit(lease, { obligations }))
    const found = async (more: Partial<Parameters<Store['obligations']>[0]>) =>
      (await store.obligations({ limit: 9, cursor: null, service: 'kept', ...more })).items.map(
        ({ id }) => id,
      )
    expect(await found({ fromAt: AT, toAt: AT + DAY })).toEqual(['k3', 'k2'])
    expect(await found({ item: 'III.1.1.1.b' })).toEqual(['k4', 'k2', 'k1'])
    expect(await found({ item: 'III.1.1.1.b', fromAt: AT, toAt: AT + DAY })).toEqual(['k2'])
  })

  test('lists are paged newest first, also where times are equal, and filtered', async () => {
    const lease = await holdPartition(store, 10, 'a')
    const ids = ['p1', 'p2', 'p3', 'p4', 'p5']
    const ended = { recoveredAt: AT, recoveryConfirmedAt: AT }
    const incidents = ids.map((id) => incident(id, { service: 'paged', ...(id === 'p3' ? ended : {}) }))
    const obligations = ids.map((id) => obligation(`o-${id}`, id, { service: 'paged' }))
    await store.commitEvaluation(commit(lease, { incidents, obligations }))
    const seen: string[] = []
    let cursor: string | null = null
    for (let pages = 0; pages < 3; pages += 1) {
      const page: Awaited<ReturnType<Store['incidents']>> = await store.incidents({
        limit: 2,
        cursor,
        service: 'paged',
      })
      seen.push(...page.items.map((row) => row.id))
      cursor = page.next
    }
    expect(seen).toEqual(['p5', 'p4', 'p3', 'p2', 'p1'])
    expect(cursor).toBeNull()
    const recovered = await store.incidents({ limit: 9, cursor: null, service: 'paged', state: 'recovered' })
    expect(recovered.items.map((row) => row.id)).toEqual(['p3'])
    const some = await store.obligations({ limit: 9, cursor: null, subjects: ['p2', 'p4'] })
    expect(some.items.map((row) => row.id)).toEqual(['o-p4', 'o-p2'])
    expect(await store.obligations({ limit: 9, cursor: null, subjects: [] })).toEqual({
      items: [],
      next: null,
    })
    const invented = await store.incidents({ limit: 9, cursor: 'invented', service: 'paged' })
    expect(invented.items).toEqual([])
  })

  test('a message of a host that holds a NUL does not stop evaluation', async () => {
    const lease = await holdPartition(store, 11, 'a')
    await store.commitEvaluation(commit(lease, { incidents: [incident('nul', { message: 'a\u0000b' })] }))
    expect((await store.incident({ id: 'nul' }))?.message).toMatch(/^a.b$/u)
  })
})
