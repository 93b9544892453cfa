import { type Decision, different, proved } from '../../canonical/ladder/decision.ts'
import { isDenial } from '../../latex/wording/lexicon.ts'
import { parse } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import { withoutTail } from '../../latex/tail.ts'
import { RecentCache } from '../../limits/recent-cache.ts'
import { children, mapChildren } from '../../tree/children.ts'
import { sameTree } from '../../tree/equal.ts'
import { keepReadings, kept } from '../../tree/kept.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Comparer, Context } from '../comparer.ts'
import type { GoldSpec } from '../gold.ts'
import { otherKind } from '../other-kind.ts'
import { hasText, spelled } from '../wording/spelling.ts'

/**
 * Options of a multiple-choice question.
 *
 * A mark is a letter, a Roman or a circled numeral; an answer is a set of marks, maybe with the content of the option
 * behind it (`(B) 24`). All marks of the gold are required and no other may stand beside them; "A or B" is a hedge and
 * names none. With the options known, a letter equals the content of its option and the other way round.
 *
 * A gold of several letters is a set of options only when the letters are different, in alphabetical order and within the
 * options or A–H; `CBDCAD` is a sequence. A gold of one capital may also be a variable: where the prediction names no
 * option either, it is left to the other kinds.
 */
export const compareChoices: Comparer = (gold, prediction, context) => {
  const options = optionsOf(context.spec)
  const reference = goldMarks(gold, context.spec, options)
  if (reference === undefined) return contentGold(gold, prediction, options, context)
  if (isMarkedName(prediction) && reference.content === undefined) return otherKind(gold, prediction)
  const answer = marksOf(prediction, reference)
  if (answer === 'hedge')
    return different('choices', () => ({ what: 'choice', reference: label(reference.marks), prediction: toText(prediction) }))
  // With options P, R and S a letter may be the content of one.
  const known = answer === undefined || options === undefined || answer.marks.every(mark => mark.length > 1 || options.has(mark))
  if (answer !== undefined && known) return byMarks(reference, answer, options, context)
  const contents =
    options === undefined || reference.marks.length < 2 ? undefined : byContents(reference.marks, prediction, options, context)
  if (contents !== undefined) return contents
  const content = reference.content ?? (reference.marks.length === 1 ? options?.get(reference.marks[0] as string) : undefined)
  if (content !== undefined) return byContent(reference.marks, content, prediction, options, context)
  if (!hasText(gold) && options === undefined && context.spec.type !== 'choice' && !hasText(prediction)) return undefined
  return otherKind(gold, prediction)
}

/** `A'`, `A_1`, `A1`: names of points and sets, of no option. */
const isMarkedName = (tree: Tree): boolean =>
  ((tree.type === 'prime' || tree.type === 'subscript') && tree.base.type === 'symbol') ||
  (tree.type === 'times' &&
    tree.written === 'juxtaposed' &&
    tree.factors.length === 2 &&
    tree.factors[0]?.type === 'symbol' &&
    tree.factors[1]?.type === 'number')

/** Whether a gold names marks of options where nothing is declared. */
export const namesChoice = (gold: Tree): boolean => goldMarks(gold, {}, undefined) !== undefined

interface Marks {
  /** Sorted: capitals, Roman numerals as written, circled digits as `①`. */
  readonly marks: readonly string[]
  readonly content?: Tree
}
type Options = ReadonlyMap<string, Tree>

