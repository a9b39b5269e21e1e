/**
 * The words of kijun, one per thing, in code, API, pages and documents.
 *
 * | word        | 日本語     | meaning |
 * |-------------|-----------|---------|
 * | check       | 監視       | one scheduled measurement of one component |
 * | result      | 監視結果   | one execution of a check |
 * | incident    | 事象       | something that went wrong, from its first failed result to its recovery |
 * | obligation  | 義務       | what the provider owes after or during it, with a due time |
 * | notice      | 通知       | a message owed or sent |
 * | delivery    | 配信       | one notice to one recipient over one channel |
 * | ledger      | 台帳       | the append-only, hash-chained record of all that counts as evidence |
 *
 * Instants are Unix milliseconds (UTC) named `…At`; spans are milliseconds named `…Ms`.
 */

/** Pattern of a service, from its type or the C/I/A rule (004 I.7). */
export type Pattern = 1 | 2 | 3 | 4 | 5 | 6

/** What a check is for: 稼働監視, 障害監視, パフォーマンス監視, 時刻同期, evidence. */
export const PURPOSES = ['liveness', 'fault', 'performance', 'time-sync', 'evidence'] as const
export type Purpose = (typeof PURPOSES)[number]

/** What one execution said. Unknown is never up and never down. */
export const OUTCOMES = ['ok', 'failed', 'unknown'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** 稼働停止, 障害, パフォーマンス低下, 監視欠落 (external-network, security-event and time-error come with their checks). */
export const INCIDENT_KINDS = ['outage', 'fault', 'slowdown', 'monitoring-gap'] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]

/** 速報, 追加報告, 復旧. An outage learned of after its end is told by one `first` notice of form `late`. */
export const NOTICE_KINDS = ['first', 'follow-up', 'recovery'] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Who a notice goes to: everyone who uses the service, 利用者側の管理連絡窓口, 管理責任者, on-call staff. */
export const AUDIENCES = ['users', 'admin', 'manager', 'on-call'] as const
export type Audience = (typeof AUDIENCES)[number]

/** 達成, 対策参照値未達, 未証明, 取消. Not proven is never shown as met. */
export const OBLIGATION_STATES = ['open', 'met', 'breached', 'not-proven', 'withdrawn'] as const
export type ObligationState = (typeof OBLIGATION_STATES)[number]

export const LANGUAGES = ['ja', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export const COMPONENT_KINDS = [
  'application',
  'platform',
  'server',
  'storage',
  'network-device',
  'security-device',
  'external-network',
] as const
export type ComponentKind = (typeof COMPONENT_KINDS)[number]
