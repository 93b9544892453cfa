import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AtomicFile } from '../../src/cli/atomic-file.ts'
import { FileError } from '../../src/cli/exit-codes.ts'
import { caughtResults, outputPaths } from '../../src/cli/judge/outputs.ts'
import { folder } from './call.ts'

describe('an atomic file', () => {
  it('appears when it is complete, and not before', async () => {
    const path = join(folder(), 'x')
    writeFileSync(path, 'old')
    const file = new AtomicFile(path)
    for (let at = 0; at < 1000; at += 1) await file.write(`${'line '.repeat(100)}\n`)
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(await file.commit('write')).toBe(true)
    expect(readFileSync(path, 'utf8')).toHaveLength(501_000)
  })

  it('leaves nothing when it is given up', async () => {
    const path = join(folder(), 'x')
    const file = new AtomicFile(path)
    await file.write('new')
    await file.discard()
    expect(readdirSync(join(path, '..'))).toEqual([])
    await new AtomicFile(path).discard()
  })

  it('that is empty is written or left out, and takes the place of an earlier one', async () => {
    const path = join(folder(), 'x')
    expect(await new AtomicFile(path).commit('write')).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('')
    expect(await new AtomicFile(path).commit('leave-out')).toBe(false)
    expect(existsSync(path)).toBe(false)
  })

  it('says what went wrong', async () => {
    const file = new AtomicFile(join(folder(), 'no', 'such', 'x'))
    await expect(file.write('a').then(() => file.commit('write'))).rejects.toThrow(FileError)
    await expect(file.write('b')).rejects.toThrow(/^Cannot write .*ENOENT/)
    await file.discard()
  })
})

describe('names of results', () => {
  it('come from the input', () => {
    expect(outputPaths('a/b.jsonl', undefined).verdicts).toBe('a/b_verdicts.jsonl')
    expect(outputPaths('a/b.c.ndjson', 'out').errors).toBe('out/b.c_errors.jsonl')
    expect(outputPaths('-', 'out').evaluation).toBe('out/stdin_evaluation.json')
  })

  it('tell results of an earlier run from inputs', () => {
    expect([...caughtResults(['x.jsonl', './x_verdicts.jsonl', 'y_errors.jsonl', 'd/x_errors.jsonl'])]).toEqual(['./x_verdicts.jsonl'])
  })
})