/** Marks decide; where both sides also say what the option holds, a content that belongs to another option refuses. */
function byMarks(gold: Marks, prediction: Marks, options: Options | undefined, context: Context): Decision {
  const same = gold.marks.length === prediction.marks.length && gold.marks.every((mark, i) => mark === prediction.marks[i])
  if (!same) return different('choices', () => ({ what: 'choice', reference: label(gold.marks), prediction: label(prediction.marks) }))
  const [own, other] = [gold.content, prediction.content]
  if (own !== undefined && other !== undefined) {
    // `(B) 24` and `(B) 12`, "1 line" and "3 lines": words are put in many ways, mathematics contradicts, and so does another word.
    const worded = hasText(own) || hasText(other)
    const contents = context.member(own, other)
    const measured = contents.outcome === 'different' && (contents.by === 'exact-number' || contents.by === 'conversion')
    if (contents.outcome === 'different' && (!worded || measured || (contents.by === 'words' && otherWord(own, other))))
      return different('choices', () => ({ ...contents.witness, what: 'content of the option' }))
    // An interval that begins at +∞ is no content at all.
    if (contents.outcome === 'undecided' && !worded) return contents
  }
  if (prediction.content !== undefined && options !== undefined) {
    const own = options.get(gold.marks[0] as string)
    const other = own !== undefined && context.member(own, prediction.content).outcome !== 'equivalent'
    const elsewhere = other ? findOption(prediction.content, options, context) : undefined
    if (own !== undefined && elsewhere !== undefined)
      return different('choices', { what: 'content of the option', reference: toText(own), prediction: toText(prediction.content) })
  }
  return proved('choices', 'same-marks')
}

/** "red" and "blue", "it rises" and "it falls": short contents that differ in one word; longer ones put the same in other words. */
function otherWord(own: Tree, other: Tree): boolean {
  const [a, b] = [own, other].map(
    content =>
      spelled(content)
        ?.toLowerCase()
        .match(/[a-z]{2,}|\d+/g) ?? [],
  )
  return a !== undefined && b !== undefined && a.length === b.length && a.length < 6 && a.filter((word, i) => word !== b[i]).length === 1
}

/** The prediction holds no mark: its content is compared with that of the gold's option, and must fit no other. */
function byContent(marks: readonly string[], content: Tree, prediction: Tree, options: Options | undefined, context: Context): Decision {
  const bare = prediction.type === 'labelled' && prediction.label.length > 1 && !isDenial(prediction.label) ? prediction.body : prediction
  const decision = context.member(content, bare)
  if (decision.outcome === 'different') return decision
  for (const [mark, other] of options ?? []) {
    // Of two options with one value, the one that is written like the prediction is meant.
    if (marks.includes(mark) || (sameTree(content, bare) && !sameTree(other, bare))) continue
    if (context.member(other, bare).outcome !== 'equivalent') continue
    const said = decision.outcome === 'equivalent' ? `${label(marks)} or ${mark}` : mark
    return different('choices', () => ({ what: 'option', reference: label(marks), prediction: said }))
  }
  return decision.outcome === 'equivalent' ? { ...decision, by: 'choices' } : decision
}

/** Contents of several options, "1 and 4": each has to fit one option. */
function byContents(marks: readonly string[], prediction: Tree, options: Options, context: Context): Decision | undefined {
  const items = prediction.type === 'set' || (prediction.type === 'list' && prediction.separator !== 'or') ? prediction.items : undefined
  const found = items?.map(item => findOption(item, options, context))
  if (found === undefined || found.includes(undefined)) return undefined
  const named = [...new Set(found as readonly string[])].sort()
  return named.join() === marks.join()
    ? proved('choices', 'same-marks')
    : different('choices', { what: 'choice', reference: label(marks), prediction: label(named) })
}

/** A gold that is the content of a known option, against a letter. */
function contentGold(gold: Tree, prediction: Tree, options: Options | undefined, context: Context): Decision | undefined {
  if (options === undefined) return undefined
  const answer = marksOf(prediction, { marks: ['A'] })
  if (answer === undefined || answer === 'hedge' || !answer.marks.every(mark => options.has(mark))) return undefined
  const mark = findOption(gold, options, context)
  if (mark === undefined) return undefined
  return byMarks({ marks: [mark] }, answer, options, context)
}

/** The one option that a content fits; `undefined` when none or several do. */
function findOption(content: Tree, options: Options, context: Context): string | undefined {
  let found: string | undefined
  for (const [mark, option] of options) {
    if (context.member(option, content).outcome !== 'equivalent') continue
    if (found !== undefined) return undefined
    found = mark
  }
  return found
}

