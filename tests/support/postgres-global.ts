/**
 * One PostgreSQL for a whole run of the tests. It starts when the first test asks for a database, so that
 * runs without the store do not pay for it.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { makeDatabase, type PostgresServer, startPostgres } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `freshDatabase` asks. */
    postgresBroker: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<PostgresServer> | null = null
  let databases = 0
  const broker = createServer(async (_, response) => {
    try {
      started ??= startPostgres()
      databases += 1
      // Named before the server is waited for: two that ask at once must not get the same name.
      const name = `kijun_${databases}`
      response.end(await makeDatabase(await started, name))
    } catch (error) {
      response.writeHead(500).end(String(error))
    }
  })
  await new Promise<void>((resolve) => broker.listen(0, '127.0.0.1', resolve))
  const { port } = broker.address() as AddressInfo
  project.provide('postgresBroker', `http://127.0.0.1:${port}/`)
  return async () => {
    broker.close()
    broker.closeAllConnections()
    const server = await started
    await server?.stop()
  }
}
