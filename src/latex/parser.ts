import type { Diagnostic, DiagnosticCode } from '../source/diagnostic.ts'
import type { Span } from '../source/span.ts'
import type {
  AccentNode,
  ApplyNode,
  BigOperator,
  CloseFence,
  ConstantNode,
  DivideNode,
  NumberNode,
  OpenFence,
  PostfixOperator,
  Relation,
  SymbolNode,
  TimesNode,
  Tree,
} from '../tree/tree.ts'
import * as table from './commands.ts'
import { sideCondition } from './conditions.ts'
import type { Token } from './token.ts'
import { isUnitWord } from './units.ts'

/**
 * The Pratt parser: tokens to the written tree.
 *
 * One method per level of binding, loosest first. Each is entered with the cursor (`#at`) on the first token of its
 * operand and leaves it on the first token that it does not take:
 *
 *     sequence   1, 2 \text{ or } 3      separators
 *     item       (1) 3   x, x>0          labels and side conditions
 *     relation   a < b \le c             one chain
 *     sets       A \cup B
 *     colon      3:4
 *     sum        a + b - c \pm d
 *     product    a \cdot b / c
 *     run        2x\sin y                juxtaposition, and units behind numerals
 *     power      x_1^2!'                 postfix marks
 *     primary    numerals, names, commands, fences
 *
 * Nothing throws: where an operand is missing or cannot be read an `unread` node stands, and a diagnostic says why. The
 * file is long because the levels call each other; every level fits a screen.
 */
export class Parser {
  readonly diagnostics: Diagnostic[] = []
  readonly #tokens: readonly Token[]
  readonly #text: string
  readonly #maxDepth: number
  #at = 0
  #depth = 0
  #nodesLeft: number
  /** Bars that are open: an infix `|` closes the innermost. */
  #bars = 0
  /** Inside `\{…\}` before its condition: `|` and `:` begin the condition. */
  #inSet = false
  /** Inside an integrand: `d` and a name end it. */
  #inIntegral = false
  /** Inside `]…[`: a `[` closes. */
  #inReversed = false
  /** Inside a matrix or cases: `&` and `\\` are taken by it. */
  #inCells = false
  /** Outside of fences: in `f(x) g(x)` no `x)` is a label. */
  #mayLabel = true
  /** Inside quotation marks: the mark that closes, which is no prime there. */
  #quote: string | undefined

  constructor(text: string, tokens: readonly Token[], limits: { readonly depth: number; readonly nodes: number }) {
    this.#text = text
    this.#tokens = tokens
    this.#maxDepth = limits.depth
    this.#nodesLeft = limits.nodes
  }

  /** Read everything. What stands behind a complete answer becomes an `unread` item. */
  answer(): Tree {
    this.#skipAllEnds()
    if (this.#token().kind === 'end') return { type: 'unread', source: '' }
    const sign = this.#loneSign()
    if (sign !== undefined) return sign
    this.#dropSpareQuotes()
    this.#arrowsAsMoves()
    const tree = this.#bareBuilder() ?? this.#sequence()
    this.#skipAllEnds()
    if (this.#token().kind === 'end' || this.#spareBraces()) return tree
    const rest = this.#token()
    const end = (this.#tokens[this.#tokens.length - 1] as Token).end
    this.#error(
      'trailing-text',
      rest,
      `Expected the end of the answer, found '${this.#text.slice(rest.start, Math.min(end, rest.start + 20))}'`,
    )
    const unread: Tree = { type: 'unread', source: this.#text.slice(rest.start, end), span: { start: rest.start, end } }
    this.#at = this.#tokens.length - 1
    return { type: 'list', separator: 'space', items: [tree, unread], span: { start: tree.span?.start ?? rest.start, end } }
  }

  /** `<`, `\ge`: a sign that is the whole answer ("which sign belongs between them?") is a name. */
  #loneSign(): Tree | undefined {
    const token = this.#token()
    if (this.#token(1).kind !== 'end' || (token.kind !== 'sign' && token.kind !== 'command')) return undefined
    const relation = table.relations.get(token.value)
    const name =
      relation === undefined ? (loneOperators.has(token.value) ? token.value : undefined) : (relationSigns.get(relation) ?? relation)
    if (name === undefined) return undefined
    this.#at++
    return { type: 'symbol', name, span: { start: token.start, end: token.end } }
  }

  /** `\rightarrow \downarrow \rightarrow`: arrows with nothing between them but commas are moves, not relations. */
  #arrowsAsMoves(): void {
    const tokens = this.#tokens as Token[]
    const label = this.#isSign('(') && this.#token(1).kind === 'name' && this.#isSign(')', 2) ? 3 : 0
    let arrows = 0
    for (let at = label; at < tokens.length - 1; at++) {
      const token = tokens[at] as Token
      if (token.kind === 'command' && moves.has(token.value)) arrows++
      else if (!(token.kind === 'sign' && (token.value === ',' || token.value === '.'))) return
    }
    if (arrows < 2) return
    for (let at = label; at < tokens.length - 1; at++) {
      const token = tokens[at] as Token
      const value = moves.get(token.value)
      if (value !== undefined) tokens[at] = { ...token, kind: 'text', value, gap: true }
    }
  }

  /** A quotation mark at one end that has no partner: what was cut out of a string may keep it. */
  #dropSpareQuotes(): void {
    const tokens = this.#tokens as Token[]
    const isMark = (token: Token | undefined): boolean =>
      token?.kind === 'command' && token.value === 'arcsecond' && this.#text[token.start] === '"'
    let marks = 0
    for (const token of tokens) if (isMark(token)) marks++
    if (marks % 2 === 0) return
    const last = tokens.length - 2
    const before = tokens[last - 1]
    const closes =
      isMark(tokens[last]) && (before?.kind === 'word' || before?.kind === 'text' || (before?.kind === 'sign' && before.value === '.'))
    const spare = isMark(tokens[0]) ? 0 : closes ? last : undefined
    if (spare === undefined || tokens.length < 3) return
    const [token] = tokens.splice(spare, 1) as [Token]
    this.diagnostics.push({
      code: 'unclosed-group',
      severity: 'warning',
      message: 'Expected a second quotation mark, found the end',
      span: { start: token.start, end: token.end },
    })
  }

  /** `36}`: braces that nothing opened, at the very end; what is cut out of a box may keep them. */
  #spareBraces(): boolean {
    const first = this.#token()
    let at = this.#at
    if (at === 1 && this.#tokens[0]?.kind === 'name' && this.#isSign(')')) {
      // `E)`, `E).`: a letter of a list of choices.
      this.#at++
      this.#skipAllEnds()
      return this.#token().kind === 'end'
    }
    while (this.#tokens[at]?.kind === 'sign' && this.#tokens[at]?.value === '}') at++
    if (at === this.#at || this.#tokens[at]?.kind !== 'end') return false
    this.#at = at
    this.diagnostics.push({
      code: 'mismatched-fence',
      severity: 'warning',
      message: "Expected the end of the answer, found '}'",
      span: { start: first.start, end: first.end },
    })
    return true
  }

  /** `x|x>1`: set-builder whose braces were left out. */
  #bareBuilder(): Tree | undefined {
    const name = this.#token()
    if (name.kind !== 'name' || !(this.#isSign('|', 1) || this.#isCommand('mid', 1)) || !this.#holdsCondition(1)) return undefined
    const item = this.#inside(() => this.#power(), { set: true })
    this.#at++
    const condition = this.#sequence()
    return { type: 'set', items: [item], condition, span: this.#spanFrom(name.start) }
  }

  /** Whether the bar at `offset` parts a set-builder: it pairs with no other bar before the end of its group, and a relation follows. */
  #holdsCondition(offset: number): boolean {
    if (this.#isSign('|', offset) && this.#barsAhead(offset) % 2 === 0) return false
    for (let at = offset + 1, depth = 0; at < offset + mostAhead; at++) {
      const token = this.#token(at)
      if (token.kind === 'end') return false
      if (token.kind === 'sign' && openers.has(token.value)) depth++
      if (token.kind === 'sign' && closers.has(token.value) && depth-- === 0) return false
      if (depth === 0 && (token.kind === 'sign' || token.kind === 'command') && table.relations.has(token.value)) return true
    }
    return false
  }

  /** How many bars stand from `offset` to the end of its group. */
  #barsAhead(offset: number): number {
    let bars = 0
    for (let at = offset, depth = 0; at < offset + mostAhead; at++) {
      const token = this.#token(at)
      if (token.kind === 'end' || (token.kind === 'command' && token.value.startsWith('end '))) return bars
      if (token.kind === 'command' && (token.value === 'rbrace' || token.value === 'rangle')) return bars
      if (token.kind !== 'sign') continue
      if (openers.has(token.value)) depth++
      else if (closers.has(token.value)) {
        if (depth-- === 0) return bars
      } else if (depth === 0 && token.value === '|') bars++
      else if (depth === 0 && token.value === '&' && this.#inCells) return bars
    }
    return bars
  }

  #skipAllEnds(): void {
    let more = true
    while (more) more = this.#skipEnds()
  }

  /** A full stop, comma or closing bold mark at the end, a colon or `=` at the start. */
  #skipEnds(): boolean {
    const token = this.#token()
    const punctuation =
      token.kind === 'sign' &&
      (token.value === '.' || token.value === ',' || token.value === ';' || token.value === ':' || token.value === '。')
    if (!punctuation && !(token.kind === 'command' && token.value === 'newline')) return false
    if (this.#at > 0 && token.value === ':') return false
    this.#at++
    return true
  }

  // — tokens —

  #token(offset = 0): Token {
    return this.#tokens[Math.min(this.#at + offset, this.#tokens.length - 1)] as Token
  }

  #isSign(value: string, offset = 0): boolean {
    const token = this.#token(offset)
    return token.kind === 'sign' && token.value === value
  }

  #isCommand(value: string, offset = 0): boolean {
    const token = this.#token(offset)
    return token.kind === 'command' && token.value === value
  }

  #takeSign(value: string): boolean {
    if (!this.#isSign(value)) return false
    this.#at++
    return true
  }

