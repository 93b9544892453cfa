import { isAccented, isDigit, isForeignLetter, isLetter, isSpace, lettersEnd } from './characters.ts'
import * as table from './commands.ts'
import { connective, isCalendarWord } from '../wording/lexicon.ts'
import { lookAlikesIn } from './look-alikes.ts'
import { Scanner } from './scanner.ts'
import { isUnitWord } from '../units/units.ts'
import {
  foreignConnectives,
  forOneName,
  hasLatinLetter,
  introducesNoun,
  isAppliedName,
  leastOrMost,
  noNouns,
  nouns,
  numeralOrEquation,
  otherScript,
  powerOfTen,
  type Run,
  runOf,
  unknowns,
  valueFollows,
} from './words.ts'

/**
 * Runs of letters. A run is one of: a function or constant name (`sqrt`, `pi`), a word (a unit, a connective, a word of the lexicon, or
 * four unknown letters and more), else a product of letters (`xy`).
 */
export abstract class Letters extends Scanner {
  protected letters(at: number): void {
    const text = this.text
    const end = lettersEnd(text, at + 1, this.end)
    if (end < this.end && isAccented(text.charCodeAt(end)) && !table.unicodeSigns.has(text[end] as string)) return this.foreign(at)
    this.position = end
    return end - at === 1 ? this.letter(at, end) : this.runOfLetters(at, end, runOf(text.slice(at, end)))
  }

  /** A letter alone. */
  private letter(at: number, end: number): void {
    const text = this.text
    const name = text[at] as string
    if (text.charCodeAt(end) === 46) {
      const abbreviation = this.abbreviation(at, end)
      if (abbreviation > end) return this.abbreviated(at, abbreviation)
    }
    if (this.mode === 'text') return this.push('text', name, at, end)
    if (name === 'a' && this.mode === 'math' && this.nounFollows(end)) return this.push('word', name, at, end)
    if (this.gap) {
      const joint = foreignConnectives.get(name)
      if (joint !== undefined && this.joinsValues(name, end)) return this.push('word', joint, at, end)
    }
    const behindNumeral = this.tokens[this.tokens.length - 1]?.kind === 'number'
    if (behindNumeral && (name === 'x' || name === 'X') && powerOfTen.test(text.slice(end, end + 8)))
      return this.push('command', 'times', at, end)
    // `12m²`: a length right behind a numeral, with a unicode square or cube; it is set off like one, so that the gold may still read a product.
    if (behindNumeral && name === 'm' && (text[end] === '²' || text[end] === '³')) this.gap = true
    this.push('name', name, at, end)
  }

  private abbreviated(at: number, end: number): void {
    this.position = end
    this.push(this.mode === 'text' ? 'text' : 'word', this.text.slice(at, end), at, end)
  }

  /** Two letters and more. */
  private runOfLetters(at: number, end: number, said: Run): void {
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
    const set = this.setName(at, end, said)
    if (set > at) {
      this.position = set
      return this.push('word', text.slice(at, set), at, set)
    }
    const abbreviation = this.abbreviation(at, end)
    if (abbreviation > end) return this.abbreviated(at, abbreviation)
    if (this.mode === 'text') return this.push('text', run, at, end)
    if (run === 'an' && this.mode === 'math' && this.nounFollows(end)) return this.push('word', run, at, end)
    if (this.gap && said.joint !== undefined && this.joinsValues(run, end)) return this.push('word', said.joint, at, end)
    // "the range of values for a is": of a.
    if (this.gap && run === 'for' && forOneName.test(text.slice(end, end + 20))) return this.push('word', 'of', at, end)
    if ((this.gap || this.tokens.length === 0) && run === 'at' && leastOrMost.test(text.slice(end, end + 8)))
      return this.push('word', run, at, end)
    const joined = this.gap ? undefined : this.joinedConnective(run)
    if (joined !== undefined) {
      this.position = at + joined
      return this.push('word', run.slice(0, joined), at, at + joined)
    }
    const upright = this.mode === 'upright'
    const previous = this.tokens[this.tokens.length - 1]
    const inIndex =
      previous !== undefined &&
      previous.kind === 'sign' &&
      (previous.value === '_' || (previous.value === '{' && this.tokens[this.tokens.length - 2]?.value === '_'))
    const operator = upright && !inIndex && !this.afterValue() ? said.operator : undefined
    // "max height"
    if ((run === 'max' || run === 'min') && this.mode === 'math' && this.nounFollows(end)) return this.word(at, end)
    if (said.noun && this.isNoun(end)) return this.word(at, end)
    const command = operator ?? said.command
    if (command !== undefined) return this.push('command', command, at, end)
    // `x^TAx`: no tax.
    const transposes = previous?.value === '^' && !this.gap && /^T[A-Z]/.test(run)
    if (
      upright ||
      (!inIndex && !transposes && (said.known || (this.afterValue() && isUnitWord(run, this.gap) && !this.factorFollows(end))))
    )
      return this.word(at, end)
    if (said.applied && this.appliedName(at, end, run)) return
    if (run.length >= 4 && !said.capitals && !inIndex && !transposes && !this.isProduct()) return this.push('word', run, at, end)
    for (let i = at; i < end; i++) this.push('name', text[i] as string, i, i + 1)
  }

