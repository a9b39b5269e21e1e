/** The tables of III.1.1 運用管理に関する共通対策. */
import type { PrintedItem } from './printed.ts'

export const MONITORING_ITEMS: readonly PrintedItem[] = [
  {
    id: 'III.1.1.1.a',
    title: { ja: '死活監視インターバル（応答確認）', en: 'Liveness monitoring interval (response check)' },
    kind: 'max_interval',
    // Printed with a full-width slash here, in III.2.1.4.c and in III.3.1.5.a, and with a half-width one elsewhere.
    cells: [
      ['1回以上／5分*', 'PT5M'],
      ['1回以上／10分*', 'PT10M'],
      ['1回以上／20分*', 'PT20M'],
      ['1回以上／5分*', 'PT5M'],
      ['1回以上／10分*', 'PT10M'],
      ['1回以上／20分*', 'PT20M'],
    ],
    clock: { from: 'start', to: 'next-start' },
    audience: null,
  },
  {
    id: 'III.1.1.1.b',
    title: {
      ja: '通知時間（稼働停止検知後、利用者に通知するまでの時間）',
      en: 'Time to notice (from detection of an outage until the users are told)',
    },
    kind: 'max_delay',
    cells: [
      ['20分以内*', 'PT20M'],
      ['60分以内*', 'PT60M'],
      ['5時間以内*', 'PT5H'],
      ['20分以内*', 'PT20M'],
      ['60分以内*', 'PT60M'],
      ['5時間以内*', 'PT5H'],
    ],
    clock: { from: 'detection', to: 'notice' },
    // BP iii: not only the administrative contact, but everyone who uses the service.
    audience: ['users', 'admin'],
  },
  {
    id: 'III.1.1.2.a',
    title: { ja: '障害監視インターバル', en: 'Fault monitoring interval' },
    kind: 'max_interval',
    cells: [
      ['1回/10分', 'PT10M'],
      ['1回/30分', 'PT30M'],
      ['1回/60分', 'PT60M'],
      ['1回/10分', 'PT10M'],
      ['1回/30分', 'PT30M'],
      ['1回/60分', 'PT60M'],
    ],
    clock: { from: 'start', to: 'next-start' },
    audience: null,
  },
  {
    id: 'III.1.1.2.b',
    title: {
      ja: '通知時間（障害検知後、利用者に通知するまでの時間）',
      en: 'Time to notice (from detection of a fault until the users are told)',
    },
    kind: 'max_delay',
    cells: [
      ['20分', 'PT20M'],
      ['60分', 'PT60M'],
      ['5時間', 'PT5H'],
      ['20分', 'PT20M'],
      ['60分', 'PT60M'],
      ['5時間', 'PT5H'],
    ],
    clock: { from: 'detection', to: 'notice' },
    // BP iii: the administrative contact only.
    audience: ['admin'],
  },
  {
    id: 'III.1.1.3.a',
    title: { ja: 'パフォーマンス監視インターバル', en: 'Performance monitoring interval' },
    kind: 'max_interval',
    cells: [
      ['1回/10分', 'PT10M'],
      ['1回/30分', 'PT30M'],
      ['1回/60分', 'PT60M'],
      ['1回/10分', 'PT10M'],
      ['1回/30分', 'PT30M'],
      ['1回/60分', 'PT60M'],
    ],
    clock: { from: 'start', to: 'next-start' },
    audience: null,
  },
  {
    id: 'III.1.1.3.b',
    title: {
      ja: '通知時間（異常検知後、利用者に通知するまでの時間）',
      en: 'Time to notice (from detection of slow response until the users are told)',
    },
    kind: 'max_delay',
    cells: [
      ['20分', 'PT20M'],
      ['60分', 'PT60M'],
      ['5時間', 'PT5H'],
      ['20分', 'PT20M'],
      ['60分', 'PT60M'],
      ['5時間', 'PT5H'],
    ],
    clock: { from: 'detection', to: 'notice' },
    // BP ii: by the agreement with the users only, and then to the administrative contact only.
    audience: ['admin'],
  },
  {
    id: 'III.1.1.6.a',
    title: {
      ja: 'OS、その他ソフトウェアに対するパッチ更新作業の着手までの時間',
      en: 'Time until patching of the operating system and other software begins',
    },
    kind: 'max_delay',
    cells: [
      ['ベンダリリースから24時間以内*', 'PT24H'],
      ['ベンダリリースから24時間以内*', 'PT24H'],
      ['ベンダリリースから24時間以内*', 'PT24H'],
      ['ベンダリリースから3日以内*', 'P3D'],
      ['ベンダリリースから3日以内*', 'P3D'],
      ['ベンダリリースから3日以内*', 'P3D'],
    ],
    clock: { from: 'release', to: 'work-start' },
    audience: null,
  },
  {
    id: 'III.1.1.7.a',
    title: {
      ja: '定期報告の間隔（Web等による報告も含む）',
      en: 'Interval of periodic reports (reporting on the web etc. included)',
    },
    kind: 'max_interval',
    cells: [
      ['1ヶ月', 'P1M'],
      ['3ヶ月', 'P3M'],
      ['6ヶ月', 'P6M'],
      ['1ヶ月', 'P1M'],
      ['3ヶ月', 'P3M'],
      ['6ヶ月', 'P6M'],
    ],
    clock: { from: 'previous', to: 'next' },
    // 利用者等: a page for them on the web will do.
    audience: ['users', 'admin'],
  },
  {
    id: 'III.1.1.8.a',
    title: {
      ja: '第一報（速報）に続く追加報告のタイミング',
      en: 'Timing of the follow-up report after the first notice',
    },
    kind: 'max_delay',
    // Follows no axis of the pattern: 2 and 5 are both of medium availability.
    cells: [
      ['発見後1時間', 'PT1H'],
      ['発見後1時間', 'PT1H'],
      ['発見後12時間', 'PT12H'],
      ['発見後1時間', 'PT1H'],
      ['発見後12時間', 'PT12H'],
      ['発見後12時間', 'PT12H'],
    ],
    // From discovery, not from the first notice.
    clock: { from: 'discovery', to: 'notice' },
    // BP i: the administrative contact only.
    audience: ['admin'],
  },
]
