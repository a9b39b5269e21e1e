/**
 * A systemd of its own as PID 1 of a container over an overlay of this system: no network, no service of the host,
 * nothing written outside a temporary directory. Needs root, systemd-nspawn and overlayfs.
 */
import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { rolldown } from 'rolldown'

export interface Machine {
  /** Runs the script with this Node inside; what it printed. */
  run(): string
  stop(): Promise<void>
}

export const canBoot = () =>
  process.getuid?.() === 0 && existsSync('/usr/bin/systemd-nspawn') && existsSync('/usr/bin/nsenter')

function discard(home: string, root: string): void {
  execFileSync('umount', ['--lazy', root])
  rmSync(home, { recursive: true, force: true })
}

async function bringAlong(script: string, root: string, units: Record<string, string>): Promise<void> {
  const inside = join(root, 'kijun-inside')
  mkdirSync(inside)
  copyFileSync(process.execPath, join(inside, 'node'))
  chmodSync(join(inside, 'node'), 0o755)
  const bundle = await rolldown({
    input: script,
    platform: 'node',
    external: /^node:/,
    logLevel: 'silent',
  })
  await bundle.write({ file: join(inside, 'script.js'), format: 'esm', codeSplitting: false })
  await bundle.close()
  for (const [name, text] of Object.entries(units)) {
    writeFileSync(join(root, 'etc/systemd/system', name), text)
  }
}

/** Boots it with these units, and brings one script along as a single file. */
export async function bootMachine(script: string, units: Record<string, string>): Promise<Machine> {
  const home = mkdtempSync(join(tmpdir(), 'kijun-machine-'))
  const [upper, work, root] = ['upper', 'work', 'root'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [upper, work, root]) mkdirSync(folder)
  execFileSync('mount', [
    '-t',
    'overlay',
    'overlay',
    '-o',
    `lowerdir=/,upperdir=${upper},workdir=${work}`,
    root,
  ])
  await bringAlong(script, root, units).catch((error) => {
    discard(home, root)
    throw error
  })
  // Another machine than this one, or its journal would be joined to ours.
  writeFileSync(join(root, 'etc/machine-id'), `${'0123456789abcdef'.repeat(2)}\n`)
  const args = ['-q', '-D', root, '--register=no', '--keep-unit', '--private-network', '--console=passive']
  const nspawn = spawn('systemd-nspawn', [...args, '--boot', 'systemd.unit=basic.target'], {
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => {
    nspawn.once('exit', () => resolve())
    nspawn.once('error', () => resolve())
  })
  const leader = async (): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      const children = `/proc/${nspawn.pid}/task/${nspawn.pid}/children`
      const pid = existsSync(children) ? (readFileSync(children, 'utf8').trim().split(' ').at(-1) ?? '') : ''
      if (pid !== '' && existsSync(`/proc/${pid}/root/run/systemd/private`)) return pid
      await sleep(100)
    }
    throw new Error('no systemd came up')
  }
  let pid = ''
  const stop = async () => {
    // SIGKILL to its PID 1 ends everything within, and nspawn with it.
    if (pid !== '') process.kill(Number(pid), 'SIGKILL')
    else nspawn.kill('SIGKILL')
    await ended
    discard(home, root)
  }
  const enter = (command: string[]) =>
    execFileSync('nsenter', ['-t', pid, '-m', '-u', '-i', '-n', '-p', '--', ...command], {
      encoding: 'utf8',
      timeout: 60_000,
    })
  try {
    pid = await leader()
    enter(['systemctl', 'start', '--no-block', ...Object.keys(units)])
  } catch (error) {
    await stop()
    throw error
  }
  return { run: () => enter(['/kijun-inside/node', '/kijun-inside/script.js']), stop }
}