  /** `sinx`, `lnx`, `xsin`: a function name with at most two letters more. */
  private appliedName(at: number, end: number, run: string): boolean {
    const previous = this.tokens[this.tokens.length - 1]
    for (let cut = Math.min(run.length - 1, 6); cut >= 2 && run.length - cut <= 2; cut--) {
      const head = run.slice(0, cut)
      // `10 floors`, `20 logs`
      if (this.gap && run.slice(cut) === 's' && previous?.kind === 'number') return false
      // "the cost", "total cost"
      if (this.gap && previous?.kind === 'word' && introducesNoun(previous.value) && !unknowns.test(run.slice(cut))) return false
      if (!isAppliedName(head)) continue
      this.push('command', head, at, at + cut)
      for (let i = at + cut; i < end; i++) this.push('name', this.text[i] as string, i, i + 1)
      return true
    }
    return false
  }

  /** A word, with the point that cuts it short before a numeral: `5 ft. 6 in`, `Dec. 25`. */
  private word(at: number, end: number): void {
    const text = this.text
    const run = text.slice(at, end)
    const short = text[end] === '.' && text[end + 1] === ' ' && isDigit(text.charCodeAt(end + 2)) && run.length < 5
    if (short && (isUnitWord(run, true) || isCalendarWord(run))) this.position = end + 1
    this.push('word', run, at, this.position)
  }

  /** `sq. ft` behind a value, `USD` before one, `min` or `by` between two: the end of letters that are a unit here and a product elsewhere. */
  private setName(at: number, end: number, { run, currency }: Run): number {
    const text = this.text
    if (currency) return isDigit(text.charCodeAt(text[end] === ' ' ? end + 1 : end)) && !this.afterValue() ? end : at
    if (end - at > 3 || !this.afterValue()) return at
    // "3 by 4"
    if (run === 'by') return text[end] === ' ' && isDigit(text.charCodeAt(end + 1)) && this.gap ? end : at
    if (run === 'min') return end >= this.end || (text[end] === ' ' && isDigit(text.charCodeAt(end + 1))) ? end : at
    if (run !== 'sq' && run !== 'cu') return at
    const from = (text[end] === '.' ? end + 1 : end) + (text[text[end] === '.' ? end + 1 : end] === ' ' ? 1 : 0)
    const stop = lettersEnd(text, from, this.end)
    const name = text.slice(from, stop)
    return stop > from && (isUnitWord(`${run} ${name}`, true) || name === 'units' || name === 'unit') ? stop : at
  }

  /** `2mL\omega`, `3gm\sin x`, `2kg\sqrt3`: a Greek letter, a function or a root right behind makes a product of what could be a unit. */
  private factorFollows(end: number): boolean {
    if (this.text[end] !== '\\' || this.gap) return false
    const name = this.text.slice(end + 1, lettersEnd(this.text, end + 1, this.end))
    return table.letters.has(name) || table.functions.has(name) || name === 'sqrt'
  }

