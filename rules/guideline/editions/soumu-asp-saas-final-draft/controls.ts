/** The 22 controls of part II and the 46 of part III. */
import type { Control, ItemClass } from '../../edition.ts'
import { ORGANISATION_CONTROLS } from './controls-organisation.ts'
import { TECHNICAL_CONTROLS } from './controls-technical.ts'
import { servedBy } from './serves.ts'

export type ControlText = readonly [id: string, itemClass: ItemClass, ja: string]

export const CONTROLS: readonly Control[] = [...ORGANISATION_CONTROLS, ...TECHNICAL_CONTROLS].map(
  ([id, itemClass, ja]) => ({ id, class: itemClass, text: { ja }, serves: servedBy(id) }),
)
