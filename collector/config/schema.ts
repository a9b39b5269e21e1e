import { z } from 'zod'
import { ITEMS, OWN_ITEMS } from '../../rules/guideline/items.ts'
import { CHECK_TYPES } from '../../rules/wire/check-types.generated.js'
import { formOf } from './amounts.ts'
import { joinedByProfiles, profileDefinitions, profileProperties, usingTemplates } from './profiles/schema.ts'
import { asItsTypeAllows, lookedAtFrom, withCustomers } from './schema-model.ts'
import {
  checkShape,
  componentShape,
  maintenanceShape,
  ownValueShape,
  rootShape,
  serviceShape,
  windowShape,
} from './shape.ts'

type Json = Record<string, unknown>

/** JSON Schema (2020-12) of the configuration, with the keys of every check type, for editors. */
export function configSchema(): Json {
  const root = withItems(shapeSchema(rootShape), 'services', {
    anyOf: [
      { $ref: '#/$defs/service' },
      { type: 'string', description: 'a pattern of files that hold services' },
    ],
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: "kijun's collector",
    ...{ ...root, properties: { ...(root.properties as Json), ...profileProperties() } },
    $defs: {
      service: joinedByProfiles(serviceSchema()),
      component: usingTemplates(
        lookedAtFrom(withItems(shapeSchema(componentShape), 'checks', { $ref: '#/$defs/check' })),
      ),
      ...profileDefinitions(shapeSchema),
      check: { oneOf: Object.keys(CHECK_TYPES).map((name) => ({ $ref: `#/$defs/check-${name}` })) },
      ...Object.fromEntries(
        Object.entries(CHECK_TYPES).map(([name, type]) => [
          `check-${name}`,
          asItsTypeAllows(checkSchema(name, type.schema, type.description.en), type),
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

function serviceSchema(): Json {
  const schema = withItems(shapeSchema(serviceShape), 'components', { $ref: '#/$defs/component' })
  const maintenance = withItems(shapeSchema(maintenanceShape), 'windows', shapeSchema(windowShape))
  const values = valuesSchema()
  const properties = { ...(schema.properties as Json), maintenance, values }
  const anyOf = ['type', 'pattern', 'criteria'].map((key) => ({ required: [key] }))
  return withCustomers({ ...schema, properties, anyOf }, values)
}

/** Own values by evaluation item: each takes its own kind of value. */
function valuesSchema(): Json {
  const own = shapeSchema(ownValueShape)
  const items = [...ITEMS, ...OWN_ITEMS].map((item) => {
    const amount = formOf(item.id).schema(item)
    const properties = { ...(own.properties as Json), contract: amount, own: amount }
    const oneOf = [{ required: ['contract'] }, { required: ['own'] }]
    return [item.id, { ...own, description: item.title.ja, properties, oneOf }]
  })
  return { type: 'object', properties: Object.fromEntries(items), additionalProperties: false }
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
