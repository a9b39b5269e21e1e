/** What plugins of the Nagios convention print. */
import { readPerformance, readPlugin } from '../../../agent/checks/plugin-output.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateText } from '../mutate/text.ts'
import { hold, plain } from '../target.ts'
import { sendable } from './outputs.ts'

/** As the convention writes it. */
const printed = ({ label, value, unit }: { label: string; value: number; unit: string }) =>
  `'${label.replaceAll("'", "''")}'=${value}${unit}`

export const plugin = plain({
  name: 'plugin',
  about:
    'output of plugins: performance data that print and read as they are, values within the bounds of the wire',
  seeds: () => seedsFrom('tests/agent/checks/captured/plugin', /\.txt$/),
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      '|',
      "'a b'=1",
      'x=1s;2;3;0;9',
      '=U',
      "''",
      '%',
      'KB',
      '.5',
      '1.',
      '1e999',
      '/=1MB',
    ]),
  run(data) {
    // As much as is read of a program.
    const text = data.subarray(0, 65_536).toString('utf8')
    const read = readPlugin(text)
    const { found } = readPerformance(text)
    for (const one of found) hold(Number.isFinite(one.value), `${one.label} is ${one.value}`)
    const plainly = found
      .filter(({ label, unit }) => !/\n/.test(label) && /^[A-Za-z%]*$/.test(unit))
      .slice(0, 50)
    const again = readPerformance(plainly.map(printed).join(' '))
    hold(
      JSON.stringify(again.found) === JSON.stringify(plainly) && again.dropped === 0,
      `printed and read again it is another: ${JSON.stringify(plainly).slice(0, 200)} ${JSON.stringify(again).slice(0, 200)}`,
    )
    if (!read) return
    hold(read.text.trim() !== '', 'a plugin without a line for people')
    sendable({ outcome: 'ok', message: read.text, values: { exit_code: 0, ...read.values } })
  },
})
