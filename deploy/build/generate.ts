/**
 * `npm run generate`: compiles the wire's schemas and the check types' schemas to plain functions that
 * load neither zod nor ajv (the agent must not carry them). A test proves that the committed files are
 * what this makes.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _, Ajv2020, str } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { z } from 'zod'
import { CHECKS } from '../../agent/checks/registry.ts'
import { FORMATS } from '../../rules/wire/formats.ts'
import * as v1 from '../../rules/wire/v1.ts'

const MARK = '// Made by `npm run generate`; a change here is lost.\n'

/** Validator name to the schema that it compiles. */
const WIRE = {
  Item: v1.item,
  BatchFrame: v1.batchFrame,
  BatchAnswer: v1.batchAnswer,
  RunsAnswer: v1.runsAnswer,
  Hello: v1.hello,
  HelloAnswer: v1.helloAnswer,
  Assignment: v1.assignment,
} as const

/** Part of both generated files: what a validator's errors mean to a reader, as JSON Pointers and sentences. */
const REPORT = `
/** Characters as zod and JSON Schema count them: Unicode code points. */
const codePoints = (text) => [...text].length

/** At most this many errors are told of one value. */
const MOST = 20

function report(validate, described, value) {
  if (validate(value)) return []
  const errors = validate.errors
  const choices = errors.filter((error) => error.keyword === 'anyOf').map((error) => error.schemaPath)
  // Of a choice only the choice itself is told, not how each of its branches failed.
  return errors
    .filter((error) => error.keyword !== 'propertyNames')
    .filter((error) => !choices.some((path) => error.schemaPath.startsWith(path + '/')))
    .slice(0, MOST)
    .map((error) => ({ path: position(error), message: sentence(error, described[error.schemaPath]) }))
}

function position(error) {
  const key = error.params.additionalProperty ?? error.propertyName
  if (key === undefined) return error.instancePath
  return error.instancePath + '/' + String(key).replaceAll('~', '~0').replaceAll('/', '~1')
}

function sentence(error, description) {
  if (description !== undefined) return 'must be ' + description
  if (error.keyword === 'additionalProperties') return 'is not known here'
  if (error.keyword === 'required') return 'lacks ' + error.params.missingProperty
  if (error.keyword === 'enum') return 'must be one of ' + error.params.allowedValues.join(', ')
  if (error.keyword === 'const') return 'must be ' + JSON.stringify(error.params.allowedValue)
  if (error.keyword === 'discriminator') return error.params.tag + ' must be one of the known kinds'
  return error.message
}
`

type Schema = Record<string, unknown>

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** The sentence of each choice, pattern and format that its schema describes, by ajv's path of the keyword. */
function described(schema: unknown, path = '#', found: Record<string, string> = {}): Record<string, string> {
  if (!isSchema(schema)) return found
  for (const keyword of ['anyOf', 'pattern', 'format']) {
    if (keyword in schema && typeof schema.description === 'string') {
      found[`${path}/${keyword}`] = schema.description
    }
  }
  for (const [key, value] of Object.entries(schema)) {
    described(value, `${path}/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`, found)
  }
  return found
}

/** A zod schema as a JSON Schema that says exactly the same. */
function wireSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Of a discriminated union only the right branch is to be reported.
      if (jsonSchema.oneOf)
        Object.assign(jsonSchema, {
          type: 'object',
          discriminator: { propertyName: 'kind' },
        })
      // zod refuses a shorter or longer tuple; JSON Schema needs to be told.
      if (jsonSchema.prefixItems) {
        Object.assign(jsonSchema, { items: false, minItems: jsonSchema.prefixItems.length })
      }
      // zod writes the pattern beside it, which says the same and loads nothing.
      if (jsonSchema.format === 'uuid') delete jsonSchema.format
    },
  })
}

/** Code of a module-private validator `$name` and its table `$name_texts` per schema. */
function compile(schemas: Record<string, Schema>): string {
  const ajv = new Ajv2020({
    allErrors: true,
    discriminator: true,
    strict: true,
    strictTuples: false,
    allowUnionTypes: true,
    logger: false,
    formats: FORMATS,
    schemas: Object.entries(schemas).map(([name, schema]) => ({ ...schema, $id: name })),
    code: { source: true, esm: true, lines: true, formats: _`formats` },
    keywords: [
      {
        keyword: 'worse',
        type: 'object',
        schemaType: 'string',
        error: { message: 'must have its warning before its critical level' },
        code: (context) => context.fail(_`misordered(${context.data}, ${context.schema})`),
      },
      {
        keyword: 'distinct',
        type: 'array',
        schemaType: 'string',
        error: { message: ({ schema }) => str`must have a different ${schema} each` },
        code: (context) => context.fail(_`twinOf(${context.data}, ${context.schema}) !== null`),
      },
    ],
  })
  const names = Object.fromEntries(Object.keys(schemas).map((name) => [`$${name}`, name]))
  const lines = standalone
    .default(ajv, names)
    .replace('"use strict";', '')
    .replaceAll(/^export const /gm, 'const ')
    // ajv's own counting would be loaded from ajv.
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', 'codePoints')
    .split('\n')
  const code = lines.filter((line) => {
    const name = /^const (schema\d+) = /.exec(line)?.[1]
    // ajv leaves every schema in the code; most are never read.
    return (
      name === undefined || lines.some((other) => other !== line && new RegExp(`\\b${name}\\b`).test(other))
    )
  })
  const texts = Object.entries(schemas).map(
    ([name, schema]) => `const $${name}_texts = ${JSON.stringify(described(schema), null, 2)}`,
  )
  const made = [...code, ...texts].join('\n').trim()
  if (made.includes('require(')) throw new Error('the generated code would load a module')
  return made
}

