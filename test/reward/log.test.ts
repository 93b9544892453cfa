import { describe, expect, it } from 'vitest'
import { rulesVersion } from '../../src/compare/verdict.ts'
import { logColumns, logFields } from '../../src/reward/log.ts'
import { presetRule } from '../../src/reward/presets.ts'
import { priceVerdict } from '../../src/reward/price.ts'
import { differentVerdict, likelyVerdict, provedVerdict, undecidedVerdict } from './verdicts.ts'

const row = (verdict: typeof provedVerdict) => logFields(priceVerdict(verdict, '', presetRule('accuracy')))

describe('log fields', () => {
  it.each([provedVerdict, likelyVerdict, differentVerdict, undecidedVerdict('no-answer', 'prediction')])(
    'are the same columns for every result',
    verdict => {
      expect(Object.keys(row(verdict))).toEqual(logColumns)
      for (const value of Object.values(row(verdict)))
        expect(['string', 'number', 'boolean', 'object']).toContain(value === null ? 'object' : typeof value)
    },
  )

  it.each([null, undefined, 'a score', 1])('want a result, not %j', value => {
    expect(() => logFields(value as never)).toThrow('Expected the result of a reward, found')
  })

  it('tell an unscored sample from a wrong one', () => {
    expect(row(undecidedVerdict('unreadable-reference', 'reference'))).toMatchObject({
      score: null,
      acc: null,
      unscored: true,
      undecided: true,
    })
    expect(row(undecidedVerdict('no-answer', 'prediction'))).toMatchObject({
      score: 0,
      acc: 0,
      unscored: false,
      undecided: true,
      no_answer: true,
    })
  })

  it('hold all of a verdict that a later reader needs', () => {
    expect(row(likelyVerdict)).toEqual({
      score: 1,
      acc: 1,
      format: null,
      overlong: null,
      repetition: null,
      length: null,
      unscored: false,
      undecided: false,
      no_answer: false,
      outcome: 'equivalent',
      kind: 'number',
      kind_declared: false,
      strategy: 'intervals',
      certainty: 'likely',
      cause: null,
      side: null,
      prediction: '2',
      reference: '3',
      reference_index: 0,
      extraction: null,
      steps: 7,
      method: 'rule',
      rule: 'accuracy',
      rules_version: rulesVersion,
      policy: 'abc',
      reason: 'Very probably equivalent: "2" and "3" agree to far more digits than different values of their size could.',
    })
  })
})
