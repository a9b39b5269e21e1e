import type { Log } from '../../log.ts'
import type { Settings } from '../../model.ts'
import type { Channel } from './channel.ts'

export type { Channel, Message, SendResult } from './channel.ts'

/** What a channel may use of its surroundings. */
export interface ChannelDeps {
  log: Log
}

/** The channels that the settings configure, by name. Makes no connection. */
export function makeChannels(settings: Pick<Settings, 'mail'>, deps: ChannelDeps): Map<string, Channel> {
  void settings
  void deps
  return new Map()
}
