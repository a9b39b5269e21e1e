/**
 * A notice as a mail (RFC 5322, RFC 2045): one text to one recipient. Composed here, since a library's tree of nodes and
 * streams costs more than everything else of sending it.
 */
import type { Message } from './channel.ts'

/** What goes into one line as it stands (RFC 5322, 2.1.1, says 998 octets at most). */
const LINE = 900
/** Octets of text in one encoded word: with the name of its header it fits into a line of 76 characters (RFC 2047, 2). */
const WORD = 39
const SHORT = 66
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is no ASCII
const ASCII = /^[\x00-\x7f]*$/
const PRINTABLE = /^[\x20-\x7e]*$/

/** Whether an address can stand in a header and an envelope as it is. */
export const isAscii = (text: string): boolean => ASCII.test(text)

/** Text of a header: as it stands, or in encoded words (RFC 2047). */
function headerText(text: string): string {
  return PRINTABLE.test(text) && text.length <= SHORT && !text.includes('=?') ? text : encoded(text)
}

function encoded(text: string): string {
  const words: string[] = []
  let word = ''
  let bytes = 0
  for (const character of text) {
    const size = Buffer.byteLength(character)
    if (bytes + size > WORD) {
      words.push(word)
      word = ''
      bytes = 0
    }
    word += character
    bytes += size
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ')
}

/** `Name <a@b.example>`, of which the address is ASCII, as the value of a header. */
export function mailboxText(mailbox: string, address: string): string {
  const name = /^(.*?)\s*<[^<>]*>\s*$/s.exec(mailbox.trim())?.[1]?.replace(/^"(.*)"$/s, '$1') ?? ''
  if (name === '') return address
  const phrase = /^[\w ]+$/.test(name) && name.length <= SHORT ? name : encoded(name)
  return phrase === name ? `${phrase} <${address}>` : `${phrase}\r\n <${address}>`
}

/** The whole mail. `from` is the value of its header, `messageId` without brackets. */
export function mailOf(message: Message, { from, messageId }: { from: string; messageId: string }): Buffer {
  const lines = message.text.split(/\r\n|\r|\n/)
  const asIs = ASCII.test(message.text) && lines.every(({ length }) => length <= LINE)
  const body = asIs
    ? lines.join('\r\n')
    : // Whatever is encoded ends its lines alike (RFC 2045, 6.8).
      Buffer.from(lines.join('\r\n'))
        .toString('base64')
        .replace(/.{76}(?=.)/g, '$&\r\n')
  const head = [
    `From: ${from}`,
    `To: ${message.to}`,
    `Message-ID: <${messageId}>`,
    `Subject: ${headerText(message.subject)}`,
    `Date: ${new Date(message.at).toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Transfer-Encoding: ${asIs ? '7bit' : 'base64'}`,
    // Nobody's out-of-office reply shall answer it (RFC 3834).
    'Auto-Submitted: auto-generated',
    `Content-Language: ${message.language}`,
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}\r\n`)
}
