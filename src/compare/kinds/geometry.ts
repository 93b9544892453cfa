import { type Decision, different, proved } from '../../canonical/ladder/decision.ts'
import { isPoint, sameName } from '../../canonical/meaning/prefix.ts'
import { parse } from '../../latex/parse.ts'
import { toText } from '../../latex/print/text.ts'
import type { Relation, RelationNode, SymbolNode, Tree } from '../../tree/tree.ts'
import type { Comparer } from '../comparer.ts'
import { otherKind } from '../other-kind.ts'
import { spelled } from '../wording/spelling.ts'

/**
 * Figures and what is said of them.
 *
 * - a segment from either end, an angle from either side, a triangle from any corner: `AB` = `BA`, `\angle ABC` = `\angle CBA`
 * - `AB \parallel CD`, `AB \perp CD` may be turned round
 * - congruent and similar figures by the corners that correspond: `\triangle ABC\cong\triangle DEF` = `\triangle BCA\cong\triangle EFD`
 */
export const compareFigures: Comparer = (gold, prediction) => {
  const reference = statedIn(gold)
  if (reference !== undefined) {
    const answer = statedIn(figureIn(prediction))
    if (answer === undefined) return otherKind(gold, prediction)
    return compareStatements(reference, answer)
  }
  const figure = figureIn(gold)
  // Two letters may be much else; a bar over the prediction's makes a segment of them.
  if (isPointPair(figure) && prediction.type !== 'accent' && prediction.type !== 'text') return undefined
  const stated = figure === gold ? undefined : statedIn(figure)
  if (stated === undefined && !isFigure(figure)) return undefined
  const answer = figureIn(prediction)
  if (stated !== undefined) {
    const other = statedIn(answer)
    return other === undefined ? undefined : compareStatements(stated, other)
  }
  if (isPointPair(figure) && !isFigure(answer)) return undefined
  if (sameName(figure, answer)) return proved('canonical-form', 'same-figure')
  return isFigure(answer)
    ? different('canonical-form', () => ({ what: 'figure', reference: called(figure), prediction: called(answer) }))
    : otherKind(gold, prediction)
}

/** Whether a gold is a figure, a statement about figures, or two letters that may be one. */
export function namesFigure(gold: Tree): boolean {
  if (statedIn(gold) !== undefined) return true
  const figure = figureIn(gold)
  return isPointPair(figure) || isFigure(figure) || (figure !== gold && statedIn(figure) !== undefined)
}

/** A relation of two figures. */
interface Statement {
  readonly relation: Relation
  readonly figures: readonly [Tree, Tree]
}

const symmetric: ReadonlySet<Relation> = new Set<Relation>(['congruent', 'parallel', 'perpendicular', 'similar'])

function statedIn(tree: Tree): Statement | undefined {
  if (tree.type !== 'relation' || tree.operators.length !== 1) return undefined
  const [relation] = tree.operators as [Relation]
  const [left, right] = tree.operands as [Tree, Tree]
  if (!symmetric.has(relation) || !mayBeFigure(left) || !mayBeFigure(right)) return undefined
  return { relation, figures: [left, right] }
}

function compareStatements(gold: Statement, prediction: Statement): Decision {
  if (gold.relation !== prediction.relation)
    return different('kind', { what: 'relation', reference: gold.relation, prediction: prediction.relation })
  const [a, b] = gold.figures
  const [c, d] = prediction.figures
  const same = correspond(gold.figures, prediction.figures) ?? ((sameName(a, c) && sameName(b, d)) || (sameName(a, d) && sameName(b, c)))
  return same
    ? proved('canonical-form', 'same-figure')
    : different('canonical-form', () => ({
        what: 'figures',
        reference: `${called(a)}, ${called(b)}`,
        prediction: `${called(c)}, ${called(d)}`,
      }))
}

/** What a reader calls a figure: "segment AB", "arc AB", "AB", "△ABC". */
function called(tree: Tree): string {
  if (tree.type === 'times' && tree.factors.every(isPoint)) return tree.factors.map(toText).join('')
  if (tree.type !== 'accent' || !isPointPair(tree.body)) return toText(tree)
  return tree.accent === 'overline' ? `segment ${called(tree.body)}` : tree.accent === 'arc' ? `arc ${called(tree.body)}` : toText(tree)
}

