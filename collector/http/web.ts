/**
 * The console's files: a closed set, read once at start. `dashboards/web/` whole, and what its modules
 * import from `rules/` and lit-html, found by following the imports. Nothing else of the file system can
 * be asked for: every file is a route of its own.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { basename, dirname, extname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface WebFile {
  /** Path under the server, e.g. `/app/dashboards/web/main.ts`. */
  path: string
  type: string
  body: Buffer
  /** Quoted. */
  etag: string
}

export interface Web {
  files: WebFile[]
  /** Content-Security-Policy of the pages. */
  policy: string
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PAGES = 'dashboards/web'
const LIBRARY = 'lit-html'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ts': 'text/javascript; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

/** Statements that import or export from elsewhere, after the types are gone; never a text that reads like one. */
const SPECIFIER =
  /(?:^|[;}])\s*(?:import\s*(?:[\w$*{},\s]+?\s*from\s*)?|export\s*[\w$*{},\s]+?\s*from\s*)(['"])([^'"\n]+)\1/gm

/** @throws Error if a page's module imports what a page may not have. */
export function loadWeb(): Web {
  const files = new Map<string, WebFile>()
  const wanted = filesUnder(join(ROOT, PAGES)).map((file) => servedPath(file))
  for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
    if (files.has(path)) continue
    const { file, imports } = load(path)
    files.set(path, file)
    wanted.push(...imports)
  }
  const index = files.get(`/app/${PAGES}/index.html`)
  if (!index) throw new Error('the console has no index.html')
  return {
    files: [{ ...index, path: '/' }, ...files.values()],
    policy: policyOf(index.body.toString('utf8')),
  }
}

function filesUnder(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
    .map((entry) => join(entry.parentPath, entry.name))
}

function servedPath(file: string): string {
  return `/app/${relative(ROOT, file).split(sep).join('/')}`
}

/** Where the library's modules lie: the folder that its entry resolves into. */
function libraryFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.resolve(LIBRARY)))
  while (basename(folder) !== LIBRARY) {
    if (dirname(folder) === folder) throw new Error(`${LIBRARY} is not installed`)
    folder = dirname(folder)
  }
  return folder
}

function load(path: string): { file: WebFile; imports: string[] } {
  const inLibrary = path.startsWith(`/app/${LIBRARY}/`)
  const on = inLibrary
    ? join(libraryFolder(), path.slice(`/app/${LIBRARY}/`.length))
    : join(ROOT, path.slice('/app/'.length))
  if (!existsSync(on)) throw new Error(`the console imports ${path}, which does not exist`)
  const source = readFileSync(on)
  const extension = extname(on)
  const body = extension === '.ts' ? Buffer.from(stripped(source.toString('utf8'))) : source
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const type = TYPES[extension] ?? 'application/octet-stream'
  const isModule = extension === '.ts' || extension === '.js'
  const imports = isModule ? importsOf(body.toString('utf8'), path) : []
  return { file: { path, type, body, etag }, imports }
}

function importsOf(code: string, path: string): string[] {
  const found: string[] = []
  for (const [, , specifier = ''] of code.matchAll(SPECIFIER)) {
    if (specifier === LIBRARY) found.push(`/app/${LIBRARY}/${LIBRARY}.js`)
    else if (specifier.startsWith(`${LIBRARY}/`)) found.push(`/app/${specifier}`)
    else if (specifier.startsWith('.')) found.push(posix.join(posix.dirname(path), specifier))
    else throw new Error(`${path} imports ${specifier}, which a page cannot have`)
  }
  for (const target of found)
    if (!/^\/app\/(?:dashboards\/web|rules|lit-html)\//.test(target))
      throw new Error(`${path} imports ${target}, which a page may not have`)
  return found
}

/**
 * Node's own type stripping, which the collector itself runs by. Node announces this entry to it as
 * experimental at each start; the version of Node is pinned, so that the line would tell nobody anything.
 */
function stripped(source: string): string {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Everything from here only; of inline scripts those that the page was shipped with, by their hash. */
function policyOf(html: string): string {
  const inline = [...html.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )
  return [
    "default-src 'self'",
    ["script-src 'self'", ...inline].join(' '),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
