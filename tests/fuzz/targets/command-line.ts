/** The command line of the collector, as far as it only speaks. */
import { COMMANDS } from '../../../collector/commands/registry.ts'
import { inProcess } from '../../collector/commands/in-process.ts'
import { hold, plain } from '../target.ts'
import { argumentsIn, spoken } from './arguments.ts'

/** These open stores and ports. */
const QUIET = ['serve', 'report', 'verify', 'doctor']
const EXAMPLES = [
  ['--help'],
  ['check-config', '--config', 'deploy/examples/shop.yaml', '--json'],
  ['check-config', '-c', 'deploy/examples/profiles/collector.yaml', '--explain', 'web1'],
  ['schema'],
  ['rules', '--pattern', '1', '--json'],
  ['rules', '--lang', 'en'],
  ['classify', '--type', 'ネットショッピング支援（仮想店舗貸しサービス）'],
  ['classify', '--personal-data', 'yes', '--trade-secrets', 'no', '--always-on', 'yes', '--large-loss', 'no'],
  ['verify', '--seal', '1:x'],
]
const WORDS = [
  ...Object.keys(COMMANDS),
  ...['--', '-', '--no-json', '--json=1', '-h', '--pattern=9', '/dev/null', '/dev/zero', '.'],
]

export const commandLine = plain({
  name: 'command-line',
  about: 'arguments of the collector: exit 0, 1 or 2; what is refused says why on stderr, --json speaks JSON',
  ...spoken(EXAMPLES, WORDS),
  async run(data) {
    const args = argumentsIn(data)
    if (!args) return
    const [name = '', ...rest] = args
    if (QUIET.includes(name) && !rest.includes('--help')) return
    const { code, out, err } = await inProcess(args)
    hold([0, 1, 2].includes(code), `exit ${code}`)
    hold(code !== 2 || err !== '' || rest.includes('--json'), 'refused without a word')
    hold(code !== 0 || out !== '', 'done without a word')
    const helps = [name, ...rest].some((one) => one === '--help' || one === '-h')
    if (rest.includes('--json') && code === 0 && !helps) JSON.parse(out)
  },
})
