/** What targets over UDP have in common: answers captured from real servers, one to a line, and a peer that gives them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutateBytes } from '../mutate/bytes.ts'
import type { Opened, Seed, Target } from '../target.ts'
import { type Peer, udpPeer } from './peers.ts'

const CAPTURED = join(import.meta.dirname, '../../agent/checks/captured')

export function captured(name: string): Seed[] {
  const lines = readFileSync(join(CAPTURED, name), 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line, index) => ({ name: `answer ${index}`, data: Buffer.from(line, 'hex') }))
}

/** A target whose inputs are a peer's answers. */
export const answered = (
  target: Pick<Target, 'name' | 'about' | 'seeds' | 'share'> & {
    run(peer: Peer, data: Buffer): Promise<void>
  },
): Target => ({
  ...{ name: target.name, about: target.about, seeds: target.seeds, share: target.share ?? 1 },
  mutate: (data, random, seeds) => mutateBytes(data, random, seeds),
  async open(): Promise<Opened> {
    const peer = await udpPeer()
    return {
      run: (data) => target.run(peer, data),
      async close() {
        peer.close()
      },
    }
  },
})
