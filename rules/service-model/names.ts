/** What the full name of a check says: `service/component/check`, with `@agent` where several vantages do it. */

/** The check without its vantage: those of one name are one check, seen from several places. */
export function withoutVantage(check: string): string {
  const at = check.indexOf('@')
  return at < 0 ? check : check.slice(0, at)
}

/** The agent that does it, where several vantages do; '' where only one does. */
export function vantageOf(check: string): string {
  const at = check.indexOf('@')
  return at < 0 ? '' : check.slice(at + 1)
}

/** The component that it looks at. A name of another form is a component of its own. */
export function componentOf(check: string): string {
  const name = withoutVantage(check)
  return name.split('/')[1] ?? name
}
