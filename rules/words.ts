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

/** 稼働停止, 障害, パフォーマンス低下, 外部ネットワーク障害, 監視欠落, 時刻誤差 (security-event comes with its checks). */
export const INCIDENT_KINDS = [
  'outage',
  'fault',
  'slowdown',
  'external-network',
  'monitoring-gap',
  'time-error',
] as const
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

/**
 * A verdict over an item (design: never 違反, 適合, 認証). `pending`: nothing was owed yet; `unset` 未設定: "-" and
 * no own value; `not-measured`: this version has no measurement of it.
 */
export const VERDICTS = ['met', 'breached', 'not-proven', 'pending', 'unset', 'not-measured'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What two persons decide together (000 2.1.6): one proposes with a reason, another approves or rejects. */
export const PROPOSAL_KINDS = [
  'withdraw-obligation',
  'withdraw-incident',
  /** The end of a legal hold: what it held may be deleted then. */
  'lift-hold',
] as const
export type ProposalKind = (typeof PROPOSAL_KINDS)[number]
/** 誤検知, 責任範囲外, 誤記録. */
export const WITHDRAWAL_REASONS = ['false-detection', 'outside-responsibility', 'wrong-record'] as const
/** 保全の終了. */
export const HOLD_REASONS = ['hold-ended'] as const
export const PROPOSAL_REASONS = [...WITHDRAWAL_REASONS, ...HOLD_REASONS] as const
export type ProposalReason = (typeof PROPOSAL_REASONS)[number]
export const PROPOSAL_STATES = ['proposed', 'approved', 'rejected'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

/**
 * Why results are still kept: the time that was promised is not over (III.2.1.3 a, b), a month is not closed, its report
 * was not issued or may still be disputed, a legal hold stands; the collector's clock was not watched long enough.
 */
export const KEPT_BECAUSE = [
  'usage-records',
  'incident-records',
  'month-open',
  'report-not-issued',
  'report-disputable',
  'legal-hold',
  'clock-unproven',
] as const
export type KeptBecause = (typeof KEPT_BECAUSE)[number]

/** Phases of an incident (II.6.1.1 BP i): 原因切り分け, 部分復旧, 完全復旧. */
export const PHASES = ['cause-isolated', 'partial-recovery', 'full-recovery'] as const
export type Phase = (typeof PHASES)[number]

/** Whom a report is for: 利用者等 (III.1.1.7), 管理責任者 (III.1.1.4). */
export const REPORT_AUDIENCES = ['customers', 'manager'] as const
export type ReportAudience = (typeof REPORT_AUDIENCES)[number]
/** How a report was issued; a web page counts (III.1.1.7 a, III.1.1.4 BP ii). */
export const REPORT_MEANS = ['web', 'mail', 'paper'] as const
export type ReportMeans = (typeof REPORT_MEANS)[number]

/** 閲覧者, 当番, オペレーター, 管理責任者, 監査人, システム管理者, 顧客: what each may do is in `rules/people/permissions.ts`. */
export const ROLES = [
  'viewer',
  'on-call',
  'operator',
  'manager',
  'auditor',
  'administrator',
  'customer',
] as const
export type Role = (typeof ROLES)[number]

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
  /** A service of another provider that this one is built on (II.8.1.1): part of the service, with its own manager. */
  'partner-service',
] as const
export type ComponentKind = (typeof COMPONENT_KINDS)[number]
