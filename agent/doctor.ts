/** `kijun-agent doctor`: whether this host can do its work, and what to do where it cannot. */
import { execFile } from 'node:child_process'
import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../rules/clock.ts'
import { offsetOf } from '../rules/time/exchange.ts'
import { openClient } from './client.ts'
import { type AgentConfig, readToken } from './config.ts'
import { reasonOf } from './log.ts'

/** A host clock off by more than this is worth a word, milliseconds. */
const WORTH_A_WORD_MS = 1000

export interface Finding {
  subject: string
  ok: boolean
  text: string
}

export async function examine(config: AgentConfig, clock: Clock): Promise<Finding[]> {
  return [await token(config), await data(config), ...(await collector(config, clock)), await pingProgram()]
}

async function token({ tokenFile }: AgentConfig): Promise<Finding> {
  const subject = 'token'
  try {
    readToken(tokenFile)
    const { mode } = await stat(tokenFile)
    if ((mode & 0o077) !== 0) {
      return { subject, ok: false, text: `others can read ${tokenFile}: chmod 600 it` }
    }
    return { subject, ok: true, text: tokenFile }
  } catch (error) {
    return {
      subject,
      ok: false,
      text: `${reasonOf(error)}: write the token that the collector issued to ${tokenFile}`,
    }
  }
}

async function data({ data: dir, spool: { maxBytes } }: AgentConfig): Promise<Finding> {
  const subject = 'data'
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const trial = join(dir, '.doctor')
    await writeFile(trial, 'kijun')
    await rm(trial)
    const { bavail, bsize } = await statfs(dir)
    const free = bavail * bsize
    if (free < maxBytes) {
      const text = `${dir} has ${free} bytes free, the spool may take ${maxBytes}: make room or lower spool.maxBytes`
      return { subject, ok: false, text }
    }
    return { subject, ok: true, text: dir }
  } catch (error) {
    return { subject, ok: false, text: `${reasonOf(error)}: let this user write to ${dir}` }
  }
}

async function collector({ collector: url, tokenFile, ca }: AgentConfig, clock: Clock): Promise<Finding[]> {
  const subject = 'collector'
  try {
    const client = await openClient({ collector: url, token: () => readToken(tokenFile), ca, clock })
    const answer = await client.ask({ method: 'GET', path: '/agent/v1/assignment' })
    client.close()
    if (answer.status === 401 || answer.status === 403) {
      return [{ subject, ok: false, text: `${url.origin} does not know the token: have it issued again` }]
    }
    if (answer.status !== 200) {
      return [{ subject, ok: false, text: `${url.origin} answered ${answer.status}: is this its address?` }]
    }
    return [
      { subject, ok: true, text: `${url.origin} knows this agent` },
      ...clockFinding(answer.headers.date, answer, clock),
    ]
  } catch (error) {
    return [
      {
        subject,
        ok: false,
        text: `${url.origin}: ${reasonOf(error)}: is it running, and is the way to it open?`,
      },
    ]
  }
}

function clockFinding(
  date: string | undefined,
  { sentMono, backMono }: { sentMono: number; backMono: number },
  clock: Clock,
): Finding[] {
  const theirs = Date.parse(date ?? '')
  if (Number.isNaN(theirs)) return []
  const ahead = clock.now() - clock.monotonic()
  // The header has whole seconds: its middle is the best guess.
  const middle = theirs + 500
  const offset = offsetOf({ t1: sentMono + ahead, t2: middle, t3: middle, t4: backMono + ahead })
  const ok = Math.abs(offset) <= WORTH_A_WORD_MS
  const text = ok
    ? 'agrees with the collector'
    : `is ${Math.round(-offset / 1000)} s ahead of the collector's: set it (chrony, ntpd)`
  return [{ subject: 'clock', ok, text }]
}

function pingProgram(): Promise<Finding> {
  return new Promise((resolve) => {
    execFile('ping', ['-V'], { timeout: 5000 }, (error) => {
      const absent = error && 'code' in error && error.code === 'ENOENT'
      const text = absent
        ? 'no ping program: install it (Debian: iputils-ping), or use no ping checks'
        : 'there'
      resolve({ subject: 'ping', ok: !absent, text })
    })
  })
}
