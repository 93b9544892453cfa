import fc from 'fast-check'
import { explain } from '../../src/explain/explain.ts'
import { extract } from '../../src/extract/extract.ts'
import { isRead, parse } from '../../src/latex/parse.ts'
import { toLatex } from '../../src/latex/print-latex.ts'
import { toText } from '../../src/latex/print-text.ts'
import { defaultLimits } from '../../src/limits/budget.ts'
import { reward, rewardPresets, type PresetName } from '../../src/reward.ts'
import { walk } from '../../src/tree/children.ts'
import { fromMathJson, toMathJson } from '../../src/tree/json.ts'
import { judge, verify } from '../../src/verify.ts'
import type { Span } from '../../src/source/span.ts'
import { anyPair, anyResponse, anyText, expression, numeric } from './texts.ts'

/** What holds for every text. A property that fails throws with what it found; the fuzzer shrinks the text. */

export interface Invariant {
  readonly name: string
  readonly property: fc.IProperty<unknown>
}

function demand(holds: boolean, found: () => string): void {
  if (!holds) throw new Error(found())
}

const inside = (span: Span | undefined, text: string): boolean =>
  span === undefined || (Number.isInteger(span.start) && 0 <= span.start && span.start <= span.end && span.end <= text.length)

const presets = Object.keys(rewardPresets) as PresetName[]
const plain = (value: unknown): string => JSON.stringify(value, (_key, part) => (typeof part === 'function' ? part() : part))

export const invariants: readonly Invariant[] = [
  {
    name: 'any text is read, with spans inside it, and what is read can be printed and stored',
    property: fc.property(anyText, text => {
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
    }),
  },
  {
    name: 'any text is extracted from, with spans inside it',
    property: fc.property(anyResponse, text => {
      const found = extract(text)
      if (!found.found) return
      demand(inside(found.span, text), () => `${found.span.start}..${found.span.end} of ${text.length}`)
      for (const part of found.parts) demand(inside(part, text), () => `part ${part.start}..${part.end} of ${text.length}`)
    }),
  },
  {
    name: 'any pair has a verdict within its steps, twice the same, and verify is judge',
    property: fc.property(anyPair, pair => {
      const verdict = judge(pair)
      demand(verdict.steps <= defaultLimits.steps, () => `${verdict.steps} steps`)
      demand(explain(verdict).length > 0, () => 'no explanation')
      demand(plain(judge(pair)) === plain(verdict), () => 'another verdict at the second judgement')
      demand(verify(pair.prediction, pair.reference) === (verdict.outcome === 'equivalent'), () => `judge says ${verdict.outcome}`)
      for (const { code, span } of verdict.diagnostics)
        demand(inside(span, pair.prediction), () => `${code} at ${span.start}..${span.end} of ${pair.prediction.length}`)
    }),
  },
  {
    name: 'an answer equals itself, unless it is empty, undefined or not told apart',
    property: fc.property(fc.oneof(expression, numeric), text => {
      const { outcome } = judge({ prediction: text, reference: text }, { as: 'answer' })
      demand(outcome !== 'different', () => 'different from itself')
    }),
  },
  {
    name: 'numbers and expressions are compared the same way round and back',
    property: fc.property(
      fc.oneof(
        fc.tuple(numeric, numeric),
        fc.tuple(numeric, numeric).map(([a, b]) => [`${a}+${b}`, `${b}+${a}`] as const),
      ),
      ([a, b]) => {
        const there = judge({ prediction: a, reference: b }, { as: 'answer' })
        const back = judge({ prediction: b, reference: a }, { as: 'answer' })
        const opposite = new Set([there.outcome, back.outcome])
        demand(!(opposite.has('equivalent') && opposite.has('different')), () => `${there.outcome}, and back ${back.outcome}`)
      },
    ),
  },
  {
    name: 'every preset pays for any response a number in its range, or nothing for a bad reference',
    property: fc.property(anyResponse, anyText, fc.constantFrom(...presets), (response, reference, preset) => {
      const { score, verdict } = reward({ response, reference, tokens: 100 }, preset)
      demand(score === null || (score >= -1 && score <= 2), () => `${preset} pays ${score}`)
      if (score === null) demand(verdict.outcome === 'undecided' && verdict.side === 'reference', () => `unscored: ${verdict.outcome}`)
    }),
  },
]
