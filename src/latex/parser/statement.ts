import type { RelationNode, Tree } from '../../tree/tree.ts'
import { isCjkText } from './grammar.ts'
import { isComparison, isNegation, isPredicate, wordsOf } from '../wording/lexicon.ts'

/**
 * Words that lead in to the value behind them.
 *
 *     The slope is -\frac12        比例为13/28        about 5\text{ cm}        There are 12 solutions
 *     ^^^^^^^^^^^^                 ^^^^^^             ^^^^^                  ^^^^^^^^^
 *
 * A measure that has a name, followed by "is", says what the value is; a word of approximation leaves it as it is written. Words
 * that deny, compare, ask for a condition or offer one of several answers lead in to nothing.
 */
export function stated(tree: Tree): Tree {
  const named = extremeNamed(tree)
  if (named !== undefined) return named
  const said = namedInWords(tree)
  if (said !== undefined) return said
  const found = leadingWords(tree)
  if (found === undefined) return tree
  if (approximations.has(found.words.toLowerCase())) return found.rest
  const leads = isCjkText(found.words) ? /(?:为|是|等于)$/.test(found.words) && !/[不非没无错否]/.test(found.words) : leadsIn(found.words)
  return leads ? { type: 'labelled', label: found.words, body: found.rest, ...(tree.span === undefined ? {} : { span: tree.span }) } : tree
}

/** `max 5` without a fence: nothing is compared, so that 5 is what the largest value is. */
function extremeNamed(tree: Tree): Tree | undefined {
  if (tree.type !== 'apply' || tree.head.type !== 'symbol' || (tree.head.name !== 'max' && tree.head.name !== 'min')) return undefined
  const [value, other] = tree.arguments
  const numeral = value?.type === 'negate' ? value.operand : value
  if (value?.span === undefined || other !== undefined || tree.subscript !== undefined || value.span.end !== tree.span?.end)
    return undefined
  if (numeral?.type !== 'number' && numeral?.type !== 'divide' && numeral?.type !== 'mixed') return undefined
  return { type: 'relation', operators: ['eq'], operands: [tree.head, value], span: tree.span }
}

/** `x is 5`, "The value of x is 5": an equation in words, with what its name is called in front. */
function namedInWords(tree: Tree): Tree | undefined {
  if (tree.type === 'relation') return rangeInWords(tree)
  if (tree.type !== 'times') return undefined
  // At most one label stands in front of the name.
  const at = isNamed(tree.factors[0]) ? 0 : 1
  const [name, verb] = [tree.factors[at], tree.factors[at + 1]]
  if (!isNamed(name) || verb?.type !== 'text' || !verbs.has(verb.value)) return undefined
  const value = tree.factors.slice(at + 2)
  const [first] = value
  if (first === undefined || first.type === 'text') return undefined
  const words = at === 0 ? undefined : tree.factors[0]
  if (words !== undefined && (words.type !== 'text' || !leadsIn(`${words.value} is`))) return undefined
  const span = tree.span === undefined ? {} : { span: tree.span }
  const right: Tree = value.length === 1 ? first : { ...tree, factors: value }
  const equation: Tree = { type: 'relation', operators: ['eq'], operands: [name, right], ...span }
  return words === undefined ? equation : { type: 'labelled', label: words.value, body: equation, ...span }
}

const isNamed = (factor: Tree | undefined): factor is Tree & { readonly type: 'symbol' | 'subscript' } =>
  factor?.type === 'symbol' || factor?.type === 'subscript'

/** "The range of a is a ≤ 3": what is said of the name is a relation that begins with it. */
function rangeInWords(tree: RelationNode): Tree | undefined {
  const [first, ...others] = tree.operands
  if (first?.type !== 'times' || first.factors.length !== 4) return undefined
  const [words, name, verb, again] = first.factors as [Tree, Tree, Tree, Tree]
  if (words.type !== 'text' || verb.type !== 'text' || verb.value !== 'is' || !leadsIn(`${words.value} is`)) return undefined
  if (name.type !== 'symbol' || again.type !== 'symbol' || name.name !== again.name) return undefined
  const span = tree.span === undefined ? {} : { span: tree.span }
  return { type: 'labelled', label: `${words.value} ${name.name} is`, body: { ...tree, operands: [again, ...others] }, ...span }
}

const approximations: ReadonlySet<string> = new Set(['about', 'approximately', 'around', 'exactly', 'roughly'])

/** Whether a label is words of `stated`, and no name of a part or an option. */
export function isStatement(label: string): boolean {
  if (isCjkText(label)) return /(?:为|是|等于)$/.test(label)
  if (/[=:]$/.test(label)) return true
  return verbs.has(label.slice(label.lastIndexOf(' ') + 1).toLowerCase()) || announcesForm(wordsOf(label))
}

