/** Bodies and headers that only somebody hostile, or something broken, sends. */
import { deflateSync, gzipSync } from 'node:zlib'

export interface Hostile {
  what: string
  headers?: Record<string, string>
  body: Buffer | string
  /** Codes with which it may be refused. */
  codes: readonly string[]
  /** The connection is ended after these bytes: nobody is there to be answered. */
  cut?: boolean
  /** So much more than is read that the connection may be closed before the answer is seen. */
  mayGoUnseen?: boolean
}

const NO_JSON = ['malformed-json']
const SHAPE = ['bad-frame', 'bad-body', 'wire-version']
const NO_TYPE = ['unsupported-media-type']
const TOO_LARGE = ['body-too-large']
const HEADERS = ['headers-too-large']
const NO_HTTP = ['bad-request']
const MEBI = 1024 * 1024
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)

/** `good` is a body that the place takes; what is made of it is mostly good, and wrong in one thing. */
export function hostileBodies(good: Record<string, unknown>, limit: number): Hostile[] {
  const text = JSON.stringify(good)
  const inside = (json: string) => `${text.slice(0, -1)},"more":${json}}`
  const [first = ''] = Object.keys(good)
  const instead = (json: string) => JSON.stringify({ ...good, [first]: '@' }).replace('"@"', json)
  return [
    { what: 'nothing', codes: NO_JSON, body: '' },
    { what: 'no JSON', codes: NO_JSON, body: 'hello' },
    { what: 'half of it', codes: NO_JSON, body: text.slice(0, text.length / 2) },
    { what: 'null', codes: SHAPE, body: 'null' },
    { what: 'a list', codes: SHAPE, body: '[]' },
    { what: 'a number', codes: SHAPE, body: '1e999' },
    {
      what: 'lists 100 000 deep',
      codes: SHAPE,
      body: inside(nested(Math.min(100_000, limit / 3), '[', ']')),
    },
    {
      what: 'objects 10 000 deep',
      codes: SHAPE,
      body: inside(nested(Math.min(10_000, limit / 10), '{"a":', '}').replace('}', '1}')),
    },
    { what: 'a number of 10 000 digits', codes: SHAPE, body: instead('9'.repeat(10_000)) },
    { what: 'a number beyond all', codes: SHAPE, body: instead('1e400') },
    { what: 'a negative number', codes: SHAPE, body: instead('-1') },
    { what: 'a key __proto__', codes: NO_JSON, body: inside('{"__proto__":{"admin":true}}') },
    { what: 'a key __proto__ at the top', codes: NO_JSON, body: `{"__proto__":{"wire":1},${text.slice(1)}` },
    { what: 'constructor.prototype', codes: NO_JSON, body: inside('{"constructor":{"prototype":{"x":1}}}') },
    { what: 'an unknown key', codes: SHAPE, body: inside('1') },
    { what: 'UTF-16', codes: NO_JSON, body: Buffer.from(text, 'utf16le') },
    {
      what: 'bytes that are no UTF-8',
      codes: [...SHAPE, ...NO_JSON],
      body: Buffer.concat([Buffer.from('{"'), Buffer.from('c328a0a1', 'hex'), Buffer.from('":1}')]),
    },
    {
      what: 'a byte order mark and no JSON',
      codes: NO_JSON,
      body: Buffer.concat([Buffer.from('efbbbf', 'hex'), Buffer.from('x')]),
    },
    { what: 'lone surrogates', codes: SHAPE, body: inside('"\\ud800"') },
    { what: 'NUL', codes: NO_JSON, body: Buffer.from('{"a":"\0"}') },
    {
      what: 'gzip of much',
      codes: NO_TYPE,
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(64 * MEBI, 0x20)).subarray(0, limit),
    },
    { what: 'gzip without a word', codes: NO_JSON, body: gzipSync(text) },
    { what: 'deflate', codes: NO_TYPE, headers: { 'content-encoding': 'deflate' }, body: deflateSync(text) },
    { what: 'br, gzip, gzip', codes: NO_TYPE, headers: { 'content-encoding': 'gzip, gzip, br' }, body: text },
    { what: 'more than the limit', codes: TOO_LARGE, body: `{"a":"${'x'.repeat(limit)}"}` },
    {
      what: 'a length beyond the limit',
      codes: TOO_LARGE,
      headers: { 'content-length': '9007199254740993' },
      body: text,
    },
    { what: 'a length that is none', codes: NO_HTTP, headers: { 'content-length': 'x' }, body: text },
    { what: 'a negative length', codes: NO_HTTP, headers: { 'content-length': '-1' }, body: text },
    {
      what: 'chunks that are none',
      codes: NO_HTTP,
      headers: { 'content-length': '', 'transfer-encoding': 'chunked' },
      body: 'zz\r\nhello\r\n0\r\n\r\n',
    },
    {
      what: 'length and chunks',
      codes: NO_HTTP,
      headers: { 'transfer-encoding': 'chunked' },
      body: '5\r\nhello\r\n0\r\n\r\n',
    },
    { what: 'text', codes: NO_TYPE, headers: { 'content-type': 'text/plain' }, body: text },
    {
      what: 'a form',
      codes: NO_TYPE,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'wire=1',
    },
    {
      what: 'another character set',
      codes: NO_JSON,
      headers: { 'content-type': 'application/json; charset=utf-7' },
      body: '+AHs-',
    },
    {
      what: 'multipart cut in the middle',
      codes: NO_TYPE,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="f"; filename="a"\r\n\r\nabc',
    },
    { what: 'no media type that is one', codes: NO_TYPE, headers: { 'content-type': '"' }, body: text },
    { what: 'a header of 64 KiB', codes: HEADERS, headers: { 'x-long': 'a'.repeat(65_536) }, body: text },
    {
      what: 'a thousand headers',
      codes: HEADERS,
      headers: Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`x-${n}`, 'aaaaaaaaaaaaaa'])),
      body: text,
    },
    { what: 'a header with a line end in it', codes: NO_HTTP, headers: { 'x-a': 'b\rc' }, body: text },
    {
      what: 'a body that ends before its length',
      codes: [],
      headers: { 'content-length': String(text.length + 100) },
      body: text,
      cut: true,
    },
  ]
}
