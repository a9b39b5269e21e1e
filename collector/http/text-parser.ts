/** Parses bodies whose text is wanted, too: once from bytes to text, once from text to values. */
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * What the usual parser looks for with more care: a byte order mark, keys that poison an object's prototype, and
 * escapes, which could hide one.
 */
const SUSPECT = ['\ufeff', '__proto__', 'constructor', '\\u']

export interface BodyParser {
  /** The value of a body, and its text unless that is suspect. @throws what the usual parser says of it. */
  read(body: Buffer): { value: unknown; text: string | null }
  /** The same as fastify wants it; the text is put onto the request. */
  parse(request: FastifyRequest, body: Buffer, done: (error: Error | null, value?: unknown) => void): void
}

/** Where the text is suspect or no JSON, the usual parser says what becomes of it, and no text is handed on. */
export function makeBodyParser(app: FastifyInstance): BodyParser {
  const usual = app.getDefaultJsonParser('error', 'error')
  function read(body: Buffer): { value: unknown; text: string | null } {
    const text = body.toString('utf8')
    const value = plainJson(text)
    if (value !== undefined) return { value, text }
    let problem: Error | null = null
    let found: unknown
    // It looks at nothing but the text, and is done at once.
    void usual({} as FastifyRequest, text, (error, parsed) => {
      problem = error
      found = parsed
    })
    if (problem !== null) throw problem
    return { value: found, text: null }
  }
  return {
    read,
    parse(request, body, done) {
      try {
        const { value, text } = read(body)
        if (text !== null) request.text = text
        done(null, value)
      } catch (error) {
        done(error as Error)
      }
    },
  }
}

/** The value of a text that is not suspect; undefined, which no JSON is, where it is, or is none. */
function plainJson(text: string): unknown {
  for (const word of SUSPECT) if (text.includes(word)) return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
