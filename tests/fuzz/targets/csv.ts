/** Customers' lists of users, and lists of holidays. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addressProblem } from '../../../collector/config/addresses.ts'
import { makeFindings } from '../../../collector/config/findings.ts'
import { makeHolidayLists } from '../../../collector/config/holidays.ts'
import { readUsers } from '../../../collector/config/users.ts'
import { scratch } from '../../support/scratch.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateText } from '../mutate/text.ts'
import { hold, type Target } from '../target.ts'

const CASES = 'tests/collector/config/cases'
const PLACE = { file: 'collector.yaml', line: 1, column: 1, path: 'users' }

/** Opens a place for one file, which each input is written to. */
async function withFile(read: (file: string, data: Buffer) => void) {
  const folder = await scratch('kijun-fuzz-')
  const file = join(folder, 'list.csv')
  return {
    run(data: Buffer) {
      writeFileSync(file, data)
      read(file, data)
    },
    async close() {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function told(findings: ReturnType<typeof makeFindings>) {
  const errors = findings.errors()
  for (const { line, column, message } of errors)
    hold(line >= 1 && column >= 1 && message !== '', 'an error without a place or a reason')
  return errors
}

/** Rows of a file without quotes, as anybody reads it; null of one that has some, or is no UTF-8. */
function plainRows(data: Buffer): { line: number; fields: string[] }[] | null {
  const text = data.toString('utf8')
  if (text.includes('"') || !Buffer.from(text).equals(data)) return null
  return text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((row, index) => ({ line: index + 1, fields: row.split(',') }))
    .filter(({ fields }) => fields.join('') !== '')
}

/** As the reader does: a space that does not break is one at the edge of a field, too. */
const trimmed = (text: string) => text.replace(/^[ \t\n\r\f\v\u00a0]+|[ \t\n\r\f\v\u00a0]+$/g, '')

export const users: Target = {
  name: 'users-csv',
  about:
    'lists of users: each row an address or an error at its line; no address that is not there, none passed over',
  seeds: () => [
    ...seedsFrom('deploy/examples', /\.csv$/),
    {
      name: 'bom',
      data: Buffer.from('\ufeffname,Email\r\n佐藤,a@example.jp\r\n"鈴木, 次郎",b@example.jp\r\n'),
    },
    {
      name: 'columns',
      data: Buffer.from('id,name,email\n1,a,a@example.jp\n2,b,b@example.jp\n\n3,c,c@example.jp\n'),
    },
  ],
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      'email',
      ',',
      '"',
      '""',
      '\r\n',
      '@',
      'x@y.jp',
      '\u00a0',
      '\u200b',
      ' ',
      '\t',
    ]),
  open: () =>
    withFile((file, data) => {
      const findings = makeFindings('collector.yaml')
      const listed = readUsers(file, PLACE, findings)
      const errors = told(findings)
      hold(listed.length > 0 || errors.length > 0, 'neither an address nor an error')
      const text = data.toString('utf8')
      const isPlain = Buffer.from(text).equals(data) && !text.includes('"')
      for (const { email, place } of listed) {
        hold(addressProblem(email) === null, 'an address that is none was taken')
        hold(!isPlain || text.includes(email), 'an address that is not there was taken')
        hold(place.line >= 1, 'an address without a line')
      }
      const rows = plainRows(data)
      const [header, ...entries] = rows ?? []
      const column = header?.fields.findIndex((name) => trimmed(name).toLowerCase() === 'email') ?? -1
      if (!rows || column < 0) return
      for (const { line, fields } of entries) {
        if (fields.every((field) => field.trim() === '')) continue
        const email = trimmed(fields[column] ?? '')
        const taken = listed.some((one) => one.place.line === line && one.email === email)
        hold(
          taken || errors.some((error) => error.line === line),
          `row ${line} was passed over: ${JSON.stringify(fields).slice(0, 200)}`,
        )
      }
    }),
}

export const holidays: Target = {
  name: 'holidays-csv',
  about: 'lists of holidays: each row a day or an error at its line',
  seeds: () => [
    ...seedsFrom(CASES, /\.csv$/),
    {
      name: 'as the Cabinet Office writes it',
      data: Buffer.from(
        '国民の祝日・休日月日,国民の祝日・休日名称\r\n2026/1/1,元日\r\n2026/11/23,勤労感謝の日\r\n2027/1/1,元日\r\n',
      ),
    },
  ],
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      '2026/1/1',
      '2026-02-30',
      '9999/12/31',
      '0000/1/1',
      ',',
      '"',
      '元日',
      '/',
    ]),
  open: () =>
    withFile((file, data) => {
      const findings = makeFindings('collector.yaml')
      const list = makeHolidayLists().ofFile(file, PLACE, findings)
      const errors = told(findings)
      if (!list) return hold(errors.length > 0, 'refused without an error')
      const days = Object.keys(list.days)
      hold(days.length > 0, 'a list without a day')
      for (const day of days) {
        const at = new Date(`${day}T00:00:00Z`)
        hold(!Number.isNaN(at.getTime()) && at.toISOString().startsWith(day), `${day} is no day`)
        hold(list.from <= day && day <= list.to, `${day} lies outside of ${list.from} to ${list.to}`)
      }
      const text = data.toString('utf8')
      if (!Buffer.from(text).equals(data)) return
      const rows = text.split(/\r\n|\r|\n/).filter((row) => row.trim() !== '')
      hold(
        days.length + errors.length >= rows.length - 1,
        `${rows.length} rows, ${days.length} days, ${errors.length} errors`,
      )
    }),
}
