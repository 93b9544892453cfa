import { different, proved, undecided } from '../../canonical/ladder/decision.ts'
import { factor } from '../../exact/factoring.ts'
import { isName } from '../../canonical/meaning/prefix.ts'
import { powerInteger } from '../../exact/integer.ts'
import { isRead } from '../../latex/parse.ts'
import { kept } from '../../tree/kept.ts'
import type { ConstantName, Tree } from '../../tree/tree.ts'
import type { Comparer } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'

/**
 * Groups, rings and spaces: `\mathbb Z/3\mathbb Z`, `\mathbb Z_2\times\mathbb Z_4`, `\mathbb R^n`, `S_3\times\mathbb Z/2\mathbb Z`.
 *
 * They are written like products and fractions and are none, so that nothing is computed: the written line is cut into
 * direct factors, whose order does not count. Finite cyclic factors are brought to powers of primes, because
 * `\mathbb Z_6` and `\mathbb Z_2\times\mathbb Z_3` are the same structure and `\mathbb Z_4` and `\mathbb Z_2^2` are not.
 * Other factors are told by their spelling; where two spellings differ, they may still mean the same.
 */
export const compareStructures: Comparer = (gold, prediction) => {
  const reference = structureOf(gold)
  if (reference === undefined) return undefined
  if (!isRead(prediction)) return undecided('unreadable-prediction', 'prediction')
  const answer = structureAsked(prediction)
  if (answer === undefined) return otherKind(gold, prediction)
  if (reference.factors.join() === answer.factors.join()) return proved('canonical-form', 'direct-factors')
  if (!reference.known || !answer.known) return undecided('unsupported', 'both', 'structure')
  return different('canonical-form', { what: 'structure', reference: reference.line, prediction: answer.line })
}

/** Whether a gold is an algebraic structure. */
export const isStructure = (gold: Tree): boolean => structureOf(gold) !== undefined

interface Structure {
  /** As it is written. */
  readonly line: string
  /** Direct factors, sorted. */
  readonly factors: readonly string[]
  /** Every factor is a cyclic group of known order, ℤ, ℚ, ℝ or a power of them: different factors are different structures. */
  readonly known: boolean
}

/** A gold: its line alone tells that it is a structure. */
const structureOf: (tree: Tree) => Structure | undefined = kept(tree => {
  const line = lineOf(bodyOf(tree), 0)
  return line === undefined || !isStructural(line) ? undefined : structureIn(line)
})

/** A prediction where a structure is asked for: `C_6` is the cyclic group then, and ℝ a space. */
const structureAsked: (tree: Tree) => Structure | undefined = kept(tree => {
  const line = lineOf(bodyOf(tree), 0)?.replace(/(^|×)C_([1-9])/g, '$1ℤ_$2')
  return line === undefined || !(isStructural(line) || /^[ℤℚℝℂ]$/.test(line)) ? undefined : structureIn(line)
})

function structureIn(line: string): Structure | undefined {
  if (line.length > longest) return undefined
  const factors: string[] = []
  let known = true
  for (const part of cut(line)) {
    const cyclic = /^ℤ\/\(?([1-9][0-9]{0,5})ℤ?\)?$/.exec(part) ?? /^ℤ_([1-9][0-9]{0,5})$/.exec(part)
    const raised = /^(ℤ|ℚ|ℝ)(?:\^([1-9]))?$/.exec(part)
    const space = /^(?:ℤ|ℚ|ℝ)\^[a-z]$/.test(part)
    const letter = /^ℤ\/\(?([a-z])ℤ?\)?$/.exec(part) ?? /^ℤ_([a-z])$/.exec(part)
    if (cyclic !== null) factors.push(...factor(Number(cyclic[1])).map(({ base, exponent }) => `ℤ_${powerInteger(base, exponent)}`))
    else if (raised !== null) factors.push(...new Array<string>(Number(raised[2] ?? '1')).fill(raised[1] as string))
    else {
      known &&= space
      factors.push(letter === null ? part : `ℤ_${letter[1]}`)
    }
  }
  return { line, factors: factors.sort(), known }
}

