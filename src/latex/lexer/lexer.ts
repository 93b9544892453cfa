import type { Diagnostic, DiagnosticCode, Severity } from '../../source/diagnostic.ts'
import type { Span } from '../../source/span.ts'
import {
  backslash,
  classes,
  digit,
  isAccented,
  isCjk,
  isDigit,
  isForeignLetter,
  isHidden,
  isLetter,
  isSpace,
  joint,
  letter,
  lettersEnd,
  sign,
  space,
  turnsDirection,
} from './characters.ts'
import * as table from './commands.ts'
import { eatenLetter } from './escapes.ts'
import { fold } from './fold.ts'
import { type Command, commandOf, isKnownCommand, knownCommand } from './known-commands.ts'
import {
  appliedTo,
  bearing,
  bracedOperators,
  calculus,
  cjkConnectives,
  cjkPairs,
  connectives,
  foreignConnectives,
  forOneName,
  hasLatinLetter,
  introducesNoun,
  isAppliedName,
  isWhite,
  leastOrMost,
  logicSigns,
  noNouns,
  nouns,
  numeralOrEquation,
  ordinalEndings,
  otherScript,
  powerOfTen,
  type Run,
  rowSpace,
  runOf,
  standsTo,
  unknowns,
  valueFollows,
} from './words.ts'
import { connective, isCalendarWord } from '../wording/lexicon.ts'
import { lookAlikesIn } from './look-alikes.ts'
import { readNumeral, wordOfDigits } from './numerals.ts'
import { readTable } from './table.ts'
import { newToken, type Token, type TokenKind } from './token.ts'
import { isUnitWord } from '../units/units.ts'
import { withRelations } from './worded-relations.ts'

/**
 * From characters to tokens.
 *
 * One pass over char codes. Everything that is only another spelling is folded here, so that spans stay true and the
 * parser sees one grammar: unicode signs (other forms of letters and digits by `fold.ts`), `\dfrac`, `\left`, `\text{…}`, spacing, math delimiters,
 * `**` and bare letter runs. A run of letters is one of: a function or constant name (`sqrt`, `pi`), a word (a unit,
 * a connective, a word of the lexicon, or four unknown letters and more), else a product of letters (`xy`).
 *
 * One class reads all characters, and so this file is long; each method takes one sort of them.
 */
export function lex(text: string, start = 0, end = text.length): Lexed {
  const folded = fold(text, start, end)
  if (folded === undefined) return lexPlain(text, start, end)
  const { tokens, diagnostics, worded } = lexPlain(folded.text, 0, folded.text.length)
  const offset = (at: number): number => folded.offsets[at] as number
  const placed = ({ start, end }: Span): Span => ({ start: offset(start), end: offset(end) })
  return {
    tokens: tokens.map(({ kind, value, start, end, gap, grouped, upright }) =>
      newToken(kind, value, offset(start), offset(end), gap, grouped, upright),
    ),
    diagnostics: diagnostics.map(diagnostic => ({ ...diagnostic, span: placed(diagnostic.span) })),
    worded,
  }
}

interface Lexed {
  readonly tokens: readonly Token[]
  readonly diagnostics: readonly Diagnostic[]
  /** Whether there are words among the tokens; where there are none, no word of a relation or of prose is looked for. */
  readonly worded: boolean
}

/** What stands around the part from `start` to `end` is not looked at. */
function lexPlain(text: string, start: number, end: number): Lexed {
  const lexer = new Lexer(end === text.length ? text : text.slice(0, end), start, end)
  lexer.run(end)
  lexer.push('end', '', end, end)
  const { tokens, diagnostics } = lexer
  if (!lexer.worded) return { tokens, diagnostics, worded: false }
  const related = withRelations(tokens)
  // Words may have become signs.
  return { tokens: related, diagnostics, worded: related === tokens || related.some(({ kind }) => kind === 'word' || kind === 'text') }
}

/** Prose nested deeper is read without its font: the reader of a group calls itself, and its stack has an end. */
const deepestText = 40

class Lexer {
  readonly tokens: Token[] = []
  readonly diagnostics: Diagnostic[] = []
  readonly text: string
  position: number
  /** A word or a text was pushed. */
  worded = false
  readonly #start: number
  #gap = false
  #end: number
  /** Inside `\text{…}` or `\mathrm{…}`. */
  #mode: 'math' | 'text' | 'upright' = 'math'
  /** Behind the `**` that begins bold text. */
  #bold = false
  /** Groups of prose inside groups of prose. */
  #textDepth = 0
  /** Open environments: inside one, a doubled backslash always breaks the row. */
  #environments = 0
  /** Unpaired `$` before a digit is money. */
  readonly #money: boolean

  constructor(text: string, start: number, end: number) {
    this.text = text
    this.#start = start
    this.position = start
    this.#end = end
    let dollars = 0
    for (let at = text.indexOf('$', start); at >= 0; at = text.indexOf('$', at + 1)) if (at === start || text[at - 1] !== '\\') dollars++
    this.#money = dollars % 2 === 1
  }

