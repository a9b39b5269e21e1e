/** What `npm run chaos -- --list` says of each scenario. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const run = (...args: string[]) =>
  execFileSync(process.execPath, [fileURLToPath(new URL('./main.ts', import.meta.url)), ...args], {
    encoding: 'utf8',
  })

test('each scenario says what it does, what it shows, and which invariants it looks at', () => {
  const said = run('--list', '--only', 'full-disk,pause')
  expect(said).toMatch(/^full-disk\n {2}fault: .+\n {2}shows: .+\n {2}examines: I1 .*I8\n {2}not I7: /m)
  expect(said).toMatch(/^pause\n {2}fault: /m)
})
