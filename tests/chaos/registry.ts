/** Every scenario: one line each. */
import type { Scenario } from './scenario.ts'
import { agentClock } from './scenarios/agent-clock.ts'
import { badMail } from './scenarios/bad-mail.ts'
import { badProxy } from './scenarios/bad-proxy.ts'
import { clonedAgents } from './scenarios/cloned-agents.ts'
import { collectorClock } from './scenarios/collector-clock.ts'
import { cutLinks } from './scenarios/cut-links.ts'
import { damagedSpool } from './scenarios/damage.ts'
import { damagedStore } from './scenarios/damaged-store.ts'
import { diskErrors } from './scenarios/disk-errors.ts'
import { expiredCertificates } from './scenarios/expired-certificates.ts'
import { fullDisk } from './scenarios/full-disk.ts'
import { hostile } from './scenarios/hostile-bodies.ts'
import { killAtPoints } from './scenarios/kill-at-points.ts'
import { killAtRandom } from './scenarios/kill-at-random.ts'
import { massReconnect } from './scenarios/mass-reconnect.ts'
import { pause } from './scenarios/pause.ts'
import { postgresFaults } from './scenarios/postgres.ts'
import { powerLoss } from './scenarios/power-loss.ts'

export const SCENARIOS: Scenario[] = [
  clonedAgents,
  damagedSpool,
  damagedStore,
  diskErrors,
  fullDisk,
  killAtPoints,
  killAtRandom,
  pause,
  postgresFaults,
  powerLoss,
  badProxy,
  badMail,
  expiredCertificates,
  cutLinks,
  agentClock,
  collectorClock,
  hostile,
  massReconnect,
]
