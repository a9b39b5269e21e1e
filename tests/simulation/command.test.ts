import { expect, test } from 'vitest'
import { commandOf, readCommand, readPlan } from './command.ts'
import { FAULT_NAMES, makePlan } from './plan.ts'

test('reads what the contract says', () => {
  const asked = readCommand(['--seed', '7', '--days', '31', '--hosts', '200', '--faults', 'none', '--json'])
  expect(asked).toMatchObject({ seeds: [7], days: 31, hosts: 200, faults: [], json: true })
  expect(readCommand(['--seed', '1'])).toMatchObject({ faults: [...FAULT_NAMES] })
  expect(readCommand(['--seeds', '3-5', '--faults', 'partition,delay'])).toMatchObject({
    ...{ seeds: [3, 4, 5], faults: ['partition', 'delay'] },
  })
  for (const seed of [0, 4294967295, Number.MAX_SAFE_INTEGER])
    expect(readCommand(['--seed', String(seed)])).toMatchObject({ seeds: [seed] })
  expect(readCommand(['--seeds', '1-9', '--jobs', '2'])).toMatchObject({ jobs: 2 })
  expect(readCommand(['--help'])).toBe('help')
})

test.for([
  [[], 'give either --seed N or --seeds FROM-TO'],
  [['--seed', 'x'], '--seed must be a number from 0 to 9007199254740991'],
  [['--seed', '9007199254740993'], '--seed must be a number from 0 to 9007199254740991'],
  [['--seed=-1'], '--seed must be a number from 0 to 9007199254740991'],
  [['--seed', '1.5'], '--seed must be a whole number'],
  [['--seed', '3-5'], '--seed must be a number from 0 to 9007199254740991'],
  [['--seeds', '5-3'], '--seeds TO must be a number from 5 to 100005'],
  [['--seeds', '1-2-3'], '--seeds must be FROM-TO'],
  [['--seed', '1', '--hosts', '2.5'], '--hosts must be a whole number'],
  [['--seed', '1', '--days', '0'], '--days must be a number from'],
  [['--seed', '1', '--faults', 'gremlins'], 'there is no fault gremlins'],
  [['--seed', '1', '--jobs', '0'], '--jobs must be a number from 1 to 256'],
  [['--speed', '1'], "Unknown option '--speed'"],
] as const)('refuses %j: %s', ([args, reason]) => {
  expect(() => readCommand([...args])).toThrow(reason)
})

test('the command of a plan makes the same plan, and what is no plan is refused', () => {
  const plan = makePlan({ seed: 9, days: 0.5, hosts: 3, faults: ['partition', 'clock-step'] })
  const [, , , , ...args] = commandOf(plan).split(' ')
  const asked = readCommand(args)
  if (asked === 'help') throw new Error('it asks for help')
  expect(makePlan({ ...asked, seed: asked.seeds[0] ?? 0 })).toEqual(plan)
  expect(readPlan(JSON.stringify(plan))).toEqual(plan)
  expect(() => readPlan('{}')).toThrow('this is no plan')
})
