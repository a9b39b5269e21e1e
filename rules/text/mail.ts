/** Texts of notices. */
export const MAIL = {} as const
