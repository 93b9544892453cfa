import type { Budget } from '../../limits/budget.ts'
import { some } from '../../tree/children.ts'
import type { Tree } from '../../tree/tree.ts'
import type { Progression } from './family.ts'
import type { FamilyReading } from './family-reading.ts'
import { interpret } from '../meaning/interpret.ts'
import { isZero } from '../term/node.ts'
import { sameName } from '../meaning/prefix.ts'
import type { Scope } from '../meaning/scope.ts'
import { withSign } from '../meaning/signs.ts'

/**
 * Residue classes: `x \equiv 3 \pmod 7`, `3 \bmod 7`, `n \equiv 0 \text{ or } 2 \pmod 3`, `x \equiv \pm1 \pmod 8`. A
 * class is the progression `residue + k · modulus`, so that it meets `7k+3`.
 */
export interface Congruence {
  readonly name: Tree | undefined
  /** As they are written, before anything is reduced. */
  readonly residues: readonly Tree[]
  readonly modulus: Tree
}

/** Read a tree as one congruence; `undefined` when it is none, or when parts of it have different moduli. */
export function congruenceOf(tree: Tree): Congruence | undefined {
  switch (tree.type) {
    case 'modulo': {
      const inner = residueOf(tree.operand)
      return inner && { ...inner, modulus: tree.modulus }
    }
    case 'relation': {
      // `x \equiv 3 \bmod 7`, `x = 3 \bmod 7`
      const [left, right] = tree.operands
      const [operator] = tree.operators
      if (tree.operators.length !== 1 || left === undefined || right === undefined) return undefined
      if (operator !== 'equivalent' && operator !== 'eq') return undefined
      return right.type === 'modulo' && right.operand.type !== 'relation'
        ? { name: left, residues: [right.operand], modulus: right.modulus }
        : undefined
    }
    case 'list':
      return joined(tree.items)
    case 'logic':
      return tree.operator === 'or' ? joined(tree.operands) : undefined
    case 'fenced':
      return tree.items.length === 1 && tree.open === '(' && tree.items[0] !== undefined ? congruenceOf(tree.items[0]) : undefined
    default:
      return undefined
  }
}

function residueOf(tree: Tree): { readonly name: Tree | undefined; readonly residues: readonly Tree[] } | undefined {
  if (tree.type !== 'relation') return { name: undefined, residues: [tree] }
  const [left, right] = tree.operands
  const [operator] = tree.operators
  if (tree.operators.length !== 1 || left === undefined || right === undefined) return undefined
  return operator === 'equivalent' || operator === 'eq' ? { name: left, residues: [right] } : undefined
}

/** `n \equiv 0 \text{ or } 2 \pmod 3`: the modulus behind the last residue holds for all. */
function joined(items: readonly Tree[]): Congruence | undefined {
  const last = items[items.length - 1]
  const known = last && congruenceOf(last)
  if (known === undefined) return undefined
  let name: Tree | undefined
  const residues: Tree[] = []
  for (const item of items) {
    const own = congruenceOf(item)
    if (own !== undefined && !sameModulus(own.modulus, known.modulus)) return undefined
    const part = own ?? residueOf(item)
    if (part === undefined) return undefined
    if (name !== undefined && part.name !== undefined && !sameName(name, part.name)) return undefined
    name ??= part.name
    residues.push(...part.residues)
  }
  return { name, residues, modulus: known.modulus }
}

const sameModulus = (a: Tree, b: Tree): boolean => a === b || (a.type === 'number' && b.type === 'number' && a.lexeme === b.lexeme)

/** The family that a congruence describes. */
export function readCongruence({ name, residues, modulus }: Congruence, scope: Scope, budget: Budget): FamilyReading | undefined {
  const step = interpret(modulus, scope, budget)
  if (step === undefined || step.type === 'undefined' || isZero(step)) return undefined
  const members: Progression[] = []
  for (const residue of residues) {
    const signs = some(residue, node => node.type === 'plusminus') ? [true, false] : [true]
    for (const upper of signs) {
      const offset = interpret(withSign(residue, upper), scope, budget)
      if (offset === undefined || offset.type === 'undefined') return undefined
      members.push({ offset: [offset], step: [step], oneWay: false })
    }
  }
  return { ...(name && { name }), parameter: '', family: { type: 'points', members } }
}
