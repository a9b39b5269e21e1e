/** The tables of III.3 ネットワーク. Tokens are listed in tokens.ts. */
import type { PrintedItem } from './printed.ts'

export const NETWORK_ITEMS: readonly PrintedItem[] = [
  {
    id: 'III.3.1.3.a',
    title: { ja: '利用者のアクセス認証方法', en: 'Authentication of users' },
    kind: 'one_of',
    cells: [
      ['生体認証又はICカード', ['biometrics', 'ic-card']],
      ['ICカード又はID・パスワード', ['ic-card', 'password']],
      ['ID・パスワード', ['password']],
      ['ID・パスワード', ['password']],
      ['ID・パスワード', ['password']],
      ['ID・パスワード', ['password']],
    ],
    clock: null,
    audience: null,
  },
  {
    id: 'III.3.1.3.b',
    title: {
      ja: '情報システム管理者、ネットワーク管理者等のアクセス認証方法',
      en: 'Authentication of system and network administrators',
    },
    kind: 'one_of',
    cells: [
      ['デジタル証明書による認証、生体認証又はICカード', ['certificate', 'biometrics', 'ic-card']],
      ['生体認証又はICカード', ['biometrics', 'ic-card']],
      ['ICカード又はID・パスワード', ['ic-card', 'password']],
      ['生体認証又はICカード', ['biometrics', 'ic-card']],
      ['ICカード又はID・パスワード', ['ic-card', 'password']],
      ['ICカード又はID・パスワード', ['ic-card', 'password']],
    ],
    clock: null,
    audience: null,
  },
  {
    id: 'III.3.1.5.a',
    title: { ja: 'シグニチャ（パターンファイル）の更新間隔', en: 'Update interval of IDS/IPS signatures' },
    // Unlike III.2.2.1.a a true interval, from update to update.
    kind: 'max_interval',
    cells: [
      ['1回／1日', 'P1D'],
      ['1回／3週間', 'P3W'],
      ['1回／3週間', 'P3W'],
      ['1回／1日', 'P1D'],
      ['1回／3週間', 'P3W'],
      ['1回／3週間', 'P3W'],
    ],
    clock: { from: 'previous', to: 'next' },
    audience: null,
  },
  {
    id: 'III.3.2.2.a',
    title: { ja: '通信の暗号化', en: 'Encryption of communication' },
    kind: 'one_of',
    cells: [
      ['IP暗号通信(VPN(IPsec)等)又はHTTP暗号通信(SSL(TLS)等)', ['ip-encryption', 'http-encryption']],
      ['IP暗号通信(VPN(IPsec)等)又はHTTP暗号通信(SSL(TLS)等)', ['ip-encryption', 'http-encryption']],
      ['IP暗号通信(VPN(IPsec)等)又はHTTP暗号通信(SSL(TLS)等)', ['ip-encryption', 'http-encryption']],
      ['HTTP暗号通信(SSL(TLS)等)', ['http-encryption']],
      ['HTTP暗号通信(SSL(TLS)等)', ['http-encryption']],
      ['HTTP暗号通信(SSL(TLS)等)', ['http-encryption']],
    ],
    clock: null,
    audience: null,
  },
  {
    id: 'III.3.2.5.a',
    // The title counts from occurrence, the value from detection: the value decides, the other is a setting.
    title: {
      ja: '通報時間（障害が発生してから通報するまでの時間）',
      en: 'Time to report (from the occurrence of a fault until it is reported)',
    },
    kind: 'max_delay',
    cells: [['検知後60分以内', 'PT60M'], '-', '-', ['検知後60分以内', 'PT60M'], '-', '-'],
    clock: { from: 'detection', to: 'notice' },
    // The manager of that external network (BP ii).
    audience: ['manager'],
  },
]
