import { type Decision, different, proved } from '../../canonical/ladder/decision.ts'
import { renameSymbols } from '../../canonical/meaning/prefix.ts'
import { toText } from '../../latex/print/text.ts'
import { mapChildren, mentions } from '../../tree/children.ts'
import { sameTree } from '../../tree/equal.ts'
import type { Relation, RelationNode, Tree } from '../../tree/tree.ts'
import type { Comparer, Context } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Logical formulas over letters: `p\land q`, `\lnot p\to q`, `P(x)\lor Q(x)`; and statements with a quantifier.
 *
 * Formulas are the same up to the order and grouping of `and`, `or`, `xor` and `iff`. An implication keeps its direction
 * and a negation its place: who is asked for the contrapositive of `p\to q` has to write it, although both are true
 * together. What tells two formulas apart is an assignment of truth values, where there is one.
 */
export const compareFormulas: Comparer = (gold, prediction, context) => {
  const statement = quantifiedIn(gold)
  if (statement !== undefined) return compareQuantified(statement, gold, prediction, context)
  const denied = deniedIn(gold)
  if (denied !== undefined) {
    const other = deniedIn(prediction)
    if (other !== undefined) return context.member(denied, other)
    if (prediction.type !== 'relation') return otherKind(gold, prediction)
    return different('kind', () => ({ what: 'relation', reference: `not ${toText(denied)}`, prediction: toText(prediction) }))
  }
  const reference = isFormula(gold, context) ? formulaOf(gold) : undefined
  if (reference === undefined || reference.type === 'letter') return undefined
  const answer = formulaOf(prediction)
  if (answer === undefined) return otherKind(gold, prediction)
  if (keyOf(reference) === keyOf(answer)) return proved('canonical-form', 'formulas-up-to-order')
  return (
    byTruth(reference, answer) ??
    different('canonical-form', () => ({ what: 'form of the formula', reference: toText(gold), prediction: toText(prediction) }))
  )
}

/** `M\not\subset N`, `AB\nparallel CD`: the relation that is struck out. */
function deniedIn(tree: Tree): Tree | undefined {
  const [inner] = tree.type === 'logic' && tree.operator === 'not' ? tree.operands : []
  return inner?.type === 'relation' && inner.operators.every(operator => unnamed.has(operator)) ? inner : undefined
}

/** Relations whose denial has no sign of its own. */
const unnamed: ReadonlySet<Relation> = new Set<Relation>([
  'congruent',
  'divides',
  'equivalent',
  'ni',
  'parallel',
  'perpendicular',
  'similar',
  'subset',
  'subseteq',
  'supset',
  'supseteq',
])

type Formula =
  | { readonly type: 'letter'; readonly name: string }
  | { readonly type: 'not' | 'and' | 'or' | 'xor' | 'iff' | 'implies'; readonly parts: readonly Formula[] }

/** Connectives were written, or arrows between the letters that stand for statements; `C\to A\to B` is an ordering. */
function isFormula(tree: Tree, context: Context): boolean {
  context.budget.spend(1)
  if (tree.type === 'logic') return true
  if (tree.type !== 'relation' || tree.operators.length !== 1) return false
  const [operator] = tree.operators
  if (operator === 'iff' || operator === 'implies') return true
  if (operator !== 'to') return false
  // `(A\land B)\to C`: who is joined by a connective is a statement, and so is what stands across the arrow.
  const letters = tree.operands.some(isJoined) ? /^[A-Za-z]$/ : /^[p-t]$/
  return tree.operands.every(side => holdsConnective(side) || (side.type === 'symbol' && letters.test(side.name)))
}

const isJoined = (tree: Tree): boolean =>
  tree.type === 'logic' || (tree.type === 'fenced' && tree.items.length === 1 && tree.items[0]?.type === 'logic')

const holdsConnective = (tree: Tree): boolean =>
  tree.type === 'logic' || (tree.type === 'fenced' && tree.items.length === 1 && isArrow(tree.items[0] as Tree))
const isArrow = (tree: Tree): boolean => tree.type === 'logic' || tree.type === 'relation'

const deepest = 60

