/** Whether this program has what it runs on: its Node, and descriptors for what runs at once. */
import { readFile } from 'node:fs/promises'
import { isSupported, SUPPORTED } from '../../deploy/node/supported.js'
import type { AgentConfig } from '../config.ts'
import { act, type Finding, well } from './finding.ts'

/** Descriptors of the program itself, its spool and its connection. */
const OWN = 64
/** Of one running check: a socket, or a program's pipes. */
const PER_CHECK = 6

export function examineNode(version: string): Finding {
  if (isSupported(version)) return well('node', version)
  return act('node', `${version} is too old or not supported: install ${SUPPORTED}`)
}

export async function examineDescriptors(
  { concurrency }: AgentConfig,
  limits = '/proc/self/limits',
): Promise<Finding> {
  const text = await readFile(limits, 'utf8').catch(() => '')
  const match = /^Max open files +(\d+|unlimited)/m.exec(text)
  const most = match?.[1] === 'unlimited' ? Number.POSITIVE_INFINITY : Number(match?.[1])
  const need = OWN + PER_CHECK * concurrency
  if (Number.isNaN(most)) return well('descriptors', 'this system does not tell how many may be open')
  if (most >= need) return well('descriptors', `${most} may be open, ${need} suffice`)
  return act(
    'descriptors',
    `${most} may be open, concurrency ${concurrency} needs ${need}: raise it (LimitNOFILE=, ulimit -n) or lower concurrency`,
  )
}
