/** One line for people of what a check looks at: the value of the key that says it; empty where that is the host itself. */
export function targetLine(targetKey: string | null, config: Record<string, unknown>): string {
  return targetKey === null ? '' : [config[targetKey]].flat().join(', ')
}
