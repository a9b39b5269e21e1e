import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What the spool needs of a file system; tests bring one that is full, or loses power. */
export interface SpoolFiles {
  /** Files of the directory by name with their bytes; makes the directory. */
  list(dir: string): Promise<{ name: string; bytes: number }[]>
  read(path: string): Promise<Buffer>
  /** Makes a file whose name survives a power loss. */
  create(path: string): Promise<AppendFile>
  /** Adds to a file and returns its bytes; waits for the disk only where it is to be `durable`: the rest may be lost. */
  add(path: string, data: Buffer, durable?: boolean): Promise<number>
  /** Puts new content in place of a file, whole or not at all. */
  replace(path: string, data: Buffer): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Removes a file; absent is fine. */
  remove(path: string): Promise<void>
}

export interface AppendFile {
  /** Resolves when the data is on the disk (fdatasync). */
  append(data: Buffer): Promise<void>
  /** Cuts the file to its first `bytes`: what a failed write left behind. */
  truncate(bytes: number): Promise<void>
  close(): Promise<void>
}

/** Makes the names in a directory durable. */
async function syncDirectory(dir: string): Promise<void> {
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const directoryOf = (path: string) => join(path, '..')

/** Replaces a file's content so that after a crash either the old or the new one is there. */
async function replaceFile(path: string, data: Buffer | string): Promise<void> {
  const next = `${path}.next`
  const handle = await open(next, 'w', 0o600)
  try {
    await handle.writeFile(data)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(next, path)
  await syncDirectory(directoryOf(path))
}

export const diskFiles: SpoolFiles = {
  async list(dir) {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const names = await readdir(dir)
    return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(dir, name))).size })))
  },
  read: (path) => readFile(path),
  async create(path) {
    const handle = await open(path, 'ax', 0o600)
    await syncDirectory(directoryOf(path))
    return {
      async append(data) {
        // Also writes the rest after a short write; a full disk throws.
        await handle.appendFile(data)
        await handle.datasync()
      },
      truncate: (bytes) => handle.truncate(bytes),
      close: () => handle.close(),
    }
  },
  async add(path, data, durable = false) {
    const handle = await open(path, 'a', 0o600)
    try {
      const { size } = await handle.stat()
      try {
        await handle.appendFile(data)
        if (durable) await handle.datasync()
      } catch (error) {
        // A full disk took a part of it; whoever reads knows a torn end, too.
        await handle.truncate(size).catch(() => undefined)
        throw error
      }
      if (durable && size === 0) await syncDirectory(directoryOf(path))
      return size + data.length
    } finally {
      await handle.close()
    }
  },
  replace: replaceFile,
  rename,
  remove: (path) => rm(path, { force: true }),
}
