import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Line, readLines } from '../../src/formats/lines.ts'

async function linesOf(chunks: readonly (string | Uint8Array)[], longest?: number): Promise<readonly Line[]> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield await Promise.resolve(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  }
  const lines: Line[] = []
  for await (const batch of readLines(source(), longest)) lines.push(...batch)
  return lines
}
const texts = (lines: readonly Line[]): readonly unknown[] => lines.map(line => ('text' in line ? line.text : line.fault))

describe('lines', () => {
  it('are split at line feeds, whatever the chunks', async () => {
    expect(texts(await linesOf(['a\nb', 'c\n', '\nd']))).toEqual(['a', 'bc', '', 'd'])
    expect(texts(await linesOf([]))).toEqual([])
    expect(texts(await linesOf(['\n']))).toEqual([''])
  })

  it('have no carriage return of Windows at their end, and no byte order mark', async () => {
    expect(texts(await linesOf(['\ufeffa\r\n', 'b\r', '\nc\rd\r\n']))).toEqual(['a', 'b', 'c\rd'])
    expect(texts(await linesOf(['a\n\ufeffb\n']))).toEqual(['a', '\ufeffb'])
  })

  it('are numbered, and spoil only themselves when they are not UTF-8', async () => {
    const lines = await linesOf(['a\n', Buffer.from([0x22, 0xff, 0x22, 0x0a]), '½\n'])
    expect(lines).toEqual([
      { number: 1, bytes: 1, text: 'a', raw: Buffer.from('a') },
      { number: 2, bytes: 3, fault: 'invalid-utf8', start: '"\ufffd"' },
      { number: 3, bytes: 2, text: '½', raw: Buffer.from('½') },
    ])
  })

  it('that are too long are told and not kept', async () => {
    const lines = await linesOf(['aaaa', 'aaaa', 'aaaa\nb\n', 'cccccccccc'], 8)
    expect(lines.map(line => [line.number, line.bytes, 'fault' in line])).toEqual([
      [1, 12, true],
      [2, 1, false],
      [3, 10, true],
    ])
  })

  it('put together are the text, for every text and every cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 12 })),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (parts, sizes) => {
          const bytes = Buffer.from(parts.join('\n'))
          const chunks: Uint8Array[] = []
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1
            chunks.push(bytes.subarray(at, at + size))
            at += size
          }
          const whole = bytes.toString().replace(/^\ufeff/, '')
          const expected = whole === '' && bytes.length === 0 ? [] : whole.split('\n').map(line => line.replace(/\r$/, ''))
          if (bytes.toString().endsWith('\n')) expected.pop()
          expect(texts(await linesOf(chunks))).toEqual(expected)
        },
      ),
    )
  })
})
