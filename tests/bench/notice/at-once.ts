/** Many services fail at once: from the end of each confirming check to the mail server's 250. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { issueAgents } from '../../support/agents.ts'
import { freePort, startProgram } from '../../support/program.ts'
import { quantile, round } from '../machine.ts'
import { openSink } from './sink.ts'

/** Checks of one agent, so that the confirming results come in batches as they would from a fleet. */
const CHECKS_OF_AGENT = 50
const NOW = () => performance.timeOrigin + performance.now()

const configuration = (services: number, places: { port: number; mail: number; data: string }) => `
listen: 127.0.0.1:${places.port}
data: ${places.data}
language: en
mail: { url: "smtp://127.0.0.1:${places.mail}", from: "kijun@provider.example" }
services:
${Array.from(
  { length: services },
  (_, n) => `  - id: s${n}
    name: Service ${n}
    pattern: 1
    hours: always
    contacts: { admin: [admin-${n}@customer.example], onCall: [page-${n}@provider.example] }
    components:
      - { id: web, kind: application, agent: host-${Math.floor(n / CHECKS_OF_AGENT)}, checks: [{ id: alive, purpose: liveness, type: tcp, target: "127.0.0.1:1", every: 60s }] }
`,
).join('')}`

/** CPU so far, seconds, that the kernel tells in a `stat` file below /proc. */
function cpuIn(stat: string): number {
  const fields = readFileSync(stat, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const cpuOf = (pid: number) => cpuIn(`/proc/${pid}/stat`)

/** CPU of a process so far by its threads' names, seconds. */
function cpuOfThreads(pid: number): Map<string, number> {
  const sums = new Map<string, number>()
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const place = `/proc/${pid}/task/${thread}`
    const name = readFileSync(`${place}/comm`, 'utf8').trim()
    sums.set(name, (sums.get(name) ?? 0) + cpuIn(`${place}/stat`))
  }
  return sums
}

/** What a start has to do (obligations of all services for the months to come) is not what is measured. */
async function settled(pid: number): Promise<void> {
  for (let before = cpuOf(pid), calm = 0; calm < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 500))
    const now = cpuOf(pid)
    calm = now - before < 0.05 ? calm + 1 : 0
    before = now
  }
}

export async function atOnce(incidents: number) {
  const dir = mkdtempSync(join(tmpdir(), 'kijun-notice-'))
  const sink = await openSink(NOW)
  const port = await freePort()
  const config = join(dir, 'collector.yaml')
  writeFileSync(config, configuration(incidents, { port, mail: sink.port, data: join(dir, 'data') }))
  const collector = startProgram('collector/kijun-collector.js', ['serve', '--config', config])
  try {
    const hosts = Math.ceil(incidents / CHECKS_OF_AGENT)
    const tokens = await issueAgents(
      collector,
      port,
      Array.from({ length: hosts }, (_, n) => `host-${n}`),
    )
    const agents = tokens.map((token, host) => ({ token, host, epoch: randomUUID(), seq: 1 }))
    const origin = `http://127.0.0.1:${port}`
    const startedAt = Math.floor(NOW())
    const base = { seq: 1, mono: 0, wall: startedAt - 3_600_000, offset: 0, uncertainty: 1 }
    const mono = (at: number) => Math.round(at - base.wall)

    /** One result of every check of every agent that ended at `finishedAt`. */
    const report = (finishedAt: number, outcome: 'ok' | 'failed') =>
      Promise.all(
        agents.map(async (agent) => {
          const first = agent.host * CHECKS_OF_AGENT
          const items = Array.from({ length: Math.min(CHECKS_OF_AGENT, incidents - first) }, (_, k) => {
            agent.seq += 1
            const started = mono(finishedAt) - 5
            const ran = { planned: started, started, finished: mono(finishedAt), outcome, attempt: 0 }
            const why = outcome === 'failed' ? { reason: 'refused' } : {}
            return {
              kind: 'result',
              seq: agent.seq,
              check: `s${first + k}/web/alive`,
              revision: 1,
              ...ran,
              ...why,
            }
          })
          const body = JSON.stringify({ wire: 1, epoch: agent.epoch, sentAt: Math.round(NOW()), base, items })
          const headers = { authorization: `Bearer ${agent.token}`, 'content-type': 'application/json' }
          const answer = await fetch(`${origin}/agent/v1/batches`, { method: 'POST', headers, body })
          if (answer.status !== 200)
            throw new Error(`a batch was answered ${answer.status} ${await answer.text()}`)
        }),
      )
    const evaluated = async () => {
      const text = await (await fetch(`${origin}/metrics`)).text()
      return [...text.matchAll(/^kijun_evaluation_results_total\{[^}]*\} (\d+)/gm)].reduce(
        (sum, [, count]) => sum + Number(count),
        0,
      )
    }
    const caughtUp = async (count: number) => {
      while ((await evaluated()) < count) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await report(startedAt - 60_000, 'ok')
    await report(startedAt - 20_000, 'failed')
    await report(startedAt - 10_000, 'failed')
    await caughtUp(3 * incidents)
    await settled(collector.child.pid ?? 0)
    const pid = collector.child.pid ?? 0
    const [cpu, threads] = [cpuOf(pid), cpuOfThreads(pid)]
    const confirmedAt = Math.round(NOW())
    await report(confirmedAt, 'failed')
    await sink.until(2 * incidents)
    const lastAt = NOW()
    const used = cpuOf(pid) - cpu
    const byThread = [...cpuOfThreads(pid)].map(
      ([name, now]) => [name, round(now - (threads.get(name) ?? 0), 2)] as const,
    )
    const of = (who: string) => {
      const waits = sink.accepted.filter(({ to }) => to.startsWith(who)).map(({ at }) => at - confirmedAt)
      return {
        mails: waits.length,
        p50Ms: round(quantile(waits, 0.5), 0),
        p99Ms: round(quantile(waits, 0.99), 0),
      }
    }
    return {
      incidents,
      pages: of('page'),
      firstNotices: of('admin'),
      all: of(''),
      mailsPerSecond: round((2 * incidents * 1000) / (lastAt - confirmedAt), 0),
      cpuMsOfCollectorPerMail: round((used * 1000) / (2 * incidents), 2),
      cpuSecondsOfCollectorByThread: Object.fromEntries(byThread.filter(([, seconds]) => seconds > 0)),
      nodemailerAlone: await nodemailerAlone(2 * incidents),
      fromTheIssue: 'Alertmanager 0.25 hands 5 000 webhooks over in 2.0 to 2.4 s',
    }
  } finally {
    await collector.end()
    sink.close()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The floor: nothing but the mail library, on as many connections, without a store. */
async function nodemailerAlone(mails: number) {
  const sink = await openSink(NOW)
  const url = `smtp://127.0.0.1:${sink.port}`
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 10,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  const cpu = process.cpuUsage()
  const begunAt = NOW()
  const text = 'x'.repeat(1500)
  await Promise.all(
    Array.from({ length: mails }, (_, n) =>
      transport.sendMail({
        from: 'kijun@provider.example',
        to: `u${n}@customer.example`,
        subject: `Mail ${n}`,
        text,
      }),
    ),
  )
  const tookMs = NOW() - begunAt
  const { user, system } = process.cpuUsage(cpu)
  transport.close()
  sink.close()
  return {
    mailsPerSecond: round((mails * 1000) / tookMs, 0),
    cpuMsPerMailWithSink: round((user + system) / 1000 / mails, 2),
  }
}
