/**
 * What holds for the whole tree: import arrows, who reads a clock, file lengths, words that must not
 * stand in the code, and documents that agree with it.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean)
const rooms = ['agent', 'collector', 'dashboards', 'rules', 'deploy']
const source = tracked.filter(
  (file) =>
    rooms.some((room) => file.startsWith(`${room}/`)) &&
    /\.(ts|js)$/.test(file) &&
    !file.includes('.generated.'),
)
const read = (file: string) => readFileSync(file, 'utf8')
/** Code without comments and strings' contents left as they are: enough for the words looked for here. */
const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

function importsOf(file: string): string[] {
  const code = withoutComments(read(file))
  const found = [
    ...code.matchAll(/^(?:import|export|\})[^\n]*from '(\.[^']+)'/gm),
    ...code.matchAll(/\bimport\('(\.[^']+)'\)/g),
    ...code.matchAll(/^import '(\.[^']+)'/gm),
  ]
  return found.map((match) => normalize(join(dirname(file), match[1] ?? '')))
}

/** Which rooms a room may import from, beside itself (design, "Layout"). */
const ARROWS: Record<string, string[]> = {
  rules: [],
  agent: ['rules', 'deploy/node'],
  collector: ['rules', 'dashboards/web', 'deploy/node'],
  dashboards: ['rules'],
  deploy: ['rules', 'agent'],
}

test('imports follow the arrows', () => {
  const wrong = source.flatMap((file) => {
    const room = file.split('/')[0] ?? ''
    const allowed = [room, 'package.json', ...(ARROWS[room] ?? [])]
    return importsOf(file)
      .filter((target) => !allowed.some((place) => target === place || target.startsWith(`${place}/`)))
      .map((target) => `${file} -> ${target}`)
  })
  expect(wrong).toEqual([])
})

test('rules are pure: no I/O, no process, no timers', () => {
  const wrong = source
    .filter((file) => file.startsWith('rules/'))
    .filter((file) =>
      /node:(?!crypto)|process\.|setTimeout|setInterval|\bfetch\(|console\.(log|error|warn|info)/.test(
        withoutComments(read(file)),
      ),
    )
  expect(wrong).toEqual([])
})

test('only composition roots read a clock or the environment', () => {
  const root = /(^|\/)main\.ts$|^deploy\//
  const wrong = source
    .filter((file) => !root.test(file) && !/^(agent|collector)\/kijun-/.test(file))
    .filter((file) =>
      /Date\.now\(|new Date\(\)|performance\.now\(|process\.hrtime|process\.env/.test(
        withoutComments(read(file)),
      ),
    )
    // A page's browser is a root of its own: its one clock is here.
    .filter((file) => file !== 'dashboards/web/clock.ts')
  expect(wrong).toEqual([])
})

test('files stay within 400 lines', () => {
  const long = source.filter((file) => read(file).split('\n').length > 401)
  expect(long).toEqual([])
})

test('SQL stays in the store', () => {
  const wrong = source
    .filter((file) => !file.startsWith('collector/store/'))
    .filter((file) =>
      /\b(select .+ from|insert into|update \w+ set|delete from) /i.test(withoutComments(read(file))),
    )
  expect(wrong).toEqual([])
})

test('no room for leftovers', () => {
  expect(tracked.filter((file) => /(^|\/)(utils?|common|shared|helpers?)(\/|\.ts$)/.test(file))).toEqual([])
  const marks = source.filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(read(file)))
  expect(marks).toEqual([])
})

test('no test is skipped or run alone', () => {
  const wrong = tracked
    .filter((file) => file.startsWith('tests/') && file.endsWith('.ts') && file !== 'tests/tidy/tidy.test.ts')
    .filter((file) => /\.(skip|only|todo)\(|skipIf|runIf/.test(read(file)))
  expect(wrong).toEqual([])
})

test('texts never claim what the guideline does not: 違反, 適合, 認証', () => {
  const wrong = source
    .filter((file) => file.startsWith('rules/text/'))
    .filter((file) => /違反|適合|認証/.test(withoutComments(read(file))))
  expect(wrong).toEqual([])
})

test('dependencies are pinned to one version', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  const all = { ...manifest.dependencies, ...manifest.devDependencies }
  expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
})
