/**
 * Stands for checks that a template would have given, had nothing been wrong with them: that was told, and what the
 * component has without them says nothing about it.
 */
export const UNMADE: Readonly<Record<string, unknown>> = Object.freeze({})
