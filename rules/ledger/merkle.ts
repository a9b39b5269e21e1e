import { createHash } from 'node:crypto'

const LEAF = Buffer.of(0)
const NODE = Buffer.of(1)

/**
 * Root of the Merkle tree over texts in their order (RFC 6962, 2.1: leaves and nodes are hashed with
 * different prefixes, so that a node can never pass for a leaf), 64 hexadecimal digits.
 * No leaves: SHA-256 of nothing.
 */
export function merkleRoot(leaves: string[]): string {
  if (leaves.length === 0) return createHash('sha256').digest('hex')
  let level = leaves.map((leaf) => createHash('sha256').update(LEAF).update(leaf, 'utf8').digest())
  // Pairing neighbours and carrying an odd last one up gives the RFC's tree (split at the largest power of two).
  while (level.length > 1) {
    const above: typeof level = []
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]]
      if (left)
        above.push(right ? createHash('sha256').update(NODE).update(left).update(right).digest() : left)
    }
    level = above
  }
  return level.map((root) => root.toString('hex')).join('')
}
