/** `npm run fuzz`: mutated inputs for everything that reads what others wrote. Exit 1 where one did harm, 2 for bad usage. */
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { keep } from './corpus.ts'
import { targetNamed, targetNames } from './registry.ts'
import { type Found, inputOf, isBlind, type Session, seedsOf } from './session.ts'

const HELP = `npm run fuzz -- [options]
  --seed N          the first input's seed (default 1); each further input has the next one
  --only NAME,…     these targets alone
  --seconds S       for each target (default 4; without end where --inputs says how many)
  --inputs N        so many mutated inputs for each target (a part of them for those that take long); fewer, ended by --seconds, are a failure
  --list            the targets
  --keep            adds what failed, minimised, to tests/fuzz/corpus
  --json            one JSON document on stdout`
/** Targets at once. */
const ABREAST = 2
/** An input that the thread does not come back from, milliseconds. */
const LOST_MS = 30_000

const say = (text: string) => process.stdout.write(`${text}\n`)
const bad = (text: string): never => {
  process.stderr.write(`${text}\n${HELP}\n`)
  process.exit(2)
}

const options = {
  seed: { type: 'string' },
  only: { type: 'string' },
  seconds: { type: 'string' },
  inputs: { type: 'string' },
  list: { type: 'boolean' },
  keep: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

function arguments_() {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error))
  }
}

function whole(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text)
  return Number.isSafeInteger(value) && value >= 0
    ? value
    : bad(`--${name} takes a whole number, not ${text}`)
}

const values = arguments_()
if (values.help) {
  say(HELP)
  process.exit(0)
}
const seed = whole('seed', values.seed, 1)
const inputs = values.inputs === undefined ? undefined : whole('inputs', values.inputs, 0)
const endless = inputs === undefined ? 4 : Number.POSITIVE_INFINITY
const seconds = values.seconds === undefined ? endless : Number(values.seconds)
if (!(seconds > 0)) bad(`--seconds takes a number, not ${values.seconds}`)
const names = values.only?.split(',') ?? targetNames()
for (const name of names) if (!targetNames().includes(name)) bad(`there is no target ${name}`)

if (values.list) {
  for (const name of names) say(`${name.padEnd(18)} ${(await targetNamed(name)).about}`)
  process.exit(0)
}

/** One target to its end, or to the input that it is lost in. */
async function fuzz(name: string): Promise<Session> {
  const place = new SharedArrayBuffer(16)
  const [at, begun] = [new Float64Array(place, 0, 1), new Int32Array(place, 8, 1)]
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { name, limits: { seed, seconds, inputs }, place },
    // Programs under test write to their own log, not here.
    stdout: true,
  })
  worker.stdout.resume()
  let watch: NodeJS.Timeout | undefined
  try {
    return await new Promise<Session>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the thread of ${name} ended with ${code}`)))
      let [last, since] = [-1, performance.now()]
      watch = setInterval(() => {
        const now = Atomics.load(begun, 0)
        if (now !== last) {
          last = now
          since = performance.now()
        } else if (last > 0 && performance.now() - since > LOST_MS) {
          resolve(lost(name, at[0] ?? -1, last))
        }
      }, 500)
    }).then(async (session) => ({
      ...session,
      found: await Promise.all(session.found.map((one) => withInput(name, one))),
    }))
  } finally {
    clearInterval(watch)
    await worker.terminate()
  }
}

const lost = (target: string, at: number, count: number): Session => ({
  ...{ target, inputs: count, mutated: count, asked: null, examined: count, tookMs: LOST_MS },
  found: [
    {
      ...{ kind: 'hang', message: `the thread did not come back within ${LOST_MS} ms`, at: '', key: 'hang' },
      ...{ seed: at < 0 ? null : at, from: 'its seeds', data: Buffer.alloc(0), times: 1 },
    },
  ],
})

/** A failure of a thread that is gone has only its seed. */
async function withInput(name: string, found: Found): Promise<Found> {
  const data = Buffer.from(found.data)
  if (data.length > 0 || found.kind !== 'hang' || found.seed === null) return { ...found, data }
  const target = await targetNamed(name)
  return { ...found, ...inputOf(target, await seedsOf(target), found.seed) }
}

const isWell = (session: Session) => session.found.length === 0 && !isShort(session) && !isBlind(session)
const isShort = ({ mutated, asked }: Session) => asked !== null && mutated < asked

function tell(session: Session): void {
  const { target, inputs: count, mutated, examined, tookMs, found } = session
  const rate = Math.round((count / Math.max(1, tookMs)) * 1000)
  say(
    `${isWell(session) ? 'ok  ' : 'FAIL'} ${target.padEnd(18)} ${String(count).padStart(8)} inputs ${String(rate).padStart(7)}/s ${String(examined).padStart(8)} examined`,
  )
  if (isBlind(session)) say(`  of ${mutated} inputs only ${examined} came so far that anything was asked`)
  if (isShort(session)) say(`  ${mutated} of ${session.asked} inputs`)
  for (const one of found) {
    say(
      `  ${one.kind}: ${one.message.split('\n')[0]}${one.at ? ` (${one.at})` : ''}; ${one.times} times, from ${one.from}`,
    )
    say(
      `  ${JSON.stringify(one.data.toString('latin1').slice(0, 400))}${one.data.length > 400 ? ` … ${one.data.length} bytes` : ''}`,
    )
    if (one.seed !== null) say(`  again: npm run fuzz -- --only ${target} --seed ${one.seed} --inputs 1`)
    if (values.keep) {
      const name = `${one.kind}-${one.seed ?? 'kept'}`
      say(`  kept: ${keep(target, name, one.data, `${one.kind}: ${one.message.split('\n')[0]}`)}`)
    }
  }
}

const sessions: Session[] = []
const waiting = [...names]
await Promise.all(
  Array.from({ length: ABREAST }, async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const session = await fuzz(name)
      sessions.push(session)
      if (!values.json) tell(session)
    }
  }),
)
const failed = sessions.filter((session) => !isWell(session))
if (values.json)
  say(
    JSON.stringify(
      sessions.map((session) => ({
        ...session,
        found: session.found.map((one) => ({ ...one, data: one.data.toString('base64') })),
      })),
      null,
      2,
    ),
  )
else
  say(
    `${sessions.length} targets, ${sessions.reduce((sum, { inputs: n }) => sum + n, 0)} inputs, seed ${seed}: ${failed.length === 0 ? 'nothing broke' : `${failed.length} targets broke`}`,
  )
process.exit(failed.length === 0 ? 0 : 1)
