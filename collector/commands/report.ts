import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { LANGUAGES } from '../../rules/words.ts'
import type { Loaded } from '../model.ts'
import { BAD_USAGE, type Command, DONE, type Io, type Values } from './command.ts'
import { CONFIG_OPTION, readConfiguration } from './configuration.ts'

/** The formats of the contract; the others come with later versions. */
const FORMATS = ['html', 'pdf', 'xlsx', 'csv', 'json']
const BUILT = 'json'
/** `--out -` and no `--out`. */
const STDOUT = '-'

export const report: Command = {
  name: 'report',
  summary: 'Writes the SLA report of a service for a month',
  usage:
    '--service ID --month YYYY-MM --format json [--customer ID] [--config FILE] [--lang ja|en] [--out FILE]',
  help: [
    '--config FILE     the configuration of the collector (default: the built-in one)',
    '--service ID      the service; its months are those of its own time zone',
    '--customer ID     for one customer: its values, what was owed and told to it, and nothing of another',
    '--month YYYY-MM   the month; one that is not over yet gives what is known so far (status provisional)',
    '--format json     the only one that this version writes: every text in it is there in ja and en',
    '--lang ja|en      the language of formats for people (json has both)',
    '--out FILE        where to write it (default, or -: stdout)',
    '',
    'Reads the store beside a running collector. The seal that the report names is for',
    'kijun-collector verify --seal. Exit 0 if it was written, 2 if there is nothing to report or to write to.',
  ],
  options: {
    ...CONFIG_OPTION,
    service: { type: 'string' },
    month: { type: 'string' },
    customer: { type: 'string' },
    format: { type: 'string' },
    lang: { type: 'string' },
    out: { type: 'string' },
  },
  async run(values, io) {
    const problem = usageProblem(values)
    if (problem !== null) return refuse(problem, io)
    const loaded = readConfiguration(values, io)
    if (!loaded) return BAD_USAGE
    const { data, postgres } = loaded.settings
    if (postgres === null && !existsSync(join(data, 'kijun.db')))
      return refuse(`there is no store in ${data}, hence nothing to report`, io)
    const { customer } = values
    const asked = { service: String(values.service), month: String(values.month) }
    const text = await documentOf(
      loaded,
      { ...asked, ...(typeof customer === 'string' ? { customer } : {}) },
      io,
    )
    if ('refusal' in text) return refuse(text.refusal, io)
    const out = typeof values.out === 'string' ? values.out : STDOUT
    if (out === STDOUT) {
      io.out(text.document)
      return DONE
    }
    try {
      await writeFile(out, `${text.document}\n`)
    } catch (error) {
      return refuse(`cannot write ${out}: ${error instanceof Error ? error.message : String(error)}`, io)
    }
    return DONE
  },
}

/** What is wrong with the options before anything is read; null if nothing is. */
function usageProblem({ service, month, format, lang }: Values): string | null {
  if (typeof service !== 'string' || typeof month !== 'string' || typeof format !== 'string')
    return 'report needs --service ID, --month YYYY-MM and --format json; see kijun-collector report --help'
  if (!FORMATS.includes(format)) return `there is no format ${format}; known are ${FORMATS.join(', ')}`
  if (format !== BUILT) return `this version writes --format ${BUILT} only, not yet ${format}`
  if (lang !== undefined && !LANGUAGES.some((one) => one === lang))
    return `there is no language ${String(lang)}; known are ${LANGUAGES.join(', ')}`
  return null
}

async function documentOf(
  { settings }: Loaded,
  asked: { service: string; month: string; customer?: string },
  io: Io,
): Promise<{ document: string } | { refusal: string }> {
  const [{ openStore }, { buildReport }, { NoReport }, { plainRefusal }] = await Promise.all([
    import('../store/open.ts'),
    import('../reports/build.ts'),
    import('../reports/history.ts'),
    import('./refusal.ts'),
  ])
  const { data, postgres, ownClock } = settings
  try {
    const store = await openStore({ data, postgres, log: io.log, readOnly: true })
    const deps = { store, ownClock, pause: () => pause() }
    const built = await buildReport(deps, { ...asked, now: io.clock.now() }).finally(() => store.close())
    return { document: JSON.stringify(built, null, 2) }
  } catch (error) {
    if (error instanceof NoReport) return { refusal: error.message }
    const refusal = plainRefusal(error)
    if (refusal === null) throw error
    return { refusal }
  }
}

function refuse(why: string, io: Io): number {
  io.err(`kijun-collector: ${why}`)
  return BAD_USAGE
}
