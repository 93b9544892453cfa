import { isCjkText } from '../latex/parser/grammar.ts'
import { isArticle, isNegation, wordsOf } from '../latex/wording/lexicon.ts'
import { singular } from '../latex/units/units.ts'
import type { Tree } from '../tree/tree.ts'
import { asQuantity } from './quantity/measure.ts'

/**
 * What an answer says that its value belongs to: the words of a label, of a name in words, or what is counted.
 *
 *     boys: 3        The area is 5        \text{Perimeter} = 5        3 girls
 *     ^^^^               ^^^^                   ^^^^^^^^^               ^^^^^
 *
 * On one side alone such words may be left out. Where both sides have them and neither says what the other does, the
 * values belong to different things. Words that announce any answer (`Answer`, "The result is") say nothing.
 *
 * @returns `other` when they share no word, `open` when they share some and each has words of its own
 */
export function subjectsOf(gold: Tree, prediction: Tree): Subjects | undefined {
  const [reference, answer] = [titleOf(gold), titleOf(prediction)]
  // Names in front of `=` on both sides are compared as names.
  if ((reference === undefined && answer === undefined) || (gold.type === 'relation' && prediction.type === 'relation')) return undefined
  const [own, other] = [reference ?? countedIn(gold, answer), answer ?? countedIn(prediction, reference)]
  if (own === undefined || other === undefined) return undefined
  const relation = signs.test(own) && signs.test(other) ? relationOfSigns(own, other) : relationOfWords(contentOf(own), contentOf(other))
  return relation === 'same' ? undefined : { relation, reference: own, prediction: other }
}

export interface Subjects {
  readonly relation: 'other' | 'open'
  readonly reference: string
  readonly prediction: string
}

/** Whether a label is the title of a value, and no mark of a part or an option: `A`, `ii`, `3`. */
export const isTitle = (label: string): boolean => isCjkText(label) || (label.length > 2 && !/^[ivxIVX]+$/.test(label))

function titleOf(tree: Tree): string | undefined {
  if (tree.type === 'labelled') return isTitle(tree.label) ? tree.label : undefined
  const first = tree.type === 'relation' ? tree.operands[0] : undefined
  if (first?.type === 'labelled') return titleOf(first)
  const isNamed = tree.type === 'relation' && tree.operators.every(operator => operator === 'eq' || operator === 'approx')
  return isNamed && first?.type === 'text' && isTitle(first.value) ? first.value : undefined
}

/** `3 girls` beside `boys: 3`: what is counted, where the title is of things that can be. */
function countedIn(tree: Tree, title: string | undefined): string | undefined {
  const last = title === undefined ? undefined : wordsOf(title).at(-1)
  if (last === undefined || singular(last) === last) return undefined
  const unit = tree.type === 'times' ? asQuantity(tree)?.unit : undefined
  return unit !== undefined && unit.dimensions.size === 0 && unit.nouns.length > 0 && singular(unit.label) !== unit.label
    ? unit.label
    : undefined
}

function relationOfWords(reference: readonly string[], answer: readonly string[]): 'same' | Subjects['relation'] {
  const [few, many] = reference.length <= answer.length ? [reference, answer] : [answer, reference]
  const shared = few.filter(word => many.includes(word)).length
  if (shared < few.length) return shared === 0 ? 'other' : 'open'
  // "boys and girls" are more than "boys", and "not attending" is not "attending".
  const parted = shared > 0 && many.some(word => !few.includes(word) && (joins.has(word) || isNegation(word)))
  return parted ? 'open' : 'same'
}

const joins: ReadonlySet<string> = new Set(['and', 'except', 'minus', 'non', 'or', 'plus'])

/** Chinese titles have no spaces: one that holds the other says the same, a common end of two signs leaves it open. */
function relationOfSigns(reference: string, answer: string): 'same' | Subjects['relation'] {
  const [own, other] = [signsOf(reference), signsOf(answer)]
  if (own.includes(other) || other.includes(own)) return 'same'
  return own.slice(-2) === other.slice(-2) ? 'open' : 'other'
}

const signs = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}/
const signsOf = (title: string): string =>
  title.replace(/(?:分别)?(?:为|是|等于|有)$/, '').replace(/(?:最终|最后|正确)?(?:答案|结果)|所以|因此|[的故解答共]/g, '')

/** The words that tell a title from others, in the singular. */
const contentOf = (title: string): readonly string[] =>
  wordsOf(title).flatMap(raw => {
    const word = singular(raw)
    return idle.has(word) || isArticle(word) ? [] : [synonyms.get(word) ?? word]
  })

/** Words that announce an answer, whatever it belongs to. */
const idle: ReadonlySet<string> = new Set(
  'amount ans answer are be conclusion correct equal final hence in is number numerical of our output required result so solution then therefore thu to total value'.split(
    ' ',
  ),
)

const synonyms: ReadonlyMap<string, string> = new Map([
  ['average', 'mean'],
  ['biggest', 'maximum'],
  ['chance', 'probability'],
  ['greatest', 'maximum'],
  ['highest', 'maximum'],
  ['largest', 'maximum'],
  ['least', 'minimum'],
  ['lowest', 'minimum'],
  ['max', 'maximum'],
  ['maximal', 'maximum'],
  ['min', 'minimum'],
  ['minimal', 'minimum'],
  ['smallest', 'minimum'],
])
