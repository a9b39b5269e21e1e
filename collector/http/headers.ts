/** Headers of every answer: nothing of it is to be guessed, framed, cached or sent along. */

const PLAIN = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const
/** A browser that was here once comes by TLS only, for a year (RFC 6797). */
const SECURE = { ...PLAIN, 'strict-transport-security': 'max-age=31536000' } as const

export const headersFor = (socket: object): typeof PLAIN | typeof SECURE =>
  'encrypted' in socket ? SECURE : PLAIN
