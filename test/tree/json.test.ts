import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameTree } from '../../src/tree/equal.ts'
import { fromMathJson, toMathJson } from '../../src/tree/json.ts'
import { isLexeme } from '../../src/tree/lexeme.ts'
import type { Tree } from '../../src/tree/tree.ts'
import { anyTree, lexeme, seed } from './arbitrary.ts'

const x: Tree = { type: 'symbol', name: 'x' }
const number = (lexeme: string): Tree => ({ type: 'number', lexeme })

describe('toMathJson', () => {
  it('writes ordinary mathematics as plain arrays', () => {
    const cases: ReadonlyArray<readonly [Tree, unknown]> = [
      [number('2'), 2],
      [number('0.50'), { num: '0.50' }],
      [number('100000000000000000000000'), { num: '100000000000000000000000' }],
      [{ type: 'constant', name: 'pi' }, 'Pi'],
      [
        { type: 'symbol', name: 'Pi' },
        { sym: 'Pi', notation: 'name' },
      ],
      [{ type: 'text', value: 'no solution' }, "'no solution'"],
      [{ type: 'text', value: "it's" }, { str: "it's" }],
      [{ type: 'unread', source: '?' }, ['Error', "'unread'", ['LatexString', "'?'"]]],
      [{ type: 'divide', numerator: number('1'), denominator: number('2'), written: 'bar' }, ['Rational', 1, 2]],
      [
        { type: 'divide', numerator: x, denominator: number('2'), written: 'slash' },
        { fn: ['Divide', 'x', 2], notation: 'slash' },
      ],
      [{ type: 'root', radicand: x }, ['Sqrt', 'x']],
      [{ type: 'apply', head: { type: 'symbol', name: 'sin' }, arguments: [x] }, ['Sin', 'x']],
      [{ type: 'apply', head: { type: 'symbol', name: 'log' }, arguments: [x], subscript: number('2') }, ['Log', 'x', 2]],
      [{ type: 'apply', head: { type: 'symbol', name: 'f' }, arguments: [x] }, ['f', 'x']],
      [{ type: 'relation', operands: [number('1'), x, number('2')], operators: ['lt', 'lt'] }, ['Less', 1, 'x', 2]],
      [
        { type: 'relation', operands: [number('1'), x, number('2')], operators: ['lt', 'leq'] },
        ['Chain', ['Sequence', 'Less', 'LessEqual'], 1, 'x', 2],
      ],
      [{ type: 'fenced', open: '(', close: ')', items: [number('1'), x] }, ['Tuple', 1, 'x']],
      [{ type: 'fenced', open: '[', close: ')', items: [number('1'), x] }, ['Delimiter', ['Sequence', 1, 'x'], "'[)'"]],
      [
        { type: 'set', items: [x], condition: { type: 'relation', operands: [x, number('0')], operators: ['gt'] } },
        ['Set', 'x', ['Condition', ['Greater', 'x', 0]]],
      ],
      [{ type: 'big', operator: 'sum', variable: x, lower: number('1'), body: x }, ['Sum', 'x', ['Limits', 'x', 1, 'Nothing']]],
    ]
    for (const [tree, json] of cases) expect(toMathJson(tree)).toEqual(json)
  })
  it('refuses a tree that is too deep', () => {
    let tree: Tree = x
    for (let level = 0; level < 1000; level++) tree = { type: 'negate', operand: tree }
    expect(() => toMathJson(tree)).toThrow(RangeError)
  })
})

