import { configSchema } from '../config/schema.ts'
import { type Command, DONE } from './command.ts'

export const schema: Command = {
  name: 'schema',
  summary: 'Prints the JSON Schema of the configuration, for editors',
  usage: '',
  help: ['Its answer is JSON, with or without --json. In a YAML file: # yaml-language-server: $schema=FILE'],
  options: { json: { type: 'boolean' } },
  async run(_values, io) {
    io.out(JSON.stringify(configSchema(), null, 2))
    return DONE
  },
}
