import { describe, expect, test } from 'vitest'
import { compose } from '../../../collector/notices/compose.ts'
import type { NoticeRow, SealHead } from '../../../collector/store/port.ts'
import {
  AUDIENCES,
  INCIDENT_KINDS,
  type IncidentKind,
  LANGUAGES,
  type Language,
  NOTICE_KINDS,
} from '../../../rules/words.ts'

const T = Date.UTC(2026, 10, 1, 3, 0, 0)
const seal: SealHead = { seq: 12, hash: 'ab'.repeat(32), at: T, keyId: 'k', signature: 's' }

function notice(
  a: Partial<Pick<NoticeRow, 'kind' | 'form'>> & { what?: IncidentKind; language?: Language } = {},
): NoticeRow {
  const { kind = 'first', form = 'normal', what = 'outage', language = 'ja' } = a
  const over = kind === 'recovery' || form === 'late'
  const dueAt = what === 'outage' || what === 'fault' ? T + 60_000 + 1_200_000 : null
  const owed = {
    item: what === 'outage' ? 'III.1.1.1.b' : 'III.1.1.2.b',
    clockFrom: T + 60_000,
    limitMs: 1_200_000,
  }
  return {
    id: 'n1',
    incidentId: 'incident-1',
    service: 'shop',
    customer: null,
    kind,
    form,
    audiences: ['users'],
    language,
    timezone: 'Asia/Tokyo',
    createdAt: T,
    dueAt,
    facts: {
      serviceName: language === 'ja' ? 'ネットショップ' : 'Web shop',
      componentName: what === 'outage' || what === 'monitoring-gap' ? null : 'web',
      incident: {
        id: 'incident-1',
        service: 'shop',
        kind: what,
        component: null,
        checks: ['shop/web/alive'],
        lastOkAt: T - 60_000,
        firstFailedAt: T,
        confirmedAt: T + 60_000,
        discoveredAt: T + 60_000,
        recoveredAt: over ? T + 320_000 : null,
        recoveryConfirmedAt: over ? T + 340_000 : null,
        reason: 'refused',
        message: 'connect ECONNREFUSED 10.0.0.5:18080\r\nBcc: x\u202e',
      },
      follows: null,
      followUp: kind === 'follow-up' ? { cause: 'ディスク満杯', forecast: '30分\n以内' } : null,
      ...(dueAt === null ? {} : { owed }),
    },
    expandCursor: null,
    settledAt: null,
  }
}

test('the first notice of an outage, as a user reads it', () => {
  expect(compose(notice(), 'users', seal)).toEqual({
    subject: '【速報】ネットショップ 稼働停止のお知らせ',
    text: `ご利用の皆様

ネットショップは現在、停止しております。
ご迷惑をおかけし、誠に申し訳ございません。

サービス：ネットショップ
事象：稼働停止
発生：2026-11-01 12:00:00 (JST, UTC+09:00)
検知：2026-11-01 12:01:00 (JST, UTC+09:00)

復旧しましたら、あらためてお知らせいたします。

-- 
このメールは自動で送信されています。
台帳 #12 ${'ab'.repeat(32)}
`,
  })
})

test('the contact also reads the incident, the limit in plain words and that a follow-up comes', () => {
  const { text } = compose(notice(), 'admin', null)
  expect(text).toContain('事象番号：incident-1')
  expect(text).toContain('速報の期限：2026-11-01 12:21:00 (JST, UTC+09:00)（III.1.1.1.b、検知後20分以内）')
  expect(text).toContain('追加報告')
  expect(text).not.toContain('台帳')
  expect(text).not.toContain('ECONNREFUSED')
})

test('a limit that does not count from the detection says from when', () => {
  const { facts, ...late } = notice()
  const owed = { item: 'III.1.1.1.b', clockFrom: T + 600_000, limitMs: 1_200_000 }
  const { text } = compose({ ...late, facts: { ...facts, owed } }, 'admin', null)
  expect(text).toContain('（III.1.1.1.b、2026-11-01 12:10:00 (JST, UTC+09:00)から20分以内）')
})

test('a stop within announced maintenance says so to the people on call, and until when', () => {
  const { facts, ...first } = notice({ language: 'en' })
  const { owed: _, ...said } = facts
  const planned = { until: T + 3_600_000 }
  const { text } = compose({ ...first, dueAt: null, facts: { ...said, planned } }, 'on-call', null)
  expect(text).toContain(
    'Maintenance: stopped during announced regular maintenance (until 2026-11-01 13:00:00',
  )
  expect(text).not.toContain('First notice due')
})

test('the people on call also read what the probes saw, on one line each', () => {
  const { text } = compose(notice({ language: 'en' }), 'on-call', seal)
  expect(text).not.toContain('apologise')
  expect(text).toContain('Checks: shop/web/alive')
  expect(text).toContain('Reason: connection refused')
  expect(text).toContain('Check output: connect ECONNREFUSED 10.0.0.5:18080 Bcc: x\n')
  expect(text).toContain(
    'Last seen working: 2026-11-01 11:59:00 (JST, UTC+09:00) (the earliest it can have begun)',
  )
})

