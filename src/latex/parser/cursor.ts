import type { Diagnostic, DiagnosticCode } from '../../source/diagnostic.ts'
import type { Span } from '../../source/span.ts'
import type { Relation, TimesNode, Tree } from '../../tree/tree.ts'
import * as table from '../lexer/commands.ts'
import { closers, closingCommands, connectives, isCjkText, mark, negations, type Separator, unicodeScript } from './grammar.ts'
import { role, roleOf } from './roles.ts'
import type { Token } from '../lexer/token.ts'

/**
 * The cursor: where reading stands, which marks are open, and the questions that every level asks of the next tokens.
 *
 * The parser is a chain of classes, one a file, each extending the one before: Cursor, Fences, Environments, Operators, Primary,
 * Postfix, Terms, Relations, Parser. Each reads one level and asks the levels above it for whole items; what a lower level asks of a
 * higher one is declared here.
 */
export abstract class Cursor {
  readonly diagnostics: Diagnostic[] = []

  /** As they were given, until something is changed. */
  protected tokens: readonly Token[]

  /** What each token may do behind an operand. */
  private readonly roles: number[]

  private ownsTokens = false

  /** Whether a `[` stands anywhere, which may turn the fences round: `]0,1[`. */
  protected readonly holdsBrackets: boolean

  /** Whether there are words among the tokens. */
  protected readonly worded: boolean

  /** Whether a part was made that could not be read; it may have been dropped again. */
  hasUnread = false

  protected readonly text: string

  protected readonly maxDepth: number

  protected at = 0

  protected depth = 0

  protected nodesLeft: number

  /** Bars that are open: an infix `|` closes the innermost. */
  protected bars = 0

  /** What is special inside the fence that is open, as bits of `mark`; outside of all fences there may be labels. */
  protected marks: number = mark.labels

  /** Inside `\{…\}` before its condition: `|` and `:` begin the condition. */
  protected get inSet(): boolean {
    return (this.marks & mark.set) !== 0
  }

  /** Inside an integrand: `d` and a name end it. */
  protected get inIntegral(): boolean {
    return (this.marks & mark.integral) !== 0
  }

  /** Inside `‖…‖`: the sign of parallels closes. */
  protected get inNorm(): boolean {
    return (this.marks & mark.norm) !== 0
  }

  /** Inside `]…[`: a `[` closes. */
  protected get inReversed(): boolean {
    return (this.marks & mark.reversed) !== 0
  }

  /** Inside a matrix or cases: `&` and `\\` are taken by it. */
  protected get inCells(): boolean {
    return (this.marks & mark.cells) !== 0
  }

  /** Outside of fences: in `f(x) g(x)` no `x)` is a label. */
  protected get mayLabel(): boolean {
    return (this.marks & mark.labels) !== 0
  }

  /** Inside quotation marks: the mark that closes, which is no prime there. */
  protected quote: string | undefined

  constructor(
    text: string,
    { tokens, worded }: { readonly tokens: readonly Token[]; readonly worded: boolean },
    limits: { readonly depth: number; readonly nodes: number },
  ) {
    this.text = text
    this.tokens = tokens
    const roles: number[] = []
    let all = 0
    for (const token of tokens) {
      const each = roleOf(token)
      roles.push(each)
      all |= each
    }
    this.roles = roles
    this.holdsBrackets = (all & role.bracket) !== 0
    this.worded = worded
    this.maxDepth = limits.depth
    this.nodesLeft = limits.nodes
  }

  protected token(offset = 0): Token {
    const { tokens } = this
    const at = this.at + offset
    return tokens[at < tokens.length ? at : tokens.length - 1] as Token
  }

  /** What the next token may do behind an operand. */
  protected role(offset = 0): number {
    const { roles } = this
    const at = this.at + offset
    return at < roles.length ? (roles[at] as number) : 0
  }

  /** Put tokens in the place of `count` others; those that were given stay as they are. */
  protected replace(at: number, count: number, ...tokens: readonly Token[]): void {
    this.ownTokens().splice(at, count, ...tokens)
    this.roles.splice(at, count, ...tokens.map(roleOf))
  }

  /** Put tokens in the place of more of them. */
  protected shorten(at: number, count: number, tokens: readonly Token[]): void {
    const own = this.ownTokens()
    for (const [index, token] of tokens.entries()) {
      own[at + index] = token
      this.roles[at + index] = roleOf(token)
    }
    own.splice(at + tokens.length, count - tokens.length)
    this.roles.splice(at + tokens.length, count - tokens.length)
  }

  private ownTokens(): Token[] {
    if (!this.ownsTokens) {
      this.ownsTokens = true
      this.tokens = this.tokens.slice()
    }
    return this.tokens as Token[]
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

  protected unread(source: string, span: Span): Tree {
    this.hasUnread = true
    return { type: 'unread', source, span }
  }

  /** An operand should stand here and does not. */
  protected missing(expected: string): Tree {
    const token = this.token()
    this.error('missing-operand', token, `Expected ${expected}, found ${token.kind === 'end' ? 'the end' : `'${token.value}'`}`)
    return this.unread('', { start: token.start, end: token.start })
  }

  /** Count a nesting level and a node; beyond the limits the rest is left unread. */
  protected deeper<T extends Tree>(read: () => T | Tree): Tree {
    const unread = this.enter()
    if (unread !== undefined) return unread
    const tree = read()
    this.depth--
    return tree
  }

  /** The front of `deeper`, for levels that every operand passes; whoever enters leaves by `depth--`. */
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
    return this.unread(this.text.slice(token.start, end), { start: token.start, end })
  }

  protected unicodeScript(token: Token): Tree {
    const tree = unicodeScript(token)
    if (tree.type === 'unread') this.hasUnread = true
    return tree
  }

  /** A primary that counts as a level. */
  protected leaf(): Tree {
    const unread = this.enter()
    if (unread !== undefined) return unread
    const tree = this.primary()
    this.depth--
    return tree
  }

  /** Read the inside of a fence: the marks of the outside do not reach in. */
  protected inside<T>(read: () => T, inner: number): T {
    const { marks, quote, bars } = this
    this.marks = inner
    this.quote = undefined
    this.bars = 0
    const result = read()
    this.marks = marks
    this.quote = quote
    this.bars = bars
    return result
  }

  /** The same for a sequence, as most fences hold one. */
  protected insideSequence(inner: number, innerQuote?: string, innerBars = 0): Tree {
    const { marks, quote, bars } = this
    this.marks = inner
    this.quote = innerQuote
    this.bars = innerBars
    const tree = this.sequence()
    this.marks = marks
    this.quote = quote
    this.bars = bars
    return tree
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
    for (let at = previous.end; at < token.start; at++) if (this.text.charCodeAt(at) === 10) return true
    return false
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
    if ((this.role() & role.relation) === 0) return undefined
    const token = this.token()
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
    if ((roleOf(token) & role.operand) === 0) return false
    if (token.kind !== 'sign') return true
    if (token.value === '[') return !this.inReversed
    return token.value !== '|' || (this.bars === 0 && !this.inSet && this.barPairs(token))
  }

  /** Whether the bar at the cursor has another one to close it; elsewhere it is taken to have. */
  protected barPairs(token: Token): boolean {
    return token !== this.token() || this.barsAhead(0) > 1
  }

  // — what higher levels read —

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