function formulaOf(tree: Tree, depth = 0): Formula | undefined {
  if (depth > deepest) return undefined
  switch (tree.type) {
    case 'symbol':
      return tree.name.length === 1 ? { type: 'letter', name: tree.name } : undefined
    case 'subscript':
      return tree.base.type === 'symbol' ? { type: 'letter', name: toText(tree) } : undefined
    case 'times':
    case 'apply':
      return predicateOf(tree)
    case 'fenced':
      return tree.items.length === 1 ? formulaOf(tree.items[0] as Tree, depth + 1) : undefined
    case 'logic':
      return joined(tree.operator, tree.operands, depth)
    case 'list':
      return tree.separator === 'and' || tree.separator === 'or' ? joined(tree.separator, tree.items, depth) : undefined
    case 'relation': {
      const connective = tree.operators.length === 1 ? connectiveOf(tree.operators[0] as Relation) : undefined
      return connective === undefined ? undefined : joined(connective, tree.operands, depth)
    }
    default:
      return undefined
  }
}

/** `P(x)`: a letter for a statement about something. */
function predicateOf(tree: Tree): Formula | undefined {
  if (tree.type === 'apply')
    return tree.head.type === 'symbol' && tree.head.name.length === 1 ? { type: 'letter', name: toText(tree) } : undefined
  if (tree.type !== 'times' || tree.factors.length !== 2) return undefined
  const [head, fence] = tree.factors as [Tree, Tree]
  const predicate = head.type === 'symbol' && /^[A-Z]$/.test(head.name) && fence.type === 'fenced' && fence.open === '('
  return predicate ? { type: 'letter', name: toText(tree) } : undefined
}

function connectiveOf(operator: Relation): 'iff' | 'implies' | undefined {
  if (operator === 'iff' || operator === 'equivalent') return 'iff'
  return operator === 'implies' || operator === 'to' ? 'implies' : undefined
}

function joined(type: Exclude<Formula['type'], 'letter'>, trees: readonly Tree[], depth: number): Formula | undefined {
  const parts: Formula[] = []
  for (const tree of trees) {
    const part = formulaOf(tree, depth + 1)
    if (part === undefined) return undefined
    // Grouping does not matter where order does not.
    if (part.type === type && type !== 'not' && type !== 'implies') parts.push(...part.parts)
    else parts.push(part)
  }
  return { type, parts }
}

/** A text that is equal for formulas that are the same up to order and grouping. */
function keyOf(formula: Formula): string {
  if (formula.type === 'letter') return formula.name
  const keys = formula.parts.map(keyOf)
  return `${formula.type}(${(formula.type === 'implies' ? keys : keys.sort()).join()})`
}

/** At most so many letters are tried in all combinations. */
const mostLetters = 8

/** An assignment under which one formula is true and the other is not. */
function byTruth(gold: Formula, prediction: Formula): Decision | undefined {
  const letters = [...new Set([...lettersOf(gold), ...lettersOf(prediction)])].sort()
  if (letters.length > mostLetters) return undefined
  for (let row = 0; row < 1 << letters.length; row++) {
    const isTrue = (name: string): boolean => ((row >> letters.indexOf(name)) & 1) === 0
    const [reference, answer] = [truthOf(gold, isTrue), truthOf(prediction, isTrue)]
    if (reference === answer) continue
    const at: Record<string, string> = {}
    for (const name of letters) at[name] = String(isTrue(name))
    return different('canonical-form', { what: 'truth', reference: String(reference), prediction: String(answer), at })
  }
  return undefined
}

const lettersOf = (formula: Formula): readonly string[] => (formula.type === 'letter' ? [formula.name] : formula.parts.flatMap(lettersOf))

function truthOf(formula: Formula, isTrue: (name: string) => boolean): boolean {
  if (formula.type === 'letter') return isTrue(formula.name)
  const values = formula.parts.map(part => truthOf(part, isTrue))
  switch (formula.type) {
    case 'not':
      return values[0] !== true
    case 'and':
      return values.every(value => value)
    case 'or':
      return values.some(value => value)
    case 'xor':
      return values.filter(value => value).length % 2 === 1
    case 'iff':
      return values.filter(value => !value).length % 2 === 0
    case 'implies':
      return values[0] !== true || values[1] === true
  }
}

// — quantifiers —

interface Quantified {
  readonly quantifier: 'forall' | 'exists'
  readonly variable: string
  /** Where the variable lives, or the condition on it, if anything was said. */
  readonly range: Tree | undefined
  readonly body: Tree
}

