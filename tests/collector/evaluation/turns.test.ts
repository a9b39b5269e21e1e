/** How evaluation shares its thread: by the time that it and others take. */
import { expect, test } from 'vitest'
import { makeTurns } from '../../../collector/evaluation/turns.ts'

function at() {
  let now = 1000
  let others = 0
  const turns = makeTurns({ monotonic: () => now }, async () => {
    now += others
  })
  return {
    turns,
    work: (ms: number) => {
      now += ms
    },
    othersTake: (ms: number) => {
      others = ms
    },
  }
}

test('others have their turn after a stretch, which is as long as what they took, up to a bound', async () => {
  const { turns, work, othersTake } = at()
  const worksFor = async () => {
    for (let ms = 1; ; ms += 1) {
      work(1)
      const passed = turns.pass()
      if (passed) {
        await passed
        return ms
      }
    }
  }
  expect(await worksFor()).toBe(8)
  othersTake(25)
  expect(await worksFor()).toBe(8)
  expect(await worksFor()).toBe(25)
  othersTake(500)
  expect(await worksFor()).toBe(25)
  expect(await worksFor()).toBe(40)
  othersTake(1)
  expect(await worksFor()).toBe(40)
  expect(await worksFor()).toBe(8)
})

test('after a pass there is a rest as long as it worked, up to a bound; none after one that only waited', () => {
  const { turns, work } = at()
  const passThatWorks = (...stretches: number[]) => {
    turns.enter()
    for (const ms of stretches) {
      // Of the store, which is not work.
      work(1000)
      turns.begin()
      work(ms)
      void turns.pass()
    }
    work(1000)
    turns.leave()
  }
  expect(turns.restMs()).toBe(0)
  passThatWorks()
  expect(turns.restMs()).toBe(0)
  passThatWorks(3, 4)
  expect(turns.restMs()).toBe(7)
  work(6)
  expect(turns.restMs()).toBe(1)
  work(5)
  expect(turns.restMs()).toBe(0)
  passThatWorks(5, 300)
  expect(turns.restMs()).toBe(80)
})
