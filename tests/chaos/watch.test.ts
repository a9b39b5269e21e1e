import { EventEmitter } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readLedger } from '../invariants/ledger-file.ts'
import type { Program } from '../support/program.ts'
import { openBooks } from './books.ts'
import type { Stage } from './stage.ts'
import { openWatch } from './watch.ts'

/** What the books say of a program that ends in this way. */
function booksOf(end: (child: EventEmitter) => void) {
  const directory = mkdtempSync(join(tmpdir(), 'kijun-watch-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const books = openBooks(join(directory, 'books.jsonl'), 'again')
  const watch = openWatch({ undo: () => undefined } as unknown as Stage, books)
  const child = new EventEmitter()
  watch.collector({ child, said: ['the last line'] } as unknown as Program)
  end(child)
  watch.end()
  books.close()
  return readLedger(books.file)
}

test.each<[string, number | null, NodeJS.Signals | null, string[]]>([
  ['is killed', null, 'SIGKILL', []],
  ['is asked to end', 0, null, []],
  ['ends with a code', 1, null, ['exit 1: the last line']],
  ['crashes', null, 'SIGSEGV', ['SIGSEGV: the last line']],
  ['is out of memory', null, 'SIGABRT', ['SIGABRT: the last line']],
])('a program that %s is in the books as it was', (_, code, signal, died) => {
  const { world } = booksOf((child) => child.emit('exit', code, signal))
  expect(world.died?.map(({ why }) => why)).toEqual(died)
})
