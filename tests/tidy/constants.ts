/** Numbers and texts that a source file writes down, constant expressions evaluated. */
import { parseAst } from 'rolldown/parseAst'

export interface Written {
  /** As the source has it, white space joined. */
  literal: string
  line: number
  value: number | string
}

interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

export type Constants = ReadonlyMap<string, number>

/** Every longest expression that is a constant number, and every text. `imported` are the constants of other files. */
export function writtenIn(code: string, lang: 'ts' | 'js', imported: Constants = new Map()): Written[] {
  const program = parseAst(code, { lang }) as unknown as Node
  const names = namesOf(program, imported)
  const found: Written[] = []
  const add = (node: Node, value: number | string) => {
    const { start, end } = bare(node)
    found.push({ literal: code.slice(start, end).replace(/\s+/g, ' '), line: lineOf(code, start), value })
  }
  visit(program, (node) => {
    const number = numberOf(node, names)
    // A mere name was counted where it was given its value.
    if (number !== null && !isName(node)) add(node, number)
    else if (node.type === 'Literal' && typeof node.value === 'string') add(node, node.value)
    else if (node.type === 'TemplateElement') add(node, (node.value as { raw: string }).raw)
    return number === null
  })
  return found
}

/** The constants at the top of a file, `NAME` and `NAME.key`, with their values. */
export function constantsOf(code: string, lang: 'ts' | 'js'): Constants {
  return namesOf(parseAst(code, { lang }) as unknown as Node, new Map())
}

function namesOf(program: Node, imported: Constants): Map<string, number> {
  const names = new Map<string, number>()
  for (const statement of program.body as Node[]) {
    const declaration = (statement.declaration ?? statement) as Node
    if (statement.type === 'ImportDeclaration')
      for (const [name, value] of importsOf(statement, imported)) names.set(name, value)
    if (declaration.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue
    for (const { id, init } of declaration.declarations as { id: Node; init: Node | null }[])
      if (id.type === 'Identifier' && init)
        for (const [name, value] of constantsIn(String(id.name), init, names)) names.set(name, value)
  }
  return names
}

function importsOf(statement: Node, imported: Constants): [string, number][] {
  const specifiers = (statement.specifiers ?? []) as { local: Node; imported?: Node }[]
  return specifiers.flatMap(({ local, imported: from }) =>
    [...imported].flatMap(([name, value]): [string, number][] => {
      const [head, ...rest] = name.split('.')
      return from && head === from.name ? [[[String(local.name), ...rest].join('.'), value]] : []
    }),
  )
}

function constantsIn(name: string, init: Node, names: Constants): [string, number][] {
  const value = numberOf(init, names)
  if (value !== null) return [[name, value]]
  const object = bare(init)
  if (object.type !== 'ObjectExpression') return []
  return (object.properties as { key?: Node; value?: Node }[]).flatMap((property): [string, number][] => {
    const inner = property.key && property.value ? numberOf(property.value, names) : null
    return inner === null ? [] : [[`${name}.${property.key?.name ?? property.key?.value}`, inner]]
  })
}

/** The value of a constant number; null for everything else. */
function numberOf(outer: Node, names: Constants): number | null {
  const node = bare(outer)
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : null
  const name = nameOf(node)
  if (name !== null) return names.get(name) ?? null
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const value = numberOf(node.argument as Node, names)
    return value === null ? null : -value
  }
  if (node.type !== 'BinaryExpression') return null
  const [left, right] = [numberOf(node.left as Node, names), numberOf(node.right as Node, names)]
  return left === null || right === null ? null : (OPERATIONS[String(node.operator)]?.(left, right) ?? null)
}

const OPERATIONS: Record<string, (a: number, b: number) => number> = {
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '**': (a, b) => a ** b,
}

/** Without parentheses, `as` and `satisfies`. */
function bare(node: Node): Node {
  const wrapped = [
    'TSAsExpression',
    'TSSatisfiesExpression',
    'ParenthesizedExpression',
    'TSNonNullExpression',
  ]
  return wrapped.includes(node.type) ? bare(node.expression as Node) : node
}

/** `NAME` or `NAME.key`. */
function isName(node: Node): boolean {
  return nameOf(node) !== null
}

function nameOf(node: Node): string | null {
  if (node.type === 'Identifier') return String(node.name)
  const { object, property } = node as Node & { object?: Node; property?: Node }
  if (node.type !== 'MemberExpression' || node.computed) return null
  if (object?.type !== 'Identifier' || property?.type !== 'Identifier') return null
  return `${object.name}.${property.name}`
}

function visit(node: Node, enter: (node: Node) => boolean): void {
  if (!enter(node)) return
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) for (const one of child) visitChild(one, enter)
    else visitChild(child, enter)
  }
}

function visitChild(child: unknown, enter: (node: Node) => boolean): void {
  if (child && typeof child === 'object' && typeof (child as Node).type === 'string')
    visit(child as Node, enter)
}

function lineOf(code: string, at: number): number {
  return code.slice(0, at).split('\n').length
}
