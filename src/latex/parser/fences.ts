import type { ApplyNode, CloseFence, NumberNode, OpenFence, Tree } from '../../tree/tree.ts'
import * as table from '../lexer/commands.ts'
import { withDecimalCommas } from './decimal-comma.ts'
import { areDigits, closers, mark, mostAhead, openers } from './grammar.ts'
import { Cursor } from './cursor.ts'
import { newToken, type Token } from '../lexer/token.ts'

/**
 * Fences: arguments, braces, parentheses, sets, bars, quotes, and what stands between them. The file is long because fences hold
 * each other.
 */
export abstract class Fences extends Cursor {
  protected numberNode(token: Token): NumberNode {
    const span = { start: token.start, end: token.end }
    return token.grouped === undefined
      ? { type: 'number', lexeme: token.value, span }
      : { type: 'number', lexeme: token.value, grouped: token.grouped, span }
  }

  /** `'12'`, `"up"`: what stands in quotation marks, as in a Python list. */
  protected quoted(): Tree | undefined {
    const open = this.token()
    for (let offset = 1; offset < 64; offset++) {
      const token = this.token(offset)
      if (token.kind === 'end') return undefined
      if (token.kind !== open.kind || token.value !== open.value || offset === 1) continue
      this.at++
      const inner = this.insideSequence(0, open.value)
      const closing = this.token()
      if (closing.kind === open.kind && closing.value === open.value) this.at++
      return inner
    }
    return undefined
  }

  protected applied(name: string, items: readonly Tree[], start: number): ApplyNode {
    return { type: 'apply', head: { type: 'symbol', name }, arguments: items, span: this.spanFrom(start) }
  }

  /** One argument of a command: a group, or a single token (`\frac12`); `whole` takes all digits (`\sqrt12`). */
  protected argument(whole = false): Tree {
    const token = this.token()
    if (token.kind === 'sign' && token.value === '{') return this.group(true)
    if (token.kind === 'number' && !whole && token.value.length > 1 && token.grouped === undefined && areDigits(token.value))
      return this.digit(token)
    if (token.kind === 'sign' && whole && token.value === '(') {
      const fence = this.primary()
      return fence.type === 'fenced' && fence.items.length === 1 ? (fence.items[0] as Tree) : fence
    }
    if (token.kind === 'sign' && (token.value === '-' || token.value === '+')) return this.signedFactor(() => this.argument(whole))
    if (!this.startsOperand(token)) return this.missing('an argument')
    return this.leaf()
  }

  /** `\frac12`: the first digit of the numeral is the argument, the rest stays. */
  protected digit(token: Token): Tree {
    const { value, start, end, gap, grouped, upright } = token
    const head = newToken('number', value.slice(0, 1), start, start + 1, gap, grouped, upright)
    this.replace(this.at, 1, head, newToken('number', value.slice(1), start + 1, end, false, grouped, upright))
    this.at++
    this.diagnostics.push({
      code: 'repaired-arguments',
      severity: 'note',
      message: `Expected an argument in braces, took '${head.value}'`,
      span: { start: head.start, end: head.end },
    })
    return this.numberNode(head)
  }

  /** `[3]` behind `\sqrt`. */
  protected bracketed(): Tree {
    this.at++
    const tree = this.insideSequence(0)
    if (!this.takeSign(']')) this.error('unclosed-group', this.token(), "Expected ']'")
    return tree
  }

  /** The degree in front of a radicand; an empty bracket leaves the square root. */
  protected rootDegree(): Tree | undefined {
    if (!this.isSign('[')) return undefined
    if (!this.isSign(']', 1)) return this.bracketed()
    this.at += 2
    return undefined
  }

  /** `{…}`: transparent around one expression; around a list it is a bare brace pair. */
  protected group(argument: boolean): Tree {
    const open = this.token()
    this.at++
    if (this.isSign('}')) {
      this.at++
      if (argument) this.error('empty-group', open, 'Expected something in the braces')
      return this.unread('', this.spanFrom(open.start))
    }
    const unread = this.enter()
    if (unread !== undefined) return unread
    const tree = this.groupOfOne() ?? this.groupInside(open)
    this.depth--
    return tree
  }

  /** A numeral or a name and the brace that closes: `{2}`. They count as an item does. */
  private groupOfOne(): Tree | undefined {
    const { kind } = this.token()
    if ((kind !== 'number' && kind !== 'name') || !this.isSign('}', 1)) return undefined
    if (this.depth + 2 > this.maxDepth || this.nodesLeft < 2) return undefined
    this.nodesLeft -= 2
    const tree = this.primary()
    this.at++
    return tree
  }

