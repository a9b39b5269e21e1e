import type { Settings } from '../../model.ts'
import type { Channel } from './channel.ts'
import { makeMailChannel } from './mail.ts'

export type { Channel, Message, SendResult } from './channel.ts'

/** Every way to reach people, one line each: its settings in, the channel out, null where it is not configured. */
const CHANNELS: Record<string, (settings: Pick<Settings, 'mail'>) => Channel | null> = {
  mail: ({ mail }) => mail && makeMailChannel(mail),
}

/** The channels that the settings configure, by name. Makes no connection. */
export function makeChannels(settings: Pick<Settings, 'mail'>): Map<string, Channel> {
  const made = Object.values(CHANNELS).flatMap((make) => make(settings) ?? [])
  return new Map(made.map((channel) => [channel.name, channel]))
}
