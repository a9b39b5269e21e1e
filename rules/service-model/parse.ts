/**
 * Reads `all(web, any(db1, db2), atLeast(2, app1, app2, app3), database)`. Names are of components or of groups: which
 * of them, `groups.ts` looks up.
 */

/** As it is written; `at` counts characters (UTF-16) from the start of the text. */
export type Written =
  | { kind: 'name'; name: string; at: number }
  | { kind: 'all' | 'any'; of: readonly Written[]; at: number }
  | { kind: 'at-least'; count: number; of: readonly Written[]; at: number }

export interface Problem {
  at: number
  message: string
}

export const LONGEST_EXPRESSION = 2000
const DEEPEST_EXPRESSION = 20

const FORMS = 'all(…), any(…) or atLeast(N, …)'

interface Token {
  kind: 'word' | '(' | ')' | ',' | 'end'
  text: string
  at: number
}

/** `written` is null where the text cannot be understood; otherwise `problems` are what is wrong with what it says. */
export function parseExpression(text: string): { written: Written | null; problems: Problem[] } {
  const problems: Problem[] = []
  if (text.length > LONGEST_EXPRESSION) {
    const message = `an expression has at most ${LONGEST_EXPRESSION} characters; name its parts as groups`
    return { written: null, problems: [{ at: 0, message }] }
  }
  const tokens = tokensOf(text)
  if ('message' in tokens) return { written: null, problems: [tokens] }
  const end: Token = { kind: 'end', text: '', at: text.length }
  let next = 0
  const peek = () => tokens[next] ?? end
  const take = () => tokens[next++] ?? end

  /** Null where it cannot be understood, which was told. */
  function part(depth: number): Written | null {
    const { kind, text: word, at } = take()
    if (kind !== 'word')
      return stop(at, `a component, a group, ${FORMS} belongs here, not ${shownToken(kind)}`)
    if (peek().kind !== '(') return { kind: 'name', name: word, at }
    if (word !== 'all' && word !== 'any' && word !== 'atLeast') {
      return stop(at, `${shortened(word)}(…) is not known; there are ${FORMS}`)
    }
    if (depth >= DEEPEST_EXPRESSION) return stop(at, 'nested too deeply; name its parts as groups')
    take()
    const count = word === 'atLeast' ? countOf(at) : 0
    if (count === null) return null
    const of = listOf(depth)
    if (of === null) return null
    tellTwice(of, problems)
    if (word !== 'atLeast') return { kind: word, of, at }
    if (count < 1 || count > of.length) {
      const message = `atLeast wants a number from 1 to ${of.length}, the parts that it is given, not ${count}`
      problems.push({ at, message })
    }
    return { kind: 'at-least', count, of, at }
  }

  function countOf(at: number): number | null {
    const { kind, text: word, at: countAt } = take()
    if (kind !== 'word' || !/^[0-9]{1,4}$/.test(word)) {
      return stop(
        kind === 'end' ? at : countAt,
        'atLeast begins with a number, as in atLeast(2, app1, app2, app3)',
      )
    }
    if (peek().kind === ',') take()
    return Number(word)
  }

  /** The parts up to the closing parenthesis. */
  function listOf(depth: number): Written[] | null {
    const of: Written[] = []
    for (;;) {
      const one = part(depth + 1)
      if (one === null) return null
      of.push(one)
      const { kind, at } = take()
      if (kind === ')') return of
      if (kind !== ',') return stop(at, `a comma or ) belongs here, not ${shownToken(kind)}`)
    }
  }

  function stop(at: number, message: string): null {
    problems.push({ at, message })
    return null
  }

  const written = part(0)
  const rest = peek()
  if (written === null || rest.kind === 'end') return { written, problems }
  problems.push({ at: rest.at, message: `the expression ends before this; ${FORMS} put parts together` })
  return { written: null, problems }
}

function tokensOf(text: string): Token[] | Problem {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; ) {
    const [blank] = /^[ \t\r\n]+/.exec(text.slice(at)) ?? []
    const [word] = /^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(text.slice(at)) ?? []
    const sign = text[at]
    if (blank === undefined) {
      if (word !== undefined) tokens.push({ kind: 'word', text: word, at })
      else if (sign === '(' || sign === ')' || sign === ',') tokens.push({ kind: sign, text: sign, at })
      else return { at, message: `names, numbers, commas and parentheses belong here, and nothing else` }
    }
    at += (blank ?? word ?? ' ').length
  }
  return tokens
}

/** A part that stands twice in one list cannot stand in for itself. */
function tellTwice(of: readonly Written[], problems: Problem[]): void {
  const seen = new Set<string>()
  for (const one of of) {
    if (one.kind !== 'name') continue
    if (seen.has(one.name)) {
      const message = `${shortened(one.name)} stands twice in this list; nothing stands in for itself`
      problems.push({ at: one.at, message })
    }
    seen.add(one.name)
  }
}

function shownToken(kind: Token['kind']): string {
  if (kind === 'end') return 'the end'
  return kind === 'word' ? 'a name' : kind
}

function shortened(word: string): string {
  return word.length > 60 ? `${word.slice(0, 57)}…` : word
}
