import { takeCondition } from '../canonical/meaning/condition.ts'
import { type Decision, different } from '../canonical/ladder/decision.ts'
import { integerLetters } from '../canonical/relation/family-reading.ts'
import { interpret } from '../canonical/meaning/interpret.ts'
import { rationalValue, substitute } from '../canonical/ladder/order.ts'
import { equalNames, splitPrefix } from '../canonical/meaning/prefix.ts'
import { plainScope, scopeOf } from '../canonical/meaning/scope.ts'
import { compareRationals } from '../exact/rational.ts'
import { isDenial, numberTree } from '../latex/wording/lexicon.ts'
import { toText } from '../latex/print/text.ts'
import { conjuncts, numberSetOf } from '../tree/conditions.ts'
import type { GivenNode, ModuloNode, RelationNode, TimesNode, Tree } from '../tree/tree.ts'
import { contradictionIn } from './expression/chain.ts'
import type { Context } from './comparer.ts'

/**
 * What stands around a value and may be dropped: a fence around one item, a label, a name with `=`, a chain of equal
 * values, a side condition that the value implies, a modulus.
 *
 *     x = 2+3 = 5        (\frac13)        A. 12        2k\pi, k \in \mathbb Z
 *             ^           ^^^^^^             ^^        ^^^^
 *
 * @returns the bare value, with the condition that was dropped; or a decision when what stands around it contradicts it
 */
export function peel(gold: Tree, prediction: Tree, context: Context): Peeled | { readonly refused: Decision } {
  let value = prediction
  let condition: Tree | undefined
  for (let layer = 0; layer < 8; layer++) {
    const conditioned = gold.type === 'given' ? undefined : conditionedIn(value)
    const inner = conditioned === undefined ? peelOnce(gold, value, context) : peelCondition(gold, conditioned, context)
    if (inner === undefined) break
    if ('refused' in inner) return inner
    if (conditioned !== undefined) condition = conditioned.condition
    value = inner.value
  }
  return { value, condition }
}

export interface Peeled {
  readonly value: Tree
  readonly condition: Tree | undefined
}

function peelOnce(gold: Tree, tree: Tree, context: Context): { readonly value: Tree } | { readonly refused: Decision } | undefined {
  switch (tree.type) {
    case 'fenced': {
      const group = tree.items.length === 1 && tree.open === '(' && tree.close === ')'
      return group ? { value: tree.items[0] as Tree } : undefined
    }
    case 'labelled':
      return gold.type === 'labelled' || isDenial(tree.label) ? undefined : { value: tree.body }
    case 'relation':
      // `x=y=2` gives two values, and not one under one name.
      if (gold.type === 'relation' || (isSeveral(gold) && equalNames(splitPrefix(tree)).length > 1)) return undefined
      return peelChain(tree, context)
    case 'modulo':
      // A residue is a number; `x+1 \pmod 2` is less than `x+1`.
      if (gold.type === 'modulo' || tree.written !== 'pmod' || isOutside(tree, context) || !isNumeral(gold)) return undefined
      return {
        value:
          tree.operand.type === 'relation' && tree.operand.operators[0] === 'equivalent'
            ? (tree.operand.operands[1] as Tree)
            : tree.operand,
      }
    case 'list':
      return gold.type === 'list' ? undefined : oneValue(tree, context)
    case 'times':
      return saidTwice(tree, context)
    default:
      return undefined
  }
}

/** `2k\pi, k\in\mathbb Z`; `2n+1\ (n\in\mathbb N)`, where the fence stands in the last term. */
function conditionedIn(tree: Tree): GivenNode | undefined {
  if (tree.type === 'given') return tree
  if (tree.type !== 'plus' && tree.type !== 'times' && tree.type !== 'negate') return undefined
  const found = takeCondition(tree, false)
  return found && { type: 'given', ...found }
}

const isSeveral = (gold: Tree): boolean => gold.type === 'list' || gold.type === 'fenced' || gold.type === 'set' || gold.type === 'cases'

const isNumeral = (tree: Tree): boolean => tree.type === 'number' || (tree.type === 'negate' && isNumeral(tree.operand))

