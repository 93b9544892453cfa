import { type Decision, different, proved } from '../../canonical/ladder/decision.ts'
import { some } from '../../tree/children.ts'
import type { Tree } from '../../tree/tree.ts'

/**
 * Sets of names: `A\cup B`, `\complement_U(A\cap B)`, `A^c\setminus B`.
 *
 * Two such formulas are the same when an element belongs to both or to neither, wherever it lies in the named sets: all
 * cases are tried. The index of a complement is the universe, which holds every element.
 *
 * @returns `undefined` where the gold is no formula over names, or the prediction none
 */
export function compareSetFormulas(gold: Tree, prediction: Tree): Decision | undefined {
  if (!isSetFormula(gold)) return undefined
  const [reference, answer] = [formulaOf(gold, 0), formulaOf(prediction, 0)]
  if (reference === undefined || answer === undefined) return undefined
  const universe = [...universesIn(reference), ...universesIn(answer)]
  const letters = [...new Set([...lettersOf(reference), ...lettersOf(answer)])].filter(name => !universe.includes(name)).sort()
  if (letters.length > mostLetters) return undefined
  for (let row = 0; row < 1 << letters.length; row++) {
    const isIn = (name: string): boolean => universe.includes(name) || ((row >> letters.indexOf(name)) & 1) === 0
    const [left, right] = [holds(reference, isIn), holds(answer, isIn)]
    if (left === right) continue
    return different('sets', { what: `an element ${whereabouts(letters, isIn)}`, reference: place(left), prediction: place(right) })
  }
  return proved('sets', 'cases-of-membership')
}

/** Whether a gold joins named sets. */
export const isSetFormula = (tree: Tree): boolean =>
  some(tree, node => node.type === 'setoperation' || isTriangle(node)) && formulaOf(tree, 0) !== undefined

/** `\triangle B`, behind another set. */
const isTriangle = (tree: Tree): boolean =>
  tree.type === 'apply' && tree.head.type === 'symbol' && tree.head.name === 'triangle' && tree.arguments.length === 1

const place = (inside: boolean): string => (inside ? 'inside' : 'outside')

/** "of A that is not in B or C". */
function whereabouts(letters: readonly string[], isIn: (name: string) => boolean): string {
  const [inside, outside] = [letters.filter(isIn), letters.filter(name => !isIn(name))]
  const not = outside.length === 0 ? '' : `${inside.length === 0 ? '' : ' that is '}not in ${outside.join(' or ')}`
  return `${inside.length === 0 ? '' : `of ${inside.join(' and ')}`}${not}`
}

/** At most so many letters are tried in all combinations. */
const mostLetters = 8
const deepest = 40

type SetFormula =
  | { readonly type: 'letter'; readonly name: string }
  | { readonly type: 'union' | 'intersection' | 'difference'; readonly parts: readonly SetFormula[] }
  | { readonly type: 'complement'; readonly part: SetFormula; readonly universe?: string }

function formulaOf(tree: Tree, depth: number): SetFormula | undefined {
  if (depth > deepest) return undefined
  switch (tree.type) {
    case 'symbol':
      return /^[A-Z]$/.test(tree.name) ? { type: 'letter', name: tree.name } : undefined
    case 'fenced':
      return tree.items.length === 1 && tree.items[0] !== undefined ? formulaOf(tree.items[0], depth + 1) : undefined
    case 'power':
      return tree.exponent.type === 'symbol' && complements.has(tree.exponent.name) ? complementOf(tree.base, depth) : undefined
    case 'prime':
      return tree.order === 1 ? complementOf(tree.base, depth) : undefined
    case 'accent':
      return tree.accent === 'overline' ? complementOf(tree.body, depth) : undefined
    case 'times': {
      const [sign, set] = tree.factors
      const other = set?.type === 'apply' && isTriangle(set) ? set.arguments[0] : undefined
      if (sign !== undefined && other !== undefined && tree.factors.length === 2) return symmetric(sign, other, depth)
      if (tree.factors.length !== 2 || sign === undefined || set === undefined) return undefined
      if (isComplement(sign)) return complementOf(set, depth)
      if (sign.type !== 'subscript' || !isComplement(sign.base) || sign.index.type !== 'symbol') return undefined
      return complementOf(set, depth, sign.index.name)
    }
    case 'setoperation': {
      if (tree.operator === 'complement') return tree.operands[0] && complementOf(tree.operands[0], depth)
      const parts = tree.operands.map(operand => formulaOf(operand, depth + 1))
      return parts.every(part => part !== undefined) ? { type: tree.operator, parts: parts as readonly SetFormula[] } : undefined
    }
    default:
      return undefined
  }
}

const complements: ReadonlySet<string> = new Set(['C', 'c', 'complement'])
const isComplement = (tree: Tree): boolean => tree.type === 'symbol' && tree.name === 'complement'

function complementOf(tree: Tree, depth: number, universe?: string): SetFormula | undefined {
  const part = formulaOf(tree, depth + 1)
  return part && { type: 'complement', part, ...(universe !== undefined && { universe }) }
}

/** What belongs to one of two sets only. */
function symmetric(left: Tree, right: Tree, depth: number): SetFormula | undefined {
  const [a, b] = [formulaOf(left, depth + 1), formulaOf(right, depth + 1)]
  if (a === undefined || b === undefined) return undefined
  return {
    type: 'union',
    parts: [
      { type: 'difference', parts: [a, b] },
      { type: 'difference', parts: [b, a] },
    ],
  }
}

function lettersOf(formula: SetFormula): readonly string[] {
  if (formula.type === 'letter') return [formula.name]
  return formula.type === 'complement' ? lettersOf(formula.part) : formula.parts.flatMap(lettersOf)
}

function universesIn(formula: SetFormula): readonly string[] {
  if (formula.type === 'letter') return []
  if (formula.type !== 'complement') return formula.parts.flatMap(universesIn)
  return [...(formula.universe === undefined ? [] : [formula.universe]), ...universesIn(formula.part)]
}

/** Whether an element that lies in the named sets as `isIn` says belongs to the whole. */
function holds(formula: SetFormula, isIn: (name: string) => boolean): boolean {
  switch (formula.type) {
    case 'letter':
      return isIn(formula.name)
    case 'complement':
      return !holds(formula.part, isIn)
    case 'union':
      return formula.parts.some(part => holds(part, isIn))
    case 'intersection':
      return formula.parts.every(part => holds(part, isIn))
    case 'difference':
      return formula.parts.every((part, index) => holds(part, isIn) === (index === 0))
  }
}
