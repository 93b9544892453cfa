import { takeCondition } from '../canonical/meaning/condition.ts'
import { type Decision, different, proved, undecided } from '../canonical/ladder/decision.ts'
import { type Declarations, noDeclarations, positiveIn } from '../canonical/meaning/scope.ts'
import { isDenial } from '../latex/wording/lexicon.ts'
import { isRead } from '../latex/parse.ts'
import { toText } from '../latex/print/text.ts'
import { isStatement } from '../latex/parser/statement.ts'
import type { Budget } from '../limits/budget.ts'
import { Exhausted } from '../limits/budget.ts'
import { some } from '../tree/children.ts'
import { sameTree } from '../tree/equal.ts'
import { isEllipsis } from '../tree/leaves.ts'
import type { GivenNode, Tree } from '../tree/tree.ts'
import { aligned } from './expression/alignment.ts'
import { approximates } from './quantity/approximation.ts'
import { withMembersApart } from './numeral/comma.ts'
import type { Comparer, Context } from './comparer.ts'
import { comparers, mayHave, readings, readingsOf } from './comparers.ts'
import { conditionLeftOut, parameterCut, withLetterOf } from './expression/declared-letters.ts'
import { compareRoots, losesComplex } from './expression/complex-unknown.ts'
import { curveCut } from './expression/curve-cut.ts'
import { withoutCurveName } from './expression/curve-name.ts'
import type { GoldSpec } from './gold.ts'
import type { Kind } from './kind.ts'
import { asNumberSet } from './kinds/interval.ts'
import { isOtherKind } from './other-kind.ts'
import { inLetters } from './quantity/letter-units.ts'
import { oneValue, type Peeled, peel } from './peel.ts'
import type { Policy } from './policy.ts'
import { compareRanges } from './range.ts'
import { isTitle, subjectsOf } from './subject.ts'
import { sameWithDots } from './numeral/written-form.ts'

/** A decision and the kind of the reading that made it. */
export interface Comparison {
  readonly decision: Decision
  readonly kind: Kind | null
  /** The kind was declared by the data set. */
  readonly declared: boolean
}

export interface Settings {
  readonly policy: Policy
  readonly budget: Budget
  readonly spec: GoldSpec
  readonly note: (rung: string, text: string) => void
  readonly declarations?: Declarations
}

/** Nothing is declared about the gold. */
export const noSpec: GoldSpec = Object.freeze({})

/** What is declared about a quantity that also holds for its value: the tolerance, or that it is measured. */
function valueSpec({ spec, policy }: Settings): GoldSpec {
  if (spec.tolerance !== undefined) return { tolerance: spec.tolerance }
  const { rounding } = policy
  return spec.type === 'quantity' && rounding.rule === 'relative' ? { tolerance: { relative: Number(rounding.measured) } } : noSpec
}

/** Members may hold members: `\{(1,2),\{3\}\}`. */
const maxNesting = 12

/**
 * Compare two written answers.
 *
 * The gold leads: its readings are tried from the most specific to the most general, each asking the prediction for the
 * reading that it needs. Equivalent by one licensed reading is equivalent; different only if every reading says so.
 */
export function compare(gold: Tree, prediction: Tree, settings: Settings): Comparison {
  return compareNested(gold, prediction, settings, 0)
}