  #spanFrom(start: number): Span {
    const last = this.#tokens[Math.max(0, this.#at - 1)] as Token
    return { start, end: Math.max(start, last.end) }
  }

  #error(code: DiagnosticCode, token: Token, message: string): void {
    this.diagnostics.push({ code, severity: 'error', message, span: { start: token.start, end: token.end } })
  }

  /** An operand should stand here and does not. */
  #missing(expected: string): Tree {
    const token = this.#token()
    this.#error('missing-operand', token, `Expected ${expected}, found ${token.kind === 'end' ? 'the end' : `'${token.value}'`}`)
    return { type: 'unread', source: '', span: { start: token.start, end: token.start } }
  }

  /** Count a nesting level and a node; beyond the limits the rest is left unread. */
  #deeper<T extends Tree>(read: () => T | Tree): Tree {
    if (this.#depth >= this.#maxDepth || this.#nodesLeft <= 0) {
      const token = this.#token()
      const deep = this.#depth >= this.#maxDepth
      this.#error(
        deep ? 'too-deep' : 'too-many-nodes',
        token,
        deep ? `Expected at most ${this.#maxDepth} nested groups` : 'Expected a smaller answer',
      )
      const end = (this.#tokens[this.#tokens.length - 1] as Token).end
      this.#at = this.#tokens.length - 1
      return { type: 'unread', source: this.#text.slice(token.start, end), span: { start: token.start, end } }
    }
    this.#depth++
    this.#nodesLeft--
    const tree = read()
    this.#depth--
    return tree
  }

  /** Read the inside of a fence: the marks of the outside do not reach in. */
  #inside<T>(read: () => T, marks: Marks = {}): T {
    const [bars, set, integral, reversed, cells] = [this.#bars, this.#inSet, this.#inIntegral, this.#inReversed, this.#inCells]
    const labels = this.#mayLabel
    const quote = this.#quote
    this.#mayLabel = marks.labels ?? false
    this.#quote = marks.quote
    this.#bars = 0
    this.#inSet = marks.set ?? false
    this.#inIntegral = false
    this.#inReversed = marks.reversed ?? false
    this.#inCells = marks.cells ?? false
    const result = read()
    this.#bars = bars
    this.#inSet = set
    this.#inIntegral = integral
    this.#inReversed = reversed
    this.#inCells = cells
    this.#mayLabel = labels
    this.#quote = quote
    return result
  }

  // — sequence —

  #sequence(): Tree {
    const start = this.#token().start
    const items = [this.#item()]
    const separators: Separator[] = []
    let tight = true
    for (;;) {
      const separator = this.#separator()
      if (separator === undefined) break
      if (this.#endsSequence()) break
      if (separator.gap) tight = false
      const before = this.#at
      separators.push(separator.kind)
      items.push(this.#item())
      if (this.#at === before) break
    }
    if (separators.length === 0) return items[0] as Tree
    return sideCondition(groupItems(items, separators, tight, this.#spanFrom(start)))
  }

  /** Take one separator: `,`, `;`, "and", `\\`, a line of its own, or the space between two numerals of a row. */
  #separator(): { kind: Separator; gap: boolean } | undefined {
    const from = this.#at
    let kind: Separator | undefined
    let gap = false
    for (;;) {
      const token = this.#token()
      const found = this.#separatorOf(token)
      if (found === undefined) break
      this.#at++
      gap ||= this.#token().gap
      kind = kind === undefined || kind === 'comma' || found !== 'comma' ? found : kind
    }
    if (kind !== undefined) return { kind, gap }
    const token = this.#token()
    const previous = this.#tokens[this.#at - 1]
    if (previous === undefined || token.kind === 'end' || !token.gap || !this.#startsOperand(token)) {
      this.#at = from
      return undefined
    }
    if (this.#nextLabelFollows()) return { kind: 'semicolon', gap: true }
    const line = this.#lineBreakBefore(token)
    if (line) return { kind: 'line', gap: true }
    const row = (token.kind === 'number' || token.kind === 'vulgar') && (previous.kind === 'number' || previous.kind === 'vulgar')
    return row ? { kind: 'space', gap: true } : undefined
  }

  #separatorOf(token: Token): Separator | undefined {
    if (token.kind === 'sign') {
      if (token.value === ',') return 'comma'
      if (token.value === ';') return 'semicolon'
      if (token.value === '&' && !this.#inCells) return 'and'
      // A full stop between two sentences.
      if (token.value === '.' && token === this.#token() && this.#token(1).kind === 'word' && isCjkText(this.#token(1).value))
        return 'semicolon'
      return undefined
    }
    if (token.kind === 'word' || token.kind === 'text') return connectives.get(token.value) ?? connectives.get(token.value.toLowerCase())
    if (token.kind === 'command') {
      if (token.value === 'newline' && !this.#inCells) return 'line'
      return undefined
    }
    return undefined
  }

  #lineBreakBefore(token: Token): boolean {
    const previous = this.#tokens[this.#at - 1]
    if (previous === undefined || !token.gap) return false
    const at = this.#text.indexOf('\n', previous.end)
    return at >= 0 && at < token.start
  }

  #endsSequence(): boolean {
    const token = this.#token()
    if (token.kind === 'end') return true
    if (token.kind === 'sign')
      return (
        closers.has(token.value) ||
        (this.#inCells && token.value === '&') ||
        (token.value === '|' && this.#bars > 0) ||
        (token.value === '[' && this.#inReversed) ||
        token.value === '.'
      )
    return (
      token.kind === 'command' &&
      (closingCommands.has(token.value) || token.value.startsWith('end ') || (this.#inCells && token.value === 'newline'))
    )
  }

  // — item: labels and side conditions —

  #item(): Tree {
    return this.#deeper(() => {
      const start = this.#token().start
      // A cell or an item may begin with its condition's word: `\text{if } x>0`.
      if (isConditionWord(this.#token()) && this.#startsTerm(1)) this.#at++
      const label = this.#mayLabel ? this.#label() : undefined
      if (label !== undefined) {
        this.#lastLabel = label
        const body = this.#item()
        return { type: 'labelled', label, body, span: this.#spanFrom(start) }
      }
      const body = stated(this.#logic())
      const comma = this.#isSign(',') ? 1 : 0
      const token = this.#token(comma)
      if (isConditionWord(token)) {
        this.#at += comma + 1
        while (isQuantifier(this.#token())) this.#at++
        if (this.#token().kind === 'end') return body
        const condition = this.#item()
        return { type: 'given', body, condition, span: this.#spanFrom(start) }
      }
      return body
    })
  }

  /** The label of the part that was read last; the next part may follow without a separator: `(1) 3 (2) 5`. */
  #lastLabel: string | undefined

  #nextLabelFollows(): boolean {
    if (this.#lastLabel === undefined || !this.#isSign('(') || !this.#token().gap || !this.#mayLabel) return false
    const at = this.#at
    const label = this.#label()
    this.#at = at
    return label !== undefined && follows(this.#lastLabel, label)
  }

  /** `A. 12`, `(B) 24`, `C) 30`, `A: text`, `(1) 3`, `(ii) x`, `② 5`: takes the label and its marks. */
  #label(): string | undefined {
    const token = this.#token()
    if (token.kind === 'circled' && this.#startsOperand(this.#token(1)) && this.#token(1).kind !== 'circled') {
      this.#at++
      return token.value
    }
    const fenced = token.kind === 'sign' && token.value === '('
    let at = fenced ? 1 : 0
    let label = ''
    const first = this.#token(at)
    if (first.kind === 'number' && /^[0-9]{1,2}$/.test(first.value)) {
      label = first.value
      at++
    } else {
      while (
        this.#token(at).kind === 'name' &&
        /^[A-Za-z]$/.test(this.#token(at).value) &&
        label.length < 4 &&
        (at === (fenced ? 1 : 0) || !this.#token(at).gap)
      ) {
        label += this.#token(at).value
        at++
      }
      if (label === '' && first.kind === 'text' && /^[A-Z]$/.test(first.value)) {
        label = first.value
        at++
      }
    }
    const roman = /^[ivx]{1,4}$|^[IVX]{2,4}$/.test(label)
    if (label === '' || (label.length > 2 && !roman) || (label.length === 2 && !roman && first.kind !== 'number')) return undefined
    const close = this.#token(at)
    const stop = (fenced || this.#isSign(')', at)) && (this.#isSign('.', at + 1) || this.#isSign(':', at + 1)) ? 1 : 0
    const next = this.#token(at + 1 + stop)
    if (close.kind !== 'sign' || !this.#startsTerm(at + 1 + stop)) return undefined
    const capital = /^[A-Z]$/.test(label)
    if (fenced) {
      if (close.value !== ')' || close.gap) return undefined
      const separated = next.gap || next.kind === 'text' || next.kind === 'word'
      const letter = next.kind === 'sign' && this.#token(at + 2).kind === 'name' && this.#isSign(')', at + 3)
      const operand = next.kind !== 'sign' || (capital && next.gap && !letter)
      if (stop === 0 && !(separated && operand) && !(capital && operand)) return undefined
      this.#at += at + 1
      if (this.#isSign('.') || this.#isSign(':')) this.#at++
      return label
    }
    if (close.gap) return undefined
    const both = capital && close.value === ')' && this.#isSign('.', at + 1) && this.#startsTerm(at + 2) // `D). 5`
    if (both) {
      this.#at += at + 2
      return label
    }
    if (!this.#startsTerm(at + 1)) return undefined
    const marked =
      (capital && (close.value === '.' || close.value === ')' || (close.value === ':' && next.gap))) ||
      (close.value === ')' && (roman || label.length <= 2) && next.gap) ||
      (close.value === '.' && next.gap && (roman || this.#inLetteredRow(label)))
    if (!marked) return undefined
    this.#at += at + 1
    return label
  }

  /** `a. 3, b. 4`: small letters are labels when the row begins with `a.` and goes on with `b.` */
  #inLetteredRow(label: string): boolean {
    if (label !== 'a') return this.#lastLabel !== undefined && follows(this.#lastLabel, label)
    for (let at = 2; at < mostAhead; at++) {
      const token = this.#token(at)
      if (token.kind === 'end') return false
      if (token.kind === 'name' && token.value === 'b' && token.gap && this.#isSign('.', at + 1) && this.#token(at + 2).gap) return true
    }
    return false
  }

  #logic(): Tree {
    const start = this.#token().start
    const first = this.#relation()
    let result = first
    for (;;) {
      const operator = this.#isCommand('wedge') ? 'and' : this.#isCommand('vee') ? 'or' : undefined
      if (operator === undefined) return result
      this.#at++
      const right = this.#relation()
      result =
        result.type === 'logic' && result.operator === operator
          ? { type: 'logic', operator, operands: [...result.operands, right], span: this.#spanFrom(start) }
          : { type: 'logic', operator, operands: [result, right], span: this.#spanFrom(start) }
    }
  }

  // — relation —

  #relation(): Tree {
    const start = this.#token().start
    const leading = this.#relationAt()
    // `= 5` and `\approx 5` are their value; any other relation needs its left side.
    if (
      leading !== undefined &&
      (leading.relation === 'eq' || leading.relation === 'approx') &&
      (this.#at === 0 || this.#token(-1).value === ',')
    )
      this.#at += leading.length
    const missing =
      leading !== undefined && leadingRelations.has(leading.relation) && this.#startsTerm(leading.length) && !this.#opensAngles()
    const nothing: Tree = { type: 'symbol', name: '', span: { start, end: start } }
    const operands = [missing ? nothing : this.#sets()]
    const operators: Relation[] = []
    for (;;) {
      const found = this.#relationAt()
      if (found === undefined) break
      this.#at += found.length
      operators.push(found.relation)
      operands.push(this.#sets())
    }
    if (operators.length === 0) {
      const only = operands[0] as Tree
      return this.#modulo(only, start)
    }
    return this.#modulo(announced({ type: 'relation', operands, operators, span: this.#spanFrom(start) }), start)
  }

  /** `\pmod n`, `(mod n)` behind an expression or a congruence. */
  #modulo(operand: Tree, start: number): Tree {
    if (this.#isCommand('pmod') || this.#isCommand('mod')) {
      this.#at++
      const modulus = this.#isSign('{') ? this.#argument() : this.#signedFactor(() => this.#run())
      return { type: 'modulo', operand, modulus, written: 'pmod', span: this.#spanFrom(start) }
    }
    const fenced = this.#opensModulus()
    if (fenced || this.#isWord('mod')) {
      this.#at += fenced ? 2 : 1
      const modulus = this.#sum()
      if (fenced) this.#takeSign(')')
      return { type: 'modulo', operand, modulus, written: fenced ? 'pmod' : 'bmod', span: this.#spanFrom(start) }
    }
    return operand
  }

  /** `(mod 7)` */
  #opensModulus(): boolean {
    return this.#isSign('(') && (this.#isWord('mod', 1) || this.#isCommand('bmod', 1) || this.#isCommand('mod', 1))
  }

  #isWord(value: string, offset = 0): boolean {
    const token = this.#token(offset)
    return (token.kind === 'word' || token.kind === 'text') && token.value.toLowerCase() === value
  }

  #relationAt(): { relation: Relation; length: number } | undefined {
    const token = this.#token()
    if (token.kind !== 'sign' && token.kind !== 'command') return undefined
    if (token.value === 'not' || token.value === 'lnot') {
      const next = table.relations.get(this.#token(1).value)
      const negated = next === undefined ? undefined : negations.get(next)
      return negated === undefined ? undefined : { relation: negated, length: 2 }
    }
    const bar = token.value === 'mid' || (token.value === '|' && this.#at > 0 && this.#barsAhead(0) === 1 && this.#startsTerm(1))
    if (bar && !this.#inSet && this.#bars === 0) return { relation: 'divides', length: 1 }
    if (token.kind === 'sign' && token.value === ':' && this.#isSign('=', 1)) return { relation: 'eq', length: 2 }
    if (this.#inAngles && token.value === '>') return undefined
    const relation = table.relations.get(token.value)
    return relation === undefined ? undefined : { relation, length: 1 }
  }
  #inAngles = false

  // — set operations, colon, sum —

  #sets(): Tree {
    const start = this.#token().start
    let left = this.#colon()
    for (;;) {
      const token = this.#token()
      const operator =
        token.kind !== 'command'
          ? token.kind === 'name' && token.value === 'U' && token.gap && this.#isFence(left)
            ? 'union'
            : undefined
          : setOperators.get(token.value)
      if (operator === undefined) return left
      this.#at++
      const right = this.#colon()
      left =
        left.type === 'setoperation' && left.operator === operator && operator !== 'difference'
          ? { type: 'setoperation', operator, operands: [...left.operands, right], span: this.#spanFrom(start) }
          : { type: 'setoperation', operator, operands: [left, right], span: this.#spanFrom(start) }
    }
  }

  #isFence(tree: Tree): boolean {
    return (tree.type === 'fenced' && tree.items.length === 2) || tree.type === 'set' || tree.type === 'setoperation'
  }

  #colon(): Tree {
    const start = this.#token().start
    const first = this.#sum()
    if (this.#inSet || !this.#isSign(':') || this.#isSign('=', 1)) return first
    if (first.type === 'text' && this.#startsTerm(1)) {
      this.#at++
      return { type: 'labelled', label: first.value, body: this.#sum(), span: this.#spanFrom(start) }
    }
    const parts = [first]
    while (this.#isSign(':') && this.#startsOperand(this.#token(1))) {
      this.#at++
      parts.push(this.#sum())
    }
    return parts.length === 1 ? first : { type: 'colon', parts, span: this.#spanFrom(start) }
  }

  #sum(): Tree {
    const start = this.#token().start
    let terms = [this.#signedTerm()]
    for (;;) {
      const token = this.#token()
      const plus = token.kind === 'sign' && token.value === '+'
      const minus = token.kind === 'sign' && token.value === '-'
      const sign = this.#plusMinus(token)
      if (!plus && !minus && sign === undefined) break
      if ((plus || minus) && !this.#startsTerm(1)) {
        // `0^+`, `3+` at the end of a group: not an operator here.
        if (!this.#startsTerm(1)) break
      }
      this.#at++
      const termStart = this.#token().start
      const right = this.#signedTerm()
      if (sign !== undefined) {
        const left = this.#plus(terms, start)
        terms = [{ type: 'plusminus', sign, left, right, span: this.#spanFrom(start) }]
      } else terms.push(minus ? { type: 'negate', operand: right, span: this.#spanFrom(termStart - 1) } : right)
    }
    return this.#plus(terms, start)
  }

  #plus(terms: readonly Tree[], start: number): Tree {
    return terms.length === 1 ? (terms[0] as Tree) : { type: 'plus', terms, span: this.#spanFrom(start) }
  }

  #plusMinus(token: Token): '±' | '∓' | undefined {
    if (token.kind !== 'command') return undefined
    return token.value === 'pm' ? '±' : token.value === 'mp' ? '∓' : undefined
  }

  #startsTerm(offset: number): boolean {
    const token = this.#token(offset)
    return (
      this.#startsOperand(token) ||
      (token.kind === 'sign' && (token.value === '-' || token.value === '+' || token.value === '|')) ||
      this.#plusMinus(token) !== undefined
    )
  }

  /** A term with signs before it. */
  #signedTerm(): Tree {
    const token = this.#token()
    const sign = this.#plusMinus(token)
    if (sign !== undefined) {
      this.#at++
      const right = this.#deeper(() => this.#signedTerm())
      return { type: 'plusminus', sign, right, span: this.#spanFrom(token.start) }
    }
    if (token.kind === 'sign' && token.value === '+') {
      this.#at++
      return this.#deeper(() => this.#signedTerm())
    }
    if (token.kind === 'sign' && token.value === '-') {
      this.#at++
      const operand = this.#deeper(() => this.#signedTerm())
      return { type: 'negate', operand, span: this.#spanFrom(token.start) }
    }
    return this.#product()
  }

  // — product —

  #product(): Tree {
    const start = this.#token().start
    let left = this.#run()
    for (;;) {
      const token = this.#token()
      const operator = this.#productOperator(token)
      if (operator === undefined) {
        // What a slash left over (`1/2x`) multiplies.
        if (!this.#continuesRun(left)) return left
        const right = this.#run()
        left = { type: 'times', factors: [left, right], written: this.#writtenBetween(left, right), span: this.#spanFrom(start) }
        continue
      }
      if (!this.#startsTerm(1)) return left
      this.#at++
      if (operator === 'slash' || operator === 'obelus') {
        const denominator = operator === 'obelus' ? this.#signedFactor(() => this.#run()) : this.#slashDenominator()
        left = { type: 'divide', numerator: left, denominator, written: operator, span: this.#spanFrom(start) }
      } else if (operator === 'mod') {
        const modulus = this.#run()
        left = { type: 'modulo', operand: left, modulus, written: 'bmod', span: this.#spanFrom(start) }
      } else {
        const right = this.#signedFactor(() => this.#run())
        left =
          left.type === 'times' && left.written === operator
            ? { type: 'times', factors: [...left.factors, right], written: operator, span: this.#spanFrom(start) }
            : { type: 'times', factors: [left, right], written: operator, span: this.#spanFrom(start) }
      }
    }
  }

  #productOperator(token: Token): 'cdot' | 'cross' | 'star' | 'slash' | 'obelus' | 'mod' | undefined {
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

  #signedFactor(read: () => Tree): Tree {
    const token = this.#token()
    if (token.kind === 'sign' && (token.value === '-' || token.value === '+')) {
      this.#at++
      const operand = this.#deeper(() => this.#signedFactor(read))
      return token.value === '+' ? operand : { type: 'negate', operand, span: this.#spanFrom(token.start) }
    }
    return read()
  }

  /** Behind a slash: a numeral or a group binds alone (`1/2x` is half of x), names bind together (`a/bc`). */
  #slashDenominator(): Tree {
    return this.#signedFactor(() => (this.#token().kind === 'name' ? this.#run() : this.#power()))
  }

  // — run: juxtaposition —

  #run(): Tree {
    const start = this.#token().start
    const first = this.#mixed(this.#power())
    const factors = [first]
    let written: TimesNode['written'] = 'juxtaposed'
    while (this.#continuesRun(factors[factors.length - 1] as Tree)) {
      const token = this.#token()
      const factor = this.#power()
      const condition = factor.type === 'fenced' && factor.items.length === 1 && isCondition(factor.items[0] as Tree)
      if (condition) {
        const body = this.#times(factors, written, start)
        return { type: 'given', body, condition: (factor as { items: readonly Tree[] }).items[0] as Tree, span: this.#spanFrom(start) }
      }
      if (factors.length === 1 && token.gap && token.kind === 'name' && factor.type !== 'text' && endsInNumeral(first)) written = 'spaced'
      factors.push(factor)
    }
    return this.#times(factors, written, start)
  }

  #times(factors: readonly Tree[], written: TimesNode['written'], start: number): Tree {
    return factors.length === 1 ? (factors[0] as Tree) : { type: 'times', factors, written, span: this.#spanFrom(start) }
  }

  #writtenBetween(left: Tree, right: Tree): TimesNode['written'] {
    return right.type === 'symbol' && endsInNumeral(left) && this.#tokens[this.#at - 1]?.gap === true ? 'spaced' : 'juxtaposed'
  }

  #continuesRun(left: Tree): boolean {
    const token = this.#token()
    if (!this.#startsOperand(token)) return false
    if (this.#lineBreakBefore(token) && this.#depth <= 2) return false
    if (this.#nextLabelFollows()) return false
    if (token.kind === 'number' || token.kind === 'vulgar') {
      // Two numerals side by side are a row, not a product; `x2`, `(3)4` and `2^2 3^8` are products.
      if (left.type === 'power' && token.gap && (left.base.type === 'number' || left.base.type === 'fenced')) return true
      const previous = this.#tokens[this.#at - 1] as Token
      return previous.kind !== 'number' && previous.kind !== 'vulgar'
    }
    if (token.kind === 'word' || token.kind === 'text')
      return this.#separatorOf(token) === undefined && !conditionWords.has(firstWord(token.value)) && !this.#isWord('mod')
    if (this.#opensModulus()) return false
    if (this.#inIntegral && this.#isDifferential()) return false
    if (token.kind === 'name' && token.value === 'U' && token.gap && this.#isFence(left)) return false
    return true
  }

  #isDifferential(): boolean {
    const token = this.#token()
    const next = this.#token(1)
    return (
      token.kind === 'name' &&
      token.value === 'd' &&
      ((next.kind === 'name' && !next.gap) || (next.kind === 'command' && table.letters.has(next.value)))
    )
  }

  /** `2\frac13`, `2 1/3`, `2½`: a numeral before a proper fraction of numerals. */
  #mixed(whole: Tree): Tree {
    if (whole.type !== 'number' || !isPlainInteger(whole)) return whole
    const token = this.#token()
    const start = whole.span?.start ?? 0
    if (token.kind === 'vulgar') {
      const fraction = this.#power()
      return fraction.type === 'divide' ? { type: 'mixed', whole, fraction, span: this.#spanFrom(start) } : whole
    }
    const from = this.#at
    const saved = this.diagnostics.length
    let fraction: Tree | undefined
    if (token.kind === 'command' && token.value === 'frac') fraction = this.#primary()
    else if (
      token.kind === 'number' &&
      token.gap &&
      this.#isSign('/', 1) &&
      this.#token(2).kind === 'number' &&
      !this.#lineBreakBefore(token)
    ) {
      this.#at += 3
      const [numerator, denominator] = [this.#numberNode(token), this.#numberNode(this.#token(-1))]
      fraction = { type: 'divide', numerator, denominator, written: 'slash', span: this.#spanFrom(token.start) }
    }
    if (fraction !== undefined && fraction.type === 'divide' && isProper(fraction)) {
      let mixed: Tree = { type: 'mixed', whole, fraction, span: this.#spanFrom(start) }
      for (;;) {
        const marked = this.#postfix(mixed, start)
        if (marked === undefined) return mixed
        mixed = marked
      }
    }
    this.#at = from
    this.diagnostics.length = saved
    return whole
  }

  #numberNode(token: Token): NumberNode {
    const span = { start: token.start, end: token.end }
    return token.grouped === undefined
      ? { type: 'number', lexeme: token.value, span }
      : { type: 'number', lexeme: token.value, grouped: token.grouped, span }
  }

  #startsOperand(token: Token): boolean {
    switch (token.kind) {
      case 'number':
      case 'name':
      case 'vulgar':
      case 'circled':
        return true
      case 'word':
      case 'text':
        return this.#separatorOf(token) === undefined
      case 'sign':
        if (token.value === '(' || token.value === '{' || token.value === '§') return true
        if (token.value === '[') return !this.#inReversed
        return token.value === '|' && this.#bars === 0 && !this.#inSet && this.#barPairs(token)
      case 'command':
        return (
          !nonOperands.has(token.value) &&
          !table.relations.has(token.value) &&
          !setOperators.has(token.value) &&
          !token.value.startsWith('end ') &&
          !(token.value === 'rvert' || token.value === 'rVert')
        )
      default:
        return false
    }
  }

  /** Whether the bar at the cursor has another one to close it; elsewhere it is taken to have. */
  #barPairs(token: Token): boolean {
    return token !== this.#token() || this.#barsAhead(0) > 1
  }

  // — power: postfix marks —

  #power(): Tree {
    return this.#deeper(() => {
      const start = this.#token().start
      let base = this.#primary()
      for (;;) {
        const marked = this.#postfix(base, start)
        if (marked === undefined) break
        base = marked
      }
      if (this.#isSign('(') && !this.#opensModulus() && (isFunctionHead(base) || (isCapital(base) && this.#commaInFence()))) {
        const fence = this.#primary()
        // A parenthesis around an array is a matrix: the function is applied to it.
        const items = fence.type === 'fenced' ? fence.items : [fence]
        let applied: Tree = { type: 'apply', head: base as ApplyNode['head'], arguments: items, span: this.#spanFrom(start) }
        for (;;) {
          const marked = this.#postfix(applied, start)
          if (marked === undefined) return applied
          applied = marked
        }
      }
      return base
    })
  }

  /** `P(1,2)`, `B(n,p)`: the parenthesis here holds a list. */
  #commaInFence(): boolean {
    let depth = 0
    for (let offset = 0; offset < 200; offset++) {
      const token = this.#token(offset)
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
  #postfix(base: Tree, start: number): Tree | undefined {
    const token = this.#token()
    switch (token.kind) {
      case 'superscript': {
        this.#at++
        return { type: 'power', base, exponent: unicodeScript(token), span: this.#spanFrom(start) }
      }
      case 'subscript': {
        this.#at++
        return { type: 'subscript', base, index: unicodeScript(token), span: this.#spanFrom(start) }
      }
      case 'sign':
        return this.#postfixSign(base, start, token)
      case 'command':
        return this.#postfixCommand(base, start, token)
      case 'word':
      case 'text': {
        const operator = percentWords.get(token.value.toLowerCase())
        if (operator === undefined || !isValue(base)) return undefined
        this.#at++
        return { type: 'postfix', operator, operand: base, span: this.#spanFrom(start) }
      }
      default:
        return undefined
    }
  }

  #postfixSign(base: Tree, start: number, token: Token): Tree | undefined {
    switch (token.value) {
      case '^':
        this.#at++
        return this.#raised(base, start)
      case '_': {
        this.#at++
        const index = this.#script()
        // `v^2_0` is the square of v with index 0.
        if (base.type === 'power' && base.base.type !== 'fenced') {
          const indexed: Tree = { type: 'subscript', base: base.base, index, span: this.#spanFrom(start) }
          return { ...base, base: indexed, span: this.#spanFrom(start) }
        }
        return { type: 'subscript', base, index, span: this.#spanFrom(start) }
      }
      case '!': {
        if (token.gap && this.#token(1).kind === 'end' && base.type === 'text') return undefined
        this.#at++
        const double = this.#isSign('!') && !this.#token().gap
        if (double) this.#at++
        return { type: 'postfix', operator: double ? 'doublefactorial' : 'factorial', operand: base, span: this.#spanFrom(start) }
      }
      case '*':
        // `60*\degree`: the sign multiplies by the degree.
        if (isValue(base) && (this.#isCommand('circ', 1) || this.#isCommand('degreesign', 1))) {
          this.#at += 2
          return this.#degree(base, start)
        }
        // `ℕ*`: the set without zero.
        if (base.type !== 'constant' || base.name === 'pi' || token.gap || this.#startsTerm(1)) return undefined
        return { type: 'power', base, exponent: this.#signName(token), span: this.#spanFrom(start) }
      case '%':
        this.#at++
        return { type: 'postfix', operator: 'percent', operand: base, span: this.#spanFrom(start) }
      case "'": {
        if (this.#quote === "'") return undefined
        let order = 0
        while (this.#takeSign("'")) order++
        return this.#primed(base, order, start)
      }
      default:
        return undefined
    }
  }

  #postfixCommand(base: Tree, start: number, token: Token): Tree | undefined {
    const mark = postfixCommands.get(token.value)
    if (mark !== undefined) {
      if (this.#quote === token.value) return undefined
      if (token.value === 'circ' && !isValue(base)) return undefined
      this.#at++
      if (mark === 'degree') return this.#degree(base, start)
      return { type: 'postfix', operator: mark, operand: base, span: this.#spanFrom(start) }
    }
    if (token.value === 'celsius' || token.value === 'fahrenheit') {
      this.#at++
      const unit: Tree = { type: 'text', value: token.value === 'celsius' ? '°C' : '°F', span: { start: token.start, end: token.end } }
      return { type: 'times', factors: [base, unit], written: 'juxtaposed', span: this.#spanFrom(start) }
    }
    if (token.value === 'prime') {
      this.#at++
      return this.#primed(base, 1, start)
    }
    return undefined
  }

  /** `30^\circ`; with a `C` or `F` behind it, a temperature. */
  #degree(base: Tree, start: number): Tree {
    const token = this.#token()
    const scale =
      (token.kind === 'name' || token.kind === 'word' || token.kind === 'text') &&
      (token.value === 'C' || token.value === 'F') &&
      !(token.kind === 'name' && token.gap && !token.upright)
    if (!scale) return { type: 'postfix', operator: 'degree', operand: base, span: this.#spanFrom(start) }
    this.#at++
    const unit: Tree = { type: 'text', value: `°${token.value}`, span: { start: token.start, end: token.end } }
    return { type: 'times', factors: [base, unit], written: 'juxtaposed', span: this.#spanFrom(start) }
  }

  /** Marks behind a value are minutes and seconds of arc, behind a name derivatives. */
  #primed(base: Tree, order: number, start: number): Tree {
    if (base.type === 'number' || (base.type === 'postfix' && (base.operator === 'degree' || base.operator === 'arcminute'))) {
      return { type: 'postfix', operator: order === 1 ? 'arcminute' : 'arcsecond', operand: base, span: this.#spanFrom(start) }
    }
    return { type: 'prime', base, order, span: this.#spanFrom(start) }
  }

  /** Behind `^`. */
  #raised(base: Tree, start: number): Tree {
    const brace = this.#isSign('{')
    const token = this.#token(brace ? 1 : 0)
    const closes = (length: number): boolean => !brace || (this.#token(length + 1).kind === 'sign' && this.#token(length + 1).value === '}')
    const take = (length: number): void => {
      this.#at += length + (brace ? 2 : 0)
    }
    if (token.kind === 'command' && (token.value === 'circ' || token.value === 'degreesign') && closes(1)) {
      take(1)
      return this.#degree(base, start)
    }
    if ((token.kind === 'command' && token.value === 'prime') || (token.kind === 'sign' && token.value === "'")) {
      let order = 0
      while (this.#isCommand('prime', order + (brace ? 1 : 0)) || this.#isSign("'", order + (brace ? 1 : 0))) order++
      if (closes(order)) {
        take(order)
        return this.#primed(base, order, start)
      }
    }
    if ((token.kind === 'text' || token.kind === 'word') && ordinals.has(token.value) && closes(1) && base.type === 'number') {
      take(1)
      return base
    }
    const exponent = this.#script()
    if (base.type === 'prime' && base.base.type === 'symbol') return { type: 'power', base, exponent, span: this.#spanFrom(start) }
    return { type: 'power', base, exponent, span: this.#spanFrom(start) }
  }

  /** An exponent or index: a group, a numeral, a name, a command with its arguments, a lone sign. */
  #script(): Tree {
    const token = this.#token()
    if (token.kind === 'sign') {
      if (token.value === '{') {
        const sign = this.#token(1)
        if (!this.#isSign('}', 2) || !scriptSigns.has(sign.value) || !(sign.kind === 'sign' || sign.kind === 'command'))
          return this.#group(true)
        this.#at++
        const name = this.#signName(sign)
        this.#at++
        return { ...name, span: this.#spanFrom(token.start) }
      }
      if (token.value === '(' || token.value === '[') return this.#primary()
      if (token.value === '-' || token.value === '+') {
        if (this.#startsOperand(this.#token(1))) return this.#signedFactor(() => this.#script())
        return this.#signName(token)
      }
      if (token.value === '*') return this.#signName(token)
      if (token.value === '|') return this.#primary()
      return this.#missing('an exponent or index')
    }
    if (token.kind === 'command' && (token.value === 'times*' || token.value === 'circ')) return this.#signName(token)
    if (!this.#startsOperand(token)) return this.#missing('an exponent or index')
    if (token.kind === 'command' && token.value === 'sqrt') return this.#primary()
    return this.#deeper(() => this.#primary())
  }

  /** `x^*`, `0^+`: a sign as a name. */
  #signName(token: Token): Tree {
    this.#at++
    return { type: 'symbol', name: token.value === 'times*' ? '*' : token.value, span: { start: token.start, end: token.end } }
  }

  // — primary —

  #primary(): Tree {
    const token = this.#token()
    const span = { start: token.start, end: token.end }
    switch (token.kind) {
      case 'number':
        this.#at++
        return this.#numberNode(token)
      case 'vulgar': {
        this.#at++
        const [numerator, denominator] = token.value.split('/') as [string, string]
        return {
          type: 'divide',
          numerator: { type: 'number', lexeme: numerator },
          denominator: { type: 'number', lexeme: denominator },
          written: 'bar',
          span,
        }
      }
      case 'name': {
        this.#at++
        const previous = this.#tokens[this.#at - 2]
        const unit =
          token.upright &&
          previous !== undefined &&
          (previous.kind === 'number' ||
            previous.kind === 'word' ||
            (previous.kind === 'sign' && (previous.value === '}' || previous.value === '/' || previous.value === ')')) ||
            (previous.kind === 'name' && previous.upright)) &&
          isUnitWord(token.value, true)
        return unit ? { type: 'text', value: token.value, span } : { type: 'symbol', name: token.value, span }
      }
      case 'circled':
        this.#at++
        return { type: 'symbol', name: String.fromCharCode(0x245f + Number(token.value)), span }
      case 'word':
      case 'text':
        return this.#words()
      case 'sign':
        return this.#signPrimary(token)
      case 'command':
        return this.#commandPrimary(token)
      case 'bad':
        this.#at++
        this.#error('unexpected-token', token, `Expected mathematics or words, found '${token.value}'`)
        return { type: 'unread', source: token.value, span }
      default:
        return this.#missing('an expression')
    }
  }

  /** Words next to each other are one text. */
  #words(): Tree {
    const start = this.#token().start
    let value = this.#token().value
    this.#at++
    for (;;) {
      const token = this.#token()
      if (
        (token.kind !== 'word' && token.kind !== 'text') ||
        this.#separatorOf(token) !== undefined ||
        percentWords.has(token.value.toLowerCase())
      )
        break
      if (conditionWords.has(firstWord(token.value)) || this.#lineBreakBefore(token)) break
      value += (token.gap ? ' ' : '') + token.value
      this.#at++
    }
    return { type: 'text', value, span: this.#spanFrom(start) }
  }

  #signPrimary(token: Token): Tree {
    switch (token.value) {
      case '(':
        return this.#fence('(', [')', ']'])
      case '[':
        return this.#fence('[', [']', ')'])
      case ']':
        return this.#fence(']', ['[', ']'])
      case '{':
        return this.#braces()
      case '|':
        return this.#bar('|')
      case '-':
      case '+':
        return this.#signedFactor(() => this.#power())
      case '!':
        // `p & !q`: before a name the mark denies.
        if (this.#token(1).kind !== 'name' || this.#token(1).gap) break
        this.#at++
        return { type: 'logic', operator: 'not', operands: [this.#power()], span: this.#spanFrom(token.start) }
      case '_':
        // `_{Z}^{A}X`: indices in front of a name.
        if (this.#isSign('{', 1) || this.#token(1).kind === 'number')
          return { type: 'symbol', name: '', span: { start: token.start, end: token.start } }
        break
      case "'": {
        const quoted = this.#quoted()
        if (quoted !== undefined) return quoted
        break
      }
      case '<': {
        const angle = this.#angles()
        if (angle !== undefined) return angle
        break
      }
      default:
    }
    if (closers.has(token.value) || token.value === '&') return this.#missing('an expression')
    this.#at++
    this.#error('unexpected-token', token, `Expected an expression, found '${token.value}'`)
    return { type: 'unread', source: token.value, span: { start: token.start, end: token.end } }
  }

  /** `'12'`, `"up"`: what stands in quotation marks, as in a Python list. */
  #quoted(): Tree | undefined {
    const mark = this.#token()
    for (let offset = 1; offset < 64; offset++) {
      const token = this.#token(offset)
      if (token.kind === 'end') return undefined
      if (token.kind !== mark.kind || token.value !== mark.value || offset === 1) continue
      this.#at++
      const inner = this.#inside(() => this.#sequence(), { quote: mark.value })
      const closing = this.#token()
      if (closing.kind === mark.kind && closing.value === mark.value) this.#at++
      return inner
    }
    return undefined
  }

  #commandPrimary(token: Token): Tree {
    const name = token.value
    const span = { start: token.start, end: token.end }
    const constant = table.constants.get(name) ?? (name === 'primes' ? 'primes' : undefined)
    if (constant !== undefined) {
      this.#at++
      return { type: 'constant', name: constant, span } satisfies ConstantNode
    }
    if (name.startsWith('begin ')) return this.#environment(name.slice(6), token)
    if (table.functions.has(name)) return this.#function(name)
    if (table.accents.has(name)) return this.#accent(name)
    const letter = table.letters.get(name)
    switch (name) {
      case 'frac': {
        this.#at++
        const numerator = this.#argument()
        const denominator = this.#argument()
        return { type: 'divide', numerator, denominator, written: 'bar', span: this.#spanFrom(token.start) } satisfies DivideNode
      }
      case 'sqrt':
      case 'cbrt': {
        this.#at++
        const degree: Tree | undefined =
          name === 'cbrt' ? { type: 'number', lexeme: '3' } : this.#isSign('[') ? this.#bracketed() : undefined
        const radicand = this.#argument(true)
        return { type: 'root', radicand, ...(degree === undefined ? {} : { degree }), span: this.#spanFrom(token.start) }
      }
      case 'binom': {
        this.#at++
        if (this.#isSign('(')) {
          const fence = this.#primary()
          if (fence.type === 'fenced') return this.#applied('binomial', fence.items, token.start)
        }
        const top = this.#argument()
        const bottom = this.#argument()
        return this.#applied('binomial', [top, bottom], token.start)
      }
      case 'sum':
      case 'prod':
      case 'int':
      case 'lim':
      case 'bigcup':
      case 'bigcap':
        return this.#big(name, token)
      case 'lbrace':
        return this.#set('rbrace')
      case 'langle':
        return this.#fenceBetween('⟨', '⟩', 'rangle')
      case 'lfloor':
        return this.#wrapped('floor', ['rfloor'])
      case 'lceil':
        return this.#wrapped('ceiling', ['rceil'])
      case 'lvert':
        return this.#wrapped('abs', ['rvert'])
      case 'Vert':
      case 'lVert':
      case 'parallel':
        return this.#wrapped('norm', ['Vert', 'rVert', 'parallel'])
      case 'lnot': {
        this.#at++
        const operand = this.#power()
        return { type: 'logic', operator: 'not', operands: [operand], span: this.#spanFrom(token.start) }
      }
      case 'pm':
      case 'mp':
        return this.#signedTerm()
      case 'angle':
      case 'measuredangle':
      case 'sphericalangle':
      case 'triangle':
      case 'overarc': {
        this.#at++
        if (this.#token().kind !== 'name' && this.#token().kind !== 'number') return { type: 'symbol', name, span }
        const figure = this.#figure()
        return this.#applied(name === 'triangle' ? 'triangle' : 'angle', [figure], token.start)
      }
      default:
    }
    if (letter !== undefined) {
      this.#at++
      return { type: 'symbol', name: letter, span }
    }
    if (table.transparent.has(name)) {
      this.#at++
      if (name === 'underset') this.#argument()
      if (this.#isSign('[')) this.#bracketed()
      return this.#argument()
    }
    if (name === 'arcsecond') {
      const quoted = this.#quoted()
      if (quoted !== undefined) return quoted
    }
    this.#at++
    if (nonOperands.has(name) || table.relations.has(name)) {
      this.#error('unexpected-token', token, `Expected an expression, found '\\${name}'`)
      return { type: 'unread', source: this.#text.slice(token.start, token.end), span }
    }
    this.#error('unknown-command', token, `Expected a command of the grammar, found '\\${name}'`)
    return { type: 'unread', source: this.#text.slice(token.start, token.end), span }
  }

  /** The letters of a figure: `ABC` behind `\angle`. */
  #figure(): Tree {
    const start = this.#token().start
    const factors: Tree[] = []
    while (this.#token().kind === 'name' || (factors.length === 0 && this.#token().kind === 'number')) {
      if (factors.length > 0 && this.#token().gap && this.#inIntegral) break
      const at = this.#token().start
      let part = this.#primary()
      for (;;) {
        const mark = this.#token()
        if (!(mark.kind === 'subscript' || (mark.kind === 'sign' && (mark.value === '_' || mark.value === "'")))) break
        part = this.#postfix(part, at) ?? part
      }
      factors.push(part)
    }
    return this.#times(factors, 'juxtaposed', start)
  }

  #applied(name: string, items: readonly Tree[], start: number): ApplyNode {
    return { type: 'apply', head: { type: 'symbol', name }, arguments: items, span: this.#spanFrom(start) }
  }

  /** One argument of a command: a group, or a single token (`\frac12`); `whole` takes all digits (`\sqrt12`). */
  #argument(whole = false): Tree {
    const token = this.#token()
    if (token.kind === 'sign' && token.value === '{') return this.#group(true)
    if (token.kind === 'number' && !whole && token.value.length > 1 && /^[0-9]+$/.test(token.value) && token.grouped === undefined)
      return this.#digit(token)
    if (token.kind === 'sign' && whole && token.value === '(') {
      const fence = this.#primary()
      return fence.type === 'fenced' && fence.items.length === 1 ? (fence.items[0] as Tree) : fence
    }
    if (token.kind === 'sign' && (token.value === '-' || token.value === '+')) return this.#signedFactor(() => this.#argument(whole))
    if (!this.#startsOperand(token)) return this.#missing('an argument')
    return this.#deeper(() => this.#primary())
  }

  /** `\frac12`: the first digit of the numeral is the argument, the rest stays. */
  #digit(token: Token): Tree {
    const tokens = this.#tokens as Token[]
    const head: Token = { ...token, value: token.value.slice(0, 1), end: token.start + 1 }
    const rest: Token = { ...token, value: token.value.slice(1), start: token.start + 1, gap: false }
    tokens.splice(this.#at, 1, head, rest)
    this.#at++
    this.diagnostics.push({
      code: 'repaired-arguments',
      severity: 'note',
      message: `Expected an argument in braces, took '${head.value}'`,
      span: { start: head.start, end: head.end },
    })
    return this.#numberNode(head)
  }

  /** `[3]` behind `\sqrt`. */
  #bracketed(): Tree {
    this.#at++
    const tree = this.#inside(() => this.#sequence(), { reversed: false })
    if (!this.#takeSign(']')) this.#error('unclosed-group', this.#token(), "Expected ']'")
    return tree
  }

  /** `{…}`: transparent around one expression; around a list it is a bare brace pair. */
  #group(argument: boolean): Tree {
    const open = this.#token()
    this.#at++
    if (this.#isSign('}')) {
      this.#at++
      if (argument) this.#error('empty-group', open, 'Expected something in the braces')
      return { type: 'unread', source: '', span: this.#spanFrom(open.start) }
    }
    return this.#deeper(() =>
      this.#inside(
        () => {
          let tree = this.#sequence()
          const infix = this.#isCommand('over') ? 'over' : this.#isCommand('choose') ? 'choose' : undefined
          if (infix !== undefined) {
            this.#at++
            const right = this.#sequence()
            tree =
              infix === 'over'
                ? { type: 'divide', numerator: tree, denominator: right, written: 'bar', span: this.#spanFrom(open.start) }
                : this.#applied('binomial', [tree, right], open.start)
          }
          this.#closeBrace(open)
          return tree
        },
        { set: false, labels: this.#mayLabel },
      ),
    )
  }

  #closeBrace(open: Token): void {
    if (this.#takeSign('}')) return
    const token = this.#token()
    if (token.kind === 'end') {
      this.diagnostics.push({
        code: 'unclosed-group',
        severity: 'warning',
        message: "Expected '}' before the end",
        span: { start: open.start, end: open.end },
      })
      return
    }
    this.#error('mismatched-fence', token, `Expected '}', found '${token.value}'`)
    // Skip to the brace that closes, so that the rest is read.
    let depth = 0
    while (this.#token().kind !== 'end') {
      if (this.#isSign('{')) depth++
      else if (this.#isSign('}') && depth-- === 0) {
        this.#at++
        return
      }
      this.#at++
    }
  }

  /** `{x|x>0}`, `{x : x>0}`: a bare brace pair before a name, a bar and a relation. */
  #opensBuilder(): boolean {
    for (let at = 1, depth = 0; at < 40; at++) {
      const token = this.#token(at)
      if (token.kind === 'end') return false
      if (token.kind === 'command') {
        if (token.value === 'mid' && depth === 0) return this.#holdsCondition(at)
        continue
      }
      if (token.kind !== 'sign') continue
      if (openers.has(token.value)) depth++
      else if (closers.has(token.value)) {
        if (depth-- === 0) return false
      } else if (depth === 0 && token.value === '|') return at > 1 && this.#holdsCondition(at)
      else if (depth === 0 && token.value === ':') return at === 2 && this.#token(1).kind === 'name' && this.#holdsCondition(at)
    }
    return false
  }

  /**
   * `{"alpha": 1, "beta": 4}`: an object of JSON says what each name is, like `alpha=1, beta=4`. Names that are no
   * mathematics stay words.
   */
  #object(): Tree | undefined {
    if (!this.#isQuote(1)) return undefined
    const open = this.#token()
    const saved = { at: this.#at, diagnostics: this.diagnostics.length }
    this.#at++
    const items: Tree[] = []
    while (this.#isQuote(0)) {
      const start = this.#token()
      const name = this.#quoted()
      if (name === undefined || !this.#isSign(':')) break
      this.#at++
      const key: Tree =
        name.type === 'symbol' || name.type === 'subscript'
          ? name
          : {
              type: 'text',
              value: this.#text.slice(start.end, (name.span ?? start).end),
              ...(name.span === undefined ? {} : { span: name.span }),
            }
      const value = this.#inside(() => this.#item(), { labels: false })
      items.push({ type: 'relation', operators: ['eq'], operands: [key, value], span: this.#spanFrom(start.start) })
      if (!this.#takeSign(',')) break
    }
    const closed = this.#takeSign('}')
    if (items.length === 0 || !(closed || this.#token().kind === 'end')) {
      this.#at = saved.at
      this.diagnostics.length = saved.diagnostics
      return undefined
    }
    return items.length === 1 ? (items[0] as Tree) : { type: 'list', separator: 'comma', items, span: this.#spanFrom(open.start) }
  }

  #isQuote(offset: number): boolean {
    return this.#isCommand('arcsecond', offset) || this.#isSign("'", offset)
  }

  #braces(): Tree {
    const open = this.#token()
    if (this.#isSign('}', 1)) {
      // `{}_n`, `{}^2`: an empty base says nothing; alone it is an empty pair.
      this.#at += 2
      const next = this.#token()
      const scripted = next.kind === 'sign' && (next.value === '^' || next.value === '_') && this.#token(1).kind !== 'end'
      if (scripted || ((next.kind === 'sign' || next.kind === 'command') && table.relations.has(next.value)))
        return { type: 'symbol', name: '', span: this.#spanFrom(open.start) }
      if (this.#startsOperand(next)) return this.#primary()
      return { type: 'fenced', open: '{', close: '}', items: [], span: this.#spanFrom(open.start) }
    }
    if (this.#opensBuilder()) return this.#set('rbrace')
    const object = this.#object()
    if (object !== undefined) return object
    const inner = this.#group(false)
    const span = this.#spanFrom(open.start)
    if (inner.type === 'list')
      return {
        type: 'fenced',
        open: '{',
        close: '}',
        items: inner.items,
        ...(inner.tight === undefined ? {} : { tight: inner.tight }),
        span,
      }
    return inner
  }

  /** `(…)`, `[…)`, `]…[`: items between two fences. */
  #fence(open: OpenFence, closes: readonly CloseFence[]): Tree {
    const token = this.#token()
    this.#at++
    if (closes.some(close => this.#isSign(close))) {
      const close = this.#token().value as CloseFence
      this.#at++
      return { type: 'fenced', open, close, items: [], span: this.#spanFrom(token.start) }
    }
    return this.#deeper(() => {
      const inner = this.#inside(() => this.#sequence(), { reversed: open === ']' || this.#closesReversed() })
      const close = this.#token()
      if (close.kind === 'sign' && (closes as readonly string[]).includes(close.value)) this.#at++
      else if (close.kind === 'sign' && open !== '(' && close.value === '[') this.#at++
      else {
        const severity = close.kind === 'end' ? 'warning' : 'error'
        this.diagnostics.push({
          code: close.kind === 'end' ? 'unclosed-group' : 'mismatched-fence',
          severity,
          message: `Expected '${closes[0]}', found ${close.kind === 'end' ? 'the end' : `'${close.value}'`}`,
          span: { start: token.start, end: token.end },
        })
        if (close.kind !== 'end')
          return { type: 'unread', source: this.#text.slice(token.start, close.start), span: this.#spanFrom(token.start) }
        return this.#fenced(open, closes[0] as CloseFence, inner, token.start)
      }
      return this.#fenced(open, close.value as CloseFence, inner, token.start)
    })
  }

  /** `[0,1[`: the next `[` at this level closes, seen by a look ahead to the matching place. */
  #closesReversed(): boolean {
    let depth = 0
    for (let offset = 0; offset < 64; offset++) {
      const token = this.#token(offset)
      if (token.kind === 'end') return false
      if (token.kind !== 'sign') continue
      if (token.value === '(' || token.value === '{') depth++
      else if (token.value === ')' || token.value === '}') {
        if (depth-- === 0) return false
      } else if (depth === 0 && token.value === ']') return false
      else if (depth === 0 && token.value === '[') {
        const next = this.#token(offset + 1)
        return next.kind === 'end' || next.kind === 'command' || (next.kind === 'sign' && next.value !== '(')
      }
    }
    return false
  }

  #fenced(open: OpenFence, close: CloseFence, inner: Tree, start: number): Tree {
    const span = this.#spanFrom(start)
    // `\left[\begin{array}…\end{array}\right]` is a matrix with that fence.
    if (inner.type === 'matrix' && inner.fence === 'none' && ((open === '(' && close === ')') || (open === '[' && close === ']')))
      return { ...inner, fence: open, span }
    const items = inner.type === 'list' && (inner.separator === 'comma' || inner.separator === 'semicolon') ? inner.items : [inner]
    const tight = inner.type === 'list' && inner.tight === true ? { tight: true as const } : {}
    return { type: 'fenced', open, close, items, ...tight, span }
  }

  #fenceBetween(open: OpenFence, close: CloseFence, closing: string): Tree {
    const token = this.#token()
    this.#at++
    return this.#deeper(() => {
      const inner = this.#inside(() => this.#sequence())
      if (this.#isCommand(closing)) this.#at++
      else this.#error('mismatched-fence', this.#token(), `Expected '\\${closing}'`)
      return this.#fenced(open, close, inner, token.start)
    })
  }

  /** `<1,2>`: only where a list stands between the signs. */
  #angles(): Tree | undefined {
    if (!this.#opensAngles()) return undefined
    const open = this.#token()
    this.#at++
    const outer = this.#inAngles
    this.#inAngles = true
    const inner = this.#inside(() => this.#sequence())
    this.#inAngles = outer
    this.#takeSign('>')
    return this.#fenced('⟨', '⟩', inner, open.start)
  }

  #opensAngles(): boolean {
    if (!this.#isSign('<')) return false
    let depth = 0
    let comma = false
    for (let offset = 1; offset < 64; offset++) {
      const token = this.#token(offset)
      if (token.kind === 'end') return false
      if (token.kind !== 'sign') continue
      if (token.value === '(' || token.value === '[' || token.value === '{') depth++
      else if (token.value === ')' || token.value === ']' || token.value === '}') depth--
      else if (token.value === ',' && depth === 0) comma = true
      else if (token.value === '>' && depth === 0) return comma
    }
    return false
  }

  /** `\{…\}`, with a condition behind `|`, `\mid` or `:`. */
  #set(closing: string): Tree {
    const open = this.#token()
    this.#at++
    if (
      this.#isCommand('begin array') ||
      this.#isCommand('begin aligned') ||
      this.#isCommand('begin matrix') ||
      this.#isCommand('begin gathered') ||
      this.#isCommand('begin cases')
    ) {
      // `\left\{\begin{array}…\end{array}\right.` is a case distinction.
      return this.#environment('cases', this.#token())
    }
    if (this.#isCommand(closing)) {
      this.#at++
      return { type: 'set', items: [], span: this.#spanFrom(open.start) }
    }
    return this.#deeper(() => {
      const inner = this.#inside(() => this.#sequence(), { set: true })
      let condition: Tree | undefined
      if (this.#isSign('|') || this.#isSign(':') || this.#isCommand('mid')) {
        this.#at++
        condition = this.#inside(() => this.#sequence())
      }
      if (this.#isCommand(closing) || this.#isSign('}')) this.#at++
      else if (this.#token().kind === 'end')
        this.diagnostics.push({
          code: 'unclosed-group',
          severity: 'warning',
          message: "Expected '\\}' before the end",
          span: { start: open.start, end: open.end },
        })
      else {
        this.#error('mismatched-fence', this.#token(), `Expected '\\}', found '${this.#token().value}'`)
        return { type: 'unread', source: this.#text.slice(open.start, this.#token().start), span: this.#spanFrom(open.start) }
      }
      const items = inner.type === 'list' ? inner.items : inner.type === 'given' && condition === undefined ? [inner] : [inner]
      return { type: 'set', items, ...(condition === undefined ? {} : { condition }), span: this.#spanFrom(open.start) }
    })
  }

  #wrapped(name: string, closing: readonly string[]): Tree {
    const open = this.#token()
    this.#at++
    return this.#deeper(() => {
      const inner = this.#inside(() => this.#sequence())
      const close = this.#token()
      if (close.kind === 'command' && closing.includes(close.value)) this.#at++
      else this.#error('mismatched-fence', close, `Expected '\\${closing[0]}', found '${close.value}'`)
      return this.#applied(name, [inner], open.start)
    })
  }

  #bar(value: string): Tree {
    const open = this.#token()
    this.#at++
    return this.#deeper(() => {
      const inner = this.#inside(() => {
        this.#bars = 1
        return this.#sequence()
      })
      if (!this.#takeSign(value)) {
        this.#error('unclosed-group', open, "Expected a closing '|'")
        return { type: 'unread', source: this.#text.slice(open.start, this.#token().start), span: this.#spanFrom(open.start) }
      }
      if (inner.type === 'matrix' && inner.fence === 'none') return { ...inner, fence: '|', span: this.#spanFrom(open.start) }
      return this.#applied('abs', [inner], open.start)
    })
  }

  // — functions and big operators —

  #function(name: string): Tree {
    const start = this.#token().start
    this.#at++
    let subscript: Tree | undefined
    let exponent: Tree | undefined
    let primes = 0
    for (;;) {
      if (this.#isSign('_') && subscript === undefined) {
        this.#at++
        subscript = this.#script()
      } else if (this.#token().kind === 'subscript' && subscript === undefined) {
        subscript = unicodeScript(this.#token())
        this.#at++
      } else if (this.#isSign('^') && exponent === undefined) {
        this.#at++
        exponent = this.#script()
      } else if (this.#token().kind === 'superscript' && exponent === undefined) {
        exponent = unicodeScript(this.#token())
        this.#at++
      } else if (this.#isSign("'")) {
        this.#at++
        primes++
      } else break
    }
    const inverse = exponent !== undefined && isMinusOne(exponent) ? inverses.get(name) : undefined
    const items = this.#functionArguments()
    if (items === undefined) {
      const head: Tree = { type: 'symbol', name, span: this.#spanFrom(start) }
      return exponent === undefined ? head : { type: 'power', base: head, exponent, span: this.#spanFrom(start) }
    }
    const symbol: SymbolNode = { type: 'symbol', name: inverse ?? (name === 'lg' ? 'lg' : name) }
    const head = primes > 0 ? ({ type: 'prime', base: symbol, order: primes } as const) : symbol
    const applied: Tree = {
      type: 'apply',
      head,
      arguments: items,
      ...(subscript === undefined ? {} : { subscript }),
      span: this.#spanFrom(start),
    }
    return exponent === undefined || inverse !== undefined
      ? applied
      : { type: 'power', base: applied, exponent, span: this.#spanFrom(start) }
  }

  /** What a function is applied to: a fence, a group, or the product that follows (`\sin 2x`). */
  #functionArguments(): readonly Tree[] | undefined {
    const token = this.#token()
    if (token.kind === 'sign') {
      if (token.value === '(' || token.value === '[') {
        const fence = this.#primary()
        return fence.type === 'fenced' ? fence.items : [fence]
      }
      if (token.value === '-' || token.value === '+') {
        if (!this.#startsOperand(this.#token(1))) return undefined
        return [this.#signedFactor(() => this.#functionRun())]
      }
      if (token.value === '|') return [this.#power()]
    }
    if (token.kind === 'command' && token.value === 'lbrace') {
      const set = this.#primary()
      return set.type === 'set' && set.condition === undefined ? set.items : [set]
    }
    if (!this.#startsOperand(token) || token.kind === 'text') return undefined
    return [this.#functionRun()]
  }

  #functionRun(): Tree {
    const start = this.#token().start
    if (this.#token().kind === 'command' && table.functions.has(this.#token().value)) return this.#power()
    const factors = [this.#power()]
    for (;;) {
      const token = this.#token()
      if (!this.#continuesRun(factors[factors.length - 1] as Tree)) break
      const simple =
        token.kind === 'name' ||
        token.kind === 'number' ||
        (token.kind === 'command' && (table.letters.has(token.value) || token.value === 'pi' || token.value === 'frac'))
      if (!simple) break
      factors.push(this.#power())
    }
    return this.#times(factors, 'juxtaposed', start)
  }

  #big(name: string, token: Token): Tree {
    this.#at++
    let lower: Tree | undefined
    let upper: Tree | undefined
    for (;;) {
      if (this.#isSign('_') && lower === undefined) {
        this.#at++
        lower = this.#script()
      } else if (this.#isSign('^') && upper === undefined) {
        this.#at++
        upper = this.#script()
      } else break
    }
    const operator = bigOperators.get(name) as BigOperator
    if (operator === 'integral') return this.#integral(lower, upper, token.start)
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
    const body = withBinomials(
      this.#startsTerm(0) ? this.#deeper(() => this.#signedFactor(() => this.#product())) : this.#missing('a body'),
    )
    return {
      type: 'big',
      operator,
      body,
      ...(variable === undefined ? {} : { variable }),
      ...(lower === undefined ? {} : { lower }),
      ...(upper === undefined ? {} : { upper }),
      ...(side === undefined ? {} : { side }),
      span: this.#spanFrom(token.start),
    }
  }

  #integral(lower: Tree | undefined, upper: Tree | undefined, start: number): Tree {
    const outer = this.#inIntegral
    this.#inIntegral = true
    const body: Tree = this.#isDifferential() ? { type: 'number', lexeme: '1' } : this.#deeper(() => this.#sum())
    this.#inIntegral = outer
    let variable: Tree | undefined
    if (this.#isDifferential()) {
      this.#at++
      variable = this.#primary()
    }
    return {
      type: 'big',
      operator: 'integral',
      body,
      ...(variable === undefined ? {} : { variable }),
      ...(lower === undefined ? {} : { lower }),
      ...(upper === undefined ? {} : { upper }),
      span: this.#spanFrom(start),
    }
  }

  #accent(name: string): Tree {
    const token = this.#token()
    this.#at++
    if (name === 'overset' || name === 'stackrel') {
      const brace = this.#isSign('{') ? 1 : 0
      if (this.#isCommand('frown', brace)) {
        // `\overset{\frown}{AB}` is an arc.
        this.#at += brace + 1
        if (brace === 1) this.#takeSign('}')
        return { type: 'accent', accent: 'arc', body: this.#argument(), span: this.#spanFrom(token.start) }
      }
      const mark = this.#group(true)
      const base = this.#argument()
      const arrow = mark.type === 'constant' || mark.type === 'unread' ? undefined : mark
      return arrow === undefined ? base : { type: 'accent', accent: 'overline', body: base, span: this.#spanFrom(token.start) }
    }
    const body = this.#argument()
    if (name === 'underbrace' || name === 'overbrace') return body
    return { type: 'accent', accent: accentNames.get(name) ?? 'overline', body, span: this.#spanFrom(token.start) }
  }

  // — environments —

  #environment(name: string, token: Token): Tree {
    this.#at++
    if (this.#isSign('{') && (token.value === 'begin array' || token.value === 'begin tabular')) this.#skipColumns()
    if (this.#isSign('[') && token.value === 'begin array' && this.#token(1).kind === 'name' && this.#isSign(']', 2)) this.#at += 3
    const rows: Tree[][] = []
    const start = token.start
    const kind = environments.get(name)
    if (kind === undefined) this.#error('unknown-environment', token, `Expected an environment of the grammar, found '${name}'`)
    if (kind === 'lines') this.#dropAlignment()
    let row: Tree[] = []
    const closeRow = (): void => {
      if (row.length > 0) rows.push(row)
      row = []
    }
    for (;;) {
      const cell = this.#token()
      if (cell.kind === 'end') {
        this.#error('unclosed-environment', token, `Expected \\end{${name}}`)
        return { type: 'unread', source: this.#text.slice(start, cell.start), span: this.#spanFrom(start) }
      }
      if (cell.kind === 'command' && cell.value.startsWith('end ')) {
        this.#at++
        break
      }
      if (cell.kind === 'command' && cell.value === 'newline') {
        this.#at++
        closeRow()
        continue
      }
      if (this.#isSign('&')) {
        this.#at++
        if (kind === 'matrix' && (row.length === 0 || this.#isSign('&') || this.#isCommand('newline')))
          row.push(this.#emptyCell(token, cell))
        continue
      }
      if (this.#isSign(',')) {
        this.#at++ // `1 & , n=1`
        continue
      }
      if (kind === 'matrix' && this.#isSign('|') && (this.#isSign('&', 1) || this.#isCommand('newline', 1))) {
        this.#at += this.#isSign('&', 1) ? 2 : 1 // a column that only draws the bar of an augmented matrix
        continue
      }
      const before = this.#at
      row.push(this.#deeper(() => this.#inside(() => this.#sequence(), { cells: true, labels: true })))
      if (this.#at === before) {
        this.#at++ // what no entry can begin with is skipped; the diagnostic stands
      } else if (
        !this.#isSign('&') &&
        !this.#isCommand('newline') &&
        !(this.#token().kind === 'command' && this.#token().value.startsWith('end '))
      ) {
        if (this.#isSign('.') || this.#isSign(';')) this.#at++
      }
    }
    closeRow()
    const span = this.#spanFrom(start)
    if (name === 'cases') {
      const cases = rows.map(cells => {
        const value = cells[0] as Tree
        const condition = cells[1]
        if (condition !== undefined) return { value: dropComma(value), condition }
        return value.type === 'given' ? { value: value.body, condition: value.condition } : { value }
      })
      return { type: 'cases', rows: cases, span }
    }
    if (kind === 'lines') {
      const items = rows.map(cells => this.#joinCells(cells))
      return items.length === 1 ? (items[0] as Tree) : { type: 'list', separator: 'line', items, span }
    }
    return { type: 'matrix', fence: matrixFences.get(name) ?? 'none', rows, span }
  }

  /**
   * `a &= b \\ &= c`: an aligned row is one relation, and one that begins with a relation goes on with the row before it.
   * Takes the `&` of this environment, not those of others inside it.
   */
  #dropAlignment(): void {
    const tokens = this.#tokens as Token[]
    let depth = 0
    let to = this.#at
    let from = this.#at
    for (; from < tokens.length; from++) {
      const token = tokens[from] as Token
      if (token.kind === 'command' && token.value.startsWith('begin ')) depth++
      if (token.kind === 'command' && token.value.startsWith('end ') && depth-- === 0) break
      if (depth === 0 && token.kind === 'sign' && token.value === '&') continue
      const before = tokens[to - 1]
      const goesOn = depth === 0 && to > this.#at && before?.kind === 'command' && before.value === 'newline'
      if (goesOn && (token.kind === 'sign' || token.kind === 'command') && table.relations.has(token.value)) to--
      tokens[to++] = token
    }
    tokens.splice(to, from - to)
  }

  /** Rows of environments that are not aligned hold one cell. */
  #joinCells(cells: readonly Tree[]): Tree {
    return cells.length === 1 ? (cells[0] as Tree) : { type: 'list', separator: 'space', items: cells }
  }

  /** Tables have empty cells, matrices do not. */
  #emptyCell(environment: Token, cell: Token): Tree {
    const drawn = environment.value === 'begin array' || environment.value === 'begin tabular'
    return drawn ? { type: 'text', value: '', span: { start: cell.end, end: cell.end } } : this.#missing('an entry')
  }

  /** `{c|cc}` behind `\begin{array}`. */
  #skipColumns(): void {
    let depth = 0
    while (this.#token().kind !== 'end') {
      if (this.#isSign('{')) depth++
      if (this.#isSign('}') && --depth === 0) {
        this.#at++
        return
      }
      this.#at++
    }
  }
}

/** What is special inside a fence. */
interface Marks {
  readonly set?: boolean
  readonly reversed?: boolean
  readonly cells?: boolean
  readonly labels?: boolean
  readonly quote?: string
}

type Separator = 'comma' | 'semicolon' | 'and' | 'or' | 'space' | 'line'

/** Flatten what one separator joins; looser separators hold lists of tighter ones. */
function groupItems(items: readonly Tree[], separators: readonly Separator[], tight: boolean, span: Span): Tree {
  for (const loose of ['line', 'semicolon'] as const) {
    if (!separators.includes(loose) || separators.every(s => s === loose)) continue
    return splitAt(items, separators, s => s === loose, loose, tight, span)
  }
  const words = separators.some(s => s === 'or') ? 'or' : separators.some(s => s === 'and') ? 'and' : undefined
  if (words !== undefined) {
    // `x=1, y=2 or x=3, y=4`: alternatives that each hold a list; `1, 2 and 3`: one list.
    const inner = separators.filter(s => s === 'comma').length
    const relations = items.every(item => item.type === 'relation')
    const alternatives = separators.filter(s => s === words).length + 1
    if (inner > 0 && relations && items.length % alternatives === 0 && items.length > alternatives)
      return splitAt(items, separators, s => s === words, words, tight, span)
    return { type: 'list', separator: words, items, span }
  }
  if (separators.includes('space') && !separators.every(s => s === 'space'))
    return splitAt(items, separators, s => s !== 'space', 'comma', tight, span)
  const separator = separators[0] as Separator
  return tight && separator === 'comma' ? { type: 'list', separator, items, tight, span } : { type: 'list', separator, items, span }
}

function splitAt(
  items: readonly Tree[],
  separators: readonly Separator[],
  splits: (s: Separator) => boolean,
  separator: Separator,
  tight: boolean,
  span: Span,
): Tree {
  const groups: Tree[] = []
  let from = 0
  for (let i = 0; i <= separators.length; i++) {
    if (i < separators.length && !splits(separators[i] as Separator)) continue
    const part = items.slice(from, i + 1)
    const inner = separators.slice(from, i)
    const first = part[0] as Tree
    const last = part[part.length - 1] as Tree
    const partSpan = { start: first.span?.start ?? span.start, end: last.span?.end ?? span.end }
    groups.push(part.length === 1 ? first : sideCondition(groupItems(part, inner, tight, partSpan)))
    from = i + 1
  }
  return { type: 'list', separator, items: groups, span }
}

const connectives: ReadonlyMap<string, Separator> = new Map([
  ['and', 'and'],
  ['or', 'or'],
  ['&', 'and'],
  ['和', 'and'],
  ['或', 'or'],
  ['且', 'and'],
  ['及', 'and'],
  ['与', 'and'],
  ['或者', 'or'],
  ['以及', 'and'],
  ['und', 'and'],
  ['oder', 'or'],
  ['и', 'and'],
  ['или', 'or'],
  ['et', 'and'],
  ['ou', 'or'],
  [', and', 'and'],
  [', or', 'or'],
])
const conditionWords: ReadonlySet<string> = new Set([
  'if',
  'for',
  'when',
  'where',
  'with',
  'provided',
  'whenever',
  'unless',
  'assuming',
  '当',
  '其中',
  '若',
])
const percentWords: ReadonlyMap<string, PostfixOperator> = new Map([
  ['percent', 'percent'],
  ['percentage', 'percent'],
  ['per cent', 'percent'],
  ['pct', 'percent'],
])
const ordinals: ReadonlySet<string> = new Set(['st', 'nd', 'rd', 'th'])
const openers: ReadonlySet<string> = new Set(['(', '[', '{'])
const closers: ReadonlySet<string> = new Set([')', ']', '}'])
/** Tokens that a look ahead passes. */
const mostAhead = 200
const closingCommands: ReadonlySet<string> = new Set(['rbrace', 'rangle', 'rfloor', 'rceil', 'rvert', 'rVert', 'Vert'])
const nonOperands: ReadonlySet<string> = new Set([
  'cdot',
  'times',
  'times*',
  'div',
  'pm',
  'mp',
  'newline',
  'over',
  'choose',
  'mid',
  'pmod',
  'mod',
  'bmod',
  'circ',
  'prime',
  'degreesign',
  'permille',
  'percent',
  'arcsecond',
  'wedge',
  'vee',
  'not',
  'rbrace',
  'rangle',
  'rfloor',
  'rceil',
  'rvert',
  'rVert',
  'Vert',
  'celsius',
  'fahrenheit',
  'parallel',
])
const setOperators: ReadonlyMap<string, 'union' | 'intersection' | 'difference'> = new Map([
  ['cup', 'union'],
  ['cap', 'intersection'],
  ['setminus', 'difference'],
])
const postfixCommands: ReadonlyMap<string, PostfixOperator> = new Map([
  ['degreesign', 'degree'],
  ['circ', 'degree'],
  ['permille', 'permille'],
  ['percent', 'percent'],
  ['arcsecond', 'arcsecond'],
])
const negations: ReadonlyMap<Relation, Relation> = new Map([
  ['eq', 'neq'],
  ['in', 'notin'],
  ['lt', 'geq'],
  ['gt', 'leq'],
  ['leq', 'gt'],
  ['geq', 'lt'],
])
const bigOperators: ReadonlyMap<string, BigOperator> = new Map([
  ['sum', 'sum'],
  ['prod', 'product'],
  ['int', 'integral'],
  ['lim', 'limit'],
  ['bigcup', 'union'],
  ['bigcap', 'intersection'],
])
const inverses: ReadonlyMap<string, string> = new Map([
  ['sin', 'arcsin'],
  ['cos', 'arccos'],
  ['tan', 'arctan'],
  ['cot', 'arccot'],
  ['sec', 'arcsec'],
  ['csc', 'arccsc'],
  ['sinh', 'arsinh'],
  ['cosh', 'arcosh'],
  ['tanh', 'artanh'],
])
const accentNames: ReadonlyMap<string, AccentNode['accent']> = new Map([
  ['vec', 'vec'],
  ['overline', 'overline'],
  ['hat', 'hat'],
  ['tilde', 'tilde'],
  ['dot', 'dot'],
  ['ddot', 'ddot'],
  ['underline', 'underline'],
  ['overrightarrow', 'overrightarrow'],
  ['overarc', 'arc'],
  ['wideparen', 'arc'],
])
const environments: ReadonlyMap<string, 'matrix' | 'lines'> = new Map([
  ...[
    'matrix',
    'pmatrix',
    'bmatrix',
    'Bmatrix',
    'vmatrix',
    'Vmatrix',
    'smallmatrix',
    'array',
    'tabular',
    'cases',
    'psmallmatrix',
    'bsmallmatrix',
  ].map(name => [name, 'matrix'] as const),
  ...[
    'align',
    'aligned',
    'gather',
    'gathered',
    'split',
    'equation',
    'eqnarray',
    'alignat',
    'multline',
    'alignedat',
    'flalign',
    'math',
    'displaymath',
    'document',
    'center',
  ].map(name => [name, 'lines'] as const),
])
const matrixFences: ReadonlyMap<string, '(' | '[' | '{' | '|' | '‖'> = new Map([
  ['pmatrix', '('],
  ['psmallmatrix', '('],
  ['bmatrix', '['],
  ['bsmallmatrix', '['],
  ['Bmatrix', '{'],
  ['vmatrix', '|'],
  ['Vmatrix', '‖'],
])

/** `\sum\left(\begin{array}{c}n\\k\end{array}\right)`: a column of two in what is summed is a binomial. */
function withBinomials(body: Tree): Tree {
  if (body.type === 'times') return { ...body, factors: body.factors.map(withBinomials) }
  if (body.type !== 'matrix' || body.fence !== '(' || body.rows.length !== 2) return body
  const entries = body.rows.flat()
  if (entries.length !== 2) return body
  return {
    type: 'apply',
    head: { type: 'symbol', name: 'binomial' },
    arguments: entries,
    ...(body.span === undefined ? {} : { span: body.span }),
  }
}

/** `数学期望E(X)=3`: words right before the name of an equation say what it is. */
function announced(relation: Tree & { type: 'relation' }): Tree {
  const [first, ...others] = relation.operands
  if (first?.type !== 'times' || relation.operators[0] !== 'eq') return relation
  const [words, ...factors] = first.factors
  if (words?.type !== 'text' || !isCjkText(words.value) || factors.some(factor => factor.type === 'text')) return relation
  const rest: Tree = factors.length === 1 ? (factors[0] as Tree) : { ...first, factors }
  return {
    type: 'labelled',
    label: words.value,
    body: { ...relation, operands: [rest, ...others] },
    ...(relation.span === undefined ? {} : { span: relation.span }),
  }
}

/** `比例为13/28`: words that end in "is" say what the value behind them is, unless they deny it. */
function stated(tree: Tree): Tree {
  const found = leadingWords(tree)
  if (found === undefined || !/(?:为|是|等于)$/.test(found.words) || /[不非没无错否]/.test(found.words)) return tree
  return { type: 'labelled', label: found.words, body: found.rest, ...(tree.span === undefined ? {} : { span: tree.span }) }
}

/** CJK words at the front of a product, of a quotient with a slash, of a sum, and what stands behind them. */
function leadingWords(tree: Tree): { readonly words: string; readonly rest: Tree } | undefined {
  if (tree.type === 'times') {
    const [words, ...factors] = tree.factors
    if (words?.type !== 'text' || !isCjkText(words.value) || factors[0] === undefined || factors[0].type === 'text') return undefined
    return { words: words.value, rest: factors.length === 1 ? factors[0] : { ...tree, factors } }
  }
  if (tree.type === 'divide' && tree.written === 'slash') {
    const found = leadingWords(tree.numerator)
    return found && { words: found.words, rest: { ...tree, numerator: found.rest } }
  }
  if (tree.type === 'plus') {
    const [first, ...terms] = tree.terms as readonly [Tree, ...Tree[]]
    const found = leadingWords(first)
    return found && { words: found.words, rest: { ...tree, terms: [found.rest, ...terms] } }
  }
  return undefined
}

/** At least two characters of a script that writes no spaces. */
const isCjkText = (value: string): boolean => /^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}$/.test(value)

const relationSigns: ReadonlyMap<Relation, string> = new Map([
  ['approx', '≈'],
  ['eq', '='],
  ['geq', '≥'],
  ['gt', '>'],
  ['in', '∈'],
  ['leq', '≤'],
  ['lt', '<'],
  ['neq', '≠'],
  ['notin', '∉'],
  ['parallel', '∥'],
  ['perpendicular', '⊥'],
  ['subset', '⊂'],
  ['subseteq', '⊆'],
  ['supset', '⊃'],
  ['supseteq', '⊇'],
])
const moves: ReadonlyMap<string, string> = new Map([
  ['downarrow', '↓'],
  ['leftarrow', '←'],
  ['to', '→'],
  ['uparrow', '↑'],
])
const loneOperators: ReadonlySet<string> = new Set(['+', '-', 'div', 'times'])

/** Relations that may stand without their left side: `\ge 5`. */
const leadingRelations: ReadonlySet<Relation> = new Set(['geq', 'gt', 'leq', 'lt', 'neq'])

/** Signs that stand alone as an index: `T^{*}`, `0^{+}`. */
const scriptSigns: ReadonlySet<string> = new Set(['*', '+', '-', 'times*'])

/** Names that are functions whenever a parenthesis follows. */
const functionNames: ReadonlySet<string> = new Set(['f', 'g', 'h', 'F', 'G', 'H', 'Theta', 'Omega', 'Gamma', 'zeta', 'phi', 'Phi', 'psi'])

/** Whether a parenthesis behind this tree holds its arguments: `f(x)`, `f^{-1}(x)`; `x(y)` is a product. */
export function isFunctionHead(tree: Tree): tree is ApplyNode['head'] {
  switch (tree.type) {
    case 'symbol':
      return functionNames.has(tree.name)
    case 'prime':
    case 'subscript':
      return isFunctionHead(tree.base)
    case 'power':
      return isFunctionHead(tree.base) && isMinusOne(tree.exponent)
    default:
      return false
  }
}

/** `(2)` behind `(1)`, `(b)` behind `(a)`, `(ii)` behind `(i)`. */
function follows(last: string, next: string): boolean {
  if (/^[0-9]+$/.test(last)) return next === String(Number(last) + 1)
  const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']
  const at = roman.indexOf(last)
  if (at >= 0 && next === roman[at + 1]) return true
  return last.length === 1 && next.length === 1 && next.charCodeAt(0) === last.charCodeAt(0) + 1
}

/** `P`, `P_1`: a capital letter may name a point. */
export const isCapital = (tree: Tree): boolean =>
  (tree.type === 'symbol' && /^[A-Z]$/.test(tree.name)) || ((tree.type === 'subscript' || tree.type === 'prime') && isCapital(tree.base))

/** "if", "for", "where": what follows is a condition. */
const isConditionWord = (token: Token): boolean =>
  (token.kind === 'word' || token.kind === 'text') && conditionWords.has(firstWord(token.value))
/** "for *some* a>0", "for *all* x". */
const isQuantifier = (token: Token): boolean =>
  (token.kind === 'word' || token.kind === 'text') && quantifiers.has(token.value.toLowerCase())
const quantifiers: ReadonlySet<string> = new Set(['some', 'all', 'any', 'every', 'each', 'a', 'an', 'integer', 'integers', 'real'])

const isMinusOne = (tree: Tree): boolean => tree.type === 'negate' && tree.operand.type === 'number' && tree.operand.lexeme === '1'
const isPlainInteger = (tree: Tree): tree is NumberNode => tree.type === 'number' && /^[0-9]+$/.test(tree.lexeme)
const isProper = (tree: DivideNode): boolean =>
  isPlainInteger(tree.numerator) &&
  isPlainInteger(tree.denominator) &&
  tree.numerator.lexeme.length < 16 &&
  tree.denominator.lexeme.length < 16 &&
  Number(tree.numerator.lexeme) < Number(tree.denominator.lexeme) &&
  tree.numerator.lexeme !== '0'
const isValue = (tree: Tree): boolean => tree.type !== 'text' && tree.type !== 'relation'
const isCondition = (tree: Tree): boolean =>
  tree.type === 'relation' &&
  tree.operators.every(op => op === 'in' || op === 'notin' || op === 'neq' || op === 'gt' || op === 'geq' || op === 'lt' || op === 'leq')
const firstWord = (value: string): string => {
  const space = value.indexOf(' ')
  return (space < 0 ? value : value.slice(0, space)).toLowerCase()
}
const dropComma = (tree: Tree): Tree => (tree.type === 'list' && tree.items.length === 1 ? (tree.items[0] as Tree) : tree)

/** A numeral, or a fraction or power of numerals: a unit may stand behind it. */
function endsInNumeral(tree: Tree): boolean {
  switch (tree.type) {
    case 'number':
    case 'mixed':
      return true
    case 'divide':
      return endsInNumeral(tree.numerator) && endsInNumeral(tree.denominator)
    case 'power':
      return endsInNumeral(tree.base)
    case 'root':
      return endsInNumeral(tree.radicand)
    case 'constant':
      return tree.name === 'pi'
    case 'times':
      return tree.factors.every(endsInNumeral)
    default:
      return false
  }
}

function unicodeScript(token: Token): Tree {
  const span = { start: token.start, end: token.end }
  const digits = token.value.replace('+', '')
  if (digits.startsWith('-')) return { type: 'negate', operand: { type: 'number', lexeme: digits.slice(1) }, span }
  if (digits === 'n' || digits === 'x') return { type: 'symbol', name: digits, span }
  return { type: 'number', lexeme: digits, span }
}
