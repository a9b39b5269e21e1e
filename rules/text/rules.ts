/** The catalogue of the guideline as people read it: patterns, what is required, amounts in words. */
export const RULES = {
  'level.high': { ja: '高', en: 'high' },
  'level.medium': { ja: '中', en: 'medium' },
  'level.low': { ja: '低（相対）', en: 'low (relative)' },
  'axis.confidentiality': { ja: '機密性への要求', en: 'Confidentiality' },
  'axis.integrity': { ja: '完全性への要求', en: 'Integrity' },
  'axis.availability': { ja: '可用性への要求', en: 'Availability' },
  'rules.pattern': { ja: 'パターン{pattern}', en: 'Pattern {pattern}' },
  'rules.clauses': { ja: '根拠', en: 'By' },
  // Footnote 7 of I.7.1.
  'rules.low-note': {
    ja: '「低」は条件に合致するかどうかを示す相対的な見出しで、要求レベルが絶対的に低いことを示すものではない（I.7.1 注7）',
    en: '"Low" is a relative heading for services that meet no condition; it does not say that little is required (I.7.1, footnote 7)',
  },
  // I.8.1 and I.8.5.
  'rules.star-note': {
    ja: '* 特に達成することが必要と考えられる値　- 事業者が任意に設定する値　値はいずれも目安（I.8.1、I.8.5）',
    en: '* value considered particularly necessary to reach; - the provider sets a value; all values are guidance (I.8.1, I.8.5)',
  },
  // Amounts where the guideline's own wording is not at hand.
  'amount.max_interval': { ja: '{amount}に1回以上', en: 'once every {amount} or more often' },
  'amount.max_delay': { ja: '{amount}以内', en: 'within {amount}' },
  'amount.max_deviation': { ja: '±{amount}以内', en: 'at most {amount} off' },
  'amount.min_ratio': { ja: '{amount}%以上', en: '{amount} % or more' },
  'amount.min_retention': { ja: '{amount}以上保存', en: 'kept for {amount} or longer' },
  'amount.min_count': { ja: '{amount}以上', en: '{amount} or more' },
  'amount.min_duration': { ja: '{amount}以上', en: '{amount} or longer' },
  'amount.coverage': { ja: '全時間の{amount}%以上', en: '{amount} % of all hours or more' },
  'amount.always': { ja: '常時', en: 'around the clock, all year' },
  'amount.per_event': { ja: 'その都度', en: 'each time' },
  'amount.implemented': { ja: '実施', en: 'in place' },
  'amount.or': { ja: '又は', en: ' or ' },
  'amount.and': { ja: '及び', en: ' and ' },
} as const
