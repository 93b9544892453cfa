import { isDigit, isLetter, isSpace, lettersEnd } from './characters.ts'
import * as table from './commands.ts'
import { plainDigitsEnd, readNumeral, wordOfDigits } from './numerals.ts'
import { Unicode } from './unicode.ts'
import { bracedOperators, connectives, ordinalEndings } from './words.ts'

/** Numerals and signs of ASCII, alone and where several are one: `<=`, `**`, `...`. */
export abstract class Signs extends Unicode {
  protected number(at: number): void {
    const previous = this.tokens[this.tokens.length - 1]
    const plain = plainDigitsEnd(this.text, at, this.end)
    if (plain > at) {
      this.position = plain
      return this.push('number', this.text.slice(at, plain), at, plain)
    }
    const whole = wordOfDigits(this.text, at, this.end)
    if (whole > at) {
      this.position = whole
      return this.push('word', this.text.slice(at, whole), at, whole)
    }
    const numeral = readNumeral(this.text, at, this.end)
    // `3.1.2` or `1 000` behind a numeral: the reader took all it could; what follows is a token of its own.
    if (previous !== undefined && previous.kind === 'number' && previous.end === at) this.gap = false
    this.position = numeral.end
    const ending = this.ordinalEnd(numeral.end)
    if (ending > numeral.end) {
      this.position = ending
      // `1/10th` is a fraction; `21st century` names a place.
      if (previous?.kind !== 'sign' || previous.value !== '/') return this.push('word', this.text.slice(at, ending), at, ending)
    }
    this.push('number', numeral.lexeme, at, numeral.end, numeral.grouped)
  }

  /** The end of `st`, `nd`, `rd`, `th` right behind a numeral, in a denominator or before a word; else `from`. */
  private ordinalEnd(from: number): number {
    const text = this.text
    if (from + 2 > this.end || !isLetter(text.charCodeAt(from)) || !ordinalEndings.has(text.slice(from, from + 2))) return from
    const previous = this.tokens[this.tokens.length - 1]
    const below = previous?.kind === 'sign' && previous.value === '/' && this.tokens[this.tokens.length - 2]?.kind === 'number'
    const end = below && text[from + 2] === 's' ? from + 3 : from + 2
    if (isLetter(text.charCodeAt(end))) return from
    if (below) return end
    return this.mode === 'math' && this.nounFollows(end) ? end : from
  }

  /** `.5`, `.\overline{3}`: a numeral without its zero. */
  protected beginsDecimals(at: number): boolean {
    const next = this.text.charCodeAt(at + 1)
    return at + 1 < this.end && (isDigit(next) || (next === 92 && readNumeral(this.text, at, this.end).end > at))
  }

