import { configSchema } from '../config/schema.ts'
import { type Command, DONE } from './command.ts'

export const schema: Command = {
  name: 'schema',
  summary: 'Prints the JSON Schema of the configuration, for editors',
  usage: '',
  help: ['In a YAML file: # yaml-language-server: $schema=FILE'],
  // The answer is JSON anyway; whoever says so is not refused.
  options: { json: { type: 'boolean' } },
  async run(_values, io) {
    io.out(JSON.stringify(configSchema(), null, 2))
    return DONE
  },
}
