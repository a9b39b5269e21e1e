#!/usr/bin/env node
/** The program's entry, plain JavaScript: on a Node that cannot run kijun it says so in one line. */
import { hideExperimentalWarnings, refusal } from '../deploy/node/guard.js'

const refused = refusal('kijun-agent', process.versions.node)
if (refused) {
  process.stderr.write(`${refused}\n`)
  process.exitCode = 2
} else {
  hideExperimentalWarnings(process)
  await import('./main.ts')
}