function wireValidators(): { js: string; types: string } {
  const schemas = Object.fromEntries(Object.entries(WIRE).map(([name, schema]) => [name, wireSchema(schema)]))
  const names = Object.keys(WIRE)
  const js = names.flatMap((name) => [
    `export const validate${name} = (value) => report($${name}, $${name}_texts, value)`,
    `export const is${name} = (value) => $${name}(value)`,
  ])
  const types = names.flatMap((name) => [
    `export function validate${name}(value: unknown): ValidationError[]`,
    `export function is${name}(value: unknown): value is ${name}`,
  ])
  return {
    js: `${MARK}${REPORT}\n${js.join('\n')}\n\n${compile(schemas)}\n`,
    types: `${MARK}import type { ${names.join(', ')} } from './v1.ts'

/** \`path\` is a JSON Pointer into the value ("" is the value itself). */
export interface ValidationError {
  path: string
  message: string
}

/** Every error of the value, at most 20; empty where it is valid. */
${types.join('\n')}
`,
  }
}

function checkTypes(): { js: string; types: string } {
  const schemas: Record<string, Schema> = {}
  const validator: Record<string, string> = {}
  for (const [name, type] of Object.entries(CHECKS)) {
    const same = Object.keys(schemas).find((other) => CHECKS[other]?.schema === type.schema)
    if (same === undefined) schemas[name] = { ...type.schema }
    validator[name] = same ?? name
  }
  const entries = Object.entries(CHECKS).map(
    ([name, { description, targetKey, runs, responseValue = null }]) => `  ${JSON.stringify(name)}: {
    description: ${JSON.stringify(description)},
    targetKey: ${JSON.stringify(targetKey)},
    runs: ${JSON.stringify(runs)},
    responseValue: ${JSON.stringify(responseValue)},
    schema: SCHEMA_${validator[name]},
    validate: (config) => report($${validator[name]}, $${validator[name]}_texts, config),
    target: (${targetKey === null ? '' : 'config'}) => ${targetKey === null ? "''" : `[config[${JSON.stringify(targetKey)}]].flat().join(', ')`},
  },`,
  )
  const consts = Object.entries(schemas).map(
    ([name, schema]) => `const SCHEMA_${name} = ${JSON.stringify(schema, null, 2)}`,
  )
  return {
    js: `${MARK}import { FORMATS as formats } from './formats.ts'
import { misordered } from './two-levels.ts'
import { twinOf } from './distinct.ts'
${REPORT}
${compile(schemas)}

${consts.join('\n')}

export const CHECK_TYPES = {
${entries.join('\n')}
}
`,
    types: `${MARK}import type { ValidationError } from './v1.generated.js'

export interface CheckTypeInfo {
  description: { ja: string; en: string }
  /** The key that says what is looked at; null where that is the host itself. */
  targetKey: string | null
  /** "host": it looks at the host that it runs on, and can be done from nowhere else. "network": from any vantage. */
  runs: 'host' | 'network'
  /** The measured value (milliseconds) that is its response time; null where it has none. */
  responseValue: string | null
  /** JSON Schema of the type's own keys. */
  schema: Record<string, unknown>
  /** Every error of a check's own keys, at most 20; empty where they are valid. */
  validate(config: unknown): ValidationError[]
  /** One line for people: what it looks at. */
  target(config: Record<string, unknown>): string
}

export const CHECK_TYPES: Record<string, CheckTypeInfo>
`,
  }
}

/** Name under `rules/wire` to the content that belongs there. */
export function generated(): Record<string, string> {
  const wire = wireValidators()
  const checks = checkTypes()
  return {
    'v1.generated.js': wire.js,
    'v1.generated.d.ts': wire.types,
    'check-types.generated.js': checks.js,
    'check-types.generated.d.ts': checks.types,
  }
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '../../rules/wire')
  for (const [name, content] of Object.entries(generated())) writeFileSync(join(folder, name), content)
}
