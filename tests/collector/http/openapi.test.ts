import { afterAll, expect, test } from 'vitest'
import { makeApp } from '../../../collector/http/app.ts'
import { PROBLEMS } from '../../../collector/http/problem.ts'
import { openBench } from './bench.ts'

type Operation = {
  responses: Record<string, { description: string }>
  requestBody?: unknown
  operationId: string
}
type Document = { openapi: string; paths: Record<string, Record<string, Operation>> }

const bench = await openBench({ until: afterAll })

test('every route is in the document, and what is in the document is a route', async () => {
  const document: Document = (await bench.ask('/api/openapi.json')).body
  expect(document.openapi).toBe('3.1.0')
  const written = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const { app } = makeApp(bench.deps)
  await app.ready()
  // The router's own list: `/api/v1/incidents/:id (GET, HEAD)`, with children below a parameter on lines of their own.
  const routes = routesOf(app.printRoutes({ commonPrefix: false }))
  await app.close()
  const served = routes.filter(({ path }) => path !== '/' && !path.startsWith('/app/'))
  expect(served.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(written.sort())
  expect(routes.filter(({ path }) => path.startsWith('/app/')).length).toBeGreaterThan(20)
  const ids = Object.values(document.paths).flatMap((operations) =>
    Object.values(operations).map((o) => o.operationId),
  )
  expect(new Set(ids).size).toBe(ids.length)
})

test('every problem that can be answered is in the document', async () => {
  const { text } = await bench.ask('/api/openapi.json')
  // Those that belong to no route: what is asked for is not there, or never became a request.
  const outside = ['method-not-allowed', 'request-timeout', 'bad-request']
  const missing = Object.keys(PROBLEMS).filter(
    (code) => !outside.includes(code) && !text.includes(`\`${code}\`:`),
  )
  expect(missing).toEqual([])
})

test('a body may be left out where nothing in it is needed, and only there', async () => {
  const document: Document = (await bench.ask('/api/openapi.json')).body
  const required = (path: string) =>
    (document.paths[path]?.post?.requestBody as { required?: boolean })?.required
  expect(required('/api/v1/proposals')).toBe(true)
  expect(required('/api/v1/proposals/{id}/approve')).toBe(false)
  expect(required('/api/v1/operators/invitations')).toBe(true)
  expect(required('/agent/v1/batches')).toBe(true)
})

/** Reads fastify's tree: each line one part of a path, indented by four columns per level. */
function routesOf(tree: string): { method: string; path: string }[] {
  const found: { method: string; path: string }[] = []
  const stack: string[] = []
  for (const line of tree.split('\n')) {
    const match = /^([│ ]*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/.exec(line)
    if (!match) continue
    const depth = (match[1] ?? '').length / 4
    stack.length = depth
    stack.push(match[2] ?? '')
    const path = stack.join('').replaceAll(/:(\w+)/g, '{$1}')
    for (const method of (match[3] ?? '').split(', '))
      if (method && method !== 'HEAD') found.push({ method, path })
  }
  return found
}
