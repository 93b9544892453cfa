import { type Decision, different, equivalent } from '../../canonical/ladder/decision.ts'
import { decideEqual } from '../../canonical/ladder/equal.ts'
import { allOf, type Ground } from '../../canonical/ladder/ground.ts'
import { interpret } from '../../canonical/meaning/interpret.ts'
import { type Scope, scopeOf } from '../../canonical/meaning/scope.ts'
import { type Integer, lcmIntegers } from '../../exact/integer.ts'
import { wordsOf } from '../../latex/wording/lexicon.ts'
import { replaceSymbol } from '../../tree/children.ts'
import { integerTree } from '../../tree/leaves.ts'
import type { CasesNode, Tree } from '../../tree/tree.ts'
import type { Context } from '../comparer.ts'
import { spelled } from '../wording/spelling.ts'

/**
 * Cases over the residues of an integer: "n even", "if n is odd", `n \equiv 1 \pmod 3`.
 *
 *     1 if n is even, 0 if n is odd        (1 + (-1)^n)/2
 *     n = 2n': 1 against (1 + (-1)^{2n'})/2        n = 2n'+1: 0 against (1 + (-1)^{2n'+1})/2
 *
 * Both sides are compared class by class modulo the least common multiple of all moduli; in place of the letter stands what
 * runs through the class. A formula without cases holds for all of them.
 */
export function compareByResidues(gold: CasesNode, prediction: Tree, context: Context): Decision | undefined {
  const reference = residueRows(gold)
  if (reference === undefined) return undefined
  const answer = prediction.type === 'cases' ? residueRows(prediction) : everywhere(prediction, reference)
  if (answer === undefined || answer.letter !== reference.letter) return undefined
  const modulus = Number([...reference.rows, ...answer.rows].reduce<Integer>((all, row) => lcmIntegers(all, row.modulus), 1))
  if (modulus > mostClasses) return undefined
  const grounds: Ground[] = []
  for (let residue = 0; residue < modulus; residue++) {
    const [left, right] = [rowFor(reference, residue), rowFor(answer, residue)]
    if (left === undefined && (right === undefined || prediction.type !== 'cases')) continue
    const where = `${reference.letter} ≡ ${residue} (mod ${modulus})`
    if (left === undefined || right === undefined)
      return different('kind', { what: where, reference: left ? 'given' : 'not given', prediction: right ? 'given' : 'not given' })
    const place = running(reference.letter, modulus, residue)
    const decision = sameOverIntegers(
      replaceSymbol(left.value, reference.letter, place),
      replaceSymbol(right.value, reference.letter, place),
      reference.letter,
      context,
    )
    if (decision.outcome === 'different')
      return different(decision.by, () => ({ ...decision.witness, what: `${where}: ${decision.witness.what}` }))
    if (decision.outcome === 'undecided') return decision
    grounds.push(decision)
  }
  return equivalent('members', allOf('residues-cover-integers', grounds))
}

/** Expressions whose letter takes integers only; other members as they are. */
function sameOverIntegers(gold: Tree, prediction: Tree, letter: string, context: Context): Decision {
  const shared = scopeOf(gold, prediction)
  const scope: Scope = { ...shared, domains: new Map([...shared.domains, [letter, 'integer']]) }
  const [a, b] = [gold, prediction].map(tree => interpret(tree, scope, context.budget))
  return a === undefined || b === undefined ? context.member(gold, prediction) : decideEqual(a, b, context.budget, context.note)
}

const mostClasses = 24

interface Row {
  readonly value: Tree
  readonly modulus: number
  readonly residue: number
}
interface Rows {
  readonly letter: string
  readonly rows: readonly Row[]
  /** What the last row gives without a condition. */
  readonly rest?: Tree
}

function residueRows(cases: CasesNode): Rows | undefined {
  const rows: Row[] = []
  let letter: string | undefined
  let rest: Tree | undefined
  for (const { value, condition } of cases.rows) {
    const last = rows.length + 1 === cases.rows.length
    if (condition === undefined || (condition.type === 'text' && condition.value.toLowerCase() === 'otherwise')) {
      if (!last) return undefined
      rest = value
      continue
    }
    const found = classOf(condition)
    if (found === undefined || (letter !== undefined && found.letter !== letter)) return undefined
    letter = found.letter
    rows.push({ value, modulus: found.modulus, residue: found.residue })
  }
  return letter === undefined ? undefined : { letter, rows, ...(rest && { rest }) }
}

const everywhere = (value: Tree, { letter }: Rows): Rows => ({ letter, rows: [{ value, modulus: 1, residue: 0 }] })

const rowFor = ({ rows, rest }: Rows, residue: number): { readonly value: Tree } | undefined =>
  rows.find(row => residue % row.modulus === row.residue) ?? (rest && { value: rest })

interface ResidueClass {
  readonly letter: string
  readonly modulus: number
  readonly residue: number
}

/** "n even", "if n is odd", `n \equiv 2 \pmod 3`. */
function classOf(condition: Tree): ResidueClass | undefined {
  if (condition.type === 'modulo') {
    const { operand, modulus } = condition
    if (operand.type !== 'relation' || operand.operators.length !== 1 || operand.operators[0] !== 'equivalent') return undefined
    const [name, residue] = operand.operands as [Tree, Tree]
    if (name.type !== 'symbol' || residue.type !== 'number' || modulus.type !== 'number') return undefined
    const [r, m] = [Number(residue.lexeme), Number(modulus.lexeme)]
    return Number.isInteger(r) && Number.isInteger(m) && m > 0 && m <= mostClasses
      ? { letter: name.name, modulus: m, residue: r % m }
      : undefined
  }
  const words = wordsOf(spelled(condition) ?? '').filter(word => !fillers.has(word))
  const [letter, parity] = words[0]?.length === 1 ? words : [...words].reverse()
  if (words.length !== 2 || letter?.length !== 1 || (parity !== 'even' && parity !== 'odd')) return undefined
  return { letter, modulus: 2, residue: parity === 'even' ? 0 : 1 }
}

const fillers: ReadonlySet<string> = new Set(['an', 'for', 'if', 'integer', 'is', 'number', 'when', 'where'])

/** `(2n+1)`: the letter runs through all integers, and this through the class. */
function running(letter: string, modulus: number, residue: number): Tree {
  const multiple: Tree = { type: 'times', factors: [integerTree(modulus), { type: 'symbol', name: letter }], written: 'juxtaposed' }
  const value: Tree = residue === 0 ? multiple : { type: 'plus', terms: [multiple, integerTree(residue)] }
  return { type: 'fenced', open: '(', close: ')', items: [value] }
}
