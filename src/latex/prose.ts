import { children } from '../tree/children.ts'
import type { Tree } from '../tree/tree.ts'
import { isCurrencyCode, isKnownWord, numberTree } from './wording/lexicon.ts'
import type { Token } from './lexer/token.ts'
import { isUnitWord } from './units/units.ts'

/**
 * Whether an answer is prose rather than mathematics.
 *
 * Words may stand in mathematics as units behind values, as whole items, as operands of a relation, as labels and
 * conditions. An answer with words anywhere else ("odd $n$", "the point P moves left") is prose, and so is a bare
 * run of letters that spells a word ("red"). Prose is one `text` node with the words as written, without markup.
 */
export function proseOf(tree: Tree, tokens: readonly Token[], worded: boolean): string | undefined {
  if (!worded) return spelledWord(tokens)
  // "one hundred and five", "three and a half", "2 thirds": words of one number.
  const joined = tree.type === 'list' ? tree.separator === 'and' : tree.type === 'times' && tree.factors[0]?.type === 'number'
  if (joined && numberTree(plainText(tokens)) !== undefined) return plainText(tokens)
  if (tree.type === 'text' || (fits(tree, 0) && !(mostlyWords(tokens) && hasUnread(tree, 0)))) return undefined
  return plainText(tokens)
}

/** A lone run of three letters with a vowel, or a known word of two, is a word: `red`, `odd`, `no`. */
function spelledWord(tokens: readonly Token[]): string | undefined {
  const count = tokens.length - 1
  if (count < 2 || count > 3) return undefined
  let run = ''
  for (let i = 0; i < count; i++) {
    const token = tokens[i] as Token
    if (token.kind !== 'name' || token.value.length !== 1 || (i > 0 && token.start !== (tokens[i - 1] as Token).end)) return undefined
    run += token.value
  }
  const lower = run.slice(1) === run.slice(1).toLowerCase()
  if (!lower) return undefined
  if (isKnownWord(run)) return run
  return count === 3 && /[aeiou]/.test(run) && /[b-df-hj-np-tv-z]/.test(run) && !/^[abcxyz]+$/.test(run) ? run : undefined
}

/** At least two words, and a third of all tokens: an answer that cannot be read as mathematics was not meant as such. */
function mostlyWords(tokens: readonly Token[]): boolean {
  const words = tokens.filter(token => token.kind === 'word' || token.kind === 'text').length
  return words >= 2 && words * 3 >= tokens.length
}

function hasUnread(tree: Tree, depth: number): boolean {
  return tree.type === 'unread' || (depth < 200 && children(tree).some(child => hasUnread(child, depth + 1)))
}

/** Whether every word stands where mathematics has words. */
function fits(tree: Tree, depth: number): boolean {
  if (depth > 200) return true
  switch (tree.type) {
    case 'text':
      return true
    case 'times': {
      if (isNamedMeasure(tree.factors)) return true
      // Words behind a value are its unit, before it a currency; between values they are prose.
      let words = 0
      for (const [index, factor] of tree.factors.entries()) {
        const unit = isUnitLike(factor) || (words > 0 && isInverseUnit(factor))
        if (unit) words++
        else if (words > 0 && !(index === words && isCurrency(tree.factors[0] as Tree))) return false
        if (!unit && !fits(factor, depth + 1)) return false
      }
      return words < tree.factors.length || tree.factors.every(factor => factor.type === 'text')
    }
    case 'list':
    case 'fenced':
    case 'set':
    case 'matrix':
    case 'cases':
    case 'relation':
    case 'labelled':
    case 'logic':
    case 'colon':
    case 'divide':
    case 'power':
    case 'negate':
    case 'subscript':
    case 'setoperation':
    case 'accent':
      return children(tree).every(child => fits(child, depth + 1))
    case 'given':
      return tree.body.type !== 'text' && children(tree).every(child => fits(child, depth + 1))
    case 'plus':
    case 'plusminus':
      return children(tree).every(child => child.type !== 'text' && fits(child, depth + 1))
    default:
      return children(tree).every(child => !hasText(child, depth + 1))
  }
}

/** `\operatorname{Var}(X)`: one word with a capital in front of letters in parentheses. */
function isNamedMeasure(factors: readonly Tree[]): boolean {
  const [head, fence] = factors
  if (factors.length !== 2 || head?.type !== 'text' || !/^[A-Z][a-z]{1,4}$/.test(head.value) || isKnownWord(head.value)) return false
  return fence?.type === 'fenced' && fence.open === '(' && fence.items.every(item => item.type === 'symbol' && /^[A-Z]$/.test(item.name))
}

const isCurrency = (tree: Tree): boolean =>
  tree.type === 'text' && (tree.value.length === 1 || tree.value === 'Rs' || isCurrencyCode(tree.value))

/** `h^{-1}` behind a unit. */
const isInverseUnit = (tree: Tree): boolean =>
  tree.type === 'power' && tree.base.type === 'symbol' && tree.exponent.type === 'negate' && isUnitWord(tree.base.name, true)

function isUnitLike(tree: Tree): boolean {
  if (tree.type === 'text') return true
  if (tree.type === 'power') return isUnitLike(tree.base)
  if (tree.type === 'divide') return isUnitLike(tree.numerator) && isUnitLike(tree.denominator)
  return false
}

function hasText(tree: Tree, depth: number): boolean {
  if (depth > 200) return false
  if (tree.type === 'subscript') return hasText(tree.base, depth + 1)
  return tree.type === 'text' || children(tree).some(child => hasText(child, depth + 1))
}

/** The words as written, single spaces, without markup. */
function plainText(tokens: readonly Token[]): string {
  let value = ''
  for (const token of tokens) {
    if (token.kind === 'end') break
    if (token.gap && value !== '') value += ' '
    value += token.kind === 'command' ? (token.value === 'arcsecond' ? '"' : `\\${token.value}`) : token.value
  }
  return value.trim().replace(/[;,]$/, '')
}
