import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Summary } from '../../src/cli/judge/tally.ts'
import { rulesVersion } from '../../src/index.ts'
import { call, file, folder, spawned } from './call.ts'

type Evaluation = Summary & { readonly tool: string; readonly summary: Readonly<Record<string, number | null>> }
const json = (path: string): Evaluation => JSON.parse(readFileSync(path, 'utf8'))
const jsonLines = (path: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)

/** Every way in which a line can count, once. */
const mixed: readonly unknown[] = [
  { id: 'right', gdt: '1/2', model_response: 'So \\boxed{0.5}.' },
  { id: 'wrong', gdt: '1/2', model_response: 'So \\boxed{0.6}.' },
  { id: 'no-box', gdt: '1/2', model_response: 'I cannot say.' },
  '{"id": "bad',
  '',
  { id: 'no-gold', model_response: '\\boxed{1}' },
  { id: 'no-response', gdt: 3 },
  {
    id: 'samples',
    gdt: 0,
    model_responses: [
      { content: '\\boxed{0}' },
      { content: '\\boxed{1}' },
      { content: null },
      { content: '\\boxed{0', finish_reason: 'length' },
    ],
  },
  { id: 'cut', gdt: '7', model_response: 'Let me think', finish_reason: 'length' },
  '[1, 2]',
]

function expectAddsUp(summary: Summary): void {
  const { lines, rows, samples } = summary
  expect(lines.blank + lines.bad + lines.rows).toBe(lines.total)
  expect(rows.judged + rows.without_response + rows.without_gold + rows.failed).toBe(rows.total)
  expect(rows.total).toBe(lines.rows)
  expect(samples.correct + samples.wrong + samples.undecided).toBe(samples.total)
  for (const parts of [summary.by_kind, summary.by_extraction]) {
    for (const column of ['correct', 'wrong', 'undecided'] as const)
      expect(sum(Object.fromEntries(Object.entries(parts).map(([name, counts]) => [name, counts[column]])))).toBe(samples[column])
  }
  const strategies = Object.values(summary.by_strategy)
  expect(strategies.reduce((total, { proved, likely }) => total + proved + likely, 0)).toBe(samples.correct)
  expect(strategies.reduce((total, { different }) => total + different, 0)).toBe(samples.wrong)
  expect(Object.values(summary.undecided).reduce((total, sides) => total + sum(sides), 0)).toBe(samples.undecided)
  expect(sum(summary.no_answer)).toBe(sum(summary.undecided['no-answer'] ?? {}))
  expect(sum(summary.pass_rates.rates)).toBe(rows.judged + rows.without_response)
}

