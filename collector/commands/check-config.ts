import { explain } from '../config/explain.ts'
import { loadConfig } from '../config/load.ts'
import type { Assigned } from '../config/profiles/assign.ts'
import { shown } from '../config/read.ts'
import type { Loaded } from '../model.ts'
import { BAD_USAGE, type Command, DONE, type Io, type Values } from './command.ts'
import { CONFIG_OPTION, tellFindings } from './configuration.ts'
import { diffConfig } from './diff.ts'
import { explainLines } from './explain.ts'

export const checkConfig: Command = {
  name: 'check-config',
  summary: 'Checks a configuration offline and tells every error at once',
  usage: '--config FILE [--explain HOST | --diff] [--json]',
  help: [
    '--config FILE   the configuration of the collector',
    '--explain HOST  every check that the agent of this name will run, and why: profile, label, template, values',
    '--diff          what a reload (SIGHUP) would change; reads the store beside a running collector',
    '--json          one JSON document on stdout: { ok, errors, warnings }, or what was asked for',
    '',
    'Each finding is file:line:column: path: message (code). Exit 0 if there is no error, 2 otherwise.',
  ],
  options: {
    ...CONFIG_OPTION,
    explain: { type: 'string' },
    diff: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  async run(values, io) {
    if (typeof values.config !== 'string')
      return refuse('check-config needs --config FILE; see kijun-collector check-config --help', io)
    if (values.explain !== undefined && values.diff)
      return refuse('--explain and --diff are two questions; ask one of them', io)
    let assigned: Assigned = { entries: [], hosts: [], profiles: [] }
    const result = loadConfig(values.config, {
      env: io.env,
      now: io.clock.now(),
      onAssigned: (made) => {
        assigned = made
      },
    })
    const errors = result.errors ?? []
    const warnings = result.loaded ? result.loaded.warnings : result.warnings
    const ok = errors.length === 0
    const { loaded } = result
    if (loaded && typeof values.explain === 'string')
      return explainHost(values.explain, loaded, assigned, values, io)
    if (loaded && values.diff) return diffConfig(loaded, values.json === true, io)
    if (values.json) io.out(JSON.stringify({ ok, errors, warnings }, null, 2))
    else tellFindings(errors, warnings, io)
    if (loaded && !values.json) io.out(`${values.config}: no error (${countsOf(loaded)})`)
    return ok ? DONE : BAD_USAGE
  },
}

function countsOf({ services, contacts }: Loaded): string {
  const checks = services.flatMap(({ components }) => components.flatMap((component) => component.checks))
  return `services: ${services.length}, checks: ${checks.length}, contacts: ${contacts.length}`
}

function explainHost(name: string, loaded: Loaded, assigned: Assigned, values: Values, io: Io): number {
  const explained = explain(name, loaded, assigned)
  if ('unknown' in explained)
    return refuse(`there is no host ${shown(name)} and no agent of that name${explained.unknown}`, io)
  if (values.json) io.out(JSON.stringify(explained, null, 2))
  else for (const line of explainLines(explained)) io.out(line)
  return DONE
}

function refuse(why: string, io: Io): number {
  io.err(`kijun-collector: ${why}`)
  return BAD_USAGE
}
