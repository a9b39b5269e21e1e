/**
 * The README's transcript of a first outage is run as it stands: its commands in one shell, its lines
 * awaited in the output (`…` stands for anything). Only ports and the data directory are other ones, so
 * that the test disturbs nothing on the machine.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { freePort } from '../support/program.ts'

interface Step {
  command: string
  expected: string[]
}

function transcript(file: string): Step[] {
  const block = readFileSync(file, 'utf8').match(
    /```console\n(\$ node deploy\/examples\/first-outage[\s\S]*?)```/,
  )?.[1]
  if (!block) throw new Error(`${file} has no transcript`)
  const steps: Step[] = []
  for (const line of block.split('\n').filter(Boolean)) {
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), expected: [] })
    else steps.at(-1)?.expected.push(line)
  }
  return steps
}

const pattern = (line: string) =>
  new RegExp(
    line
      .split('…')
      .map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  )

/** A shell that is told one command after the other, and what it has said and not yet been asked for. */
function openShell() {
  const shell = spawn('bash', ['--norc'], { stdio: ['pipe', 'pipe', 'pipe'] })
  let unread: string[] = []
  const said: string[] = []
  let look = () => {}
  for (const stream of [shell.stdout, shell.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      said.push(line)
      unread.push(line)
      look()
    })
  shell.stdin.write('set -m; exec 2>&1\n')
  return {
    said,
    tell: (command: string) => shell.stdin.write(`${command}\n`),
    /** Resolves when every pattern has had a line of its own, in any order. */
    hear: (patterns: RegExp[]) =>
      new Promise<void>((resolve) => {
        const open = [...patterns]
        look = () => {
          unread = unread.filter((line) => {
            const at = open.findIndex((wanted) => wanted.test(line))
            if (at < 0) return true
            open.splice(at, 1)
            return false
          })
          if (open.length === 0) resolve()
        }
        look()
      }),
    end: () =>
      new Promise<void>((resolve) => {
        shell.on('close', () => resolve())
        shell.stdin.end('kill $(jobs -p) 2>/dev/null; wait\n')
      }),
  }
}

test('the transcript of the README happens', { timeout: 90_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kijun-readme-'))
  const ports = new Map<string, string>()
  for (const port of ['8420', '2525', '18080']) ports.set(port, String(await freePort()))
  const otherPorts = (text: string) =>
    text.replace(/\b(8420|2525|18080)\b/g, (port) => ports.get(port) ?? port)

  cpSync('deploy/examples/first-outage', directory, { recursive: true })
  const config = join(directory, 'collector.yaml')
  writeFileSync(
    config,
    otherPorts(readFileSync(config, 'utf8')).replace('./data/first-outage', join(directory, 'data')),
  )
  const here = (command: string) =>
    otherPorts(command)
      .replace(
        /(mailbox|shop)\.js/g,
        (name) => `${name} ${ports.get(name.startsWith('mail') ? '2525' : '18080')}`,
      )
      .replaceAll('deploy/examples/first-outage/collector.yaml', config)

  const shell = openShell()
  try {
    for (const step of transcript('README.md')) {
      shell.tell(here(step.command))
      await shell.hear(step.expected.map(otherPorts).map(pattern))
    }
    const mails = shell.said.filter((line) => /^mailbox: \S+ <-/.test(line))
    expect(new Set(mails).size, 'no mail came twice').toBe(mails.length)
  } catch (error) {
    throw new Error(`${error}\n${shell.said.join('\n')}`)
  } finally {
    await shell.end()
    rmSync(directory, { recursive: true, force: true })
  }
})
