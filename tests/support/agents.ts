/** What a person does in the console before agents of their own can hand in results. */
import type { Program } from './program.ts'

async function asked(path: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(path, { method: 'POST', ...init })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

export interface Issued {
  id: string
  token: string
}

/** Makes the first operator through the printed link and issues agents; returns their tokens in order. */
export async function issueAgents(collector: Program, port: number, names: string[]): Promise<string[]> {
  return (await issueWithIds(collector, port, names)).map(({ token }) => token)
}

/** The same, with the ids by which the collector knows them. */
export async function issueWithIds(collector: Program, port: number, names: string[]): Promise<Issued[]> {
  const [, token] = await collector.line(/#enrol=([\w-]+)/)
  const origin = `http://127.0.0.1:${port}`
  const headers = { 'content-type': 'application/json', origin }
  const operator = { token, name: 'tester', password: 'correct horse battery' }
  const enrolled = await asked(`${origin}/api/v1/enrol`, { headers, body: JSON.stringify(operator) })
  const cookie = enrolled.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const all: Issued[] = []
  for (const name of names) {
    const body = JSON.stringify({ name })
    const issued = await asked(`${origin}/api/v1/agents`, { headers: { ...headers, cookie }, body })
    const { id, token: own } = (await issued.json()) as Issued
    all.push({ id, token: own })
  }
  return all
}
