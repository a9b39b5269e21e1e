/** How each evaluation item is measured by this version, or that it is not yet: what the guideline page says of it. */

export interface Measuring {
  /** What the figure comes from; null: this version does not measure the item. */
  by: 'checks' | 'notices' | 'follow-ups' | 'availability' | 'reports' | 'ledger' | null
  how: { ja: string; en: string }
}

const CHECKS: Measuring = {
  by: 'checks',
  how: {
    ja: '監視の開始時刻の間隔（正常・失敗の実行のみ）を実測',
    en: 'Measured: distances between the starts of executions that ended ok or failed',
  },
}
const NOTICES: Measuring = {
  by: 'notices',
  how: {
    ja: '検知から最後の宛先の受付までを実測',
    en: 'Measured: from detection to the acceptance for the last recipient',
  },
}
const REPORTS: Measuring = {
  by: 'reports',
  how: {
    ja: '記録された報告書の発行から次の発行までを実測',
    en: 'Measured: from one recorded issue of a report to the next',
  },
}
const NOT_YET: Measuring = {
  by: null,
  how: {
    ja: '未計測：取込みまたは申告による証跡が必要（この版では未対応）',
    en: 'Not measured yet: it needs imported or attested evidence, which this version does not take',
  },
}

const MEASURED: Record<string, Measuring> = {
  'III.1.1.1.a': CHECKS,
  'III.1.1.1.b': NOTICES,
  'III.1.1.2.a': CHECKS,
  'III.1.1.2.b': NOTICES,
  'III.1.1.3.a': CHECKS,
  'III.1.1.3.b': NOTICES,
  'III.1.1.4.a': REPORTS,
  'III.1.1.5.a': CHECKS,
  'III.1.1.5.b': {
    by: 'checks',
    how: {
      ja: '時刻同期の監視が測った誤差の最大を実測',
      en: 'Measured: the largest offset that time-sync checks found',
    },
  },
  'III.1.1.7.a': REPORTS,
  'III.1.1.8.a': {
    by: 'follow-ups',
    how: {
      ja: '発見から追加報告が管理連絡窓口に受け付けられるまでを実測',
      en: 'Measured: from discovery to the acceptance of the follow-up by the administrative contact',
    },
  },
  'III.2.1.1.a': {
    by: 'availability',
    how: {
      ja: 'サービス時間帯の稼働・停止・不明を実測（不明は稼働に数えない）',
      en: 'Measured: up, down and unknown within the service hours (unknown is never up)',
    },
  },
  'III.2.1.3.b': {
    by: 'ledger',
    how: {
      ja: 'kijun の台帳と事象の記録が期間中保存されているかを毎日確認（他の記録は対象外）',
      en: "Measured for kijun's own ledger and incident records, verified daily (other logs are not covered)",
    },
  },
  'III.3.2.5.a': NOTICES,
}

/** How an item of the catalogue is measured. */
export function measuringOf(item: string): Measuring {
  return MEASURED[item] ?? NOT_YET
}