  private groupInside(open: Token): Tree {
    return this.inside(() => {
      const tree = this.withInfix(this.sequence(), open.start)
      this.closeBrace(open)
      return tree
    }, this.marks & mark.labels)
  }

  /** `a \over b`, `n \choose k`: plain TeX splits the whole group. */
  protected withInfix(left: Tree, start: number): Tree {
    const over = this.isCommand('over')
    if (!over && !this.isCommand('choose')) return left
    this.at++
    const right = this.sequence()
    return over
      ? { type: 'divide', numerator: left, denominator: right, written: 'bar', span: this.spanFrom(start) }
      : this.applied('binomial', [left, right], start)
  }

  protected closeBrace(open: Token): void {
    if (this.takeSign('}')) return
    const token = this.token()
    if (token.kind === 'end') {
      this.diagnostics.push({
        code: 'unclosed-group',
        severity: 'warning',
        message: "Expected '}' before the end",
        span: { start: open.start, end: open.end },
      })
      return
    }
    this.error('mismatched-fence', token, `Expected '}', found '${token.value}'`)
    // Skip to the brace that closes, so that the rest is read.
    let depth = 0
    while (this.token().kind !== 'end') {
      if (this.isSign('{')) depth++
      else if (this.isSign('}') && depth-- === 0) {
        this.at++
        return
      }
      this.at++
    }
  }

  /** `{x|x>0}`, `{x : x>0}`: a bare brace pair before a name, a bar and a relation. */
  protected opensBuilder(): boolean {
    for (let at = 1, depth = 0; at < 40; at++) {
      const token = this.token(at)
      if (token.kind === 'end') return false
      if (token.kind === 'command') {
        if (token.value === 'mid' && depth === 0) return this.holdsCondition(at)
        continue
      }
      if (token.kind !== 'sign') continue
      if (openers.has(token.value)) depth++
      else if (closers.has(token.value)) {
        if (depth-- === 0) return false
      } else if (depth === 0 && token.value === '|') return at > 1 && this.holdsCondition(at)
      else if (depth === 0 && token.value === ':') return this.colonBegins(at)
    }
    return false
  }

  /** `{x : x>0}`, `{n^2 : n>1}`: a name stands before the colon, and right behind it, where no other colon makes a ratio of both. */
  private colonBegins(at: number): boolean {
    if (at === 2 && this.token(1).kind === 'name') return this.holdsCondition(at)
    let named = false
    for (let before = 1; before < at; before++) named ||= this.token(before).kind === 'name'
    if (!named || this.token(at + 1).kind !== 'name' || !this.holdsCondition(at)) return false
    for (let after = at + 1; after < mostAhead && !this.isSign('}', after); after++) if (this.isSign(':', after)) return false
    return true
  }

  /**
   * `{"alpha": 1, "beta": 4}`: an object of JSON says what each name is, like `alpha=1, beta=4`. Names that are no
   * mathematics stay words.
   */
  protected object(): Tree | undefined {
    if (!this.isQuote(1)) return undefined
    const open = this.token()
    const saved = { at: this.at, diagnostics: this.diagnostics.length }
    this.at++
    const items: Tree[] = []
    while (this.isQuote(0)) {
      const start = this.token()
      const name = this.quoted()
      if (name === undefined || !this.isSign(':')) break
      this.at++
      const key: Tree =
        name.type === 'symbol' || name.type === 'subscript'
          ? name
          : {
              type: 'text',
              value: this.text.slice(start.end, (name.span ?? start).end),
              ...(name.span === undefined ? {} : { span: name.span }),
            }
      const value = this.inside(() => this.item(), 0)
      items.push({ type: 'relation', operators: ['eq'], operands: [key, value], span: this.spanFrom(start.start) })
      if (!this.takeSign(',')) break
    }
    const closed = this.takeSign('}')
    if (items.length === 0 || !(closed || this.token().kind === 'end')) {
      this.at = saved.at
      this.diagnostics.length = saved.diagnostics
      return undefined
    }
    return items.length === 1 ? (items[0] as Tree) : { type: 'list', separator: 'comma', items, span: this.spanFrom(open.start) }
  }

