/** Parses bodies whose text is wanted, too: once from bytes to text, once from text to values. */
import type { FastifyInstance, FastifyRequest } from 'fastify'

/**
 * What the usual parser looks for with more care: a byte order mark, keys that poison an object's prototype, and
 * escapes, which could hide one.
 */
const SUSPECT = ['\ufeff', '__proto__', 'constructor', '\\u']

/** Where the text is suspect or no JSON, the usual parser says what becomes of it, and no text is handed on. */
export function makeTextParser(app: FastifyInstance) {
  const usual = app.getDefaultJsonParser('error', 'error')
  return (
    request: FastifyRequest,
    body: Buffer,
    done: (error: Error | null, value?: unknown) => void,
  ): void => {
    const text = body.toString('utf8')
    const value = SUSPECT.some((word) => text.includes(word)) ? undefined : parsed(text)
    if (value === undefined) void usual(request, text, done)
    else {
      request.text = text
      done(null, value)
    }
  }
}

/** The value; undefined, which no JSON is, where the text is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
