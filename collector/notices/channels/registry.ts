import type { Log } from '../../log.ts'
import type { Settings } from '../../model.ts'
import type { Channel } from './channel.ts'
import { makeMailChannel } from './mail.ts'

/** What a channel may use of its surroundings. */
export interface ChannelDeps {
  log: Pick<Log, 'info' | 'warn' | 'error'>
}

type Make = (settings: Pick<Settings, 'mail'>, deps: ChannelDeps) => Channel | null

/** Every way to reach people, one line each: its settings in, the channel out, null where it is not configured. */
const CHANNELS: Record<string, Make> = {
  mail: ({ mail }) => mail && makeMailChannel(mail),
}

/** The channels that the settings configure, by name. Makes no connection. */
export function makeChannels(settings: Pick<Settings, 'mail'>, deps: ChannelDeps): Map<string, Channel> {
  const made = Object.values(CHANNELS).flatMap((make) => make(settings, deps) ?? [])
  return new Map(made.map((channel) => [channel.name, channel]))
}
