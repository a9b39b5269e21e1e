/** JSON Schema of hosts, templates and profiles, for editors. What holds placeholders is checked when they are filled. */
import type { z } from 'zod'
import { CHECK_TYPES } from '../../../rules/wire/check-types.generated.js'
import { hostShape, profileShape, templateShape, useShape } from './shape.ts'

type Json = Record<string, unknown>
type SchemaOf = (shape: z.ZodType) => Json

const FILES = { type: 'string', description: 'a pattern of files that hold them' }

/** What stands under `$defs`. */
export function profileDefinitions(schemaOf: SchemaOf): Json {
  const template = schemaOf(templateShape)
  const profile = schemaOf(profileShape)
  const checks = { type: 'array', minItems: 1, items: { $ref: '#/$defs/template-check' } }
  return {
    host: schemaOf(hostShape),
    use: schemaOf(useShape),
    template: { ...template, properties: { ...(template.properties as Json), checks } },
    profile: {
      ...profile,
      properties: {
        ...(profile.properties as Json),
        component: { type: 'object', required: ['id', 'kind'], properties: { id: { type: 'string' } } },
        use: USES,
        checks,
      },
      anyOf: [{ required: ['use'] }, { required: ['checks'] }],
    },
    'template-check': {
      type: 'object',
      description: 'a check; {name} in its texts stands for a parameter',
      properties: { id: { type: 'string' }, type: { type: 'string', examples: Object.keys(CHECK_TYPES) } },
      required: ['id', 'purpose', 'type', 'every'],
    },
  }
}

const USES = {
  type: 'array',
  items: { $ref: '#/$defs/use' },
  description: 'templates whose checks come before its own',
}

/** The properties of the root. */
export function profileProperties(): Json {
  const listOf = (name: string) => ({
    type: 'array',
    items: { anyOf: [{ $ref: `#/$defs/${name}` }, FILES] },
  })
  const templates = {
    anyOf: [
      { type: 'object', additionalProperties: { $ref: '#/$defs/template' } },
      { type: 'array', minItems: 1, items: FILES },
    ],
  }
  return { hosts: listOf('host'), profiles: listOf('profile'), templates }
}

/** A component may have checks, use templates, or both. */
export function usingTemplates(component: Json): Json {
  const required = ((component.required as string[] | undefined) ?? []).filter((key) => key !== 'checks')
  const either = { anyOf: [{ required: ['checks'] }, { required: ['use'] }] }
  const allOf = [...((component.allOf as Json[] | undefined) ?? []), either]
  return { ...component, required, allOf, properties: { ...(component.properties as Json), use: USES } }
}

/** A service may get all of its components from profiles. */
export function joinedByProfiles(service: Json): Json {
  const required = ((service.required as string[] | undefined) ?? []).filter((key) => key !== 'components')
  return { ...service, required }
}
