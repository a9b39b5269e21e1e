/** What the system's `ping` prints. */
import { judgePing, parsePing } from '../../../agent/checks/ping.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateText } from '../mutate/text.ts'
import { hold, plain } from '../target.ts'
import { sendable } from './outputs.ts'

export const ping = plain({
  name: 'ping',
  about: 'output of ping: a report of a ping or unknown, and ok only where the summary counts an answer',
  seeds: () => seedsFrom('tests/agent/fixtures/ping'),
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      'packets transmitted',
      'received',
      'time=',
      'icmp_seq=1',
      'ms',
      '0% packet loss',
      '3 packets transmitted, 3 received',
    ]),
  async run(data) {
    // As it is read from the program.
    const output = data.toString('latin1').slice(0, 65_536)
    const parsed = await parsePing('127.0.0.1', output)
    for (const maxLoss of [0, 99.99]) {
      const { outcome, values } = sendable(judgePing(parsed, output, maxLoss))
      if (outcome !== 'ok') continue
      const summaries = [...output.matchAll(/(?=(\d+) packets transmitted, (\d+) )/g)].map(
        ([, sent, received]) => [Number(sent), Number(received)],
      )
      hold(
        summaries.some(([sent = 0, received = 0]) => received > 0 && received <= sent),
        `ok without a summary that counts an answer: ${JSON.stringify(values)}`,
      )
      hold(
        Number(values?.loss_percent) >= 0 && Number(values?.loss_percent) <= 100,
        `${values?.loss_percent} % lost`,
      )
    }
  },
})
