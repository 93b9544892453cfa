import { describe, expect, it } from 'vitest'
import { outline } from '../../src/cli/outline.ts'
import { printable, wantsColour } from '../../src/cli/terminal.ts'
import { parse } from '../../src/index.ts'
import { call, spawned } from './call.ts'

describe('verify', () => {
  it('tells the outcome by its exit code', async () => {
    expect(await call('verify', '\\frac12', '0.5')).toMatchObject({ code: 0, out: expect.stringMatching(/^equivalent \(.*proved\)\n$/) })
    expect(await call('verify', '0.6', '1/2')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^different \(.*3\/5 instead of 1\/2\)\n$/),
    })
    expect(await call('verify', '\\boxed{}', '1')).toMatchObject({
      code: 3,
      out: expect.stringMatching(/^undecided \(no-answer, prediction/),
    })
    expect(await call('verify', '1')).toMatchObject({ code: 2, err: expect.stringContaining("missing required argument 'gold'") })
    expect(await call('verify', '-q', '1', '1')).toEqual({ code: 0, out: '', err: '' })
  })

  it('takes answers that begin with a minus sign, and several golds', async () => {
    expect((await call('verify', '-x', '-1x')).code).toBe(0)
    expect((await call('verify', '-1', '1')).code).toBe(1)
    expect((await call('verify', '5', '4', '-5', '5')).code).toBe(0)
    expect((await call('verify', '--', '-2', '-2')).code).toBe(0)
  })

  it('takes options, policies and the demand for a finished answer', async () => {
    expect((await call('verify', '24', 'B', '--option', '12', '24', '-36')).code).toBe(0)
    expect((await call('verify', '36', 'B', '--option', '12', '24', '36')).code).toBe(1)
    expect((await call('verify', '2+3', '5')).code).toBe(0)
    expect((await call('verify', '2+3', '5', '--finished')).code).toBe(1)
    expect((await call('verify', '1.414', '\\sqrt2')).code).toBe(0)
    expect((await call('verify', '1.414', '\\sqrt2', '--policy', 'exact')).code).not.toBe(0)
  })

  it('prints the verdict as JSON', async () => {
    expect(JSON.parse((await call('verify', '0.5', '1/2', '--json')).out)).toMatchObject({ outcome: 'equivalent', kind: 'number' })
  })

  it('reads a response from standard input', async () => {
    expect(await spawned(['verify', '-', '42', '--as', 'response'], 'Thus\n\\boxed{42}\n')).toMatchObject({ code: 0, err: '' })
  })
})

describe('explain', () => {
  it('says why, where the answer was found, and how it was decided', async () => {
    const { code, out } = await call('explain', 'Thus \\boxed{0.6}', '\\frac12')
    expect(code).toBe(0)
    expect(out).toMatch(/^Different: /)
    expect(out).toContain('box, at 12–15')
    expect(out).toContain('Steps')
  })

  it('shows remarks on the prediction in their place', async () => {
    expect((await call('explain', '\\frac12+\\foo', '1')).out).toContain('^^^^')
  })
})

describe('parse', () => {
  it('prints the tree in several forms', async () => {
    const forms = async (format: string) => (await call('parse', '\\frac12', '--format', format)).out.trim()
    expect(await forms('tree')).toBe('divide bar\n├─ numerator: number 1\n└─ denominator: number 2')
    expect(await forms('latex')).toBe('\\frac{1}{2}')
    expect(await forms('text')).toBe('1/2')
    expect(JSON.parse(await forms('mathjson'))).toBeTruthy()
    expect(JSON.parse(await forms('json'))).toMatchObject({ type: 'divide' })
  })

  it('tells what could not be read', async () => {
    const { code, err } = await call('parse', '1+\\foo')
    expect(code).toBe(1)
    expect(err).toContain('unknown-command')
    expect(err).toContain('^^^^')
    expect((await call('parse', '-x')).code).toBe(0)
  })

  it('draws every kind of branch', () => {
    expect(outline(parse('\\begin{pmatrix}1&x\\end{pmatrix}').tree)).toBe(
      'matrix (\n├─ row 1, column 1: number 1\n└─ row 1, column 2: symbol x',
    )
  })
})

describe('the command', () => {
  it('tells its version and helps', async () => {
    expect(await call('--version')).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
    expect((await call('--help')).out).toContain('Examples:')
    for (const command of ['judge', 'verify', 'explain', 'parse']) {
      const { code, out } = await call(command, '--help')
      expect(code).toBe(0)
      expect(out).toContain('Exit codes:')
      expect(out).toContain('Examples:')
    }
    expect((await call()).code).toBe(2)
  })

  it('is silent about a reader that went away', async () => {
    const { code, err } = await spawned(['verify', '1', '2'], '', { deaf: true })
    expect([code, err]).toEqual([1, ''])
  })

  it('colours only a terminal, unless the environment says otherwise', () => {
    expect(wantsColour(true, {})).toBe(true)
    expect(wantsColour(false, {})).toBe(false)
    expect(wantsColour(true, { NO_COLOR: '1' })).toBe(false)
    expect(wantsColour(true, { TERM: 'dumb' })).toBe(false)
    expect(wantsColour(false, { FORCE_COLOR: '1' })).toBe(true)
    expect(wantsColour(true, { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
  })

  it('prints texts of others on one line, without control characters', () => {
    expect(printable('a\n\tb', 10)).toBe('a b')
    expect(printable('a\u001b[2Jb\u202e', 20)).toBe('a\ufffd[2Jb\ufffd')
    expect(printable('abcdefgh', 5)).toBe('abcd…')
    expect(printable('abcdefgh', 5, 'end')).toBe('…efgh')
    expect(printable(`${' '.repeat(100)}x`, 5)).toBe('…')
  })
})
