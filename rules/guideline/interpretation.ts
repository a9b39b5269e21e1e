/**
 * What the guideline leaves open (requirements, section 5) is a visible setting of a service with a default.
 * Reports print the choices in force. A row here is all that a new one needs, beside the code that reads it.
 */

interface Row {
  /** The clause that is silent or says two things. */
  clause: string
  choices: readonly [string, ...string[]]
  /** What is in question, for people. */
  question: { ja: string; en: string }
}

/** The first choice of each is the default. */
export const INTERPRETATIONS = {
  firstNoticeFrom: {
    clause: 'III.1.1.1.b',
    choices: ['confirmed', 'first-failed'],
    question: {
      ja: '「検知」は障害の確認が済んだ時点か、最初の失敗の時点か',
      en: 'Whether detection is the confirmed failure or its first failed check',
    },
  },
  outageNoticeTo: {
    clause: 'III.1.1.1',
    choices: ['all-users', 'admin'],
    question: {
      ja: '稼働停止の速報は全利用者に送るか、管理連絡窓口のみか（全利用者は望ましいとされる）',
      en: 'Whether the notice of an outage is owed to all users (best practice iii) or to the administrative contact only',
    },
  },
  noticeReachedBy: {
    clause: 'III.1.1.1.b',
    choices: ['relay', 'recipient-server', 'acknowledged'],
    question: {
      ja: '「通知」は中継受付、受信側サーバの受付、本人の確認のどの時点で成立するか',
      en: "Which stamp counts as told: accepted by our relay, by the recipient's server, or acknowledged",
    },
  },
  plannedStopNotice: {
    clause: 'III.1.1.1',
    choices: ['not-owed', 'owed'],
    question: {
      ja: '事前に通知した定期保守による停止にも速報が要るか',
      en: 'Whether a stop by announced regular maintenance needs a first notice too',
    },
  },
  slowdownNotice: {
    clause: 'III.1.1.3',
    choices: ['none', 'agreed'],
    question: {
      ja: 'レスポンス時間の増加を利用者に知らせる取決めがあるか',
      en: 'Whether the agreement with the users has notices of slow response',
    },
  },
  followUpFrom: {
    clause: 'III.1.1.8.a',
    choices: ['discovery', 'detection'],
    question: {
      ja: '追加報告の「発見後」は人の報告を含む発見からか、監視の検知からか',
      en: 'Whether the follow-up counts from discovery (a report by a person counts) or from detection by monitoring',
    },
  },
  externalNetworkFrom: {
    clause: 'III.3.2.5.a',
    choices: ['detection', 'occurrence'],
    question: {
      ja: '外部ネットワーク障害の通報は検知後（値の表記）か、発生後（項目名の表記）か',
      en: 'Whether an external network fault counts from detection (the value) or from occurrence (the title)',
    },
  },
  monitoringHours: {
    clause: 'III.1.1.1',
    choices: ['always', 'service-hours'],
    question: {
      ja: '監視インターバルは常時か、サービス時間帯のみか',
      en: 'Whether intervals are owed around the clock or within the service hours only',
    },
  },
  faultCounts: {
    clause: 'III.2.1.1',
    choices: ['up', 'down'],
    question: {
      ja: '障害（一部の機能の不全）の間は実稼働時間に含めるか',
      en: 'Whether time with a fault, or with a part of the service, counts as up or as down',
    },
  },
  slowdownCounts: {
    clause: 'III.2.1.1',
    choices: ['up', 'down'],
    question: {
      ja: 'レスポンス低下の間は実稼働時間に含めるか',
      en: 'Whether time of slow response counts as up or as down',
    },
  },
  downtimeEnds: {
    clause: 'III.2.1.1',
    choices: ['full-recovery', 'partial-recovery'],
    question: {
      ja: '停止の終わりは完全復旧か、部分復旧か',
      en: 'Whether downtime ends with full or with partial recovery',
    },
  },
  availabilityPeriod: {
    clause: 'III.2.1.1.a',
    choices: ['month', 'quarter', 'half-year', 'year'],
    question: { ja: '稼働率を平均する期間', en: 'The period over which availability is averaged' },
  },
  months: {
    clause: 'III.1.1.7.a',
    choices: ['calendar', 'elapsed'],
    question: {
      ja: '「ヶ月」は暦月か、30日か',
      en: 'Whether a month is a calendar month or 30 days',
    },
  },
  days: {
    clause: 'III.1.1.6.a',
    choices: ['elapsed', 'calendar', 'business'],
    question: {
      ja: '「日」は24時間か、暦日か、営業日か',
      en: 'Whether a day is 24 hours, a calendar day or a business day',
    },
  },
} as const satisfies Record<string, Row>

export type InterpretationKey = keyof typeof INTERPRETATIONS
export type Choice<K extends InterpretationKey> = (typeof INTERPRETATIONS)[K]['choices'][number]
/** The choices that a service is judged by. */
export type Interpretation = { [K in InterpretationKey]: Choice<K> }

/** The default of every setting, overridden by `chosen`. */
export function interpretationOf(chosen: Partial<Interpretation> = {}): Interpretation {
  const defaults = Object.fromEntries(
    Object.entries(INTERPRETATIONS).map(([key, { choices }]) => [key, choices[0]]),
  )
  return { ...defaults, ...chosen } as Interpretation
}
