const LOCAL = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?$/u

/**
 * Why a text is no e-mail address that a notice may be sent to, or null where it is one. Bounds of RFC 5321
 * (4.5.3.1); quoted local parts are refused; dots may stand anywhere in the local part, as carriers' old
 * addresses have them. The answer never quotes the address: it may end in a log.
 */
export function addressProblem(text: string): string | null {
  if (text === '') return 'an e-mail address is missing here'
  if ([...text].some((c) => c < ' ' || c === '\u007f'))
    return 'an e-mail address holds no line breaks and no control characters'
  if (/\s/.test(text)) return 'an e-mail address holds no blanks'
  const parts = text.split('@')
  if (parts.length !== 2) return `an e-mail address holds one @, this has ${parts.length - 1}`
  const [local = '', domain = ''] = parts
  if (local === '' || domain === '') return 'an e-mail address has a part before and a part after its @'
  if (local.length > 64 || text.length > 254)
    return 'an e-mail address has at most 64 characters before its @ and 254 in all'
  if (!LOCAL.test(local))
    return "before the @ of an e-mail address stand only letters, digits and .!#$%&'*+/=?^_`{|}~-"
  if (domain.length > 253 || !domain.split('.').every((label) => label.length <= 63 && LABEL.test(label)))
    return 'after the @ of an e-mail address stands a domain name'
  return null
}

/** The same for a sender, which may be `Name <address>`. */
export function senderProblem(text: string): string | null {
  const match = /^([^<>]*)<([^<>]*)>$/.exec(text)
  if (!match) return addressProblem(text)
  if ([...text].some((c) => c < ' ' || c === '\u007f'))
    return 'a sender holds no line breaks and no control characters'
  return addressProblem(match[2] ?? '')
}

/** Two spellings of one mailbox compare equal: practically no server tells upper from lower case. */
export function addressKey(address: string): string {
  return address.toLowerCase()
}