test('a component that stopped while the service goes on says so, and nobody apologises for it', () => {
  const told = notice({ what: 'fault' })
  told.facts.incident = { ...told.facts.incident, impact: 'none' }
  const admin = compose(told, 'admin', seal)
  expect(admin.subject).toContain('サービス影響なし')
  expect(admin.text).toContain('冗長構成によりサービスは継続しております')
  expect(admin.text).toContain('サービスへの影響：サービス影響なし')
  expect(admin.text).not.toContain('申し訳')
  const english = compose({ ...told, language: 'en' }, 'admin', seal)
  expect(english.subject).toContain('no impact on the service')
  expect(compose(notice({ what: 'fault' }), 'admin', seal).text).not.toContain('影響なし')
})

test('where a stop comes from is read by our own people, and by nobody else', () => {
  const told = notice()
  told.facts = { ...told.facts, dueToName: 'コアスイッチ' }
  expect(compose(told, 'on-call', seal).text).toContain('起点：コアスイッチの停止')
  expect(compose(told, 'manager', seal).text).toContain('起点：コアスイッチの停止')
  for (const audience of ['users', 'admin'] as const)
    expect(compose(told, audience, seal).text).not.toContain('コアスイッチ')
})

test('a vantage that is cut off is no silence: the service answers others', () => {
  for (const kind of ['first', 'recovery'] as const) {
    const told = notice({ kind, what: 'monitoring-gap' })
    told.facts.incident = { ...told.facts.incident, reason: 'cut-off-vantage' }
    const { subject, text } = compose(told, 'on-call', seal)
    expect(subject).toContain('一部の監視地点からの到達不能')
    expect(text).not.toContain('監視結果')
  }
})

test('a recovery says from when to when, how long, and how long at most', () => {
  const { subject, text } = compose(notice({ kind: 'recovery' }), 'users', null)
  expect(subject).toBe('【復旧】ネットショップ 稼働停止からの復旧のお知らせ')
  expect(text).toContain('開始：2026-11-01 12:00:00')
  expect(text).toContain('終了：2026-11-01 12:05:20')
  expect(text).toContain('継続時間：5分20秒（最後に正常を確認した時刻から数えて最長6分20秒）')
  expect(text).not.toContain('復旧しましたら')
})

test('an outage told after its end says both in one', () => {
  const { subject, text } = compose(notice({ form: 'late' }), 'users', null)
  expect(subject).toBe('【発生・復旧のお知らせ】ネットショップ 稼働停止')
  expect(text).toContain('終了：2026-11-01 12:05:20')
  expect(text).toContain('現在は復旧しております')
  expect(text).toContain('お知らせが復旧後となりましたことを、深くお詫び申し上げます')
})

test('a follow-up carries cause and forecast as they were written', () => {
  const { subject, text } = compose(notice({ kind: 'follow-up' }), 'admin', null)
  expect(subject).toBe('【追加報告】ネットショップ 稼働停止')
  expect(text).toContain('原因：ディスク満杯\n復旧の見込み：\n  30分\n  以内')
})

test('a long text of a host is bounded', () => {
  const long = notice()
  long.facts.incident.message = 'x'.repeat(5_000)
  expect(compose(long, 'manager', null).text.length).toBeLessThan(1_500)
})

describe.each(LANGUAGES)('in %s', (language) => {
  const every = INCIDENT_KINDS.flatMap((what) =>
    NOTICE_KINDS.flatMap((kind) =>
      (kind === 'first' ? (['normal', 'late'] as const) : (['normal'] as const)).flatMap((form) =>
        AUDIENCES.map((audience) => ({ what, kind, form, audience })),
      ),
    ),
  )
  test.each(every)('$what $kind $form for $audience', ({ what, kind, form, audience }) => {
    const { subject, text } = compose(notice({ what, kind, form, language }), audience, seal)
    expect(subject).not.toMatch(/[\r\n]/)
    // But for the mark of a signature, which is one (RFC 3676, 4.3).
    expect(text.replace('\n-- \n', '\n')).not.toMatch(/ $/m)
    expect(subject + text).not.toMatch(/\{\w+\}|undefined|null|NaN|違反|適合|認証|violat|complian|certif/i)
    expect(text).toContain(language === 'ja' ? 'ネットショップ' : 'Web shop')
    // English text has no Japanese in it.
    if (language === 'en' && kind !== 'follow-up')
      expect(subject + text).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    if (audience === 'users') expect(text).not.toMatch(/shop\/web\/alive|refused|incident-1/)
  })
})

test('an operator`s words keep their lines, and turn nothing that follows them around', () => {
  const said = notice({ kind: 'follow-up', language: 'en' })
  said.facts.followUp = { cause: 'disk\u202e full\u2028Bcc: x\u0007', forecast: 'in\n10 minutes 👩‍💻' }
  const { text } = compose(said, 'admin', null)
  expect(text).toContain('Cause: disk fullBcc: x\n')
  expect(text).toContain('in\n  10 minutes 👩‍💻')
})
