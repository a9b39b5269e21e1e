import { loadConfig } from '../config/load.ts'
import { BAD_USAGE, type Command, DONE } from './command.ts'
import { CONFIG_OPTION, tellFindings } from './configuration.ts'

export const checkConfig: Command = {
  name: 'check-config',
  summary: 'Checks a configuration offline and tells every error at once',
  usage: '--config FILE [--json]',
  help: [
    '--config FILE   the configuration of the collector',
    '--json          one JSON document on stdout: { ok, errors, warnings }',
    '',
    'Each finding is file:line:column: path: message (code). Exit 0 if there is no error, 2 otherwise.',
  ],
  options: { ...CONFIG_OPTION, json: { type: 'boolean' } },
  async run(values, io) {
    if (typeof values.config !== 'string') {
      io.err('kijun-collector: check-config needs --config FILE; see kijun-collector check-config --help')
      return BAD_USAGE
    }
    const result = loadConfig(values.config, { env: io.env, now: io.clock.now() })
    const errors = result.errors ?? []
    const warnings = result.loaded ? result.loaded.warnings : result.warnings
    const ok = errors.length === 0
    if (values.json) io.out(JSON.stringify({ ok, errors, warnings }, null, 2))
    else tellFindings(errors, warnings, io)
    if (result.loaded && !values.json) {
      const components = result.loaded.services.flatMap((service) => service.components)
      const checks = components.flatMap((component) => component.checks)
      const counts = `services: ${result.loaded.services.length}, checks: ${checks.length}, contacts: ${result.loaded.contacts.length}`
      io.out(`${values.config}: no error (${counts})`)
    }
    return ok ? DONE : BAD_USAGE
  },
}
