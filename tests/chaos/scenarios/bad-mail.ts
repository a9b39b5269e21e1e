import type { Scenario } from '../scenario.ts'
import { UNDAMAGED } from '../scenario.ts'
import { type Manner, openBadMail } from '../world/bad-mail.ts'
import { readKept, verifyTaken } from '../world/kept.ts'
import { openShop } from '../world/shop.ts'
import { ADMIN } from '../world/stand.ts'

/** By the part of their address before the number: how often they meet it before they are served. */
const BAD: Record<string, { manner: Manner; times: number }> = {
  closing: { manner: '421', times: 2 },
  busy: { manner: '450', times: 2 },
  later: { manner: '451', times: 1 },
  nobody: { manner: '550', times: Number.POSITIVE_INFINITY },
  slow: { manner: 'byte-a-second', times: 1 },
  lostbefore: { manner: 'cut-before', times: 2 },
  lostafter: { manner: 'cut-after', times: 2 },
}
const GOOD = 30
const OF_EACH = 2
/** Of so many connections every fifth is not greeted; each costs the outbox one of its ten places for 15 s. */
const UNGREETED_UNTIL = 15
/** How long the good ones may take, milliseconds: a generous limit on a busy machine; the guideline's is 20 minutes. */
const GOOD_WITHIN_MS = 60_000

export const badMail: Scenario = {
  name: 'bad-mail',
  fault:
    'a mail server that does not greet three connections, answers 421, 450, 451 and 550, one byte a second, and cuts before and after it took a mail',
  shows:
    'the good recipients are told while others fail, each mail is accepted once or repeated with its Message-ID and counted, 550 is unreachable and no breach',
  notExamined: UNDAMAGED,
  needs: {},
  limitMs: 150_000,
  async run(stage) {
    const goodOnes = Array.from({ length: GOOD }, (_, n) => `good${n}@customer.example`)
    const badOnes = Object.keys(BAD).flatMap((name) =>
      Array.from({ length: OF_EACH }, (_, n) => `${name}${n}@customer.example`),
    )
    // In an order of the seed's: which of them are written to first must not matter.
    const users = [...goodOnes, ...badOnes]
      .map((one) => ({ one, place: stage.random.fraction() }))
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => one)
    const mail = await openBadMail({
      greets: (n) => n % 5 !== 0 || n > UNGREETED_UNTIL,
      manner(to, attempt) {
        const bad = BAD[/^[a-z]+/.exec(to)?.[0] ?? '']
        return bad && attempt <= bad.times ? bad.manner : 'good'
      },
    })
    stage.undo('the mail server', () => mail.close())
    const shop = await openShop(stage, { mail: `smtp://127.0.0.1:${mail.port}`, users })
    const { books, target, stand } = shop
    for (const kind of ['mail-refuses', 'mail-silent', 'mail-cut'] as const) books.fault(kind, 'mail')

    const reachable = [ADMIN, ...users.filter((one) => !one.startsWith('nobody'))]
    const told = (all: string[], subject: RegExp) => {
      const have = new Set(
        mail.received.filter((one) => subject.test(one.mail.subject ?? '')).map(({ to }) => to),
      )
      return all.every((one) => have.has(one))
    }
    const fromAt = Date.now()
    await target.stop()
    await stage.until('the good ones are told', () => told(goodOnes, /First notice/))
    const goodMs = Date.now() - fromAt
    await stage.until('everyone reachable is told', () => told(reachable, /First notice/))
    const allMs = Date.now() - fromAt
    await target.start()
    await stage.until('everyone reachable is told of the end', () => told(reachable, /Recovered/))
    const answer = await fetch(`http://127.0.0.1:${stand.port}/metrics`)
    const waiting = async () =>
      /^kijun_deliveries_waiting (\d+)/m.exec(await (await fetch(answer.url)).text())?.[1]
    await stage.until('every answer is recorded', async () => (await waiting()) === '0')
    await stand.end()
    await stand.judge(mail.answers)

    stage.saw('what recipients met', Object.fromEntries(mail.met))
    stage.saw('connections that were not greeted', mail.ungreeted)
    stage.saw('from the stop to the last good recipient, to the last of all, ms', [goodMs, allMs])
    stage.verify('the good ones are told while the others fail', goodMs < GOOD_WITHIN_MS)
    stage.verify('some connections were not greeted', mail.ungreeted > 0)

    const kept = await readKept(stand.data)
    const distinct = new Set(mail.received.map(({ messageId }) => messageId)).size
    const repeated = mail.received.length - distinct
    const attempts = kept.deliveries.reduce((sum, { attempts }) => sum + attempts, 0)
    const accepted = kept.deliveries.filter(({ state }) => state === 'accepted')
    const refused = kept.deliveries.filter(({ state }) => state === 'refused')
    stage.saw('mails taken, repeated, attempts counted', [mail.received.length, repeated, attempts])
    stage.verify(
      'a repeated mail has its Message-ID, and there are as many as answers were lost',
      repeated === mail.met.get('cut-after'),
    )
    stage.verify('every delivery ended', accepted.length + refused.length === kept.deliveries.length)
    stage.verify(
      `accepted is what the server took: ${accepted.length} deliveries, ${distinct} mails`,
      accepted.length === distinct,
    )
    stage.verify('attempts are at least what was met', attempts >= mail.received.length + refused.length)
    stage.verify(
      `who has no mailbox is refused, and only they (${refused.length})`,
      refused.length >= OF_EACH && refused.every(({ lastAnswer }) => lastAnswer?.startsWith('550') === true),
    )
    const notice = kept.obligations.filter(({ item }) => item === 'III.1.1.1.b')
    stage.verify(
      `the notice is met except for the unreachable (${notice.map(({ state, because }) => `${state} ${because}`)})`,
      notice.length === 1 &&
        notice.every(
          ({ state, because }) => state === 'met' && because === 'accepted-in-time-except-unreachable',
        ),
    )
    verifyTaken(stage, kept, { target, agent: shop.agent })
  },
}