/** `3 \pmod 2`: the residue is no residue. */
function isOutside({ operand, modulus }: ModuloNode, { budget }: Context): boolean {
  const [value, most] = [operand, modulus].map(tree => {
    const term = tree.type === 'number' ? interpret(tree, plainScope, budget) : undefined
    return term && rationalValue(term)
  })
  return value !== undefined && most !== undefined && compareRationals(value, most) >= 0
}

/** "90 degrees or \\frac\\pi2": forms of one value. Values that differ are a hedge and stay a list. */
export function oneValue(tree: Tree, context: Context): { readonly value: Tree } | undefined {
  if (tree.type === 'times') return saidTwice(tree, context)
  if (tree.type !== 'list' || tree.separator !== 'or' || tree.items.length > 4) return undefined
  const [first, ...rest] = tree.items
  if (first === undefined) return undefined
  return rest.every(other => context.member(first, other).outcome === 'equivalent') ? { value: first } : undefined
}

/** `12 (twelve) cm`: the numeral once more in words. */
function saidTwice(tree: TimesNode, context: Context): { readonly value: Tree } | undefined {
  const at = tree.factors.findIndex(factor => wordsInFence(factor) !== undefined)
  const numeral = tree.factors[at - 1]
  if (numeral?.type !== 'number') return undefined
  const words = wordsInFence(tree.factors[at] as Tree) as Tree
  if (context.member(numeral, words).outcome !== 'equivalent') return undefined
  const factors = tree.factors.filter((_, index) => index !== at)
  return { value: factors.length === 1 ? numeral : { ...tree, factors } }
}
function wordsInFence(tree: Tree): Tree | undefined {
  const [only] = tree.type === 'fenced' && tree.open === '(' && tree.items.length === 1 ? tree.items : []
  return only?.type === 'text' ? numberTree(only.value) : undefined
}

/** `x=a=b`: the last member counts, and all that can be compared must be equal. */
function peelChain(tree: RelationNode, context: Context): { readonly value: Tree } | { readonly refused: Decision } | undefined {
  const split = splitPrefix(tree)
  // A tuple of names belongs to the members, not to the whole.
  if (split.value === tree || split.name?.type === 'fenced') return undefined
  const refused = contradictionIn(split, context)
  return refused === undefined ? { value: split.value } : { refused }
}

/** A condition only in the prediction: kept apart unless the value implies it. */
function peelCondition(gold: Tree, tree: GivenNode, context: Context): { readonly value: Tree } | { readonly refused: Decision } {
  const implied = conjuncts(tree.condition).every(condition => isImplied(tree.body, condition, context))
  if (implied) return { value: tree.body }
  return {
    refused: different('kind', () => ({ what: 'a condition that narrows the answer', reference: toText(gold), prediction: toText(tree) })),
  }
}

/** Where a name lives, or the exclusion of a pole of the body. */
function isImplied(body: Tree, condition: Tree, context: Context): boolean {
  if (condition.type !== 'relation' || condition.operators.length !== 1) return false
  const [left, right] = condition.operands as [Tree, Tree]
  if (condition.operators[0] === 'in') {
    // Sequences begin somewhere, `n\in\mathbb N^*`; half of the reals narrows.
    const marked = right.type === 'power' || right.type === 'subscript'
    const set = numberSetOf(marked ? right.base : right)
    if (set === 'integers' || set === 'naturals') return countsByCustom(left) && !(set === 'integers' && leavesZeroOut(right))
    return !marked && (set === 'reals' || set === 'complexes')
  }
  if (condition.operators[0] !== 'neq' || left.type !== 'symbol') return false
  const scope = scopeOf(body, body)
  const value = body.type === 'relation' ? splitPrefix(body).value : body
  const [term, excluded] = [interpret(value, scope, context.budget), interpret(right, scope, context.budget)]
  if (term === undefined || excluded === undefined) return false
  return substitute(term, left.name, excluded, context.budget).type === 'undefined'
}

/** `\mathbb Z^*`: a gap in the middle. */
const leavesZeroOut = (set: Tree): boolean => set.type === 'power' && set.exponent.type === 'symbol' && set.exponent.name === '*'

/** `k`, `n_1`: letters of counts and parameters; whole numbers narrow the others, which are real. */
const countsByCustom = (name: Tree): boolean =>
  name.type === 'subscript' ? countsByCustom(name.base) : name.type === 'symbol' && integerLetters.has(name.name)
