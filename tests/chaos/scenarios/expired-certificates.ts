import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Made, makeAuthority } from '../../real/certificates.ts'
import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { openBadMail } from '../world/bad-mail.ts'
import { readKept, verifyTaken } from '../world/kept.ts'
import { EVERYONE, openShop } from '../world/shop.ts'

/** How long the agent meets the expired certificate, milliseconds. */
const EXPIRED_MS = 6_000

const pem = ({ cert, key }: Made) => ({ cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') })

export const expiredCertificates: Scenario = {
  name: 'expired-certificates',
  fault: "the mail server's and then the collector's own certificate has expired, and is renewed (by SIGHUP)",
  shows:
    'no mail goes to the one and no result to the other, both say why and go on when it is renewed, nothing is lost',
  notExamined: UNDAMAGED,
  needs: { programs: ['openssl'] },
  limitMs: 120_000,
  async run(stage) {
    const authority = makeAuthority(join(stage.directory, 'authority'))
    const made = (from: number, to: number) => authority.server('localhost', { from, to }, 'IP:127.0.0.1')
    const [good, expired] = [made(-1, 90), made(-90, -1)]
    const mail = await openBadMail({ greets: () => true, manner: () => 'good', tls: pem(expired) })
    stage.undo('the mail server', () => mail.close())
    const shop = await openShop(stage, {
      mail: `smtps://127.0.0.1:${mail.port}`,
      collectorAround: { env: { NODE_EXTRA_CA_CERTS: authority.ca } },
      agentAround: null,
      // Read where a certificate is good; met by the agent itself where it has expired.
      proxy: { tls: { ...pem(good), ca: readFileSync(authority.ca, 'utf8') } },
    })
    const { books, target, stand } = shop
    const [cert, key] = [join(stage.directory, 'own.pem'), join(stage.directory, 'own.key')]
    const shown = (which: Made) => {
      copyFileSync(which.cert, cert)
      copyFileSync(which.key, key)
    }
    const tls = [`tls: { cert: "${cert}", key: "${key}" }`]
    shown(good)
    await stand.restart(tls)
    const agent = stand.startAgent('host-a', {
      url: `https://127.0.0.1:${stand.proxy.port}`,
      ca: authority.ca,
    })
    await stage.until('the service is checked', () => target.taken.length >= 2)

    const refusals = () =>
      stand.collector.said.filter((line) => line.includes('a delivery was not accepted')).length
    books.fault('mail-refuses', 'mail', 'its certificate has expired')
    await target.stop()
    await stage.until('mails are tried', () => refusals() >= EVERYONE.length)
    stage.verify('no mail goes to a server whose certificate has expired', mail.received.length === 0)
    stage.saw('the collector says', codesOf(stand.collector.said))
    mail.renew(pem(good))
    books.over('mail-refuses', 'mail')
    await stage.until('everyone is told of the stop', () => mail.received.length >= EVERYONE.length)
    stage.saw('from the stop to the last first notice, ms', Date.now() - (target.stops[0]?.fromAt ?? 0))
    await target.start()
    await stage.until('everyone is told of its end', () => mail.received.length >= 2 * EVERYONE.length)

    books.fault('partition', 'collector', 'its certificate has expired')
    shown(expired)
    await stand.restart(tls)
    stand.proxy.blind = true
    await stage.pass(EXPIRED_MS)
    const said = agent.said.filter((line) => line.includes('results wait for the collector'))
    stage.saw('the agent says', said.at(-1) ?? 'nothing')
    stage.verify(
      'the agent refuses it and says why',
      said.some((line) => line.includes('certificate has expired')),
    )
    const warned = stand.collector.said.some((line) => line.includes('tls-expiry'))
    stage.verify('the collector warns of it when it starts', warned)
    shown(good)
    stand.collector.child.kill('SIGHUP')
    await stage.within('the new certificate', stand.collector.line(/configuration reloaded/))
    stand.proxy.blind = false
    books.over('partition', 'collector')
    await stage.until('results go on', () => agent.said.some((line) => line.includes('takes results again')))
    await stage.pass(1500)
    await stand.end()
    await stand.judge(mail.answers)
    verifyTaken(stage, await readKept(stand.data), { target, agent })
  },
}

function codesOf(said: readonly string[]): string[] {
  const refused = said.filter((line) => line.includes('a delivery was not accepted'))
  return [...new Set(refused.map((line) => (JSON.parse(line) as { code: string }).code))]
}