const label = (marks: readonly string[]): string => marks.join(', ')

/** The marks of a gold, where it may be one. */
function goldMarks(gold: Tree, spec: GoldSpec, options: Options | undefined): Marks | undefined {
  if (gold.type === 'number') return spec.type === 'choice' ? byIndex(gold.lexeme, options) : undefined
  const marks = marksOfGold(gold)
  if (marks === undefined || marks === 'hedge') return undefined
  const declared = spec.type === 'choice' || options !== undefined
  if (marks.marks.some(mark => mark.length === 1 && options !== undefined && /[A-Z]/.test(mark) && !options.has(mark))) return undefined
  if (marks.marks.length === 1 || spec.multiple === true || declared) return marks
  const numerals = marks.marks.some(mark => mark.length > 1)
  return marks.inOrder && (numerals || marks.marks.every(mark => !/^[A-Z]$/.test(mark) || mark <= 'H')) ? marks : undefined
}

/** The place of an option, counted from 1; only where a choice is declared. */
function byIndex(lexeme: string, options: Options | undefined): Marks | undefined {
  const mark = /^\d{1,2}$/.test(lexeme) ? String.fromCharCode(64 + Number(lexeme)) : ''
  return options?.has(mark) ? { marks: [mark] } : undefined
}

/**
 * The marks that a tree names.
 *
 * @param gold the marks asked for, when a prediction is read: small letters and plain digits stand for marks only then
 */
function marksOf(tree: Tree, gold: Marks | undefined): (Marks & { readonly inOrder: boolean }) | 'hedge' | undefined {
  if (tree.type === 'labelled') return labelledMarks(tree, gold)
  const leading = leadingLabel(tree)
  if (leading !== undefined) {
    // "A) 12 or B" names two.
    const beside = tree.type === 'list' ? tree.items.slice(1).map(item => /^\(?([A-H])\)?$/.exec(spelled(item) ?? '')?.[1]) : []
    if (gold !== undefined && beside.some(mark => mark !== undefined && mark !== leading)) return 'hedge'
    return { marks: [leading], content: withoutLabel(tree), inOrder: true }
  }
  if (tree.type === 'fenced' && tree.items.length === 1) return marksOf(tree.items[0] as Tree, gold)
  if (tree.type === 'relation') {
    const [left, right] = tree.operands
    const named = tree.operands.length === 2 && tree.operators[0] === 'eq' && left?.type === 'text' && right !== undefined
    return named ? marksOf(right, gold) : undefined
  }
  if (tree.type === 'number' || tree.type === 'constant' || tree.type === 'plus' || tree.type === 'power' || tree.type === 'divide')
    return undefined
  const text = spelled(tree)
  if (text === undefined || text.length > 400) return undefined
  // "(E) or 987": one of several.
  if (gold !== undefined && tree.type === 'list' && tree.separator === 'or' && tree.items.some(item => namesMark(item, gold)))
    return 'hedge'
  return marksIn(text, gold)
}

const marksOfGold = kept(tree => marksOf(tree, undefined))

function namesMark(tree: Tree, gold: Marks): boolean {
  const marks = marksOf(tree, gold)
  return marks !== undefined && marks !== 'hedge'
}

function labelledMarks(
  tree: Tree & { type: 'labelled' },
  gold: Marks | undefined,
): (Marks & { readonly inOrder: boolean }) | 'hedge' | undefined {
  if (tree.label.length === 1) {
    const mark = foldMark(tree.label, true)
    if (mark === undefined) return undefined
    // "(E) is wrong" takes the letter back.
    if (gold !== undefined && takesBack(tree.body)) return 'hedge'
    // "A. B" names two.
    const inside = marksOf(tree.body, gold)
    const other = inside === 'hedge' || inside?.marks.every(found => /^[A-H]$/.test(found) && found !== mark) === true
    return other && gold !== undefined ? 'hedge' : { marks: [mark], content: tree.body, inOrder: true }
  }
  return leadIn.test(`${tree.label}:`) ? marksOf(tree.body, gold) : undefined
}

