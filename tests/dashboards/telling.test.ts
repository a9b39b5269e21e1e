import { expect, test } from 'vitest'
import { emptyList, type Lists } from '../../dashboards/web/state.ts'
import { differences, known } from '../../dashboards/web/telling.ts'
import { sayIn } from '../../dashboards/web/view/view.ts'
import { incident, serviceSummary } from './samples.ts'

type Shown = Pick<Lists, 'open' | 'recovered' | 'services'>
const lists = (open: string[], recovered: string[], state: 'up' | 'down' = 'up'): Shown => ({
  open: { ...emptyList(), items: open.map((id) => incident({ id })) },
  recovered: { ...emptyList(), items: recovered.map((id) => incident({ id, state: 'recovered' })) },
  services: { ...emptyList(), items: [serviceSummary({ state })] },
})
const say = sayIn('ja')

test('the first reading is not told: nothing changed by it', () => {
  expect(differences(null, lists(['a'], []), say)).toEqual([])
  expect(known({ ...lists([], []), recovered: emptyList() })).toBeNull()
})

test('opened, recovered and changed states are told once', () => {
  const before = known(lists(['a'], ['z']))
  const after = lists(['b'], ['a', 'z'], 'down')
  expect(differences(before, after, say)).toEqual([
    '新しい事象: 稼働停止、ネットショップ',
    '復旧: 稼働停止、ネットショップ',
    'ネットショップ: 停止',
  ])
  expect(differences(known(after), after, say)).toEqual([])
})

test('an incident that is open again is told as new', () => {
  expect(differences(known(lists([], ['a'])), lists(['a'], []), say)).toEqual([
    '新しい事象: 稼働停止、ネットショップ',
  ])
})
