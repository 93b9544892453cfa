import { readFileSync } from 'node:fs'
import type { Score, Scorer } from 'autoevals'
import { describe, expect, it } from 'vitest'
import { MathVerdict } from '../../src/evaluators/autoevals.ts'
import { mathVerdict as evaliteScorer } from '../../src/evaluators/evalite.ts'
import { mathVerdict as promptfooAssertion } from '../../src/evaluators/promptfoo.ts'
import '../../src/evaluators/vitest.ts'

describe('autoevals', () => {
  // The real types: a scorer of ours is one of theirs.
  const scorer: Scorer<string, { readonly expected?: string }> = MathVerdict

  it('takes the scorer, and its score', async () => {
    const score: Score = await scorer({ output: 'So \\boxed{0.5}.', expected: '1/2' })
    expect(score).toMatchObject({ name: 'MathVerdict', score: 1, metadata: { outcome: 'equivalent', prediction: '0.5' } })
    expect(MathVerdict({ output: 'It is 0.6.', expected: ['1/2', '1/3'] }).score).toBe(0)
    expect(MathVerdict({ output: 'It is 2.', expected: 2 }).score).toBe(1)
  })

  it('leaves out what the reference spoils', () => {
    expect(MathVerdict({ output: '\\boxed{1}', expected: '\\frac{1}{' }).score).toBeNull()
    expect(() => MathVerdict({ output: '\\boxed{1}' })).toThrow('Expected a reference or a gold')
  })

  it('takes settings, and nothing else from a row', () => {
    const row = { output: 'It is 1.414.', expected: '\\sqrt2', input: 'root?', metadata: {}, id: 3 }
    expect(MathVerdict(row).score).toBe(1)
    expect(MathVerdict({ ...row, policy: 'exact' }).score).toBe(0)
    expect(() => MathVerdict({ ...row, policy: 'kind' })).toThrow(TypeError)
  })
})

describe('evalite', () => {
  it('gets a name, a score and what stands behind it', () => {
    const scorer = evaliteScorer()
    expect(scorer({ input: '1/2?', output: 'The answer is 0.5.', expected: '1/2' })).toMatchObject({ name: 'Math verdict', score: 1 })
    expect(scorer({ input: '', output: 'I do not know.', expected: '1/2' })).toMatchObject({ score: 0, metadata: { unscored: false } })
    expect(scorer({ output: '\\boxed{1}', expected: null })).toMatchObject({ score: null, metadata: { unscored: true } })
    expect(evaliteScorer({ preset: 'format+accuracy' })({ output: '\\boxed{1}', expected: '1' }).score).toBe(0.9)
  })
})

describe('promptfoo', () => {
  it('gets a grading result', () => {
    expect(promptfooAssertion('It is \\boxed{0.5}.', { vars: { gold: '1/2' } })).toEqual({
      pass: true,
      score: 1,
      reason: expect.stringMatching(/^Equivalent/),
      namedScores: { accuracy: 1, undecided: 0, unscored: 0 },
    })
    expect(promptfooAssertion('0.6', { vars: { reference: '1/2' } })).toMatchObject({ pass: false, score: 0 })
    expect(promptfooAssertion('\\boxed{1}', { vars: { gold: '' } })).toMatchObject({
      pass: false,
      reason: expect.stringMatching(/^Unscored: /),
    })
    expect(promptfooAssertion('1.414', { vars: { key: '\\sqrt2' }, config: { gold: 'key', policy: 'exact' } })).toMatchObject({
      pass: false,
    })
  })

  it('is told what is missing', () => {
    expect(() => promptfooAssertion('1', { vars: {} })).toThrow('gold or reference or expected or answer')
    expect(() => promptfooAssertion('1', { vars: { gold: '1' }, config: { presets: 'x' } })).toThrow('Expected the fields of a request')
  })
})

describe('toBeEquivalentTo', () => {
  it('passes for what is equivalent', () => {
    expect('0.5').toBeEquivalentTo('\\frac12')
    expect('\\boxed{3}').toBeEquivalentTo(['1', { answer: '3' }])
    expect('0.6').not.toBeEquivalentTo('\\frac12')
  })

  it('says why it fails', () => {
    expect(() => expect('0.6').toBeEquivalentTo('1/2')).toThrow(/^Different: .*(?:0\.6|3\/5)/)
    expect(() => expect('1.414').toBeEquivalentTo('\\sqrt2', { finished: false })).not.toThrow()
  })

  it('is never green for what could not be decided', () => {
    expect(() => expect('\\frac{1}{').toBeEquivalentTo('1')).toThrow('Undecided')
    expect(() => expect('\\frac{1}{').not.toBeEquivalentTo('1')).toThrow('Undecided')
  })
})

describe('the entry points', () => {
  it('need Vitest only where it is there anyway', () => {
    const { dependencies, peerDependenciesMeta } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(dependencies).not.toHaveProperty('vitest')
    expect(peerDependenciesMeta.vitest).toEqual({ optional: true })
  })
})