/** Words right behind a letter, or at the end of its content, that say that it is not the answer. */
function takesBack(content: Tree): boolean {
  const text = spelled(content)
  return (
    text !== undefined &&
    (/^(?:is|was) (?:false|incorrect|not|wrong)/i.test(text) || /\b(?:is|was) (?:false|incorrect|wrong)\.?$/i.test(text))
  )
}

/**
 * The label in front of everything, when it is a capital and no other label follows: the content of `C. II and III` may
 * have any shape, so that the label stands at its first leaf.
 */
function leadingLabel(tree: Tree): string | undefined {
  let first: Tree | undefined = tree
  while (first !== undefined && first.type !== 'labelled') first = first.type === 'apply' ? undefined : children(first)[0]
  if (first === undefined || first === tree || !/^[A-Z]$/.test(first.label)) return undefined
  return labels(tree) === 1 ? first.label : undefined
}

/** `B: (0,1), (1,e)` without the label at its first leaf. */
const withoutLabel = (tree: Tree): Tree => (tree.type === 'labelled' ? tree.body : mapChildren(tree, withoutLabel))

const labels = (tree: Tree): number => children(tree).reduce((sum, child) => sum + labels(child), tree.type === 'labelled' ? 1 : 0)

/** "Option A) two circles": a label before words or numbers, and no other label behind it. */
function proseLabel(written: string): string | undefined {
  const text = written.trim().replace(leadIn, '').trim()
  const label = /^\(?([A-H])[).:：、]/.exec(text)
  if (label === null) return undefined
  const rest = text.slice(label[0].length)
  if (!/[A-Za-z]{2}|\d|[\u4e00-\u9fff]/.test(rest) || /(?:^|[^A-Za-z])[A-H][).:]/.test(rest)) return undefined
  // "A) or B" hedges; "C) II and III only" does not.
  if (/(?:^|[^A-Za-z])(?:or|and) \(?[A-H](?:[^A-Za-z]|$)/.test(rest)) return undefined
  return label[1]
}

const leadIn =
  /^(?:the )?(?:correct |final |best |right )?(?:answers?|options?|choices?|statements?|选项|正确选项|正确答案|答案|选择|选)(?:(?: is| are|:|：|为|是)(?: (?:option|choice|statement)s?)?)?[ :：]?/i
const mayMark = /[A-Za-z①-⑳]/
const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'

