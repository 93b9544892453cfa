import { type Decision, different, equivalent, proved } from '../../canonical/ladder/decision.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import {
  isArticle,
  isKnownWord,
  isNegation,
  numberTree,
  numberWord,
  ordinalWord,
  type Special,
  specialOf,
  truthOf,
  wordsOf,
} from '../../latex/wording/lexicon.ts'
import { isRead, parse } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { leadsIn } from '../../latex/parser/statement.ts'
import { singular } from '../../latex/units/units.ts'
import { kept } from '../../tree/kept.ts'
import type { NodeType, Tree } from '../../tree/tree.ts'
import type { Comparer, Context } from '../comparer.ts'
import { sameMove } from './sequence.ts'
import { hasText, type Piece, placeIn, spell, spelled } from '../wording/spelling.ts'
import { isRoman, quadrantOf, sameButHead, sameSign, withoutParticles, withQuadrants } from '../wording/word-forms.ts'

/**
 * Words.
 *
 * Two phrases are the same when the same words stand in the same order after what does not matter is taken away: case,
 * articles, plurals, hyphens, punctuation, contractions, "the answer is", and a bare "n is" before a property. Number
 * words and ordinals are their numbers. Mathematics inside a phrase is compared as such, in its place.
 *
 * Some words have one meaning however they are put: yes and true, no and false, the empty answers, DNE, undefined, ∞,
 * all reals. A number in words is handed over as a number.
 */
export const compareWords: Comparer = (gold, prediction, context) => {
  const placed = ordinals(gold, prediction)
  if (placed !== undefined) return placed
  if (gold.type === 'number' && prediction.type !== 'text') return undefined
  if (formulas.has(gold.type) && !hasText(gold) && !hasText(prediction)) return undefined
  const text = spelled(gold)
  const answer = text === undefined ? undefined : spelled(prediction)
  if (text !== undefined && answer !== undefined && (sameMove(text, answer) || sameSign(text, answer))) return proved('words', 'same-words')
  const meaning = numberSaid(gold)
  if (meaning !== undefined) return context.member(meaning, numbersRead(prediction))
  const special = specialSaid(gold)
  // The empty set and ∞ in signs are words only against words.
  if (!hasText(gold) && special === undefined && !(text !== undefined && isSpelledWord(text)))
    return numberInWords(gold, prediction, context)
  if (!hasText(gold) && special !== undefined && !hasText(prediction)) {
    return special === 'empty' && specialIn(prediction, undefined) === 'empty' ? proved('words', 'same-words') : undefined
  }
  const decision = decide(gold, text, special, prediction, context)
  if (decision.outcome === 'different' && text !== undefined && sameButHead(normalWords(text), normalWords(answer ?? '')))
    return proved('words', 'same-words')
  const told = decision.outcome === 'different' && !isTold.test(text ?? '') ? toldIn(prediction) : undefined
  return told === undefined ? decision : decide(gold, text, special, told, context)
}

/** "The missing shape is a triangle": what is told of a thing, for a gold that tells nothing of one. */
function toldIn(prediction: Tree): Tree | undefined {
  if (prediction.type !== 'text' || prediction.value.length >= 120 || !/^the /i.test(prediction.value)) return undefined
  const found = isTold.exec(prediction.value)
  if (found === null) return undefined
  const behind = found.index + found[0].length
  return leadsIn(prediction.value.slice(0, behind)) ? { type: 'text', value: prediction.value.slice(behind + 1) } : undefined
}
const isTold = / (?:is|are)(?= )/

/**
 * Places in an order: `3rd`, `3^{rd}`, third, 第三. In digits the ending may be left out like a unit; a word that may be a part
 * (`fifth`) is no number.
 */
function ordinals(gold: Tree, prediction: Tree): Decision | undefined {
  const [reference, answer] = [placeIn(gold), placeIn(prediction)]
  if (reference === undefined && answer === undefined) return undefined
  const otherPlace = (): Decision => different('words', { what: 'place', reference: said(gold), prediction: said(prediction) })
  if (reference !== undefined && answer !== undefined) return reference === answer ? proved('words', 'same-words') : otherPlace()
  const [place, other, written] = reference === undefined ? [answer, gold, prediction] : [reference, prediction, gold]
  // "a third" is a part.
  if (other.type === 'text' && numberSaid(other)?.type === 'divide') return otherPlace()
  const isDigits = /^\d/.test(spelled(written) ?? '')
  return isDigits && other.type === 'number' && other.lexeme === String(place) ? proved('words', 'same-words') : undefined
}

/** Shapes that spell nothing unless text stands in them. */
const formulas: ReadonlySet<NodeType> = new Set<NodeType>([
  'apply',
  'big',
  'divide',
  'mixed',
  'negate',
  'plus',
  'postfix',
  'power',
  'relation',
  'root',
])

