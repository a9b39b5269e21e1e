/** Bytes of the embedded store that are not what was written: the collector says so, and acknowledges nothing it does not keep. */
import { closeSync, cpSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Scenario } from '../scenario.ts'
import { openSite } from '../site.ts'

const PAGE = 4096

function write(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

interface Damage {
  name: string
  /** Whether the log still lies beside the database (kill -9), or was folded in (an orderly end). */
  log: boolean
  done(data: string, fraction: number): void
  /** What must be said of it at the start, and whether the collector goes on then. */
  said: RegExp
  goesOn: boolean
}

const database = (data: string) => join(data, 'kijun.db')
const log = (data: string) => join(data, 'kijun.db-wal')

const DAMAGES: Damage[] = [
  {
    name: 'the head of the database zeroed',
    log: false,
    done: (data) => write(database(data), 0, Buffer.alloc(PAGE)),
    said: /kijun-collector: the store cannot be used: .*not a database/,
    goesOn: false,
  },
  {
    name: 'the database cut off in its middle',
    log: false,
    done: (data) => truncateSync(database(data), Math.floor(statSync(database(data)).size / 2)),
    said: /kijun-collector: the store cannot be used: .*malformed/,
    goesOn: false,
  },
  {
    name: 'every page but the first zeroed',
    log: false,
    done(data) {
      const { size } = statSync(database(data))
      write(database(data), PAGE, Buffer.alloc(size - PAGE))
    },
    said: /kijun-collector: the store cannot be used: .*malformed/,
    goesOn: false,
  },
  {
    name: 'a bit in the middle of its log flipped',
    log: true,
    done(data, fraction) {
      const bytes = readFileSync(log(data))
      const at = Math.floor(bytes.length * (0.2 + 0.5 * fraction))
      write(log(data), at, Buffer.from([(bytes[at] ?? 0) ^ 1]))
    },
    said: /the log of the store was damaged: commits that had been acknowledged are lost/,
    goesOn: true,
  },
  {
    name: 'a character of a notice that waits to be sent changed',
    log: false,
    done(data, fraction) {
      const db = new DatabaseSync(database(data))
      const { id, facts } =
        db.prepare(`select id, facts from notice where kind = 'first' limit 1`).get() ?? {}
      const text = String(facts)
      const at = Math.floor(text.length * fraction)
      const turned = String.fromCharCode(text.charCodeAt(at) ^ 1)
      db.prepare('update notice set facts = ?, settled_at = null where id = ?').run(
        text.slice(0, at) + turned + text.slice(at + 1),
        String(id),
      )
      // As if it had not been sent yet.
      db.prepare(
        `update delivery set state = 'waiting', next_attempt_at = 0, accepted_at = null, ended_at = null, leaf = null
         where notice_id = ?`,
      ).run(String(id))
      db.close()
    },
    said: /deliveries are sent to nobody: what is stored of them cannot be read/,
    goesOn: true,
  },
]

export const damagedStore: Scenario = {
  name: 'damaged-store',
  fault:
    'head, middle and pages of the SQLite file zeroed or cut off; a bit flipped in the middle of its log, whose rest SQLite drops without a word; a character of a stored notice changed',
  shows: 'I7: the collector says clearly what is wrong, in one line where it cannot go on',
  notExamined: {},
  needs: {},
  limitMs: 240_000,
  async run(stage) {
    const site = await openSite(stage)
    const copies = { killed: join(stage.directory, 'killed'), ended: join(stage.directory, 'ended') }
    const agent = await site.agent('host-a')
    await site.more(30)
    await site.outage('host-a')
    await agent.end()
    await site.collector.end('SIGKILL')
    cpSync(site.data, copies.killed, { recursive: true })
    await site.restart()
    await site.collector.end()
    cpSync(site.data, copies.ended, { recursive: true })
    const put = (copy: string) => {
      rmSync(site.data, { recursive: true })
      cpSync(copy, site.data, { recursive: true })
    }
    for (const { name, log: withLog, done, said, goesOn } of DAMAGES) {
      put(withLog ? copies.killed : copies.ended)
      site.books.fault('damage', name, '', { of: 'store', bytes: 1 })
      site.books.over('damage', name)
      done(site.data, stage.random.fraction())
      const program = stage.start('collector/kijun-collector.js', ['serve', '--config', site.config])
      if (goesOn) await stage.within(name, program.line(/console on/))
      if (goesOn) await stage.within(`${name}: said`, program.line(said))
      // Ends by itself where it cannot go on.
      const how = await stage.within(name, program.end(goesOn ? 'SIGTERM' : 'SIGCONT'))
      const line = program.said.find((one) => said.test(one))
      stage.saw(name, line ?? program.said.join(' '))
      if (line !== undefined) site.books.note({ event: 'quarantined', who: name, what: line })
      stage.verify(`${name}: exit ${how}`, how === (goesOn ? 0 : 2))
    }
    put(copies.ended)
    await site.restart()
    await site.agent('host-a')
    await site.outage('host-a')
    await site.close()
  },
}
