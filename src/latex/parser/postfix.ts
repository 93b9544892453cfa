import type { ApplyNode, Tree } from '../../tree/tree.ts'
import { arrangements, combination, countings, selections } from './countings.ts'
import { isCapital, isFunctionHead, isValue, ordinals, percentWords, postfixCommands, scriptSigns } from './grammar.ts'
import { Primary } from './primary.ts'
import { role } from './roles.ts'
import type { Token } from '../lexer/token.ts'

/** Marks behind an operand: exponents, indices, primes, degrees, percent signs, applications. */
export abstract class Postfix extends Primary {
  protected power(): Tree {
    const unread = this.enter()
    if (unread !== undefined) return unread
    const { start } = this.token()
    let tree = this.marked(this.primary(), start)
    if (
      (this.role() & role.operand) !== 0 &&
      this.isSign('(') &&
      !this.opensModulus() &&
      (isFunctionHead(tree) || (isCapital(tree) && this.commaInFence()))
    ) {
      const fence = this.primary()
      // A parenthesis around an array is a matrix: the function is applied to it.
      const items = fence.type === 'fenced' ? fence.items : [fence]
      tree = this.marked({ type: 'apply', head: tree as ApplyNode['head'], arguments: items, span: this.spanFrom(start) }, start)
    }
    this.depth--
    return tree
  }

  /** An operand with all marks behind it. */
  protected marked(operand: Tree, start: number): Tree {
    let tree = operand
    while ((this.role() & role.postfix) !== 0) {
      const more = this.postfix(tree, start)
      if (more === undefined) break
      tree = more
    }
    return tree
  }

  /** `P(1,2)`, `B(n,p)`: the parenthesis here holds a list. */
  protected commaInFence(): boolean {
    let depth = 0
    for (let offset = 0; offset < 200; offset++) {
      const token = this.token(offset)
      if (token.kind === 'end') return false
      if (token.kind === 'command') {
        if (token.value === 'langle' || token.value === 'lbrace') depth++
        else if (token.value === 'rangle' || token.value === 'rbrace') depth--
      }
      if (token.kind !== 'sign') continue
      if (token.value === '(' || token.value === '{' || token.value === '[') depth++
      else if (token.value === ')' || token.value === '}' || token.value === ']') {
        if (--depth === 0) return false
      } else if ((token.value === ',' || token.value === ';') && depth === 1) return true
    }
    return false
  }

  /** One mark behind `base`, or `undefined` when none follows. */
  protected postfix(base: Tree, start: number): Tree | undefined {
    const token = this.token()
    switch (token.kind) {
      case 'superscript': {
        this.at++
        return { type: 'power', base, exponent: this.unicodeScript(token), span: this.spanFrom(start) }
      }
      case 'subscript': {
        this.at++
        return { type: 'subscript', base, index: this.unicodeScript(token), span: this.spanFrom(start) }
      }
      case 'sign':
        return this.postfixSign(base, start, token)
      case 'command':
        return this.postfixCommand(base, start, token)
      case 'word':
      case 'text': {
        const operator = percentWords.get(token.value.toLowerCase())
        if (operator === undefined || !isValue(base)) return undefined
        this.at++
        return { type: 'postfix', operator, operand: base, span: this.spanFrom(start) }
      }
      default:
        return undefined
    }
  }

  protected postfixSign(base: Tree, start: number, token: Token): Tree | undefined {
    switch (token.value) {
      case '^':
        this.at++
        return this.raised(base, start)
      case '_': {
        this.at++
        const index = this.script()
        const counted = this.counted(base, index, start)
        if (counted !== undefined) return counted
        // `v^2_0` is the square of v with index 0.
        if (base.type === 'power' && base.base.type !== 'fenced') {
          const indexed: Tree = { type: 'subscript', base: base.base, index, span: this.spanFrom(start) }
          return combination({ ...base, base: indexed, span: this.spanFrom(start) })
        }
        return { type: 'subscript', base, index, span: this.spanFrom(start) }
      }
      case '!': {
        if (token.gap && this.token(1).kind === 'end' && base.type === 'text') return undefined
        this.at++
        const double = this.isSign('!') && !this.token().gap
        if (double) this.at++
        return { type: 'postfix', operator: double ? 'doublefactorial' : 'factorial', operand: base, span: this.spanFrom(start) }
      }
      case '*':
        // `60*\degree`: the sign multiplies by the degree.
        if (isValue(base) && (this.isCommand('circ', 1) || this.isCommand('degreesign', 1))) {
          this.at += 2
          return this.degree(base, start)
        }
        // `ℕ*`: the set without zero.
        if (base.type !== 'constant' || base.name === 'pi' || token.gap || this.startsTerm(1)) return undefined
        return { type: 'power', base, exponent: this.signName(token), span: this.spanFrom(start) }
      case '%':
        this.at++
        return { type: 'postfix', operator: 'percent', operand: base, span: this.spanFrom(start) }
      case "'": {
        if (this.quote === "'") return undefined
        let order = 0
        while (this.takeSign("'")) order++
        return this.primed(base, order, start)
      }
      default:
        return undefined
    }
  }

  protected postfixCommand(base: Tree, start: number, token: Token): Tree | undefined {
    const mark = postfixCommands.get(token.value)
    if (mark !== undefined) {
      if (this.quote === token.value) return undefined
      if (token.value === 'circ' && !isValue(base)) return undefined
      this.at++
      if (mark === 'degree') return this.degree(base, start)
      return { type: 'postfix', operator: mark, operand: base, span: this.spanFrom(start) }
    }
    if (token.value === 'celsius' || token.value === 'fahrenheit') {
      this.at++
      const unit: Tree = { type: 'text', value: token.value === 'celsius' ? '°C' : '°F', span: { start: token.start, end: token.end } }
      return { type: 'times', factors: [base, unit], written: 'juxtaposed', span: this.spanFrom(start) }
    }
    if (token.value === 'prime') {
      this.at++
      return this.primed(base, 1, start)
    }
    return undefined
  }

