import type { Piece } from './beside.ts'
import { calculates, joinerOf, joinsNumber, turnsNumber, turnsWhatPrecedes, wordsFrom } from './beside-words.ts'
import { glueWord } from './glue-words.ts'
import { isFenceOpen, type Joint } from './part-before.ts'
import { certainlyOther, plainNumber } from './plain-number.ts'
import { contentOf, type Scene } from './scene.ts'
import { areDigits } from './suffix.ts'

/** A percent sign or a denominator behind a number. */
const longestRest = 21

/** Words of a unit or of what is counted that are passed over. */
const mostWords = 3

/** What stands right behind the box takes it in or contradicts it. */
export function jointBehind(scene: Scene): Joint | undefined {
  return new Walk(scene).joint()
}

/** From the box on, behind units, closing fences and the end of the formula. */
class Walk {
  readonly #scene: Scene
  readonly #pieces: readonly Piece[]
  #at = 0
  #formula: boolean
  /** Formulas that began or ended on the way. */
  #edges = 0
  #words = 0
  /** The last word was a unit. */
  #unit = false
  /** A sign of degrees was passed: minutes may follow. */
  #degrees = false
  /** Nothing was passed that can be seen, other than fences. */
  #touching = true

  constructor(scene: Scene) {
    this.#scene = scene
    this.#pieces = scene.after
    this.#formula = scene.formula
  }

  joint(): Joint | undefined {
    for (; this.#at < this.#pieces.length; this.#at++) {
      const piece = this.#pieces[this.#at] as Piece
      if (this.#words === 0 && this.#edges < 3 && this.#isOtherMember(piece)) return 'contradiction'
      const joined = this.#step(piece)
      if (joined !== undefined) return joined ? 'part' : undefined
    }
    return undefined
  }

  get #next(): Piece | undefined {
    return this.#pieces[this.#at + 1]
  }

  /** Whether the piece joins the box to something; `undefined` to go on. */
  #step(piece: Piece): boolean | undefined {
    const inside = this.#formula && piece.text !== true && this.#edges === 0
    const tight = this.#touching && piece.tight
    switch (piece.type) {
      case 'edge':
        this.#formula = !this.#formula
        this.#edges++
        return this.#formula && this.#words > 0 ? false : this.#pass()
      case 'line':
        return this.#formula && this.#edges === 0 ? this.#pass() : false
      case 'degree':
        this.#degrees = true
        return this.#pass()
      case 'percent':
      case 'other':
        return this.#pass()
      case 'script':
        return this.#script(piece, inside, tight)
      case 'mark':
        return this.#mark(piece, inside, tight)
      case 'stop':
        return tight && this.#next?.type === 'number' && this.#next.tight
      case 'number':
        return this.#number(piece, inside, tight)
      case 'letter':
        return this.#letter(piece, inside, tight)
      case 'word':
        return this.#word(piece)
      case 'operator':
        return this.#operator(piece, inside)
      case 'order':
        return this.#order(piece, inside)
      case 'arrow':
        return inside && this.#next?.type === 'value'
      case 'colon':
        return tight && this.#next?.type === 'number' && this.#next.tight && (inside || this.#touching)
      case 'separator':
        return this.#separator(piece, inside, tight)
      case 'open':
        return this.#open(piece, inside)
      case 'close':
        return this.#close(inside)
      case 'bar':
      case 'dots':
        return inside
      case 'value':
      case 'function':
        return inside || (this.#touching && this.#edges === 0)
      default:
        return false
    }
  }

