import { z } from 'zod'
import { CHECK_TYPES } from '../../rules/wire/check-types.generated.js'
import { checkShape, componentShape, rootShape, serviceShape } from './shape.ts'

type Json = Record<string, unknown>

/** JSON Schema (2020-12) of the configuration, with the keys of every check type, for editors. */
export function configSchema(): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: "kijun's collector",
    ...withItems(shapeSchema(rootShape), 'services', {
      anyOf: [
        { $ref: '#/$defs/service' },
        { type: 'string', description: 'a pattern of files that hold services' },
      ],
    }),
    $defs: {
      service: withItems(shapeSchema(serviceShape), 'components', { $ref: '#/$defs/component' }),
      component: withItems(shapeSchema(componentShape), 'checks', { $ref: '#/$defs/check' }),
      check: { oneOf: Object.keys(CHECK_TYPES).map((name) => ({ $ref: `#/$defs/check-${name}` })) },
      ...Object.fromEntries(
        Object.entries(CHECK_TYPES).map(([name, { schema, description }]) => [
          `check-${name}`,
          checkSchema(name, schema, description.en),
        ]),
      ),
    },
  }
}

function shapeSchema(shape: z.ZodType): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input' }) as Json
  return schema
}

function withItems(schema: Json, key: string, items: Json): Json {
  const properties = schema.properties as Record<string, Json>
  return { ...schema, properties: { ...properties, [key]: { ...properties[key], items } } }
}

/** A check of one type: the keys of every check, and its type's own beside them. */
function checkSchema(name: string, own: Json, description: string): Json {
  const every = shapeSchema(checkShape)
  const required = [
    ...((every.required as string[] | undefined) ?? []),
    ...((own.required as string[] | undefined) ?? []),
  ]
  const properties = { ...(every.properties as Json), ...(own.properties as Json), type: { const: name } }
  return { type: 'object', description, properties, required, additionalProperties: false }
}
