import type { TimesNode, Tree } from '../../tree/tree.ts'
import { asVectors } from './bold-vectors.ts'
import {
  differentialIn,
  endsInNumeral,
  isCapital,
  isCondition,
  isPlainInteger,
  isProper,
  isSetTree,
  openers,
  setOperators,
} from './grammar.ts'
import { Postfix } from './postfix.ts'
import { role } from './roles.ts'
import type { Token } from '../lexer/token.ts'

/** Words that are the sign of the numeral behind them. */
const signWords: ReadonlySet<string> = new Set(['minus', 'negative', '负', '負', '零下'])

/** Set operations, ratios, sums, products and juxtaposition. */
export abstract class Terms extends Postfix {
  protected sets(): Tree {
    const start = this.token().start
    let left = this.colon()
    for (;;) {
      if ((this.role() & role.sets) === 0) return left
      const token = this.token()
      const operator = token.kind !== 'command' ? (this.isUnionLetter(token, left) ? 'union' : undefined) : setOperators.get(token.value)
      if (operator === undefined) return left
      this.at++
      const right = this.colon()
      left =
        left.type === 'setoperation' && left.operator === operator && operator !== 'difference'
          ? { type: 'setoperation', operator, operands: [...left.operands, right], span: this.spanFrom(start) }
          : { type: 'setoperation', operator, operands: [left, right], span: this.spanFrom(start) }
    }
  }

  /** `(0,1) U (2,3)`, `(0,1)U(2,3)`: the letter for the sign, set off or between two fences. */
  private isUnionLetter(token: Token, left: Tree): boolean {
    if (token.kind !== 'name' || token.value !== 'U' || !this.isFence(left)) return false
    const next = this.token(1)
    return token.gap || (next.kind === 'sign' && openers.has(next.value)) || (next.kind === 'command' && next.value === 'lbrace')
  }

  protected isFence(tree: Tree): boolean {
    return (tree.type === 'fenced' && tree.items.length === 2) || tree.type === 'set' || tree.type === 'setoperation'
  }

  protected colon(): Tree {
    const start = this.token().start
    const first = this.sum()
    if ((this.role() & role.colon) === 0 || this.inSet || this.isSign('=', 1)) return first
    if (first.type === 'text' && this.startsTerm(1)) {
      this.at++
      return { type: 'labelled', label: first.value, body: this.sum(), span: this.spanFrom(start) }
    }
    const parts = [first]
    while (this.isSign(':') && this.startsOperand(this.token(1))) {
      this.at++
      parts.push(this.sum())
    }
    return parts.length === 1 ? first : { type: 'colon', parts, span: this.spanFrom(start) }
  }

  protected sum(): Tree {
    const start = this.token().start
    const first = this.signedTerm()
    // `\int\frac{dx}{x}+1`: what holds the differential ends the integrand.
    if ((this.role() & role.sum) === 0 || (this.inIntegral && differentialIn(first) !== undefined)) return first
    let terms = [first]
    for (;;) {
      const token = this.token()
      const plus = token.kind === 'sign' && token.value === '+'
      const minus = token.kind === 'sign' && token.value === '-'
      const sign = this.plusMinus(token)
      if (!plus && !minus && sign === undefined) break
      // `0^+`, `3+` at the end of a group: not an operator here. `Y+{}_2^4He` may go without its braces.
      if ((plus || minus) && !this.startsTerm(1) && !(plus && this.isSign('_', 1) && this.token(1).gap)) break
      this.at++
      const termStart = this.token().start
      const right = this.signedTerm()
      if (sign !== undefined) {
        const left = this.plus(terms, start)
        terms = [{ type: 'plusminus', sign, left, right, span: this.spanFrom(start) }]
      } else if (minus && terms.length === 1 && isSetTree(terms[0] as Tree) && right.type === 'set') {
        // `\mathbb R - \{1\}`: nothing is subtracted from a set but a set.
        terms = [{ type: 'setoperation', operator: 'difference', operands: [terms[0] as Tree, right], span: this.spanFrom(start) }]
      } else terms.push(minus ? { type: 'negate', operand: right, span: this.spanFrom(termStart - 1) } : right)
    }
    return this.plus(terms, start)
  }

  protected plus(terms: readonly Tree[], start: number): Tree {
    return terms.length === 1 ? (terms[0] as Tree) : { type: 'plus', terms, span: this.spanFrom(start) }
  }

