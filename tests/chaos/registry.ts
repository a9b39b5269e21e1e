/** Every scenario: one line each. */
import type { Scenario } from './scenario.ts'
import { killAtRandom } from './scenarios/kill-at-random.ts'

export const SCENARIOS: Scenario[] = [killAtRandom]
