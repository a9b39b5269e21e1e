import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Copy, LedgerReport } from '../ledger/verify.ts'
import { BAD_USAGE, type Command, DID_NOT_HOLD, DONE, type Io, type Values } from './command.ts'
import { CONFIG_OPTION, readConfiguration } from './configuration.ts'

export const verify: Command = {
  name: 'verify',
  summary: "Checks the ledger's chain, payloads and signatures, and the blocks of results",
  usage: '--config FILE [--seal NUMBER:HASH] [--json]',
  help: [
    '--config FILE   the configuration of the collector (default: the built-in one)',
    '--seal N:HASH   the head that a notice carries in its last line (#N HASH): the ledger must hold it',
    '--json          one JSON document on stdout',
    '',
    'Any change of what is sealed is found. That the newest entries were cut off together with their seals,',
    'or that all was written anew by who has the key, shows only against a copy: give the newest with --seal.',
    'Exit 0 if the ledger holds, 1 if it does not.',
  ],
  options: { ...CONFIG_OPTION, seal: { type: 'string' }, json: { type: 'boolean' } },
  async run(values, io) {
    const copies = copiesOf(values.seal)
    if (!copies) {
      io.err(
        'kijun-collector: --seal takes a number, a colon and 64 hexadecimal digits, as a notice shows them',
      )
      return BAD_USAGE
    }
    const loaded = readConfiguration(values, io)
    if (!loaded) return BAD_USAGE
    const { data, postgres } = loaded.settings
    if (postgres === null && !existsSync(join(data, 'kijun.db'))) {
      io.err(`kijun-collector: there is no store in ${data}, hence no ledger`)
      return BAD_USAGE
    }
    const [{ openStore }, { verifyLedger }, { verifyResultBlocks }, { plainRefusal }] = await Promise.all([
      import('../store/open.ts'),
      import('../ledger/verify.ts'),
      import('../ledger/verify-blocks.ts'),
      import('./refusal.ts'),
    ])
    try {
      const store = await openStore({ data, postgres, log: io.log, readOnly: true })
      const report = await verifyBoth().finally(() => store.close())
      async function verifyBoth() {
        const ledger = await verifyLedger(store, copies ?? [])
        const { blocks, findings } = await verifyResultBlocks(store)
        return {
          ...{ ...ledger, blocks },
          ok: ledger.ok && findings.length === 0,
          findings: [...ledger.findings, ...findings],
        }
      }
      tell(report, postgres === null ? resolve(data) : 'PostgreSQL', values.json === true, io)
      return report.ok ? DONE : DID_NOT_HOLD
    } catch (error) {
      const refusal = plainRefusal(error)
      if (refusal === null) throw error
      io.err(`kijun-collector: ${refusal}`)
      return BAD_USAGE
    }
  },
}

/** Null where it is no head. */
function copiesOf(text: Values[string]): Copy[] | null {
  if (typeof text !== 'string') return []
  const [, seq, hash] = /^#?([1-9]\d{0,14})[: ]([0-9a-f]{64})$/.exec(text.trim()) ?? []
  return seq === undefined || hash === undefined ? null : [{ seq: Number(seq), hash }]
}

/** Says which ledger, since a relative data directory depends on where it was called. */
function tell(report: LedgerReport & { blocks: number }, place: string, json: boolean, io: Io): void {
  if (json) {
    io.out(JSON.stringify(report, null, 2))
    return
  }
  for (const { seq, code, message } of report.findings)
    io.out(`${seq === null ? '-' : seq}: ${message} (${code})`)
  const counts = `entries: ${report.entries}, seals: ${report.seals}, not yet sealed: ${report.unsealed}, erased payloads: ${report.erased}, blocks of results: ${report.blocks}`
  io.out(
    report.ok
      ? `The ledger holds (${counts}): ${place}`
      : `The ledger does NOT hold: ${report.findings.length} findings (${counts}): ${place}`,
  )
}
