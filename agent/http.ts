/**
 * Node's HTTP client, taken without an import: importing `node:http` reads all that it exports, which loads its
 * WebSocket and with it undici, 4 to 8 MB that an agent on every host would pay for nothing.
 */
export const http = process.getBuiltinModule('node:http')