function decide(gold: Tree, text: string | undefined, special: Special | undefined, prediction: Tree, context: Context): Decision {
  const other = (what: string) => different('words', () => ({ what, reference: said(gold), prediction: said(prediction) }))
  const answer = spelled(prediction)
  if (special !== undefined) {
    const found = specialSaid(prediction)
    if (found === special) return proved('words', 'same-words')
    const set = signs.get(special)
    if (found === undefined && set !== undefined && !hasText(prediction)) {
      const decision = context.member(set, prediction)
      return decision.outcome === 'undecided' && decision.side === 'reference' ? other('answer') : decision
    }
    if (found !== undefined || answer === undefined) return other('answer')
  }
  if (text !== undefined && !/\d/.test(text)) {
    const truth = truthIn(text)
    if (truth !== undefined) {
      const said = truthIn(answer ?? outline(spell(prediction)))
      if (said !== undefined) return said === truth ? proved('words', 'same-words') : other('truth')
    }
  }
  const [reference, given] = [splitSubject(tokensOf(spell(gold))), splitSubject(tokensOf(spell(prediction)))]
  if (reference.name !== undefined && given.name !== undefined && reference.name !== given.name) return other('name')
  const [quadrant, numeral] = [reference.rest, given.rest]
  if (quadrant.length === 1 && numeral.length === 1 && isRoman(numeral[0]))
    return quadrant[0] === quadrantOf(numeral[0]) ? proved('words', 'same-words') : other('words')
  const same = samePieces(reference.rest, given.rest, context)
  if (same?.outcome === 'equivalent' && !sameEnds(spell(gold), spell(prediction))) return other('an end')
  return same ?? other('words')
}

/** "on (0,1)" and "on [0,1]": punctuation says nothing, but where it includes an end. */
function sameEnds(gold: readonly Piece[], prediction: readonly Piece[]): boolean {
  const [own, other] = [gold, prediction].map(fencesIn) as [string, string]
  return own.length !== other.length || own === other
}

/** `(0, 1)` is written `(0,1)` as well. */
const withTightPairs = (text: string): string =>
  text.includes(',')
    ? text.replace(pair, found => (/[a-z]{2}/i.test(found.replaceAll('\\infty', '')) ? found : found.replaceAll(' ', '')))
    : text

/** The fences around pairs in the text of a phrase. */
function fencesIn(pieces: readonly Piece[]): string {
  let fences = ''
  for (const piece of pieces) {
    if (typeof piece !== 'string') continue
    for (const [, open = '', close = ''] of piece.matchAll(pair))
      fences += (open === '[' || open === '［' ? '[' : '(') + (close === ']' || close === '］' ? ']' : ')')
  }
  return fences
}
const pair = /([([（［])[^()[\]（）［］,，;；]{1,40}[,，;；][^()[\]（）［］,，;；]{1,40}([)\]）］])/g

/** As it reads: `Tom` is no product. */
const said = (tree: Tree): string => spelled(tree) ?? toText(tree)

/** The words of a phrase with mathematics in it; a sign stands for each formula. */
const outline = (pieces: readonly Piece[]): string => pieces.map(piece => (typeof piece === 'string' ? piece : '∘')).join('')

/** The tree that a number in words stands for. */
const numberSaid = kept((tree): Tree | undefined => {
  const text = spelled(tree)
  return text === undefined ? undefined : meaningOf(text)
})

function meaningOf(text: string): Tree | undefined {
  if (text.length > 160) return undefined
  // "an eighth" is a part, "the eighth" a place.
  return numberTree(text) ?? numberTree(trimmed(text))
}

/** A number in words as prediction, whatever surrounds it. */
function numbersRead(prediction: Tree): Tree {
  return (prediction.type === 'text' ? numberSaid(prediction) : undefined) ?? prediction
}

/** A gold of mathematics against a number in words. */
function numberInWords(gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  if (prediction.type !== 'text') return undefined
  const meaning = meaningOf(prediction.value)
  return meaning === undefined ? undefined : context.member(gold, meaning)
}

const signs: ReadonlyMap<Special, Tree> = new Map<Special, Tree>([
  ['all-reals', { type: 'constant', name: 'reals' }],
  ['empty', { type: 'constant', name: 'emptyset' }],
  ['infinity', { type: 'constant', name: 'infinity' }],
  ['minus-infinity', { type: 'negate', operand: { type: 'constant', name: 'infinity' } }],
])

const specialSaid = kept(tree => specialIn(tree, spelled(tree)))

