import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GrowingBytes } from '../../src/cli/growing-bytes.ts'

describe('growing bytes', () => {
  it('hold texts and bytes one behind the other', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 40_000 }), fc.uint8Array())), parts => {
        const bytes = new GrowingBytes()
        for (const part of parts) typeof part === 'string' ? bytes.text(part) : bytes.bytes(part)
        const expected = Buffer.concat(parts.map(part => Buffer.from(part as string)))
        expect(bytes.length).toBe(expected.length)
        expect(Buffer.compare(bytes.take(), expected)).toBe(0)
        expect(bytes.length).toBe(0)
      }),
    )
  })

  it('leave what was taken as it is', () => {
    const bytes = new GrowingBytes()
    bytes.text('before')
    const taken = bytes.take()
    bytes.text('behind')
    expect(Buffer.from(taken).toString()).toBe('before')
  })
})
