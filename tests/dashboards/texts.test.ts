import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sayIn } from '../../dashboards/web/view/view.ts'
import { codeText } from '../../rules/text/catalogue.ts'
import { CONSOLE } from '../../rules/text/console.ts'
import { GUIDELINE } from '../../rules/text/guideline.ts'
import { MEASURED } from '../../rules/text/measured.ts'
import { MONITORED } from '../../rules/text/monitored.ts'
import { PROPOSAL_REASONS } from '../../rules/words.ts'

const TEXTS = { ...CONSOLE, ...GUIDELINE, ...MONITORED, ...MEASURED }

const FOLDER = 'dashboards/web'
const source = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8'))
  .join('\n')

test('every text of the console is shown somewhere', () => {
  // `${…}` in a key of the source stands for any word; these two families are named by what agents send.
  const families = [
    'measured.',
    'inventory.',
    ...[...source.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map((match) => match[1] ?? ''),
  ]
  const unused = Object.keys(TEXTS).filter(
    (key) => !source.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)),
  )
  expect(unused).toEqual([])
})

test('both languages have the same places to fill', () => {
  const places = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(String).sort()
  for (const [key, { ja, en }] of Object.entries(TEXTS)) expect([key, places(ja)]).toEqual([key, places(en)])
})

test('a name that turns the direction does not turn the sentence around it', () => {
  const said = (by: string) => sayIn('ja')('ui.proposal.by', { by, time: '22:58' })
  expect(said('佐藤')).toBe('佐藤 が 22:58 に提案')
  expect(said('\u202e藤佐')).toBe('\u2068\u202e藤佐\u2069 が 22:58 に提案')
  // It cannot end its own isolation.
  expect(said('\u202e藤\u2069佐')).toBe('\u2068\u202e藤\ufffd佐\u2069 が 22:58 に提案')
  expect(said('דוד')).toBe('\u2068דוד\u2069 が 22:58 に提案')
})

test('every reason that is given somewhere is a code with a text', () => {
  const given = new Set<string>(PROPOSAL_REASONS)
  for (const room of ['agent', 'collector', 'rules'])
    for (const name of readdirSync(room, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue
      const code = readFileSync(`${room}/${name}`, 'utf8')
      for (const [, reason = ''] of code.matchAll(/\b(?:reason|because): '([a-z][a-z-]+)'/g))
        given.add(reason)
      const refusals = /type NtpRefusal =(?<all>[^}]+?)\n\n/.exec(code)?.groups?.all ?? ''
      for (const [, reason = ''] of refusals.matchAll(/'([a-z-]+)'/g)) given.add(reason)
    }
  expect(given).toContain('kiss-of-death')
  expect(given.size).toBeGreaterThan(50)
  expect([...given].filter((reason) => codeText('ja', reason) === reason)).toEqual([])
})

test('the page’s markup leaves nothing to a strict content security policy', () => {
  const markup = `${source}${readFileSync(`${FOLDER}/index.html`, 'utf8')}`
  expect(markup).not.toMatch(
    /\sstyle=|<style|\son\w+="|javascript:|unsafeHTML|innerHTML|https?:\/\/(?!www\.w3\.org)/,
  )
})
