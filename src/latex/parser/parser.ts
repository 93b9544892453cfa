import type { Tree } from '../../tree/tree.ts'
import { isLetter } from '../lexer/characters.ts'
import * as table from '../lexer/commands.ts'
import { sideCondition } from './conditions.ts'
import {
  areDigits,
  closers,
  conditionContent,
  conditionOn,
  firstWord,
  follows,
  groupItems,
  isConditionWord,
  isQuantifier,
  loneOperators,
  mark,
  mostAhead,
  moves,
  openers,
  relationSigns,
  rowEnds,
  type Separator,
  tickMarks,
} from './grammar.ts'
import { Relations } from './relations.ts'
import { goesOn, role } from './roles.ts'
import { stated } from './statement.ts'
import { newToken, type Token } from '../lexer/token.ts'

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
 * Nothing throws: where an operand is missing or cannot be read an `unread` node stands, and a diagnostic says why.
 * The levels below items stand in files of their own, one level each, from `cursor.ts` up to `relations.ts`; labels make this one long.
 */
export class Parser extends Relations {
  /** Read everything. What stands behind a complete answer becomes an `unread` item. */
  answer(): Tree {
    this.skipAllEnds()
    if (this.token().kind === 'end') {
      this.hasUnread = true
      return { type: 'unread', source: '' }
    }
    const sign = this.loneSign()
    if (sign !== undefined) return sign
    this.dropSpareQuotes()
    this.arrowsAsMoves()
    const { start } = this.token()
    const tree = this.bareBuilder() ?? this.withInfix(this.sequence(), start)
    this.skipAllEnds()
    if (this.token().kind === 'end' || this.spareBraces()) return tree
    const rest = this.token()
    const end = (this.tokens[this.tokens.length - 1] as Token).end
    this.error(
      'trailing-text',
      rest,
      `Expected the end of the answer, found '${this.text.slice(rest.start, Math.min(end, rest.start + 20))}'`,
    )
    const unread = this.unread(this.text.slice(rest.start, end), { start: rest.start, end })
    this.at = this.tokens.length - 1
    return { type: 'list', separator: 'space', items: [tree, unread], span: { start: tree.span?.start ?? rest.start, end } }
  }

  /** `<`, `\ge`: a sign that is the whole answer ("which sign belongs between them?") is a name; a tick and a cross are words. */
  protected loneSign(): Tree | undefined {
    const token = this.token()
    if (this.token(1).kind !== 'end' || (token.kind !== 'sign' && token.kind !== 'command')) return undefined
    const mark = tickMarks.get(token.value)
    if (mark !== undefined) {
      this.at++
      return { type: 'text', value: mark, span: { start: token.start, end: token.end } }
    }
    const relation = table.relations.get(token.value)
    const name =
      relation === undefined
        ? loneOperators.has(token.value)
          ? token.value
          : undefined
        : (moves.get(token.value) ?? relationSigns.get(relation) ?? relation)
    if (name === undefined) return undefined
    this.at++
    return { type: 'symbol', name, span: { start: token.start, end: token.end } }
  }

