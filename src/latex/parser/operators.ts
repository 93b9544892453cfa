import type { BigOperator, SymbolNode, Tree } from '../../tree/tree.ts'
import * as table from '../lexer/commands.ts'
import { accentNames, bigOperators, differentialIn, inverses, isMinusOne, mark, withBinomials } from './grammar.ts'
import { Environments } from './environments.ts'
import type { Token } from '../lexer/token.ts'

const severalArguments: ReadonlySet<string> = new Set(['gcd', 'lcm', 'max', 'min'])

/** Functions and big operators, accents: what takes the operand behind it. */
export abstract class Operators extends Environments {
  protected function(name: string): Tree {
    const start = this.token().start
    this.at++
    let subscript: Tree | undefined
    let exponent: Tree | undefined
    let primes = 0
    if (name === 'log' && this.text[start] !== '\\' && this.isTypedBase()) {
      subscript = this.numberNode(this.token())
      this.at++
    }
    for (;;) {
      if (this.isSign('_') && subscript === undefined) {
        this.at++
        subscript = this.script()
      } else if (this.token().kind === 'subscript' && subscript === undefined) {
        subscript = this.unicodeScript(this.token())
        this.at++
      } else if (this.isSign('^') && exponent === undefined) {
        this.at++
        exponent = this.isTightPower() ? this.digit(this.token()) : this.script()
      } else if (this.token().kind === 'superscript' && exponent === undefined) {
        exponent = this.unicodeScript(this.token())
        this.at++
      } else if (this.isSign("'")) {
        this.at++
        primes++
      } else break
    }
    const inverse = exponent !== undefined && isMinusOne(exponent) ? inverses.get(name) : undefined
    const found = this.functionArguments()
    const split = found === undefined && name === 'log' ? splitIndex(subscript) : undefined
    if (split !== undefined) subscript = split.index
    const items = split !== undefined ? [split.argument] : found !== undefined && severalArguments.has(name) ? this.ungrouped(found) : found
    if (items === undefined) {
      const symbol: SymbolNode = { type: 'symbol', name, span: this.spanFrom(start) }
      const head: Tree =
        subscript === undefined ? symbol : { type: 'subscript', base: symbol, index: subscript, span: this.spanFrom(start) }
      return exponent === undefined ? head : { type: 'power', base: head, exponent, span: this.spanFrom(start) }
    }
    const symbol: SymbolNode = { type: 'symbol', name: inverse ?? (name === 'lg' ? 'lg' : name) }
    const head = primes > 0 ? ({ type: 'prime', base: symbol, order: primes } as const) : symbol
    const span = this.spanFrom(start)
    const applied: Tree =
      subscript === undefined ? { type: 'apply', head, arguments: items, span } : { type: 'apply', head, arguments: items, subscript, span }
    return exponent === undefined || inverse !== undefined
      ? applied
      : { type: 'power', base: applied, exponent, span: this.spanFrom(start) }
  }

  /** `log2(8)`, `log10(100)`, as programs write it. */
  private isTypedBase(): boolean {
    const [base, next] = [this.token(), this.token(1)]
    return base.kind === 'number' && (base.value === '2' || base.value === '10') && !base.gap && this.isSign('(', 1) && !next.gap
  }

  /**
   * `\sin^22x`, `\sin^215^\circ`, `\ln^22`: as in TeX one digit is the exponent, where the next ones lead up to a name or degrees,
   * or are all that is left for an argument; `\sin^{22}x` is the 22nd power.
   */
  private isTightPower(): boolean {
    const [token, next] = [this.token(), this.token(1)]
    if (token.kind !== 'number') return false
    if (!this.startsOperand(next) && !opening.has(next.value) && /^[23][0-9]$/.test(token.value) && next.value !== '^') return true
    if (next.gap) return false
    const degrees = next.value === '^' ? this.isCommand('circ', 2) : next.kind === 'command' && next.value === 'degreesign'
    if (degrees) return /^[23][0-9]{1,3}$/.test(token.value)
    return /^[23][0-9]$/.test(token.value) && (next.kind === 'name' || (next.kind === 'command' && table.letters.has(next.value)))
  }

  /** What a function is applied to: a fence, a group, or the product that follows (`\sin 2x`). */
  protected functionArguments(): readonly Tree[] | undefined {
    const token = this.token()
    if (token.kind === 'sign') {
      if (token.value === '(' || token.value === '[') {
        const fence = this.primary()
        return fence.type === 'fenced' ? fence.items : [fence]
      }
      if (token.value === '-' || token.value === '+') {
        if (!this.startsOperand(this.token(1))) return undefined
        return [this.signedFactor(() => this.functionRun())]
      }
      if (token.value === '|') return [this.power()]
    }
    if (token.kind === 'command' && token.value === 'lbrace') {
      const set = this.primary()
      return set.type === 'set' && set.condition === undefined ? set.items : [set]
    }
    if (!this.startsOperand(token) || token.kind === 'text') return undefined
    return [this.functionRun()]
  }

  /** `\gcd(830,450)`: where several arguments are due, and no space stands behind a comma, commas part numerals, whatever their digits. */
  protected ungrouped(items: readonly Tree[]): readonly Tree[] {
    const tight = items.every((item, at) => at === 0 || item.span?.start === (items[at - 1]?.span?.end ?? 0) + 1)
    return tight ? items.flatMap(item => this.parted(item)) : items
  }

