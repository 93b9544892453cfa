import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync, appendFileSync, renameSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { dirname, join } from 'node:path'
import { createColors } from 'picocolors'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/program.ts'
import { call, file, folder } from './call.ts'

/** Some mebibytes of rows of every sort, so that there are several checkpoints. */
const rows = Array.from({ length: 2400 }, (_, at) => {
  const text = 'So we write this down once more, and look at it. '.repeat(30 + (at % 17))
  if (at % 197 === 5) return '{"id": "bad'
  if (at % 89 === 7) return JSON.stringify({ id: at, model_response: text })
  if (at % 31 === 3) return JSON.stringify({ id: at, gdt: '7', model_responses: ['\\boxed{7}', `${text}\\boxed{8}`, null] })
  return JSON.stringify({ id: at, gdt: String(at % 13), model_response: `${text}\\boxed{${at % 7}}` })
})
const resultsIn = (path: string): ReadonlyMap<string, string> =>
  new Map(readdirSync(path).map(name => [name, readFileSync(join(path, name), 'utf8')]))

const journalIn = (out: string): string => join(out, 'rows_judge.journal')
const entriesIn = (out: string): number => (existsSync(journalIn(out)) ? readFileSync(journalIn(out), 'utf8').split('\n').length - 2 : 0)

/** End a run when its journal has this many checkpoints. */
async function ended(
  out: string,
  checkpoints: number,
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly err: string }> {
  const stop = new AbortController()
  let err = ''
  const terminal = {
    out: () => undefined,
    err: (text: string): void => {
      err += text
    },
    colours: createColors(false),
    columns: 80,
    watched: false,
  }
  const watch = setInterval(() => {
    if (entriesIn(out) >= checkpoints) stop.abort()
  }, 1)
  try {
    return { code: await run(['judge', ...args, '--out', out], terminal, stop.signal), err }
  } finally {
    clearInterval(watch)
  }
}