/** Whether two pairs of polygons give the same pairs of corners; `undefined` for figures whose corners do not correspond. */
function correspond(gold: readonly [Tree, Tree], prediction: readonly [Tree, Tree]): boolean | undefined {
  const reference = cornerPairs(gold[0], gold[1])
  if (reference === undefined) return undefined
  const sought = reference.join()
  return [cornerPairs(prediction[0], prediction[1]), cornerPairs(prediction[1], prediction[0])].some(pairs => pairs?.join() === sought)
}

function cornerPairs(a: Tree, b: Tree): readonly string[] | undefined {
  const [left, right] = [cornersOf(a), cornersOf(b)]
  if (left === undefined || right === undefined || left.length !== right.length || left.length < 3) return undefined
  return left.map((corner, index) => `${corner}${right[index]}`).sort()
}

/** The letters of `\triangle ABC`, of `ABCD`. */
function cornersOf(tree: Tree): readonly string[] | undefined {
  const letters = tree.type === 'apply' && isHead(tree.head, 'triangle') ? tree.arguments[0] : tree
  return letters?.type === 'times' && letters.factors.every(isPoint) ? letters.factors.map(toText) : undefined
}

const heads: ReadonlySet<string> = new Set(['angle', 'triangle'])

/** A sign in front of letters, or a bar or an arc over two. */
function isFigure(tree: Tree): boolean {
  if (tree.type === 'accent') return (tree.accent === 'overline' || tree.accent === 'arc') && isPointPair(tree.body)
  if (tree.type !== 'apply' || tree.head.type !== 'symbol' || !heads.has(tree.head.name)) return isPointPair(tree)
  const [letters] = tree.arguments
  return letters !== undefined && (letters.type === 'times' ? letters.factors.every(isPoint) : isPoint(letters))
}

const mayBeFigure = (tree: Tree): boolean =>
  isFigure(tree) || cornersOf(tree) !== undefined || isLetter(tree) || tree.type === 'accent' || (tree.type === 'text' && tree.value !== '')

const isPointPair = (tree: Tree): boolean => tree.type === 'times' && tree.factors.length === 2 && tree.factors.every(isPoint)

/** The name of a line or a plane. */
const isLetter = (tree: Tree): boolean => tree.type === 'symbol' || (tree.type === 'subscript' && tree.base.type === 'symbol')

const isHead = (tree: Tree, name: string): boolean => tree.type === 'symbol' && tree.name === name

/** What the words before letters say. */
const nouns: ReadonlyMap<string, 'segment' | 'angle' | 'triangle'> = new Map([
  ['angle', 'angle'],
  ['line segment', 'segment'],
  ['segment', 'segment'],
  ['side', 'segment'],
  ['triangle', 'triangle'],
  ['三角形', 'triangle'],
  ['线段', 'segment'],
  ['角', 'angle'],
])

const statements: ReadonlyMap<string, Relation> = new Map<string, Relation>([
  ['is congruent to', 'congruent'],
  ['is parallel to', 'parallel'],
  ['is perpendicular to', 'perpendicular'],
  ['is similar to', 'similar'],
  ['垂直于', 'perpendicular'],
  ['平行于', 'parallel'],
])

/** "segment AB", "triangle ABC", "AB is parallel to CD" as they would be written with signs; anything else as it is. */
function figureIn(tree: Tree): Tree {
  if (tree.type !== 'text' && tree.type !== 'times') return tree
  const words = spelled(tree)
  if (words === undefined || words.length > 60) return tree
  for (const [phrase, relation] of statements) {
    const at = words.indexOf(phrase)
    if (at <= 0) continue
    const operands = [words.slice(0, at), words.slice(at + phrase.length)].map(side => figureIn({ type: 'text', value: side.trim() }))
    return { type: 'relation', operators: [relation], operands } satisfies RelationNode
  }
  const found = /[A-Z]{2,4}$/.exec(words)
  const [letters = ''] = found ?? []
  const noun = found === null ? '' : words.slice(0, found.index).trimEnd()
  const kind = nouns.get(noun.toLowerCase())
  if (noun === '' && found !== null && tree.type === 'text') return parse(letters).tree
  if (kind === undefined) return tree
  const points: Tree = { type: 'times', written: 'juxtaposed', factors: [...letters].map((name): SymbolNode => ({ type: 'symbol', name })) }
  if (kind === 'segment') return letters.length === 2 ? { type: 'accent', accent: 'overline', body: points } : tree
  return { type: 'apply', head: { type: 'symbol', name: kind }, arguments: [points] }
}
