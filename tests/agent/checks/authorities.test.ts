import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readAuthorities } from '../../../agent/checks/authorities.ts'
import { probe } from './probe.ts'

const dir = mkdtempSync(join(tmpdir(), 'kijun-authorities-'))
afterAll(() => rmSync(dir, { recursive: true }))
const at = (name: string) => join(dir, name)

test('the file is read as it is', async () => {
  writeFileSync(at('ca.pem'), 'PEM')
  expect((await readAuthorities(at('ca.pem')))?.toString()).toBe('PEM')
  expect(await readAuthorities(undefined)).toBeUndefined()
  await expect(readAuthorities(at('absent'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a collector that names a pipe, a device or a huge file costs one unknown result', async () => {
  execFileSync('mkfifo', [at('pipe')])
  writeFileSync(at('huge'), '')
  truncateSync(at('huge'), 2_000_000)
  for (const ca of [at('pipe'), '/dev/zero', at('huge'), dir, '/proc/self/environ'])
    for (const [type, config] of [
      ['http', { url: 'https://127.0.0.1:1/', ca }],
      ['smtp', { target: '127.0.0.1:1', ca }],
      ['certificate', { target: '127.0.0.1:1', ca }],
    ] as const)
      expect([type, await probe(type, config, 2000)]).toMatchObject([
        type,
        { outcome: 'unknown', message: expect.stringContaining(`${ca} is no file of certificates`) },
      ])
})
