import { type CsvError, parse } from 'csv-parse/sync'
import { addressProblem } from './addresses.ts'
import { MAX_USERS_BYTES, readText } from './files.ts'
import type { Findings, Place } from './findings.ts'

export interface ListedAddress {
  email: string
  place: Place
}

interface Row {
  record: string[]
  info: { lines: number }
}

/**
 * The column `email` of a CSV file (with or without byte order mark, any line ends, UTF-8 or Shift_JIS as
 * spreadsheets write it). Every bad row is an error with the file's own line; the good ones are returned.
 * `namedAt` is where the configuration names the file.
 */
export function readUsers(file: string, namedAt: Place, findings: Findings): ListedAddress[] {
  const read = readText(file, MAX_USERS_BYTES, ['utf-8', 'shift_jis'])
  if ('code' in read) {
    findings.error(namedAt, read.code, `${file} ${read.message}`)
    return []
  }
  const at = (line: number): Place => ({ file, line, column: 1, path: `${namedAt.path}.email` })
  // One line end of one character: the parser counts two where they stand inside of a quoted field.
  const rows = parse(read.text.replace(/\r\n?/g, '\n'), {
    info: true,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    trim: true,
    max_record_size: 100_000,
    on_skip: (error) => {
      if (error) findings.error(at(lineOf(error)), 'bad-csv', `this row is not CSV: ${csvReason(error)}`)
    },
  }) as unknown as Row[]

  const [header, ...entries] = rows
  if (!header) {
    findings.error(
      at(1),
      'file-empty',
      'the list of users is empty; its first row names the columns, one of them email',
    )
    return []
  }
  const column = header.record.findIndex((name) => name.toLowerCase() === 'email')
  if (column < 0) {
    findings.error(at(1), 'no-email-column', 'the first row names no column email')
    return []
  }
  if (entries.length === 0)
    findings.error(at(header.info.lines), 'file-empty', 'the list of users has no row below its header')
  return entries.flatMap(({ record, info }) => {
    const email = record[column] ?? ''
    const problem = addressProblem(email)
    if (problem) findings.error(at(info.lines), 'bad-address', problem)
    return problem ? [] : [{ email, place: at(info.lines) }]
  })
}

function lineOf(error: CsvError): number {
  return typeof error.lines === 'number' ? error.lines : 1
}

/** The parser's own words may quote the row, and a row is personal data. */
function csvReason(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote is not closed'
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'it is too long'
  return 'a quote stands inside of a field without quotes, or text behind a closing quote'
}
