import { checkConfig } from './check-config.ts'
import { classify } from './classify.ts'
import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { report } from './report.ts'
import { rules } from './rules.ts'
import { schema } from './schema.ts'
import { serve } from './serve.ts'
import { verify } from './verify.ts'

/** Every command, one line each. */
export const COMMANDS: Record<string, Command> = {
  serve,
  'check-config': checkConfig,
  schema,
  rules,
  classify,
  verify,
  report,
  doctor,
}
