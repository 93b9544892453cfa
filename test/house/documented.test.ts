/** Every name that a verdict or a remark can carry is explained in the documents, and the documents explain nothing else. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { causes } from '../../src/canonical/ladder/decision.ts'
import { extractionRules, noAnswerReasons } from '../../src/extract/extraction.ts'
import { defaultLimits } from '../../src/limits/budget.ts'
import { rewardPresets } from '../../src/reward/presets.ts'
import { diagnosticCodes } from '../../src/source/diagnostic.ts'
import { namesInTable } from './answer-tables.ts'
import { doors, outside, rooms } from './rooms.ts'
import { root } from './sources.ts'

const read = (file: string): string => readFileSync(join(root, file), 'utf8')

describe('the documents explain', () => {
  it.each([
    ['docs/diagnostics.md', ['code', 'what was found'], diagnosticCodes],
    ['docs/diagnostics.md', ['cause', 'what it means'], causes],
    ['docs/diagnostics.md', ['rule', 'where the answer was'], extractionRules],
    ['docs/diagnostics.md', ['reason', 'why there is no answer'], noAnswerReasons],
    ['docs/limits.md', ['limit', 'default', 'why'], Object.keys(defaultLimits)],
    ['docs/rewards.md', ['preset', 'score', 'from'], Object.keys(rewardPresets)],
    ['docs/architecture.md', ['room', 'question', 'holds'], [...rooms]],
    ['docs/architecture.md', ['door', 'entry point', 'what it offers'], [...doors]],
    ['docs/architecture.md', ['outside the core', 'entry point', 'what it does'], [...outside]],
  ] as const)('%s: %s', (file, header, names) => {
    expect(namesInTable(read(file), header)).toEqual([...names])
  })

  it('limits with the values that hold', () => {
    for (const [limit, value] of Object.entries(defaultLimits)) {
      expect(read('docs/limits.md')).toContain(`| \`${limit}\` | ${value.toLocaleString('en-US')} |`)
    }
  })
})
