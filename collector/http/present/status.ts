import type { LedgerEntry, Status } from '../../../rules/api/types.ts'
import type { Settings } from '../../model.ts'
import type { ChainedEntry, SealHead } from '../../store/port.ts'
import type { Asking } from '../route.ts'
import { instant, instantOrNull } from './instant.ts'

export interface AboutStatus {
  settings: Settings
  version: string
  now: number
  startedAt: number
  revision: number
  operators: Status['operators']
  asking: Pick<Asking, 'operator' | 'role' | 'permissions'> | null
  seal: SealHead | null
  /** Unix ms. */
  damaged: { blocks: number; fromAt: number; toAt: number } | null
}

export function status(about: AboutStatus): Status {
  const { settings, version, revision, operators, asking, seal, damaged } = about
  const { operator = null, role = null, permissions = [] } = asking ?? {}
  return {
    version,
    now: instant(about.now),
    language: settings.language,
    timezone: settings.timezone,
    revision,
    startedAt: instant(about.startedAt),
    operators,
    session: operator && role ? { operator: operator.name, role, permissions: [...permissions] } : null,
    mail: settings.mail ? 'configured' : 'none',
    damaged: damaged && {
      ...{ blocks: damaged.blocks, from: instant(damaged.fromAt), to: instant(damaged.toAt) },
    },
    ledger: { sequence: seal?.seq ?? 0, head: seal?.hash ?? null, sealedAt: instantOrNull(seal?.at ?? null) },
  }
}

/** What a login page needs, and nothing of the service: the rest is as if there were nothing. */
export function statusBeforeLogin(settings: Settings, now: number): Status {
  const nothing = { version: '', revision: 0, startedAt: now, seal: null, asking: null, damaged: null }
  const quiet = { ...settings, mail: { url: '', from: '' } }
  return status({ ...nothing, settings: quiet, now, operators: 'exist' })
}

export function ledgerEntry(entry: ChainedEntry): LedgerEntry {
  const { seq, id, kind, subject, actor, payloadDigest, prev, hash, payload } = entry
  return { seq, id, at: instant(entry.at), kind, subject, actor, payloadDigest, prev, hash, payload }
}
