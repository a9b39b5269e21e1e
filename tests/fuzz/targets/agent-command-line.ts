/** The command line of the agent: each input in a thread that ends as the program would. */
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { Worker } from 'node:worker_threads'
import { hold, plain } from '../target.ts'
import { argumentsIn, spoken } from './arguments.ts'

const EXAMPLES = [
  ['--help'],
  ['run', '--config', 'nowhere/agent.yaml'],
  ['check', '--config', 'nowhere/check.yaml', '--json'],
  ['check', '--config', 'nowhere/check.yaml', '--agent', 'nowhere/agent.yaml'],
  ['doctor', '--config', 'nowhere/agent.yaml', '--json'],
  ['-h', 'run'],
]
const WORDS = [
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
]
const MAIN = new URL('../../../agent/main.ts', import.meta.url)

export const agentCommandLine = plain({
  name: 'agent-command-line',
  about: 'arguments of the agent: exit 0, 1 or 2 and in time; what is refused says why on stderr',
  ...spoken(EXAMPLES, WORDS),
  share: 0.02,
  async run(data) {
    const args = argumentsIn(data)
    // It looks at the host itself, and at nothing of the line.
    if (!args || args.includes('inventory')) return
    const program = new Worker(MAIN, { argv: args, stdout: true, stderr: true, env: {} })
    const [out, err] = [text(program.stdout), text(program.stderr)]
    const [code] = (await once(program, 'exit')) as [number]
    hold([0, 1, 2].includes(code), `exit ${code}`)
    hold(code !== 2 || (await err) !== '' || (await out) !== '', 'refused without a word')
    hold(code !== 0 || (await out) !== '', 'done without a word')
  },
})
