/** Plans that are run on every submission: each is written out, and says what of it must have come about. */
import type { FaultKind } from '../invariants/history.ts'
import { type Fault, isOurs, type Plan } from './plan.ts'

export interface Kept {
  why: string
  plan: Plan
  /** What the world must have suffered, and what must have been examined in it: else the plan is no proof of it. */
  suffers: FaultKind[]
  examines: string[]
}

const MINUTE = 60_000
const fault = (
  kind: Fault['kind'],
  who: string,
  [at, minutes]: [number, number],
  more: Partial<Fault> = {},
) => ({
  ...{ kind, who, at: at * MINUTE, forMs: minutes * MINUTE },
  ...more,
})
/** An hour of two hosts. */
const plan = (seed: number, faults: Fault[], more: Partial<Plan> = {}): Plan => ({
  ...{ format: 'kijun-plan/1', seed, days: 0.04, hosts: 2, collectors: 1, cadence: 'quick' },
  ...{
    asked: [...new Set(faults.map(({ kind }) => kind))].filter(isOurs),
  },
  faults: faults.toSorted((a, b) => a.at - b.at),
  ...more,
})
const [ONE, TWO] = ['service-1/host-1', 'service-1/host-2']

export const KEPT: Kept[] = [
  {
    why: 'a collector is killed twice between two steps, agents are killed and without power, mail is refused for a while',
    plan: plan(1, [
      fault('outage', ONE, [12, 12]),
      fault('outage', TWO, [30, 9]),
      fault('collector-kill', 'collector-1', [12.9, 0.5], { size: 7 }),
      fault('collector-kill', 'collector-1', [31, 1], { size: 33 }),
      fault('agent-kill', 'host-1', [15, 2]),
      fault('agent-power-loss', 'host-2', [18, 4]),
      fault('mail-refuse', '*', [11, 6], { how: '421' }),
    ]),
    suffers: ['collector-killed', 'agent-killed', 'power-loss', 'mail-refuses'],
    examines: [
      'I2 stops',
      'I2 recoveries',
      'I2 deadlines met',
      'I3 outages',
      'I4 downtimes',
      'I6 recovery ms',
    ],
  },
  {
    why: 'one of two collectors on one store is killed, then stands still, while the network repeats and reorders',
    plan: plan(
      4,
      [
        fault('outage', ONE, [13, 14]),
        fault('collector-freeze', 'collector-1', [13.5, 3], { size: 11 }),
        fault('collector-kill', 'collector-2', [20, 5], { size: 3 }),
        fault('partition', 'host-2', [22, 8], { how: 'back' }),
        fault('duplicate', '*', [11, 25]),
        fault('reorder', '*', [11, 25], { size: 20_000 }),
      ],
      { collectors: 2 },
    ),
    suffers: ['collector-frozen', 'collector-killed', 'partition', 'duplicate', 'reorder'],
    examines: [
      'I2 stops',
      'I2 deadlines met',
      'I3 outages',
      'I4 downtimes',
      'I5 orders that were evaluated anew',
    ],
  },
  {
    why: 'a backlog on a disk that is damaged, loses power, is full, and takes less than the backlog needs',
    plan: plan(
      7,
      [
        fault('partition', '*', [11, 38], { how: 'both' }),
        fault('outage', ONE, [14, 9]),
        ...[18, 20, 22].map((at) => fault('disk-damage', 'host-1', [at, 0])),
        fault('agent-power-loss', 'host-1', [24, 1]),
        fault('disk-full', 'host-2', [26, 8]),
        fault('agent-kill', 'host-2', [30, 1]),
      ],
      { spoolBytes: 12_288 },
    ),
    suffers: ['partition', 'damage', 'power-loss', 'disk-full'],
    examines: [
      'I1 given up',
      'I1 given up as damaged',
      'I4 gaps',
      'I6 spool bytes',
      'I6 disk bytes',
      'I6 recovery ms',
      'I7 damages',
    ],
  },
  {
    why: 'users cannot be told in time: the deadline is breached, and they are told when their server takes mail again',
    plan: plan(11, [
      fault('outage', ONE, [12, 34]),
      fault('mail-refuse', 'user1@customer.example', [11, 30], { how: '451' }),
    ]),
    suffers: ['mail-refuses'],
    examines: ['I2 deadlines breached', 'I2 recoveries', 'I2 mailboxes'],
  },
  {
    why: 'a user is refused for good, everybody else is told in time',
    plan: plan(12, [
      fault('outage', ONE, [12, 14]),
      fault('mail-refuse', 'user1@customer.example', [11, 30], { how: '550' }),
    ]),
    suffers: ['mail-refuses'],
    examines: ['I2 deadlines met', 'I2 addresses that were refused'],
  },
  {
    why: 'pages are wrong and slow while their hosts answer: a fault is told to the contact, late where its server takes no mail, and no outage is told',
    plan: plan(14, [
      fault('spoilt', `${ONE}/works`, [12, 6]),
      fault('spoilt', `${TWO}/works`, [14, 30]),
      fault('spoilt', `${ONE}/fast`, [20, 8]),
      fault('collector-kill', 'collector-1', [16.5, 1], { size: 11 }),
      fault('mail-refuse', 'admin@customer.example', [13, 10], { how: '450' }),
    ]),
    suffers: ['collector-killed', 'mail-refuses'],
    examines: [
      'I2 failures beside stops',
      'I2 detections',
      'I2 deadlines met',
      'I2 recoveries',
      'I3 looks for outages',
    ],
  },
  {
    why: 'the clock of one of two collectors is set back for some minutes: agents place results by it after that, too',
    plan: plan(
      1003,
      [
        fault('clock-step', 'collector-2', [12, 3.5], { size: -60 * MINUTE }),
        fault('collector-freeze', 'collector-1', [14.300_92, 0.8747], { size: 20 }),
        fault('outage', ONE, [15.230_37, 0.031_25]),
        fault('partition', '*', [17.568_18, 0.299_68], { how: 'back' }),
      ],
      { hosts: 1, days: 0.02, collectors: 2 },
    ),
    suffers: ['clock-step'],
    examines: ['I4 rows of intervals'],
  },
]
