import { integerLetters } from '../../canonical/relation/family-reading.ts'
import { renameSymbols, splitPrefix } from '../../canonical/meaning/prefix.ts'
import { knownFunctions } from '../../canonical/term/property.ts'
import { mentions, some } from '../../tree/children.ts'
import { conjuncts, numberSetOf } from '../../tree/conditions.ts'
import type { GivenNode, RelationNode, Tree } from '../../tree/tree.ts'

/**
 * Letters that a condition declares: parameters, whose names are free to choose.
 *
 *     f(x) = ax+b, a,b \in \mathbb Q        f(x) = px+q, p,q \in \mathbb Q        a and b are declared, x is not
 *
 * A membership declares its letter. A bound does so where a function is named, and only of letters that are not its
 * argument: the `a` of `\frac a2, a>0` may be given in the question.
 */
export function withLetterOf(gold: GivenNode, prediction: Tree): Tree {
  if (prediction.type !== 'given') return prediction
  const [own, others] = [declaredLetters(gold), declaredLetters(prediction)]
  if (own.length === 0 || own.length !== others.length || others.every(letter => own.includes(letter))) return prediction
  const isTaken = others.some((letter, at) => !own.includes(letter) && letter !== own[at] && mentions(gold.body, letter))
  if (isTaken || own.some(letter => !others.includes(letter) && mentions(prediction.body, letter))) return prediction
  return renameSymbols(prediction, new Map(others.map((letter, at) => [letter, own[at] as string])))
}

/** The condition of a family of functions that a bare formula does not hold: `f(x)=cx, c>0` is less than `f(x)=cx`. */
export function conditionLeftOut(gold: GivenNode): Tree | undefined {
  const letters = declaredLetters(gold)
  return conditionsOf(gold.condition).find(condition => {
    const letter = letterIn(condition)
    return letter !== undefined && letters.includes(letter) && isBoundable(gold.body, letter) && !goesWithoutSaying(letter, condition)
  })
}

/** `(t,t^2), t>0`: a bound of the parameter of points, which cuts off a part of what they run through. */
export function parameterCut({ body, condition }: GivenNode): Tree | undefined {
  if (body.type !== 'fenced' || body.items.length < 2 || body.items.every(item => item.type === 'number')) return undefined
  return conditionsOf(condition).find(part => {
    const letter = letterIn(part)
    return letter !== undefined && mentions(body, letter) && !goesWithoutSaying(letter, part) && part.operators.join() !== 'neq'
  })
}

/** Every letter is real, and those that count by custom are whole. */
function goesWithoutSaying(letter: string, condition: RelationNode): boolean {
  if (condition.operators[0] !== 'in') return false
  const set = condition.operands[1] as Tree
  const isMarked = set.type === 'power' || set.type === 'subscript'
  const name = numberSetOf(isMarked ? set.base : set)
  if (name === 'integers' || name === 'naturals') return integerLetters.has(letter)
  return !isMarked && (name === 'reals' || name === 'complexes')
}

const conditionsOf = (tree: Tree): readonly RelationNode[] => conjuncts(tree).flatMap(part => (part.type === 'relation' ? [part] : []))

/** In the order in which the value holds them. */
function declaredLetters({ body, condition }: GivenNode): readonly string[] {
  const { name, value } = splitPrefix(body)
  const declared = new Set<string>()
  for (const part of conditionsOf(condition)) {
    const letter = letterIn(part)
    if (letter === undefined || (part.operators.join() !== 'in' && !isBoundable(body, letter))) continue
    if (!(name !== undefined && mentions(name, letter))) declared.add(letter)
  }
  const found = new Set<string>()
  some(value, node => {
    if (node.type === 'symbol' && declared.has(node.name)) found.add(node.name)
    return false
  })
  return [...found]
}

/** `c \in M`, `c>0`, `-1<c<1`, `|c|\le1`: the only letter. */
function letterIn({ operators, operands }: RelationNode): string | undefined {
  if (operators.join() === 'in') return operands[0]?.type === 'symbol' ? operands[0].name : undefined
  const letters = new Set<string>()
  for (const operand of operands)
    some(operand, node => {
      if (node.type === 'symbol' && node.name !== 'abs') letters.add(node.name)
      return false
    })
  const [letter] = letters
  return letters.size === 1 ? letter : undefined
}

/** A parameter of a function that is named, and the constant of a general solution `y=Ce^x`; others may be given in the question. */
function isBoundable(body: Tree, letter: string): boolean {
  const { name } = splitPrefix(body)
  return namesFunction(body) || (letter === 'C' && name?.type === 'symbol' && name.name === 'y')
}

/** `f(x)=…`, with letters for arguments. */
function namesFunction(body: Tree): boolean {
  const { name } = splitPrefix(body)
  return (
    name?.type === 'apply' &&
    name.head.type === 'symbol' &&
    !knownFunctions.has(name.head.name) &&
    name.arguments.every(argument => argument.type === 'symbol')
  )
}