function specialIn(tree: Tree, text: string | undefined): Special | undefined {
  if (tree.type === 'constant')
    return tree.name === 'emptyset' ? 'empty' : tree.name === 'infinity' ? 'infinity' : tree.name === 'reals' ? 'all-reals' : undefined
  if (tree.type === 'set' && tree.items.length === 0 && tree.condition === undefined) return 'empty'
  if (tree.type === 'negate') return tree.operand.type === 'constant' && tree.operand.name === 'infinity' ? 'minus-infinity' : undefined
  if (text === undefined || text.length > 80) return undefined
  // The reader takes the word for the sign.
  const words = normalWords(text.replace('\\infty', 'infinity'))
  // Other languages make their plurals otherwise.
  return specialOf(words.join(' ')) ?? specialOf(words.join('')) ?? specialOf(wordsOf(text).join(''))
}

/** Letters of mathematics that are a word all the same: `NO`, `No`. */
function isSpelledWord(text: string): boolean {
  return text.length > 1 && ((text.length > 2 && truthOf(text) !== undefined) || isKnownWord(text))
}

/**
 * The truth that a phrase states: its only word, or the first before a comma or a stop when what follows does not take
 * it back ("Yes, it is possible"; not "yes and no").
 */
function truthIn(text: string): boolean | undefined {
  const words = stripped(wordsOf(text))
  const first = words[0]
  if (first === undefined) return undefined
  const truth = truthOf(words.join(' '))
  if (truth !== undefined) return truth
  const said = truthOf(first)
  const stop = text.search(/[,.;:!，。；：]/)
  if (said === undefined || stop < 0 || wordsOf(text.slice(0, stop)).length !== 1) return undefined
  for (const word of words.slice(1)) {
    const other = truthOf(word)
    if (other === !said || word === 'or' || word === 'maybe' || word === 'but' || word === 'however') return undefined
    // "Yes, it is not": what is meant depends on the question.
    if (said && isNegation(word)) return undefined
  }
  return said
}

const leadIns: readonly (readonly string[])[] = [
  ['final', 'answer', 'is'],
  ['correct', 'answer', 'is'],
  ['answer', 'is'],
  ['answer'],
  ['it', 'is'],
  ["it's"],
  ['they', 'are'],
  ['this', 'is'],
  ['that', 'is'],
  ['there', 'are'],
  ['there', 'is'],
]

/** Words without what leads in to the answer. */
function stripped(words: readonly string[]): readonly string[] {
  const plain = isArticle(words[0] ?? '') && words.length > 1 ? words.slice(1) : words
  for (const leadIn of leadIns) {
    if (plain.length > leadIn.length && leadIn.every((word, i) => plain[i] === word)) return plain.slice(leadIn.length)
  }
  return plain
}

function trimmed(text: string): string {
  return stripped(wordsOf(text)).join(' ')
}

const optionsMeant: ReadonlySet<string> = new Set(['them', 'these', 'those'])

const contractions: ReadonlyMap<string, string> = new Map([
  ["aren't", 'are not'],
  ["can't", 'can not'],
  ['cannot', 'can not'],
  ["couldn't", 'could not'],
  ["didn't", 'did not'],
  ["doesn't", 'does not'],
  ["don't", 'do not'],
  ["isn't", 'is not'],
  ["it's", 'it is'],
  ["there's", 'there is'],
  ["wasn't", 'was not'],
  ["won't", 'will not'],
])

/** Folded words, contractions resolved, articles and lead-ins dropped, singular; numbers in words as digits. */
function normalWords(text: string): readonly string[] {
  const words: string[] = []
  for (const raw of stripped(wordsOf(text.replace(/[\u2018\u2019]/g, "'").replace(/[\u2010-\u2015]/g, '-')))) {
    const resolved = contractions.get(raw)
    for (const word of resolved === undefined ? parted(raw) : resolved.split(' ')) {
      if (word !== '') words.push(word)
    }
  }
  // `Hom(A, B)`: an article has a noun behind it, a name has none or another name.
  const named = words.filter((word, at) => !isArticle(word) || (word === 'a' && (words[at + 1]?.length ?? 0) < 2))
  // "none of these", "none of the above"
  if (named.length === 3 && named[1] === 'of' && optionsMeant.has(named[2] as string)) named[2] = 'above'
  return withQuadrants(withNumbers(named).map(word => withoutParticles(singular(word))))
}

