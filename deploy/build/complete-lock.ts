/**
 * `npm run lock`: writes package-lock.json anew and completes it. npm leaves an optional package of another
 * platform out of the lock file when the registry at hand does not hold it, and `npm ci` then refuses the
 * file everywhere. Such entries are added here from the parents' own lists (version, os, cpu, libc).
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

interface Entry {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const FILE = 'package-lock.json'
const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'wasm32',
  'win32',
  'windows',
]

/** What a platform package's name says: `binding-linux-x64-musl` is os linux, cpu x64, libc musl. */
function platformOf(name: string): Pick<Entry, 'os' | 'cpu' | 'libc'> {
  const parts = name.split('-')
  const at = parts.findIndex((part) => SYSTEMS.includes(part) || SYSTEMS.includes(part.split('/')[1] ?? ''))
  const system = parts[at]?.split('/').at(-1)
  if (!system) throw new Error(`no platform in the name ${name}`)
  if (system === 'wasm32') return { cpu: ['wasm32'] }
  const abi = parts[at + 2]
  return {
    os: [system === 'windows' ? 'win32' : system],
    cpu: [parts[at + 1] ?? ''],
    ...(abi?.startsWith('musl') ? { libc: ['musl'] } : abi?.startsWith('gnu') ? { libc: ['glibc'] } : {}),
  }
}

const locked = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], { stdio: 'inherit' })
if (locked.status !== 0) process.exit(1)
const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Record<string, Entry> }
for (const [path, parent] of Object.entries({ ...lock.packages }))
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`
    if (lock.packages[place] || lock.packages[`${path}/${place}`]) continue
    lock.packages[place] = {
      version: version.replace(/^\^/, ''),
      dev: true,
      optional: true,
      ...platformOf(name),
    }
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`)