function compareNested(writtenReference: Tree, writtenAnswer: Tree, settings: Settings, depth: number): Comparison {
  settings.budget.spend(1)
  const apart = depth === 0 && !isNumeral(writtenReference) ? withMembersApart : unchanged
  const [line, curve] = withoutCurveName(apart(writtenReference), apart(writtenAnswer))
  const labelled = withLabelOutside(line)
  const answered = withLabelOutside(curve)
  const reference = asNumberSet(labelled, answered)
  const answer = asNumberSet(answered, labelled)
  const conditioned = withMembership(reference)
  const gold = conditioned !== reference && hasCondition(answer) ? conditioned : reference
  // "The solution is x>2" is what it states.
  const written = answer.type === 'labelled' && gold.type !== 'labelled' && isStatement(answer.label) ? answer.body : answer
  const prediction =
    gold.type === 'given' ? withLetterOf(gold, aligned(gold, written)) : gold.type === 'relation' ? aligned(gold, written) : written
  const numerals = settings.spec === noSpec && isNumeral(gold) && isNumeral(prediction)
  const unread = numerals ? undefined : unreadable(gold, prediction)
  if (unread !== undefined) return { decision: unread, kind: null, declared: false }
  const same = sameTree(gold, prediction)
  if (same && isPlain(gold)) return { decision: proved('same-tree', 'same-tree'), kind: kindOfPlain(gold), declared: false }
  if (depth > maxNesting) return { decision: undecided('unsupported', 'both', 'nesting'), kind: null, declared: false }
  const context = new NestedContext(settings, depth)
  if (numerals) {
    const decision = decide('number', gold, prediction, context)
    if (decision !== undefined) return { decision, kind: 'number', declared: false }
  }
  const declared = declaredKinds(settings.spec)
  const bare = bareGold(gold)
  const range = depth === 0 && declared === undefined ? compareRanges(bare, prediction, context) : undefined
  if (range !== undefined) return { decision: range, kind: 'quantity', declared: false }
  const value = approximatedValue(bare)
  const comparison = tryReadings(oneValue(value, context)?.value ?? value, prediction, context, declared)
  if (comparison.decision.outcome === 'equivalent') {
    const objection = otherSubject(reference, answer) ?? losesComplex(gold, prediction, context)
    return objection === undefined ? comparison : { ...comparison, decision: objection }
  }
  const letters = declared === undefined ? inLetters(bare, prediction) : undefined
  const kind = letters?.gold.type === 'relation' ? 'equation' : 'expression'
  const factors = letters && decide(kind, letters.gold, letters.prediction, context)
  if (factors?.outcome === 'equivalent') return { decision: factors, kind, declared: false }
  const roots = compareRoots(gold, prediction, context)
  if (roots !== undefined) return { decision: roots, kind: 'equation', declared: false }
  // Trees that are the same differ only where the value is undefined; where nothing is known they are the same answer.
  const undefinedValue = comparison.decision.outcome === 'undecided' && comparison.decision.cause === 'undefined-value'
  return same && !undefinedValue ? { ...comparison, decision: proved('same-tree', 'same-tree') } : comparison
}

const unchanged = (tree: Tree): Tree => tree

/** What comparers look at. Most of them look at little of it: what is to be called is made when it is asked for. */
class NestedContext implements Context {
  readonly policy: Policy
  readonly budget: Budget
  readonly spec: GoldSpec
  readonly declarations: Declarations
  readonly note: Settings['note']
  readonly #settings: Settings
  readonly #depth: number

  constructor(settings: Settings, depth: number) {
    this.policy = settings.policy
    this.budget = settings.budget
    this.spec = settings.spec
    this.declarations = settings.declarations ?? noDeclarations
    this.note = settings.note
    this.#settings = settings
    this.#depth = depth
  }

  get member(): Context['member'] {
    return (gold, prediction) => this.#inside(gold, prediction, noSpec)
  }

  get value(): Context['value'] {
    return (gold, prediction) => this.#inside(gold, prediction, valueSpec(this.#settings))
  }

  get approximates(): Context['approximates'] {
    return (exact, approximation) => approximates(exact, approximation, this.budget)
  }

