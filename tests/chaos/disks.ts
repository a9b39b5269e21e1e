/** File systems that a scenario can fill, freeze and copy; unmounted at the stage's end. */
import { execFile } from 'node:child_process'
import { mkdirSync, statfsSync, truncateSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Stage } from './stage.ts'

const execute = promisify(execFile)
/** Where Debian keeps the programs of the superuser. */
const env = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
const run = (program: string, args: string[]) => execute(program, args, { env })

export interface Disk {
  path: string
  /** Takes all the room that is left, or gives it back. */
  fill(): void
  relieve(): void
}

function diskAt(path: string): Disk {
  const ballast = join(path, 'ballast')
  return {
    path,
    fill() {
      const { bavail, bsize } = statfsSync(path)
      try {
        writeFileSync(ballast, Buffer.alloc(bavail * bsize), { flag: 'a' })
      } catch (error) {
        // Others write meanwhile: it is full all the sooner.
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    },
    relieve: () => truncateSync(ballast, 0),
  }
}

/** A file system in memory of `size` (as mount writes it: `1m`); `resize` changes that. */
export async function mountTmpfs(
  stage: Stage,
  name: string,
  size: string,
): Promise<Disk & { resize(size: string): Promise<unknown> }> {
  const path = join(stage.directory, name)
  mkdirSync(path)
  await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0700`, 'tmpfs', path])
  stage.undo(`tmpfs ${name}`, () => run('umount', ['--lazy', path]))
  return { ...diskAt(path), resize: (next) => run('mount', ['-o', `remount,size=${next}`, path]) }
}

export interface ImageDisk extends Disk {
  /** What a power loss at this moment would leave: the bytes that reached the device, not those in the page cache. */
  freeze(): Promise<void>
  /** Unmounts, and mounts the frozen bytes at the same place. */
  returnToFrozen(): Promise<void>
}

/** An ext4 file system in a file behind a loop device, which by itself writes back as late as it can. */
export async function mountImage(stage: Stage, name: string, megabytes: number): Promise<ImageDisk> {
  const path = join(stage.directory, name)
  const image = (n: number) => join(stage.directory, `${name}.${n}.img`)
  let current = 0
  let mounted = false
  const mount = async () => {
    await run('mount', ['-o', 'loop,commit=300,noatime', image(current), path])
    mounted = true
  }
  const unmount = async () => {
    if (mounted) await run('umount', [path])
    mounted = false
  }
  mkdirSync(path)
  writeFileSync(image(0), '')
  truncateSync(image(0), megabytes * 1024 ** 2)
  await run('mkfs.ext4', ['-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0', image(0)])
  await mount()
  stage.undo(`file system ${name}`, unmount)
  return {
    ...diskAt(path),
    freeze: () => copyFile(image(current), image(current + 1)),
    async returnToFrozen() {
      await unmount()
      current += 1
      await mount()
    },
  }
}
