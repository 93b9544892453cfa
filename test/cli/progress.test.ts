import { describe, expect, it } from 'vitest'
import { progressLines } from '../../src/cli/judge/progress.ts'

/** What is written when batches of 100 rows come at these seconds, each a tenth of the file. */
function lines(total: number | undefined, ...seconds: readonly number[]): readonly string[] {
  const written: string[] = []
  let now = 0
  const progress = progressLines(
    text => written.push(text),
    total,
    () => now,
  )
  progress.enter('/runs/x.jsonl')
  for (const second of seconds) {
    now = second * 1000
    progress.advance(100_000, 100)
  }
  progress.stop()
  return written
}

describe('progress in a log', () => {
  it('is silent for half a minute, then a line every half minute with the time that is left', () => {
    expect(lines(1_000_000, 1, 2, 29)).toEqual([])
    expect(lines(1_000_000, 1, 29, 31, 40, 60, 62)).toEqual([
      '30 % · 300 rows · 1 min 12 s left · x.jsonl\n',
      '60 % · 600 rows · 41 s left · x.jsonl\n',
    ])
    expect(lines(50_000_000, 31)).toEqual(['0 % · 100 rows · 4 h 17 min left · x.jsonl\n'])
  })

  it('knows no time that is left for a pipe', () => {
    expect(lines(undefined, 31)).toEqual(['100 kB · 100 rows · x.jsonl\n'])
  })
})
