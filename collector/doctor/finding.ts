/** What the doctor finds: each line is well, worth knowing, or says what to do. */

export interface Finding {
  /** What was looked at: `listen`, `data`, `store`, `mail` … */
  subject: string
  /** `note`: nothing is wrong, and yet somebody may want to know. */
  state: 'ok' | 'note' | 'do'
  text: string
}

export const findingsOf = (subject: string) => ({
  ok: (text: string): Finding => ({ subject, state: 'ok', text }),
  note: (text: string): Finding => ({ subject, state: 'note', text }),
  todo: (text: string): Finding => ({ subject, state: 'do', text }),
})

/** An error in one line, by its code where it has one. */
export function saidBy(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n', 1)[0] ?? message
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
