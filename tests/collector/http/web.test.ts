import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { loadWeb } from '../../../collector/http/web.ts'
import { openBench } from './bench.ts'

const bench = await openBench({ until: afterAll })

/** The status of a path exactly as written: clients normalize `..` away. */
function rawStatus(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
    )
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', reject)
    socket.on('end', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1])))
  })
}

test('the page and its modules, with policy and ETag', async () => {
  const page = await bench.ask('/')
  expect(page.status).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  const [, map = ''] = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page.text) ?? []
  expect(policy).toContain(`'sha256-${createHash('sha256').update(map).digest('base64')}'`)
  expect(page.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  })

  const main = await bench.ask('/app/dashboards/web/main.ts')
  expect(main.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(main.headers['cache-control']).toBe('no-cache')
  expect(main.text).not.toContain('import type')
  const same = await bench.ask('/app/dashboards/web/main.ts', {
    headers: { 'if-none-match': String(main.headers.etag) },
  })
  expect([same.status, same.text]).toEqual([304, ''])

  // Every place that a page names, and every module that a module imports, is there.
  const { imports } = JSON.parse(map) as { imports: Record<string, string> }
  const named = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(2)
  for (const path of [...named, imports['lit-html'] ?? '/none'])
    expect([path, (await bench.ask(path)).status]).toEqual([path, 200])
})

test('nothing else of the file system can be asked for', async () => {
  const { port } = bench
  for (const path of [
    '/package.json',
    '/app/package.json',
    '/app/collector/http/server.ts',
    '/app/rules/incidents/decide.ts',
    '/app/dashboards/web/',
    '/app/dashboards/web/../../package.json',
    '/app/dashboards/web/%2e%2e/%2e%2e/package.json',
    '/app/dashboards/web/..%2f..%2fpackage.json',
    '/app/dashboards/web/..\\..\\package.json',
    '/app/lit-html/package.json',
    '/app/lit-html/../fastify/package.json',
    '/app//etc/passwd',
    '//etc/passwd',
    '/app/dashboards/web/main.ts%00.css',
  ])
    expect([path, await rawStatus(port, path)]).toEqual([path, 404])
})

test('the set is closed: pages, rules and lit-html, each module plain JavaScript', () => {
  const { files } = loadWeb()
  const paths = files.map((file) => file.path)
  expect(paths.every((path) => /^\/$|^\/app\/(dashboards\/web|rules|lit-html)\//.test(path))).toBe(true)
  expect(paths.filter((path) => path.includes('..'))).toEqual([])
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths).toContain('/app/lit-html/lit-html.js')
  expect(paths).toContain('/app/rules/text/catalogue.ts')
})
