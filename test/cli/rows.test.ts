import { describe, expect, it } from 'vitest'
import { lookUp } from '../../src/formats/path.ts'
import { type FieldNames, type Row, readRow } from '../../src/cli/judge/rows.ts'

function rowOf(row: unknown, names: FieldNames = {}): Row {
  const read = readRow(typeof row === 'string' ? row : JSON.stringify(row), names)
  if (typeof read === 'string') throw new Error(read)
  return read
}
const responses = (row: unknown, names?: FieldNames) => rowOf(row, names).samples.map(({ response }) => response)

describe('a row', () => {
  it('is an object', () => {
    expect(readRow('{', {})).toMatch(/^not JSON: /)
    expect(readRow('[1]', {})).toBe('expected an object, found a list')
    expect(readRow('null', {})).toBe('expected an object, found null')
    expect(readRow('7', {})).toBe('expected an object, found a number')
    expect(readRow('{"score": NaN}', {})).toMatch(/NaN and Infinity are not JSON/)
  })

  it('names its response in several ways', () => {
    expect(responses({ model_response: 'a', response: 'b' })).toEqual(['a'])
    expect(responses({ response: 'b' })).toEqual(['b'])
    expect(responses({ model_response: null, response: 'b' })).toEqual(['b'])
    expect(responses({ model_response: '', model_responses: ['b'] })).toEqual(['b'])
    expect(responses({ model_response: '' })).toEqual([''])
    expect(responses({ response: { role: 'assistant', content: 'c' } })).toEqual(['c'])
    expect(
      responses({
        response: {
          content: [
            { type: 'text', text: 'c' },
            { type: 'text', text: 'd' },
          ],
        },
      }),
    ).toEqual(['cd'])
    expect(responses({ prompt: 'x' })).toEqual([])
  })

  it('holds several samples, each with its own end', () => {
    const row = rowOf({
      model_responses: [{ index: 0, content: 'a', finish_reason: 'stop' }, { index: 1, content: null, finish_reason: 'length' }, 'c'],
      finish_reason: 'x',
    })
    expect(row.samples).toEqual([
      { response: 'a', finishReason: 'stop' },
      { response: undefined, finishReason: 'length' },
      { response: 'c', finishReason: 'x' },
    ])
  })

  it('names its gold in several ways', () => {
    expect(rowOf({ gdt: '1', ground_truth: '2' }).references).toEqual(['1'])
    expect(rowOf({ ground_truth: '2', answer: '3' }).references).toEqual(['2'])
    expect(rowOf({ answer: '3' }).references).toEqual(['3'])
    expect(rowOf({ gdt: '', answer: '3' }).references).toEqual(['3'])
    expect(rowOf({ answer: ['3', 4] }).references).toEqual(['3', '4'])
    expect(rowOf({ gdt: null, prompt: 'x' }).references).toEqual([])
    expect(rowOf({ gdt: '  ', prompt: 'x' }).references).toEqual([''])
    expect(rowOf({ gdt: [] }).references).toEqual([])
  })

  it('keeps the digits of a gold that is a number, and takes 0 and false for golds', () => {
    expect(rowOf('{"gdt": 0}').references).toEqual(['0'])
    expect(rowOf('{"gdt": false}').references).toEqual(['false'])
    expect(rowOf('{"gdt": 0.50}').references).toEqual(['0.50'])
    expect(rowOf('{"reward_model": {"ground_truth": 12345678901234567890}}').references).toEqual(['12345678901234567890'])
    expect(rowOf('{"answer": [1.0, 1e400]}').references).toEqual(['1.0', '1e400'])
    expect(rowOf('{"gdt": 1.50, "gdt": 2.50}').references).toEqual(['2.5'])
  })

  it('takes alternatives, unless they are marked as empty', () => {
    expect(rowOf({ reward_model: { ground_truth: '1/2', equivalent_answers: ['0.5', '1/2'] } }).references).toEqual(['1/2', '0.5'])
    expect(rowOf({ reward_model: { ground_truth: '1/2', equivalent_answers: ['__EMPTY__', '7'] } }).references).toEqual(['1/2'])
    expect(rowOf({ reward_model: { equivalent_answers: ['7'] } }).references).toEqual([])
  })

  it('takes options as a list or by letter, and says when it cannot', () => {
    expect(rowOf({ options: ['x', 2.0] }).declared).toEqual({ options: ['x', '2'] })
    expect(rowOf({ choices: { A: 'x', B: 'y' } }).declared).toEqual({ options: { A: 'x', B: 'y' } })
    expect(rowOf({ options: [] })).toMatchObject({ declared: {}, notes: [] })
    expect(rowOf({ options: 'A. x' })).toMatchObject({
      declared: {},
      notes: ['options: expected a list of texts or an object from letters to texts'],
    })
  })

  it('declares its gold', () => {
    const gold = { answer: '5', type: 'tuple', ordered: true, tolerance: { relative: 0.01 }, unit: 'cm', multiple: false }
    expect(rowOf({ gold })).toMatchObject({
      references: ['5'],
      declared: { type: 'tuple', ordered: true, tolerance: { relative: 0.01 }, unit: 'cm', multiple: false },
      notes: [],
    })
    expect(rowOf({ gold: { type: 'tulpe', order: true }, gdt: '1' })).toMatchObject({
      references: ['1'],
      declared: {},
      notes: ['gold.type: not understood', 'gold.order: not understood'],
    })
    expect(rowOf({ gold: 'plain' }).references).toEqual(['plain'])
  })

  it('is read by other names, on request', () => {
    const row = { out: [{ message: { content: 'a' } }, { message: { content: 'b' } }], meta: { sol: 7 }, 'a.b': 'dotted', ok: 'correct' }
    expect(responses(row, { response: 'out[].message.content' })).toEqual(['a', 'b'])
    expect(responses(row, { response: 'out.1.message' })).toEqual(['b'])
    expect(responses(row, { response: 'nothing.here' })).toEqual([])
    expect(rowOf(row, { gold: 'meta.sol', label: 'ok' })).toMatchObject({ references: ['7'], label: true })
    expect(rowOf(row, { gold: 'a.b' }).references).toEqual(['dotted'])
  })

  it('never takes what an object inherits', () => {
    expect(lookUp({ a: 1 }, 'constructor')).toBeUndefined()
    expect(lookUp({ a: [1] }, 'a.length')).toBeUndefined()
    expect(lookUp(JSON.parse('{"__proto__": {"gdt": "1"}}'), 'gdt')).toBeUndefined()
  })
})