  protected sign(at: number, code: number): void {
    const text = this.text
    const next = text[at + 1]
    let end = at + 1
    let value = text[at] as string
    if (code === 36) {
      // `$`: a delimiter, or money when it is unpaired before a digit.
      this.position = end
      if (this.money && next !== undefined && (isDigit(next.charCodeAt(0)) || next === '.')) return this.push('text', '$', at, end)
      if (next === '$') this.position++
      this.gap ||= this.mode === 'text'
      return
    }
    if (code === 126 && ((this.mode === 'math' && this.afterLogic()) || this.opensNegation(end))) {
      this.position = end
      return this.push('command', 'lnot', at, end)
    }
    if (code === 126 || code === 96) {
      // A tie, or the mark of code in Markdown.
      this.position = end
      this.gap ||= code === 126
      return
    }
    if (code === 42 && next === '*') {
      // `x**2` and `x ** 2` are powers; `**73**` is bold, whatever stands behind its end.
      end++
      this.position = end
      const before = this.tokens[this.tokens.length - 1]
      const spaced = isSpace(text.charCodeAt(at - 1)) && isSpace(text.charCodeAt(end))
      const raises = before !== undefined && (spaced || (before.end === at && !isSpace(text.charCodeAt(end)))) && end < this.end
      if (this.bold || !raises) {
        this.bold = !this.bold
        return
      }
      return this.push('sign', '^', at, end)
    }
    switch (code) {
      case 60:
        if (next === '=') [value, end] = text[at + 2] === '>' ? ['iff', end + 2] : ['leq', end + 1]
        else if (next === '>') [value, end] = ['neq', end + 1]
        break
      case 61:
        // `1=<x`
        if (next === '<') [value, end] = ['leq', end + 1]
        else if (next === '=') end++
        else if (next === '>') [value, end] = ['implies', end + 1]
        break
      case 62:
        if (next === '=') [value, end] = ['geq', end + 1]
        break
      case 33: {
        // `n!=6` is a factorial and an equation; `x != 6` and `x !== 6` are relations.
        const before = this.tokens[this.tokens.length - 1]
        if (next === '=' && (before === undefined || before.end !== at)) [value, end] = ['neq', end + (text[at + 2] === '=' ? 2 : 1)]
        break
      }
      case 45:
        if (next === '>') [value, end] = ['to', end + 1]
        break
      case 47:
        if (next === '/' && this.betweenPoints(at)) [value, end] = ['parallel', end + 1]
        break
      case 46:
        if (next === '.' && (text[at + 2] === '.' || this.gap || this.tokens[this.tokens.length - 1]?.value === ',')) {
          while (text[end] === '.') end++
          value = 'ldots'
        }
        break
      case 34:
        value = 'arcsecond'
        break
      case 123:
        if (text[at + 2] === '}' && next !== undefined && '-+=<>:'.includes(next))
          [value, end] = [next, at + 3] // `{-}`
        else if (next === '\\' && this.bracedOperator(at + 1)) return
        break
      default:
    }
    this.position = end
    if (value.length > 1) return this.push('command', value, at, end)
    if (code < 32 || code === 127) {
      this.remark('hidden-character', 'error', 'Expected visible text, found a control character', at, end)
      return this.push('bad', value, at, end)
    }
    this.push('sign', value, at, end)
  }

  /** `{\times}`: braces around nothing but an operator or a relation set it closer, as converters write them. */
  private bracedOperator(at: number): boolean {
    const end = lettersEnd(this.text, at + 1, this.end)
    const written = this.text.slice(at + 1, end)
    const name = table.aliases.get(written) ?? written
    const before = this.tokens[this.tokens.length - 1]
    // An argument of a command, an index: `\overset{\to}{AB}`, `v_{\perp}`.
    const belongs = before?.kind === 'command' || before?.value === '_' || before?.value === '^'
    if (belongs || this.text[end] !== '}' || !(table.relations.has(name) || bracedOperators.has(name))) return false
    this.command(at)
    this.position = end + 1
    return true
  }

  /** `AB // CD`: two strokes between letters of points are the sign of parallels. */
  private betweenPoints(at: number): boolean {
    const before = this.tokens[this.tokens.length - 1]?.value ?? ''
    const after = this.text.charCodeAt(this.text[at + 2] === ' ' ? at + 3 : at + 2)
    return before.length === 1 && before >= 'A' && before <= 'Z' && after >= 65 && after <= 90
  }

  /** `~~5~~`, as Markdown strikes out: two tildes at both ends of a word or a formula. Spaces of TeX (`x~~y`) stand between two. */
  protected struckOut(at: number): boolean {
    const { text } = this
    if (!text.startsWith('~~', at) || (at > this.start && !isSpace(text.charCodeAt(at - 1)))) return false
    const close = text.indexOf('~~', at + 2)
    const behind = close + 2
    const wraps = close > at + 2 && behind <= this.end && !isSpace(text.charCodeAt(at + 2)) && !isSpace(text.charCodeAt(close - 1))
    if (!wraps || (behind < this.end && !isSpace(text.charCodeAt(behind)))) return false
    this.remark('hidden-character', 'error', 'Expected plain text, found text that is struck out', at, behind)
    this.position = behind
    this.push('bad', text.slice(at, behind), at, behind)
    return true
  }

  /** `~p`, `~p ∨ q`: a tilde in front of a letter or a parenthesis, at the start or behind `(`, where a connective or nothing follows. */
  private opensNegation(after: number): boolean {
    const last = this.tokens[this.tokens.length - 1]
    if (last !== undefined && !(last.kind === 'sign' && last.value === '(')) return false
    const next = this.text.charCodeAt(after)
    if (!isLetter(next) && next !== 40 && next !== 126) return false
    return (last === undefined && isLetter(next) && after + 1 === this.end) || connectives.test(this.text.slice(after, after + 200))
  }
}
