import { isCjk, isForeignLetter, isHidden, turnsDirection } from './characters.ts'
import * as table from './commands.ts'
import { Letters } from './letters.ts'
import { bearing, cjkConnectives, cjkPairs, standsTo } from './words.ts'

/** Characters beyond ASCII: signs, digits in the form of scripts, ideographs, letters of other scripts. */
export abstract class Unicode extends Letters {
  protected unicode(at: number, code: number): void {
    const wide = code >= 0xd800 && code <= 0xdbff && this.position + 1 < this.end
    const char = this.text.slice(at, at + (wide ? 2 : 1))
    const end = at + char.length
    this.position = end
    if (code >= 0xff01 && code <= 0xff5e) return this.push('sign', String.fromCharCode(code - 0xfee0), at, end)
    if (isHidden(code)) {
      const turns = turnsDirection(code)
      const edge = !turns && (this.tokens.length === 0 || end >= this.end)
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
      if (table.struckOut.has(name)) return this.struckRelation(name, at, end)
      const currency = table.currencies.get(name)
      return currency === undefined ? this.push('command', name, at, end) : this.push('text', currency, at, end)
    }
    const vulgar = table.vulgarFractions.get(char)
    if (vulgar !== undefined) return this.push('vulgar', vulgar, at, end)
    if (this.digitRun(at, table.superscripts, 'superscript') || this.digitRun(at, table.subscripts, 'subscript')) return
    if (code >= 0x2460 && code <= 0x2473) return this.push('circled', String(code - 0x245f), at, end)
    if (isCjk(code)) {
      if (this.text.startsWith('根号', at)) {
        this.position = at + 2
        return this.push('command', 'sqrt', at, at + 2)
      }
      if (this.gap && this.endsValue() && bearing.test(this.text.slice(at, at + 4))) this.push('sign', ',', at, at)
      const joint = this.cjkConnective(at)
      let stop = at + Math.max(joint, 1)
      if (joint === 0)
        while (
          stop < this.end &&
          isCjk(this.text.charCodeAt(stop)) &&
          this.cjkConnective(stop) === 0 &&
          !this.text.startsWith('根号', stop)
        )
          stop++
      this.position = stop
      return this.push('word', this.text.slice(at, stop), at, stop)
    }
    if (isForeignLetter(code)) return this.foreign(at)
    // A lone surrogate or a control character is no text; any other sign (an emoji, a box) is a word of its own.
    const visible = (code < 0xd800 || code > 0xdfff || wide) && code > 0xa0
    this.push(visible ? 'word' : 'bad', char, at, end)
  }

  /** `\nmid`, `∤`: the relation that is struck out, behind a sign that denies it. */
  protected struckRelation(name: string, at: number, end: number): void {
    const struck = table.struckOut.get(name) as string
    this.push('command', 'not', at, end)
    this.push(struck.length === 1 ? 'sign' : 'command', struck, end, end)
  }

  /**
   * The length of a connective: 或, 或者. 与 joins two answers, unless the words behind it say how something stands to something else:
   * 与运动方向相反.
   */
  private cjkConnective(at: number): 0 | 1 | 2 {
    if (cjkPairs.has(this.text.slice(at, at + 2))) return 2
    const char = this.text[at] as string
    return cjkConnectives.has(char) && !(char === '与' && standsTo.test(this.text.slice(at, at + 20))) ? 1 : 0
  }

  private digitRun(at: number, digits: ReadonlyMap<string, string>, kind: 'superscript' | 'subscript'): boolean {
    let value = ''
    let end = at
    for (; end < this.end; end++) {
      const digit = digits.get(this.text[end] as string)
      if (digit === undefined) break
      value += digit
    }
    if (value === '') return false
    this.position = end
    this.push(kind, value, at, end)
    return true
  }
}
