/**
 * A service for trying kijun out: answers every request on 127.0.0.1.
 *
 *     node deploy/examples/first-outage/shop.js [PORT]
 */
import { createServer } from 'node:http'

const port = Number(process.argv[2] ?? 18080)
createServer((_request, response) => response.end('いらっしゃいませ\n')).listen(port, '127.0.0.1', () =>
  process.stdout.write(`shop: listening on 127.0.0.1:${port}\n`),
)
