/** What `systemctl show` and `systemctl list-units` print. */
import { judgeUnits } from '../../../agent/checks/systemd.ts'
import { readFailed, readUnits } from '../../../agent/checks/systemd-show.ts'
import { seedsFrom } from '../corpus.ts'
import { mutateText } from '../mutate/text.ts'
import { hold, plain } from '../target.ts'
import { finite, sendable } from './outputs.ts'

const NOW = Date.UTC(2026, 10, 22)

export const systemctl = plain({
  name: 'systemctl',
  about: 'output of systemctl: units in order or none, and ok only where each says that it is active',
  seeds: () => seedsFrom('tests/agent/checks/captured/systemd'),
  mutate: (data, random, seeds) =>
    mutateText(data, random, seeds, [
      'Id=',
      'LoadState=loaded',
      'ActiveState=active',
      'SubState=running',
      'NRestarts=',
      'Result=',
      'StateChangeTimestamp=',
      'Sat 2026-11-21 15:42:52 UTC',
      '__proto__=x',
    ]),
  run(data) {
    const text = data.toString('utf8')
    const failed = readFailed(text)
    hold(failed.length <= text.split('\n').length, `${failed.length} units on fewer lines`)
    for (const unit of failed) hold(unit !== '' && text.includes(unit), `a unit that is not there: ${unit}`)
    const units = readUnits(text)
    if (!units) return
    hold(units.length > 0, 'an answer without a unit')
    // A configuration names at most so many; they are told by the names that it gives them.
    const few = units.slice(0, 10).map((one, index) => ({ ...one, unit: `unit${index}.service` }))
    for (const one of few) {
      finite({ ...one })
      hold(one.restarts >= 0, `${one.restarts} restarts`)
    }
    const asked = { units: few.map(({ unit }) => unit), none: false, restarts: null }
    const { outcome } = sendable(judgeUnits(asked, few, null, new Map(), NOW))
    sendable(judgeUnits(asked, few, failed, new Map(few.map(({ unit }) => [unit, 0])), NOW))
    if (outcome === 'ok')
      hold(
        few.every(({ active }) => active === 'active' || active === 'reloading'),
        'ok, and a unit is not active',
      )
  },
})
