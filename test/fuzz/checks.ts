import { explain } from '../../src/explain/explain.ts'
import { extract } from '../../src/extract/extract.ts'
import { isRead, parse } from '../../src/latex/parse.ts'
import { toLatex } from '../../src/latex/print/latex.ts'
import { toText } from '../../src/latex/print/text.ts'
import { defaultLimits } from '../../src/limits/budget.ts'
import { type PresetName, reward, rewardPresets } from '../../src/reward.ts'
import type { Span } from '../../src/source/span.ts'
import { walk } from '../../src/tree/children.ts'
import { fromMathJson, toMathJson } from '../../src/tree/json.ts'
import { judge, verify } from '../../src/verify.ts'

/** What holds for every text. A check throws with what it found: fuzzers of both kinds run them, at random and led by coverage. */

function demand(holds: boolean, found: () => string): void {
  if (!holds) throw new Error(found())
}

const inside = (span: Span | undefined, text: string): boolean =>
  span === undefined || (Number.isInteger(span.start) && 0 <= span.start && span.start <= span.end && span.end <= text.length)

export const presets: readonly PresetName[] = Object.keys(rewardPresets) as PresetName[]
const plain = (value: unknown): string => JSON.stringify(value, (_key, part) => (typeof part === 'function' ? part() : part))

export interface Pair {
  readonly prediction: string
  readonly reference: string
}

/** Any text is read, with spans inside it, and what is read can be printed and stored. */
export function checkReading(text: string): void {
  const { tree, diagnostics } = parse(text)
  walk(tree, node =>
    demand(inside(node.span, text), () => `a node ${node.type} at ${node.span?.start}..${node.span?.end} of ${text.length}`),
  )
  for (const { code, span } of diagnostics) demand(inside(span, text), () => `${code} at ${span.start}..${span.end} of ${text.length}`)
  const latex = toLatex(tree)
  toText(tree)
  fromMathJson(toMathJson(tree))
  demand(plain(parse(text)) === plain({ tree, diagnostics }), () => 'another tree at the second reading')
  if (isRead(tree)) demand(parse(latex) !== undefined, () => latex)
}

/** Any text is extracted from, with spans inside it. */
export function checkExtraction(text: string): void {
  const found = extract(text)
  if (!found.found) return
  demand(inside(found.span, text), () => `${found.span.start}..${found.span.end} of ${text.length}`)
  for (const part of found.parts) demand(inside(part, text), () => `part ${part.start}..${part.end} of ${text.length}`)
}

/** Any pair has a verdict within its steps, twice the same, and verify is judge. */
export function checkVerdict(pair: Pair): void {
  const verdict = judge(pair)
  demand(verdict.steps <= defaultLimits.steps, () => `${verdict.steps} steps`)
  demand(explain(verdict).length > 0, () => 'no explanation')
  demand(plain(judge(pair)) === plain(verdict), () => 'another verdict at the second judgement')
  demand(verify(pair.prediction, pair.reference) === (verdict.outcome === 'equivalent'), () => `judge says ${verdict.outcome}`)
  for (const { code, span } of verdict.diagnostics)
    demand(inside(span, pair.prediction), () => `${code} at ${span.start}..${span.end} of ${pair.prediction.length}`)
}

/** An answer equals itself, unless it is empty, undefined or not told apart. */
export function checkReflexive(text: string): void {
  const { outcome } = judge({ prediction: text, reference: text }, { as: 'answer' })
  demand(outcome !== 'different', () => 'different from itself')
}

/** Numbers and expressions are compared the same way round and back. */
export function checkSymmetric(a: string, b: string): void {
  const there = judge({ prediction: a, reference: b }, { as: 'answer' })
  const back = judge({ prediction: b, reference: a }, { as: 'answer' })
  const opposite = new Set([there.outcome, back.outcome])
  demand(!(opposite.has('equivalent') && opposite.has('different')), () => `${there.outcome}, and back ${back.outcome}`)
}

/** Every preset pays for any response a number in its range, or nothing for a bad reference. */
export function checkReward(response: string, reference: string, preset: PresetName): void {
  const { score, verdict } = reward({ response, reference, tokens: 100 }, preset)
  demand(score === null || (score >= -1 && score <= 2), () => `${preset} pays ${score}`)
  if (score === null) demand(verdict.outcome === 'undecided' && verdict.side === 'reference', () => `unscored: ${verdict.outcome}`)
}
