import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../collector/store/open.ts'
import type { BatchFrame, Item } from '../../rules/wire/v1.ts'
import { contactsOf, serviceOf } from '../collector/station.ts'
import { scratch } from '../support/scratch.ts'
import { type Judgement, verdictOf } from './history.ts'
import { judgeRun } from './judge-run.ts'
import { openLedger } from './ledger-file.ts'

const NOW = Date.UTC(2026, 10, 1, 12)
const EPOCH = randomUUID()
const AGENT = randomUUID()
const base = { seq: 1, mono: 0, wall: NOW, offset: 0, uncertainty: 1 }
const result = (seq: number): Item => ({
  ...{ kind: 'result', seq, check: 'shop/web/alive', revision: 1, outcome: 'ok', attempt: 0 },
  ...{ planned: seq * 1000, started: seq * 1000, finished: seq * 1000 + 20 },
})
const frameOf = (items: Item[]): BatchFrame => ({ wire: 1, epoch: EPOCH, sentAt: NOW, base, items })

/** A store with the service and some of the items, and a ledger file by which all of them were acknowledged. */
async function prepare(items: Item[], stored: Item[], acknowledged?: [number, number][]) {
  const data = await scratch('kijun-judge-')
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  const store = await openStore({ data, postgres: null })
  const ids = { actor: 'system', now: NOW }
  await store.openInstance({ uuid: randomUUID(), digestKey: new Uint8Array(32), now: NOW })
  const contacts = contactsOf('shop', { users: ['u@customer.example'] })
  const document = { services: [serviceOf('shop')] }
  await store.loadRevision({ document, contacts, ...ids, ledgerId: randomUUID() })
  const token = { credentialId: randomUUID(), tokenDigest: 'x', ledgerId: randomUUID() }
  await store.issueAgent({ id: AGENT, name: 'host-1', ...token, ...ids })
  const times = { receivedAt: NOW + 60_000, earliestAt: NOW, latestAt: NOW + 60_000 }
  await store.ingest({
    batches: [{ agentId: AGENT, epoch: EPOCH, base, items: stored, partitions: [1], ...times }],
  })
  await store.close()

  const ledgerFile = join(data, 'ledger.jsonl')
  const ledger = openLedger(ledgerFile)
  ledger.note({ at: NOW, event: 'begin', replay: 'npm run chaos -- --seed 7' })
  ledger.note({ at: NOW, event: 'agent', id: AGENT, name: 'host-1' })
  ledger.note({ at: NOW, event: 'contacts', contacts })
  ledger.note({ at: NOW, event: 'sent', agentId: AGENT, frame: frameOf(items) })
  const accepted = acknowledged ?? [[items[0]?.seq ?? 0, items.at(-1)?.seq ?? 0] as [number, number]]
  ledger.note({
    at: NOW,
    event: 'answered',
    agentId: AGENT,
    epoch: EPOCH,
    answer: { accepted, rejected: [] },
  })
  ledger.note({ at: NOW + 90_000, event: 'drained', agentId: AGENT })
  ledger.close()
  return { ledgerFile, data, at: NOW + 100_000, now: NOW + 100_000 }
}

const said = (judgements: Judgement[]) =>
  judgements.flatMap(({ invariant, violations }) => violations.map(({ what }) => `${invariant} ${what}`))

test('what was acknowledged by the ledger file and is stored holds', async () => {
  const items = [1, 2, 3, 4].map(result)
  const run = await prepare(items, items)
  const judgements = await judgeRun(run)
  expect(said(judgements)).toEqual([])
  expect(judgements.filter((one) => verdictOf(one) === 'holds').map(({ invariant }) => invariant)).toEqual(
    expect.arrayContaining(['I1', 'I3', 'I8']),
  )
  expect(judgements[0]?.examined).toMatchObject({ acknowledged: 4, stored: 4, executed: 4 })
})

test('what was acknowledged and is not there is found, and a line that a crash cut off counts for nothing', async () => {
  const items = [2, 3, 4, 5].map(result)
  const run = await prepare(
    items,
    items.filter(({ seq }) => seq !== 4),
  )
  appendFileSync(run.ledgerFile, '{"at":1,"event":"fau')
  const lines = said(await judgeRun(run))
  expect(lines[0]).toMatch(/^I1 1 acknowledged items of .* are not stored: 4$/)
})

test('what is stored and was never sent is found', async () => {
  const items = [2, 3].map(result)
  const lines = said(await judgeRun(await prepare(items, [...items, result(9)])))
  expect(lines[0]).toMatch(/^I1 shop\/web\/alive of .* number 9 is stored and was never executed$/)
})

test('a number that was never sent is given up and has to be told, unless it lies in the spool or was cut off', async () => {
  const items = [1, 2, 3, 5].map(result)
  const told = /gave up 1 items and reported 0$/
  const run = await prepare(items, items, [
    [1, 3],
    [5, 5],
  ])
  expect(said(await judgeRun(run))).toContainEqual(expect.stringMatching(told))
  const more = (line: object) => appendFileSync(run.ledgerFile, `${JSON.stringify({ at: NOW, ...line })}\n`)
  // What is behind the last known number is excused by a cut, what is between two is not.
  more({ event: 'cut-off', agentId: AGENT, epoch: EPOCH })
  expect(said(await judgeRun(run))).toContainEqual(expect.stringMatching(told))
  more({ event: 'spooled', agentId: AGENT, epoch: EPOCH, ranges: [[4, 4]] })
  expect(said(await judgeRun(run))).toEqual([])
})

test('what a cut took behind the last number that anybody knows of is owed no word', async () => {
  const items = [1, 2, 3].map(result)
  const run = await prepare(items, items.slice(0, 2), [[1, 2]])
  expect(said(await judgeRun(run))[0]).toMatch(/^I1 1 items .* were given up and not reported: 3$/)
  appendFileSync(
    run.ledgerFile,
    `${JSON.stringify({ at: NOW, event: 'cut-off', agentId: AGENT, epoch: EPOCH })}\n`,
  )
  expect(said(await judgeRun(run))).toEqual([])
})