/** "the correct option is (A) and (C) only", `AC`, `①③`, "I and II". */
function marksIn(written: string, gold: Marks | undefined): (Marks & { readonly inOrder: boolean }) | 'hedge' | undefined {
  // Plain digits stand for marks only where the gold is a circled one.
  if (!mayMark.test(written) && !(gold !== undefined && styleOf(gold.marks[gold.marks.length - 1] as string) === 'circled'))
    return undefined
  const label = proseLabel(written)
  if (label !== undefined) return { marks: [label], inOrder: true }
  const text = written
    .trim()
    .replace(leadIn, '')
    .replace(/^both /i, '')
    .replace(/ only\.?$| is (?:correct|right|true|the answer|the correct answer)\.?$|选项$|项$|正确$/i, '')
    .trim()
  if (text === '') return undefined
  const hedged = /(?:^|[^A-Za-z])(?:or|或|either)(?:[^A-Za-z]|$)/i.test(text)
  const marks: string[] = []
  for (const part of text.split(/[,;、，；&\s]+|\)\(|(?:\band\b)|和|与|及/i)) {
    const piece = withoutTail(part.replace(/^[("'[]+/, ''), ')].:"\'')
    if (piece === '' || /^(?:or|或|either)$/i.test(piece)) continue
    const found = marksOfPiece(piece, gold)
    if (found === undefined) return undefined
    marks.push(...found)
  }
  if (marks.length === 0) return undefined
  if (hedged) return gold === undefined ? undefined : 'hedge'
  const sorted = [...marks].sort(byMark)
  if (sorted.some((mark, i) => mark === sorted[i - 1])) return undefined
  // Letters, Roman numerals and circled numbers do not stand side by side; `I` beside `II` is a numeral.
  const styles = new Set(sorted.map(styleOf))
  if (styles.size > 1 && !sorted.every(mark => roman.has(mark))) return undefined
  return { marks: sorted, inOrder: marks.every((mark, i) => mark === sorted[i]) }
}

function marksOfPiece(piece: string, gold: Marks | undefined): readonly string[] | undefined {
  const inner = piece.replace(/[()]/g, '')
  if (inner === '') return undefined
  if ([...inner].every(sign => circled.includes(sign))) return [...inner]
  const goldStyle = gold === undefined ? undefined : styleOf(gold.marks[gold.marks.length - 1] as string)
  if (goldStyle === 'circled')
    return /^\d{1,2}$/.test(inner) && Number(inner) >= 1 && Number(inner) <= 20 ? [circled.charAt(Number(inner) - 1)] : undefined
  if (goldStyle === 'roman' || (goldStyle === undefined && inner.length > 1)) {
    if (/^[IVX]{1,5}$/.test(inner) && roman.has(inner)) return [inner]
    if (goldStyle === 'roman') return undefined
  }
  if (inner.length === 1) {
    const mark = foldMark(inner, gold !== undefined)
    return mark === undefined ? undefined : [mark]
  }
  const capitals = gold === undefined ? inner : inner.toUpperCase()
  return /^[A-H]{2,8}$/.test(capitals) && (gold === undefined || inner === capitals || /^[a-h]+$/.test(inner)) ? [...capitals] : undefined
}

const roman: ReadonlyMap<string, number> = new Map(
  ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'].map((numeral, i) => [numeral, i + 1]),
)

function styleOf(mark: string): 'letter' | 'roman' | 'circled' {
  if (circled.includes(mark)) return 'circled'
  return mark.length > 1 ? 'roman' : 'letter'
}

/** In the order of the marks: I, II, …, IX is not alphabetical. */
function byMark(a: string, b: string): number {
  const [left, right] = [roman.get(a), roman.get(b)]
  if (left !== undefined && right !== undefined) return left - right
  return a.charCodeAt(0) - b.charCodeAt(0)
}

/** Small letters stand for options up to H; beyond, they are names. */
function foldMark(letter: string, small: boolean): string | undefined {
  if (/^[A-Z]$/.test(letter)) return letter
  return small && /^[a-h]$/.test(letter) ? letter.toUpperCase() : undefined
}

/** The options by letter. */
function optionsOf(spec: GoldSpec): Options | undefined {
  const { options } = spec
  if (options === undefined) return undefined
  const map = new Map<string, Tree>()
  const entries: readonly (readonly [string, string])[] = Array.isArray(options)
    ? (options as readonly string[]).map((content, i) => [String.fromCharCode(65 + i), content] as const)
    : Object.entries(options as Readonly<Record<string, string>>)
  for (const [key, content] of entries) {
    const mark = key.trim().toUpperCase()
    if (!/^[A-Z]$/.test(mark)) continue
    const tree = optionTree(content)
    // `A. 12` in the list of options: the letter is not part of the content.
    map.set(mark, tree.type === 'labelled' && tree.label === mark ? tree.body : tree)
  }
  return map
}

/** The options of a question are asked for with each of its answers. */
const optionTrees = new RecentCache<string, Tree>(2_000)
const longestOption = 400

function optionTree(content: string): Tree {
  const known = optionTrees.get(content)
  if (known !== undefined) return known
  const { tree } = parse(content)
  if (content.length <= longestOption) {
    optionTrees.set(content, tree)
    keepReadings(tree)
  }
  return tree
}
