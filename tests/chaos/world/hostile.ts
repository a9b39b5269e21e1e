/** Bodies and headers that only somebody hostile, or something broken, sends. */
import { deflateSync, gzipSync } from 'node:zlib'

export interface Hostile {
  what: string
  headers?: Record<string, string>
  body: Buffer | string
  /** The connection is ended after these bytes. */
  cut?: boolean
}

const MEBI = 1024 * 1024
const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)

/** `good` is a body that the place takes; what is made of it is mostly good, and wrong in one thing. */
export function hostileBodies(good: Record<string, unknown>, limit: number): Hostile[] {
  const text = JSON.stringify(good)
  const inside = (json: string) => `${text.slice(0, -1)},"more":${json}}`
  const [first = ''] = Object.keys(good)
  const instead = (json: string) => JSON.stringify({ ...good, [first]: '@' }).replace('"@"', json)
  return [
    { what: 'nothing', body: '' },
    { what: 'no JSON', body: 'hello' },
    { what: 'half of it', body: text.slice(0, text.length / 2) },
    { what: 'null', body: 'null' },
    { what: 'a list', body: '[]' },
    { what: 'a number', body: '1e999' },
    { what: 'lists 100 000 deep', body: inside(nested(Math.min(100_000, limit / 3), '[', ']')) },
    {
      what: 'objects 10 000 deep',
      body: inside(nested(Math.min(10_000, limit / 10), '{"a":', '}').replace('}', '1}')),
    },
    { what: 'a number of 10 000 digits', body: instead('9'.repeat(10_000)) },
    { what: 'a number beyond all', body: instead('1e400') },
    { what: 'a negative number', body: instead('-1') },
    { what: 'a key __proto__', body: inside('{"__proto__":{"admin":true}}') },
    { what: 'a key __proto__ at the top', body: `{"__proto__":{"wire":1},${text.slice(1)}` },
    { what: 'constructor.prototype', body: inside('{"constructor":{"prototype":{"x":1}}}') },
    { what: 'an unknown key', body: inside('1') },
    { what: 'UTF-16', body: Buffer.from(text, 'utf16le') },
    {
      what: 'bytes that are no UTF-8',
      body: Buffer.concat([Buffer.from('{"'), Buffer.from('c328a0a1', 'hex'), Buffer.from('":1}')]),
    },
    {
      what: 'a byte order mark and no JSON',
      body: Buffer.concat([Buffer.from('efbbbf', 'hex'), Buffer.from('x')]),
    },
    { what: 'lone surrogates', body: inside('"\\ud800"') },
    { what: 'NUL', body: Buffer.from('{"a":"\0"}') },
    {
      what: 'gzip of much',
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(64 * MEBI, 0x20)).subarray(0, limit),
    },
    { what: 'gzip without a word', body: gzipSync(text) },
    { what: 'deflate', headers: { 'content-encoding': 'deflate' }, body: deflateSync(text) },
    { what: 'br, gzip, gzip', headers: { 'content-encoding': 'gzip, gzip, br' }, body: text },
    { what: 'more than the limit', body: `{"a":"${'x'.repeat(limit)}"}` },
    { what: 'a length beyond the limit', headers: { 'content-length': '9007199254740993' }, body: text },
    { what: 'a length that is none', headers: { 'content-length': 'x' }, body: text },
    { what: 'a negative length', headers: { 'content-length': '-1' }, body: text },
    {
      what: 'chunks that are none',
      headers: { 'content-length': '', 'transfer-encoding': 'chunked' },
      body: 'zz\r\nhello\r\n0\r\n\r\n',
    },
    {
      what: 'length and chunks',
      headers: { 'transfer-encoding': 'chunked' },
      body: '5\r\nhello\r\n0\r\n\r\n',
    },
    { what: 'text', headers: { 'content-type': 'text/plain' }, body: text },
    { what: 'a form', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'wire=1' },
    {
      what: 'another character set',
      headers: { 'content-type': 'application/json; charset=utf-7' },
      body: '+AHs-',
    },
    {
      what: 'multipart cut in the middle',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="f"; filename="a"\r\n\r\nabc',
    },
    { what: 'no media type that is one', headers: { 'content-type': '"' }, body: text },
    { what: 'a header of 64 KiB', headers: { 'x-long': 'a'.repeat(65_536) }, body: text },
    {
      what: 'a thousand headers',
      headers: Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`x-${n}`, 'aaaaaaaaaaaaaa'])),
      body: text,
    },
    { what: 'a header with a line end in it', headers: { 'x-a': 'b\rc' }, body: text },
    {
      what: 'a body that ends before its length',
      headers: { 'content-length': String(text.length + 100) },
      body: text,
      cut: true,
    },
  ]
}
