import { expect, onTestFinished, test, vi } from 'vitest'
import { runProgram } from '../../../agent/checks/program.ts'
import { makeClock } from '../../../agent/clock.ts'

const clock = makeClock({ wall: () => Date.now(), monotonic: () => performance.now() })

/** As the system answers where all that is left of the group runs as another user (setuid, sudo). */
function refuseSignals(code: string) {
  const spy = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error(`kill ${code}`), { code })
  })
  onTestFinished(() => spy.mockRestore())
  return spy
}

test.each(['EPERM', 'ESRCH'])(
  'a group that answers a signal with %s does not end the agent',
  async (code) => {
    const kill = refuseSignals(code)
    const { signal } = new AbortController()
    expect(await runProgram({ program: 'echo', args: ['said'], signal, clock })).toMatchObject({
      how: 'exit',
      code: 0,
      stdout: 'said\n',
    })
    expect(kill).toHaveBeenCalledWith(expect.any(Number), 'SIGKILL')
  },
)

test('a time-out that cannot be enforced is told once the program ends by itself', async () => {
  refuseSignals('EPERM')
  const controller = new AbortController()
  const running = runProgram({ program: 'sleep', args: ['0.2'], signal: controller.signal, clock })
  controller.abort()
  expect(await running).toMatchObject({ how: 'timeout' })
})