describe('fromMathJson', () => {
  it('reads back every tree, through JSON text', () => {
    fc.assert(
      fc.property(anyTree, tree => {
        const back = fromMathJson(JSON.parse(JSON.stringify(toMathJson(tree))))
        expect(back).toEqual(tree)
        expect(sameTree(back, tree)).toBe(true)
      }),
      { seed, numRuns: 3000 },
    )
  })
  it('reads what others write', () => {
    const cases: ReadonlyArray<readonly [unknown, unknown]> = [
      [-5, ['Negate', 5]],
      [{ num: '-0.50' }, ['Negate', { num: '0.50' }]],
      [{ num: '1E+3' }, { num: '1e3' }],
      ['+12', 12],
      [1e21, { num: '1e21' }],
      [
        ['Subtract', 'a', 'b'],
        ['Add', 'a', ['Negate', 'b']],
      ],
      [
        ['Square', 'x'],
        ['Power', 'x', 2],
      ],
      ['Half', 'Half'],
      [['Half'], ['Rational', 1, 2]],
      [
        ['Pair', 1, 2],
        ['Tuple', 1, 2],
      ],
      [
        ['Delimiter', 'x'],
        ['Delimiter', ['Sequence', 'x'], "'()'"],
      ],
      [{ fn: ['Add', { num: '1' }, { sym: 'x' }] }, ['Add', 1, 'x']],
      ['ImaginaryUnit', 'i'],
      ['ExponentialE', 'e'],
      ['NegativeInfinity', ['Negate', 'PositiveInfinity']],
      [
        ['Matrix', ['List', ['List', 1, 2]], "'[]'"],
        ['Matrix', ['List', ['List', 1, 2]], "'['"],
      ],
      [
        ['UnknownHead', 1],
        ['UnknownHead', 1],
      ],
      [
        ['constructor', 1],
        ['constructor', 1],
      ],
      [
        ['__proto__', 1],
        ['__proto__', 1],
      ],
    ]
    for (const [json, same] of cases) expect(toMathJson(fromMathJson(json))).toEqual(same)
  })
  it('says what it expected, and where', () => {
    const cases: ReadonlyArray<readonly [unknown, string]> = [
      [null, 'Expected a MathJSON expression, found null'],
      [undefined, 'Expected a MathJSON expression, found undefined'],
      [Number.NaN, 'Expected a number, found NaN'],
      ['', 'Expected a symbol, found ""'],
      [{}, 'Expected an object with num, sym, str or fn, found an object'],
      [[], 'Expected the name of a function, found undefined at /0'],
      [[['Add']], 'Expected the name of a function, found an array at /0'],
      [['Add', 1, null], 'Expected a MathJSON expression, found null at /2'],
      [['Power', 1], 'Expected Power with 2 operands, found 1'],
      [['Add', ['Sqrt', 1, 2]], 'Expected Sqrt with one operand, found 2 at /1'],
      [{ num: 'abc' }, 'Expected a numeral, found "abc" at /num'],
      [{ num: 5 }, 'Expected a string, found 5 at /num'],
      [{ fn: ['Multiply', 1, 2], notation: 'dot' }, 'Expected one of juxtaposed, spaced, cdot, cross, star, found "dot" at /fn/notation'],
      [['Sum', 'x', 5], 'Expected ["Limits", variable, lower, upper], found 5 at /2'],
      [['Chain', ['Sequence', 'Less'], 1], 'Expected Chain with a Sequence of relations and 2 operands, found 2'],
      [['Delimiter', 1, "'<'"], "Expected fences such as '[)', found \"'<'\" at /2"],
      [['Equal', 1], 'Expected Equal with two or more operands, found 1'],
      [['MixedNumber', 'x', 1], 'Expected a numeral, found "x" at /1'],
      [['Prime', 'f', 0], 'Expected an order, found 0 at /2'],
      [['Apply', 1, 2], 'Expected a function, found 1 at /1'],
      [['Cases', 1], 'Expected ["Sequence", value, condition], found 1 at /1'],
    ]
    for (const [json, message] of cases) expect(() => fromMathJson(json), JSON.stringify(json)).toThrow(new TypeError(message))
  })
  it('takes any JSON without another error than its own', () => {
    const heads = fc.constantFrom(
      'Add',
      'Sum',
      'Limits',
      'Set',
      'Condition',
      'Matrix',
      'List',
      'Cases',
      'Sequence',
      'Delimiter',
      'Error',
      'Apply',
      'Log',
      'Prime',
      'Chain',
    )
    const json = fc.letrec<{ value: unknown }>(tie => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.jsonValue({ maxDepth: 1 }), heads, fc.constantFrom('x', "'()'", '5')),
        fc.tuple(heads, fc.array(tie('value'), { maxLength: 3 })).map(([head, rest]) => [head, ...rest]),
        fc.record({ fn: tie('value'), notation: tie('value'), subscript: tie('value'), side: tie('value') }, { requiredKeys: [] }),
      ),
    })).value
    fc.assert(
      fc.property(json, value => {
        let tree: Tree
        try {
          tree = fromMathJson(value)
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError)
          expect((error as Error).message).toMatch(/^Expected /)
          return
        }
        expect(sameTree(fromMathJson(toMathJson(tree)), tree)).toBe(true)
      }),
      { seed, numRuns: 2000 },
    )
  })
  it('refuses what is too deep', () => {
    let json: unknown = 'x'
    for (let level = 0; level < 100_000; level++) json = ['Negate', json]
    expect(() => fromMathJson(json)).toThrow(new RangeError('Expected MathJSON of at most 1000 levels'))
  })
})

describe('isLexeme', () => {
  it('takes numerals and nothing else', () => {
    fc.assert(
      fc.property(lexeme, text => {
        expect(isLexeme(text)).toBe(true)
      }),
      { seed },
    )
    for (const text of ['', '.', 'e5', '1e', '1,000', '1.2.3', '-1', '+1', '(3)', '0.(', '1e+5', '1E5', '٣', '1...'])
      expect(isLexeme(text), text).toBe(false)
  })
})