  protected isQuote(offset: number): boolean {
    return this.isCommand('arcsecond', offset) || this.isSign("'", offset)
  }

  protected braces(): Tree {
    const open = this.token()
    if (this.isSign('}', 1)) {
      // `{}_n`, `{}^2`: an empty base says nothing; alone it is an empty pair.
      this.at += 2
      const next = this.token()
      const scripted = next.kind === 'sign' && (next.value === '^' || next.value === '_') && this.token(1).kind !== 'end'
      if (scripted || ((next.kind === 'sign' || next.kind === 'command') && table.relations.has(next.value)))
        return { type: 'symbol', name: '', span: this.spanFrom(open.start) }
      if (this.startsOperand(next)) return this.primary()
      return { type: 'fenced', open: '{', close: '}', items: [], span: this.spanFrom(open.start) }
    }
    if (this.opensBuilder()) return this.set('rbrace')
    const object = this.object()
    if (object !== undefined) return object
    const inner = this.group(false)
    const span = this.spanFrom(open.start)
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
  protected fence(open: OpenFence, closes: readonly CloseFence[]): Tree {
    const token = this.token()
    this.at++
    if (this.isSign(closes[0] as CloseFence) || this.isSign(closes[1] as CloseFence)) {
      const close = this.token().value as CloseFence
      this.at++
      return { type: 'fenced', open, close, items: [], span: this.spanFrom(token.start) }
    }
    const unread = this.enter()
    if (unread !== undefined) return unread
    const tree = this.fenceInside(token, open, closes)
    this.depth--
    return tree
  }

  private fenceInside(token: Token, open: OpenFence, closes: readonly CloseFence[]): Tree {
    const inner = this.insideSequence(open === ']' || (this.holdsBrackets && this.closesReversed()) ? mark.reversed : 0)
    const close = this.token()
    if (close.kind === 'sign' && (closes as readonly string[]).includes(close.value)) this.at++
    else if (close.kind === 'sign' && open !== '(' && close.value === '[') this.at++
    else {
      const severity = close.kind === 'end' ? 'warning' : 'error'
      this.diagnostics.push({
        code: close.kind === 'end' ? 'unclosed-group' : 'mismatched-fence',
        severity,
        message: `Expected '${closes[0]}', found ${close.kind === 'end' ? 'the end' : `'${close.value}'`}`,
        span: { start: token.start, end: token.end },
      })
      if (close.kind !== 'end') return this.unread(this.text.slice(token.start, close.start), this.spanFrom(token.start))
      return this.fenced(open, closes[0] as CloseFence, inner, token.start)
    }
    return this.fenced(open, close.value as CloseFence, inner, token.start)
  }

  /** `[0,1[`: the next `[` at this level closes, seen by a look ahead to the matching place. */
  protected closesReversed(): boolean {
    let depth = 0
    for (let offset = 0; offset < 64; offset++) {
      const token = this.token(offset)
      if (token.kind === 'end') return false
      if (token.kind !== 'sign') continue
      if (token.value === '(' || token.value === '{') depth++
      else if (token.value === ')' || token.value === '}') {
        if (depth-- === 0) return false
      } else if (depth === 0 && token.value === ']') return false
      else if (depth === 0 && token.value === '[') {
        const next = this.token(offset + 1)
        return next.kind === 'end' || next.kind === 'command' || (next.kind === 'sign' && next.value !== '(')
      }
    }
    return false
  }

  protected fenced(open: OpenFence, close: CloseFence, inner: Tree, start: number): Tree {
    const span = this.spanFrom(start)
    // `\left[\begin{array}…\end{array}\right]` is a matrix with that fence.
    if (inner.type === 'matrix' && inner.fence === 'none' && ((open === '(' && close === ')') || (open === '[' && close === ']')))
      return { ...inner, fence: open, span }
    if (open === '[' && close === ']' && inner.type === 'list' && inner.separator === 'semicolon') {
      const rows = rowsOf(inner.items)
      if (rows !== undefined) return { type: 'matrix', fence: '[', rows, span }
    }
    if (inner.type !== 'list') return { type: 'fenced', open, close, items: [inner], span }
    const items = inner.separator === 'semicolon' ? withDecimalCommas(inner.items) : listed(inner)
    return inner.tight === true ? { type: 'fenced', open, close, items, tight: true, span } : { type: 'fenced', open, close, items, span }
  }

  protected fenceBetween(open: OpenFence, close: CloseFence, closing: string): Tree {
    const token = this.token()
    this.at++
    return this.deeper(() => {
      const inner = this.insideSequence(0)
      if (this.isCommand(closing)) this.at++
      else this.error('mismatched-fence', this.token(), `Expected '\\${closing}'`)
      return this.fenced(open, close, inner, token.start)
    })
  }

  /** `<1,2>`: only where a list stands between the signs. */
  protected angles(): Tree | undefined {
    if (!this.opensAngles()) return undefined
    const open = this.token()
    this.at++
    const outer = this.inAngles
    this.inAngles = true
    const inner = this.insideSequence(0)
    this.inAngles = outer
    this.takeSign('>')
    return this.fenced('⟨', '⟩', inner, open.start)
  }

  protected opensAngles(): boolean {
    if (!this.isSign('<')) return false
    let depth = 0
    let comma = false
    for (let offset = 1; offset < 64; offset++) {
      const token = this.token(offset)
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
  protected set(closing: string): Tree {
    const open = this.token()
    this.at++
    if (
      this.isCommand('begin array') ||
      this.isCommand('begin aligned') ||
      this.isCommand('begin matrix') ||
      this.isCommand('begin gathered') ||
      this.isCommand('begin cases')
    ) {
      // `\left\{\begin{array}…\end{array}\right.` is a case distinction.
      return this.environment('cases', this.token())
    }
    if (this.isCommand(closing)) {
      this.at++
      return { type: 'set', items: [], span: this.spanFrom(open.start) }
    }
    const unread = this.enter()
    if (unread !== undefined) return unread
    const tree = this.setInside(closing, open)
    this.depth--
    return tree
  }

  private setInside(closing: string, open: Token): Tree {
    const inner = this.insideSequence(mark.set)
    let condition: Tree | undefined
    if (this.isSign('|') || this.isSign(':') || this.isCommand('mid')) {
      this.at++
      condition = this.insideSequence(0)
    }
    if (this.isCommand(closing) || this.isSign('}')) this.at++
    else if (this.token().kind === 'end')
      this.diagnostics.push({
        code: 'unclosed-group',
        severity: 'warning',
        message: "Expected '\\}' before the end",
        span: { start: open.start, end: open.end },
      })
    else {
      this.error('mismatched-fence', this.token(), `Expected '\\}', found '${this.token().value}'`)
      return this.unread(this.text.slice(open.start, this.token().start), this.spanFrom(open.start))
    }
    const items = inner.type !== 'list' ? [inner] : inner.separator === 'semicolon' ? withDecimalCommas(inner.items) : inner.items
    const span = this.spanFrom(open.start)
    return condition === undefined ? { type: 'set', items, span } : { type: 'set', items, condition, span }
  }

  protected wrapped(name: string, closing: readonly string[]): Tree {
    const open = this.token()
    this.at++
    return this.deeper(() => {
      const inner = this.insideSequence(open.value === 'parallel' ? mark.norm : 0)
      const close = this.token()
      if (close.kind === 'command' && closing.includes(close.value)) this.at++
      else this.error('mismatched-fence', close, `Expected '\\${closing[0]}', found '${close.value}'`)
      return this.applied(name, [inner], open.start)
    })
  }

  protected bar(value: string): Tree {
    const open = this.token()
    this.at++
    return this.deeper(() => {
      const inner = this.insideSequence(0, undefined, 1)
      if (!this.takeSign(value)) {
        this.error('unclosed-group', open, "Expected a closing '|'")
        return this.unread(this.text.slice(open.start, this.token().start), this.spanFrom(open.start))
      }
      if (inner.type === 'matrix' && inner.fence === 'none') return { ...inner, fence: '|', span: this.spanFrom(open.start) }
      return this.applied('abs', [inner], open.start)
    })
  }
}

const listed = (inner: Tree): readonly Tree[] => (inner.type === 'list' && inner.separator === 'comma' ? inner.items : [inner])

/** `[1,2; 3,4]`: rows as programs write them, of equal length and of more than one entry. */
function rowsOf(items: readonly Tree[]): readonly (readonly Tree[])[] | undefined {
  const rows: (readonly Tree[])[] = []
  for (const item of items) {
    if (item.type !== 'list' || (item.separator !== 'comma' && item.separator !== 'space')) return undefined
    if (item.items.length !== (rows[0] ?? item.items).length) return undefined
    rows.push(item.items)
  }
  return rows
}
