/** Whether token, secrets and data are where they should be, for this user alone, with room. */
import { constants } from 'node:fs'
import { access, mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AgentConfig, readToken } from '../config.ts'
import { hostSideOf } from '../host-side.ts'
import { reasonOf } from '../log.ts'
import { act, type Finding, well } from './finding.ts'

/** Files that the spool may need, with room for others. */
const FILES = 1000

export async function examineToken({ tokenFile }: AgentConfig): Promise<Finding> {
  try {
    readToken(tokenFile)
    const { mode } = await stat(tokenFile)
    if ((mode & 0o077) !== 0) return act('token', `others can read ${tokenFile}: chmod 600 it`)
    return well('token', tokenFile)
  } catch (error) {
    return act('token', `${reasonOf(error)}: write the token that the collector issued to ${tokenFile}`)
  }
}

export async function examineData({ data: dir, spool: { maxBytes } }: AgentConfig): Promise<Finding> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const trial = join(dir, '.doctor')
    await writeFile(trial, 'kijun')
    await rm(trial)
    const { bavail, bsize, files, ffree } = await statfs(dir)
    const free = bavail * bsize
    if (free < maxBytes) {
      const text = `${dir} has ${free} bytes free, the spool may take ${maxBytes}: make room or lower spool.maxBytes`
      return act('data', text)
    }
    if (files > 0 && ffree < FILES) {
      return act(
        'data',
        `${dir} has room for ${ffree} files, the spool wants ${FILES}: remove files there (inodes, df -i)`,
      )
    }
    return well('data', dir)
  } catch (error) {
    return act('data', `${reasonOf(error)}: let this user write to ${dir}, or make room there`)
  }
}

export async function examineSecrets(config: AgentConfig): Promise<Finding[]> {
  const host = hostSideOf(config)
  return Promise.all(
    [...config.secrets].map(async ([name, { file, targets }]) => {
      const subject = `secret ${name}`
      try {
        await access(file, constants.R_OK)
        host.secret(name, targets?.[0] ?? '')
        const { mode } = await stat(file)
        return (mode & 0o077) === 0
          ? well(subject, file)
          : act(subject, `others can read ${file}: chmod 600 it`)
      } catch (error) {
        return act(subject, `${reasonOf(error)}: write it to ${file}, one line, for this user alone`)
      }
    }),
  )
}