const longest = 200

/** `G \cong \mathbb Z_6`, `(\mathbb Z_6)`: what is named. */
function bodyOf(tree: Tree): Tree {
  if (tree.type === 'relation' && tree.operands.length === 2 && (tree.operators[0] === 'congruent' || tree.operators[0] === 'eq')) {
    const [name, body] = tree.operands as [Tree, Tree]
    return isName(name) ? body : tree
  }
  return tree.type === 'fenced' && tree.items.length === 1 && tree.open === '(' ? bodyOf(tree.items[0] as Tree) : tree
}

/** More than a set of numbers, which is a kind of its own; `Z_2 \times Z_4` may do without the double stroke. */
const isStructural = (line: string): boolean =>
  /ℤ_[0-9a-z]|[ℤℚℝℂ](?:\/|\^[0-9a-z]|×|\[)|(?:×|\/|\(|\/[0-9a-z]+)[ℤℚℝℂ]/.test(line) && !/^[ℤℚℝℂ]$/.test(line)

const letters: ReadonlyMap<ConstantName, string> = new Map<ConstantName, string>([
  ['complexes', 'ℂ'],
  ['integers', 'ℤ'],
  ['naturals', 'ℕ'],
  ['pi', 'π'],
  ['rationals', 'ℚ'],
  ['reals', 'ℝ'],
])

/** The line as it is read aloud: `×` between direct factors, parentheses only where they were written. */
function lineOf(tree: Tree, depth: number): string | undefined {
  if (depth > 12) return undefined
  const lines = (trees: readonly Tree[], between: string): string | undefined => {
    if (trees.length > longest) return undefined
    const parts: string[] = []
    for (const each of trees) {
      const part = lineOf(each, depth + 1)
      if (part === undefined) return undefined
      parts.push(part)
    }
    return parts.join(between)
  }
  switch (tree.type) {
    case 'constant':
      return letters.get(tree.name)
    case 'number':
      return tree.lexeme
    case 'symbol':
      return tree.name === 'oplus' ? '×' : tree.name
    case 'plus':
      return lines(tree.terms, '+')
    case 'negate': {
      const inner = lineOf(tree.operand, depth + 1)
      return inner && `-${inner}`
    }
    case 'subscript': {
      // `Z_4` among factors is `\mathbb Z_4`.
      const base = tree.base.type === 'symbol' && tree.base.name === 'Z' ? 'ℤ' : lineOf(tree.base, depth + 1)
      const index = lineOf(tree.index, depth + 1)
      return base && index && `${base}_${index}`
    }
    case 'power': {
      const [base, exponent] = [lineOf(tree.base, depth + 1), lineOf(tree.exponent, depth + 1)]
      return base && exponent && `${base}^${exponent}`
    }
    case 'divide': {
      const [over, under] = [lineOf(tree.numerator, depth + 1), lineOf(tree.denominator, depth + 1)]
      if (over === undefined || under === undefined) return undefined
      return `${over === 'Z' ? 'ℤ' : over}/${under.includes('×') ? `(${under})` : under}`
    }
    case 'times': {
      if (tree.written === 'star' || tree.written === 'cdot') return undefined
      const line = lines(tree.factors, tree.written === 'cross' ? '×' : '')
      return line === undefined ? undefined : line.replace(/(ℤ\/[0-9a-z]+)Z/g, '$1ℤ')
    }
    case 'fenced': {
      const inner = lines(tree.items, ',')
      return inner === undefined ? undefined : `${tree.open}${inner}${tree.close}`
    }
    default:
      return undefined
  }
}

/** The direct factors: cut at `×` outside parentheses. */
function cut(line: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const sign of line) {
    if (sign === '(' || sign === '[') depth++
    if (sign === ')' || sign === ']') depth--
    if (sign === '×' && depth === 0) parts.push('')
    else parts[parts.length - 1] += sign
  }
  return parts.map(part => (/^\([^()]*\)$/.test(part) ? part.slice(1, -1) : part))
}
