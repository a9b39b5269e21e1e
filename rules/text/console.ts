/** Texts of the console. */
export const CONSOLE = {} as const
