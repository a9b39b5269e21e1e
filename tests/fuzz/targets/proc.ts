/** The kernel's tables under /proc. */
import * as proc from '../../../agent/checks/host-proc.ts'
import { readStat, uidOf } from '../../../agent/checks/process-table.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateText } from '../mutate/text.ts'
import { hold, plain } from '../target.ts'
import { finite } from './outputs.ts'

/** A reading, or none; never a number that is none. */
function reading(name: string, read: object | number | null): void {
  if (read === null) return
  if (typeof read === 'number') hold(Number.isFinite(read), `${name} is ${read}`)
  else finite(Object.fromEntries(Object.entries(read).map(([key, value]) => [`${name} ${key}`, value])))
}

export const procfs = plain({
  name: 'proc',
  about: "the kernel's tables: each number a number, or nothing",
  seeds: () => [
    ...seedsFrom('tests/agent/checks/captured/host/proc'),
    {
      name: 'stat of a process',
      data: Buffer.from(
        '42 (a) b) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123 4096 512 18446744073709551615 1 1 0 0',
      ),
    },
    { name: 'passwd', data: Buffer.from('root:x:0:0:root:/root:/bin/bash\nwww-data:x:33:33::/var/www:\n') },
  ],
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      'cpu ',
      'MemTotal: ',
      ' kB',
      'eth0:',
      'some avg60=',
      ' - ext4 ',
      '\\040',
      '\\777',
    ]),
  run(data) {
    const text = data.toString('utf8')
    reading('cpu', proc.readCpu(text))
    reading('memory', proc.readMemory(text))
    reading('load', proc.readLoad(text))
    reading('pressure', proc.readPressure(text))
    reading('uptime', proc.readUptime(text))
    for (const whole of [null, new Set(['vda'])])
      for (const [name, disk] of proc.readDisks(text, whole)) reading(`disk ${name}`, disk)
    for (const [name, network] of proc.readNetworks(text)) reading(`network ${name}`, network)
    for (const mount of proc.readMounts(text, new Set(['/'])))
      hold(mount.path !== '' && mount.type !== '', 'a mount without a path')
    const process = readStat(text)
    if (process) reading('process', process)
    reading('uid', uidOf('www-data', text))
  },
})
