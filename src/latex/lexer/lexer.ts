import type { Diagnostic } from '../../source/diagnostic.ts'
import type { Span } from '../../source/span.ts'
import { backslash, classes, digit, isSpace, joint, letter, sign, space } from './characters.ts'
import { ControlWords } from './control-words.ts'
import { fold } from './fold.ts'
import { readTable } from './table.ts'
import { newToken, type Token } from './token.ts'
import { withRelations } from './worded-relations.ts'

/**
 * From characters to tokens.
 *
 * One pass over char codes. Everything that is only another spelling is folded here, so that spans stay true and the
 * parser sees one grammar: unicode signs (other forms of letters and digits by `fold.ts`), `\dfrac`, `\left`, `\text{…}`, spacing, math delimiters,
 * `**` and bare letter runs. Here the first character decides which level reads on: letters, characters beyond ASCII, signs or commands.
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

class Lexer extends ControlWords {
  run(end: number): void {
    const outer = this.end
    this.end = end
    while (this.position < end) this.next()
    this.end = outer
  }

  private next(): void {
    const at = this.position
    const code = this.text.charCodeAt(at)
    if (code > 0x7f) return isSpace(code) ? this.space(at, code) : this.unicode(at, code)
    switch (classes[code]) {
      case digit:
        return this.number(at)
      case letter:
        return this.letters(at)
      case backslash:
        return this.command(at)
      case space:
        return this.space(at, code)
      case sign:
        this.position = at + 1
        return this.push('sign', this.text[at] as string, at, at + 1)
      case joint:
        return this.sign(at, code)
      default:
        return this.special(at, code)
    }
  }

  private space(at: number, code: number): void {
    this.position = at + 1
    // As in TeX, a space behind a control word only ends its name: `\pi r` has no gap.
    if (code !== 32 || !this.endsControlWord(at)) this.gap = true
  }

  /** A control character, a point, a bar, a tilde. */
  private special(at: number, code: number): void {
    if (code < 32) {
      if (this.eatenEscape(at)) return
      if (isSpace(code)) return this.space(at, code)
    } else if (code === 46) {
      if (this.beginsDecimals(at)) return this.number(at)
    } else if (code === 126) {
      if (this.struckOut(at)) return
    } else if (code === 124 && this.table(at)) return
    this.sign(at, code)
  }

  /** A Markdown table is a matrix; its second line, which only draws, is left out. */
  private table(at: number): boolean {
    if (this.environments > 0) return false
    const found = readTable(this.text, at, this.end, this.start)
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
}
