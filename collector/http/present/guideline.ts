/** Every item of the catalogue for one service and month, as the API gives it. Pure. */
import type { Guideline } from '../../../rules/api/types.ts'
import type { Interval } from '../../../rules/calendar/types.ts'
import { EDITION } from '../../../rules/guideline/items.ts'
import type { ItemFigures } from '../../../rules/report/figures.ts'
import { guidelineRows } from '../../../rules/report/verdicts.ts'
import type { Service } from '../../model.ts'
import { withCustomers } from './customer.ts'
import { instant } from './instant.ts'

export function guideline(
  service: Service,
  { from, to }: Interval,
  figures: ReadonlyMap<string, ItemFigures>,
): Guideline {
  const rows = withCustomers(guidelineRows({ service, figures }), service)
  const named = new Set(rows.map((row) => row.control))
  return {
    service: service.id,
    serviceName: service.name,
    edition: { id: EDITION.id, title: EDITION.title },
    pattern: service.pattern,
    classification: service.classification,
    from: instant(from),
    to: instant(to),
    rows,
    controls: EDITION.controls
      .filter(({ id }) => named.has(id))
      .map((control) => ({ id: control.id, class: control.class, text: control.text })),
    interpretation: service.interpretation,
  }
}
