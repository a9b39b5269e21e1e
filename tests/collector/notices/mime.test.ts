import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { mailboxText, mailOf } from '../../../collector/notices/channels/mime.ts'

const message = (more: { subject?: string; text?: string }) => ({
  ...{ id: 'd-1', to: 'u1@customer.example', subject: 'Subject', text: 'Text', language: 'ja' as const },
  ...{ at: Date.UTC(2026, 10, 1, 3, 4, 5), ...more },
})
const OWN = {
  from: mailboxText('基準 <kijun@provider.example>', 'kijun@provider.example'),
  messageId: 'd-1@p.example',
}

test('what is composed reads as it was meant, whatever is in it, and no line is longer than SMTP takes', async () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('【速報】ネットショップ', '=?UTF-8?B?eA==?=', 'a'.repeat(1200), '', '.', 'From x', '😀'),
  )
  const clean = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '')
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { maxLength: 6 }),
      fc.array(word, { maxLength: 8 }),
      async (subject, lines) => {
        const given = { subject: clean(subject.join(' ')).trim(), text: `${lines.map(clean).join('\n')}\n` }
        const raw = mailOf(message(given), OWN)
        for (const line of raw.toString('latin1').split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(998)
          expect(line).not.toMatch(/[\r\n]/)
          if (line.includes('=?UTF-8?B?')) expect(line.length).toBeLessThanOrEqual(76)
        }
        const read = await PostalMime.parse(raw)
        expect(read.subject ?? '').toBe(given.subject)
        expect(read.text?.replace(/\r\n/g, '\n').trimEnd()).toBe(given.text.trimEnd())
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})

test('headers say who, when, in which language, and that no person wrote it', async () => {
  const read = await PostalMime.parse(mailOf(message({}), OWN))
  expect(read.from).toEqual({ name: '基準', address: 'kijun@provider.example' })
  expect(read.to).toEqual([{ name: '', address: 'u1@customer.example' }])
  expect(read.messageId).toBe('<d-1@p.example>')
  expect(read.date).toBe('2026-11-01T03:04:05.000Z')
  const value = (key: string) => read.headers.find((header) => header.key === key)?.value
  expect([value('auto-submitted'), value('content-language')]).toEqual(['auto-generated', 'ja'])
})

test.each([
  ['kijun@provider.example', 'kijun@provider.example'],
  ['<kijun@provider.example>', 'kijun@provider.example'],
  ['Kijun Watch <kijun@provider.example>', 'Kijun Watch <kijun@provider.example>'],
])('the sender %s is written as %s', (mailbox, header) => {
  expect(mailboxText(mailbox, 'kijun@provider.example')).toBe(header)
})

test.each([
  'A, B <c@d.example>',
  '"Ops, night" <kijun@provider.example>',
  'x@y "z" <kijun@provider.example>',
])('the name in %s makes no second address', async (mailbox) => {
  const own = { ...OWN, from: mailboxText(mailbox, 'kijun@provider.example') }
  const read = await PostalMime.parse(mailOf(message({}), own))
  expect(read.from?.address).toBe('kijun@provider.example')
})

test('the lines of an encoded text end as those of any other', () => {
  const raw = mailOf(message({ text: '一行目\n二行目\n' }), OWN).toString()
  const [, body = ''] = raw.split('\r\n\r\n')
  expect(Buffer.from(body, 'base64').toString()).toBe('一行目\r\n二行目\r\n')
})