  private parted(item: Tree): readonly Tree[] {
    if (item.type !== 'number' || item.grouped !== 'comma' || item.span === undefined) return [item]
    const { start, end } = item.span
    const written = this.text.slice(start, end)
    if (!/^[0-9,]+$/.test(written)) return [item]
    let from = start
    return written.split(',').map(lexeme => {
      const span = { start: from, end: from + lexeme.length }
      from = span.end + 1
      return { type: 'number', lexeme, span }
    })
  }

  protected functionRun(): Tree {
    const start = this.token().start
    if (this.token().kind === 'command' && table.functions.has(this.token().value)) return this.power()
    const factors = [this.power()]
    for (;;) {
      const token = this.token()
      if (!this.continuesRun(factors[factors.length - 1] as Tree)) break
      const simple =
        token.kind === 'name' ||
        token.kind === 'number' ||
        (token.kind === 'command' && (table.letters.has(token.value) || token.value === 'pi' || token.value === 'frac'))
      if (!simple) break
      factors.push(this.power())
    }
    return this.times(factors, 'juxtaposed', start)
  }

  protected big(name: string, token: Token): Tree {
    this.at++
    let lower: Tree | undefined
    let upper: Tree | undefined
    for (;;) {
      if (this.isSign('_') && lower === undefined) {
        this.at++
        lower = this.script()
      } else if (this.isSign('^') && upper === undefined) {
        this.at++
        upper = this.script()
      } else break
    }
    const operator = bigOperators.get(name) as BigOperator
    if (operator === 'integral') return this.integral(lower, upper, token.start)
    let variable: Tree | undefined
    let side: '+' | '-' | undefined
    if (lower?.type === 'relation' && lower.operands.length === 2 && (lower.operators[0] === 'eq' || lower.operators[0] === 'to')) {
      variable = lower.operands[0] as Tree
      lower = lower.operands[1] as Tree
      if (lower.type === 'power' && lower.exponent.type === 'symbol' && (lower.exponent.name === '+' || lower.exponent.name === '-')) {
        side = lower.exponent.name
        lower = lower.base
      }
    }
    const body = withBinomials(this.startsTerm(0) ? this.deeper(() => this.signedFactor(() => this.product())) : this.missing('a body'))
    return {
      type: 'big',
      operator,
      body,
      ...(variable === undefined ? {} : { variable }),
      ...(lower === undefined ? {} : { lower }),
      ...(upper === undefined ? {} : { upper }),
      ...(side === undefined ? {} : { side }),
      span: this.spanFrom(token.start),
    }
  }

  protected integral(lower: Tree | undefined, upper: Tree | undefined, start: number): Tree {
    const outer = this.marks
    this.marks = outer | mark.integral
    let body: Tree = this.isDifferential() ? { type: 'number', lexeme: '1' } : this.deeper(() => this.sum())
    this.marks = outer
    let variable: Tree | undefined
    if (this.isDifferential()) {
      this.at++
      variable = this.primary()
    } else {
      const inside = differentialIn(body)
      if (inside !== undefined) ({ body, variable } = inside)
    }
    return {
      type: 'big',
      operator: 'integral',
      body,
      ...(variable === undefined ? {} : { variable }),
      ...(lower === undefined ? {} : { lower }),
      ...(upper === undefined ? {} : { upper }),
      span: this.spanFrom(start),
    }
  }

  protected accent(name: string): Tree {
    const token = this.token()
    this.at++
    if (name === 'overset' || name === 'stackrel') {
      const brace = this.isSign('{') ? 1 : 0
      if (this.isCommand('frown', brace)) {
        // `\overset{\frown}{AB}` is an arc.
        this.at += brace + 1
        if (brace === 1) this.takeSign('}')
        return { type: 'accent', accent: 'arc', body: this.argument(), span: this.spanFrom(token.start) }
      }
      const above = this.group(true)
      const base = this.argument()
      const arrow = above.type === 'constant' || above.type === 'unread' ? undefined : above
      return arrow === undefined ? base : { type: 'accent', accent: 'overline', body: base, span: this.spanFrom(token.start) }
    }
    const body = this.argument()
    if (name === 'underbrace' || name === 'overbrace') {
      const sign = name === 'underbrace' ? '_' : '^'
      if (!this.isSign(sign)) return body
      // `\underbrace{9\ldots9}_{n}` says how often; what stands under `\underbrace{5}_{6}` may say anything.
      this.at++
      this.argument()
      this.error('unexpected-token', token, 'Expected an expression, found one with a brace and what is written at it')
      return this.unread(this.text.slice(token.start, this.token(-1).end), this.spanFrom(token.start))
    }
    return { type: 'accent', accent: accentNames.get(name) ?? 'overline', body, span: this.spanFrom(token.start) }
  }
}

/** What an argument may stand in. */
const opening: ReadonlySet<string> = new Set(['(', '[', '|', 'lbrace'])

/** `\log_28` is the logarithm of 8 to the base 2: an index without braces is one digit. */
function splitIndex(index: Tree | undefined): { readonly index: Tree; readonly argument: Tree } | undefined {
  if (index?.type !== 'number' || !/^[2-9][0-9]+$/.test(index.lexeme)) return undefined
  const { span, lexeme } = index
  const part = (from: number, to: number): Tree => ({
    type: 'number',
    lexeme: lexeme.slice(from, to),
    ...(span === undefined ? {} : { span: { start: span.start + from, end: span.start + to } }),
  })
  return { index: part(0, 1), argument: part(1, lexeme.length) }
}
