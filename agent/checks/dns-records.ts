/** What name servers answer, as text that a person writes into a configuration. */
import { isIP } from 'node:net'

export const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'CAA', 'PTR'] as const
export type RecordType = (typeof RECORD_TYPES)[number]

interface Soa {
  nsname: string
  hostmaster: string
  serial: number
  refresh: number
  retry: number
  expire: number
  minttl: number
}

/** One record in the order of its zone file: `10 mail.example`, `0 5 443 a.example`, `0 issue ca.example`. */
const TEXT: Partial<Record<RecordType, (record: never) => string>> = {
  MX: ({ priority, exchange }: { priority: number; exchange: string }) => `${priority} ${exchange}`,
  TXT: (chunks: string[]) => chunks.join(''),
  SRV: ({ priority, weight, port, name }: Record<string, number | string>) =>
    `${priority} ${weight} ${port} ${name}`,
  SOA: ({ nsname, hostmaster, serial, refresh, retry, expire, minttl }: Soa) =>
    `${nsname} ${hostmaster} ${serial} ${refresh} ${retry} ${expire} ${minttl}`,
  CAA: ({ critical, ...property }: Record<string, number | string>) => {
    const [tag, value] = Object.entries(property).find(([key]) => key !== 'type') ?? ['', '']
    return `${critical} ${tag} ${value}`
  },
}

/** Sorted, so that two answers that say the same read the same. */
export function textsOf(record: RecordType, records: unknown): string[] {
  const text = TEXT[record] ?? String
  return [records]
    .flat()
    .map((one) => text(one as never))
    .sort()
}

/** What is compared of an answer: names without case and last dot, addresses in one spelling; a TXT as it is. */
export function comparable(record: RecordType, text: string): string {
  if (record === 'TXT') return text
  if (record === 'AAAA' && isIP(text) === 6) return new URL(`http://[${text}]`).hostname
  return text
    .toLowerCase()
    .split(/\s+/)
    .map((part) => part.replace(/(?<=.)\.$/, '').replace(/^"(.*)"$/, '$1'))
    .join(' ')
}

/** The name that is asked for: of PTR an address stands for its place in the reverse tree. */
export function queryNameOf(name: string, record: RecordType): string {
  if (record !== 'PTR') return name
  if (isIP(name) === 4) return `${name.split('.').reverse().join('.')}.in-addr.arpa`
  if (isIP(name) !== 6) return name
  // The URL parser writes a v4 tail and every group without leading zeros.
  const [head = '', tail] = new URL(`http://[${name}]`).hostname.slice(1, -1).split('::')
  const groups = (part: string) => part.split(':').filter((group) => group !== '')
  const front = groups(head)
  const back = groups(tail ?? '')
  const all = [...front, ...Array.from({ length: 8 - front.length - back.length }, () => '0'), ...back]
  const digits = all.map((group) => group.padStart(4, '0')).join('')
  return `${[...digits].reverse().join('.')}.ip6.arpa`
}
