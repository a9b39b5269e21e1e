import { Ajv2020 } from 'ajv/dist/2020.js'
import { misordered, type Worse } from '../../../rules/wire/two-levels.ts'

/** Validates by a part of a check type's schema as `npm run generate` compiles it; returns the messages. */
export function validatorOf(schema: object): (value: unknown) => string[] {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    keywords: [
      {
        keyword: 'worse',
        type: 'object',
        schemaType: 'string',
        error: { message: 'must have its warning before its critical level' },
        validate: (worse: Worse, value: object) => !misordered(value, worse),
      },
    ],
  })
  const validate = ajv.compile(schema)
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map(({ message }) => message ?? ''))
}
