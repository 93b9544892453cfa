/**
 * Witnesses once more, by an evaluator that shares nothing with ours but the written tree: mathjs with decimals of 64 digits.
 *
 * Two things must hold. What a witness shows differs. And where the answers themselves can be evaluated, they have what it shows:
 * the values at its point, to the digits that it shows; the element inside the one and outside the other; the residue; the truth
 * of an equation. What mathjs cannot evaluate (an unread answer, words, a complex value) is counted apart.
 */
import type { BigNumber } from 'mathjs'
import { plainScope, scopeOf, variableName } from '../../src/canonical/meaning/scope.ts'
import { mathjsInstance, valueAt } from '../../src/cas/mathjs-nodes.ts'
import { Names, plainOf } from '../../src/cas/plain.ts'
import { children } from '../../src/tree/children.ts'
import { type Different, parse, type Tree, type Witness } from '../../src/index.ts'
import { recheckShape } from './recheck-shapes.ts'

export type Recheck =
  | { readonly outcome: 'holds'; readonly values: number }
  | { readonly outcome: 'fails'; readonly why: string }
  | { readonly outcome: 'no opinion' }

const math = mathjsInstance()

/** A witness of two values, perhaps at a point. */
export const showsValues = ({ what }: Witness): boolean => /^(?:value(?: in [%°]| at .*)?|the (?:larger|smaller) value)$/s.test(what)

/** Whether a witness holds. */
export const recheck = (verdict: Different): Recheck => {
  const trees = [parse(verdict.reference).tree, parse(verdict.prediction).tree] as const
  return showsValues(verdict.witness) ? recheckValues(verdict.witness, ...trees) : recheckShape(verdict.witness, ...trees)
}

/** Values of trees at points; both sides share names and scope. */
export const evaluatorOf = (reference: Tree | undefined, prediction: Tree | undefined) => {
  const scope = reference && prediction ? scopeOf(reference, prediction) : plainScope
  const names = new Names()
  return (tree: Tree | undefined, at: ReadonlyMap<string, BigNumber>): BigNumber | undefined => {
    const plain = tree && plainOf(tree, scope, names)
    return plain && valueAt(plain, new Map([...at].map(([name, value]) => [names.of(name), value])), math)
  }
}

/** The point of a witness; `undefined` where a coordinate has no value. */
export const pointOf = ({ at }: Witness): ReadonlyMap<string, BigNumber> | undefined => {
  const point = new Map<string, BigNumber>()
  for (const [name, text] of Object.entries(at ?? {})) {
    const value = numeral(text) ?? evaluatorOf(undefined, undefined)(parse(text).tree, new Map())
    if (value === undefined) return undefined
    point.set(name, value)
  }
  return point
}

/** Whether a witness of two values holds for these two answers. */
export const recheckValues = (witness: Witness, writtenReference: Tree, writtenPrediction: Tree): Recheck => {
  const [reference, prediction] = [value(writtenReference), value(writtenPrediction)]
  const point = pointOf(witness)
  if (point === undefined) return { outcome: 'no opinion' }
  const valueAtPoint = evaluatorOf(reference, prediction)
  const evaluate = (tree: Tree | undefined): BigNumber | undefined => valueAtPoint(tree, point)
  const unit = units.get(witness.what)
  let checked = 0
  const shown = [witness.reference, witness.prediction].map(text => evaluate(parse(text).tree))
  const [a, b] = shown
  if (a !== undefined && b !== undefined) {
    checked++
    if (same(a, b)) return { outcome: 'fails', why: `the values shown are the same: ${witness.reference} and ${witness.prediction}` }
  }
  for (const [index, tree] of [reference, prediction].entries()) {
    const expected = shown[index]
    const measured = evaluate(tree)
    if (expected === undefined || measured === undefined || tree === undefined) continue
    const found = unit === undefined || (isBare(tree) && agrees(measured, expected, '')) ? measured : (measured.div(unit) as BigNumber)
    checked++
    const text = index === 0 ? witness.reference : witness.prediction
    const dropped = unit === undefined && tree.type === 'postfix' && tree.operator === 'degree' ? evaluate(tree.operand) : undefined
    if (!agrees(found, expected, text) && !(dropped !== undefined && agrees(dropped, expected, text)))
      return { outcome: 'fails', why: `${index === 0 ? 'the reference' : 'the prediction'} is ${found.toString()} there, shown as ${text}` }
  }
  return checked === 0 ? { outcome: 'no opinion' } : { outcome: 'holds', values: checked }
}

/** In these units the numbers of a witness count; where none is named, the sign of degrees may have been dropped like any unit. A bare number is converted or in that unit already. */
const units: ReadonlyMap<string, BigNumber> = new Map([
  ['value in %', math.bignumber('0.01')],
  ['value in °', (math.evaluate('pi') as BigNumber).div(180) as BigNumber],
])

const isBare = (tree: Tree): boolean => tree.type !== 'postfix' && !children(tree).some(child => !isBare(child))

/** What stands behind a name: `x = 5`. Other relations have no value. */
const value = (tree: Tree): Tree | undefined => {
  if (tree.type !== 'relation') return tree
  const [name, only] = tree.operands
  return tree.operands.length === 2 && tree.operators[0] === 'eq' && name !== undefined && variableName(name) !== undefined
    ? only
    : undefined
}

const numeral = (text: string): BigNumber | undefined => {
  const [num = '', den = '1'] = text.split('/')
  return /^-?[0-9.]+$/.test(num) && /^[0-9]+$/.test(den) ? (math.bignumber(num).div(math.bignumber(den)) as BigNumber) : undefined
}

/** 64 digits, less what a long expression may lose. */
const slack = math.bignumber('1e-50')
const larger = (a: BigNumber, b: BigNumber): BigNumber => (a.abs().gt(b.abs()) ? a.abs() : b.abs()) as BigNumber
export const same = (a: BigNumber, b: BigNumber): boolean => a.minus(b).abs().lte(larger(a, b).mul(slack))

/** A decimal that is shown may be rounded in its last place. */
const agrees = (found: BigNumber, expected: BigNumber, text: string): boolean => {
  if (same(found, expected)) return true
  if (!/[0-9]\.[0-9]|e|10\^/.test(text)) return found.minus(expected).abs().lte(slack)
  const figures = (/[0-9]+(?:\.[0-9]*)?/.exec(text)?.[0] ?? '').replace('.', '').replace(/^0+/, '').length
  const unit = math.bignumber(`0.51e${(expected as BigNumber & { readonly e: number }).e + 1 - Math.max(figures, 1)}`)
  return found.minus(expected).abs().lte(unit)
}
