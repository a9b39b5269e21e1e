/** Requests as bytes on a socket: what no client library would send. */
import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  status: number
  body: string
  tookMs: number
}

/** Sends the bytes and reads until the other side closes, or so long. */
export function sendRaw(port: number, bytes: Buffer | string, withinMs = 10_000): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const begun = performance.now()
    let text = ''
    const socket = connect(port, '127.0.0.1')
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      const [head = '', body = ''] = text.split('\r\n\r\n', 2)
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0)
      resolve({ status, body, tookMs: Math.round(performance.now() - begun) })
    }
    const timer = setTimeout(end, withinMs)
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1')
    })
    socket.on('end', end)
    socket.on('error', end)
    socket.on('close', end)
    socket.write(bytes)
  })
}

/** A request that asks for the connection to be closed; `headers` may replace those that are made of the body. */
export function rawRequest(a: {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: Buffer | string
}): Buffer {
  const body = Buffer.from(a.body ?? '')
  const headers = {
    host: '127.0.0.1',
    connection: 'close',
    'content-type': 'application/json',
    'content-length': String(body.length),
    ...a.headers,
  }
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === '' ? [] : [`${name}: ${value}`],
  )
  const head = `${a.method ?? 'POST'} ${a.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body])
}
