/** DynamoDB's expressions, worked out on plain items: conditions (`holds`) and updates (`updated`). */

import { isDeepStrictEqual } from 'node:util'

export type Item = Record<string, unknown>

/** An expression, and what its `#names` and `:values` stand for. */
export interface Expression {
  text: string
  names?: Record<string, string> | undefined
  values?: Item | undefined
}

const TOKEN = /\s*(<>|<=|>=|[()=<>,+-]|[#:]?\w+(?:\.#?\w+)*)/y
const SECTIONS = new Set(['SET', 'REMOVE', 'ADD', 'DELETE'])

/** Whether a condition holds for an item; no item is one without attributes. */
export function holds(expression: Expression, item: Item | undefined): boolean {
  const reader = new Reader(expression, item ?? {})
  const outcome = reader.either()
  reader.end()
  return outcome
}

/** An item after an update. */
export function updated(expression: Expression, item: Item): Item {
  const changed = structuredClone(item)
  const reader = new Reader(expression, item)
  for (let section = reader.take(); section !== ''; section = reader.take()) {
    if (!SECTIONS.has(section.toUpperCase())) throw new Error(`an update can't begin with ${section}`)
    do change(section.toUpperCase(), reader, changed)
    while (reader.takes(','))
  }
  return changed
}

function change(section: string, reader: Reader, item: Item): void {
  const path = reader.path(reader.take())
  const name = path.pop() ?? ''
  const parent = path.reduce<Item>((inner, step) => inner[step] as Item, item)
  if (section === 'REMOVE') {
    delete parent[name]
  } else if (section === 'SET') {
    reader.expect('=')
    parent[name] = reader.sum()
  } else {
    const value = reader.operand()
    const after = section === 'ADD' ? added(parent[name], value) : without(parent[name], value)
    if (after === undefined) delete parent[name]
    else parent[name] = after
  }
}

function added(before: unknown, value: unknown): unknown {
  if (value instanceof Set) return new Set([...(before instanceof Set ? before : []), ...value])
  if (typeof value !== 'number') throw new Error('ADD takes a number or a set')
  return Number(before ?? 0) + value
}

function without(before: unknown, value: unknown): Set<unknown> | undefined {
  const left = new Set(before instanceof Set ? before : [])
  for (const one of value instanceof Set ? value : []) left.delete(one)
  return left.size > 0 ? left : undefined
}

/** Reads an expression from left to right, and works it out while reading. */
class Reader {
  private readonly expression: Expression
  private readonly item: Item
  private readonly tokens: string[] = []

  constructor(expression: Expression, item: Item) {
    this.expression = expression
    this.item = item
    const { text } = expression
    for (let place = 0; place < text.trimEnd().length; place = TOKEN.lastIndex) {
      TOKEN.lastIndex = place
      const token = TOKEN.exec(text)?.[1]
      if (token === undefined) throw new Error(`no expression: ${text.slice(place)}`)
      this.tokens.push(token)
    }
  }

  /** The next token; empty at the end. */
  take(): string {
    return this.tokens.shift() ?? ''
  }

  /** Whether the next token is this one, which is then taken. */
  takes(token: string): boolean {
    const found = this.tokens[0]?.toUpperCase() === token
    if (found) this.tokens.shift()
    return found
  }

  expect(token: string): void {
    if (!this.takes(token)) throw new Error(`${token} expected in ${this.expression.text}`)
  }

  end(): void {
    if (this.tokens.length > 0) throw new Error(`left over in ${this.expression.text}: ${this.tokens.join(' ')}`)
  }

  either(): boolean {
    let outcome = this.both()
    while (this.takes('OR')) outcome = this.both() || outcome
    return outcome
  }

  private both(): boolean {
    let outcome = this.single()
    while (this.takes('AND')) outcome = this.single() && outcome
    return outcome
  }

  private single(): boolean {
    if (this.takes('NOT')) return !this.single()
    if (this.takes('(')) {
      const outcome = this.either()
      this.expect(')')
      return outcome
    }
    if (this.takes('ATTRIBUTE_EXISTS')) return this.arguments()[0] !== undefined
    if (this.takes('ATTRIBUTE_NOT_EXISTS')) return this.arguments()[0] === undefined
    if (this.takes('BEGINS_WITH')) {
      const [text, start] = this.arguments()
      return typeof text === 'string' && text.startsWith(String(start))
    }
    if (this.takes('CONTAINS')) {
      const [all, one] = this.arguments()
      if (typeof all === 'string') return all.includes(String(one))
      return [...((all as Iterable<unknown> | undefined) ?? [])].includes(one)
    }
    return this.comparison()
  }

  private comparison(): boolean {
    const left = this.operand()
    if (this.takes('BETWEEN')) {
      const low = this.operand()
      this.expect('AND')
      return ordered(low, left, true) && ordered(left, this.operand(), true)
    }
    if (this.takes('IN')) return this.arguments().some((one) => isDeepStrictEqual(one, left))
    const sign = this.take()
    const right = this.operand()
    switch (sign) {
      case '=':
        return left !== undefined && isDeepStrictEqual(left, right)
      case '<>':
        return !isDeepStrictEqual(left, right)
      case '<':
        return ordered(left, right, false)
      case '<=':
        return ordered(left, right, true)
      case '>':
        return ordered(right, left, false)
      case '>=':
        return ordered(right, left, true)
      default:
        throw new Error(`no comparison: ${sign}`)
    }
  }

  /** Operands with plus or minus between them, as SET takes them. */
  sum(): unknown {
    let value = this.operand()
    for (;;) {
      if (this.takes('+')) value = Number(value) + Number(this.operand())
      else if (this.takes('-')) value = Number(value) - Number(this.operand())
      else return value
    }
  }

  operand(): unknown {
    if (this.takes('SIZE')) {
      const [value] = this.arguments()
      return value instanceof Set ? value.size : (value as string | unknown[] | undefined)?.length
    }
    if (this.takes('IF_NOT_EXISTS')) {
      const [present, other] = this.arguments()
      return present ?? other
    }
    if (this.takes('LIST_APPEND')) return this.arguments().flat(1)
    const token = this.take()
    if (token.startsWith(':')) {
      const { values = {} } = this.expression
      if (!(token in values)) throw new Error(`no value ${token}`)
      return values[token]
    }
    return this.path(token).reduce<unknown>((inner, step) => (inner as Item | undefined)?.[step], this.item)
  }

  /** The attribute names along a path. */
  path(token: string): string[] {
    return token.split('.').map((step) => {
      const name = step.startsWith('#') ? this.expression.names?.[step] : step
      if (name === undefined || name === '') throw new Error(`no name ${token}`)
      return name
    })
  }

  private arguments(): unknown[] {
    const found: unknown[] = []
    this.expect('(')
    do found.push(this.operand())
    while (this.takes(','))
    this.expect(')')
    return found
  }
}

function ordered(low: unknown, high: unknown, orEqual: boolean): boolean {
  if (typeof low !== typeof high || (typeof low !== 'string' && typeof low !== 'number')) return false
  return low < (high as typeof low) || (orEqual && low === high)
}