const verbs: ReadonlySet<string> = new Set(['are', 'equals', 'is'])
/** Words that make a statement one of several, or a guess. */
const hedges: ReadonlySet<string> = new Set(
  'also another different either first guess last likely maybe might next one only opposite or other perhaps possible possibly probably second some third'.split(
    ' ',
  ),
)
/** Words in front of "of", or of a noun, that make another value of what follows. */
const multiples: ReadonlySet<string> = new Set(
  'cube divisor divisors double factor factors half inverse multiple multiples negative opposite part power quarter reciprocal root square third thirds tenth triple twice thrice'.split(
    ' ',
  ),
)

/** Whether words that end in a verb introduce the value behind them. */
export function leadsIn(text: string): boolean {
  const words = wordsOf(text)
  if (announcesForm(words)) return true
  const verb = words[words.length - 1]
  if (verb === undefined || !verbs.has(verb) || words.length < 2 || words.length > 9) return false
  return words.slice(0, -1).every(
    (word, at) =>
      /^[a-z'-]+$/.test(word) &&
      !isNegation(word) &&
      !isComparisonOf(word) &&
      !isPredicate(word) &&
      !isOperation(words, at) &&
      // "The only function is": there is no other one.
      (!hedges.has(word) || (word === 'only' && words[at - 1] === 'the')),
  )
}

/** "twice the answer", "a factor of x"; the area of the square is what it is, and "the negative root" is a root. */
const isOperation = (words: readonly string[], at: number): boolean =>
  multiples.has(words[at] as string) &&
  (words[at + 1] === 'of' || words[at + 1] === 'the' || (at === 0 && quantifiers.test(words[at] as string)))
const quantifiers = /^(?:double|half|triple|twice|thrice)$/

/** "All functions of the form": whoever has the form is meant; "some numbers", "primes of the form" say less than it. */
function announcesForm(words: readonly string[]): boolean {
  if (words.length < 4 || words.slice(-3).join(' ') !== 'of the form') return false
  const subject = words.slice(0, -3)
  return formed.has(subject[subject.length - 1] as string) && subject.slice(0, -1).every(word => allOfThem.has(word))
}
const formed: ReadonlySet<string> = new Set([
  'functions',
  'numbers',
  'pairs',
  'polynomials',
  'quadruples',
  'sequences',
  'solutions',
  'triples',
  'tuples',
  'values',
])
const allOfThem: ReadonlySet<string> = new Set(['all', 'exactly', 'precisely', 'such', 'the', 'these', 'those'])

/** "The maximum value is" names a measure; "the value is less" compares. */
const isComparisonOf = (word: string): boolean => isComparison(word) && !measures.has(word)
const measures: ReadonlySet<string> = new Set([
  'greatest',
  'largest',
  'least',
  'maximum',
  'minimum',
  'most',
  'smaller',
  'larger',
  'greater',
  'between',
  'times',
])

/** Words at the front of a product, of a quotient with a slash, of a sum, of an equation, and what stands behind them. */
function leadingWords(tree: Tree): { readonly words: string; readonly rest: Tree } | undefined {
  switch (tree.type) {
    case 'times': {
      const [first, ...factors] = tree.factors
      if (first === undefined || factors[0] === undefined) return undefined
      if (first.type !== 'text') {
        const found = first.type === 'times' ? leadingWords(first) : undefined
        return found && { words: found.words, rest: { ...tree, factors: [found.rest, ...factors] } }
      }
      if (factors[0].type === 'text') return undefined
      return { words: first.value, rest: factors.length === 1 ? factors[0] : { ...tree, factors } }
    }
    case 'divide': {
      // `a/b/c/…` goes on without end: words stand in front of the first quotient, or of none.
      const found = tree.written === 'slash' && tree.numerator.type !== 'divide' ? leadingWords(tree.numerator) : undefined
      return found && { words: found.words, rest: { ...tree, numerator: found.rest } }
    }
    case 'modulo': {
      // `a mod b mod c …` goes on without end.
      const found = tree.operand.type === 'modulo' ? undefined : leadingWords(tree.operand)
      return found && { words: found.words, rest: { ...tree, operand: found.rest } }
    }
    case 'plus': {
      const [first, ...terms] = tree.terms as readonly [Tree, ...Tree[]]
      // A sign behind words is that of the value.
      if (first.type === 'text' && terms[0]?.type === 'negate')
        return { words: first.value, rest: terms.length === 1 ? terms[0] : { ...tree, terms } }
      const found = leadingWords(first)
      return found && { words: found.words, rest: { ...tree, terms: [found.rest, ...terms] } }
    }
    case 'relation': {
      const [first, ...operands] = tree.operands as readonly [Tree, ...Tree[]]
      const found = isCjkText(wordsAt(first)) ? undefined : leadingWords(first)
      return found && { words: found.words, rest: { ...tree, operands: [found.rest, ...operands] } }
    }
    default:
      return undefined
  }
}

const wordsAt = (tree: Tree): string => (tree.type === 'times' && tree.factors[0]?.type === 'text' ? tree.factors[0].value : '')