  /** `\rightarrow \downarrow \rightarrow`: arrows with nothing between them but commas are moves, not relations. */
  protected arrowsAsMoves(): void {
    const { tokens } = this
    const label = this.isSign('(') && this.token(1).kind === 'name' && this.isSign(')', 2) ? 3 : 0
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
      if (value !== undefined) this.replace(at, 1, newToken('text', value, token.start, token.end, true, token.grouped, token.upright))
    }
  }

  /** A quotation mark at one end that has no partner: what was cut out of a string may keep it. */
  protected dropSpareQuotes(): void {
    if (!this.text.includes('"')) return
    const { tokens } = this
    const isMark = (token: Token | undefined): boolean =>
      token?.kind === 'command' && token.value === 'arcsecond' && this.text[token.start] === '"'
    let marks = 0
    for (const token of tokens) if (isMark(token)) marks++
    if (marks % 2 === 0) return
    const last = tokens.length - 2
    const before = tokens[last - 1]
    const closes =
      isMark(tokens[last]) && (before?.kind === 'word' || before?.kind === 'text' || (before?.kind === 'sign' && before.value === '.'))
    const spare = isMark(tokens[0]) ? 0 : closes ? last : undefined
    if (spare === undefined || tokens.length < 3) return
    const token = tokens[spare] as Token
    this.replace(spare, 1)
    this.diagnostics.push({
      code: 'unclosed-group',
      severity: 'warning',
      message: 'Expected a second quotation mark, found the end',
      span: { start: token.start, end: token.end },
    })
  }

  /** `36}`: braces that nothing opened, at the very end; what is cut out of a box may keep them. */
  protected spareBraces(): boolean {
    const first = this.token()
    let at = this.at
    if (at === 1 && this.tokens[0]?.kind === 'name' && this.isSign(')')) {
      // `E)`, `E).`: a letter of a list of choices.
      this.at++
      this.skipAllEnds()
      return this.token().kind === 'end'
    }
    while (this.tokens[at]?.kind === 'sign' && this.tokens[at]?.value === '}') at++
    if (at === this.at || this.tokens[at]?.kind !== 'end') return false
    this.at = at
    this.diagnostics.push({
      code: 'mismatched-fence',
      severity: 'warning',
      message: "Expected the end of the answer, found '}'",
      span: { start: first.start, end: first.end },
    })
    return true
  }

  /** `x|x>1`: set-builder whose braces were left out. */
  protected bareBuilder(): Tree | undefined {
    const name = this.token()
    if (name.kind !== 'name' || !(this.isSign('|', 1) || this.isCommand('mid', 1)) || !this.holdsCondition(1)) return undefined
    const item = this.inside(() => this.power(), mark.set)
    this.at++
    const condition = this.sequence()
    return { type: 'set', items: [item], condition, span: this.spanFrom(name.start) }
  }

  /** Whether the bar at `offset` parts a set-builder: it pairs with no other bar before the end of its group, and a relation follows. */
  protected holdsCondition(offset: number): boolean {
    if (this.isSign('|', offset) && this.barsAhead(offset) % 2 === 0) return false
    for (let at = offset + 1, depth = 0; at < offset + mostAhead; at++) {
      const token = this.token(at)
      if (token.kind === 'end') return false
      if (token.kind === 'sign' && openers.has(token.value)) depth++
      if (token.kind === 'sign' && closers.has(token.value) && depth-- === 0) return false
      if (depth === 0 && (token.kind === 'sign' || token.kind === 'command') && table.relations.has(token.value)) return true
    }
    return false
  }

  /** How many bars stand from `offset` to the end of its group. */
  protected barsAhead(offset: number): number {
    let bars = 0
    for (let at = offset, depth = 0; at < offset + mostAhead; at++) {
      const token = this.token(at)
      if (token.kind === 'end' || (token.kind === 'command' && token.value.startsWith('end '))) return bars
      if (token.kind === 'command' && (token.value === 'rbrace' || token.value === 'rangle')) return bars
      if (token.kind !== 'sign') continue
      if (openers.has(token.value)) depth++
      else if (closers.has(token.value)) {
        if (depth-- === 0) return bars
      } else if (depth === 0 && token.value === '|') bars++
      else if (depth === 0 && token.value === '&' && this.inCells) return bars
    }
    return bars
  }

  protected skipAllEnds(): void {
    let more = true
    while (more) more = this.skipEnds()
  }

  /** A full stop, comma or closing bold mark at the end, a colon or `=` at the start. */
  protected skipEnds(): boolean {
    const token = this.token()
    const punctuation = token.kind === 'sign' && (token.value === '.' || token.value === ',' || token.value === ';' || token.value === ':')
    if (!punctuation && !(token.kind === 'command' && token.value === 'newline')) return false
    if (this.at > 0 && token.value === ':') return false
    this.at++
    return true
  }

  protected sequence(): Tree {
    const start = this.token().start
    const first = this.item()
    if ((this.role() & (role.separator | role.operand)) === 0) return first
    const items = [first]
    const separators: Separator[] = []
    const tight: boolean[] = []
    for (;;) {
      const separator = this.separator()
      if (separator === undefined) break
      if (this.endsSequence()) break
      tight.push(!separator.gap)
      const before = this.at
      separators.push(separator.kind)
      items.push(this.item())
      if (this.at === before) break
    }
    if (separators.length === 0) return items[0] as Tree
    return sideCondition(groupItems(items, separators, tight, this.spanFrom(start)))
  }

  /** Take one separator: `,`, `;`, "and", `\\`, a line of its own, or the space before a numeral of a row. */
  protected separator(): { kind: Separator; gap: boolean } | undefined {
    const from = this.at
    let kind: Separator | undefined
    let gap = false
    for (;;) {
      const token = this.token()
      const found = this.separatorOf(token)
      if (found === undefined) break
      this.at++
      gap ||= this.token().gap
      kind = kind === undefined || kind === 'comma' || found !== 'comma' ? found : kind
    }
    if (kind !== undefined) return { kind, gap }
    const token = this.token()
    const previous = this.tokens[this.at - 1]
    if (previous === undefined || token.kind === 'end' || !token.gap || !this.startsOperand(token)) {
      this.at = from
      return undefined
    }
    if (this.nextLabelFollows()) return { kind: 'semicolon', gap: true }
    const line = this.lineBreakBefore(token)
    if (line) return { kind: 'line', gap: true }
    const ended =
      previous.kind === 'number' ||
      previous.kind === 'vulgar' ||
      previous.kind === 'name' ||
      previous.kind === 'word' ||
      previous.kind === 'text'
    const row = (token.kind === 'number' || token.kind === 'vulgar') && ended
    return row ? { kind: 'space', gap: true } : undefined
  }

  protected item(): Tree {
    const unread = this.enter()
    if (unread !== undefined) return unread
    const tree = this.lone() ?? this.itemInside()
    this.depth--
    return tree
  }

  /** A numeral or a name with nothing beside it in its group: no level below has anything to add. */
  protected lone(): Tree | undefined {
    const token = this.token()
    if ((token.kind !== 'number' && token.kind !== 'name') || (this.role(1) & goesOn) !== 0) return undefined
    const next = this.token(1)
    if (next.kind === 'sign') {
      // `E) …` may be a label, and so may `A. 12` and `A、12`.
      if (next.value === ')' ? this.mayLabel : next.value === '.' || this.text.charCodeAt(next.start) === 0x3001) return undefined
      // `x, if x>0`
      if (next.value === ',' && (this.role(2) & role.condition) !== 0) return undefined
    }
    return this.leaf()
  }

  private itemInside(): Tree {
    const start = this.token().start
    // A cell or an item may begin with its condition's word: `\text{if } x>0`.
    const conditional =
      (this.role() & role.condition) !== 0 && isConditionWord(this.token()) && conditionContent(this.token()) === '' && this.startsTerm(1)
    if (conditional) this.at++
    const label = this.mayLabel ? this.label() : undefined
    if (label !== undefined) {
      this.lastLabel = label
      const body = this.item()
      return { type: 'labelled', label, body, span: this.spanFrom(start) }
    }
    const body = this.letteredRow() ?? (conditional ? this.conditionAt(start) : this.said())
    if ((this.role() & (role.separator | role.condition)) === 0) return body
    const comma = this.isSign(',') ? 1 : 0
    const token = this.token(comma)
    const forAll = comma === 0 && this.beginsCondition()
    if (isConditionWord(token) || forAll) {
      this.at += comma + 1
      let words = token.value
      for (; isQuantifier(this.token()); this.at++) words += ` ${this.token().value}`
      if (this.token().kind === 'end') {
        // "5 if lucky": the words are all of the condition.
        const content = forAll ? '' : conditionContent(token)
        return content === '' ? body : { type: 'given', body, condition: { type: 'text', value: content }, span: this.spanFrom(start) }
      }
      const item = this.item()
      const condition = item.type === 'symbol' && !forAll ? conditionOn(item, this.sharesHome() ? token.value : words) : item
      if (condition === undefined) {
        this.skipNames()
        return body
      }
      if (firstWord(token.value) === 'unless' && condition.type !== 'text')
        return { type: 'given', body, condition: { type: 'logic', operator: 'not', operands: [condition] }, span: this.spanFrom(start) }
      return { type: 'given', body, condition, span: this.spanFrom(start) }
    }
    return body
  }

  /** Without words nothing leads in to a value but the name of a function. */
  private said(): Tree {
    const tree = this.logic()
    return this.worded || tree.type === 'apply' ? stated(tree) : tree
  }

  /** What stands behind `if` at the front of an item; with words it is no condition of mathematics, and keeps its `if`. */
  protected conditionAt(start: number): Tree {
    const condition = this.logic()
    if (condition.type !== 'text') return condition
    return { ...condition, value: `if ${condition.value}`, span: this.spanFrom(start) }
  }

  /** "for all a, b and c": names that stand behind one of which nothing is said, up to the end. */
  protected skipNames(): void {
    let length = 0
    for (let joint = this.token(length); joint.value === ',' || joint.value === 'and'; joint = this.token(length)) {
      length += joint.value === ',' && this.isWord('and', length + 1) ? 2 : 1
      if (this.token(length).kind !== 'name') return
      length++
    }
    const end = this.token(length)
    if (end.kind === 'end' || end.value === '.') this.at += length
  }

  /** "for all k, n ∈ ℤ": the name before this place lives where the next one does. */
  protected sharesHome(): boolean {
    const [home, after] = [this.token(1), this.token(2)]
    return (this.isSign(',') || this.isWord('and')) && home.kind === 'name' && (after.value === 'in' || after.value === ',')
  }

  /**
   * `0 F A 1 0`: digits and letters that spaces set apart are a row of a board, not a product; a digit stands behind a letter.
   * `2 h 30 m` tells a span instead: numerals with small letters behind them.
   */
  protected letteredRow(): Tree | undefined {
    const next = this.token(1)
    if (!next.gap || (next.kind !== 'number' && next.kind !== 'name')) return undefined
    let length = 0
    let mixed = false
    let paired = true
    for (; length < 200; length++) {
      const token = this.token(length)
      const numeral = token.kind === 'number'
      if (!(numeral || (token.kind === 'name' && token.value.length === 1)) || (length > 0 && !token.gap)) break
      mixed ||= numeral && length > 0 && this.token(length - 1).kind === 'name'
      paired &&= numeral === (length % 2 === 0) && (numeral || token.value === token.value.toLowerCase())
    }
    const end = this.token(length)
    const closes =
      end.kind === 'end' || (end.kind === 'sign' && rowEnds.has(end.value)) || (end.kind === 'command' && end.value === 'newline')
    if (!mixed || !closes || (paired && length % 2 === 0)) return undefined
    const start = this.token().start
    const items: Tree[] = []
    for (; length > 0; length--) items.push(this.primary())
    return { type: 'list', separator: 'space', items, span: this.spanFrom(start) }
  }

  protected nextLabelFollows(): boolean {
    if (this.lastLabel === undefined || !this.mayLabel) return false
    if (this.token().kind !== 'circled' && !(this.isSign('(') && this.token().gap)) return false
    const at = this.at
    const label = this.label()
    this.at = at
    return label !== undefined && follows(this.lastLabel, label)
  }

  /** `A. 12`, `(B) 24`, `C) 30`, `A: text`, `(1) 3`, `(ii) x`, `② 5`: takes the label and its marks. */
  protected label(): string | undefined {
    const token = this.token()
    const part = this.partLabel()
    if (part !== undefined) return part
    if (token.kind === 'circled' && this.startsOperand(this.token(1)) && this.token(1).kind !== 'circled') {
      this.at++
      return token.value
    }
    const fenced = token.kind === 'sign' && token.value === '('
    if (token.kind === 'command' || (token.kind === 'sign' && !fenced)) return undefined
    const behind = this.token(1)
    if (token.kind === 'number' && !(behind.kind === 'sign' && (behind.value === ')' || behind.value === '.'))) return undefined
    if (token.kind === 'name' && behind.kind !== 'sign' && behind.kind !== 'name') return undefined
    let at = fenced ? 1 : 0
    let label = ''
    const first = this.token(at)
    if (first.kind === 'number' && first.value.length <= 2 && areDigits(first.value)) {
      label = first.value
      at++
    } else {
      while (
        this.token(at).kind === 'name' &&
        isLatinLetter(this.token(at).value) &&
        label.length < 4 &&
        (at === (fenced ? 1 : 0) || !this.token(at).gap)
      ) {
        label += this.token(at).value
        at++
      }
      const longRoman = fenced && first.kind === 'word' && /^[ivx]{4}$/.test(first.value)
      if (label === '' && (longRoman || (first.kind === 'text' && /^[A-Z]$/.test(first.value)))) {
        label = first.value
        at++
      }
    }
    const close = this.token(at)
    if (close.kind !== 'sign' || (fenced && close.value !== ')')) return undefined
    const roman = /^[ivx]{1,4}$|^[IVX]{2,4}$/.test(label)
    if (label === '' || (label.length > 2 && !roman) || (label.length === 2 && !roman && first.kind !== 'number')) return undefined
    const stop = (fenced || this.isSign(')', at)) && (this.isSign('.', at + 1) || this.isSign(':', at + 1)) ? 1 : 0
    const next = this.token(at + 1 + stop)
    if (!this.startsTerm(at + 1 + stop)) return undefined
    const capital = /^[A-Z]$/.test(label)
    if (fenced) {
      if (close.gap) return undefined
      // `（1）3`: parentheses of Chinese text hold no factor.
      const wide = this.text.charCodeAt(token.start) === 0xff08
      const separated = wide || next.gap || next.kind === 'text' || next.kind === 'word'
      const letter = next.kind === 'sign' && this.token(at + 2).kind === 'name' && this.isSign(')', at + 3)
      // A bracket behind a label, or any fence where the label goes on counting: `(1) [0,1]; (2) (3,4)`.
      const fence = (next.gap || wide) && (next.value === '[' || (this.lastLabel !== undefined && follows(this.lastLabel, label)))
      const operand = next.kind !== 'sign' || (next.gap && capital && !letter) || fence
      if (stop === 0 && !(separated && operand) && !(capital && operand)) return undefined
      this.at += at + 1
      if (this.isSign('.') || this.isSign(':')) this.at++
      return label
    }
    if (close.gap) return undefined
    const both = capital && close.value === ')' && this.isSign('.', at + 1) && this.startsTerm(at + 2) // `D). 5`
    if (both) {
      this.at += at + 2
      return label
    }
    if (!this.startsTerm(at + 1)) return undefined
    const listed = this.text.charCodeAt(close.start) === 0x3001 && next.kind !== 'name' // `A、12`, but not `A、B`
    const marked =
      (capital && listed) ||
      (capital && (close.value === '.' || close.value === ')' || (close.value === ':' && next.gap))) ||
      (close.value === ')' && (roman || label.length <= 2) && next.gap) ||
      (close.value === '.' && next.gap && (roman || this.inLetteredRow(label)))
    if (!marked) return undefined
    this.at += at + 1
    return label
  }

  /** `Part 1: 3`, `Part (a): 3`. */
  protected partLabel(): string | undefined {
    const word = this.token()
    if ((word.kind !== 'word' && word.kind !== 'text') || word.value.toLowerCase() !== 'part') return undefined
    const fenced = this.isSign('(', 1) ? 1 : 0
    const mark = this.token(1 + fenced)
    const counts = mark.kind === 'number' ? /^[0-9]{1,2}$/.test(mark.value) : mark.kind === 'name' && /^[A-Za-z]$/.test(mark.value)
    const colon = 2 + 2 * fenced
    if (!counts || (fenced === 1 && !this.isSign(')', 3)) || !this.isSign(':', colon) || !this.startsTerm(colon + 1)) return undefined
    this.at += colon + 1
    return mark.value
  }

  /** `a. 3, b. 4`: small letters are labels when the row begins with `a.` and goes on with `b.` */
  protected inLetteredRow(label: string): boolean {
    if (label !== 'a') return this.lastLabel !== undefined && follows(this.lastLabel, label)
    for (let at = 2; at < mostAhead; at++) {
      const token = this.token(at)
      if (token.kind === 'end') return false
      if (token.kind === 'name' && token.value === 'b' && token.gap && this.isSign('.', at + 1) && this.token(at + 2).gap) return true
    }
    return false
  }
}

const isLatinLetter = (name: string): boolean => name.length === 1 && isLetter(name.charCodeAt(0))