describe('judge', () => {
  it('counts everything once, and the counts add up', async () => {
    const input = file('run.jsonl', mixed)
    const { code, out } = await call('judge', input)
    expect(code).toBe(1)
    expect(out).toContain('run.jsonl')
    const evaluation = json(input.replace('.jsonl', '_evaluation.json'))
    expectAddsUp(evaluation)
    expect(evaluation.lines).toEqual({ total: 10, blank: 1, bad: 2, rows: 7 })
    expect(evaluation.rows).toEqual({ total: 7, judged: 5, without_response: 1, without_gold: 1, failed: 0 })
    expect(evaluation.samples).toEqual({ total: 9, correct: 2, wrong: 2, undecided: 5, missing: 2 })
    expect(evaluation.accuracy).toEqual({ undecided_as_wrong: 2 / 9, undecided_as_right: 7 / 9 })
    expect(evaluation.undecided).toEqual({ 'no-answer': { prediction: 5 } })
    expect(evaluation.no_answer).toEqual({ 'no-response': 2, 'nothing-found': 1, truncated: 2 })
    expect(evaluation.pass_rates.pass_at).toEqual([
      { k: 1, rows: 6, value: (1 + 0.25) / 6 },
      { k: 2, rows: 1, value: 0.5 },
      { k: 4, rows: 1, value: 1 },
    ])
    expect(evaluation).toMatchObject({ tool: 'mathverdict', rules_version: rulesVersion, policy: 'standard', finished: true })
    expect(evaluation.summary).toEqual({
      total_samples: 12,
      correct_count: 2,
      wrong_count: 2,
      undecided_count: 5,
      error_count: 3,
      accuracy: 2 / 9,
      accuracy_undecided_as_right: 7 / 9,
    })
  })

  it('writes a line for every sample, every row to judge again, and every bad line', async () => {
    const input = file('run.jsonl', mixed)
    await call('judge', input, '--quiet')
    const verdicts = jsonLines(input.replace('.jsonl', '_verdicts.jsonl'))
    expect(verdicts.map(({ line, sample, outcome }) => [line, sample ?? 0, outcome])).toEqual([
      [1, 0, 'equivalent'],
      [2, 0, 'different'],
      [3, 0, 'undecided'],
      [6, 0, null],
      [7, 0, 'undecided'],
      [8, 0, 'equivalent'],
      [8, 1, 'different'],
      [8, 2, 'undecided'],
      [8, 3, 'undecided'],
      [9, 0, 'undecided'],
    ])
    expect(verdicts[0]).toMatchObject({
      id: 'right',
      correct: true,
      kind: 'number',
      certainty: 'proved',
      prediction: '0.5',
      reference: '1/2',
      extraction: 'box',
      span: [10, 13],
      rules_version: rulesVersion,
    })
    expect(verdicts[1]).toMatchObject({ correct: false, witness: { reference: '1/2', prediction: '3/5' } })
    expect(verdicts[2]).toMatchObject({ prediction: null, no_answer: 'nothing-found', cause: 'no-answer', side: 'prediction' })
    expect(verdicts[4]).toMatchObject({ missing_response: true })
    expect(verdicts.every(({ reason }) => typeof reason === 'string')).toBe(true)

    const errors = jsonLines(input.replace('.jsonl', '_errors.jsonl'))
    expect(errors.map(({ id }) => id)).toEqual(['wrong', 'no-box', 'no-gold', 'no-response', 'samples', 'cut'])
    expect(errors[0]).toEqual({
      id: 'wrong',
      gdt: '1/2',
      model_response: 'So \\boxed{0.6}.',
      _eval_info: { line_number: 2, score: 0, extracted_answer: '0.6', ground_truth: '1/2', outcome: 'different' },
    })
    expect(errors[4]).toMatchObject({ _eval_info: { line_number: 8, score: 0.25, extracted_answer: ['0', '1', null, null] } })

    const bad = jsonLines(input.replace('.jsonl', '_bad-lines.jsonl'))
    expect(bad.map(({ line }) => line)).toEqual([4, 10])
    expect(bad[0]).toMatchObject({ text: '{"id": "bad', bytes: 11 })
    expect(bad[1]).toMatchObject({ text: '[1, 2]', reason: 'expected an object, found a list' })
  })

  it('keeps every digit of a row that is to be judged again, and takes its own errors as input', async () => {
    const row = '{"gdt":  "2", "id": 12345678901234567890, "model_response": "\\\\boxed{1}" }'
    const input = file('run.jsonl', [row])
    await call('judge', input, '--quiet')
    const errors = input.replace('.jsonl', '_errors.jsonl')
    expect(readFileSync(errors, 'utf8')).toContain(
      '{"gdt":  "2", "id": 12345678901234567890, "model_response": "\\\\boxed{1}" , "_eval_info": {',
    )
    expect((await call('judge', errors, '--quiet')).code).toBe(0)
    const again = jsonLines(errors.replace('.jsonl', '_errors.jsonl'))
    expect(again).toHaveLength(1)
    expect(again[0]).toMatchObject({ gdt: '2', _eval_info: { line_number: 1 } })
  })

  it('reads Windows lines, a byte order mark, a last line without end, and long lines', async () => {
    const long = 'x '.repeat(400_000)
    const rows = [
      { gdt: '½', model_response: '\\boxed{0.5}' },
      { gdt: '2', model_response: `${long}\\boxed{2}` },
    ].map(row => JSON.stringify(row))
    const input = file('run.jsonl', Buffer.from(`\ufeff${rows.join('\r\n')}`))
    expect((await call('judge', input, '--quiet')).code).toBe(0)
    expect(json(input.replace('.jsonl', '_evaluation.json')).samples).toMatchObject({ total: 2, correct: 2 })
  })

  it('keeps a line that is not UTF-8 out, and says so', async () => {
    const good = Buffer.from('{"gdt": "1", "model_response": "\\\\boxed{1}"}\n')
    const input = file('run.jsonl', Buffer.concat([good, Buffer.from('{"gdt": "\xff"}\n', 'latin1'), good]))
    const { code, out } = await call('judge', input)
    expect(code).toBe(1)
    expect(out).toContain('line 2: not UTF-8')
    expect(json(input.replace('.jsonl', '_evaluation.json'))).toMatchObject({ lines: { bad: 1 }, samples: { correct: 2 } })
  })

  it('tells an empty file from a judged one', async () => {
    const input = file('run.jsonl', [])
    expect((await call('judge', input)).code).toBe(3)
    expect(json(input.replace('.jsonl', '_evaluation.json')).accuracy).toEqual({ undecided_as_wrong: null, undecided_as_right: null })
  })

  it('adds the counts of several files', async () => {
    const inputs = [file('a.jsonl', mixed), file('b.jsonl', mixed.slice(0, 3))]
    const { code, out } = await call('judge', ...inputs, '--json')
    expect(code).toBe(1)
    const { files, total } = JSON.parse(out) as { files: readonly Summary[]; total: Summary }
    expect(files).toHaveLength(2)
    for (const summary of [...files, total]) expectAddsUp(summary)
    expect(total.samples.total).toBe((files[0]?.samples.total ?? 0) + (files[1]?.samples.total ?? 0))
    expect(total.samples.correct).toBe(3)
  })

  it('writes into another folder, which it makes', async () => {
    const input = file('run.jsonl', mixed)
    const out = join(folder(), 'deep', 'er')
    await call('judge', input, '--out', out, '--quiet')
    expect(readdirSync(out).sort()).toEqual(['run_bad-lines.jsonl', 'run_errors.jsonl', 'run_evaluation.json', 'run_verdicts.jsonl'])
    expect(readdirSync(dirname(input))).toEqual(['run.jsonl'])
  })

  it('writes nothing on request', async () => {
    const input = file('run.jsonl', mixed)
    expect((await call('judge', input, '--no-write')).out).not.toContain('Written')
    expect(readdirSync(dirname(input))).toEqual(['run.jsonl'])
  })

  it('replaces its own results, also those that no longer apply, and nobody else’s', async () => {
    const input = file('run.jsonl', mixed)
    await call('judge', input, '--quiet')
    writeFileSync(input, '{"gdt": "1", "response": "\\\\boxed{1}"}\n')
    expect((await call('judge', input, '--quiet')).code).toBe(0)
    expect(existsSync(input.replace('.jsonl', '_bad-lines.jsonl'))).toBe(false)
    expect(json(input.replace('.jsonl', '_evaluation.json')).samples.total).toBe(1)

    const evaluation = input.replace('.jsonl', '_evaluation.json')
    writeFileSync(evaluation, '{"summary": {}}')
    const refused = await call('judge', input)
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('not written by this command')
    expect(readFileSync(evaluation, 'utf8')).toBe('{"summary": {}}')
    expect((await call('judge', input, '--force', '--quiet')).code).toBe(0)
  })

  it('never overwrites an input, and never lets two inputs write the same file', async () => {
    const row = '{"gdt": "1", "response": "\\\\boxed{1}"}\n'
    const input = file('x.jsonl', mixed)
    const victim = join(folder(), 'x_errors.jsonl')
    writeFileSync(victim, row)
    const overwrite = await call('judge', input, victim, '--out', dirname(victim), '--force')
    expect([overwrite.code, overwrite.err]).toEqual([2, expect.stringContaining('would overwrite the input')])
    expect(readFileSync(victim, 'utf8')).toBe(row)

    const sameName = await call('judge', input, file('x.jsonl', mixed), '--out', folder())
    expect([sameName.code, sameName.err]).toEqual([2, expect.stringContaining('would write the same results')])
  })

  it('does not judge its own results when a pattern catches them', async () => {
    const input = file('x.jsonl', mixed)
    await call('judge', input, '--quiet')
    const all = readdirSync(dirname(input))
      .filter(name => name.endsWith('.jsonl'))
      .map(name => join(dirname(input), name))
    expect(all).toHaveLength(4)
    const { code, err } = await call('judge', ...all)
    expect(code).toBe(1)
    expect(err.match(/skipped/g)).toHaveLength(3)
    expect(readdirSync(dirname(input))).toHaveLength(5)
  })

  it('leaves earlier results as they were when it is refused or stopped', async () => {
    const input = file('run.jsonl', mixed)
    await call('judge', input, '--quiet')
    const before = readFileSync(input.replace('.jsonl', '_verdicts.jsonl'), 'utf8')
    const stopped = new AbortController()
    stopped.abort()
    const { run } = await import('../../src/cli/program.ts')
    const { createColors } = await import('picocolors')
    const nowhere = { out: () => undefined, err: () => undefined, colours: createColors(false), columns: 80, watched: false }
    expect(await run(['judge', input], nowhere, stopped.signal)).toBe(130)
    expect(readFileSync(input.replace('.jsonl', '_verdicts.jsonl'), 'utf8')).toBe(before)
    expect(readdirSync(dirname(input)).filter(name => name.includes('partial'))).toEqual([])
  })

  it('reads other fields, compares with labels, limits, pays', async () => {
    const rows = [
      { q: 1, out: { text: '\\boxed{1}' }, sol: 1, ok: true },
      { q: 2, out: { text: '\\boxed{2}' }, sol: 1, ok: true },
      { q: 3, out: { text: '\\boxed{1}' }, sol: 1, ok: 0 },
      { q: 4, out: { text: '\\boxed{1}' }, sol: 1 },
    ]
    const input = file('run.jsonl', rows)
    const { code, out } = await call(
      'judge',
      input,
      '--response',
      'out.text',
      '--gold',
      'sol',
      '--label',
      'ok',
      '--reward',
      'accuracy',
      '--limit',
      '3',
      '--json',
      '--no-write',
    )
    expect(code).toBe(0)
    const { total } = JSON.parse(out) as { total: Summary }
    expect(total.samples.total).toBe(3)
    expect(total.labels).toEqual({ agree: 1, correct_but_labelled_wrong: 1, not_correct_but_labelled_right: 1, unlabelled: 0 })
    expect(total.reward).toMatchObject({ scored: 3, unscored: 0, mean: 2 / 3, parts: { accuracy: 2 / 3 } })
  })

  it('shows equivalent answers that contradict their gold', async () => {
    const row = (gold: string, equivalent: readonly string[]): unknown => ({
      model_response: '\\boxed{1}',
      reward_model: { ground_truth: gold, equivalent_answers: equivalent },
    })
    const input = file('run.jsonl', [
      row('37/2', ['18.5', '\\frac{37}{2}', '18']),
      row('B', ['8/2']),
      row('3', ['__EMPTY__', '4']),
      row('3', []),
    ])
    const { out } = await call('judge', input)
    expect(out).toContain('2 rows have an equivalent answer that is different from their gold')
    expect(json(input.replace('.jsonl', '_evaluation.json')).conflicting_alternatives).toBe(2)
    expect(jsonLines(input.replace('.jsonl', '_verdicts.jsonl')).map(line => line['conflicting_alternatives'])).toEqual([
      ['18'],
      undefined,
      ['4'],
      undefined,
    ])
  })

  it('leaves a gold that cannot be read unscored, and its row in the accuracy', async () => {
    const input = file('run.jsonl', [
      { gdt: '', model_response: '\\boxed{1}' },
      { gdt: '1', model_response: '\\boxed{1}' },
    ])
    const { out } = await call('judge', input, '--reward', 'accuracy', '--json', '--no-write')
    const { total } = JSON.parse(out) as { total: Summary }
    expect(total.undecided).toEqual({ 'unreadable-reference': { reference: 1 } })
    expect(total.reward).toMatchObject({ scored: 1, unscored: 1, mean: 1 })
    expect(total.accuracy).toEqual({ undecided_as_wrong: 0.5, undecided_as_right: 1 })
  })

  it('demands finished answers unless told otherwise', async () => {
    const input = file('run.jsonl', [{ gdt: '6', model_response: '\\boxed{2\\cdot3}' }])
    const correct = async (...more: readonly string[]) =>
      JSON.parse((await call('judge', input, '--json', '--no-write', ...more)).out).total.samples.correct
    expect(await correct()).toBe(0)
    expect(await correct('--finished')).toBe(0)
    expect(await correct('--no-finished')).toBe(1)
  })

  it('says what is wrong with a call', async () => {
    const missing = await call('judge', '/no/such.jsonl')
    expect([missing.code, missing.err]).toEqual([2, 'error: There is no file /no/such.jsonl.\n'])
    const inside = file('a.jsonl', mixed)
    const directory = await call('judge', dirname(inside))
    expect([directory.code, directory.err]).toEqual([2, expect.stringContaining('is a folder with 1 JSONL files')])
    const archive = await call('judge', file('a.zip', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0])))
    expect([archive.code, archive.err]).toEqual([2, expect.stringContaining('is a zip archive')])
    const shape = await call('judge', inside, '--shape', 'verl-dmp')
    expect([shape.code, shape.err]).toEqual([2, expect.stringContaining('Allowed choices are')])
    const option = await call('judge', inside, '--polcy', 'exact')
    expect([option.code, option.err]).toEqual([2, expect.stringContaining('Did you mean --policy?')])
    const policy = await call('judge', inside, '--policy', 'strict')
    expect([policy.code, policy.err]).toEqual([2, expect.stringContaining('standard, exact, lenient, math-verify')])
    const limit = await call('judge', inside, '--limit', '0')
    expect([limit.code, limit.err]).toEqual([2, expect.stringContaining('whole number above 0')])
    const twice = await call('judge', inside, inside)
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('given twice')])
    const command = await call('jugde', inside)
    expect([command.code, command.err]).toEqual([2, expect.stringContaining('Did you mean judge?')])
  })

  it('shows the fields of a row that it cannot use', async () => {
    const input = file('run.jsonl', [{ prompt: 'p', completion: '\\boxed{1}', target: '1' }])
    const { code, out } = await call('judge', input, '--no-write')
    expect(code).toBe(3)
    expect(out).toContain('prompt, completion, target')
    expect(out).toContain('--gold F and --response F')
  })

  it('reads standard input, and keeps control characters from the terminal', async () => {
    const row = { gdt: '1', model_response: '\\boxed{\u001b[31m2}' }
    const out = folder()
    const called = await spawned(['judge', '-', '--out', out], `${JSON.stringify(row)}\n`)
    expect(called.code).toBe(0)
    expect(called.out).not.toContain('\u001b')
    expect(
      readdirSync(out)
        .map(name => basename(name))
        .sort(),
    ).toEqual(['stdin_errors.jsonl', 'stdin_evaluation.json', 'stdin_verdicts.jsonl'])
    const silent = await spawned(['judge', '--json'], `${JSON.stringify(row)}\n`)
    expect(JSON.parse(silent.out).total.samples).toMatchObject({ total: 1, correct: 0 })
    expect(silent.err).toBe('')
  })
})
