/** The bundled rollouts say of each sample what its verdict is. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createAssessor } from '../../src/cli/judge/assessor.ts'
import { readRow } from '../../src/cli/judge/rows.ts'
import { explain } from '../../src/index.ts'

const lines = readFileSync(new URL('../../docs/examples/rollouts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const assessor = createAssessor({ policy: 'standard', finished: true, prose: false })

describe('the bundled rollouts', () => {
  it('are at least a hundred, with names of their own', () => {
    expect(lines.length).toBeGreaterThan(100)
    expect(new Set(lines.map(line => JSON.parse(line).id)).size).toBe(lines.length)
  })

  it.each(lines.map(line => [String(JSON.parse(line).id), line]))('%s', (_, line) => {
    const row = readRow(line, {})
    if (typeof row === 'string') throw new Error(row)
    const verdicts = row.samples.map(sample => assessor.judge(row, sample).verdict)
    const expected: unknown = row.fields['expect']
    expect(
      verdicts.map(({ outcome }) => outcome),
      verdicts.map(explain).join('\n'),
    ).toEqual(Array.isArray(expected) ? expected : [expected])
  })
})
