/** Plain JavaScript for any Node from 18 on: the entry points and the installer ask it before anything else. */

export const SUPPORTED = '^24.15.0 || >=26'

/**
 * Whether a Node version (`24.15.0`, without the v) is one that kijun runs on: 24 from 24.15 on, or 26 and later.
 * @param {string} version
 * @returns {boolean}
 */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major >= 26 || (major === 24 && minor >= 15)
}
