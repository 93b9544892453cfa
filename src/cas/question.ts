import { scopeOf, variableName } from '../canonical/meaning/scope.ts'
import type { Verdict } from '../compare/verdict.ts'
import { parse } from '../latex/parse.ts'
import { toText } from '../latex/print/text.ts'
import type { Tree } from '../tree/tree.ts'
import { Names, type Plain, plainOf } from './plain.ts'

/** Whether two expressions are equal. Names are `v0`, `v1`, …, the same on both sides. */
export interface CasQuestion {
  readonly reference: Plain
  readonly prediction: Plain
}

/** What the core could not decide, and a system may know. */
const open: ReadonlySet<string> = new Set(['unsupported', 'indistinguishable', 'budget-exhausted'])

/**
 * The question that an undecided verdict leaves, or `undefined`: decided verdicts, texts that were not read, answers that
 * are no expressions, and what the plain language does not hold are nobody's question.
 */
export function questionOf(verdict: Verdict): CasQuestion | undefined {
  if (verdict.outcome !== 'undecided' || !open.has(verdict.cause)) return undefined
  if (verdict.kind !== 'expression' && verdict.kind !== 'number') return undefined
  const pair = bodies(parse(verdict.reference).tree, parse(verdict.prediction).tree)
  if (pair === undefined) return undefined
  const scope = scopeOf(...pair)
  const names = new Names()
  const [reference, prediction] = pair.map(tree => plainOf(tree, scope, names))
  return reference && prediction && { reference, prediction }
}

/** Values behind names; two names must be the same. */
function bodies(reference: Tree, prediction: Tree): readonly [Tree, Tree] | undefined {
  const [a, b] = [named(reference), named(prediction)]
  if (a === undefined || b === undefined) return undefined
  if (a.name !== undefined && b.name !== undefined && a.name !== b.name) return undefined
  return [a.body, b.body]
}

function named(tree: Tree): { readonly name?: string; readonly body: Tree } | undefined {
  if (tree.type !== 'relation') return { body: tree }
  const [left, right] = tree.operands
  if (tree.operands.length !== 2 || tree.operators[0] !== 'eq' || left === undefined || right === undefined) return undefined
  return variableName(left) !== undefined || left.type === 'apply' ? { name: toText(left), body: right } : undefined
}
