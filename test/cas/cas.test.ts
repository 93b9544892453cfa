import { afterAll, describe, expect, it } from 'vitest'
import { type Cas, type CasQuestion, createCas, judgeWithCas, type Plain } from '../../src/cas.ts'
import { nerdamerText } from '../../src/cas/nerdamer-text.ts'
import { questionOf } from '../../src/cas/question.ts'
import { judge, parse } from '../../src/index.ts'
import { Names, plainOf } from '../../src/cas/plain.ts'
import { scopeOf } from '../../src/canonical/meaning/scope.ts'
import { valuesDiffer } from '../../src/cas/values.ts'

const question = (reference: string, prediction: string): CasQuestion => {
  const [a, b] = [parse(reference).tree, parse(prediction).tree]
  const names = new Names()
  const scope = scopeOf(a, b)
  return { reference: plainOf(a, scope, names) as Plain, prediction: plainOf(b, scope, names) as Plain }
}

/** Undecided by the core at these limits, so that somebody is asked. */
const few = { limits: { steps: 40 } }
const pair = { reference: '(x+1)^2\\cdot(x-1)', prediction: 'x^3+x^2-x-1' }

describe.each(['nerdamer', 'mathjs'] as const)('%s', name => {
  const cas = createCas(name, { timeout: 15_000 })
  afterAll(() => cas.close())
  it('finds equal what it can simplify, and nothing else', async () => {
    expect(await cas.equal(question('x+x', '2x'))).toBe(true)
    expect(await cas.equal(question('x+x', '3x'))).toBe(false)
    expect(await cas.equal(question('(m+1)^2', 'm^2+2m+1'))).toBe(name === 'nerdamer')
  }, 40_000)
  it.runIf(name === 'nerdamer')(
    'makes an undecided verdict likely, and says who was asked',
    async () => {
      expect(judge(pair, few).outcome).toBe('undecided')
      const verdict = await judgeWithCas(pair, cas, few)
      expect(verdict).toMatchObject({ outcome: 'equivalent', certainty: 'likely', by: 'cas' })
      expect(verdict.trace.at(-1)).toEqual({ rung: 'cas', note: `${name} simplifies the difference to 0` })
      expect((await judgeWithCas({ ...pair, prediction: 'x^3+x^2-x-2' }, cas, few)).outcome).toBe('undecided')
    },
    40_000,
  )
})

describe('a thread', () => {
  it('is ended when it takes too long, and started again', async () => {
    const cas = createCas('mathjs', { timeout: 300 })
    const hanging = question('(1/(x*(y-1)))^{1/(y-1)}', 'y+3')
    expect(await cas.equal(hanging)).toBe(false)
    const again = createCas('mathjs', { timeout: 15_000 })
    expect(await again.equal(question('x+x', '2x'))).toBe(true)
    await Promise.all([cas.close(), again.close()])
  }, 40_000)
})

describe('a question', () => {
  const asked: CasQuestion[] = []
  const credulous: Cas = {
    name: 'credulous',
    equal: question => {
      asked.push(question)
      return Promise.resolve(true)
    },
    close: () => Promise.resolve(),
  }
  it('is asked only where the core is undecided', async () => {
    expect((await judgeWithCas({ prediction: '2', reference: '3' }, credulous)).outcome).toBe('different')
    expect((await judgeWithCas({ prediction: '\\frac12', reference: '0.5' }, credulous)).outcome).toBe('equivalent')
    expect((await judgeWithCas({ response: 'no idea', reference: '0.5' }, credulous)).outcome).toBe('undecided')
    expect(asked).toEqual([])
    expect(questionOf(judge(pair, few))).toBeDefined()
  })
  it('brings no name of the caller', () => {
    const text = nerdamerText(question('m\\cdot g+\\alpha_1', 'L').reference) ?? ''
    expect(text).toBe('((v0*v1)+v2)')
  })
  it('is not made of what has no plain meaning', () => {
    for (const text of ['f(x)', '\\frac{dy}{dx}', '(1,2)', 'x:3', '\\text{yes}']) {
      const tree = parse(text).tree
      expect(plainOf(tree, scopeOf(tree, parse('f(x)').tree), new Names()), text).toBeUndefined()
    }
  })
})

describe('values', () => {
  it('contradict a system that is wrong', () => {
    expect(valuesDiffer(question('\\sqrt2+\\sqrt3', '3.1462643699'))).toBe(true)
    expect(valuesDiffer(question('\\sqrt{x^2}', 'x'))).toBe(true)
    expect(valuesDiffer(question('\\sin^2x+\\cos^2x', '1'))).toBe(false)
  })
})
