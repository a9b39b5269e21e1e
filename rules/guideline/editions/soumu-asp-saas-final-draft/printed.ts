/** How the tables of the guideline are written down here: as printed, star and all. */
import type { Pattern } from '../../../words.ts'
import type { Amount, Control, EvaluationItem, ReferenceValue, ValueKind } from '../../edition.ts'

/** A cell as printed (without spaces and footnote marks; `*` is the star), and what it amounts to. `-` has no value. */
export type Cell = readonly [printed: string, value: Amount] | '-'

/** An evaluation item with its table: the cells of patterns 1 to 6. */
export interface PrintedItem extends Pick<EvaluationItem, 'id' | 'title' | 'clock' | 'audience'> {
  kind: ValueKind
  cells: readonly [Cell, Cell, Cell, Cell, Cell, Cell]
}

export const UNSET: ReferenceValue = { text: '-', required: false, kind: 'not_set', value: null }

/** The evaluation item of a printed table. @throws RangeError if its control is not among `controls`. */
export function itemOf(
  { id, title, kind, cells, clock, audience }: PrintedItem,
  controls: readonly Control[],
): EvaluationItem {
  const control = controlOf(id, controls)
  const of = (pattern: Pattern) => cellValue(kind, cells[pattern - 1] ?? '-')
  return {
    id,
    control: control.id,
    class: control.class,
    title,
    values: { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5), 6: of(6) },
    clock,
    audience,
  }
}

/** The control that an item's id begins with. @throws RangeError if it is not among `controls`. */
export function controlOf(itemId: string, controls: readonly Control[]): Control {
  const id = itemId.slice(0, itemId.lastIndexOf('.'))
  const control = controls.find((one) => one.id === id)
  if (!control) throw new RangeError(`there is no control ${id} for item ${itemId}`)
  return control
}

function cellValue(kind: ValueKind, cell: Cell): ReferenceValue {
  if (cell === '-') return UNSET
  const [printed, value] = cell
  const required = printed.endsWith('*')
  // The body prints the same sign in two widths (`1回以上／5分`, `1回/10分`): one wording everywhere.
  const text = (required ? printed.slice(0, -1) : printed).replaceAll('／', '/')
  return { text, required, kind, value }
}