  get declaring(): Context['declaring'] {
    return declarations => {
      const settings = { ...this.#settings, declarations: joined(this.#settings.declarations, declarations) }
      return new NestedContext(settings, this.#depth)
    }
  }

  #inside(gold: Tree, prediction: Tree, spec: GoldSpec): Decision {
    const { policy, budget, note, declarations } = this
    return compareNested(gold, prediction, { policy, budget, spec, note, declarations }, this.#depth + 1).decision
  }
}

const joined = (outer: Declarations = noDeclarations, inner: Declarations): Declarations => ({
  memberships: [...outer.memberships, ...inner.memberships],
  positive: [...outer.positive, ...inner.positive],
})

function tryReadings(gold: Tree, prediction: Tree, context: Context, declared: readonly Kind[] | undefined): Comparison {
  let first: Comparison | undefined
  let open: Comparison | undefined
  let bare: ReturnType<typeof peel> | undefined
  const whole: Peeled = { value: prediction, condition: undefined }
  const wordless: Peeled = { value: withoutWords(gold, prediction), condition: undefined }
  const { options, unit, multiple } = context.spec
  const undeclared = declared === undefined && options === undefined && unit === undefined && multiple === undefined
  for (const reading of undeclared ? readingsOf(gold) : readings) {
    if (declared !== undefined && !declared.includes(reading.kind)) continue
    if (reading.bare) bare ??= peel(gold, prediction, context)
    const answer = reading.bare && bare !== undefined ? bare : reading.kind === 'choice' ? whole : wordless
    if (undeclared && !mayHave(reading, gold, 'refused' in answer ? prediction : answer.value)) continue
    const decision =
      'refused' in answer
        ? refuse(reading.kind, gold, answer.refused, prediction, context)
        : decide(reading.kind, gold, answer.value, under(answer.condition, context))
    if (decision === undefined) continue
    const comparison = { decision, kind: reading.kind, declared: declared !== undefined }
    if (decision.outcome === 'equivalent') return comparison
    if (first === undefined || (isOtherKind(first.decision) && !isOtherKind(decision))) first = comparison
    if (decision.outcome === 'undecided') open ??= comparison
    if (reading.alone) break
  }
  if (open !== undefined) return open
  if (first !== undefined) return first
  if (sameWithDots(gold, prediction))
    return { decision: proved('same-tree', 'same-tree'), kind: 'expression', declared: declared !== undefined }
  // A gold with a condition that no kind wanted: the bodies are compared, the condition may be left out.
  const conditioned = takeCondition(gold, false)
  if (conditioned !== undefined) return withoutCondition({ type: 'given', ...conditioned }, prediction, context, declared)
  const decision = undecided('unsupported', 'reference', 'no kind of answer has this shape')
  return { decision, kind: null, declared: declared !== undefined }
}

function decide(kind: Kind, gold: Tree, prediction: Tree, context: Context): Decision | undefined {
  const comparer: Comparer = comparers[kind]
  const result = context.budget.attempt(kind, 1_000_000, comparer, gold, prediction, context)
  return result instanceof Exhausted ? undecided('budget-exhausted', 'both', result.rung) : result
}

/** The prediction contradicts itself; the gold still has to be of this kind. */
function refuse(kind: Kind, gold: Tree, refused: Decision, prediction: Tree, context: Context): Decision | undefined {
  return decide(kind, gold, prediction, context) === undefined ? undefined : refused
}

function withoutCondition(gold: GivenNode, written: Tree, context: Context, declared: readonly Kind[] | undefined): Comparison {
  // `f(x)=x^2 (x>0)`: the fence is bound to the last term and means the whole.
  const inside = written.type === 'relation' && written.operands[0]?.type !== 'given' ? takeCondition(written, false) : undefined
  const prediction = withLetterOf(gold, inside === undefined ? withMembership(written) : { type: 'given', ...inside })
  if (prediction.type === 'given') {
    // Words and signs may say the same condition in ways that are not compared; words that deny say another.
    const mixed = (gold.condition.type === 'text') !== (prediction.condition.type === 'text')
    const denied = prediction.condition.type === 'text' && isDenial(prediction.condition.value)
    const conditions = context.member(gold.condition, prediction.condition)
    if (conditions.outcome !== 'equivalent' && (!mixed || denied)) {
      const decision =
        conditions.outcome === 'undecided'
          ? conditions
          : different('kind', () => ({
              what: 'the condition',
              reference: toText(gold.condition),
              prediction: toText(prediction.condition),
            }))
      return { decision, kind: null, declared: declared !== undefined }
    }
  }
  const left = prediction.type === 'given' ? undefined : (conditionLeftOut(gold) ?? parameterCut(gold) ?? curveCut(gold, context.budget))
  if (left !== undefined) {
    const decision = different('kind', () => ({ what: 'the condition', reference: toText(left), prediction: 'none' }))
    return { decision, kind: null, declared: declared !== undefined }
  }
  const memberships = prediction.type === 'given' ? [gold.condition, prediction.condition] : [gold.condition]
  const within = context.declaring({ memberships, positive: positiveIn(gold.condition) })
  return tryReadings(bareGold(gold.body), prediction.type === 'given' ? prediction.body : prediction, within, declared)
}

/** `Solution: x=2`: the parser binds the label to the left side. */
function withLabelOutside(tree: Tree): Tree {
  const first = tree.type === 'relation' ? tree.operands[0] : undefined
  if (tree.type !== 'relation' || first?.type !== 'labelled' || !isTitle(first.label)) return tree
  return { ...first, body: { ...tree, operands: [first.body, ...tree.operands.slice(1)] } }
}

/** Equal values of different things: `boys: 3` and `girls: 3`. */
function otherSubject(gold: Tree, prediction: Tree): Decision | undefined {
  const subjects = subjectsOf(gold, prediction)
  if (subjects?.relation === 'open') return undecided('unsupported', 'prediction', 'what the value belongs to')
  if (subjects === undefined) return undefined
  return different('words', { what: 'what the value belongs to', reference: subjects.reference, prediction: subjects.prediction })
}

/** What a condition that was taken off a prediction says about its letters. */
const under = (condition: Tree | undefined, context: Context): Context =>
  condition === undefined ? context : context.declaring({ memberships: [condition], positive: [] })

/** "The solution is x>5": words in front of an answer, unless they deny. */
function withoutWords(gold: Tree, prediction: Tree): Tree {
  if (prediction.type !== 'labelled' || gold.type === 'labelled') return prediction
  return prediction.label.includes(' ') && !isDenial(prediction.label) ? prediction.body : prediction
}

/** `f(x)=x^2 (x>0)`: the parser binds the fence to the last term. */
const hasCondition = (tree: Tree): boolean =>
  tree.type === 'given' || (tree.type === 'relation' && tree.operands.length === 2 && takeCondition(tree, false) !== undefined)

/** `f(x)=x^2, x\in(0,1)`: where a letter lives is a condition. */
function withMembership(tree: Tree): Tree {
  if (tree.type !== 'list' || tree.separator !== 'comma' || tree.items.length !== 2) return tree
  const [body, condition] = tree.items as [Tree, Tree]
  const lives = condition.type === 'relation' && condition.operators.join() === 'in' && condition.operands[0]?.type === 'symbol'
  return lives ? { type: 'given', body, condition } : tree
}

/** What a gold may be wrapped in without meaning it: a fence around one value, a label in words. */
function bareGold(gold: Tree): Tree {
  let tree = gold
  for (let layer = 0; layer < 8; layer++) {
    if (tree.type === 'fenced' && tree.items.length === 1 && tree.open === '(' && tree.close === ')' && !isKept(tree.items[0] as Tree))
      tree = tree.items[0] as Tree
    else if (tree.type === 'labelled' && isTitle(tree.label)) tree = tree.body
    else break
  }
  return tree
}

/** `\frac{\sqrt3}{3} \approx 0.577` means its first member; what the second adds is a rounding of it. */
function approximatedValue(gold: Tree): Tree {
  if (gold.type !== 'relation' || !gold.operators.every(operator => operator === 'approx')) return gold
  const [value] = gold.operands as [Tree, ...Tree[]]
  // `x \approx 3` and `f(2) \approx 3` name a value instead of writing it.
  return some(value, node => node.type === 'symbol' || node.type === 'text' || node.type === 'unread') ? gold : value
}

/** `(A)` is a choice, `(1\,2\,3)` a cycle: the fence means something. */
const isKept = (tree: Tree): boolean => tree.type === 'symbol' || (tree.type === 'list' && tree.separator === 'space')

/** Answers that could not be read equal only the same text, and never when they say nothing. */
function unreadable(gold: Tree, prediction: Tree): Decision | undefined {
  const goldRead = isRead(gold)
  const predictionRead = isRead(prediction)
  if (goldRead && predictionRead) return undefined
  if (!goldRead && !predictionRead) {
    if (sameTree(gold, prediction) && saysSomething(gold)) return proved('same-text', 'same-text')
    return undecided('unreadable-reference', 'both')
  }
  return goldRead ? undecided('unreadable-prediction', 'prediction') : undecided('unreadable-reference', 'reference')
}

const saysSomething = (tree: Tree): boolean =>
  some(
    tree,
    node =>
      (node.type === 'unread' && /[0-9A-Za-z\u0370-\u9fff]/.test(node.source)) ||
      node.type === 'number' ||
      node.type === 'symbol' ||
      node.type === 'text',
  )

/** Trees without a place where a value may be undefined: equal trees are equal answers. */
function isPlain(tree: Tree): boolean {
  return !some(
    tree,
    node =>
      node.type === 'divide' ||
      node.type === 'apply' ||
      node.type === 'power' ||
      node.type === 'big' ||
      node.type === 'root' ||
      node.type === 'unread' ||
      node.type === 'relation' ||
      node.type === 'colon' ||
      isEllipsis(node) ||
      node.type === 'fenced' ||
      node.type === 'postfix' ||
      node.type === 'mixed',
  )
}

/** Numerals and fractions of numerals have no other reading than a number, whatever the other one is. */
function isNumeral(tree: Tree): boolean {
  switch (tree.type) {
    case 'number':
      return tree.grouped !== 'comma'
    case 'negate':
      return isNumeral(tree.operand)
    case 'divide':
      return tree.numerator.type === 'number' && tree.denominator.type === 'number'
    case 'mixed':
      return true
    default:
      return false
  }
}

function kindOfPlain(tree: Tree): Kind | null {
  switch (tree.type) {
    case 'number':
    case 'negate':
      return 'number'
    case 'text':
      return 'words'
    case 'list':
      return 'list'
    case 'set':
      return 'set'
    case 'matrix':
      return 'matrix'
    default:
      return 'expression'
  }
}

/** The kinds that a declaration allows. */
function declaredKinds(spec: GoldSpec): readonly Kind[] | undefined {
  switch (spec.type) {
    case undefined:
      return undefined
    case 'text':
      return ['words', 'sequence']
    case 'point':
      return ['tuple']
    case 'number':
    case 'expression':
      return ['number', 'expression', 'quantity']
    case 'list':
      return ['list', 'tuple', 'set', 'number']
    default:
      return [spec.type]
  }
}
