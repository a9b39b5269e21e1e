/** Brings what the address names into view, as soon as it is there: what it names is often read only now. */
import type { Place } from './place.ts'

export interface Arrival {
  /** A place was asked for; `before` is null for the page's first. */
  begin(before: Place | null, to: Place): void
  /** After each pass: is it there now? */
  settle(): void
}

export function arriving(): Arrival {
  let sought: string | null = null
  return {
    begin(before, to) {
      sought = targetOf(to)
      // Another page begins at its top, also for those who listen to it.
      if (before !== null && before.page !== to.page && sought === null) sought = 'main'
    },
    settle() {
      const target = sought === null ? null : document.getElementById(sought)
      if (target === null) return
      sought = null
      if (target.id === 'main') {
        window.scrollTo(0, 0)
        return target.focus({ preventScroll: true })
      }
      reveal(target)
    },
  }
}

function targetOf(to: Place): string | null {
  if (to.page === 'guideline') return to.item === null ? null : `row-${to.item}`
  return to.page === 'now' ? to.anchor : null
}

/** Unfolds what hides it; whoever is in it already (the link that unfolded it) is left there. */
function reveal(target: HTMLElement): void {
  for (let folded = target.closest('details'); folded !== null; ) {
    folded.open = true
    folded = folded.parentElement?.closest('details') ?? null
  }
  if (target.contains(document.activeElement)) return
  target.scrollIntoView({ block: 'start' })
  const focusable = target.querySelector<HTMLElement>('a[aria-expanded]') ?? target
  focusable.focus({ preventScroll: true })
}
