import type { Language } from '../../../rules/words.ts'

/** One message to one recipient. Nobody else's address is in it. */
export interface Message {
  /** Delivery id: the same for every attempt, so that a repeated message can be recognised. */
  id: string
  to: string
  subject: string
  text: string
  language: Language
  /** When this attempt begins, Unix ms. */
  at: number
}

/** What became of one attempt; three outcomes, never a boolean. */
export interface SendResult {
  outcome: 'accepted' | 'retry' | 'refused'
  /** Stable short code of what stopped it, such as `450` or `ETIMEDOUT`; null where accepted. */
  code: string | null
  /** The receiver's own words: personal data, for the vault only, never for a log. */
  answer: string
}

/** A way to reach people. One file each, one line in the registry. */
export interface Channel {
  readonly name: string
  /** One attempt. Resolves always; `signal` cuts it (the outcome is then `retry`). */
  send(message: Message, signal: AbortSignal): Promise<SendResult>
  /** Ends its connections; later calls of `send` answer `retry`. */
  close(): Promise<void>
}
