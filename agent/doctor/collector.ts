/** Whether the collector can be reached, knows this agent, and agrees on the time. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../rules/clock.ts'
import { offsetOf } from '../../rules/time/exchange.ts'
import { validateAssignment } from '../../rules/wire/v1.generated.js'
import type { AssignedCheck, Assignment } from '../../rules/wire/v1.ts'
import { type Answer, openClient } from '../client.ts'
import { type AgentConfig, readToken } from '../config.ts'
import { reasonOf } from '../log.ts'
import { act, codeOf, type Finding, well } from './finding.ts'

/** A host clock off by more than this is worth a word, milliseconds. */
const WORTH_A_WORD_MS = 1000

/** What to do about the error of a connection; `{host}` stands for the collector's. */
const REMEDIES: readonly [code: RegExp, text: string][] = [
  [/^ENOTFOUND$/, 'nobody knows the name {host}: correct `collector`, or the name server'],
  [/^EAI_AGAIN$/, 'the name server does not answer: see /etc/resolv.conf and the way to it'],
  [/^ECONNREFUSED$/, 'nothing listens there: is it running, and is the port of `collector` right?'],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/,
    'no way leads there: see routes and firewalls between here and {host}',
  ],
  [/^CERT_HAS_EXPIRED$/, "its certificate has expired: renew it, or set this host's clock"],
  [/^CERT_NOT_YET_VALID$/, "its certificate is not valid yet: set this host's clock"],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'its certificate is not for {host}: write the name of the certificate in `collector`',
  ],
  [
    /^(DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED)/,
    "nobody whom this host trusts signed its certificate: name the file of its CA's certificate as `ca`",
  ],
  [/^(EPROTO|ERR_SSL)/, 'it does not speak TLS at that port: write http://, or the port of its TLS'],
  [/^(ECONNRESET|EPIPE)$/, 'it cut the connection: is this its port, and should it be https://?'],
]

export async function examineCollector(
  config: AgentConfig,
  clock: Clock,
): Promise<{ findings: Finding[]; checks: AssignedCheck[] }> {
  const { collector: url, tokenFile, ca, data } = config
  const subject = 'collector'
  const ill = async (text: string) => ({ findings: [act(subject, text)], checks: await keptChecks(data) })
  let answer: Answer
  try {
    const client = await openClient({ collector: url, token: () => readToken(tokenFile), ca, clock })
    answer = await client.ask({ method: 'GET', path: '/agent/v1/assignment' }).finally(() => client.close())
  } catch (error) {
    const code = codeOf(error)
    const remedy =
      REMEDIES.find(([known]) => known.test(code))?.[1] ?? 'is it running, and is the way to it open?'
    return ill(`${url.origin}: ${reasonOf(error)}: ${remedy.replaceAll('{host}', url.hostname)}`)
  }
  if (answer.status === 401 || answer.status === 403) {
    return ill(`${url.origin} does not know the token: have it issued again`)
  }
  if (answer.status !== 200) return ill(`${url.origin} answered ${answer.status}: is this its address?`)
  if (validateAssignment(answer.body).length > 0) {
    return ill(`${url.origin} answers, but not as a collector: is this its address?`)
  }
  return {
    findings: [well(subject, `${url.origin} knows this agent`), ...clockFinding(answer, clock)],
    checks: (answer.body as Assignment).checks,
  }
}

/** The checks of the assignment on disk: what this host did last. */
async function keptChecks(data: string): Promise<AssignedCheck[]> {
  try {
    const kept = JSON.parse(await readFile(join(data, 'assignment.json'), 'utf8')) as {
      assignment?: Assignment
    }
    return validateAssignment(kept.assignment).length === 0 ? (kept.assignment?.checks ?? []) : []
  } catch {
    // None yet, or damaged: `run` says so; here nothing follows from it.
    return []
  }
}

function clockFinding({ headers, sentMono, backMono }: Answer, clock: Clock): Finding[] {
  const theirs = Date.parse(headers.date ?? '')
  if (Number.isNaN(theirs)) return []
  const ahead = clock.now() - clock.monotonic()
  // The header has whole seconds: its middle is the best guess.
  const middle = theirs + 500
  const offset = offsetOf({ t1: sentMono + ahead, t2: middle, t3: middle, t4: backMono + ahead })
  if (Math.abs(offset) <= WORTH_A_WORD_MS) return [well('clock', 'agrees with the collector')]
  const seconds = Math.abs(Math.round(offset / 1000))
  return [
    act(
      'clock',
      `is ${seconds} s ${offset < 0 ? 'ahead of' : 'behind'} the collector's: set it (chrony, ntpd)`,
    ),
  ]
}
