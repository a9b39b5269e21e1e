/** The version that `package.json` names; a test holds them together. */
export const VERSION = '0.1.0'
