#!/usr/bin/env node
/** The program's entry, plain JavaScript: on a Node that cannot run kijun it says so in one line. */
import { hideExperimentalWarnings, refusal } from '../deploy/node/guard.js'

// Name lookups run on Node's thread pool, half of it at most: a silent name server must not hold up those of
// other checks, nor the spool's writes. Idle threads cost next to nothing.
process.env.UV_THREADPOOL_SIZE ??= '32'
// An agent works for a few milliseconds a minute: its heap stays as small as it can be (3 MB), and V8's optimising
// compilers, which would save it nothing, are not even loaded (4 to 8 MB). tests/bench/agent.ts has the figures.
for (const flag of ['--optimize-for-size', '--no-opt', '--no-maglev']) {
  process.getBuiltinModule?.('node:v8').setFlagsFromString(flag)
}

const refused = refusal('kijun-agent', process.versions.node)
if (refused) {
  process.stderr.write(`${refused}\n`)
  process.exitCode = 2
} else {
  hideExperimentalWarnings(process)
  // Not awaited, here and there: the bundle is a program for either of Node's two readers (deploy/build/bundle-agent.ts).
  import('./main.ts')
}
