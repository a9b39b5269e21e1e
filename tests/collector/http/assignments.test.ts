import { expect, test } from 'vitest'
import { makeAssignments } from '../../../collector/http/agent/assignments.ts'
import { makeOwnership } from '../../../collector/ingest/ownership.ts'
import type { Revision } from '../../../collector/model.ts'
import { isAssignment } from '../../../rules/wire/v1.generated.js'
import { serviceOf } from '../station.ts'

/** A service whose checks are done from two vantages each. */
function twoVantages(more: Partial<Revision> = {}): Revision {
  const shop = serviceOf('shop')
  const components = shop.components.map((component) => ({
    ...component,
    vantages: ['host-1', 'collector'],
    checks: component.checks.flatMap((check) =>
      ['host-1', 'collector'].map((agent) => ({
        ...check,
        ...{ check: `${check.check}@${agent}`, of: check.check, agent },
      })),
    ),
  }))
  return { revision: 7, services: [{ ...shop, components }], ...more }
}

function given(revision: Revision, agent: string) {
  const { of, etagOf } = makeAssignments(() => revision)
  return { assignment: of(agent), etag: etagOf(agent) }
}

test('every vantage is given its own checks, under its own names', () => {
  const named = (agent: string) => given(twoVantages(), agent).assignment.checks.map(({ check }) => check)
  expect(named('host-1')).toEqual(['shop/web/alive@host-1', 'shop/web/works@host-1'])
  expect(named('collector')).toEqual(['shop/web/alive@collector', 'shop/web/works@collector'])
  expect(named('host-2')).toEqual([])
})

test('by what an agent tells its own network is handed out to that agent alone', () => {
  const revision = twoVantages({ ownNetwork: { collector: ['gw.example.jp:53', '192.0.2.1'] } })
  const [host, collector] = ['host-1', 'collector'].map((agent) => given(revision, agent))
  expect(collector?.assignment.reaches).toEqual(['gw.example.jp:53', '192.0.2.1'])
  expect(host?.assignment).not.toHaveProperty('reaches')
  expect([host, collector].every((one) => isAssignment(one?.assignment))).toBe(true)
  expect(collector?.etag).not.toBe(given(twoVantages(), 'collector').etag)
  expect(host?.etag).toBe(given(twoVantages(), 'host-1').etag)
})

test('a vantage may report its own checks and no other', async () => {
  const ownership = makeOwnership(twoVantages, async () => null)
  await ownership.learn(['shop/web/alive@host-1'])
  expect(ownership.isOf('collector', 'shop/web/alive@collector')).toBe(true)
  expect(ownership.isOf('collector', 'shop/web/alive@host-1')).toBe(false)
  expect(ownership.servicesOf('collector')).toEqual(['shop'])
})
