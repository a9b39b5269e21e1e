import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONFIG_CODES } from '../../../collector/config/findings.ts'
import type { ConfigFinding } from '../../../collector/model.ts'
import { CASES, findingsOf } from './cases.ts'

interface Expected {
  errors: ConfigFinding[]
  warnings: ConfigFinding[]
}

const cases = readdirSync(CASES)
const expectedOf = (name: string) =>
  JSON.parse(readFileSync(join(CASES, name, 'expected.json'), 'utf8')) as Expected

test.each(cases)('%s: exactly the expected findings', (name) => {
  expect(findingsOf(name)).toEqual(expectedOf(name))
})

/** Need thousands of checks or hosts: load.test.ts and profiles/assign.test.ts make them. */
const MADE_ELSEWHERE = ['too-many-checks', 'too-many-hosts']

test('every code has a case', () => {
  const shown = new Set(
    cases.map(expectedOf).flatMap(({ errors, warnings }) => [...errors, ...warnings].map(({ code }) => code)),
  )
  const missing = Object.keys(CONFIG_CODES).filter(
    (code) => !shown.has(code) && !MADE_ELSEWHERE.includes(code),
  )
  expect(missing).toEqual([])
})

test('no finding shows a secret or an address', () => {
  const text = JSON.stringify(cases.map(findingsOf))
  expect(text).not.toMatch(/Sesame/)
  expect(text).not.toMatch(/[a-z0-9]+@(example|customer)/)
})