  /** A term with signs before it. */
  protected signedTerm(): Tree {
    const token = this.token()
    if ((this.role() & role.sum) !== 0) {
      const sign = this.plusMinus(token)
      this.at++
      const unread = this.enter()
      const right = unread ?? this.signedTerm()
      if (unread === undefined) this.depth--
      if (sign !== undefined) return { type: 'plusminus', sign, right, span: this.spanFrom(token.start) }
      return token.value === '+' ? right : { type: 'negate', operand: right, span: this.spanFrom(token.start) }
    }
    if ((token.kind === 'word' || token.kind === 'text') && signWords.has(token.value.toLowerCase()) && this.token(1).kind === 'number') {
      this.at++
      const operand = this.product()
      return { type: 'negate', operand, span: this.spanFrom(token.start) }
    }
    return this.product()
  }

  protected product(): Tree {
    const { kind } = this.token()
    // A numeral or a name that nothing marks and nothing multiplies.
    if ((kind === 'number' || kind === 'name') && (this.role(1) & (role.postfix | role.operand | role.product)) === 0) return this.leaf()
    const start = this.token().start
    let left = this.run()
    for (;;) {
      if ((this.role() & (role.operand | role.product)) === 0) return left
      const token = this.token()
      const operator = this.productOperator(token)
      if (operator === undefined) {
        // What a slash left over (`1/2x`) multiplies.
        if (!this.continuesRun(left)) return left
        // Nor does a numeral behind a space multiply what a slash made: `4 m/s 0.5`.
        if (token.kind === 'number' && token.gap && left.type === 'divide') return left
        const right = this.run()
        left = { type: 'times', factors: [left, right], written: this.writtenBetween(left, right), span: this.spanFrom(start) }
        continue
      }
      if (!this.startsTerm(1)) return left
      this.at++
      if (operator === 'slash' || operator === 'obelus') {
        const denominator = operator === 'obelus' ? this.signedFactor(() => this.run()) : this.slashDenominator()
        left = this.quotient(left, denominator, operator, start)
      } else if (operator === 'mod') {
        const modulus = this.run()
        left = { type: 'modulo', operand: left, modulus, written: 'bmod', span: this.spanFrom(start) }
      } else {
        let right = this.signedFactor(() => this.run())
        if (operator === 'cross') [left, right] = asVectors(left, right, this.text) ?? [left, right]
        left =
          left.type === 'times' && left.written === operator
            ? { type: 'times', factors: [...left.factors, right], written: operator, span: this.spanFrom(start) }
            : { type: 'times', factors: [left, right], written: operator, span: this.spanFrom(start) }
      }
    }
  }

  /** A percent sign behind a fraction of numerals is that of the fraction: `1/2%`. */
  protected quotient(numerator: Tree, denominator: Tree, written: 'slash' | 'obelus', start: number): Tree {
    const span = this.spanFrom(start)
    const inPercent = denominator.type === 'postfix' && (denominator.operator === 'percent' || denominator.operator === 'permille')
    if (written === 'slash' && inPercent && numerator.type === 'number' && denominator.operand.type === 'number') {
      const operand: Tree = { type: 'divide', numerator, denominator: denominator.operand, written }
      return { type: 'postfix', operator: denominator.operator, operand, span }
    }
    return { type: 'divide', numerator, denominator, written, span }
  }

  protected productOperator(token: Token): 'cdot' | 'cross' | 'star' | 'slash' | 'obelus' | 'mod' | undefined {
    if (token.kind === 'sign') return token.value === '*' ? 'star' : token.value === '/' ? 'slash' : undefined
    if (token.kind !== 'command') return undefined
    switch (token.value) {
      case 'cdot':
        return 'cdot'
      case 'times':
        return 'cross'
      case 'times*':
        return 'star'
      case 'div':
        return 'obelus'
      case 'bmod':
        return 'mod'
      default:
        return undefined
    }
  }

  protected signedFactor(read: () => Tree): Tree {
    const token = this.token()
    if (token.kind === 'sign' && (token.value === '-' || token.value === '+')) {
      this.at++
      const operand = this.deeper(() => this.signedFactor(read))
      return token.value === '+' ? operand : { type: 'negate', operand, span: this.spanFrom(token.start) }
    }
    return read()
  }

  /** Behind a slash: a numeral or a group binds alone (`1/2x` is half of x), names bind together (`a/bc`). */
  protected slashDenominator(): Tree {
    return this.signedFactor(() => (this.token().kind === 'name' ? this.run(true) : this.power()))
  }

