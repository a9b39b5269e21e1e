/** The shape of hosts, templates and profiles: which keys there are and what each may hold. */
import { z } from 'zod'
import { idShape } from '../shape.ts'

const parameters = z
  .record(z.string(), z.unknown())
  .meta({ description: 'values for placeholders: texts, numbers, true or false, lists of those' })

export const hostShape = z.strictObject({
  name: idShape.meta({ description: "the agent's name" }),
  address: z.string().optional().meta({ description: 'name or address of the host: {address}' }),
  labels: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: 'what profiles look for: { role: web, site: tokyo }' }),
  parameters: parameters.optional(),
})

export const useShape = z.strictObject({
  template: z.string().meta({ description: 'id of a template' }),
  with: parameters.optional().meta({ description: 'its parameters; placeholders are filled here' }),
})

export const templateShape = z.strictObject({
  parameters: parameters
    .optional()
    .meta({ description: 'what its checks take, with defaults; one without a value must be given' }),
  checks: z.array(z.unknown()).min(1),
})

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)])
const matchShape = z.union([
  z.literal('all'),
  z.record(z.string(), z.union([oneOrMore, z.strictObject({ not: oneOrMore })])),
])

export const profileShape = z.strictObject({
  id: idShape,
  match: matchShape.meta({
    description: 'labels of its hosts, all of them: { role: web, site: [tokyo, osaka] }; all is every host',
  }),
  service: z.string().meta({ description: 'the service that the component joins' }),
  component: z
    .record(z.string(), z.unknown())
    .meta({ description: 'as under components, for each host; agent is the host where none is named' }),
  parameters: parameters.optional(),
  use: z.array(z.unknown()).optional().meta({ description: 'templates' }),
  checks: z.array(z.unknown()).optional(),
})
