import type { Span } from '../../source/span.ts'
import type { CloseFence, ConstantNode, DivideNode, Tree } from '../../tree/tree.ts'
import * as table from '../lexer/commands.ts'
import { closers, nonOperands } from './grammar.ts'
import { Operators } from './operators.ts'
import { role } from './roles.ts'
import type { Token } from '../lexer/token.ts'
import { isUnitWord } from '../units/units.ts'

/** Primaries: numerals, names, words, commands. */
export abstract class Primary extends Operators {
  protected primary(): Tree {
    const token = this.token()
    switch (token.kind) {
      case 'number':
        this.at++
        return this.numberNode(token)
      case 'vulgar': {
        this.at++
        const [numerator, denominator] = token.value.split('/') as [string, string]
        return {
          type: 'divide',
          numerator: { type: 'number', lexeme: numerator },
          denominator: { type: 'number', lexeme: denominator },
          written: 'bar',
          span: spanOf(token),
        }
      }
      case 'name': {
        this.at++
        const previous = this.tokens[this.at - 2]
        const unit =
          token.upright &&
          previous !== undefined &&
          (previous.kind === 'number' ||
            previous.kind === 'word' ||
            (previous.kind === 'sign' && (previous.value === '}' || previous.value === '/' || previous.value === ')')) ||
            (previous.kind === 'name' && previous.upright)) &&
          isUnitWord(token.value, true)
        const span = spanOf(token)
        return unit ? { type: 'text', value: token.value, span } : { type: 'symbol', name: token.value, span }
      }
      case 'circled':
        this.at++
        return { type: 'symbol', name: String.fromCharCode(0x245f + Number(token.value)), span: spanOf(token) }
      case 'word':
      case 'text':
        return this.words()
      case 'sign':
        return this.signPrimary(token)
      case 'command':
        return this.commandPrimary(token)
      case 'bad':
        this.at++
        this.error('unexpected-token', token, `Expected mathematics or words, found '${token.value}'`)
        return this.unread(token.value, spanOf(token))
      default:
        return this.missing('an expression')
    }
  }

  /** Words next to each other are one text. */
  protected words(): Tree {
    const start = this.token().start
    let value = this.token().value
    this.at++
    for (;;) {
      const token = this.token()
      if (token.kind !== 'word' && token.kind !== 'text') break
      if ((this.role() & (role.separator | role.postfix | role.condition)) !== 0 || this.lineBreakBefore(token)) break
      value += (token.gap ? ' ' : '') + token.value
      this.at++
    }
    return { type: 'text', value, span: this.spanFrom(start) }
  }

  protected signPrimary(token: Token): Tree {
    switch (token.value) {
      case '(':
        return this.fence('(', roundCloses)
      case '[':
        return this.fence('[', squareCloses)
      case ']':
        // `]1,2[`; a bracket with nothing to hold closes one.
        if (!this.startsTerm(1)) break
        return this.fence(']', ['[', ']'])
      case '{':
        return this.braces()
      case '|':
        return this.bar('|')
      case '-':
      case '+':
        return this.signedFactor(() => this.power())
      case '!':
        // `p & !q`: before a name the mark denies.
        if (this.token(1).kind !== 'name' || this.token(1).gap) break
        this.at++
        return { type: 'logic', operator: 'not', operands: [this.power()], span: this.spanFrom(token.start) }
      case '_':
        // `_{Z}^{A}X`: indices in front of a name.
        if (this.isSign('{', 1) || this.token(1).kind === 'number')
          return { type: 'symbol', name: '', span: { start: token.start, end: token.start } }
        break
      case '^':
        if (this.namesBehindScript()) return { type: 'symbol', name: '', span: { start: token.start, end: token.start } }
        break
      case "'": {
        const quoted = this.quoted()
        if (quoted !== undefined) return quoted
        break
      }
      case '<': {
        const angle = this.angles()
        if (angle !== undefined) return angle
        break
      }
      default:
    }
    if (closers.has(token.value) || token.value === '&') return this.missing('an expression')
    this.at++
    this.error('unexpected-token', token, `Expected an expression, found '${token.value}'`)
    return this.unread(token.value, spanOf(token))
  }

  /** `^{10}C_3`: a name behind a numeral or a group of one token that is raised. */
  private namesBehindScript(): boolean {
    const braced = this.isSign('{', 1) && this.isSign('}', 3)
    return (braced || this.token(1).kind === 'number') && this.token(braced ? 4 : 2).kind === 'name'
  }

