/**
 * `npm run generate`: compiles the wire's schemas and the check types' schemas to plain functions that
 * load neither zod nor ajv (the agent must not carry them). A test proves that the committed files are
 * what this makes.
 */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { _, Ajv2020, str } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import { z } from 'zod'
import { CHECKS } from '../../agent/checks/registry.ts'
import type { CheckType } from '../../agent/checks/types.ts'
import { FORMATS } from '../../rules/wire/formats.ts'
import * as v1 from '../../rules/wire/v1.ts'

const MARK = '// Made by `npm run generate`; a change here is lost.\n'
const FOLDER = join(import.meta.dirname, '../../rules/wire')

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

/** What the code reads out of a schema, written where it is read: then nothing needs the schema itself. */
function inlined(code: string): string {
  const schemas = new Map<string, unknown>()
  for (const [, name = '', text = ''] of code.matchAll(/^const (schema\d+) = (\{.*\});$/gm)) {
    schemas.set(name, JSON.parse(text))
  }
  return code.replace(
    /(\.call\()?\b(schema\d+)((?:\.[A-Za-z_$][\w$]*|\["[^"]*"\]|\[\d+\])+)/g,
    (all, call: string | undefined, name: string, path: string) => {
      const steps = [...path.matchAll(/\.([\w$]+)|\["([^"]*)"\]|\[(\d+)\]/g)].map(
        ([, plain, quoted, index]) => plain ?? quoted ?? index ?? '',
      )
      let value = schemas.get(name)
      for (const step of steps) value = isSchema(value) ? value[step] : undefined
      if (value === undefined) return all
      if (call === undefined || !isSchema(value)) return (call ?? '') + JSON.stringify(value)
      // Whether it has a key of that name is all that is asked.
      return call + JSON.stringify(Object.fromEntries(Object.keys(value).map((key) => [key, 0])))
    },
  )
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
  const lines = inlined(standalone.default(ajv, names))
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
    js: `${MARK}import { codePoints, report } from './report.ts'\n\n${js.join('\n')}\n\n${compile(schemas)}\n`,
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

/** A type's own validator, in a file of its own: an agent loads those of its checks. */
function checkValidator(name: string, schema: Schema): string {
  return `${MARK}import { twinOf } from '../distinct.ts'
import { FORMATS as formats } from '../formats.ts'
import { codePoints, report } from '../report.ts'
import { misordered } from '../two-levels.ts'

export const validate = (config) => report($${name}, $${name}_texts, config)

${compile({ [name]: schema })}
`
}

/** Check type to the one whose schema and validator it has: its own, or those of one before it. */
function validatorsOf(types: Record<string, CheckType>): Map<string, string> {
  const schemas = new Map<object, string>()
  return new Map(
    Object.entries(types).map(([name, { schema }]) => {
      if (!schemas.has(schema)) schemas.set(schema, name)
      return [name, schemas.get(schema) ?? name]
    }),
  )
}

/** What the agent loads by type. */
function checkValidators(validators: Map<string, string>): { js: string; types: string } {
  const lines = [...validators].map(([name, of]) => `  ${name}: () => import('./checks/${of}.generated.js'),`)
  return {
    js: `${MARK}export const VALIDATORS = {
${lines.join('\n')}
}
`,
    types: `${MARK}import type { ValidationError } from './v1.generated.js'

/** By check type, what loads the validator of its own keys: every error, at most 20; empty where they are valid. */
export const VALIDATORS: Record<string, () => Promise<{ validate(config: unknown): ValidationError[] }>>
`,
  }
}

/** What the collector knows of the types: all of them, at once. */
function checkTypes(
  types: Record<string, CheckType>,
  validators: Map<string, string>,
): { js: string; types: string } {
  const entries = Object.entries(types).map(
    ([name, { description, targetKey, runs, responseValue = null }]) => `  ${JSON.stringify(name)}: {
    description: ${JSON.stringify(description)},
    targetKey: ${JSON.stringify(targetKey)},
    runs: ${JSON.stringify(runs)},
    responseValue: ${JSON.stringify(responseValue)},
    schema: SCHEMA_${validators.get(name)},
    validate: ${validators.get(name)},
    target: (config) => targetLine(${JSON.stringify(targetKey)}, config),
  },`,
  )
  const own = [...new Set(validators.values())]
  const imports = own.map((name) => `import { validate as ${name} } from './checks/${name}.generated.js'`)
  const consts = own.map((name) => `const SCHEMA_${name} = ${JSON.stringify(types[name]?.schema, null, 2)}`)
  return {
    js: `${MARK}${imports.join('\n')}
import { targetLine } from './target.ts'

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

/** Path under `rules/wire` to the content that belongs there. */
export async function generated(): Promise<Record<string, string>> {
  const types: Record<string, CheckType> = {}
  for (const [name, load] of Object.entries(CHECKS)) types[name] = await load()
  const validators = validatorsOf(types)
  const wire = wireValidators()
  const loaders = checkValidators(validators)
  const checks = checkTypes(types, validators)
  const each = [...new Set(validators.values())].map((name): [string, string] => [
    `checks/${name}.generated.js`,
    checkValidator(name, { ...types[name]?.schema }),
  ])
  return {
    'v1.generated.js': wire.js,
    'v1.generated.d.ts': wire.types,
    'check-types.generated.js': checks.js,
    'check-types.generated.d.ts': checks.types,
    'check-validators.generated.js': loaders.js,
    'check-validators.generated.d.ts': loaders.types,
    ...Object.fromEntries(each),
  }
}

/** Paths under `rules/wire` of what is there. */
export const generatedFiles = (): string[] => globSync('**/*.generated.*', { cwd: FOLDER })

if (import.meta.main) {
  const wanted = await generated()
  mkdirSync(join(FOLDER, 'checks'), { recursive: true })
  for (const name of generatedFiles()) if (!Object.hasOwn(wanted, name)) rmSync(join(FOLDER, name))
  for (const [name, content] of Object.entries(wanted)) writeFileSync(join(FOLDER, name), content)
}
