import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { ownText } from '../../src/cache.ts'
import { createVerifier, judge, policies, verify } from '../../src/index.ts'
import { isIntegerText } from '../../src/latex/lexer/numerals.ts'

describe('what verify remembers', () => {
  test('a response and a bare text that reads the same are kept apart', () => {
    const { verify } = createVerifier({ as: 'response' })
    expect(verify('So \\boxed{5}.', '5.0')).toBe(true)
    expect(verify('5', '5.0')).toBe(false)
    expect(verify('So \\boxed{5}.', '5.0')).toBe(true)
  })

  test('responses that end in the same answer agree, and the gold still leads', () => {
    for (const gold of ['\\frac12', '0.5', '1/3']) {
      for (const response of ['First \\boxed{1/2}', 'Then \\boxed{1/2}', '1/2', ' 1/2 '])
        expect(verify(response, gold)).toBe(judge({ prediction: response, reference: gold }).outcome === 'equivalent')
    }
  })

  test('verifiers do not share what they remember', () => {
    expect(verify('3.15', '\\pi')).toBe(false)
    expect(verify('3.15', '\\pi', { policy: policies.lenient })).toBe(true)
    expect(createVerifier({ policy: policies.lenient }).verify('3.15', '\\pi')).toBe(true)
    expect(verify('3.15', '\\pi')).toBe(false)
  })

  test('more answers than are kept change nothing', () => {
    const verifier = createVerifier()
    for (const round of [0, 1])
      for (let n = 0; n < 200; n++) expect(verifier.verify(`${n}/2+${round - round}`, `${n}/2`), `round ${round}, ${n}`).toBe(true)
  })

  test('a declared gold is no plain text', () => {
    expect(verify('3, 1', '1, 3')).toBe(true)
    expect(verify('3, 1', { answer: '1, 3', ordered: true })).toBe(false)
    expect(verify('3, 1', '1, 3')).toBe(true)
  })
})

describe('parts of responses', () => {
  test('are equal to what they were cut from, lone surrogates included', () => {
    for (const part of ['x', 'a longer answer \\frac{1}{2}', 'with \ud800 a lone surrogate in it', '\u2028 and a separator of lines'])
      expect(ownText(part, `${'filler '.repeat(100)}${part}`)).toBe(part)
  })

  test('do not keep the responses alive', () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const responses = 60
    const hold = (n: number): boolean =>
      verify(`${String(n).padStart(6, '.').repeat(100_000)}\\boxed{\\frac{${n}}{1000000000} + x_{${n}}}`, '\\frac{1}{2}')
    hold(responses)
    collect()
    const before = process.memoryUsage().heapUsed
    for (let n = 0; n < responses; n++) hold(n)
    collect()
    // Sixty responses of 600 kB; what is kept of them is a few kB.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(0.3 * responses * 600_000)
  })
})

describe('plain integers', () => {
  test.each(['0', '7', '-12', '123456789012345678901234567890'])('%s', text => expect(isIntegerText(text)).toBe(true))
  test.each(['', '-', '-0', '007', '1.0', '1,000', '+5', ' 5', '5 ', '１', '1e3', '5-', 'x'])('not %s', text =>
    expect(isIntegerText(text)).toBe(false),
  )

  test('are compared as they stand', () => {
    expect(verify('123456789012345678901234567890', '123456789012345678901234567890')).toBe(true)
    expect(verify('123456789012345678901234567891', '123456789012345678901234567890')).toBe(false)
    expect(verify('100', '101', { policy: policies.lenient })).toBe(true)
    expect(verify('5', '5', { as: 'response' })).toBe(false)
    expect(verify('12345', '12345', { limits: { answerLength: 3 } })).toBe(false)
  })
})
