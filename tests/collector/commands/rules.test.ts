import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { INTERPRETATIONS } from '../../../rules/guideline/interpretation.ts'
import { EDITION, ITEMS, OWN_ITEMS } from '../../../rules/guideline/items.ts'
import { inProcess } from './in-process.ts'

async function json(...args: string[]) {
  const { code, out, err } = await inProcess(['rules', '--json', ...args])
  expect([code, err]).toEqual([0, ''])
  return JSON.parse(out) as {
    items: { id: string; values: Record<string, unknown> }[]
    [key: string]: unknown
  }
}

test('rules --json has the shape of the contract', async () => {
  const document = await json()
  expect(document.items).toEqual(
    ITEMS.map(({ id, class: itemClass, title, values, clock, audience }) => ({
      ...{ id, class: itemClass, title, values, clock, audience },
    })),
  )
  expect(document.items[1]).toEqual({
    id: 'III.1.1.1.b',
    class: 'basic',
    title: {
      ja: '通知時間（稼働停止検知後、利用者に通知するまでの時間）',
      en: 'Time to notice (from detection of an outage until the users are told)',
    },
    values: Object.fromEntries(
      [
        ['20分以内', 'PT20M'],
        ['60分以内', 'PT60M'],
        ['5時間以内', 'PT5H'],
        ['20分以内', 'PT20M'],
        ['60分以内', 'PT60M'],
        ['5時間以内', 'PT5H'],
      ].map(([text, value], at) => [at + 1, { text, required: true, kind: 'max_delay', value }]),
    ),
    clock: { from: 'detection', to: 'notice' },
    audience: ['users', 'admin'],
  })
  expect(document.controls).toEqual(EDITION.controls)
  expect(document.serviceTypes).toEqual(EDITION.serviceTypes)
})

test('and says which edition it is, what has own values only, and what is left to settings', async () => {
  const document = await json()
  expect(document.edition).toMatchObject({ id: 'soumu-asp-saas-final-draft', document: '004' })
  expect(
    (document.ownItems as { id: string; ownKind: string }[]).map(({ id, ownKind }) => [id, ownKind]),
  ).toEqual(OWN_ITEMS.map(({ id, ownKind }) => [id, ownKind]))
  expect(
    (document.interpretations as { setting: string; default: string }[]).map(({ setting }) => setting),
  ).toEqual(Object.keys(INTERPRETATIONS))
  expect(document.interpretations).toContainEqual(
    expect.objectContaining({ setting: 'firstNoticeFrom', default: 'confirmed', clause: 'III.1.1.1.b' }),
  )
  expect(document.tokens).toMatchObject({ 'hot-standby': { ja: 'ホットスタンバイ' } })
})

test('--pattern leaves the values of one pattern', async () => {
  const { items } = await json('--pattern', '2')
  expect(items).toHaveLength(37)
  for (const { values } of items) expect(Object.keys(values)).toEqual(['2'])
  expect(items[0]?.values['2']).toMatchObject({ value: 'PT10M', required: true })
})

test('the table for people has every item, its class and its values with their stars', async () => {
  const { code, out } = await inProcess(['rules'])
  expect(code).toBe(0)
  const lines = out.split('\n')
  for (const { id, title } of [...ITEMS, ...OWN_ITEMS])
    expect(lines.filter((line) => line.startsWith(`${id}  `) && line.endsWith(title.ja))).toHaveLength(1)
  const at = lines.findIndex((line) => line.startsWith('III.1.1.6.a'))
  expect(lines.slice(at, at + 3)).toEqual([
    'III.1.1.6.a  基本  OS、その他ソフトウェアに対するパッチ更新作業の着手までの時間',
    '  パターン1, 2, 3: ベンダリリースから24時間以内*',
    '  パターン4, 5, 6: ベンダリリースから3日以内*',
  ])
})

test('in English, of one pattern, "-" where the provider sets the value', async () => {
  const { out } = await inProcess(['rules', '--lang', 'en', '--pattern', '3'])
  const lines = out.split('\n')
  const at = lines.findIndex((line) => line.startsWith('III.3.2.5.a'))
  expect(lines.slice(at, at + 2)).toEqual([
    'III.3.2.5.a  Recommended  Time to report (from the occurrence of a fault until it is reported)',
    '  Pattern 3: -',
  ])
  expect(out).toContain('  Pattern 3: 95 % or more*')
  expect(out).not.toMatch(/Pattern [124-6]/)
})

test.each([
  [['--pattern', '7'], 'kijun-collector: rules --pattern takes 1 to 6, not 7'],
  [['--pattern', '0', '--json'], 'kijun-collector: rules --pattern takes 1 to 6, not 0'],
  [['--pattern', '1.0'], 'kijun-collector: rules --pattern takes 1 to 6, not 1.0'],
  [['--pattern', ''], 'kijun-collector: rules --pattern takes 1 to 6, not '],
  [['--lang', 'fr'], 'kijun-collector: rules --lang takes ja or en, not fr'],
])('bad usage %j: one line, nothing on stdout, exit 2', async (args, line) => {
  expect(await inProcess(['rules', ...args])).toEqual({ code: 2, out: '', err: line })
})

test('the whole document leaves the process, through a pipe of 64 KiB and a slow reader too', () => {
  const program = `'${process.execPath}' collector/kijun-collector.js rules --json`
  // The reader's first byte comes only when the pipe is full.
  const { stdout, stderr } = spawnSync(
    'sh',
    ['-c', `${program} | { read -r first; sleep 0.3; echo "$first"; cat; }`],
    {
      encoding: 'utf8',
    },
  )
  expect(stderr).toBe('')
  expect((JSON.parse(stdout) as { items: unknown[] }).items).toHaveLength(37)
})
