/**
 * Texts of notices. A user reads what happened, since when, and what comes next, and nothing else;
 * the contact adds the times and limits; the provider's own people add what the probes saw.
 */
export const MAIL = {
  'mail.to.users': { ja: 'ご利用の皆様', en: 'To all users of {service}' },
  'mail.to.admin': { ja: '管理ご担当者様', en: 'To the administrative contact for {service}' },
  'mail.to.manager': { ja: '管理責任者各位', en: 'To the manager responsible for {service}' },
  'mail.to.on-call': { ja: '当番担当者各位', en: 'To the on-call staff for {service}' },

  'mail.first.outage.subject': {
    ja: '【速報】{service} 稼働停止のお知らせ',
    en: '[First notice] {service} is down',
  },
  'mail.first.outage.lead': {
    ja: '{service}は現在、停止しております。',
    en: '{service} is currently down.',
  },
  'mail.first.fault.subject': {
    ja: '【速報】{service} 障害のお知らせ',
    en: '[First notice] Fault in {service}',
  },
  'mail.first.fault.lead': {
    ja: '{service}に障害が発生しております。サービス全体の停止は検知しておりません。',
    en: 'A fault has occurred in {service}. No outage of the service as a whole has been detected.',
  },
  'mail.first.slowdown.subject': {
    ja: '【速報】{service} パフォーマンス低下のお知らせ',
    en: '[First notice] {service} is slow',
  },
  'mail.first.external-network.subject': {
    ja: '【速報】{service} 外部ネットワーク障害のお知らせ',
    en: '[First notice] {service}: external network fault',
  },
  'mail.first.slowdown.lead': {
    ja: '{service}の応答が遅くなっております。',
    en: '{service} is responding slowly.',
  },
  'mail.first.external-network.lead': {
    ja: '{service}の外部ネットワークに障害が発生しております。',
    en: 'An external network of {service} has a fault.',
  },
  'mail.first.monitoring-gap.subject': { ja: '【監視欠落】{service}', en: '[Monitoring gap] {service}' },
  'mail.first.monitoring-gap.lead': {
    ja: '{service}の有効な監視結果が得られていません。サービスの状態は不明です（停止を意味するものではありません）。\nエージェントとネットワークを確認してください。',
    en: 'No usable results are arriving for {service}. Its state is unknown (this does not mean that it is down).\nPlease check the agent and the network.',
  },
  'mail.first.time-error.subject': { ja: '【時刻誤差】{service}', en: '[Time error] {service}' },
  'mail.first.time-error.lead': {
    ja: '{service}のホストの時刻が、許容範囲を超えてずれています。\n時刻同期の設定を確認してください。',
    en: 'The clock of a host of {service} is off by more than its limit.\nPlease check its time synchronisation.',
  },

  // A component stopped, and the service is known to go on without it.
  'mail.first.fault.no-impact.subject': {
    ja: '【速報】{service} 構成要素の障害のお知らせ（サービス影響なし）',
    en: '[First notice] Component fault in {service} (no impact on the service)',
  },
  'mail.first.fault.no-impact.lead': {
    ja: '{service}を構成する機器等の一部が停止しておりますが、冗長構成によりサービスは継続しております（サービス影響なし）。',
    en: 'A component of {service} has stopped. The service goes on without it (no impact on the service).',
  },
  // One vantage cannot reach what others can.
  'mail.first.monitoring-gap.cut-off.subject': {
    ja: '【監視欠落】{service} 一部の監視地点からの到達不能',
    en: '[Monitoring gap] {service} cannot be reached from one vantage',
  },
  'mail.first.monitoring-gap.cut-off.lead': {
    ja: '{service}に、監視地点の一つから到達できません。他の監視地点には応答しており、サービスの停止ではありません。\nその監視地点のネットワークを確認してください。',
    en: '{service} cannot be reached from one of its vantages. It answers others, so it is not down.\nPlease check the network of that vantage.',
  },

  'mail.late.outage.subject': {
    ja: '【発生・復旧のお知らせ】{service} 稼働停止',
    en: '[Occurred and recovered] {service} was down',
  },
  'mail.late.outage.lead': {
    ja: '{service}は下記の時間帯に停止しておりましたが、現在は復旧しております。',
    en: '{service} was down during the period below and has since recovered.',
  },
  'mail.late.fault.subject': {
    ja: '【発生・復旧のお知らせ】{service} 障害',
    en: '[Occurred and recovered] Fault in {service}',
  },
  'mail.late.fault.lead': {
    ja: '{service}におきまして下記の時間帯に障害が発生しておりましたが、現在は復旧しております。',
    en: 'There was a fault in {service} during the period below; it has since been resolved.',
  },
  'mail.late.slowdown.subject': {
    ja: '【発生・復旧のお知らせ】{service} パフォーマンス低下',
    en: '[Occurred and recovered] {service} was slow',
  },
  'mail.late.external-network.subject': {
    ja: '【発生・復旧のお知らせ】{service} 外部ネットワーク障害',
    en: '[Occurred and recovered] {service}: external network fault',
  },
  'mail.late.slowdown.lead': {
    ja: '{service}の応答が下記の時間帯に遅くなっておりましたが、現在は復旧しております。',
    en: '{service} responded slowly during the period below and has since recovered.',
  },
  'mail.late.external-network.lead': {
    ja: '{service}の外部ネットワークに下記の時間帯に障害が発生しておりましたが、現在は復旧しております。',
    en: 'An external network of {service} had a fault during the period below and has since recovered.',
  },
  'mail.late.monitoring-gap.subject': {
    ja: '【監視欠落・再開】{service}',
    en: '[Monitoring gap, ended] {service}',
  },
  'mail.late.monitoring-gap.lead': {
    ja: '{service}の監視結果が下記の時間帯に欠落していました。監視は再開しています。',
    en: 'Results for {service} were missing during the period below. Monitoring has resumed.',
  },
  'mail.late.time-error.subject': {
    ja: '【時刻誤差・復旧】{service}',
    en: '[Time error, ended] {service}',
  },
  'mail.late.time-error.lead': {
    ja: '{service}のホストの時刻が下記の時間帯にずれていました。現在は許容範囲内です。',
    en: 'The clock of a host of {service} was off during the period below. It is within its limit again.',
  },

  'mail.late.fault.no-impact.subject': {
    ja: '【発生・復旧のお知らせ】{service} 構成要素の障害（サービス影響なし）',
    en: '[Occurred and recovered] Component fault in {service} (no impact on the service)',
  },
  'mail.late.fault.no-impact.lead': {
    ja: '{service}を構成する機器等の一部が下記の時間帯に停止しておりましたが、サービスは継続しており、現在は復旧しております（サービス影響なし）。',
    en: 'A component of {service} was down during the period below and has since recovered. The service went on without it (no impact on the service).',
  },
  'mail.late.monitoring-gap.cut-off.subject': {
    ja: '【監視欠落・再開】{service} 一部の監視地点からの到達不能',
    en: '[Monitoring gap, ended] {service} could not be reached from one vantage',
  },
  'mail.late.monitoring-gap.cut-off.lead': {
    ja: '{service}に、監視地点の一つから下記の時間帯に到達できませんでした。他の監視地点には応答していました。',
    en: '{service} could not be reached from one of its vantages during the period below. It answered others.',
  },

  'mail.recovery.outage.subject': {
    ja: '【復旧】{service} 稼働停止からの復旧のお知らせ',
    en: '[Recovered] {service} is up again',
  },
  'mail.recovery.outage.lead': {
    ja: '{service}は復旧いたしました。',
    en: '{service} is up again.',
  },
  'mail.recovery.fault.subject': {
    ja: '【復旧】{service} 障害からの復旧のお知らせ',
    en: '[Recovered] Fault in {service}',
  },
  'mail.recovery.fault.lead': {
    ja: '{service}に発生しておりました障害は復旧いたしました。',
    en: 'The fault in {service} has been resolved.',
  },
  'mail.recovery.slowdown.subject': {
    ja: '【復旧】{service} パフォーマンス低下からの復旧のお知らせ',
    en: '[Recovered] {service} responds normally again',
  },
  'mail.recovery.external-network.subject': {
    ja: '【復旧】{service} 外部ネットワーク障害からの復旧のお知らせ',
    en: '[Recovered] {service}: external network',
  },
  'mail.recovery.slowdown.lead': {
    ja: '{service}の応答は正常に戻りました。',
    en: '{service} responds normally again.',
  },
  'mail.recovery.external-network.lead': {
    ja: '{service}の外部ネットワークは復旧しました。',
    en: 'The external network of {service} has recovered.',
  },
  'mail.recovery.monitoring-gap.subject': {
    ja: '【監視再開】{service}',
    en: '[Monitoring resumed] {service}',
  },
  'mail.recovery.monitoring-gap.lead': {
    ja: '{service}の監視結果が再び届いています。',
    en: 'Results for {service} are arriving again.',
  },
  'mail.recovery.monitoring-gap.cut-off.subject': {
    ja: '【監視再開】{service} 一部の監視地点からの到達不能の解消',
    en: '[Monitoring resumed] {service} can be reached from that vantage again',
  },
  'mail.recovery.monitoring-gap.cut-off.lead': {
    ja: '{service}への、監視地点の一つからの到達不能は終わりました。',
    en: 'One vantage of {service} is no longer cut off from it.',
  },
  'mail.recovery.time-error.subject': {
    ja: '【時刻誤差・復旧】{service}',
    en: '[Time error ended] {service}',
  },
  'mail.recovery.time-error.lead': {
    ja: '{service}のホストの時刻が許容範囲に戻りました。',
    en: 'The clock of the host of {service} is within its limit again.',
  },

  'mail.follow-up.subject': { ja: '【追加報告】{service} {kind}', en: '[Follow-up] {service}: {kind}' },
  'mail.follow-up.lead': {
    ja: '先にお知らせいたしました{service}の事象につきまして、原因と復旧の見込みをご報告いたします。',
    en: 'Further to our first notice, this is our report on the cause of the incident in {service} and its expected recovery.',
  },

  // For people outside only: the provider's own need no apology at three in the morning.
  'mail.apology.first': {
    ja: 'ご迷惑をおかけし、誠に申し訳ございません。',
    en: 'We apologise for the inconvenience.',
  },
  'mail.apology.late': {
    ja: 'ご迷惑をおかけしましたこと、またお知らせが復旧後となりましたことを、深くお詫び申し上げます。',
    en: 'We apologise for the inconvenience, and for informing you only after the recovery.',
  },
  'mail.apology.recovery': {
    ja: 'ご迷惑をおかけし、誠に申し訳ございませんでした。',
    en: 'We apologise for the inconvenience.',
  },

  'mail.field.service': { ja: 'サービス', en: 'Service' },
  'mail.field.customer': { ja: 'ご契約者', en: 'Customer' },
  'mail.field.kind': { ja: '事象', en: 'Incident type' },
  'mail.field.component': { ja: '対象', en: 'Affected' },
  'mail.field.since': { ja: '発生', en: 'Since' },
  'mail.field.detected': { ja: '検知', en: 'Detected' },
  'mail.field.from': { ja: '開始', en: 'From' },
  'mail.field.until': { ja: '終了', en: 'Until' },
  'mail.field.duration': { ja: '継続時間', en: 'Duration' },
  'mail.field.cause': { ja: '原因', en: 'Cause' },
  'mail.field.forecast': { ja: '復旧の見込み', en: 'Expected recovery' },
  'mail.field.incident': { ja: '事象番号', en: 'Incident ID' },
  'mail.field.recoveryConfirmed': { ja: '復旧の確認', en: 'Recovery confirmed' },
  'mail.field.due': { ja: '速報の期限', en: 'First notice due' },
  'mail.field.impact': { ja: 'サービスへの影響', en: 'Impact on the service' },
  'mail.impact.none': { ja: 'サービス影響なし', en: 'none' },
  'mail.field.dueTo': { ja: '起点', en: 'Comes from' },
  'mail.dueTo.value': { ja: '{component}の停止', en: 'stop of {component}' },
  'mail.field.planned': { ja: '定期保守', en: 'Maintenance' },
  'mail.field.checks': { ja: '監視項目', en: 'Checks' },
  'mail.field.reason': { ja: '理由', en: 'Reason' },
  'mail.field.message': { ja: '監視の出力', en: 'Check output' },
  'mail.field.lastOk': { ja: '最終正常確認', en: 'Last seen working' },

  /** Between a field's label and its value. */
  'mail.field.colon': { ja: '：', en: ': ' },

  'mail.duration.most': {
    ja: '{span}（最後に正常を確認した時刻から数えて最長{most}）',
    en: '{span} (at most {most}, counted from when it was last seen working)',
  },
  'mail.duration.unknown': {
    ja: '{span}（開始前に正常を確認した記録がないため、これより長い可能性があります）',
    en: '{span} (possibly longer: there is no record of it working before that)',
  },
  'mail.lastOk.value': {
    ja: '{time}（実際の発生はこの時刻以降）',
    en: '{time} (the earliest it can have begun)',
  },
  'mail.lastOk.none': { ja: '記録なし', en: 'none on record' },
  'mail.due.value': {
    ja: '{time}（{item}、検知後{limit}以内）',
    en: '{time} ({item}: within {limit} of detection)',
  },
  'mail.due.from': {
    ja: '{time}（{item}、{from}から{limit}以内）',
    en: '{time} ({item}: within {limit} of {from})',
  },
  'mail.due.customers': {
    ja: '{time}（{item}、通知対象の顧客{customers}者のうち最も早い期限、{limit}以内）',
    en: '{time} ({item}: the earliest of the {customers} customers told, within {limit})',
  },
  'mail.planned.value': {
    ja: '通知済みの定期保守中に停止（{time}まで）。それまでに復旧しないときは、利用者への速報を送ります。',
    en: 'stopped during announced regular maintenance (until {time}); if it lasts beyond that, the users are sent the first notice',
  },

  'mail.next.first': {
    ja: '復旧しましたら、あらためてお知らせいたします。',
    en: 'We will let you know as soon as it has recovered.',
  },
  'mail.next.first.admin': {
    ja: '原因と復旧の見込みにつきましては、追加報告にてお知らせいたします。復旧しましたら、あらためてお知らせいたします。',
    en: 'A follow-up on the cause and the expected recovery will be sent to you. We will let you know as soon as it has recovered.',
  },
  'mail.next.first.staff': {
    ja: '原因を調査し、管理連絡窓口への追加報告を記録してください。復旧しましたら、あらためて通知します。',
    en: 'Please investigate the cause and record the follow-up for the administrative contact. You will be notified of the recovery.',
  },
  'mail.next.gap': {
    ja: '監視が再開しましたら、あらためて通知します。',
    en: 'You will be notified when monitoring resumes.',
  },

  'mail.footer': { ja: 'このメールは自動で送信されています。', en: 'This message was sent automatically.' },
  'mail.footer.ledger': { ja: '台帳 #{seq} {hash}', en: 'Ledger #{seq} {hash}' },
} as const
