/** Is the process alive, can it work, how does it do. */
import { z } from 'zod'
import type { Context } from '../context.ts'
import { SILENT_MS } from '../present/agent.ts'
import { HttpProblem } from '../problem.ts'
import { type Route, route } from '../route.ts'

const alive = z.strictObject({ status: z.literal('alive') })
const ready = z.strictObject({ status: z.literal('ready') })

export function healthRoutes({ store, clock, metrics, evaluating, log }: Context): Route[] {
  async function reasons(): Promise<string[]> {
    try {
      await store.operatorsExist()
    } catch (error) {
      log.warn({ err: error }, 'the store does not answer')
      return ['The store does not answer.']
    }
    return evaluating() ? [] : ['Evaluation holds no partition yet, or has not caught up.']
  }

  async function countAgents(): Promise<void> {
    const now = clock.now()
    try {
      const agents = await store.agents()
      const heard = agents.filter(({ lastSeenAt }) => lastSeenAt !== null && now - lastSeenAt <= SILENT_MS)
      metrics.set('kijun_agents_connected', heard.length)
    } catch (error) {
      // Metrics are wanted most when something is wrong: the others are answered.
      log.warn({ err: error }, 'agents could not be counted')
    }
  }

  return [
    route({
      method: 'GET',
      path: '/healthz',
      access: 'public',
      summary: 'The process is alive',
      answer: { status: 200, schema: alive },
      run: async () => ({ status: 'alive' }),
    }),
    route({
      method: 'GET',
      path: '/readyz',
      access: 'public',
      summary: 'The store answers and evaluation has caught up; otherwise 503 with the reasons',
      answer: { status: 200, schema: ready },
      problems: ['not-ready'],
      async run() {
        const why = await reasons()
        if (why.length === 0) return { status: 'ready' }
        throw new HttpProblem('not-ready', { detail: why.join(' '), headers: { 'retry-after': '1' } })
      },
    }),
    route({
      method: 'GET',
      path: '/metrics',
      access: 'public',
      summary: 'Metrics in the Prometheus text format',
      answer: { status: 200, type: 'text/plain' },
      async run({ reply }) {
        await countAgents()
        const { contentType, body } = await metrics.expose()
        reply.type(contentType)
        return body
      },
    }),
  ]
}