  /** `30^\circ`; with a `C` or `F` behind it, a temperature. */
  protected degree(base: Tree, start: number): Tree {
    const token = this.token()
    const scale =
      (token.kind === 'name' || token.kind === 'word' || token.kind === 'text') &&
      (token.value === 'C' || token.value === 'F') &&
      !(token.kind === 'name' && token.gap && !token.upright)
    if (!scale) return { type: 'postfix', operator: 'degree', operand: base, span: this.spanFrom(start) }
    this.at++
    const unit: Tree = { type: 'text', value: `°${token.value}`, span: { start: token.start, end: token.end } }
    return { type: 'times', factors: [base, unit], written: 'juxtaposed', span: this.spanFrom(start) }
  }

  /** Marks behind a value are minutes and seconds of arc, behind a name derivatives. */
  protected primed(base: Tree, order: number, start: number): Tree {
    if (base.type === 'number' || (base.type === 'postfix' && (base.operator === 'degree' || base.operator === 'arcminute'))) {
      return { type: 'postfix', operator: order === 1 ? 'arcminute' : 'arcsecond', operand: base, span: this.spanFrom(start) }
    }
    return { type: 'prime', base, order, span: this.spanFrom(start) }
  }

  /** Behind `^`. */
  protected raised(base: Tree, start: number): Tree {
    const brace = this.isSign('{')
    const token = this.token(brace ? 1 : 0)
    const marked = token.kind === 'number' || token.kind === 'name' ? undefined : this.raisedMark(base, start, brace, token)
    if (marked !== undefined) return marked
    const exponent = this.script()
    // `45^o`: a letter for the ring of degrees.
    if (base.type === 'number' && isRing(exponent)) return this.degree(base, start)
    const counted = this.counted(base, exponent, start)
    if (counted !== undefined) return counted
    if (base.type === 'prime' && base.base.type === 'symbol') return { type: 'power', base, exponent, span: this.spanFrom(start) }
    return combination({ type: 'power', base, exponent, span: this.spanFrom(start) })
  }

  /** A ring, strokes, the ending of an ordinal: no exponent. */
  private raisedMark(base: Tree, start: number, brace: boolean, token: Token): Tree | undefined {
    const closes = (length: number): boolean => !brace || (this.token(length + 1).kind === 'sign' && this.token(length + 1).value === '}')
    const take = (length: number): void => {
      this.at += length + (brace ? 2 : 0)
    }
    if (token.kind === 'command' && (token.value === 'circ' || token.value === 'degreesign') && closes(1)) {
      take(1)
      return this.degree(base, start)
    }
    if ((token.kind === 'command' && token.value === 'prime') || (token.kind === 'sign' && token.value === "'")) {
      let order = 0
      while (this.isCommand('prime', order + (brace ? 1 : 0)) || this.isSign("'", order + (brace ? 1 : 0))) order++
      if (closes(order)) {
        take(order)
        return this.primed(base, order, start)
      }
    }
    if ((token.kind === 'text' || token.kind === 'word') && ordinals.has(token.value) && closes(1) && base.type === 'number') {
      take(1)
      return base
    }
    return undefined
  }

  /** `{}_{10}C_3`, `{}^{10}C_3`, `{}_{10}P_3`: an index in front of the letter says how many there are, one behind it how many of them. */
  protected counted(base: Tree, all: Tree, start: number): Tree | undefined {
    const { kind, value } = this.token()
    if (base.type !== 'symbol' || base.name !== '' || kind !== 'name' || !countings.has(value) || !this.isSign('_', 1)) return undefined
    this.at += 2
    const chosen = this.script()
    return { ...(value === 'C' ? selections(all, chosen) : arrangements(all, chosen)), span: this.spanFrom(start) }
  }

  /** An exponent or index: a group, a numeral, a name, a command with its arguments, a lone sign. */
  protected script(): Tree {
    const token = this.token()
    if (token.kind === 'sign') {
      if (token.value === '{') {
        const sign = this.token(1)
        if (!this.isSign('}', 2) || !scriptSigns.has(sign.value) || !(sign.kind === 'sign' || sign.kind === 'command'))
          return this.group(true)
        this.at++
        const name = this.signName(sign)
        this.at++
        return { ...name, span: this.spanFrom(token.start) }
      }
      if (token.value === '(' || token.value === '[') return this.primary()
      if (token.value === '-' || token.value === '+') {
        if (this.startsOperand(this.token(1))) return this.signedFactor(() => this.script())
        return this.signName(token)
      }
      if (token.value === '*') return this.signName(token)
      if (token.value === '|') return this.primary()
      return this.missing('an exponent or index')
    }
    if (token.kind === 'command' && (scriptSigns.has(token.value) || token.value === 'circ')) return this.signName(token)
    if (!this.startsOperand(token)) return this.missing('an exponent or index')
    return this.leaf()
  }

  /** `x^*`, `0^+`: a sign as a name. */
  protected signName(token: Token): Tree {
    this.at++
    return { type: 'symbol', name: token.value === 'times*' ? '*' : token.value, span: { start: token.start, end: token.end } }
  }
}

/** `o` for the ring of degrees, in any font. */
const isRing = (tree: Tree): boolean => (tree.type === 'symbol' && tree.name === 'o') || (tree.type === 'text' && tree.value === 'o')
