/** Names of values for mounts and devices: the same thing has the same name on every run and every host. */

/** FNV-1a, 32 bits, in hexadecimal. */
function hash(text: string): string {
  let sum = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0
  return sum.toString(16).padStart(8, '0')
}

const LONGEST = 28

/**
 * `/` is `root`, `/var/lib` is `var_lib`, `eth0` is `eth0`; where letters are lost, a hash of the whole keeps two
 * names apart.
 */
export function valueName(text: string): string {
  if (text === '/') return 'root'
  const bare = text.replace(/^\//, '')
  const plain = /^[a-z0-9]+(\/[a-z0-9]+)*$/.test(bare) && bare.length <= LONGEST && bare !== 'root'
  const name = bare
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, LONGEST)
  return plain ? name : `${name || 'x'}_${hash(text)}`
}