/** `\forall x\in M, A`, `\forall x\,A`; with a colon the parser takes it for a ratio inside a chain. */
function quantifiedIn(tree: Tree): Quantified | undefined {
  if (tree.type === 'list') {
    const [head, ...rest] = tree.items
    const [only] = rest
    if (head !== undefined && only !== undefined) return boundIn(head, rest.length === 1 ? only : { ...tree, items: rest })
  }
  const joined = boundInFront(tree)
  if (joined !== undefined) return joined
  if (tree.type !== 'relation' || tree.operators.length < 2) return undefined
  const [bound, middle, ...rest] = tree.operands as [Tree, Tree, ...Tree[]]
  if (middle.type !== 'colon' || middle.parts.length !== 2) return undefined
  const [range, first] = middle.parts as [Tree, Tree]
  const [operator, ...operators] = tree.operators as [Relation, ...Relation[]]
  return boundIn(
    { type: 'relation', operators: [operator], operands: [bound, range] },
    { type: 'relation', operators, operands: [first, ...rest] },
  )
}

/** The sign and its variable are all that stands before the comma, or a range follows them. */
function boundIn(head: Tree, body: Tree): Quantified | undefined {
  if (head.type === 'times' && head.factors.length > 2) {
    // `\forall x \exists y, x<y`: the second quantifier belongs to what the first says.
    const [sign, variable, ...factors] = head.factors as [Tree, Tree, ...Tree[]]
    const inner: Tree = { type: 'list', separator: 'comma', items: [{ ...head, factors }, body] }
    return quantified({ ...head, factors: [sign, variable] }, undefined, inner)
  }
  if (head.type !== 'relation') return quantified(head, undefined, body)
  const [bound, ...rest] = head.operands as [Tree, ...Tree[]]
  return head.operators.length === 1 ? quantified(bound, rest, body, head) : undefined
}

/** `\forall x P(x)`, `\exists x\ x^2<0`: the sign and the variable stand in front of the first factor. */
function boundInFront(tree: Tree): Quantified | undefined {
  const [first, ...others] = tree.type === 'relation' ? tree.operands : [tree]
  if (first?.type !== 'times' || first.factors.length < 3) return undefined
  const [sign, variable, ...factors] = first.factors as [Tree, Tree, ...Tree[]]
  const rest: Tree = factors.length === 1 ? (factors[0] as Tree) : { ...first, factors }
  const body: Tree = tree.type === 'relation' ? { ...tree, operands: [rest, ...others] } : rest
  return quantified({ ...first, factors: [sign, variable] }, undefined, body)
}

function quantified(bound: Tree, range: readonly Tree[] | undefined, body: Tree, head?: RelationNode): Quantified | undefined {
  if (bound.type !== 'times' || bound.factors.length !== 2) return undefined
  const [sign, variable] = bound.factors as [Tree, Tree]
  if (sign.type !== 'symbol' || (sign.name !== 'forall' && sign.name !== 'exists')) return undefined
  const within: Tree | undefined = range && head && { ...head, operands: [variable, ...range] }
  if (variable.type === 'symbol') return { quantifier: sign.name, variable: variable.name, range: within, body }
  // `\exists x_0`: the variable with its index is one name.
  const name = variable.type === 'subscript' && variable.base.type === 'symbol' ? toText(variable) : undefined
  if (name === undefined) return undefined
  const named = (tree: Tree): Tree => (sameTree(tree, variable) ? { type: 'symbol', name } : mapChildren(tree, named))
  return { quantifier: sign.name, variable: name, range: within && named(within), body: named(body) }
}

function compareQuantified(reference: Quantified, gold: Tree, prediction: Tree, context: Context): Decision {
  const answer = quantifiedIn(prediction)
  if (answer === undefined) return otherKind(gold, prediction)
  if (answer.quantifier !== reference.quantifier)
    return different('kind', { what: 'quantifier', reference: reference.quantifier, prediction: answer.quantifier })
  // The name of the reference's variable may be taken over only where nothing else has it.
  const taken = [answer.body, answer.range].some(part => part !== undefined && mentions(part, reference.variable))
  if (answer.variable !== reference.variable && taken) return otherKind(gold, prediction)
  const names = new Map([[answer.variable, reference.variable]])
  if (reference.range === undefined || answer.range === undefined) {
    if (reference.range === answer.range) return context.member(reference.body, renameSymbols(answer.body, names))
    const said = (range: Tree | undefined): string => (range === undefined ? 'none' : toText(range))
    return different('kind', () => ({ what: 'range', reference: said(reference.range), prediction: said(answer.range) }))
  }
  const range = context.member(reference.range, renameSymbols(answer.range, names))
  return range.outcome === 'equivalent' ? context.member(reference.body, renameSymbols(answer.body, names)) : range
}
