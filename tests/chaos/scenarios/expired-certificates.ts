import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Made, makeAuthority } from '../../real/certificates.ts'
import type { Scenario } from '../scenario.ts'
import { openBadMail } from '../world/bad-mail.ts'
import { verifyHolds } from '../world/holds.ts'
import { readKept } from '../world/kept.ts'
import { ADMIN, leftOver, openStand } from '../world/stand.ts'
import { openTarget } from '../world/target.ts'

const USERS = ['u1@customer.example', 'u2@customer.example']
const EVERYONE = [ADMIN, ...USERS]
/** How long the agent meets the expired certificate, milliseconds. */
const EXPIRED_MS = 6_000

const pem = ({ cert, key }: Made) => ({ cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') })

export const expiredCertificates: Scenario = {
  name: 'expired-certificates',
  fault: "the mail server's and then the collector's own certificate has expired, and is renewed (by SIGHUP)",
  shows:
    'no mail goes to the one and no result to the other, both say why and go on when it is renewed, nothing is lost',
  needs: { programs: ['openssl'] },
  limitMs: 120_000,
  async run(stage) {
    const authority = makeAuthority(join(stage.directory, 'authority'))
    const made = (from: number, to: number) => authority.server('localhost', { from, to }, 'IP:127.0.0.1')
    const [good, expired] = [made(-1, 90), made(-90, -1)]
    const target = await openTarget(stage)
    const mail = await openBadMail({ greets: () => true, manner: () => 'good', tls: pem(expired) })
    stage.undo('the mail server', () => mail.close())
    const checks = [{ id: 'alive', target: `127.0.0.1:${target.port}`, agent: 'host-a' }]
    const wanted = { mail: `smtps://127.0.0.1:${mail.port}`, users: USERS, checks }
    const stand = await openStand(stage, wanted, { env: { NODE_EXTRA_CA_CERTS: authority.ca } })
    await stand.issue(['host-a'])
    const [cert, key] = [join(stage.directory, 'own.pem'), join(stage.directory, 'own.key')]
    const shown = (which: Made) => {
      copyFileSync(which.cert, cert)
      copyFileSync(which.key, key)
    }
    const tls = [`tls: { cert: "${cert}", key: "${key}" }`]
    shown(good)
    await stand.restart(tls)
    const agent = stand.startAgent('host-a', { url: `https://127.0.0.1:${stand.port}`, ca: authority.ca })
    await stage.until('the service is checked', () => target.taken.length >= 2)

    const refusals = () =>
      stand.collector.said.filter((line) => line.includes('a delivery was not accepted')).length
    await target.stop()
    await stage.until('mails are tried', () => refusals() >= EVERYONE.length)
    stage.verify('no mail goes to a server whose certificate has expired', mail.received.length === 0)
    stage.saw('the collector says', codesOf(stand.collector.said))
    target.note('the mail server renews its certificate')
    mail.renew(pem(good))
    await stage.until('everyone is told of the stop', () => mail.received.length >= EVERYONE.length)
    stage.saw('from the stop to the last first notice, ms', Date.now() - (target.stops[0]?.fromAt ?? 0))
    await target.start()
    await stage.until('everyone is told of its end', () => mail.received.length >= 2 * EVERYONE.length)

    target.note('the collector has an expired certificate')
    shown(expired)
    await stand.restart(tls)
    await stage.pass(EXPIRED_MS)
    const said = agent.said.filter((line) => line.includes('results wait for the collector'))
    stage.saw('the agent says', said.at(-1) ?? 'nothing')
    stage.verify(
      'the agent refuses it and says why',
      said.some((line) => line.includes('certificate has expired')),
    )
    const warned = stand.collector.said.some((line) => line.includes('tls-expiry'))
    stage.verify('the collector warns of it when it starts', warned)
    target.note('the collector renews its certificate')
    shown(good)
    stand.collector.child.kill('SIGHUP')
    await stage.until('results go on', () => agent.said.some((line) => line.includes('takes results again')))
    await stage.pass(1500)
    const code = await stand.end()
    stage.verify(`the collector ends as asked (${code})`, code === 0)
    verifyHolds(stage, await readKept(stand.data), {
      taken: target.taken.length,
      left: leftOver(agent),
      stops: target.stops,
      slackMs: 3_000,
      everyone: EVERYONE,
      received: mail.received,
    })
  },
}

function codesOf(said: readonly string[]): string[] {
  const refused = said.filter((line) => line.includes('a delivery was not accepted'))
  return [...new Set(refused.map((line) => (JSON.parse(line) as { code: string }).code))]
}
