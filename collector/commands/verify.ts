import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LedgerReport } from '../ledger/verify.ts'
import { BAD_USAGE, type Command, DID_NOT_HOLD, DONE, type Io } from './command.ts'
import { CONFIG_OPTION, readConfiguration } from './configuration.ts'

export const verify: Command = {
  name: 'verify',
  summary: "Checks the ledger's chain, payloads and signatures",
  usage: '--config FILE [--json]',
  help: [
    '--config FILE   the configuration of the collector (default: the built-in one)',
    '--json          one JSON document on stdout',
    '',
    'Exit 0 if the ledger holds, 1 if it does not.',
  ],
  options: { ...CONFIG_OPTION, json: { type: 'boolean' } },
  async run(values, io) {
    const loaded = readConfiguration(values, io)
    if (!loaded) return BAD_USAGE
    const { data, postgres } = loaded.settings
    if (postgres === null && !existsSync(join(data, 'kijun.db'))) {
      io.err(`kijun-collector: there is no store in ${data}, hence no ledger`)
      return BAD_USAGE
    }
    const [{ openStore }, { verifyLedger }, { plainRefusal }] = await Promise.all([
      import('../store/open.ts'),
      import('../ledger/verify.ts'),
      import('./refusal.ts'),
    ])
    try {
      const store = await openStore({ data, postgres, log: io.log, readOnly: true })
      const report = await verifyLedger(store).finally(() => store.close())
      tell(report, values.json === true, io)
      return report.ok ? DONE : DID_NOT_HOLD
    } catch (error) {
      const refusal = plainRefusal(error)
      if (refusal === null) throw error
      io.err(`kijun-collector: ${refusal}`)
      return BAD_USAGE
    }
  },
}

function tell(report: LedgerReport, json: boolean, io: Io): void {
  if (json) {
    io.out(JSON.stringify(report, null, 2))
    return
  }
  for (const { seq, code, message } of report.findings)
    io.out(`${seq === null ? '-' : seq}: ${message} (${code})`)
  const counts = `entries: ${report.entries}, seals: ${report.seals}, not yet sealed: ${report.unsealed}, erased payloads: ${report.erased}`
  io.out(
    report.ok
      ? `The ledger holds (${counts})`
      : `The ledger does NOT hold: ${report.findings.length} findings (${counts})`,
  )
}