  push(kind: TokenKind, value: string, start: number, end: number, grouped?: 'comma' | 'space'): void {
    this.tokens.push(newToken(kind, value, start, end, this.#gap, grouped, this.#mode !== 'math'))
    this.#gap = false
    if (kind === 'word' || kind === 'text') this.worded = true
  }

  remark(code: DiagnosticCode, severity: Severity, message: string, start: number, end: number): void {
    this.diagnostics.push({ code, severity, message, span: { start, end } })
  }

  run(end: number): void {
    const outer = this.#end
    this.#end = end
    while (this.position < end) this.#next()
    this.#end = outer
  }

  #next(): void {
    const at = this.position
    const code = this.text.charCodeAt(at)
    if (code > 0x7f) return isSpace(code) ? this.#space(at, code) : this.#unicode(at, code)
    switch (classes[code]) {
      case digit:
        return this.#number(at)
      case letter:
        return this.#letters(at)
      case backslash:
        return this.#command(at)
      case space:
        return this.#space(at, code)
      case sign:
        this.position = at + 1
        return this.push('sign', this.text[at] as string, at, at + 1)
      case joint:
        return this.#sign(at, code)
      default:
        return this.#special(at, code)
    }
  }

  #space(at: number, code: number): void {
    this.position = at + 1
    // As in TeX, a space behind a control word only ends its name: `\pi r` has no gap.
    if (code !== 32 || !this.#endsControlWord(at)) this.#gap = true
  }

  /** A control character, a point, a bar, a tilde. */
  #special(at: number, code: number): void {
    if (code < 32) {
      if (this.#eatenEscape(at)) return
      if (isSpace(code)) return this.#space(at, code)
    } else if (code === 46) {
      if (this.#beginsDecimals(at)) return this.#number(at)
    } else if (code === 126) {
      if (this.#struckOut(at)) return
    } else if (code === 124 && this.#table(at)) return
    this.#sign(at, code)
  }

  /** `.5`, `.\overline{3}`: a numeral without its zero. */
  #beginsDecimals(at: number): boolean {
    const next = this.text.charCodeAt(at + 1)
    return at + 1 < this.#end && (isDigit(next) || (next === 92 && readNumeral(this.text, at, this.#end).end > at))
  }

  /** `{\times}`: braces around nothing but an operator or a relation set it closer, as converters write them. */
  #bracedOperator(at: number): boolean {
    const end = lettersEnd(this.text, at + 1, this.#end)
    const written = this.text.slice(at + 1, end)
    const name = table.aliases.get(written) ?? written
    const before = this.tokens[this.tokens.length - 1]
    // An argument of a command, an index: `\overset{\to}{AB}`, `v_{\perp}`.
    const belongs = before?.kind === 'command' || before?.value === '_' || before?.value === '^'
    if (belongs || this.text[end] !== '}' || !(table.relations.has(name) || bracedOperators.has(name))) return false
    this.#command(at)
    this.position = end + 1
    return true
  }

  /** A command whose backslash and first letter became a control character. */
  #eatenEscape(at: number): boolean {
    const letter = eatenLetter(this.text, at, this.#end, isKnownCommand)
    if (letter === undefined) return false
    this.remark('hidden-character', 'warning', `Expected '\\${letter}', found a control character`, at, at + 1)
    this.#command(at, letter)
    return true
  }

  #endsControlWord(at: number): boolean {
    const last = this.tokens[this.tokens.length - 1]
    return (
      last !== undefined &&
      last.kind === 'command' &&
      last.end === at &&
      this.text[last.start] === '\\' &&
      isLetter(this.text.charCodeAt(at - 1))
    )
  }

  /** A Markdown table is a matrix; its second line, which only draws, is left out. */
  #table(at: number): boolean {
    if (this.#environments > 0) return false
    const found = readTable(this.text, at, this.#end, this.#start)
    if (found === undefined) return false
    this.push('command', 'begin matrix', at, at + 1)
    for (const [index, cells] of found.rows.entries()) {
      if (index > 0) this.push('command', 'newline', cells[0]?.start ?? at, cells[0]?.start ?? at)
      for (const [column, cell] of cells.entries()) {
        if (column > 0) this.push('sign', '&', cell.start - 1, cell.start)
        const before = this.tokens.length
        this.position = cell.start
        this.run(cell.end)
        if (this.tokens.length === before) this.push('text', '', cell.start, cell.end)
      }
    }
    this.position = found.end
    this.push('command', 'end matrix', found.end - 1, found.end)
    return true
  }

  #number(at: number): void {
    const whole = wordOfDigits(this.text, at, this.#end)
    if (whole > at) {
      this.position = whole
      return this.push('word', this.text.slice(at, whole), at, whole)
    }
    const previous = this.tokens[this.tokens.length - 1]
    const numeral = readNumeral(this.text, at, this.#end)
    // `3.1.2` or `1 000` behind a numeral: the reader took all it could; what follows is a token of its own.
    if (previous !== undefined && previous.kind === 'number' && previous.end === at) this.#gap = false
    this.position = numeral.end
    const ending = this.#ordinalEnd(numeral.end)
    if (ending > numeral.end) {
      this.position = ending
      // `1/10th` is a fraction; `21st century` names a place.
      if (previous?.kind !== 'sign' || previous.value !== '/') return this.push('word', this.text.slice(at, ending), at, ending)
    }
    this.push('number', numeral.lexeme, at, numeral.end, numeral.grouped)
  }

  /** The end of `st`, `nd`, `rd`, `th` right behind a numeral, in a denominator or before a word; else `from`. */
  #ordinalEnd(from: number): number {
    const text = this.text
    if (from + 2 > this.#end || !isLetter(text.charCodeAt(from)) || !ordinalEndings.has(text.slice(from, from + 2))) return from
    const previous = this.tokens[this.tokens.length - 1]
    const below = previous?.kind === 'sign' && previous.value === '/' && this.tokens[this.tokens.length - 2]?.kind === 'number'
    const end = below && text[from + 2] === 's' ? from + 3 : from + 2
    if (isLetter(text.charCodeAt(end))) return from
    if (below) return end
    return this.#mode === 'math' && this.#nounFollows(end) ? end : from
  }

  #letters(at: number): void {
    const text = this.text
    const end = lettersEnd(text, at + 1, this.#end)
    if (end < this.#end && isAccented(text.charCodeAt(end)) && !table.unicodeSigns.has(text[end] as string)) return this.#foreign(at)
    this.position = end
    return end - at === 1 ? this.#letter(at, end) : this.#run(at, end, runOf(text.slice(at, end)))
  }

  /** A letter alone. */
  #letter(at: number, end: number): void {
    const text = this.text
    const name = text[at] as string
    if (text.charCodeAt(end) === 46) {
      const abbreviation = this.#abbreviation(at, end)
      if (abbreviation > end) return this.#abbreviated(at, abbreviation)
    }
    if (this.#mode === 'text') return this.push('text', name, at, end)
    if (name === 'a' && this.#mode === 'math' && this.#nounFollows(end)) return this.push('word', name, at, end)
    if (this.#gap) {
      const joint = foreignConnectives.get(name)
      if (joint !== undefined && this.#joinsValues(name, end)) return this.push('word', joint, at, end)
    }
    const behindNumeral = this.tokens[this.tokens.length - 1]?.kind === 'number'
    if (behindNumeral && (name === 'x' || name === 'X') && powerOfTen.test(text.slice(end, end + 8)))
      return this.push('command', 'times', at, end)
    // `12m²`: a length right behind a numeral, with a unicode square or cube; it is set off like one, so that the gold may still read a product.
    if (behindNumeral && name === 'm' && (text[end] === '²' || text[end] === '³')) this.#gap = true
    this.push('name', name, at, end)
  }

  #abbreviated(at: number, end: number): void {
    this.position = end
    this.push(this.#mode === 'text' ? 'text' : 'word', this.text.slice(at, end), at, end)
  }

  /** Two letters and more. */
  #run(at: number, end: number, said: Run): void {
    const text = this.text
    const { run } = said
    if (text.charCodeAt(end) === 46) {
      if (run === 'Rs') {
        this.position = end + 1
        return this.push('text', run, at, end + 1)
      }
      if (said.module && isLetter(text.charCodeAt(end + 1))) {
        // `Math.PI`, `np.sqrt(2)`: the module of a program says nothing.
        const euler = text[end + 1] === 'E' && !isLetter(text.charCodeAt(end + 2))
        this.position = end + (euler ? 2 : 1)
        return euler ? this.push('name', 'e', at, end + 2) : undefined
      }
    }
    const set = this.#setName(at, end, said)
    if (set > at) {
      this.position = set
      return this.push('word', text.slice(at, set), at, set)
    }
    const abbreviation = this.#abbreviation(at, end)
    if (abbreviation > end) return this.#abbreviated(at, abbreviation)
    if (this.#mode === 'text') return this.push('text', run, at, end)
    if (run === 'an' && this.#mode === 'math' && this.#nounFollows(end)) return this.push('word', run, at, end)
    if (this.#gap && said.joint !== undefined && this.#joinsValues(run, end)) return this.push('word', said.joint, at, end)
    // "the range of values for a is": of a.
    if (this.#gap && run === 'for' && forOneName.test(text.slice(end, end + 20))) return this.push('word', 'of', at, end)
    if ((this.#gap || this.tokens.length === 0) && run === 'at' && leastOrMost.test(text.slice(end, end + 8)))
      return this.push('word', run, at, end)
    const joined = this.#gap ? undefined : this.#joinedConnective(run)
    if (joined !== undefined) {
      this.position = at + joined
      return this.push('word', run.slice(0, joined), at, at + joined)
    }
    const upright = this.#mode === 'upright'
    const previous = this.tokens[this.tokens.length - 1]
    const inIndex =
      previous !== undefined &&
      previous.kind === 'sign' &&
      (previous.value === '_' || (previous.value === '{' && this.tokens[this.tokens.length - 2]?.value === '_'))
    const operator = upright && !inIndex && !this.#afterValue() ? said.operator : undefined
    // "max height"
    if ((run === 'max' || run === 'min') && this.#mode === 'math' && this.#nounFollows(end)) return this.#word(at, end)
    if (said.noun && this.#isNoun(end)) return this.#word(at, end)
    const command = operator ?? said.command
    if (command !== undefined) return this.push('command', command, at, end)
    // `x^TAx`: no tax.
    const transposes = previous?.value === '^' && !this.#gap && /^T[A-Z]/.test(run)
    if (
      upright ||
      (!inIndex && !transposes && (said.known || (this.#afterValue() && isUnitWord(run, this.#gap) && !this.#factorFollows(end))))
    )
      return this.#word(at, end)
    if (said.applied && this.#appliedName(at, end, run)) return
    if (run.length >= 4 && !said.capitals && !inIndex && !transposes && !this.#isProduct()) return this.push('word', run, at, end)
    for (let i = at; i < end; i++) this.push('name', text[i] as string, i, i + 1)
  }

  /** `sinx`, `lnx`, `xsin`: a function name with at most two letters more. */
  #appliedName(at: number, end: number, run: string): boolean {
    const previous = this.tokens[this.tokens.length - 1]
    for (let cut = Math.min(run.length - 1, 6); cut >= 2 && run.length - cut <= 2; cut--) {
      const head = run.slice(0, cut)
      // `10 floors`, `20 logs`
      if (this.#gap && run.slice(cut) === 's' && previous?.kind === 'number') return false
      // "the cost", "total cost"
      if (this.#gap && previous?.kind === 'word' && introducesNoun(previous.value) && !unknowns.test(run.slice(cut))) return false
      if (!isAppliedName(head)) continue
      this.push('command', head, at, at + cut)
      for (let i = at + cut; i < end; i++) this.push('name', this.text[i] as string, i, i + 1)
      return true
    }
    return false
  }

  /** A word, with the point that cuts it short before a numeral: `5 ft. 6 in`, `Dec. 25`. */
  #word(at: number, end: number): void {
    const text = this.text
    const run = text.slice(at, end)
    const short = text[end] === '.' && text[end + 1] === ' ' && isDigit(text.charCodeAt(end + 2)) && run.length < 5
    if (short && (isUnitWord(run, true) || isCalendarWord(run))) this.position = end + 1
    this.push('word', run, at, this.position)
  }

  /** `sq. ft` behind a value, `USD` before one, `min` or `by` between two: the end of letters that are a unit here and a product elsewhere. */
  #setName(at: number, end: number, { run, currency }: Run): number {
    const text = this.text
    if (currency) return isDigit(text.charCodeAt(text[end] === ' ' ? end + 1 : end)) && !this.#afterValue() ? end : at
    if (end - at > 3 || !this.#afterValue()) return at
    // "3 by 4"
    if (run === 'by') return text[end] === ' ' && isDigit(text.charCodeAt(end + 1)) && this.#gap ? end : at
    if (run === 'min') return end >= this.#end || (text[end] === ' ' && isDigit(text.charCodeAt(end + 1))) ? end : at
    if (run !== 'sq' && run !== 'cu') return at
    const from = (text[end] === '.' ? end + 1 : end) + (text[text[end] === '.' ? end + 1 : end] === ' ' ? 1 : 0)
    const stop = lettersEnd(text, from, this.#end)
    const name = text.slice(from, stop)
    return stop > from && (isUnitWord(`${run} ${name}`, true) || name === 'units' || name === 'unit') ? stop : at
  }

  /** `2mL\omega`, `3gm\sin x`, `2kg\sqrt3`: a Greek letter, a function or a root right behind makes a product of what could be a unit. */
  #factorFollows(end: number): boolean {
    if (this.text[end] !== '\\' || this.#gap) return false
    const name = this.text.slice(end + 1, lettersEnd(this.text, end + 1, this.#end))
    return table.letters.has(name) || table.functions.has(name) || name === 'sqrt'
  }

  /** `2 et 3`, `x=2 y x=3`: a connective of another language, set off between two values. Alone, `e` is the number and `y` a name. */
  #joinsValues(run: string, end: number): boolean {
    const before = this.tokens[this.tokens.length - 1]
    if (before === undefined || !isSpace(this.text.charCodeAt(end))) return false
    const closes = before.kind === 'number' || before.value === '}' || before.value === ')'
    if (run.length > 1) return (closes || before.kind === 'name') && valueFollows.test(this.text.slice(end, end + 20))
    return closes && (run === 'o' ? valueFollows : numeralOrEquation).test(this.text.slice(end, end + 40))
  }

  /** `\sqrt{2neum}`: letters right behind the numeral that begins a group. */
  #isProduct(): boolean {
    const last = this.tokens[this.tokens.length - 1]
    const open = this.tokens[this.tokens.length - 2]
    return !this.#gap && last?.kind === 'number' && open?.kind === 'sign' && open.value === '{'
  }

  /** `1orW(x)`: the length of a connective written between a numeral and a name, before one letter. */
  #joinedConnective(run: string): number | undefined {
    if (this.tokens[this.tokens.length - 1]?.kind !== 'number') return undefined
    const length = run.startsWith('or') ? 2 : run.startsWith('and') ? 3 : 0
    return length > 0 && run.length === length + 1 ? length : undefined
  }

  /** `a.m.`, `U.S.`, in prose `sq.cm`: the end of an abbreviation that begins with the run, else the end of the run. */
  #abbreviation(at: number, end: number): number {
    const text = this.text
    const short = end - at === 1
    if (text[end] !== '.' || !(short || this.#mode === 'text')) return end
    let stop = end
    while (text[stop] === '.' && isLetter(text.charCodeAt(stop + 1)) && (!short || !isLetter(text.charCodeAt(stop + 2)))) {
      stop += 2
      while (!short && stop < this.#end && isLetter(text.charCodeAt(stop))) stop++
    }
    return stop === end ? end : text[stop] === '.' && short ? stop + 1 : stop
  }

  /** `a square`, `an isosceles triangle`: a space and a word of three letters and more that is no function. */
  #nounFollows(from: number): boolean {
    let at = from
    while (at < this.#end && isSpace(this.text.charCodeAt(at))) at++
    const end = lettersEnd(this.text, at, this.#end)
    if (at === from || end - at < 3) return false
    const word = this.text.slice(at, end)
    if (nouns.has(word) && this.#isNoun(end)) return true
    return connective(word) === undefined && !noNouns.has(word) && !table.plainFunctions.has(word) && !table.plainNames.has(word)
  }

  /** The floor of a house, a round of a game, a plus sign: functions by name, with nothing behind them to apply to. */
  #isNoun(end: number): boolean {
    if (this.#mode !== 'math') return false
    let next = end
    while (next < this.#end && isSpace(this.text.charCodeAt(next))) next++
    if (next >= this.#end) return true
    return isLetter(this.text.charCodeAt(next)) ? isLetter(this.text.charCodeAt(next + 1)) : '.,;:!?'.includes(this.text[next] as string)
  }

  /** `~~5~~`, as Markdown strikes out: two tildes at both ends of a word or a formula. Spaces of TeX (`x~~y`) stand between two. */
  #struckOut(at: number): boolean {
    const { text } = this
    if (!text.startsWith('~~', at) || (at > this.#start && !isSpace(text.charCodeAt(at - 1)))) return false
    const close = text.indexOf('~~', at + 2)
    const behind = close + 2
    const wraps = close > at + 2 && behind <= this.#end && !isSpace(text.charCodeAt(at + 2)) && !isSpace(text.charCodeAt(close - 1))
    if (!wraps || (behind < this.#end && !isSpace(text.charCodeAt(behind)))) return false
    this.remark('hidden-character', 'error', 'Expected plain text, found text that is struck out', at, behind)
    this.position = behind
    this.push('bad', text.slice(at, behind), at, behind)
    return true
  }

  /** `~p`, `~p ∨ q`: a tilde in front of a letter or a parenthesis, at the start or behind `(`, where a connective or nothing follows. */
  #opensNegation(after: number): boolean {
    const last = this.tokens[this.tokens.length - 1]
    if (last !== undefined && !(last.kind === 'sign' && last.value === '(')) return false
    const next = this.text.charCodeAt(after)
    if (!isLetter(next) && next !== 40 && next !== 126) return false
    return (last === undefined && isLetter(next) && after + 1 === this.#end) || connectives.test(this.text.slice(after, after + 200))
  }

  /** Behind a sign of logic a `~` denies; elsewhere it ties words together. */
  #afterLogic(): boolean {
    const last = this.tokens[this.tokens.length - 1]
    return last?.kind === 'sign' ? last.value === '&' && this.#environments === 0 : last?.kind === 'command' && logicSigns.has(last.value)
  }

  /** The last token ends a value, so that a unit may follow. */
  #afterValue(): boolean {
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

  /** `eaten` is the letter of a command whose backslash was lost with it. */
  #command(at: number, eaten = ''): void {
    const text = this.text
    let end = lettersEnd(text, at + 1, this.#end)
    if (eaten === '' && text.charCodeAt(at + 1) === 117 && this.#codePoint(at)) return
    if (end === at + 1) {
      // A control symbol: one character, or a line break.
      const symbol = text[end] ?? ''
      this.position = Math.min(end + 1, this.#end)
      if (end >= this.#end) return // a lone backslash at the end says nothing
      if (symbol === '\\') {
        // A doubled backslash before a command is one (JSON-escaped twice), unless a line can break here.
        if (
          isLetter(text.charCodeAt(end + 1)) &&
          (this.#environments === 0 || text.startsWith('end{', end + 1)) &&
          this.#isCommandName(end + 1)
        ) {
          this.position = end
          return
        }
        if (
          text[end + 1] === '}' ||
          text[end + 1] === ',' ||
          text[end + 1] === '%' ||
          text[end + 1] === ')' ||
          ((text[end + 1] === '{' || text[end + 1] === '(') && this.#environments === 0)
        ) {
          this.position = end
          return
        }
        rowSpace.lastIndex = end + 1
        this.position = rowSpace.test(text) ? rowSpace.lastIndex : end + 1
        return this.push('command', 'newline', at, end + 1)
      }
      if (symbol === '(' || symbol === ')' || symbol === '[' || symbol === ']') return
      const visible = table.spacing.get(symbol)
      if (visible !== undefined || isSpace(symbol.charCodeAt(0))) {
        this.#gap ||= visible !== false
        return
      }
      if (symbol === '{' || symbol === '}') return this.push('command', symbol === '{' ? 'lbrace' : 'rbrace', at, end + 1)
      if (symbol === '|') return this.push('command', 'Vert', at, end + 1)
      if (symbol === '$') return this.push('text', '$', at, end + 1)
      if (symbol === '%') return this.push('sign', '%', at, end + 1)
      if (symbol === '#' || symbol === '&' || symbol === '_') return this.push('text', symbol, at, end + 1)
      return // `\*` and the like: nothing is said
    }
    const written = eaten + text.slice(at + 1, end)
    const known = knownCommand(written)
    if (known !== undefined) return this.#named(at, end, known)
    if (eaten === '') end = this.#knownPrefix(at, end)
    const name = eaten + text.slice(at + 1, end)
    const begun = name.startsWith('begin') && name.length > 7 && isKnownCommand(name.slice(5)) // `\beginboxed`
    this.#named(at, end, commandOf(begun ? name.slice(5) : name))
  }

  /** A command whose letters end at `from`. */
  #named(at: number, from: number, { name, sort, starred }: Command): void {
    const text = this.text
    const end = starred && text[from] === '*' ? from + 1 : from
    this.position = end
    switch (sort) {
      case 'plain':
        return this.push('command', name, at, end)
      case 'space':
        this.#gap = true
        return
      case 'nothing':
        if ((name === 'left' || name === 'right') && text[end] === '.') this.position++
        return
      case 'font':
        return
      case 'textual':
        return this.#textual(at, end, this.#namesFunction(end) ? 'upright' : 'text')
      case 'upright':
        return this.#textual(at, end, 'upright')
      case 'environment':
        return this.#environment(name, at, end)
      case 'discarded':
        return this.#discarded(name, at, end)
      case 'circled':
        return this.#circled(name, at, end)
      case 'currency':
        return this.push('text', table.currencies.get(name) as string, at, end)
      case 'blackboard':
        return this.#blackboard(at, end)
      case 'struck-out':
        return this.#struckRelation(name, at, end)
      case 'sign':
        return this.push(name === 'S' ? 'text' : 'sign', name === 'S' ? '§' : name, at, end)
    }
  }

  #environment(name: string, at: number, end: number): void {
    const group = this.#group(end)
    if (group !== undefined) this.position = group.after
    this.#environments = name === 'begin' ? this.#environments + 1 : Math.max(0, this.#environments - 1)
    const environment = group === undefined ? '' : this.text.slice(group.open, group.close).trim()
    this.push('command', `${name} ${environment.endsWith('*') ? environment.slice(0, -1) : environment}`, at, this.position)
  }

  #discarded(name: string, at: number, end: number): void {
    const group = this.#group(end)
    if (group !== undefined) this.position = group.after
    if (name.endsWith('color') && group !== undefined && isWhite(this.text.slice(group.open, group.close))) {
      this.remark('hidden-character', 'error', 'Expected visible text, found white', at, this.position)
      return this.push('bad', name, at, this.position)
    }
    this.#gap = true
  }

  #circled(name: string, at: number, end: number): void {
    const group = this.#group(end)
    const inside = group === undefined ? (this.text[end] ?? '') : this.text.slice(group.open, group.close).trim()
    if (!/^[1-9][0-9]?$/.test(inside)) return this.push('command', name, at, end)
    this.position = group?.after ?? end + 1
    this.push('circled', inside, at, this.position)
  }

  #blackboard(at: number, end: number): void {
    const text = this.text
    const group = this.#group(end)
    const letter =
      group === undefined ? text.slice(end, end + 1).trim() || text.slice(end + 1, end + 2) : text.slice(group.open, group.close).trim()
    const constant = table.blackboard.get(letter)
    if (constant === undefined) return
    this.position = group === undefined ? end + (text[end] === ' ' ? 2 : 1) : group.after
    // `\mathbb{P}(A)` is a probability.
    const applied = constant === 'primes' && /^ *(?:\\left *)?\(/.test(text.slice(this.position, this.position + 12))
    if (applied) this.push('name', 'P', at, this.position)
    else this.push('command', constant, at, this.position)
  }

  /** `\nmid`, `∤`: the relation that is struck out, behind a sign that denies it. */
  #struckRelation(name: string, at: number, end: number): void {
    const struck = table.struckOut.get(name) as string
    this.push('command', 'not', at, end)
    this.push(struck.length === 1 ? 'sign' : 'command', struck, end, end)
  }

  /** `\u00B0`: a character that stayed escaped. */
  #codePoint(at: number): boolean {
    const digits = this.text.slice(at + 2, at + 6)
    if (at + 6 > this.#end || !/^[0-9A-Fa-f]{4}$/.test(digits)) return false
    const found = table.unicodeSigns.get(String.fromCharCode(Number.parseInt(digits, 16)))
    if (found === undefined || found[0] !== '\\' || found.length < 3) return false
    this.position = at + 6
    this.push('command', found.slice(1), at, at + 6)
    return true
  }

  /** `\quadx`, `\angleABC` without its space: the known command that the letters begin with, two letters or some capitals short. */
  #knownPrefix(at: number, end: number): number {
    for (let cut = end - 1; cut >= at + 3 && cut >= end - 5; cut--) {
      if (cut < end - 2 && !/^[A-Z]+$/.test(this.text.slice(cut, end))) break
      if (!isKnownCommand(this.text.slice(at + 1, cut))) continue
      this.remark('unknown-command', 'warning', `Expected a space behind '${this.text.slice(at, cut)}'`, at, end)
      return cut
    }
    return end
  }

  /** Whether letters at `at` begin the name of a command that is known. */
  #isCommandName(at: number): boolean {
    return isKnownCommand(this.text.slice(at, lettersEnd(this.text, at, this.#end)))
  }

  /** The balanced group that opens at or behind white space after `from`. */
  #group(from: number): { open: number; close: number; after: number } | undefined {
    let at = from
    while (at < this.#end && isSpace(this.text.charCodeAt(at))) at++
    if (this.text[at] !== '{') return undefined
    let depth = 0
    for (let i = at; i < this.#end; i++) {
      const c = this.text.charCodeAt(i)
      if (c === 92) i++
      else if (c === 123) depth++
      else if (c === 125 && --depth === 0) return { open: at + 1, close: i, after: i + 1 }
    }
    return { open: at + 1, close: this.#end, after: this.#end }
  }

  /**
   * `\text{…}`, `\mathrm{…}`: words inside are prose or units; digits and commands inside are read as mathematics
   * (`\text{13}`, `\text{if } x>0`).
   */
  #textual(at: number, end: number, mode: 'text' | 'upright'): void {
    const group = this.#textDepth < deepestText ? this.#group(end) : undefined
    if (group === undefined) {
      if (mode === 'upright') return // `{\rm cm}`: the rest of the group; only the font changes
      const single = this.text.slice(end, end + 1)
      if (single !== '' && isLetter(single.charCodeAt(0))) {
        this.position = end + 1
        this.push('text', single, end, end + 1)
      }
      return
    }
    const outer = this.#mode
    this.#mode = outer === 'text' ? 'text' : mode
    const first = this.tokens.length
    this.position = group.open
    this.#textDepth++
    this.run(group.close)
    this.#textDepth--
    const trailing = this.#gap
    this.position = group.after
    this.#mode = outer
    if (mode === 'text') this.#joinText(first, at, group.after)
    if (this.tokens.length === first && group.close > group.open && mode === 'text') this.#gap = true
    this.#gap ||= trailing
  }

  /** `\text{sin}(x)`, `\text{log}_2 8`: the name of a function as prose, in front of what it is applied to. */
  #namesFunction(end: number): boolean {
    const group = this.#group(end)
    return (
      group !== undefined &&
      calculus.test(this.text.slice(group.open, group.close)) &&
      appliedTo.test(this.text.slice(group.after, Math.min(this.#end, group.after + 20)))
    )
  }

  /** Runs of words inside one `\text{…}` are one token. */
  #joinText(first: number, start: number, end: number): void {
    const tokens = this.tokens
    const count = tokens.length
    let kept = first
    let joined: Token | undefined
    for (let at = first, before: Token | undefined; at < count; at++) {
      const token = tokens[at] as Token
      const { kind, value } = token
      const edge = at === first || at === count - 1 || before?.value === ','
      before = token
      const connective = edge && (value === 'and' || value === 'or')
      const wordlike = kind === 'text' || kind === 'word' || (joined !== undefined && kind === 'sign' && (value === "'" || value === '-'))
      if (connective || !wordlike) {
        tokens[kept++] = token
        joined = undefined
      } else if (joined === undefined) {
        joined = newToken('text', value, token.start, token.end, token.gap, token.grouped, token.upright)
        tokens[kept++] = joined
      } else {
        joined = newToken(
          'text',
          joined.value + (token.gap ? ' ' : '') + value,
          joined.start,
          token.end,
          joined.gap,
          joined.grouped,
          joined.upright,
        )
        tokens[kept - 1] = joined
      }
    }
    tokens.length = kept
    const only = tokens[first]
    if (only !== undefined && kept === first + 1)
      tokens[first] = newToken(only.kind, only.value, start, end, only.gap, only.grouped, only.upright)
  }

  #sign(at: number, code: number): void {
    const text = this.text
    const next = text[at + 1]
    let end = at + 1
    let value = text[at] as string
    if (code === 36) {
      // `$`: a delimiter, or money when it is unpaired before a digit.
      this.position = end
      if (this.#money && next !== undefined && (isDigit(next.charCodeAt(0)) || next === '.')) return this.push('text', '$', at, end)
      if (next === '$') this.position++
      this.#gap ||= this.#mode === 'text'
      return
    }
    if (code === 126 && ((this.#mode === 'math' && this.#afterLogic()) || this.#opensNegation(end))) {
      this.position = end
      return this.push('command', 'lnot', at, end)
    }
    if (code === 126 || code === 96) {
      // A tie, or the mark of code in Markdown.
      this.position = end
      this.#gap ||= code === 126
      return
    }
    if (code === 42 && next === '*') {
      // `x**2` and `x ** 2` are powers; `**73**` is bold, whatever stands behind its end.
      end++
      this.position = end
      const before = this.tokens[this.tokens.length - 1]
      const spaced = isSpace(text.charCodeAt(at - 1)) && isSpace(text.charCodeAt(end))
      const raises = before !== undefined && (spaced || (before.end === at && !isSpace(text.charCodeAt(end)))) && end < this.#end
      if (this.#bold || !raises) {
        this.#bold = !this.#bold
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
        if (next === '/' && this.#betweenPoints(at)) [value, end] = ['parallel', end + 1]
        break
      case 46:
        if (next === '.' && (text[at + 2] === '.' || this.#gap || this.tokens[this.tokens.length - 1]?.value === ',')) {
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
        else if (next === '\\' && this.#bracedOperator(at + 1)) return
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

  /** `AB // CD`: two strokes between letters of points are the sign of parallels. */
  #betweenPoints(at: number): boolean {
    const before = this.tokens[this.tokens.length - 1]?.value ?? ''
    const after = this.text.charCodeAt(this.text[at + 2] === ' ' ? at + 3 : at + 2)
    return before.length === 1 && before >= 'A' && before <= 'Z' && after >= 65 && after <= 90
  }

  #unicode(at: number, code: number): void {
    const wide = code >= 0xd800 && code <= 0xdbff && this.position + 1 < this.#end
    const char = this.text.slice(at, at + (wide ? 2 : 1))
    const end = at + char.length
    this.position = end
    if (code >= 0xff01 && code <= 0xff5e) return this.push('sign', String.fromCharCode(code - 0xfee0), at, end)
    if (isHidden(code)) {
      const turns = turnsDirection(code)
      const edge = !turns && (this.tokens.length === 0 || end >= this.#end)
      const what = turns ? 'a mark that turns the direction of reading' : 'a character that cannot be seen'
      this.remark('hidden-character', edge ? 'note' : 'error', `Expected visible text, found ${what}`, at, end)
      return edge ? undefined : this.push('bad', char, at, end)
    }
    const sign = table.unicodeSigns.get(char)
    if (sign !== undefined) {
      if (sign === '\\ignore') return
      // An ideographic full stop ends a statement; another may follow.
      if (char === '。') return this.push('sign', ';', at, end)
      if (sign[0] !== '\\') return this.push('sign', sign, at, end)
      const name = sign.slice(1)
      if (table.struckOut.has(name)) return this.#struckRelation(name, at, end)
      const currency = table.currencies.get(name)
      return currency === undefined ? this.push('command', name, at, end) : this.push('text', currency, at, end)
    }
    const vulgar = table.vulgarFractions.get(char)
    if (vulgar !== undefined) return this.push('vulgar', vulgar, at, end)
    if (this.#digitRun(at, table.superscripts, 'superscript') || this.#digitRun(at, table.subscripts, 'subscript')) return
    if (code >= 0x2460 && code <= 0x2473) return this.push('circled', String(code - 0x245f), at, end)
    if (isCjk(code)) {
      if (this.text.startsWith('根号', at)) {
        this.position = at + 2
        return this.push('command', 'sqrt', at, at + 2)
      }
      if (this.#gap && this.#endsValue() && bearing.test(this.text.slice(at, at + 4))) this.push('sign', ',', at, at)
      const joint = this.#cjkConnective(at)
      let stop = at + Math.max(joint, 1)
      if (joint === 0)
        while (
          stop < this.#end &&
          isCjk(this.text.charCodeAt(stop)) &&
          this.#cjkConnective(stop) === 0 &&
          !this.text.startsWith('根号', stop)
        )
          stop++
      this.position = stop
      return this.push('word', this.text.slice(at, stop), at, stop)
    }
    if (isForeignLetter(code)) return this.#foreign(at)
    // A lone surrogate or a control character is no text; any other sign (an emoji, a box) is a word of its own.
    const visible = (code < 0xd800 || code > 0xdfff || wide) && code > 0xa0
    this.push(visible ? 'word' : 'bad', char, at, end)
  }

  /**
   * The length of a connective: 或, 或者. 与 joins two answers, unless the words behind it say how something stands to something else:
   * 与运动方向相反.
   */
  #cjkConnective(at: number): 0 | 1 | 2 {
    if (cjkPairs.has(this.text.slice(at, at + 2))) return 2
    const char = this.text[at] as string
    return cjkConnectives.has(char) && !(char === '与' && standsTo.test(this.text.slice(at, at + 20))) ? 1 : 0
  }

  /** Whether a value may end with the last token: 5 N, \frac{1}{2}. */
  #endsValue(): boolean {
    const last = this.tokens[this.tokens.length - 1]
    return last?.kind === 'number' || last?.kind === 'name' || last?.kind === 'text' || last?.value === '}' || last?.value === ')'
  }

  #digitRun(at: number, digits: ReadonlyMap<string, string>, kind: 'superscript' | 'subscript'): boolean {
    let value = ''
    let end = at
    for (; end < this.#end; end++) {
      const digit = digits.get(this.text[end] as string)
      if (digit === undefined) break
      value += digit
    }
    if (value === '') return false
    this.position = end
    this.push(kind, value, at, end)
    return true
  }

  #foreign(at: number): void {
    let end = at + 1
    while (end < this.#end && (isForeignLetter(this.text.charCodeAt(end)) || isLetter(this.text.charCodeAt(end)))) end++
    this.position = end
    const run = this.text.slice(at, end)
    if (run === 'и' && this.#gap) return this.push('word', run, at, end)
    // A word of its own script is one; a single letter, or Latin letters in the same word, may deceive.
    const mixed = run.length === 1 || hasLatinLetter.test(run) || (at > this.#start && isLetter(this.text.charCodeAt(at - 1)))
    if (mixed && otherScript.test(run)) {
      const found = lookAlikesIn(run)[0] ?? `'${run}' of another script`
      this.remark('look-alike-letter', 'warning', `Expected a Latin or Greek letter, found ${found}`, at, end)
    }
    this.push(run.length > 1 ? 'word' : 'name', run, at, end)
  }
}
