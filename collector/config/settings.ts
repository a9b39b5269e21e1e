import { resolve } from 'node:path'
import type { Settings } from '../model.ts'
import { senderProblem } from './addresses.ts'
import { readDuration } from './durations.ts'
import type { Findings } from './findings.ts'
import { isMapping, readShape, type Valid } from './read.ts'
import { type NamedSecret, readSecret } from './secrets.ts'
import { mailShape, retentionShape, type rootShape } from './shape.ts'
import type { Source } from './source.ts'
import { readTls } from './tls.ts'

const DEFAULT_LISTEN = '127.0.0.1:8420'
const DEFAULT_TIMEZONE = 'Asia/Tokyo'
/** Two months to look at a report and to answer it: ours, the guideline sets none. */
const DISPUTES_MS = 60 * 86_400_000

export type Env = Record<string, string | undefined>

/** The process's settings; `now` (Unix ms) is asked of how long a certificate lasts. A relative `data` is relative to the working directory, as `./data` of `npm start` is. */
export function readSettings(
  root: Valid<typeof rootShape.shape>,
  raw: Record<string, unknown>,
  source: Source,
  { env, now }: { env: Env; now: number },
  findings: Findings,
): Settings {
  return {
    listen: readListen(root.listen ?? DEFAULT_LISTEN, source, findings),
    tls: 'tls' in raw ? readTls(raw.tls, source, now, findings) : null,
    data: resolve(root.data ?? './data'),
    postgres: readStore(root, raw, source, env, findings),
    timezone: readTimezone(root.timezone, source, ['timezone'], findings) ?? DEFAULT_TIMEZONE,
    language: root.language ?? 'ja',
    mail: 'mail' in raw ? readMail(raw.mail, source, env, findings) : null,
    disputeMs: readDisputes(raw.retention, source, findings),
    ownClock: null,
  }
}

function readDisputes(raw: unknown, source: Source, findings: Findings): number {
  const read = raw === undefined ? undefined : readShape(retentionShape, raw, source, ['retention'], findings)
  return readDuration(read?.disputes, source, ['retention', 'disputes'], findings) ?? DISPUTES_MS
}

function readListen(text: string, source: Source, findings: Findings): Settings['listen'] {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+)):([0-9]{1,5})$/.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3])
  if (host === undefined || port > 65_535) {
    findings.error(
      source.at(['listen']),
      'bad-listen',
      'must be address:port, such as 127.0.0.1:8420 or [::1]:8420',
    )
    return { host: '127.0.0.1', port: 0 }
  }
  return { host, port }
}

/** The zone if it is one; undefined where none is given or (with a finding) it is unknown. */
export function readTimezone(
  zone: string | undefined,
  source: Source,
  path: (string | number)[],
  findings: Findings,
): string | undefined {
  if (zone === undefined) return undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    findings.error(
      source.at(path),
      'bad-timezone',
      'must be a time zone of the IANA database, such as Asia/Tokyo or UTC',
    )
    return undefined
  }
}

function readMail(raw: unknown, source: Source, env: Env, findings: Findings): Settings['mail'] {
  const mail = readShape(mailShape, raw, source, ['mail'], findings, { nested: ['password'] })
  if (!mail || !isMapping(raw)) return null
  const problem = mail.from === undefined ? null : senderProblem(mail.from)
  if (problem) findings.error(source.at(['mail', 'from']), 'bad-address', problem)

  const secrets: NamedSecret[] = []
  if ('password' in raw) secrets.push({ path: ['mail', 'password'], raw: raw.password })
  if (mail.passwordFile !== undefined)
    secrets.push({ path: ['mail', 'passwordFile'], raw: { file: mail.passwordFile } })
  const url =
    mail.url === undefined
      ? null
      : readUrl(mail.url, MAIL_URL, ['mail', 'url'], secrets, source, env, findings)
  return url === null || mail.from === undefined ? null : { url, from: mail.from }
}

function readStore(
  root: Valid<typeof rootShape.shape>,
  raw: Record<string, unknown>,
  source: Source,
  env: Env,
  findings: Findings,
): string | null {
  const secrets = 'storePassword' in raw ? [{ path: ['storePassword'], raw: raw.storePassword }] : []
  if (root.store !== undefined)
    return readUrl(root.store, STORE_URL, ['store'], secrets, source, env, findings)
  if (secrets.length > 0 && !('store' in raw)) {
    findings.error(
      source.atKey(['storePassword']),
      'bad-secret',
      'a password without a store: it belongs to store: postgres://user@host/database',
    )
  }
  return null
}

interface UrlKind {
  /** The key that names its password. */
  password: string
  code: 'bad-mail-url' | 'bad-store-url'
  message: string
  fits(url: URL): boolean
}

const MAIL_URL: UrlKind = {
  code: 'bad-mail-url',
  password: 'password',
  message:
    'must be smtp://host:port or smtps://host:port, with user@ before the host where it needs a login, and nothing behind it',
  fits: (url) =>
    ['smtp:', 'smtps:'].includes(url.protocol) &&
    url.hostname !== '' &&
    ['', '/'].includes(url.pathname) &&
    url.search === '' &&
    url.hash === '',
}
const STORE_URL: UrlKind = {
  code: 'bad-store-url',
  password: 'storePassword',
  message: 'must be postgres://user@host:port/database',
  fits: (url) => ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1,
}

/** The URL with its password in it, which from here on is a secret; null (with findings) where it is none. */
function readUrl(
  text: string,
  kind: UrlKind,
  path: string[],
  secrets: NamedSecret[],
  source: Source,
  env: Env,
  findings: Findings,
): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !kind.fits(url) || /[\s\p{Cc}]/u.test(text)) {
    findings.error(source.at(path), kind.code, kind.message)
    return null
  }
  if (url.password !== '') {
    const message = `a password stands in this file; better name the file or the variable that holds it: ${kind.password}: { file: … } or { env: … }`
    findings.warn(source.at(path), 'secret-in-url', message)
  }
  const [secret, second] = secrets
  if (!secret) return text
  if (second || url.password !== '') {
    findings.error(
      source.at(second?.path ?? secret.path),
      'bad-secret',
      'the password is given twice; keep one',
    )
    return null
  }
  if (url.username === '') {
    findings.error(
      source.at(secret.path),
      'bad-secret',
      'a password without a user: write the user into the address, as in smtp://user@host',
    )
    return null
  }
  const password = readSecret(secret, source, env, findings)
  if (password === null) return null
  url.password = encodeURIComponent(password)
  return url.href
}
