/**
 * A mail server for trying kijun out: accepts everything on 127.0.0.1 and prints one line a mail.
 *
 *     node deploy/examples/first-outage/mailbox.js [PORT]
 */
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

const say = (line) => process.stdout.write(`mailbox: ${line}\n`)
const port = Number(process.argv[2] ?? 2525)
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const parts = []
    stream.on('data', (part) => parts.push(part))
    stream.on('end', async () => {
      const mail = await PostalMime.parse(Buffer.concat(parts))
      for (const { address } of session.envelope.rcptTo) say(`${address} <- ${mail.subject}`)
      done()
    })
  },
})
server.on('error', (error) => {
  say(error.message)
  process.exit(1)
})
server.listen(port, '127.0.0.1', () => say(`listening on 127.0.0.1:${port}`))
