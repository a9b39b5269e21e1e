import type { Collector } from '../assemble.ts'
import { loadAside } from '../config/load-aside.ts'
import type { Loaded } from '../model.ts'
import { BAD_USAGE, type Command, DID_NOT_HOLD, DONE, type Io, type Values } from './command.ts'
import { CONFIG_OPTION, configFile, findingLine, readConfiguration } from './configuration.ts'

/** Ctrl-C promises an end within 5 s; what takes longer by then is cut. */
const STOP_MS = 4500
const SAME_SIGNAL_MS = 500

export const serve: Command = {
  name: 'serve',
  summary: 'Runs the collector with its console',
  usage: '[--config FILE] [--local-agent]',
  help: [
    '--config FILE   the configuration (default: this host, watched by its own agent, data in ./data)',
    '--local-agent   also runs an agent for this host, named this-host',
    'An agent named collector, its own vantage, runs along where the configuration has a check done from it.',
    '',
    'SIGHUP reads the configuration and the certificate again; SIGINT or SIGTERM ends everything within 5 s, a second one at once.',
    'The log goes to stderr, one JSON object a line; KIJUN_LOG=debug says more of it.',
  ],
  options: { ...CONFIG_OPTION, 'local-agent': { type: 'boolean' } },
  async run(values, io) {
    const lost = Promise.withResolvers<Error>()
    const begun = await begin(values, io, lost.resolve)
    if (!begun) return BAD_USAGE
    const { collector, asked } = begun
    io.onSignal(
      'SIGHUP',
      oneByOne(() => reload(collector, values, io)),
    )
    const why = await Promise.race([asked, lost.promise])
    if (why instanceof Error) io.log.error({ err: why }, 'cannot go on and ends, to be started again')
    else io.log.info({ signal: why }, 'stopping')
    const ended = await stopInTime(collector, io)
    return why instanceof Error ? DID_NOT_HOLD : ended
  },
}

/** What was read is forgotten here: what is run of it is the collector's. */
async function begin(values: Values, io: Io, onLost: (error: Error) => void) {
  const loaded = readConfiguration(values, io)
  if (!loaded) return null
  tellWarnings(loaded, io)
  const asked = whenAskedToEnd(io)
  const collector = await startOrTell(loaded, values, io, onLost)
  if (!collector) return null
  welcome(collector, loaded, io)
  return { collector, asked }
}

async function startOrTell(
  loaded: Loaded,
  values: Values,
  io: Io,
  onLost: (error: Error) => void,
): Promise<Collector | null> {
  // Loaded here, so that what is wrong with a configuration is told without them.
  const [{ startCollector }, { plainRefusal }] = await Promise.all([
    import('../assemble.ts'),
    import('./refusal.ts'),
  ])
  try {
    const { clock, log, random, version } = io
    return await startCollector(loaded, {
      clock,
      log,
      random,
      version,
      localAgent: values['local-agent'] === true,
      onLost,
    })
  } catch (error) {
    const refusal = plainRefusal(error)
    if (refusal === null) throw error
    io.err(`kijun-collector: ${refusal}`)
    return null
  }
}

function welcome({ url, enrolment }: Collector, { settings }: Loaded, io: Io): void {
  io.out(`kijun: console on ${url}/`)
  if (enrolment !== null && isLoopback(url)) {
    io.out(`kijun: make the first operator with this one-time link: ${url}/#enrol=${enrolment}`)
  } else if (enrolment !== null) {
    io.out(
      'kijun: there is no operator yet, and the first one is made over loopback only: listen on 127.0.0.1 once',
    )
  }
  if (settings.mail === null)
    io.out('kijun: no mail server is configured: notices stay in the outbox of the console')
}

function isLoopback(url: string): boolean {
  return /^(127\.|localhost$|\[::1\]$)/.test(new URL(url).hostname)
}

/**
 * Resolves with the first signal to end; a second one ends the process at once. One Ctrl-C may arrive twice,
 * from the terminal and passed on by npm, so a second one counts only after a moment.
 */
function whenAskedToEnd(io: Io): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | null = null
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      io.onSignal(signal, () => {
        const now = io.clock.monotonic()
        if (askedAt !== null && now - askedAt >= SAME_SIGNAL_MS) io.exit(DID_NOT_HOLD)
        askedAt ??= now
        resolve(signal)
      })
    }
  })
}

function stopInTime(collector: Collector, io: Io): Promise<number> {
  return new Promise((resolve, reject) => {
    const cancel = io.clock.after(STOP_MS, () => {
      io.log.error('not everything ended in time and is cut; nothing acknowledged is lost')
      resolve(DID_NOT_HOLD)
    })
    collector.stop().then(() => {
      cancel()
      io.log.info('stopped')
      resolve(DONE)
    }, reject)
  })
}

/** Never two at once; what is asked for while one waits already is that one. */
function oneByOne(work: () => Promise<void>): () => void {
  let running: Promise<void> = Promise.resolve()
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    running = running.then(() => {
      waiting = false
      return work()
    })
  }
}

/** A configuration with errors changes nothing; the one in force goes on. */
async function reload(collector: Collector, values: Values, io: Io): Promise<void> {
  const notReloaded = 'the configuration is not reloaded, the one in force goes on'
  const asked = loadAside(configFile(values), { env: io.env, now: io.clock.now() })
  const result = await asked.catch((err: unknown) => {
    io.log.error({ err }, notReloaded)
    return null
  })
  if (!result) return
  if (!result.loaded) {
    for (const finding of result.errors)
      io.log.error({ finding: findingLine(finding) }, 'error in the configuration')
    io.log.error({ errors: result.errors.length }, notReloaded)
    return
  }
  tellWarnings(result.loaded, io)
  try {
    const { revision } = await collector.reload(result.loaded)
    io.log.info(
      { revision },
      'configuration reloaded (services, contacts and certificate; other settings need a restart)',
    )
  } catch (err) {
    io.log.error({ err }, notReloaded)
  }
}

function tellWarnings(loaded: Loaded, io: Io): void {
  for (const finding of loaded.warnings)
    io.log.warn({ finding: findingLine(finding) }, 'warning about the configuration')
}
