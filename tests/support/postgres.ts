import { inject } from 'vitest'

/** Address of an empty database of this run's PostgreSQL. Rejects, and so fails the test, where there is none. */
export async function freshDatabase(): Promise<string> {
  const response = await fetch(inject('postgresBroker'), { method: 'POST' })
  const text = await response.text()
  if (!response.ok) throw new Error(`no PostgreSQL: ${text}`)
  return text
}
