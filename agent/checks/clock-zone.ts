import { readFile, readlink } from 'node:fs/promises'

/** Name of this host's time zone (002 ①13: one for all records). Null where it cannot be told. */
export async function hostZone(root = ''): Promise<string | null> {
  const link = await readlink(`${root}/etc/localtime`).catch(() => '')
  const named = /zoneinfo\/(?:posix\/|right\/)?(.+)$/.exec(link)?.[1]
  if (named !== undefined) return named
  const written = (await readFile(`${root}/etc/timezone`, 'utf8').catch(() => '')).trim()
  return /^[A-Za-z0-9_+/-]{1,64}$/.test(written) ? written : null
}

/** Distance of a zone from UTC at an instant, e.g. `+09:00`; null where the zone is not known. */
export function offsetFromUtc(zone: string, at: number): string | null {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value
    return name === undefined ? null : name === 'GMT' ? '+00:00' : name.replace('GMT', '')
  } catch {
    // A name that this program's data do not have: the name alone is told.
    return null
  }
}
