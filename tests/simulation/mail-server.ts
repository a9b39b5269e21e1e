/** The mail servers of a world: what each recipient's mailbox really got, whatever we heard of it. */
import type { Channel, SendResult } from '../../collector/notices/channels/channel.ts'
import type { MailAnswer } from '../invariants/history.ts'
import type { Random } from '../support/random.ts'
import type { Fault } from './plan.ts'
import type { Timeline } from './timeline.ts'

export interface MailServer {
  begin(fault: Fault): void
  end(fault: Fault): void
  /** Takes a message in; calls `answered` when there is something to hear of it. */
  take(to: string, id: string, answered: (said: Said) => void): void
  answers(): MailAnswer[]
}

/** What the sender hears, and the note of it that says whether he did. */
interface Said {
  result: SendResult
  note: MailAnswer | null
}

/** A dialogue takes this long, milliseconds; a slow server's beyond what a sender waits. */
const QUICK: [number, number] = [20, 400]
const SLOW_MS = 50_000

export function makeMailServer(timeline: Timeline, random: Random): MailServer {
  const faults = new Set<Fault>()
  const answers: MailAnswer[] = []

  const say = (begunAt: number, to: string, id: string, code: number): MailAnswer => {
    const answer = {
      at: timeline.now(),
      begunAt,
      to,
      messageId: code === 250 ? `<${id}@provider.example>` : null,
      code,
      heard: false,
    }
    answers.push(answer)
    return answer
  }
  const cut: SendResult = { outcome: 'retry', code: 'ECONNECTION', answer: 'Connection closed' }

  function judge(to: string, id: string, begunAt: number): Said {
    for (const { kind, who, how = '' } of faults) {
      if (who !== '*' && who !== to) continue
      if (kind === 'mail-cut') {
        if (how === 'after') say(begunAt, to, id, 250)
        return { result: cut, note: null }
      }
      if (how === 'down') return { result: { ...cut, code: 'ECONNREFUSED' }, note: null }
      const code = Number(how)
      if (!Number.isInteger(code)) continue
      const outcome = code >= 500 ? 'refused' : 'retry'
      return { result: { outcome, code: how, answer: `${how} no` }, note: say(begunAt, to, id, code) }
    }
    return {
      result: { outcome: 'accepted', code: null, answer: '250 2.0.0 Ok: queued' },
      note: say(begunAt, to, id, 250),
    }
  }

  return {
    begin: (fault) => faults.add(fault),
    end: (fault) => faults.delete(fault),
    take(to, id, answered) {
      const isSlow = [...faults].some(({ who, how }) => how === 'slow' && (who === '*' || who === to))
      const ms = random.int(...QUICK) + (isSlow ? SLOW_MS : 0)
      const begunAt = timeline.now()
      timeline.at(begunAt + ms, () => answered(judge(to, id, begunAt)))
    },
    answers: () => answers,
  }
}

/** The way to it for one life of a collector: `step` is called between any two things that it does. */
export function channelTo(
  server: MailServer,
  life: { goOn(): Promise<void>; isDead(): boolean },
  step: () => Promise<void>,
): Channel {
  return {
    name: 'mail',
    async send(message, signal) {
      await step()
      const said = await new Promise<Said>((resolve) => {
        server.take(message.to, message.id, (answer) => {
          if (answer.note) answer.note.heard = !life.isDead() && !signal.aborted
          resolve(answer)
        })
        // Cut by us: the mail may have arrived all the same.
        const whenCut = { outcome: 'retry', code: 'cut', answer: '' } as const
        signal.addEventListener('abort', () => resolve({ result: whenCut, note: null }), { once: true })
      })
      await step()
      return said.result
    },
    close: async () => undefined,
  }
}
