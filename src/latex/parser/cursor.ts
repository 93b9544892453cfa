import type { Diagnostic, DiagnosticCode } from '../../source/diagnostic.ts'
import type { Span } from '../../source/span.ts'
import type { Relation, TimesNode, Tree } from '../../tree/tree.ts'
import * as table from '../lexer/commands.ts'
import {
  closers,
  closingCommands,
  connectives,
  isCjkText,
  type Marks,
  negations,
  nonOperands,
  type Separator,
  setOperators,
} from './grammar.ts'
import type { Token } from '../lexer/token.ts'

/**
 * The cursor: where reading stands, which marks are open, and the questions that every level asks of the next tokens.
 *
 * The parser is a tower of classes, one a file, each of which reads one storey and asks the storeys above it for whole
 * items: Cursor, Fences, Environments, Operators, Primary, Postfix, Terms, Relations, Parser. What a lower storey asks of a higher
 * one is declared here.
 */
export abstract class Cursor {
  readonly diagnostics: Diagnostic[] = []

  protected readonly tokens: readonly Token[]

  protected readonly text: string

  protected readonly maxDepth: number

  protected at = 0

  protected depth = 0

  protected nodesLeft: number

  /** Bars that are open: an infix `|` closes the innermost. */
  protected bars = 0

  /** Inside `\{…\}` before its condition: `|` and `:` begin the condition. */
  protected inSet = false

  /** Inside an integrand: `d` and a name end it. */
  protected inIntegral = false

  /** Inside `‖…‖`: the sign of parallels closes. */
  protected inNorm = false

  /** Inside `]…[`: a `[` closes. */
  protected inReversed = false

  /** Inside a matrix or cases: `&` and `\\` are taken by it. */
  protected inCells = false

  /** Outside of fences: in `f(x) g(x)` no `x)` is a label. */
  protected mayLabel = true

  /** Inside quotation marks: the mark that closes, which is no prime there. */
  protected quote: string | undefined

  constructor(text: string, tokens: readonly Token[], limits: { readonly depth: number; readonly nodes: number }) {
    this.text = text
    this.tokens = tokens
    this.maxDepth = limits.depth
    this.nodesLeft = limits.nodes
  }

  protected token(offset = 0): Token {
    return this.tokens[Math.min(this.at + offset, this.tokens.length - 1)] as Token
  }

  protected isSign(value: string, offset = 0): boolean {
    const token = this.token(offset)
    return token.kind === 'sign' && token.value === value
  }

  protected isCommand(value: string, offset = 0): boolean {
    const token = this.token(offset)
    return token.kind === 'command' && token.value === value
  }

  protected takeSign(value: string): boolean {
    if (!this.isSign(value)) return false
    this.at++
    return true
  }

  protected spanFrom(start: number): Span {
    const last = this.tokens[Math.max(0, this.at - 1)] as Token
    return { start, end: Math.max(start, last.end) }
  }

  protected error(code: DiagnosticCode, token: Token, message: string): void {
    this.diagnostics.push({ code, severity: 'error', message, span: { start: token.start, end: token.end } })
  }

  /** An operand should stand here and does not. */
  protected missing(expected: string): Tree {
    const token = this.token()
    this.error('missing-operand', token, `Expected ${expected}, found ${token.kind === 'end' ? 'the end' : `'${token.value}'`}`)
    return { type: 'unread', source: '', span: { start: token.start, end: token.start } }
  }

  /** Count a nesting level and a node; beyond the limits the rest is left unread. */
  protected deeper<T extends Tree>(read: () => T | Tree): Tree {
    const unread = this.enter()
    if (unread !== undefined) return unread
    const tree = read()
    this.depth--
    return tree
  }

  /** The front of `deeper`, for storeys that every operand passes; whoever enters leaves by `depth--`. */
  protected enter(): Tree | undefined {
    if (this.depth >= this.maxDepth || this.nodesLeft <= 0) return this.tooMuch()
    this.depth++
    this.nodesLeft--
    return undefined
  }

  private tooMuch(): Tree {
    const token = this.token()
    const deep = this.depth >= this.maxDepth
    this.error(
      deep ? 'too-deep' : 'too-many-nodes',
      token,
      deep ? `Expected at most ${this.maxDepth} nested groups` : 'Expected a smaller answer',
    )
    const end = (this.tokens[this.tokens.length - 1] as Token).end
    this.at = this.tokens.length - 1
    return { type: 'unread', source: this.text.slice(token.start, end), span: { start: token.start, end } }
  }

  /** Read the inside of a fence: the marks of the outside do not reach in. */
  protected inside<T>(read: () => T, marks: Marks = {}): T {
    const bars = this.bars
    const set = this.inSet
    const integral = this.inIntegral
    const reversed = this.inReversed
    const cells = this.inCells
    const labels = this.mayLabel
    const norm = this.inNorm
    const quote = this.quote
    this.mayLabel = marks.labels ?? false
    this.quote = marks.quote
    this.bars = 0
    this.inSet = marks.set ?? false
    this.inIntegral = false
    this.inNorm = marks.norm ?? false
    this.inReversed = marks.reversed ?? false
    this.inCells = marks.cells ?? false
    const result = read()
    this.bars = bars
    this.inSet = set
    this.inIntegral = integral
    this.inReversed = reversed
    this.inCells = cells
    this.mayLabel = labels
    this.inNorm = norm
    this.quote = quote
    return result
  }