describe('a run that did not end', () => {
  for (const [how, name, bytes] of [
    ['lines', 'rows.jsonl', (text: string) => Buffer.from(text)],
    ['compressed lines', 'rows.jsonl.gz', (text: string) => gzipSync(text)],
    ['an array', 'rows.json', (text: string) => Buffer.from(`[${text.trim().replaceAll('{"id": "bad', '3').replaceAll('\n', ',\n')}]`)],
  ] as const) {
    it(`goes on to the same bytes: ${how}`, async () => {
      const input = file(name, bytes(`${rows.join('\n')}\n`))
      const whole = folder()
      const options = ['--reward', 'deepvision', '--json']
      const { code, out: printed } = await call('judge', input, '--out', whole, ...options)
      const out = folder()
      for (const [at, workers] of ['1', '2', '1'].entries()) {
        const { code: stopped, err } = await ended(out, at + 1, input, '--workers', workers, '--resume', ...options)
        expect(stopped).toBe(130)
        expect(err).toContain('--resume goes on')
        if (at > 0) expect(err).toMatch(/resumed after line \d+/)
      }
      const again = await call('judge', input, '--out', out, '--resume', ...options)
      expect(again.code).toBe(code)
      expect(again.out).toBe(printed)
      expect(resultsIn(out)).toEqual(resultsIn(whole))
    }, 60_000)
  }

  it('forgets what lies behind its last checkpoint, and a line of the journal that was cut off', async () => {
    const input = file('rows.jsonl', rows)
    const whole = folder()
    await call('judge', input, '--out', whole)
    const out = folder()
    await ended(out, 2, input)
    appendFileSync(join(out, 'rows_verdicts.jsonl.partial'), 'half a li')
    appendFileSync(journalIn(out), '{"line": 7, "en')
    expect((await call('judge', input, '--out', out, '--resume')).code).toBe(1)
    expect(resultsIn(out)).toEqual(resultsIn(whole))
  })

  it('is told of, and begun anew on request', async () => {
    const input = file('rows.jsonl', rows)
    const out = folder()
    await ended(out, 1, input)
    const left = resultsIn(out)
    const refused = await call('judge', input, '--out', out)
    expect(refused.code).toBe(2)
    expect(refused.err).toMatch(/An earlier run was ended before it was done; this file up to line \d+ is judged .*--resume.*--restart/)
    expect(resultsIn(out)).toEqual(left)
    expect((await call('judge', input, '--out', out, '--restart')).code).toBe(1)
    expect([...resultsIn(out).keys()].filter(name => name.includes('judge') || name.includes('partial'))).toEqual([])
  })

  it('is not continued by other rules or over another file', async () => {
    const input = file('rows.jsonl', rows)
    const out = folder()
    await ended(out, 1, input)
    const rules = await call('judge', input, '--out', out, '--resume', '--policy', 'exact')
    expect(rules.code).toBe(2)
    expect(rules.err).toContain('policy was "standard" and is "exact"')
    expect(rules.err).toContain('--restart')
    appendFileSync(input, '{"gdt": "1", "response": "\\\\boxed{1}"}\n')
    const longer = await call('judge', input, '--out', out, '--resume')
    expect([longer.code, longer.err]).toEqual([2, expect.stringMatching(/input\.size was \d+ and is \d+/)])
  })

  it('is not continued when its results are gone', async () => {
    const input = file('rows.jsonl', rows)
    const out = folder()
    await ended(out, 1, input)
    truncateSync(join(out, 'rows_verdicts.jsonl.partial'), 10)
    const { code, err } = await call('judge', input, '--out', out, '--resume')
    expect([code, err]).toEqual([4, expect.stringContaining('Begin anew with --restart')])
  })

  it('has the files that were done before', async () => {
    const inputs = [file('other.jsonl', rows.slice(0, 5)), file('rows.jsonl', rows)]
    const whole = folder()
    const { out: printed } = await call('judge', ...inputs, '--out', whole, '--json')
    const out = folder()
    await ended(out, 1, ...inputs)
    expect(existsSync(join(out, 'other_evaluation.json'))).toBe(true)
    // A run may be killed between two names.
    renameSync(join(out, 'other_errors.jsonl'), join(out, 'other_errors.jsonl.partial'))
    expect((await call('judge', ...inputs, '--out', out, '--resume', '--json')).out).toBe(printed)
    expect(resultsIn(out)).toEqual(resultsIn(whole))
  })

  it('begins where there is nothing to go on with', async () => {
    const input = file('rows.jsonl', rows.slice(0, 3))
    const out = folder()
    expect((await call('judge', input, '--out', out, '--resume')).code).toBe(0)
    expect(readdirSync(out).sort()).toEqual(['rows_errors.jsonl', 'rows_evaluation.json', 'rows_verdicts.jsonl'])
  })

  it('cannot be resumed where nothing can be read again or is written', async () => {
    const input = file('rows.jsonl', rows.slice(0, 3))
    for (const [args, message] of [
      [['-', '--out', dirname(input)], 'Standard input cannot be read a second time'],
      [[input, '--no-write'], '--no-write writes none'],
      [[input, '--restart'], 'name one of them'],
    ] as const) {
      const { code, err } = await call('judge', ...args, '--resume')
      expect([code, err]).toEqual([2, expect.stringContaining(message)])
    }
  })
})

describe('two runs', () => {
  it('never write the same results', async () => {
    const input = file('rows.jsonl', rows.slice(0, 3))
    const lock = join(dirname(input), 'rows_judge.lock')
    writeFileSync(lock, `${(await import('node:os')).hostname()} ${process.ppid} \n`)
    const { code, err } = await call('judge', input)
    expect([code, err]).toEqual([2, expect.stringContaining(`Process ${process.ppid} is writing these results`)])
    for (const gone of [`${(await import('node:os')).hostname()} 999999999 \n`, 'elsewhere 1 17\n', '']) {
      writeFileSync(lock, gone)
      expect((await call('judge', input)).code).toBe(0)
      expect(existsSync(lock)).toBe(false)
    }
  })
})
