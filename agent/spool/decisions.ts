/**
 * What was decided to be lost, from the decision until both the collector can be told of it and the files agree.
 *
 * The report of a loss stands in one file and what was lost in another, and a crash may come between any two writes. So a
 * decision is noted first; then the files are changed; when its reports are on the disk, too, the note goes. The next start
 * carries out what it finds noted, and tells only what is not among the records yet: nothing is silent, nothing twice. The
 * files do not wait for the reports, which may have much before them that waits for the room.
 */
import { join } from 'node:path'
import { type Log, reasonOf } from '../log.ts'
import type { SpoolFiles } from './files.ts'
import { FRAME_KINDS, scanFrames } from './frame.ts'
import { type Loss, LossAccount } from './losses.ts'
import type { Range } from './ranges.ts'

/**
 * What a decision does to a segment's file: removes it, or leaves out these numbers and what was damaged of them. One that cannot
 * be read stays, with a mark beside it that its loss is told.
 */
export interface Effect {
  segment: string
  gone: Range[] | 'all' | 'unread'
}

export interface Decision {
  losses: Loss[]
  effects: Effect[]
}

const NOTE = 'decision.json'

export function makeDecisions(dir: string, files: SpoolFiles, log: Log) {
  const path = join(dir, NOTE)
  const account = new LossAccount()
  let effects: Effect[] = []
  /** Effects that a disk refused: their losses are told; tried again with the next decision, a minute later, or at the next start. */
  let stuck: Effect[] = []
  let carrying: Effect[] = []
  /** Noted, and not yet on the disk as records; in the order in which they are written. */
  let untold: Loss[] = []

  return {
    add(losses: readonly Loss[], effect: Effect): void {
      for (const loss of losses) account.add(loss)
      effects.push(effect)
    },
    /** Whether a file is still to be changed, so that nobody else removes it. */
    concerns: (segment: string) =>
      [...effects, ...stuck, ...carrying].some((effect) => effect.segment === segment),
    get isEmpty(): boolean {
      return effects.length === 0
    },

    /** Whether files are left that a disk refused to change. */
    get hasStuck(): boolean {
      return stuck.length > 0
    },
    /** They are noted and tried again with what is decided next. */
    tryAgain(): void {
      effects.push(...stuck)
      stuck = []
    },

    /** Notes what was decided since, and returns the losses to report; rejects, and keeps it, where the disk takes no note. */
    async note(epoch: string): Promise<Loss[]> {
      const found = account.take()
      const decision: Decision = {
        losses: [...untold, ...found],
        effects: [...carrying, ...stuck, ...effects],
      }
      try {
        await files.replace(path, Buffer.from(JSON.stringify({ epoch, ...decision })))
      } catch (error) {
        for (const loss of found) account.add(loss)
        throw error
      }
      untold = decision.losses
      carrying = decision.effects
      effects = []
      stuck = []
      return found
    },

    /** Changes the files by what was noted. */
    async carryOut(change: (effect: Effect) => Promise<void>): Promise<void> {
      for (const effect of carrying) {
        try {
          await change(effect)
        } catch (error) {
          stuck.push(effect)
          log.error('a segment could not be changed', { segment: effect.segment, reason: reasonOf(error) })
        }
      }
      carrying = []
    },

    /** The next `reports` of what was noted are on the disk: the note goes, or keeps what is still to be done. */
    async told(epoch: string, reports: number): Promise<void> {
      untold = untold.slice(reports)
      const left: Decision = { losses: untold, effects: [...carrying, ...stuck] }
      try {
        if (left.losses.length + left.effects.length === 0) await files.remove(path)
        else await files.replace(path, Buffer.from(JSON.stringify({ epoch, ...left })))
      } catch (error) {
        log.error('the note of a loss could not be cleared', { reason: reasonOf(error) })
      }
    },

    /** What an earlier start noted and did not finish: its effects, of which the losses are told already or will be. */
    async resume(names: readonly string[]): Promise<Effect[]> {
      if (!names.includes(NOTE)) return []
      try {
        const noted = JSON.parse((await files.read(path)).toString()) as Decision & { epoch: string }
        const told = new Set<string>()
        for (const name of names) {
          if (noted.losses.length === 0 || !name.endsWith(`${noted.epoch}.seg`)) continue
          // Of one that cannot be read nothing is known: a loss in it is told twice rather than never.
          const data = await files.read(join(dir, name)).catch(() => Buffer.alloc(0))
          for (const frame of scanFrames(data, 'frames').frames)
            if (frame.kind === FRAME_KINDS.lost) told.add(keyOf(JSON.parse(frame.text())))
        }
        for (const loss of noted.losses) if (!told.has(keyOf(loss))) account.add(loss)
        effects = [...noted.effects]
        return noted.effects
      } catch (error) {
        log.error('the note of a loss could not be read', { reason: reasonOf(error) })
        return []
      }
    },
  }
}

const keyOf = ({ epoch, from, to, count, bytes, firstAt, lastAt, reason }: Loss) =>
  JSON.stringify([epoch, from, to, count, bytes, firstAt, lastAt, reason])
