import { whyNotRunnable } from './plugin-file.ts'
import { readPlugin } from './plugin-output.ts'
import { type Ended, runProgram } from './program.ts'
import type { CheckConfig, CheckType, HostSide, Objection, Probe, ProbeResult } from './types.ts'

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['plugin'],
  properties: {
    plugin: {
      type: 'string',
      pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
      description: "the name of a plugin in the agent's own configuration",
    },
    args: {
      type: 'array',
      description: 'arguments after those of the agent, where it allows them',
      maxItems: 50,
      items: {
        type: 'string',
        maxLength: 1000,
        pattern: '^[^\\u0000-\\u001f\\u007f]*$',
        description: 'an argument without control characters',
      },
    },
  },
} as const

const unknown = (reason: string, message: string): ProbeResult => ({ outcome: 'unknown', reason, message })

/** What this host does not let the check do. */
function objects(config: CheckConfig, host: HostSide): Objection | null {
  const name = String(config.plugin)
  const plugin = host.plugins.get(name)
  if (!plugin) {
    const message = `the configuration of this host's agent has no plugin ${name}`
    return { path: '/plugin', reason: 'plugin-not-allowed', message }
  }
  if (!plugin.moreArgs && Array.isArray(config.args) && config.args.length > 0) {
    const message = `the configuration of this host's agent allows no further arguments for ${name}`
    return { path: '/args', reason: 'plugin-args-not-allowed', message }
  }
  return null
}

/** Exit 0 ok, 1 a warning, 2 critical, 3 unknown; anything else is no plugin's answer. */
function judgePlugin(ended: Ended): ProbeResult {
  if (ended.how === 'absent') return unknown('plugin-not-runnable', ended.stderr)
  if (ended.how === 'not-permitted') return unknown('plugin-not-runnable', ended.stderr)
  if (ended.how === 'timeout')
    return unknown('program-timeout', 'the plugin did not end in time and was ended')
  if (ended.how === 'flood')
    return unknown('program-output', 'the plugin wrote more than 64 KiB and was ended')
  const { code, stdout, stderr } = ended
  const said = readPlugin(stdout)
  const complaint = (said?.text ?? stderr.trim().split('\n')[0]) || 'it said nothing'
  if (code === null) return unknown('plugin-exit', `a signal ended the plugin: ${complaint}`)
  if (code < 0 || code > 3) return unknown('plugin-exit', `exit ${code}: ${complaint}`)
  // A word that nobody can read backs no outcome but unknown.
  if (!said) return unknown('program-output', `exit ${code} without a line of text`)
  const { text, values, dropped } = said
  const message = dropped > 0 ? `${text} (${dropped} values could not be taken)` : text
  const all = { exit_code: code, ...values }
  if (code === 0) return { outcome: 'ok', message, values: all }
  if (code === 1) return { outcome: 'ok', reason: 'plugin-warning', message, values: all }
  if (code === 2) return { outcome: 'failed', reason: 'plugin-critical', message, values: all }
  return { outcome: 'unknown', reason: 'plugin-unknown', message, values: all }
}

function prepare(config: CheckConfig, host: HostSide): Probe {
  const objection = objects(config, host)
  const plugin = host.plugins.get(String(config.plugin))
  if (objection || !plugin) {
    return async () => unknown(objection?.reason ?? 'plugin-not-allowed', objection?.message ?? '')
  }
  const { program } = plugin
  const args = [...plugin.args, ...((config.args ?? []) as string[])]
  return async ({ signal, clock }) => {
    const who = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
    // Asked on every run: what was safe when the agent began may have been changed since.
    const why = await whyNotRunnable(program, who)
    if (why !== null) return unknown('plugin-not-runnable', why)
    return judgePlugin(await runProgram({ program, args, signal, clock }))
  }
}

/** A program of the Nagios plugin convention, among those that this host's agent allows. */
export const plugin: CheckType = {
  name: 'plugin',
  description: {
    ja: 'エージェントが許可した Nagios 形式のプラグインによる監視',
    en: 'a plugin of the Nagios convention that the agent of the host allows',
  },
  schema,
  targetKey: 'plugin',
  runs: 'host',
  objects,
  prepare,
}
