import { PassThrough, Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { work } from '../../src/cli/worker.ts'
import { answer, answerLine } from '../../src/worker.ts'
import { spawned } from '../cli/call.ts'

describe('a request', () => {
  it('is answered with the flat columns and its id', () => {
    const reply = answer({ id: { row: 1 }, response: 'So \\boxed{0.5}.', gold: '1/2' })
    expect(reply).toMatchObject({ id: { row: 1 }, score: 1, acc: 1, outcome: 'equivalent', kind: 'number', extraction: 'box' })
    expect(Object.values({ ...reply, id: null }).every(value => value === null || typeof value !== 'object')).toBe(true)
  })

  it.each([
    ['a number as gold', { response: '\\boxed{12}', gold: 12 }, { acc: 1 }],
    ['a truth value as gold', { response: '\\boxed{yes}', gold: true }, { acc: 1 }],
    ['alternatives', { response: '\\boxed{3}', gold: ['1', 3] }, { acc: 1, reference_index: 1 }],
    ['references beside the gold', { response: '\\boxed{3}', reference: '1', references: ['3'] }, { acc: 1, reference_index: 1 }],
    ['a declared gold', { response: '\\boxed{3, 1}', gold: { answer: '1, 3', ordered: true } }, { acc: 0, outcome: 'different' }],
    ['the same without the order', { response: '\\boxed{3, 1}', gold: { answer: '1, 3' } }, { acc: 1 }],
    ['declarations beside the reference', { response: '\\boxed{3, 1}', reference: '1, 3', gold: { ordered: true } }, { acc: 0 }],
    ['no response', { response: null, gold: '1' }, { score: 0, cause: 'no-answer', no_answer: true }],
    ['no gold', { response: '\\boxed{1}', gold: null }, { score: null, unscored: true, side: 'reference' }],
    ['a response that was cut off', { response: 'it is \\boxed{1', gold: '1', finish_reason: 'length' }, { acc: 0, cause: 'no-answer' }],
    ['choices', { response: '\\boxed{B}', gold: '12', choices: ['10', '12'] }, { acc: 1 }],
    ['a preset', { response: '\\boxed{1}', gold: '1', preset: 'format+accuracy' }, { score: 0.9, format: 0 }],
    ['a prediction', { prediction: '2+3', gold: '5' }, { acc: 1, extraction: 'whole' }],
    ['a prediction that has to be finished', { prediction: '2+3', gold: '5', finished: true }, { acc: 0 }],
    ['a policy', { prediction: '1.414', gold: '\\sqrt2', policy: 'exact' }, { acc: 0 }],
    [
      'prompt and response as one text',
      { query: 'Example: \\boxed{1}. Q. No idea.</s>', prompt: 'Example: \\boxed{1}. Q.', gold: '1' },
      { acc: 0 },
    ],
    ['prose', { response: 'It is 5.', gold: '5', prose: true }, { acc: 1 }],
    ['the same without leave', { response: 'It is 5.', gold: '5' }, { acc: 0 }],
  ])('may hold %s', (_, request, expected) => expect(answer(request)).toMatchObject(expected))

  it.each([
    [null, 'Expected a request as an object, found null'],
    [{}, 'Expected a response or a prediction'],
    [{ response: '1' }, 'Expected a reference or a gold'],
    [{ response: 1, gold: '1' }, 'Expected response as a string, found 1'],
    [{ response: '1', prediction: '1', gold: '1' }, 'Expected either a response or a prediction'],
    [{ response: '1', gold: '1', reference: '1' }, 'Expected beside a reference a gold of declarations only: give the answer once'],
    [{ response: '1', gold: '1', preset: 'best' }, 'Expected a preset among '],
    [{ response: '1', gold: '1', preset: '__proto__' }, 'Expected a preset among '],
    [{ prediction: '1', gold: '1', policy: 'kind' }, 'Expected a policy among '],
    [{ response: '1', gold: '1', answer: '1' }, 'Expected the fields of a request to be among '],
    [{ response: '1', gold: {} }, 'Expected a gold as a text or an object with an answer'],
  ])('that is none is told so: %j', (request, message) => {
    expect(answer(request)).toMatchObject({ error: { code: 'bad-request', message: expect.stringContaining(message) } })
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (gold, response) => {
        expect(answer({ response, gold })).toHaveProperty('id')
        expect(answerLine(JSON.stringify(gold), 1)).toHaveProperty('id')
      }),
      { seed: 8, numRuns: 300 },
    )
  })
})

async function lines(...input: readonly (string | Buffer)[]): Promise<readonly unknown[]> {
  const output = new PassThrough()
  const text = output.setEncoding('utf8').toArray()
  const code = await work({ input: Readable.from(input.map(part => Buffer.from(part))), output })
  output.end()
  expect(code).toBe(0)
  const whole = (await text).join('')
  expect(whole === '' || whole.endsWith('\n')).toBe(true)
  return whole
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as unknown)
}

describe('mathverdict worker', () => {
  it('answers line by line, in order, however the bytes arrive', async () => {
    const text = Array.from({ length: 50 }, (_, id) => `${JSON.stringify({ id, response: `π \\boxed{${id}}`, gold: '7' })}\n`).join('')
    const whole = await lines(text)
    expect(whole.map(reply => (reply as { id: number }).id)).toEqual(Array.from({ length: 50 }, (_, id) => id))
    expect(whole.filter(reply => (reply as { acc: number }).acc === 1)).toHaveLength(1)
    const bytes = Buffer.from(text)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(7 * at, 7 * at + 7))
    expect(await lines(...pieces)).toEqual(whole)
  })

  it('tells the number of a line that is none', async () => {
    expect(await lines('\n{"id":1', '}\nnot json\n', Buffer.from([0xff, 0x0a]), '{"id":4,"prediction":"1","gold":"1"}')).toMatchObject([
      { id: 1, line: 2, error: { code: 'bad-request' } },
      { id: null, line: 3, error: { code: 'bad-json' } },
      { id: null, line: 4, error: { code: 'bad-json' } },
      { id: 4, acc: 1 },
    ])
  })

  it('is nothing without input', async () => expect(await lines()).toEqual([]))

  it('writes nothing else to standard output, and ends with its input', async () => {
    const { code, out, err } = await spawned(['worker'], '{"id":1,"response":"\\\\boxed{1}","gold":"1"}\n')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line).id),
    ).toEqual([1])
  })

  it('ends when nobody reads', async () => {
    const input = '{"id":1,"response":"\\\\boxed{1}","gold":"1"}\n'.repeat(5_000)
    expect((await spawned(['worker'], input, { deaf: true })).code).toBe(4)
  })
})
