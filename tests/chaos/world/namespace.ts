/** A host of its own: a network namespace joined to this one by a veth pair, whose directions nftables can cut. */
import { execFileSync, spawnSync } from 'node:child_process'
import type { Stage } from '../stage.ts'

export type Cut = 'there' | 'back' | 'both'

export interface Host {
  /** Argument vector that runs a program there. */
  through: string[]
  /** Address of this side, as that host sees it, and of that host. */
  here: string
  there: string
  /** Drops what goes from that host (`there`), what comes to it (`back`), or both; silently, as a broken path does. */
  cut(which: Cut): void
  heal(): void
}

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })

/** Null with the reason where this machine cannot make one. */
export function openHost(stage: Stage, number: number): Host | string {
  const name = `kijun-chaos-${process.pid}-${number}`
  // Of 198.18.0.0/15 (RFC 2544: tests of networks), by this process's id.
  const third = (process.pid % 250) + 1
  const [here, there] = [`198.18.${third}.${number * 4 + 1}`, `198.18.${third}.${number * 4 + 2}`]
  const link = `kc${process.pid % 100_000}${number}`
  const tried = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' })
  if (tried.status !== 0) return `no network namespace can be made: ${tried.stderr?.trim()}`
  stage.undo(`namespace ${name}`, () => run('ip', 'netns', 'del', name))
  const inside = ['ip', 'netns', 'exec', name]
  const nft = (text: string) =>
    execFileSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], {
      input: text,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  try {
    run('ip', 'link', 'add', `${link}a`, 'type', 'veth', 'peer', 'name', `${link}b`, 'netns', name)
    run('ip', 'addr', 'add', `${here}/30`, 'dev', `${link}a`)
    run('ip', 'link', 'set', `${link}a`, 'up')
    run('ip', '-n', name, 'link', 'set', 'lo', 'up')
    run('ip', '-n', name, 'addr', 'add', `${there}/30`, 'dev', `${link}b`)
    run('ip', '-n', name, 'link', 'set', `${link}b`, 'up')
    nft('table inet chaos {}')
  } catch (error) {
    return `no namespace with veth and nftables can be made: ${error}`
  }
  const drop = (hook: string, match: string) =>
    `chain ${hook} { type filter hook ${hook} priority 0; policy accept; ${match} "${link}b" drop\n}`
  return {
    through: inside,
    ...{ here, there },
    cut(which) {
      const chains = [
        which === 'back' ? '' : drop('output', 'oifname'),
        which === 'there' ? '' : drop('input', 'iifname'),
      ]
      nft(`flush table inet chaos\ndelete table inet chaos\ntable inet chaos {\n${chains.join('\n')}\n}`)
    },
    heal: () => void nft('delete table inet chaos\ntable inet chaos {}'),
  }
}
