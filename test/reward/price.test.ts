import { describe, expect, it } from 'vitest'
import { causes, type Side } from '../../src/canonical/ladder/decision.ts'
import type { Verdict } from '../../src/compare/verdict.ts'
import { presetRule } from '../../src/reward/presets.ts'
import { priceVerdict } from '../../src/reward/price.ts'
import { resolveRule } from '../../src/reward/resolve.ts'
import type { RewardRule } from '../../src/reward/rule.ts'
import { differentVerdict, likelyVerdict, provedVerdict, undecidedVerdict } from './verdicts.ts'

const kept = '<think>1+1</think><answer>2</answer>'
const broken = 'So \\boxed{2}.'

const plusMinus = resolveRule({ name: 'plus-minus', prices: { different: -1 } })
const careful = resolveRule({
  name: 'careful',
  accept: 'proved',
  prices: {
    equivalent: 2,
    different: -1,
    undecided: { prediction: -0.5, reference: null },
    causes: { 'no-answer': { prediction: -2 }, 'budget-exhausted': null, 'unreadable-reference': 0 },
  },
})

/** Rule, verdict, response: score, accuracy, format. Computed by hand from the rule's fields. */
const table: readonly [string, RewardRule, Verdict, string, number | null, 0 | 1 | null, 0 | 1 | null][] = [
  ['accuracy, proved', presetRule('accuracy'), provedVerdict, broken, 1, 1, null],
  ['accuracy, likely', presetRule('accuracy'), likelyVerdict, broken, 1, 1, null],
  ['accuracy, different', presetRule('accuracy'), differentVerdict, kept, 0, 0, null],
  ['accuracy, unread prediction', presetRule('accuracy'), undecidedVerdict('unreadable-prediction', 'prediction'), kept, 0, 0, null],
  ['accuracy, no answer', presetRule('accuracy'), undecidedVerdict('no-answer', 'prediction'), kept, 0, 0, null],
  ['accuracy, both sides', presetRule('accuracy'), undecidedVerdict('indistinguishable', 'both'), kept, 0, 0, null],
  ['accuracy, unread reference', presetRule('accuracy'), undecidedVerdict('unreadable-reference', 'reference'), kept, null, null, null],
  ['deepvision, proved', presetRule('deepvision'), provedVerdict, broken, 1, 1, null],
  ['deepvision, different', presetRule('deepvision'), differentVerdict, kept, 0, 0, null],
  ['deepvision, unread reference', presetRule('deepvision'), undecidedVerdict('unsupported', 'reference'), kept, null, null, null],
  ['format+accuracy, right and kept', presetRule('format+accuracy'), provedVerdict, kept, 1, 1, 1],
  ['format+accuracy, right and broken', presetRule('format+accuracy'), provedVerdict, broken, 0.9, 1, 0],
  ['format+accuracy, wrong and kept', presetRule('format+accuracy'), differentVerdict, kept, 0.1, 0, 1],
  ['format+accuracy, wrong and broken', presetRule('format+accuracy'), differentVerdict, broken, 0, 0, 0],
  [
    'format+accuracy, unread reference',
    presetRule('format+accuracy'),
    undecidedVerdict('unreadable-reference', 'reference'),
    kept,
    null,
    null,
    1,
  ],
  ['plus-minus, proved', plusMinus, provedVerdict, '', 1, 1, null],
  ['plus-minus, different', plusMinus, differentVerdict, '', -1, 0, null],
  ['plus-minus, no answer', plusMinus, undecidedVerdict('no-answer', 'prediction'), '', -1, 0, null],
  ['plus-minus, both sides', plusMinus, undecidedVerdict('budget-exhausted', 'both'), '', -1, 0, null],
  ['plus-minus, unread reference', plusMinus, undecidedVerdict('unreadable-reference', 'reference'), '', null, null, null],
  ['careful, proved', careful, provedVerdict, '', 2, 1, null],
  ['careful, likely', careful, likelyVerdict, '', -1, 0, null],
  ['careful, unread prediction', careful, undecidedVerdict('unreadable-prediction', 'prediction'), '', -0.5, 0, null],
  ['careful, both sides', careful, undecidedVerdict('indistinguishable', 'both'), '', -1, 0, null],
  ['careful, no answer', careful, undecidedVerdict('no-answer', 'prediction'), '', -2, 0, null],
  ['careful, no answer in the reference', careful, undecidedVerdict('no-answer', 'reference'), '', null, null, null],
  ['careful, exhausted by the prediction', careful, undecidedVerdict('budget-exhausted', 'prediction'), '', null, 0, null],
  ['careful, unread reference priced on purpose', careful, undecidedVerdict('unreadable-reference', 'reference'), '', 0, null, null],
]

describe('a price', () => {
  it.each(table)('%s', (_, rule, verdict, response, score, accuracy, format) => {
    const result = priceVerdict(verdict, response, rule)
    expect({ score: result.score, accuracy: result.accuracy, format: result.format }).toEqual({ score, accuracy, format })
    expect(result.verdict).toBe(verdict)
    expect(result.rule).toBe(rule.name)
  })

  it('is never that of a right answer for an undecided verdict, whatever its cause and side', () => {
    const sides: readonly Side[] = ['prediction', 'reference', 'both']
    for (const rule of [presetRule('accuracy'), presetRule('deepvision'), presetRule('format+accuracy'), plusMinus]) {
      for (const cause of causes) {
        for (const side of sides) {
          const accuracy = priceVerdict(undecidedVerdict(cause, side), kept, rule).parts[0]
          if (side === 'reference') expect(accuracy?.value).toBeNull()
          else expect(accuracy?.value).toBe(rule.prices.different)
        }
      }
    }
  })

  it('lists its parts and says why', () => {
    const { parts, reason } = priceVerdict(differentVerdict, broken, presetRule('format+accuracy'))
    expect(parts).toEqual([
      { name: 'accuracy', value: 0, weight: 0.9, reason: 'Different: the prediction is 2, the reference is 3.' },
      { name: 'format', value: 0, weight: 0.1, reason: 'The format is broken: expected <think> once, found it 0 times.' },
    ])
    expect(reason).toBe(
      'Different: the prediction is 2, the reference is 3. The format is broken: expected <think> once, found it 0 times.',
    )
  })

  it('says that a likely answer was not enough', () => {
    expect(priceVerdict(likelyVerdict, '', careful).reason).toMatch(/^Very probably equivalent: .* The rule pays only for a proof\.$/)
  })
})
