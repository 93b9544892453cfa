import { isLetter, isSpace, lettersEnd } from './characters.ts'
import * as table from './commands.ts'
import { eatenLetter } from './escapes.ts'
import { type Command, commandOf, isKnownCommand, knownCommand } from './known-commands.ts'
import { Signs } from './signs.ts'
import { newToken, type Token } from './token.ts'
import { appliedTo, calculus, isWhite, rowSpace } from './words.ts'

/** Prose nested deeper is read without its font: the reader of a group calls itself, and its stack has an end. */
const deepestText = 40

/** What begins with a backslash: commands, control symbols, prose and its font. */
export abstract class ControlWords extends Signs {
  /** `eaten` is the letter of a command whose backslash was lost with it. */
  protected command(at: number, eaten = ''): void {
    const text = this.text
    let end = lettersEnd(text, at + 1, this.end)
    if (eaten === '' && text.charCodeAt(at + 1) === 117 && this.codePoint(at)) return
    if (end === at + 1) {
      // A control symbol: one character, or a line break.
      const symbol = text[end] ?? ''
      this.position = Math.min(end + 1, this.end)
      if (end >= this.end) return // a lone backslash at the end says nothing
      if (symbol === '\\') {
        // A doubled backslash before a command is one (JSON-escaped twice), unless a line can break here.
        if (
          isLetter(text.charCodeAt(end + 1)) &&
          (this.environments === 0 || text.startsWith('end{', end + 1)) &&
          this.isCommandName(end + 1)
        ) {
          this.position = end
          return
        }
        if (
          text[end + 1] === '}' ||
          text[end + 1] === ',' ||
          text[end + 1] === '%' ||
          text[end + 1] === ')' ||
          ((text[end + 1] === '{' || text[end + 1] === '(') && this.environments === 0)
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
        this.gap ||= visible !== false
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
    if (known !== undefined) return this.named(at, end, known)
    if (eaten === '') end = this.knownPrefix(at, end)
    const name = eaten + text.slice(at + 1, end)
    const begun = name.startsWith('begin') && name.length > 7 && isKnownCommand(name.slice(5)) // `\beginboxed`
    this.named(at, end, commandOf(begun ? name.slice(5) : name))
  }

  /** A command whose letters end at `from`. */
  private named(at: number, from: number, { name, sort, starred }: Command): void {
    const text = this.text
    const end = starred && text[from] === '*' ? from + 1 : from
    this.position = end
    switch (sort) {
      case 'plain':
        return this.push('command', name, at, end)
      case 'space':
        this.gap = true
        return
      case 'nothing':
        if ((name === 'left' || name === 'right') && text[end] === '.') this.position++
        return
      case 'font':
        return
      case 'textual':
        return this.textual(at, end, this.namesFunction(end) ? 'upright' : 'text')
      case 'upright':
        return this.textual(at, end, 'upright')
      case 'environment':
        return this.environment(name, at, end)
      case 'discarded':
        return this.discarded(name, at, end)
      case 'circled':
        return this.circled(name, at, end)
      case 'currency':
        return this.push('text', table.currencies.get(name) as string, at, end)
      case 'blackboard':
        return this.blackboard(at, end)
      case 'struck-out':
        return this.struckRelation(name, at, end)
      case 'sign':
        return this.push(name === 'S' ? 'text' : 'sign', name === 'S' ? '§' : name, at, end)
    }
  }

  private environment(name: string, at: number, end: number): void {
    const group = this.group(end)
    if (group !== undefined) this.position = group.after
    this.environments = name === 'begin' ? this.environments + 1 : Math.max(0, this.environments - 1)
    const environment = group === undefined ? '' : this.text.slice(group.open, group.close).trim()
    this.push('command', `${name} ${environment.endsWith('*') ? environment.slice(0, -1) : environment}`, at, this.position)
  }

  private discarded(name: string, at: number, end: number): void {
    const group = this.group(end)
    if (group !== undefined) this.position = group.after
    if (name.endsWith('color') && group !== undefined && isWhite(this.text.slice(group.open, group.close))) {
      this.remark('hidden-character', 'error', 'Expected visible text, found white', at, this.position)
      return this.push('bad', name, at, this.position)
    }
    this.gap = true
  }

  private circled(name: string, at: number, end: number): void {
    const group = this.group(end)
    const inside = group === undefined ? (this.text[end] ?? '') : this.text.slice(group.open, group.close).trim()
    if (!/^[1-9][0-9]?$/.test(inside)) return this.push('command', name, at, end)
    this.position = group?.after ?? end + 1
    this.push('circled', inside, at, this.position)
  }

  private blackboard(at: number, end: number): void {
    const text = this.text
    const group = this.group(end)
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

  /** `\u00B0`: a character that stayed escaped. */
  private codePoint(at: number): boolean {
    const digits = this.text.slice(at + 2, at + 6)
    if (at + 6 > this.end || !/^[0-9A-Fa-f]{4}$/.test(digits)) return false
    const found = table.unicodeSigns.get(String.fromCharCode(Number.parseInt(digits, 16)))
    if (found === undefined || found[0] !== '\\' || found.length < 3) return false
    this.position = at + 6
    this.push('command', found.slice(1), at, at + 6)
    return true
  }

  /** `\quadx`, `\angleABC` without its space: the known command that the letters begin with, two letters or some capitals short. */
  private knownPrefix(at: number, end: number): number {
    for (let cut = end - 1; cut >= at + 3 && cut >= end - 5; cut--) {
      if (cut < end - 2 && !/^[A-Z]+$/.test(this.text.slice(cut, end))) break
      if (!isKnownCommand(this.text.slice(at + 1, cut))) continue
      this.remark('unknown-command', 'warning', `Expected a space behind '${this.text.slice(at, cut)}'`, at, end)
      return cut
    }
    return end
  }

  /** Whether letters at `at` begin the name of a command that is known. */
  private isCommandName(at: number): boolean {
    return isKnownCommand(this.text.slice(at, lettersEnd(this.text, at, this.end)))
  }

  /** A command whose backslash and first letter became a control character. */
  protected eatenEscape(at: number): boolean {
    const letter = eatenLetter(this.text, at, this.end, isKnownCommand)
    if (letter === undefined) return false
    this.remark('hidden-character', 'warning', `Expected '\\${letter}', found a control character`, at, at + 1)
    this.command(at, letter)
    return true
  }

  /**
   * `\text{…}`, `\mathrm{…}`: words inside are prose or units; digits and commands inside are read as mathematics
   * (`\text{13}`, `\text{if } x>0`).
   */
  private textual(at: number, end: number, mode: 'text' | 'upright'): void {
    const group = this.textDepth < deepestText ? this.group(end) : undefined
    if (group === undefined) {
      if (mode === 'upright') return // `{\rm cm}`: the rest of the group; only the font changes
      const single = this.text.slice(end, end + 1)
      if (single !== '' && isLetter(single.charCodeAt(0))) {
        this.position = end + 1
        this.push('text', single, end, end + 1)
      }
      return
    }
    const outer = this.mode
    this.mode = outer === 'text' ? 'text' : mode
    const first = this.tokens.length
    this.position = group.open
    this.textDepth++
    this.run(group.close)
    this.textDepth--
    const trailing = this.gap
    this.position = group.after
    this.mode = outer
    if (mode === 'text') this.joinText(first, at, group.after)
    if (this.tokens.length === first && group.close > group.open && mode === 'text') this.gap = true
    this.gap ||= trailing
  }

  /** `\text{sin}(x)`, `\text{log}_2 8`: the name of a function as prose, in front of what it is applied to. */
  private namesFunction(end: number): boolean {
    const group = this.group(end)
    return (
      group !== undefined &&
      calculus.test(this.text.slice(group.open, group.close)) &&
      appliedTo.test(this.text.slice(group.after, Math.min(this.end, group.after + 20)))
    )
  }

  /** Runs of words inside one `\text{…}` are one token. */
  private joinText(first: number, start: number, end: number): void {
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
}
