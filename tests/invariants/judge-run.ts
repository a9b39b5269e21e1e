/** Judges a run on real programs: the generator's ledger file against what the store and the mail servers hold. */
import { verifyLedger } from '../../collector/ledger/verify.ts'
import { openStore } from '../../collector/store/open.ts'
import { checkInvariants } from './check.ts'
import { type Look, readEnd } from './end.ts'
import { FORMAT, type History, type Judgement, type MailAnswer } from './history.ts'
import { readLedger } from './ledger-file.ts'
import { sectionsByOrder } from './orders.ts'

export interface RunToJudge extends Look {
  ledgerFile: string
  /** The collector's data directory; nobody may be writing to it any more. */
  data: string
  /** `postgres://…`, or null for the embedded store under `data`. */
  postgres?: string | null
  /** What mail servers were handed, beside the lines of the ledger file. */
  mailbox?: MailAnswer[]
  /** Of which service to measure a span of the collector's time in several orders of arrival. */
  orders?: { service: string; month: string; from: number; to: number; seed: number }[]
}

async function historyOfRun({
  ledgerFile,
  data,
  postgres = null,
  mailbox = [],
  orders = [],
  ...look
}: RunToJudge) {
  const ledger = readLedger(ledgerFile)
  const store = await openStore({ data, postgres, readOnly: true })
  try {
    const end = await readEnd(store, look)
    const loaded = await store.revisionsBetween({ fromAt: 0, toAt: look.now + 1 })
    const { findings } = await verifyLedger(store)
    const sections = []
    for (const one of orders) sections.push(await sectionsByOrder(store, one))
    const history: History = {
      ...{ format: FORMAT, replay: ledger.replay, limits: ledger.limits },
      world: {
        ...ledger.world,
        revisions: loaded.map(({ revision, loadedAt: at }) => ({ at, revision, contacts: ledger.contacts })),
        mail: [...(ledger.world.mail ?? []), ...mailbox],
      },
      end: {
        ...{ ...end, sections },
        quarantined: ledger.quarantined,
        ledgerProblems: findings.map(({ code, message }) => `${code}: ${message}`),
      },
    }
    return history
  } finally {
    await store.close()
  }
}

export async function judgeRun(run: RunToJudge): Promise<Judgement[]> {
  return checkInvariants(await historyOfRun(run))
}
