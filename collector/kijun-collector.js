#!/usr/bin/env node
/** The program's entry, plain JavaScript: on a Node that cannot run kijun it says so in one line. */
import { hideExperimentalWarnings, LASTING, refusal, withOptions } from '../deploy/node/guard.js'

const refused = refusal('kijun-collector', process.versions.node)
if (refused) {
  process.stderr.write(`${refused}\n`)
  process.exitCode = 2
} else {
  hideExperimentalWarnings(process)
  if (process.argv[2] === 'serve') withOptions(LASTING, process)
  await import('./main.ts')
}
