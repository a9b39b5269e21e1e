/**
 * The collector's listener with nothing behind it, a process of its own for `stages.ts`: what TLS and HTTP take of a
 * batch. It tells its port, and ends with the channel to who began it.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { headersFor } from '../../collector/http/headers.ts'
import { makeListener } from '../../collector/http/listener.ts'

const [certificate, key] = process.argv.slice(2)
const read = (file: string) => readFileSync(file, 'utf8')
const names = { expiresAt: Number.POSITIVE_INFINITY, names: '' }
const tls = certificate && key ? { cert: read(certificate), privateKey: read(key), ...names } : null
const range = [1_000_000, 1_000_199]
const answer = JSON.stringify({
  ...{ wire: 1, receivedAt: Date.now(), answeredAt: Date.now(), accepted: [range], rejected: [], keep: [] },
  assignment: '"1-0123456789abcdef"',
})
const server = makeListener(tls).serve((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    if (chunks.length > 1) Buffer.concat(chunks)
    const own = { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length }
    response.writeHead(200, { ...headersFor(request.socket), ...own })
    response.end(answer)
  })
})
process.once('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send?.((server.address() as AddressInfo).port)
