/** One line of `kijun-agent doctor`: well, or what to do about it. */
export interface Finding {
  subject: string
  ok: boolean
  text: string
}

export const well = (subject: string, text: string): Finding => ({ subject, ok: true, text })
export const act = (subject: string, text: string): Finding => ({ subject, ok: false, text })

/** The system's code of an error, such as `ECONNREFUSED`; empty where it has none. */
export const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : ''