  /** Factors side by side. In a denominator a numeral behind a space begins something else: `4 m/s 0.5`. */
  protected run(denominator = false): Tree {
    const start = this.token().start
    const power = this.power()
    if ((this.role() & role.operand) === 0) return power
    const first = this.mixed(power)
    if (!this.continuesRun(first)) return first
    let factors = [first]
    let written: TimesNode['written'] = 'juxtaposed'
    do {
      const token = this.token()
      if (denominator && token.kind === 'number' && token.gap) break
      const factor = this.power()
      // `P(X>1)=\frac13` is the value of a function at an event.
      const event = factors.length === 1 && isCapital(first) && (this.isSign('=') || this.isCommand('approx'))
      const condition = !event && factor.type === 'fenced' && factor.items.length === 1 && isCondition(factor.items[0] as Tree)
      if (condition) {
        const body = this.times(factors, written, start)
        return { type: 'given', body, condition: (factor as { items: readonly Tree[] }).items[0] as Tree, span: this.spanFrom(start) }
      }
      // `2 m`, `12\pi m`: a space sets the first letter off from the value before it.
      if (written === 'juxtaposed' && token.gap && token.kind === 'name' && factor.type !== 'text' && factors.every(endsInNumeral)) {
        factors = [this.times(factors, written, start)]
        written = 'spaced'
      }
      factors.push(factor)
    } while (this.continuesRun(factors[factors.length - 1] as Tree))
    return this.times(factors, written, start)
  }

  protected times(factors: readonly Tree[], written: TimesNode['written'], start: number): Tree {
    return factors.length === 1 ? (factors[0] as Tree) : { type: 'times', factors, written, span: this.spanFrom(start) }
  }

  protected writtenBetween(left: Tree, right: Tree): TimesNode['written'] {
    return right.type === 'symbol' && endsInNumeral(left) && this.tokens[this.at - 1]?.gap === true ? 'spaced' : 'juxtaposed'
  }

  /** `x^2 \forall x>0`: the first quantifier of an answer, behind a value. A formula begins with one. */
  protected beginsCondition(): boolean {
    if (!this.isCommand('forall')) return false
    for (let before = this.at - 1; before >= 0; before--) {
      const token = this.tokens[before] as Token
      if (token.kind === 'command' && (token.value === 'forall' || token.value === 'exists')) return false
    }
    return true
  }

  protected continuesRun(left: Tree): boolean {
    if ((this.role() & role.operand) === 0) return false
    const token = this.token()
    if (token.kind === 'sign' && !this.startsOperand(token)) return false
    if (this.lineBreakBefore(token) && this.depth <= 2) return false
    if (this.nextLabelFollows()) return false
    if (this.beginsCondition()) return false
    if (token.kind === 'number' || token.kind === 'vulgar') {
      // Two numerals side by side are a row, not a product; `x2`, `(3)4` and `2^2 3^8` are products.
      if (left.type === 'power' && token.gap && (left.base.type === 'number' || left.base.type === 'fenced')) return true
      const previous = this.tokens[this.at - 1] as Token
      return previous.kind !== 'number' && previous.kind !== 'vulgar'
    }
    if (token.kind === 'word' || token.kind === 'text') return (this.role() & (role.separator | role.condition | role.modulo)) === 0
    if (this.opensModulus()) return false
    if (this.inIntegral && this.isDifferential()) return false
    if (this.isUnionLetter(token, left)) return false
    return true
  }

  /** `2\frac13`, `2 1/3`, `2½`: a numeral before a proper fraction of numerals. */
  protected mixed(whole: Tree): Tree {
    const token = this.token()
    const may = token.kind === 'number' ? token.gap : token.kind === 'vulgar' || (token.kind === 'command' && token.value === 'frac')
    if (!may || !isPlainInteger(whole)) return whole
    const start = whole.span?.start ?? 0
    const from = this.at
    const saved = this.diagnostics.length
    let fraction: Tree | undefined
    if (token.kind === 'vulgar' || (token.kind === 'command' && token.value === 'frac')) fraction = this.primary()
    else if (
      token.kind === 'number' &&
      token.gap &&
      this.isSign('/', 1) &&
      this.token(2).kind === 'number' &&
      !this.lineBreakBefore(token)
    ) {
      this.at += 3
      const [numerator, denominator] = [this.numberNode(token), this.numberNode(this.token(-1))]
      fraction = { type: 'divide', numerator, denominator, written: 'slash', span: this.spanFrom(token.start) }
    }
    if (fraction !== undefined && fraction.type === 'divide' && isProper(fraction)) {
      return this.marked({ type: 'mixed', whole, fraction, span: this.spanFrom(start) }, start)
    }
    this.at = from
    if (this.diagnostics.length > saved) this.diagnostics.length = saved
    return whole
  }
}
