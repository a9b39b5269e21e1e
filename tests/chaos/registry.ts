/** Every scenario: one line each. */
import type { Scenario } from './scenario.ts'
import { badMail } from './scenarios/bad-mail.ts'
import { badProxy } from './scenarios/bad-proxy.ts'
import { killAtPoints } from './scenarios/kill-at-points.ts'
import { killAtRandom } from './scenarios/kill-at-random.ts'

export const SCENARIOS: Scenario[] = [killAtPoints, killAtRandom, badProxy, badMail]
