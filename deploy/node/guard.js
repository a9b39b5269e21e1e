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
