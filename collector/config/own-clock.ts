import type { Service, Settings } from '../model.ts'
import { didYouMean, type Findings } from './findings.ts'
import { shown } from './read.ts'
import type { Source } from './source.ts'

/**
 * The time-sync check that watches the collector's own clock, on which every deadline is judged. It must run on
 * the collector's host, which a configuration does not show.
 */
export function readOwnClock(
  name: string | undefined,
  services: readonly Service[],
  source: Source,
  findings: Findings,
): Settings['ownClock'] {
  if (name === undefined) return null
  const checks = services.flatMap(({ components }) => components.flatMap((component) => component.checks))
  const named = checks.find(({ check }) => check === name)
  if (named?.purpose === 'time-sync') return name
  // It may be among those that could not be read.
  if (!named && findings.told() > 0) return null
  const clocks = checks.filter(({ purpose }) => purpose === 'time-sync').map(({ check }) => check)
  const what = named ? `the purpose of ${name} is ${named.purpose}` : `${shown(name)} is no check`
  const known =
    clocks.length > 0 ? `; time-sync checks are ${clocks.join(', ')}` : '; there is no time-sync check'
  const hint = (named ? '' : didYouMean(name, clocks)) || known
  const message = `${what}: the collector's own clock is watched by a time-sync check, named service/component/check${hint}`
  findings.error(source.at(['ownClock']), 'bad-own-clock', message)
  return null
}