  protected commandPrimary(token: Token): Tree {
    const name = token.value
    const said = this.role()
    if ((said & (role.constant | role.function | role.accent)) !== 0) {
      if ((said & role.constant) !== 0) {
        this.at++
        const constant = table.constants.get(name) ?? 'primes'
        return { type: 'constant', name: constant, span: spanOf(token) } satisfies ConstantNode
      }
      return (said & role.function) !== 0 ? this.function(name) : this.accent(name)
    }
    if (name.startsWith('begin ')) return this.environment(name.slice(6), token)
    switch (name) {
      case 'frac': {
        this.at++
        const numerator = this.argument()
        const denominator = this.argument()
        return { type: 'divide', numerator, denominator, written: 'bar', span: this.spanFrom(token.start) } satisfies DivideNode
      }
      case 'sqrt':
      case 'cbrt':
      case 'fourthroot': {
        this.at++
        if (this.isSign('[') && this.isSign(']', 1)) this.at += 2
        const degree: Tree | undefined = name === 'sqrt' ? this.rootDegree() : { type: 'number', lexeme: name === 'cbrt' ? '3' : '4' }
        const radicand = this.argument(true)
        const span = this.spanFrom(token.start)
        return degree === undefined ? { type: 'root', radicand, span } : { type: 'root', radicand, degree, span }
      }
      case 'binom': {
        this.at++
        if (this.isSign('(')) {
          const fence = this.primary()
          if (fence.type === 'fenced') return this.applied('binomial', fence.items, token.start)
        }
        const top = this.argument()
        const bottom = this.argument()
        return this.applied('binomial', [top, bottom], token.start)
      }
      case 'sum':
      case 'prod':
      case 'int':
      case 'lim':
      case 'bigcup':
      case 'bigcap':
        return this.big(name, token)
      case 'lbrace':
        return this.set('rbrace')
      case 'langle':
        return this.fenceBetween('⟨', '⟩', 'rangle')
      case 'lfloor':
        return this.wrapped('floor', ['rfloor'])
      case 'lceil':
        return this.wrapped('ceiling', ['rceil'])
      case 'lvert':
        return this.wrapped('abs', ['rvert'])
      case 'Vert':
      case 'lVert':
      case 'parallel':
        return this.wrapped('norm', ['Vert', 'rVert', 'parallel'])
      case 'lnot': {
        this.at++
        const operand = this.power()
        return { type: 'logic', operator: 'not', operands: [operand], span: this.spanFrom(token.start) }
      }
      case 'sim':
        // A sign of logic where no left side stands: `\sim p`.
        if (this.token(1).kind === 'name' || this.isSign('(', 1)) {
          this.at++
          return { type: 'logic', operator: 'not', operands: [this.power()], span: this.spanFrom(token.start) }
        }
        break
      case 'pm':
      case 'mp':
        return this.signedTerm()
      case 'angle':
      case 'measuredangle':
      case 'sphericalangle':
      case 'triangle':
      case 'overarc': {
        const polar = name === 'angle' && this.polarForm()
        if (polar) return polar
        this.at++
        if (this.token().kind !== 'name' && this.token().kind !== 'number') return { type: 'symbol', name, span: spanOf(token) }
        const figure = this.figure()
        return this.applied(name === 'triangle' ? 'triangle' : 'angle', [figure], token.start)
      }
      default:
    }
    if ((said & role.letter) !== 0) {
      this.at++
      return { type: 'symbol', name: table.letters.get(name) as string, span: spanOf(token) }
    }
    if (table.transparent.has(name)) {
      this.at++
      if (name === 'underset') {
        // An arrow or a wave under a letter is a decoration; anything else is not understood.
        const mark = this.group(true)
        if (mark.type !== 'constant' && mark.type !== 'unread') {
          this.argument()
          this.error('unexpected-token', token, 'Expected a sign under an expression, found an expression')
          return this.unread(this.text.slice(token.start, this.token(-1).end), this.spanFrom(token.start))
        }
      }
      if (this.isSign('[')) this.bracketed()
      return this.argument()
    }
    if (name === 'arcsecond') {
      const quoted = this.quoted()
      if (quoted !== undefined) return quoted
    }
    this.at++
    if (nonOperands.has(name) || table.relations.has(name)) {
      this.error('unexpected-token', token, `Expected an expression, found '\\${name}'`)
      return this.unread(this.text.slice(token.start, token.end), spanOf(token))
    }
    this.error('unknown-command', token, `Expected a command of the grammar, found '\\${name}'`)
    return this.unread(this.text.slice(token.start, token.end), spanOf(token))
  }

  /** `2\angle60^\circ`, `5\angle-\frac\pi4`: a modulus and the numeral of an angle make a complex number. */
  protected polarForm(): Tree | undefined {
    const modulus = this.tokens[this.at - 1]
    const minus = this.isSign('-', 1) ? 1 : 0
    const numeral = this.token(1 + minus)
    const isAngle = numeral.kind === 'number' || (numeral.kind === 'command' && (numeral.value === 'frac' || numeral.value === 'pi'))
    if (!isAngle || modulus?.kind !== 'number') return undefined
    const { start } = this.token()
    this.at += 1 + minus
    const size = this.power()
    const angle: Tree = minus === 0 ? size : { type: 'negate', operand: size, span: this.spanFrom(numeral.start) }
    return this.applied('cis', [angle], start)
  }

  /** The letters of a figure: `ABC` behind `\angle`. */
  protected figure(): Tree {
    const start = this.token().start
    const factors: Tree[] = []
    while (this.token().kind === 'name' || (factors.length === 0 && this.token().kind === 'number')) {
      if (factors.length > 0 && this.token().gap && this.inIntegral) break
      const at = this.token().start
      let part = this.primary()
      for (;;) {
        const mark = this.token()
        if (!(mark.kind === 'subscript' || (mark.kind === 'sign' && (mark.value === '_' || mark.value === "'")))) break
        part = this.postfix(part, at) ?? part
      }
      factors.push(part)
    }
    return this.times(factors, 'juxtaposed', start)
  }
}

const roundCloses: readonly CloseFence[] = [')', ']']
const squareCloses: readonly CloseFence[] = [']', ')']

const spanOf = ({ start, end }: Token): Span => ({ start, end })
