import { loadConfig } from '../config/load.ts'
import type { Finding } from '../doctor/finding.ts'
import { BAD_USAGE, type Command, DID_NOT_HOLD, DONE } from './command.ts'
import { CONFIG_OPTION, findingLine, tellFindings } from './configuration.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'Looks whether this host can run the collector, and says what to do where it cannot',
  usage: '--config FILE [--json]',
  help: [
    '--config FILE   the configuration of the collector',
    '--json          one JSON document on stdout: { ok, findings: [{ subject, state, text }] }',
    '',
    'Each line is ok, note (worth knowing) or DO (what to do). It changes nothing and sends no mail, and may be',
    'run beside a running collector, best as its user.',
    'Exit 0 if there is nothing to do, 1 if there is, 2 if the configuration has errors.',
  ],
  options: { ...CONFIG_OPTION, json: { type: 'boolean' } },
  async run(values, io) {
    if (typeof values.config !== 'string') {
      io.err('kijun-collector: doctor needs --config FILE; see kijun-collector doctor --help')
      return BAD_USAGE
    }
    const { loaded, errors = [], ...rest } = loadConfig(values.config, { env: io.env, now: io.clock.now() })
    const warnings = loaded?.warnings ?? ('warnings' in rest ? rest.warnings : [])
    const findings: Finding[] = [
      ...errors.map((one): Finding => ({ subject: 'configuration', state: 'do', text: findingLine(one) })),
      ...warnings.map(
        (one): Finding => ({ subject: 'configuration', state: 'note', text: findingLine(one) }),
      ),
    ]
    if (loaded) {
      // Loaded here, so that what is wrong with a configuration is told without them.
      const { examine } = await import('../doctor/examine.ts')
      findings.push({ subject: 'configuration', state: 'ok', text: `${values.config} has no error` })
      const uid = process.getuid?.() ?? null
      findings.push(...(await examine(loaded, { now: io.clock.now, uid, node: process.versions.node })))
    } else if (!values.json) {
      tellFindings(errors, warnings, io)
      return BAD_USAGE
    }
    const well = findings.every(({ state }) => state !== 'do')
    if (values.json) io.out(JSON.stringify({ ok: well, findings }, null, 2))
    else for (const { subject, state, text } of findings) io.out(`${MARKS[state]} ${subject}: ${text}`)
    if (!loaded) return BAD_USAGE
    return well ? DONE : DID_NOT_HOLD
  },
}

const MARKS = { ok: 'ok  ', note: 'note', do: 'DO  ' } as const
