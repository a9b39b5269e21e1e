/** The command line of the agent: each input in a thread that ends as the program would. */
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { mutateJson } from '../mutate/json.ts'
import { hold, plain } from '../target.ts'

const EXAMPLES = [
  ['--help'],
  ['run', '--config', 'nowhere/agent.yaml'],
  ['check', '--config', 'nowhere/check.yaml', '--json'],
  ['check', '--config', 'nowhere/check.yaml', '--agent', 'nowhere/agent.yaml'],
  ['doctor', '--config', 'nowhere/agent.yaml', '--json'],
  ['-h', 'run'],
]
const words = [
  ...new Set([
    ...EXAMPLES.flat(),
    ...[
      '--',
      '-',
      '--no-json',
      '--json=1',
      '--config=',
      '--config=nowhere',
      '/dev/null',
      '/dev/zero',
      '.',
      '',
    ],
  ]),
]
const MAIN = new URL('../../../agent/main.ts', import.meta.url)

export const agentCommandLine = plain({
  name: 'agent-command-line',
  about: 'arguments of the agent: exit 0, 1 or 2 and in time; what is refused says why on stderr',
  seeds: () => EXAMPLES.map((args) => ({ name: args.join(' '), data: Buffer.from(JSON.stringify(args)) })),
  mutate: (data, random, seeds) => mutateJson(data, random, seeds, words),
  share: 0.02,
  async run(data) {
    let args: unknown
    try {
      args = JSON.parse(data.toString('utf8'))
    } catch {
      return
    }
    // What no shell hands on: an argument ends at its first NUL.
    if (!Array.isArray(args) || !args.every((one) => typeof one === 'string' && !one.includes('\0'))) return
    // It looks at the host itself, and at nothing of the line.
    if (args.includes('inventory')) return
    const program = new Worker(MAIN, { argv: args, stdout: true, stderr: true, env: {} })
    const [out, err] = [text(program.stdout), text(program.stderr)]
    const [code] = (await once(program, 'exit')) as [number]
    hold([0, 1, 2].includes(code), `exit ${code}`)
    hold(code !== 2 || (await err) !== '' || (await out) !== '', 'refused without a word')
    hold(code !== 0 || (await out) !== '', 'done without a word')
  },
})
