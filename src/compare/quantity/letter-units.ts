import { hasDimensions, noUnit, unitOf } from '../../latex/units/units.ts'
import { children, mapChildren, some } from '../../tree/children.ts'
import type { TextNode, Tree } from '../../tree/tree.ts'

/**
 * Letters that were read as a unit, `\frac12 mg` as half a milligram: where the other side has the same letters (`\frac{mg}2`), all of
 * them may be factors.
 *
 * @returns both sides with factors instead of such units, or `undefined` where there is none
 */
export function inLetters(gold: Tree, prediction: Tree): { readonly gold: Tree; readonly prediction: Tree } | undefined {
  if (!some(gold, isUnit) && !some(prediction, isUnit)) return undefined
  const [own, other] = [lettersIn(gold), lettersIn(prediction)]
  const [a, b] = [spelledOut(gold, other), spelledOut(prediction, own)]
  if (a === gold && b === prediction) return undefined
  // `5 mc` is no way to write `5 cm`: the letters stand in the same order, or beside others.
  const letters = new Set([...own, ...other]).size
  const runs = [gold, prediction].flatMap(unitsIn)
  return runs.every(run => letters > run.length || [a, b].every(side => spells(side, run))) ? { gold: a, prediction: b } : undefined
}

function unitsIn(tree: Tree): readonly string[] {
  return isUnit(tree) ? [tree.value] : children(tree).flatMap(unitsIn)
}

/** The letters of the tree, as they are read aloud, hold the run. */
const spells = (tree: Tree, run: string): boolean => aloud(tree).includes(run)
const aloud = (tree: Tree): string => (tree.type === 'symbol' ? tree.name : children(tree).map(aloud).join(''))

function lettersIn(tree: Tree): ReadonlySet<string> {
  const names = new Set<string>()
  some(tree, node => {
    if (node.type === 'symbol') names.add(node.name)
    else if (isUnit(node)) for (const letter of node.value) names.add(letter)
    return false
  })
  return names
}

function spelledOut(tree: Tree, letters: ReadonlySet<string>): Tree {
  // `mL^2` raises its last letter.
  const [run, exponent] = tree.type === 'power' ? [tree.base, tree.exponent] : [tree, undefined]
  if (!isUnit(run)) return mapChildren(tree, child => spelledOut(child, letters))
  if (![...run.value].every(letter => letters.has(letter))) return tree
  const factors = [...run.value].map((name): Tree => ({ type: 'symbol', name }))
  if (exponent !== undefined) factors.push({ type: 'power', base: factors.pop() as Tree, exponent })
  return { type: 'times', factors, written: 'juxtaposed' }
}

const isUnit = (tree: Tree): tree is TextNode => isBare(tree) && hasDimensions(unitOf(tree.value) ?? noUnit)

/** A short run of letters that stands in a formula as it is, outside of `\text`. */
export const isBare = (tree: Tree): tree is TextNode =>
  tree.type === 'text' &&
  /^[A-Za-z]{2,4}$/.test(tree.value) &&
  tree.span !== undefined &&
  tree.span.end - tree.span.start === tree.value.length
