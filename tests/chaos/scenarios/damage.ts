/** Bytes on the disk that are not what was written: in the agent's spool, in the collector's database and its log. */
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSegmentName } from '../../../agent/spool/segment.ts'
import type { Random } from '../../support/random.ts'
import type { Scenario } from '../scenario.ts'
import { openSite, type Site } from '../site.ts'
import type { Stage } from '../stage.ts'

const WAYS = ['flipped', 'zeroed', 'truncated'] as const
type Way = (typeof WAYS)[number]

/** Damages a file somewhere behind `from`; returns what was done. */
function damage(random: Random, file: string, way: Way, from = 0): string {
  const { size } = statSync(file)
  const at = random.int(from, Math.max(from, size - 1))
  if (way === 'truncated') truncateSync(file, at)
  else {
    const bytes = readFileSync(file)
    const length = way === 'zeroed' ? random.int(1, 512) : 1
    for (let n = at; n < Math.min(size, at + length); n += 1)
      bytes[n] = way === 'zeroed' ? 0 : (bytes[n] ?? 0) ^ (1 << random.int(0, 7))
    writeFileSync(file, bytes)
  }
  return `${way} at ${at} of ${size}`
}

/** Segments with a record in each of several files, all unanswered: an agent that could not send for several starts. */
async function ofSpool(stage: Stage, site: Site): Promise<void> {
  const spool = join(site.agentData('host-a'), 'spool')
  const agentId = site.books.agents.get('host-a') ?? ''
  site.books.fault('unseen', 'host-a', 'what is damaged before it was acknowledged')
  site.proxy.points = { arrived: () => 'cut' }
  for (let start = 0; start < 3; start += 1) {
    const agent = await site.agent('host-a')
    const before = site.proxy.batches
    await stage.until('batches that nobody answers', () => site.proxy.batches > before + 2)
    await stage.pass(1500)
    await agent.end('SIGKILL')
  }
  const segments = readdirSync(spool).filter((name) => name.endsWith('.seg'))
  for (const [n, name] of segments.entries()) {
    const done = damage(stage.random, join(spool, name), WAYS[n % WAYS.length] ?? 'flipped')
    stage.saw('segment', done)
    site.books.fault('damage', name, done, { of: 'spool', agentId, bytes: 1 })
    site.books.over('damage', name)
    site.books.cutOff(agentId, parseSegmentName(name)?.epoch ?? '')
  }
  site.proxy.points = {}
  const agent = await site.agent('host-a')
  await site.more(20)
  await stage.until('what was damaged is told', () => site.books.givenUp.has('quarantined'))
  site.books.over('unseen', 'host-a')
  stage.saw('records told as quarantined', site.books.givenUp.get('quarantined'))
  stage.verify(
    'the agent says so',
    agent.said.some((line) => line.includes('a damaged record was set aside')),
  )
  stage.verify('the bytes are kept for a person', readFileSync(join(spool, 'quarantine.jsonl')).length > 0)
  stage.verify('the agent goes on', agent.child.exitCode === null && agent.child.signalCode === null)
}

export const damagedSpool: Scenario = {
  name: 'damaged-spool',
  fault: 'bytes flipped, zeroed and cut off in every segment of a spool that nobody has answered yet',
  shows:
    'I7: what cannot be read is set aside, told as lost and kept; the agent goes on and hands in the rest',
  notExamined: {},
  needs: {},
  limitMs: 240_000,
  async run(stage) {
    const site = await openSite(stage)
    await ofSpool(stage, site)
    await site.outage('host-a')
    await site.close()
  },
}
