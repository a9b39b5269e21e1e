/** Inputs that failed once, kept small under `corpus/<target>/` with the reason in its `reasons.json`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Seed } from './target.ts'

const CORPUS = join(import.meta.dirname, 'corpus')
const REASONS = 'reasons.json'

const folderOf = (target: string) => join(CORPUS, target)

export function reasonsOf(target: string): Record<string, string> {
  const path = join(folderOf(target), REASONS)
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : {}
}

/** The kept inputs of a target; as they are, or in hexadecimal where their name ends with `.hex`. */
export function kept(target: string): Seed[] {
  const folder = folderOf(target)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name !== REASONS)
    .sort()
    .map((name) => {
      const data = readFileSync(join(folder, name))
      return { name: `corpus/${name}`, data: name.endsWith('.hex') ? fromHex(data.toString('latin1')) : data }
    })
}

export const targetsWithCorpus = (): string[] =>
  readdirSync(CORPUS, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
    .sort()

/** Lines of hexadecimal digits; `#` begins a comment. */
const fromHex = (text: string): Buffer => Buffer.from(text.replace(/#.*$/gm, '').replace(/\s/g, ''), 'hex')

/** Adds an input that failed; the reason is to be completed by whoever repairs it. */
export function keep(target: string, name: string, data: Buffer, reason: string): string {
  const folder = folderOf(target)
  mkdirSync(folder, { recursive: true })
  const isText = data.equals(Buffer.from(data.toString('utf8'))) && !data.includes(0)
  const file = `${name}${isText ? '.txt' : '.hex'}`
  writeFileSync(join(folder, file), isText ? data : `${data.toString('hex')}\n`)
  const reasons = { ...reasonsOf(target), [file]: reason }
  const sorted = Object.fromEntries(Object.entries(reasons).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(join(folder, REASONS), `${JSON.stringify(sorted, null, 2)}\n`)
  return join(folder, file)
}

/** Every file below a folder (or the one file) as an input. */
export function seedsFrom(path: string, only: RegExp = /./): Seed[] {
  const root = join(import.meta.dirname, '../..', path)
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && only.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ name: file.slice(root.length + 1), data: readFileSync(file) }))
}