  #pass(): undefined {
    this.#touching = false
    return undefined
  }

  /** A power of the box, or that of a unit. */
  #script(piece: Piece, inside: boolean, tight: boolean): boolean | undefined {
    const next = this.#next
    if (next?.type === 'degree') return this.#pass()
    if (this.#scene.text[piece.start] === '_') return inside && tight && !areDigits.test(contentOf(this.#scene.text, this.#scene.box))
    if (this.#words > 0) {
      this.#at += next?.type === 'operator' ? 2 : 1
      return this.#pass()
    }
    return tight || inside
  }

  /** `\boxed{5}!` cries out in prose and is a factorial in a formula. */
  #mark(piece: Piece, inside: boolean, tight: boolean): boolean | undefined {
    if (this.#scene.text[piece.start] === '!') return inside ? true : this.#next?.type === 'mark' ? undefined : this.#pass()
    return inside && tight ? true : this.#pass()
  }

  #number(piece: Piece, inside: boolean, tight: boolean): boolean {
    if (tight || inside || this.#degrees) return true
    const next = this.#next
    if (next?.type === 'operator' && next.tight && this.#scene.text[next.start] === '/') return this.#words === 0
    return (this.#words === 0 || (this.#words === 1 && this.#unit)) && this.#isLast(this.#at + 1, this.#words) && this.#isOther(piece)
  }

  /** Nothing but as many words and the end of the sentence stands from `at` on. */
  #isLast(at: number, words: number): boolean {
    const pieces = this.#pieces
    let last = at
    while (last < at + words && pieces[last]?.type === 'word') last++
    const end = pieces[last]
    switch (end?.type) {
      case undefined:
        return this.#scene.after.length === 0 || last >= pieces.length
      case 'line':
      case 'stop':
        return true
      case 'close':
      case 'edge':
        return this.#isLast(last + 1, 0)
      default:
        return false
    }
  }

  #letter(piece: Piece, inside: boolean, tight: boolean): boolean | undefined {
    const factor = 'abeiknpqrtuwxyz'.includes(this.#scene.text[piece.start] as string)
    if (factor && (inside || (tight && this.#edges === 0))) return true
    return this.#word(piece)
  }

  #word(piece: Piece): boolean | undefined {
    const { text } = this.#scene
    const words = wordsFrom(text, this.#pieces, this.#at)
    if (this.#words === 0 && (turnsWhatPrecedes(words) || (this.#scene.number !== undefined && turnsNumber(words)))) return true
    const spoken = words.split(' ')
    for (let length = Math.min(spoken.length, mostWords); length > 0; length--) {
      const phrase = spoken.slice(0, length).join(' ')
      const behind = this.#numberAt(this.#at + length)
      if (behind === undefined) continue
      if (this.#words === 0 ? joinsNumber(phrase) : calculates(phrase)) return true
      const joiner = joinerOf(phrase)
      if (joiner === 'or' || (joiner === 'and' && this.#words === 0)) return this.#isOther(behind)
    }
    this.#words++
    this.#unit = glueWord(text.slice(piece.start, piece.end)) === 'unit'
    return this.#words > mostWords || !(piece.type === 'letter' || piece.type === 'word') ? false : this.#pass()
  }

  /** The number at `at`, behind a dollar. */
  #numberAt(at: number): Piece | undefined {
    const piece = this.#pieces[at]?.type === 'edge' ? this.#pieces[at + 1] : this.#pieces[at]
    return piece?.type === 'number' ? piece : undefined
  }

  #isOther(piece: Piece): boolean {
    const { text, number } = this.#scene
    const rest = /^(?:\\?%|\/\d{1,20})/.exec(text.slice(piece.end, piece.end + longestRest))?.[0] ?? ''
    return certainlyOther(plainNumber(text.slice(piece.start, piece.end) + rest), number)
  }

  #operator(piece: Piece, inside: boolean): boolean | undefined {
    const { text } = this.#scene
    const next = this.#next
    const sign = text.slice(piece.start, piece.end)
    if (next === undefined) return false
    if (next.type === 'operator' && next.end === piece.end + 1 && sign === text.slice(next.start, next.end)) {
      this.#at++
      return this.#pass()
    }
    if (next.type === 'number') return next.tight || inside || piece.tight || next.start === piece.end + 1
    const operand = next.type === 'value' || next.type === 'function' || next.type === 'box'
    if (operand) return true
    if (inside) return next.type === 'letter' || next.type === 'open' || next.type === 'operator'
    if (next.type === 'edge') return this.#pieces[this.#at + 2]?.type === 'number' && this.#isLast(this.#at + 3, 0)
    if (next.type === 'open') return next.tight
    return next.type === 'letter' && next.tight && 'abeiknpqrtuwxyz'.includes(text[next.start] as string)
  }

  /** A relation of order makes the box one side of an inequality, unless an equation came to it: `x=\boxed{5}<6`. */
  #order(piece: Piece, inside: boolean): boolean {
    const { text, before } = this.#scene
    const sign = text.slice(piece.start, piece.end)
    if (/^(?:\\neq?|≠|\\notin|∉)$/.test(sign)) return true
    if (!inside && /^<[/|!A-Za-z]/.test(text.slice(piece.start, piece.start + 2))) return false
    return before[before.length - 1]?.type !== 'equal' && this.#next !== undefined
  }

  /** `\boxed{5}=6`: the member behind the relation is another number. */
  #isOtherMember(relation: Piece): boolean {
    if (relation.type !== 'equal' && relation.type !== 'arrow') return false
    const { text, number, to } = this.#scene
    const pieces = this.#pieces
    let last = this.#at + 1
    while (last < pieces.length && !endsMember(pieces[last] as Piece)) last++
    return last > this.#at + 1 && certainlyOther(plainNumber(text.slice(relation.end, pieces[last]?.start ?? to)), number)
  }

  #separator(piece: Piece, inside: boolean, tight: boolean): boolean | undefined {
    const next = this.#next
    if (inside && isFenceOpen(this.#scene)) return true
    if (next?.type === 'number' && next.tight && tight) return true
    if (inside && this.#touching) {
      const sign = next?.type === 'operator' ? this.#pieces[this.#at + 2] : next
      return sign?.type === 'number' || sign?.type === 'value' || sign?.type === 'dots'
    }
    const number = this.#numberAt(this.#at + 1)
    if (number !== undefined) return this.#isLast(this.#at + (next === number ? 2 : 3), 0) && this.#isOther(number)
    return next?.type === 'word' && joinerOf(wordsFrom(this.#scene.text, this.#pieces, this.#at + 1).split(' ', 1)[0] as string) === 'or'
      ? this.#pass()
      : piece.type === 'separator' && false
  }

  /** A factor in parentheses; a remark is passed over. */
  #open(piece: Piece, inside: boolean): boolean | undefined {
    const pieces = this.#pieces
    let close = this.#at + 1
    let remark = false
    for (let depth = 1; close < pieces.length; close++) {
      const { type, text } = pieces[close] as Piece
      if (type === 'open') depth++
      else if (type === 'close' && --depth === 0) break
      remark ||= text === true || type === 'word' || type === 'equal' || type === 'order' || type === 'edge'
    }
    if (inside && !remark) return pieces[close] !== undefined && (piece.tight || this.#touching)
    if (joinerOf(wordsFrom(this.#scene.text, pieces, this.#at + 1).split(' ', 1)[0] as string) === 'or') return this.#pass()
    this.#at = close
    return this.#pass()
  }

  /** The fence of the box alone is passed over; what is done to another one is done to the box. */
  #close(inside: boolean): boolean | undefined {
    const next = this.#next
    if (next?.type === 'script' && next.tight && this.#scene.text[next.start] === '^' && this.#pieces[this.#at + 2]?.type !== 'degree')
      return true
    if (inside && next?.type === 'mark' && next.tight) return true
    return inside && this.#at > 0 ? false : undefined
  }
}

const endsMember = (piece: Piece): boolean =>
  ['arrow', 'cell', 'close', 'edge', 'equal', 'line', 'order', 'separator', 'stop', 'word', 'box'].includes(piece.type)
