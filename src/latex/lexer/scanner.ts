import type { Diagnostic, DiagnosticCode, Severity } from '../../source/diagnostic.ts'
import { isLetter, isSpace } from './characters.ts'
import { newToken, type Token, type TokenKind } from './token.ts'
import { logicSigns } from './words.ts'

/**
 * Where the lexer stands: the text and the tokens so far, and the questions that each level asks of the last of them.
 *
 * The lexer is a chain of classes, one a file, each extending the one before: Scanner, Letters, Unicode, Signs, ControlWords, Lexer.
 * Each reads one sort of characters; what a lower level asks of a higher one is declared here.
 */
export abstract class Scanner {
  readonly tokens: Token[] = []
  readonly diagnostics: Diagnostic[] = []
  protected readonly text: string
  protected position: number
  /** A word or a text was pushed. */
  worded = false
  protected readonly start: number
  protected gap = false
  protected end: number
  /** Inside `\text{…}` or `\mathrm{…}`. */
  protected mode: 'math' | 'text' | 'upright' = 'math'
  /** Behind the `**` that begins bold text. */
  protected bold = false
  /** Groups of prose inside groups of prose. */
  protected textDepth = 0
  /** Open environments: inside one, a doubled backslash always breaks the row. */
  protected environments = 0
  /** Unpaired `$` before a digit is money. */
  protected readonly money: boolean

  constructor(text: string, start: number, end: number) {
    this.text = text
    this.start = start
    this.position = start
    this.end = end
    let dollars = 0
    for (let at = text.indexOf('$', start); at >= 0; at = text.indexOf('$', at + 1)) if (at === start || text[at - 1] !== '\\') dollars++
    this.money = dollars % 2 === 1
  }

  push(kind: TokenKind, value: string, start: number, end: number, grouped?: 'comma' | 'space'): void {
    this.tokens.push(newToken(kind, value, start, end, this.gap, grouped, this.mode !== 'math'))
    this.gap = false
    if (kind === 'word' || kind === 'text') this.worded = true
  }

  protected remark(code: DiagnosticCode, severity: Severity, message: string, start: number, end: number): void {
    this.diagnostics.push({ code, severity, message, span: { start, end } })
  }

  protected endsControlWord(at: number): boolean {
    const last = this.tokens[this.tokens.length - 1]
    return (
      last !== undefined &&
      last.kind === 'command' &&
      last.end === at &&
      this.text[last.start] === '\\' &&
      isLetter(this.text.charCodeAt(at - 1))
    )
  }

  /** Behind a sign of logic a `~` denies; elsewhere it ties words together. */
  protected afterLogic(): boolean {
    const last = this.tokens[this.tokens.length - 1]
    return last?.kind === 'sign' ? last.value === '&' && this.environments === 0 : last?.kind === 'command' && logicSigns.has(last.value)
  }

  /** The last token ends a value, so that a unit may follow. */
  protected afterValue(): boolean {
    const last = this.tokens[this.tokens.length - 1]
    if (last === undefined) return false
    if (last.kind === 'number' || last.kind === 'vulgar' || last.kind === 'superscript' || last.kind === 'word' || last.kind === 'text')
      return true
    // `36\pi cm^2`
    if (last.kind === 'command') return last.value === 'pi'
    if (last.kind !== 'sign') return false
    // `40\ {cm}^3`
    if (last.value === '{') return last.gap && this.tokens[this.tokens.length - 2]?.kind === 'number'
    return last.value === '}' || last.value === ')' || last.value === '/'
  }

  /** Whether a value may end with the last token: 5 N, \frac{1}{2}. */
  protected endsValue(): boolean {
    const last = this.tokens[this.tokens.length - 1]
    return last?.kind === 'number' || last?.kind === 'name' || last?.kind === 'text' || last?.value === '}' || last?.value === ')'
  }

  /** The balanced group that opens at or behind white space after `from`. */
  protected group(from: number): { open: number; close: number; after: number } | undefined {
    let at = from
    while (at < this.end && isSpace(this.text.charCodeAt(at))) at++
    if (this.text[at] !== '{') return undefined
    let depth = 0
    for (let i = at; i < this.end; i++) {
      const c = this.text.charCodeAt(i)
      if (c === 92) i++
      else if (c === 123) depth++
      else if (c === 125 && --depth === 0) return { open: at + 1, close: i, after: i + 1 }
    }
    return { open: at + 1, close: this.end, after: this.end }
  }

  // — what higher levels read —

  /** All up to `end`. */
  abstract run(end: number): void
  protected abstract command(at: number, eaten?: string): void
}
