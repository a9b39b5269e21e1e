/**
 * How long people wait to be told. `npm run bench:notice [-- --incidents 1000] [--stops 20]`
 *
 * 1. Detection to mail: so many services fail at once; from the end of each confirming check to the mail server's
 *    250. Beside it, in the same run: the same number of mails by nodemailer alone, on as many connections.
 * 2. What each stage of that takes of the CPU, each alone: `cpuMsOfIncidentByStage`, of two mails each.
 * 3. Stop to mail: real services, stopped at random times, watched by a real agent every 60 s with the default
 *    confirmation; from the stop to the first mail's 250, against half the interval plus the confirmation.
 */
import { parseArgs } from 'node:util'
import { machine } from './machine.ts'
import { atOnce } from './notice/at-once.ts'
import { stagesOf } from './notice/stages.ts'
import { randomStops } from './notice/stops.ts'

const { values } = parseArgs({
  options: {
    incidents: { type: 'string', default: '1000' },
    stops: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
})
const [incidents, stops] = [Number(values.incidents), Number(values.stops)]
const figures = {
  machine: machine(),
  detectionToMail: incidents > 0 ? await atOnce(incidents) : 'not asked for',
  cpuMsOfIncidentByStage: incidents > 0 ? await stagesOf(incidents) : 'not asked for',
  stopToFirstMail: stops > 0 ? await randomStops(stops, Number(values.seed)) : 'not asked for',
}
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
