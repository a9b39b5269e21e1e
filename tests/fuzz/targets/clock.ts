/** What time daemons say of the clock: chronyc, ntpq, timedatectl. */
import { judgeClock } from '../../../agent/checks/clock.ts'
import { refusal as chronyRefusal, readChrony } from '../../../agent/checks/clock-chrony.ts'
import { readNtpq } from '../../../agent/checks/clock-ntpd.ts'
import type { ClockReading, NoReading } from '../../../agent/checks/clock-reading.ts'
import { readTimesyncd } from '../../../agent/checks/clock-timesyncd.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateText } from '../mutate/text.ts'
import { hold, plain, type Seed } from '../target.ts'
import { finite, sendable } from './outputs.ts'

const FOLDER = 'tests/agent/checks/captured/clock'
const NOW = Date.UTC(2026, 10, 21)
const LIMITS = {
  offset: { critical: 1000 },
  stratum: { critical: 10 },
  since: { critical: 3_600_000 },
  timeZone: null,
}
/** Between the outputs of two commands. */
const BETWEEN = '\n%%\n'

const both = (first: string, second: string): Seed[] => {
  const [a, b] = [seedsFrom(FOLDER, new RegExp(first)), seedsFrom(FOLDER, new RegExp(second))]
  return a.flatMap((one) =>
    b.map((other) => ({
      name: `${one.name}+${other.name}`,
      data: Buffer.concat([one.data, Buffer.from(BETWEEN), other.data]),
    })),
  )
}
const halves = (data: Buffer): [string, string] => {
  const [first = '', second = ''] = data.toString('utf8').split(BETWEEN)
  return [first, second]
}

/** Whatever was read, the check says something that may be sent; it is ok only where a source was in use. */
function told(reading: ClockReading | NoReading): void {
  if (!('daemon' in reading)) {
    hold(reading.text.length <= 400, `${reading.text.length} characters of a complaint`)
    return
  }
  finite({ ...reading })
  const { outcome } = sendable(judgeClock(reading, LIMITS, NOW, 'Asia/Tokyo', {}))
  if (outcome === 'ok')
    hold(
      reading.synchronised &&
        reading.leap !== 'unsynchronised' &&
        Math.abs(reading.offsetMs ?? Infinity) <= 1000,
      `ok, and it says ${JSON.stringify(reading)}`,
    )
}

export const chrony = plain({
  name: 'chrony',
  about: 'output of chronyc: a reading whose numbers are numbers, or why there is none',
  seeds: () => both('^chrony-.*tracking', '^chrony-.*sources'),
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, ['Normal', 'Not synchronised', 'Insert second', '^,*,', '=,?,', ',']),
  run(data) {
    const [tracking, sources] = halves(data)
    told(readChrony(tracking, sources))
    told(readChrony(tracking, null))
    told(chronyRefusal(tracking))
  },
})

export const ntpq = plain({
  name: 'ntpq',
  about: 'output of ntpq: a reading whose numbers are numbers, or why there is none',
  seeds: () => seedsFrom(FOLDER, /^ntpd-/),
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      'leap=00',
      'stratum=',
      'offset=',
      'refid=',
      'reftime=',
      '377',
      '*',
      'u',
      ', ',
    ]),
  run(data) {
    told(readNtpq(data.toString('utf8'), ''))
  },
})

export const timedatectl = plain({
  name: 'timedatectl',
  about: 'output of timedatectl: a reading whose numbers are numbers, or why there is none',
  seeds: () => both('^timesyncd-.*show', '^timesyncd-.*status'),
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      'NTPSynchronized=yes',
      'Server: ',
      'Leap: normal',
      'Offset: +1us',
      '1min 2.5s',
      '1.2.3ms',
      'Packet count: ',
    ]),
  run(data) {
    const [show, status] = halves(data)
    for (const updatedAt of [null, NOW - 1000]) told(readTimesyncd(show, status, updatedAt))
  },
})
