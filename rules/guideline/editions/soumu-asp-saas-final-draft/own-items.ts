/**
 * What two controls ask for without an evaluation item: the report to the manager (III.1.1.4 BP i: timing) and
 * time synchronisation (III.1.1.5 BP iii, iv: regular checks, what counts as an error). The provider sets the values.
 */
import type { Control, OwnItem } from '../../edition.ts'
import { controlOf, UNSET } from './printed.ts'

type OwnTable = Pick<OwnItem, 'id' | 'title' | 'clock' | 'audience' | 'ownKind'>

const OWN: readonly OwnTable[] = [
  {
    id: 'III.1.1.4.a',
    title: {
      ja: '管理責任者への監視結果報告の間隔（自社設定値のみ）',
      en: 'Interval of reports of monitoring results to the manager (own value only)',
    },
    ownKind: 'max_interval',
    clock: { from: 'previous', to: 'next' },
    audience: ['manager'],
  },
  {
    id: 'III.1.1.5.a',
    title: {
      ja: '時刻同期状況の確認間隔（自社設定値のみ）',
      en: 'Interval of checks of time synchronisation (own value only)',
    },
    ownKind: 'max_interval',
    clock: { from: 'start', to: 'next-start' },
    audience: null,
  },
  {
    id: 'III.1.1.5.b',
    title: { ja: '時刻の許容誤差（自社設定値のみ）', en: 'Largest offset of a clock (own value only)' },
    ownKind: 'max_deviation',
    clock: null,
    audience: null,
  },
]

export function ownItemsOf(controls: readonly Control[]): OwnItem[] {
  return OWN.map((own) => {
    const control = controlOf(own.id, controls)
    const values = { 1: UNSET, 2: UNSET, 3: UNSET, 4: UNSET, 5: UNSET, 6: UNSET }
    return { ...own, control: control.id, class: control.class, values }
  })
}
