import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONSOLE } from '../../rules/text/console.ts'
import { GUIDELINE } from '../../rules/text/guideline.ts'

const TEXTS = { ...CONSOLE, ...GUIDELINE }

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

test('the page’s markup leaves nothing to a strict content security policy', () => {
  const markup = `${source}${readFileSync(`${FOLDER}/index.html`, 'utf8')}`
  expect(markup).not.toMatch(
    /\sstyle=|<style|\son\w+="|javascript:|unsafeHTML|innerHTML|https?:\/\/(?!www\.w3\.org)/,
  )
})
