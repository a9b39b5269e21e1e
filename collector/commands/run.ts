import { parseArgs } from 'node:util'
import { BAD_USAGE, type Command, DONE, type Io } from './command.ts'
import { COMMANDS } from './registry.ts'

const PROGRAM = 'kijun-collector'

/** Runs the command that `args` name; resolves to the exit code. */
export async function runCommand(args: string[], io: Io): Promise<number> {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h') {
    for (const line of overview()) io.out(line)
    return DONE
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) return badUsage(name === undefined ? 'which command?' : `there is no command ${name}`, '', io)
  if (rest.includes('--help') || rest.includes('-h')) {
    for (const line of commandHelp(command)) io.out(line)
    return DONE
  }
  const parsed = parse(command, rest)
  if ('problem' in parsed) return badUsage(parsed.problem, `${command.name} `, io)
  return command.run(parsed.values, io)
}

function parse(command: Command, args: string[]) {
  try {
    const { options } = command
    const { values, tokens } = parseArgs({
      args,
      options,
      strict: true,
      allowPositionals: false,
      tokens: true,
    })
    const given = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []))
    // The first one would be dropped without a word.
    const twice = given.find((name, at) => given.indexOf(name) < at)
    return twice === undefined ? { values } : { problem: `--${twice} stands twice; give it once` }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // Its first sentence says what is wrong; the rest is about escaping.
    return { problem: error.message.split(/\. |\n/)[0] ?? error.message }
  }
}

function badUsage(problem: string, command: string, io: Io): number {
  io.err(`${PROGRAM}: ${problem.replace(/\.$/, '')}; see ${PROGRAM} ${command}--help`)
  return BAD_USAGE
}

function overview(): string[] {
  const commands = Object.values(COMMANDS)
  const width = Math.max(...commands.map((command) => command.name.length))
  return [
    `usage: ${PROGRAM} COMMAND [OPTIONS]`,
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    `${PROGRAM} COMMAND --help says more about one of them.`,
    'Exit codes: 0 done, 1 it did not hold, 2 bad usage or configuration.',
  ]
}

function commandHelp(command: Command): string[] {
  return [
    `usage: ${PROGRAM} ${command.name} ${command.usage}`.trimEnd(),
    '',
    `${command.summary}.`,
    ...(command.help.length > 0 ? ['', ...command.help.map((line) => `  ${line}`)] : []),
  ]
}
