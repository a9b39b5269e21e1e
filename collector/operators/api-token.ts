/** API tokens as text: the prefix says what it is, so that scanners for leaked secrets and our own log find it. */
const PREFIX = 'kjt_'

/** A token of 32 random bytes, base64url. */
export const apiToken = (random: string): string => `${PREFIX}${random}`

/** The API token of an `Authorization` header; null where there is none or it is of another kind. */
export function apiTokenIn(authorization: string | undefined): string | null {
  const [, token] = /^Bearer +(kjt_[\w-]{20,100})$/i.exec(authorization ?? '') ?? []
  return token ?? null
}
