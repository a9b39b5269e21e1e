/**
 * `postinstall` of the root: does nothing on a supported Node. On any other it installs the pinned
 * runtime from the lock file beside it, runs it once, and links `node_modules/.bin/node`, which
 * `npm run` and `npx` put first on the path. Plain JavaScript: it must run on the old Node.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isSupported, SUPPORTED } from './supported.js'

const here = dirname(fileURLToPath(import.meta.url))
const bin = join(here, '..', '..', 'node_modules', '.bin')

function fail(reason) {
  process.stderr.write(`kijun: needs Node ${SUPPORTED}, this is ${process.versions.node}, and ${reason}\n`)
  process.exit(1)
}

function installRuntime() {
  const runtime = `node-${process.platform}-${process.arch}`
  const npm = process.env.npm_execpath
  if (!npm) fail('this script is meant to be run by npm (npm ci)')
  const args = ['ci', '--prefix', here, '--ignore-scripts', '--include=optional', '--no-audit', '--no-fund']
  const installed = spawnSync(process.execPath, [npm, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
  if (installed.status !== 0) fail('installing the pinned runtime failed (see above)')

  const program = join(here, 'node_modules', runtime, 'bin', 'node')
  if (!existsSync(program))
    fail(`no runtime is pinned for ${process.platform}-${process.arch}: install Node ${SUPPORTED} yourself`)
  const tried = spawnSync(program, ['-p', 'process.versions.node'], { encoding: 'utf8' })
  if (tried.status !== 0 || !isSupported(tried.stdout.trim()))
    fail(`the pinned runtime does not run here: ${tried.stderr || tried.error}`)

  mkdirSync(bin, { recursive: true })
  const link = join(bin, 'node')
  rmSync(link, { force: true })
  symlinkSync(relative(bin, program), link)
  process.stdout.write(`kijun: Node ${tried.stdout.trim()} installed for this checkout\n`)
}

if (!isSupported(process.versions.node)) installRuntime()