  protected separatorOf(token: Token): Separator | undefined {
    if (token.kind === 'sign') {
      if (token.value === ',') return 'comma'
      if (token.value === ';') return 'semicolon'
      if (token.value === '&' && !this.inCells) return 'and'
      // A full stop between two sentences.
      if (token.value === '.' && token === this.token() && this.token(1).kind === 'word' && isCjkText(this.token(1).value))
        return 'semicolon'
      return undefined
    }
    if (token.kind === 'word' || token.kind === 'text') return connectives.get(token.value) ?? connectives.get(token.value.toLowerCase())
    if (token.kind === 'command') {
      if (token.value === 'newline' && !this.inCells) return 'line'
      return undefined
    }
    return undefined
  }

  protected lineBreakBefore(token: Token): boolean {
    const previous = this.tokens[this.at - 1]
    if (previous === undefined || !token.gap) return false
    const at = this.text.indexOf('\n', previous.end)
    return at >= 0 && at < token.start
  }

  protected endsSequence(): boolean {
    const token = this.token()
    if (token.kind === 'end') return true
    if (token.kind === 'sign')
      return (
        closers.has(token.value) ||
        (this.inCells && token.value === '&') ||
        (token.value === '|' && this.bars > 0) ||
        (token.value === '[' && this.inReversed) ||
        token.value === '.'
      )
    return (
      token.kind === 'command' &&
      (closingCommands.has(token.value) || token.value.startsWith('end ') || (this.inCells && token.value === 'newline'))
    )
  }

  /** The label of the part that was read last; the next part may follow without a separator: `(1) 3 (2) 5`. */
  protected lastLabel: string | undefined

  protected isWord(value: string, offset = 0): boolean {
    const token = this.token(offset)
    return (token.kind === 'word' || token.kind === 'text') && token.value.toLowerCase() === value
  }

  /** `denied` is a relation that has no name of its own when it is struck out: `\not\subset`. */
  protected relationAt(): { relation: Relation; length: number; denied?: true } | undefined {
    const token = this.token()
    if (token.kind !== 'sign' && token.kind !== 'command') return undefined
    if (token.value === 'not' || token.value === 'lnot') {
      const next = this.isCommand('mid', 1) ? 'divides' : table.relations.get(this.token(1).value)
      const negated = next === undefined ? undefined : negations.get(next)
      if (negated !== undefined) return { relation: negated, length: 2 }
      return next === undefined || token.value === 'lnot' ? undefined : { relation: next, length: 2, denied: true }
    }
    const bar = token.value === 'mid' || (token.value === '|' && this.at > 0 && this.barsAhead(0) === 1 && this.startsTerm(1))
    if (bar && !this.inSet && this.bars === 0) return { relation: 'divides', length: 1 }
    if (token.kind === 'sign' && token.value === ':' && this.isSign('=', 1)) return { relation: 'eq', length: 2 }
    if ((this.inAngles && token.value === '>') || (this.inNorm && token.value === 'parallel')) return undefined
    const relation = table.relations.get(token.value)
    return relation === undefined ? undefined : { relation, length: 1 }
  }

  protected inAngles = false

  protected plusMinus(token: Token): '±' | '∓' | undefined {
    if (token.kind !== 'command') return undefined
    return token.value === 'pm' ? '±' : token.value === 'mp' ? '∓' : undefined
  }

  protected startsTerm(offset: number): boolean {
    const token = this.token(offset)
    return (
      this.startsOperand(token) ||
      (token.kind === 'sign' && (token.value === '-' || token.value === '+' || token.value === '|')) ||
      this.plusMinus(token) !== undefined
    )
  }

  protected isDifferential(): boolean {
    const token = this.token()
    const next = this.token(1)
    return (
      token.kind === 'name' &&
      token.value === 'd' &&
      ((next.kind === 'name' && !next.gap) || (next.kind === 'command' && table.letters.has(next.value)))
    )
  }

  protected startsOperand(token: Token): boolean {
    switch (token.kind) {
      case 'number':
      case 'name':
      case 'vulgar':
      case 'circled':
        return true
      case 'word':
      case 'text':
        return this.separatorOf(token) === undefined
      case 'sign':
        if (token.value === '(' || token.value === '{' || token.value === '§') return true
        if (token.value === '[') return !this.inReversed
        return token.value === '|' && this.bars === 0 && !this.inSet && this.barPairs(token)
      case 'command':
        return (
          !nonOperands.has(token.value) &&
          !table.relations.has(token.value) &&
          !setOperators.has(token.value) &&
          !token.value.startsWith('end ')
        )
      default:
        return false
    }
  }

  /** Whether the bar at the cursor has another one to close it; elsewhere it is taken to have. */
  protected barPairs(token: Token): boolean {
    return token !== this.token() || this.barsAhead(0) > 1
  }

  // — what higher storeys read —

  protected abstract barsAhead(offset: number): number
  protected abstract continuesRun(left: Tree): boolean
  protected abstract environment(name: string, token: Token): Tree
  protected abstract holdsCondition(offset: number): boolean
  protected abstract item(): Tree
  protected abstract nextLabelFollows(): boolean
  protected abstract opensModulus(): boolean
  protected abstract postfix(base: Tree, start: number): Tree | undefined
  protected abstract power(): Tree
  protected abstract primary(): Tree
  protected abstract product(): Tree
  protected abstract script(): Tree
  protected abstract sequence(): Tree
  protected abstract signedFactor(read: () => Tree): Tree
  protected abstract signedTerm(): Tree
  protected abstract sum(): Tree
  protected abstract times(factors: readonly Tree[], written: TimesNode['written'], start: number): Tree
}
