/** What most scenarios of networks, clocks and mail servers begin with: one service, its agent, its collector, its people. */
import { type Mailbox, openMailbox } from '../../support/mailbox.ts'
import type { Program } from '../../support/program.ts'
import type { Books } from '../books.ts'
import { acceptedMail, type Judged } from '../judge.ts'
import type { Stage } from '../stage.ts'
import { ADMIN, type Around, openStand, type Stand, type Wanted } from './stand.ts'
import { openBooksOf, openTarget, type Target } from './target.ts'

export const USERS = ['u1@customer.example', 'u2@customer.example']
export const EVERYONE = [ADMIN, ...USERS]

export interface Shop {
  books: Books
  target: Target
  mailbox: Mailbox
  stand: Stand
  agent: Program | null
  /** Waits until everyone has one first notice, or one recovery, of each stop so far. */
  told(): Promise<void>
  recovered(): Promise<void>
  /** Ends all and judges. */
  close(more?: Pick<Judged, 'without'>): Promise<void>
}

export async function openShop(
  stage: Stage,
  a: Partial<Wanted> & {
    /** Address that the service listens on. */
    host?: string
    /** Its checks; one by default. */
    ids?: string[]
    /** How the two programs are started. */
    collectorAround?: Around
    /** Null: it is not started. */
    agentAround?: Around | null
    /** Whether its agent asks a gateway beside the service whether its own network is there. */
    gateway?: boolean
  } = {},
): Promise<Shop> {
  const {
    host = '127.0.0.1',
    ids = ['alive'],
    collectorAround,
    agentAround = {},
    gateway = false,
    ...wanted
  } = a
  const books = openBooksOf(stage)
  const target = await openTarget(stage, books, { host, checks: ids.map((id) => `shop/of-host-a/${id}`) })
  const beside = gateway ? await openTarget(stage, books, { host, service: 'gateway', checks: [] }) : null
  const more = beside ? [`ownNetwork: { host-a: ["${host}:${beside.port}"] }`] : []
  const mailbox = await openMailbox()
  stage.undo('the mail server', () => mailbox.close())
  const checks = ids.map((id) => ({ id, target: `${host}:${target.port}`, agent: 'host-a' }))
  const mail = `smtp://127.0.0.1:${mailbox.port}`
  const stand = await openStand(
    stage,
    books,
    { mail, users: USERS, checks, more, ...wanted },
    collectorAround,
  )
  await stand.issue(['host-a'])
  const agent =
    agentAround === null
      ? null
      : stand.startAgent('host-a', { url: `http://${host}:${stand.proxy.port}`, ...agentAround })
  if (agent) await stage.until('the service is checked', () => target.taken.length >= 3)
  const mails = (what: RegExp) => () =>
    mailbox.received.filter(({ mail: { subject } }) => what.test(subject ?? '')).length >=
    target.stops.length * EVERYONE.length
  return {
    ...{ books, target, mailbox, stand, agent },
    told: () => stage.until('everyone is told of the stop', mails(/First notice/)),
    recovered: () => stage.until('everyone is told of its end', mails(/Recovered/)),
    async close(more) {
      await stand.end()
      await stand.judge(mailbox.received.map(acceptedMail), more)
    },
  }
}