/** `right-angled`, `and/or` are two words; in `(5,-5)`, `在(-\infty`, `-4` and `-foo` the sign belongs to what stands behind it. */
function parted(word: string): readonly string[] {
  if (/-\d/.test(word)) return [word]
  const [first = '', ...others] = word.split(/(?<![([,=<>（［，：])[-/]/)
  return first === '' && word.startsWith('-') ? [`-${others.join('')}`] : [first, ...others]
}

/** `twenty one` becomes `21`, `third` and `3rd` become `3.`; the longest run that is a number counts. */
function withNumbers(words: readonly string[]): readonly string[] {
  const out: string[] = []
  for (let i = 0; i < words.length; ) {
    const ordinal = ordinalWord(words[i] as string) ?? (i + 1 < words.length ? ordinalWord(`${words[i]} ${words[i + 1]}`) : undefined)
    let taken = 0
    // `non-zero` is one word with what stands behind it.
    const begins = ordinal === undefined && words[i - 1] !== 'non' && numberWord(words[i] as string) !== undefined
    for (let length = Math.min(6, words.length - i); begins && length > 0 && taken === 0; length--) {
      const value = numberWord(words.slice(i, i + length).join(' '))
      if (value === undefined) continue
      out.push(value)
      taken = length
    }
    if (taken === 0) {
      out.push(ordinal === undefined ? (words[i] as string) : `${ordinal}.`)
      taken = ordinal !== undefined && ordinalWord(words[i] as string) === undefined ? 2 : 1
    }
    i += taken
  }
  return out
}

type WordOrTree = string | Tree

/** Prose keeps mathematics as it was written; runs that only mathematics can say are read again. */
function pushText(text: string, tokens: WordOrTree[]): void {
  let words = ''
  for (const raw of text.split(' ')) {
    const tree = /[\\^=<>+{}]|\d\.\d|\d\/\d/.test(raw) && raw.length < 200 ? parse(raw.replace(/[,.;]$/, '')).tree : undefined
    if (tree === undefined || tree.type === 'text' || hasText(tree) || !isRead(tree)) words += ` ${raw}`
    else {
      tokens.push(...normalWords(words), tree)
      words = ''
    }
  }
  tokens.push(...normalWords(words))
}

/** The words of all pieces. */
function tokensOf(pieces: readonly Piece[]): readonly WordOrTree[] {
  const tokens: WordOrTree[] = []
  // One formula alone has no words; it would be compared with itself again.
  if (pieces.length === 1 && typeof pieces[0] !== 'string') return tokens
  for (const piece of pieces) {
    if (typeof piece === 'string') pushText(withTightPairs(piece), tokens)
    else tokens.push(piece)
  }
  return tokens
}

/** "n is", "n must be": the name of what a property is said of, which may be dropped, and the property. */
function splitSubject(tokens: readonly WordOrTree[]): { readonly name?: string; readonly rest: readonly WordOrTree[] } {
  const [name, verb] = tokens
  // `n是偶数` is one word or two.
  const subject =
    typeof name === 'string' ? /^([a-z])是(?=.)/.exec(name.length === 1 && typeof verb === 'string' ? name + verb : name) : null
  if (typeof name === 'string' && subject !== null) {
    const rest = name.length === 1 ? [(verb as string).slice(1), ...tokens.slice(2)] : [name.slice(2), ...tokens.slice(1)]
    return { name: subject[1] as string, rest }
  }
  if (typeof name !== 'string' || name.length !== 1) return { rest: tokens }
  if ((verb === 'is' || verb === 'are') && tokens.length > 2) return { name, rest: tokens.slice(2) }
  return verb === 'must' && tokens[2] === 'be' && tokens.length > 3 ? { name, rest: tokens.slice(3) } : { rest: tokens }
}

/** Words in order, spaces between them aside; mathematics in its place. `undefined` when they differ. */
function samePieces(gold: readonly WordOrTree[], prediction: readonly WordOrTree[], context: Context): Decision | undefined {
  const [left, right] = [joined(gold), joined(prediction)]
  if (left.length !== right.length || left.length === 0) return undefined
  let open: Decision | undefined
  const grounds: Ground[] = []
  for (const [i, token] of left.entries()) {
    const other = right[i] as WordOrTree
    context.budget.spend(1)
    if (typeof token === 'string' || typeof other === 'string') {
      if (token !== other) return undefined
      continue
    }
    const decision = context.member(token, other)
    if (decision.outcome === 'different') return undefined
    if (decision.outcome === 'undecided') open = decision
    else grounds.push(decision)
  }
  return open ?? equivalent('words', allOf('same-words', grounds))
}

/** Neighbouring words without the spaces: `non zero`, `nonzero`. Digits keep their borders. */
function joined(tokens: readonly WordOrTree[]): readonly WordOrTree[] {
  const out: WordOrTree[] = []
  for (const token of tokens) {
    const last = out[out.length - 1]
    if (typeof token === 'string' && typeof last === 'string') {
      const border = /\d$/.test(last) && /^\d/.test(token) ? ' ' : ''
      out[out.length - 1] = last + border + token
    } else out.push(token)
  }
  return out
}
