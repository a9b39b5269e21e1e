/** What the entry points do before anything else. Plain JavaScript for any Node from 18 on. */
import { isSupported, SUPPORTED } from './supported.js'

/**
 * Why a program does not run on this version of Node (`20.11.1`, without the v), in one line; null where it does.
 * @param {string} program
 * @param {string} version
 * @returns {string | null}
 */
export function refusal(program, version) {
  if (isSupported(version)) return null
  return `${program}: needs Node ${SUPPORTED}, this is ${version} (npm ci brings the right one: start it by npm or npx)`
}

/**
 * Keeps Node from telling that parts of it which kijun is built on are experimental. Every other warning
 * is shown as before.
 * @param {{ emitWarning: (...args: any[]) => void }} target
 */
export function hideExperimentalWarnings(target) {
  const emitWarning = target.emitWarning.bind(target)
  target.emitWarning = (warning, ...rest) => {
    const options = rest[0]
    const type = typeof options === 'string' ? options : options?.type
    const name = type ?? (warning instanceof Error ? warning.name : 'Warning')
    if (name !== 'ExperimentalWarning') emitWarning(warning, ...rest)
  }
}

/**
 * Options of Node for a program that runs for long with much in memory, as an amount of what it really holds: V8 by
 * itself lets each thread have 128 MiB for what is new and four times what is old before it looks for what is garbage.
 * And what once outlived the new, while much came at once, it makes among the old for ever after: that is garbage that
 * nothing but a look at all of the old finds, and with it goes all that it refers to.
 */
export const LASTING = [
  '--max-semi-space-size=16',
  '--heap-growing-percent=40',
  '--no-allocation-site-pretenuring',
]

/**
 * Begins the program anew as the same process with options of Node that can only be given at its start. Does nothing
 * where it has them or others in their place, and where Node cannot do it.
 * @param {readonly string[]} options
 * @param {Pick<NodeJS.Process, 'argv' | 'env' | 'execArgv' | 'execPath'> & { execve?: NodeJS.Process['execve'] | undefined }} program
 */
export function withOptions(options, program) {
  const { argv, env, execArgv, execPath, execve } = program
  // V8 takes its options with either sign between their words.
  const given = [...execArgv, env.NODE_OPTIONS ?? ''].join(' ').replaceAll('_', '-')
  const missing = options.filter((option) => !given.includes(option.split('=')[0] ?? option))
  if (missing.length === 0 || !execve) return
  try {
    execve(execPath, [execPath, ...missing, ...execArgv, ...argv.slice(1)], env)
  } catch {
    // Windows has the function, which throws: the program runs with more memory there.
  }
}