  /** `2 et 3`, `x=2 y x=3`: a connective of another language, set off between two values. Alone, `e` is the number and `y` a name. */
  private joinsValues(run: string, end: number): boolean {
    const before = this.tokens[this.tokens.length - 1]
    if (before === undefined || !isSpace(this.text.charCodeAt(end))) return false
    const closes = before.kind === 'number' || before.value === '}' || before.value === ')'
    if (run.length > 1) return (closes || before.kind === 'name') && valueFollows.test(this.text.slice(end, end + 20))
    return closes && (run === 'o' ? valueFollows : numeralOrEquation).test(this.text.slice(end, end + 40))
  }

  /** `\sqrt{2neum}`: letters right behind the numeral that begins a group. */
  private isProduct(): boolean {
    const last = this.tokens[this.tokens.length - 1]
    const open = this.tokens[this.tokens.length - 2]
    return !this.gap && last?.kind === 'number' && open?.kind === 'sign' && open.value === '{'
  }

  /** `1orW(x)`: the length of a connective written between a numeral and a name, before one letter. */
  private joinedConnective(run: string): number | undefined {
    if (this.tokens[this.tokens.length - 1]?.kind !== 'number') return undefined
    const length = run.startsWith('or') ? 2 : run.startsWith('and') ? 3 : 0
    return length > 0 && run.length === length + 1 ? length : undefined
  }

  /** `a.m.`, `U.S.`, in prose `sq.cm`: the end of an abbreviation that begins with the run, else the end of the run. */
  private abbreviation(at: number, end: number): number {
    const text = this.text
    const short = end - at === 1
    if (text[end] !== '.' || !(short || this.mode === 'text')) return end
    let stop = end
    while (text[stop] === '.' && isLetter(text.charCodeAt(stop + 1)) && (!short || !isLetter(text.charCodeAt(stop + 2)))) {
      stop += 2
      while (!short && stop < this.end && isLetter(text.charCodeAt(stop))) stop++
    }
    return stop === end ? end : text[stop] === '.' && short ? stop + 1 : stop
  }

  /** `a square`, `an isosceles triangle`: a space and a word of three letters and more that is no function. */
  protected nounFollows(from: number): boolean {
    let at = from
    while (at < this.end && isSpace(this.text.charCodeAt(at))) at++
    const end = lettersEnd(this.text, at, this.end)
    if (at === from || end - at < 3) return false
    const word = this.text.slice(at, end)
    if (nouns.has(word) && this.isNoun(end)) return true
    return connective(word) === undefined && !noNouns.has(word) && !table.plainFunctions.has(word) && !table.plainNames.has(word)
  }

  /** The floor of a house, a round of a game, a plus sign: functions by name, with nothing behind them to apply to. */
  private isNoun(end: number): boolean {
    if (this.mode !== 'math') return false
    let next = end
    while (next < this.end && isSpace(this.text.charCodeAt(next))) next++
    if (next >= this.end) return true
    return isLetter(this.text.charCodeAt(next)) ? isLetter(this.text.charCodeAt(next + 1)) : '.,;:!?'.includes(this.text[next] as string)
  }

  protected foreign(at: number): void {
    let end = at + 1
    while (end < this.end && (isForeignLetter(this.text.charCodeAt(end)) || isLetter(this.text.charCodeAt(end)))) end++
    this.position = end
    const run = this.text.slice(at, end)
    if (run === 'и' && this.gap) return this.push('word', run, at, end)
    // A word of its own script is one; a single letter, or Latin letters in the same word, may deceive.
    const mixed = run.length === 1 || hasLatinLetter.test(run) || (at > this.start && isLetter(this.text.charCodeAt(at - 1)))
    if (mixed && otherScript.test(run)) {
      const found = lookAlikesIn(run)[0] ?? `'${run}' of another script`
      this.remark('look-alike-letter', 'warning', `Expected a Latin or Greek letter, found ${found}`, at, end)
    }
    this.push(run.length > 1 ? 'word' : 'name', run, at, end)
  }
}
