import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parquetReadObjects } from 'hyparquet'
import { createColors } from 'picocolors'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/program.ts'
import type { CurationCounts } from '../../src/cli/curate/stage-counts.ts'
import { type DeepVisionRow, image, writeDeepVision } from '../formats/deepvision.ts'
import { call, file, folder } from './call.ts'

const jsonLines = (path: string): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
const reportOf = (out: string): CurationCounts => JSON.parse(readFileSync(join(out, 'curation.json'), 'utf8'))

function expectAddsUp(counts: CurationCounts, manifest: readonly unknown[]): void {
  let left = counts.rows
  for (const stage of counts.stages) {
    expect(stage.in).toBe(left)
    expect(Object.values(stage.by_rule).reduce((sum, count) => sum + count, 0)).toBe(stage.dropped)
    left -= stage.dropped
    expect(stage.out).toBe(left)
  }
  expect(left).toBe(counts.kept)
  expect(manifest).toHaveLength(counts.dropped)
  expect(counts.files.reduce((sum, { rows }) => sum + rows, 0)).toBe(counts.rows)
}

/** Eight rollouts of which `right` say 4 and the others say something wrong each on its own. */
const responses = (right: number, wrong = (at: number) => String(10 + at)): readonly string[] =>
  Array.from({ length: 8 }, (_, at) => `So \\boxed{${at < right ? '4' : wrong(at)}}.`)

const rows: readonly DeepVisionRow[] = [
  { question: '<image> Find x in square 1.', right: 3, points: ['geometry'] },
  { question: 'Prove that the square is a square, and find x.', right: 3 },
  { question: '<image> Find x in square 2.', right: 0 },
  { question: '<image> Find x in square 3.', right: 8 },
  { question: '<image> Which one? It is the one that is right.', right: 3, answer: 'B' },
  { question: '<image>  find $x$ in square 1', right: 3 },
  { question: '<image> Find x in square 1.', right: 3, picture: 9 },
  { question: '<image> Find x in square 4.', right: 1, wrong: () => '7' },
  { question: '<image> Find x in square 5.', right: 6, points: ['geometry'] },
  { question: '<image> Find x in square 6.', right: 6, points: ['algebra'] },
].map(({ question, right, points = [], answer = '4', picture = 1, wrong }) => ({
  question,
  images: [{ bytes: image(picture), path: 'a.png' }],
  answer,
  equivalent: ['8/2', '__EMPTY__'],
  passRate: '1/8',
  points,
  responses: responses(right, wrong),
}))

const read = async (path: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  await parquetReadObjects({ file: new Uint8Array(readFileSync(path)).buffer, utf8: false })

const bytesIn = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(path)
      .sort()
      .map(name => [
        name,
        createHash('sha256')
          .update(readFileSync(join(path, name)))
          .digest('hex'),
      ]),
  )

describe('curate', () => {
  it('takes a Parquet file of DeepVision from rollouts to rows, and every count adds up', async () => {
    const path = join(folder(), 'math-77k.parquet')
    writeDeepVision(path, rows)
    const judged = join(folder(), 'judged')
    expect((await call('judge', path, '--out', judged, '--quiet')).code).toBe(0)
    const evaluation = JSON.parse(readFileSync(join(judged, 'math-77k_evaluation.json'), 'utf8'))
    expect(evaluation.samples).toMatchObject({ total: 80, correct: 33, wrong: 47 })
    expect(evaluation.pass_rates.rates).toEqual({ '0/8': 2, '1/8': 1, '3/8': 4, '6/8': 2, '8/8': 1 })

    const out = join(folder(), 'train')
    const called = await call('curate', path, '--out', out, '--band', 'deepvision', '--sample', '1')
    expect([called.code, called.out]).toEqual([0, expect.stringContaining('kept 4 of 10 rows')])
    const counts = reportOf(out)
    const manifest = jsonLines(join(out, 'manifest.jsonl'))
    expectAddsUp(counts, manifest)
    expect(manifest.map(({ row, stage, rule }) => `${row} ${stage}/${rule}`)).toEqual([
      '2 validity/proof',
      '3 difficulty/too-hard',
      '4 difficulty/too-easy',
      '5 validity/options-missing',
      '6 duplicate/normalised',
      '9 sample/not-chosen',
    ])
    expect(manifest[4]).toMatchObject({ reason: 'repeats row 1 of math-77k.parquet', pass_rate: '3/8' })
    expect(counts.rollouts).toEqual({ total: 80, right: 33 })
    expect(jsonLines(join(out, 'suspects.jsonl'))).toEqual([
      expect.objectContaining({ row: 8, gold: '4', answer: '7', agree: 7, right: 1, total: 8, kept: true }),
    ])

    const [before, after] = [await read(path), await read(join(out, 'math-77k_kept.parquet'))]
    const kept = [0, 6, 7, 9]
    expect(after).toEqual(kept.map((at, place) => ({ ...before[at], pass_rate: ['3/8', '3/8', '1/8', '6/8'][place] })))
    expect(readdirSync(out).sort()).toEqual(['curation.json', 'manifest.jsonl', 'math-77k_kept.parquet', 'suspects.jsonl'])

    // The verdicts that were written give the same rows as judging again.
    const again = join(folder(), 'again')
    await call('curate', path, '--out', again, '--band', 'deepvision', '--sample', '1', '--verdicts', judged, '--quiet')
    for (const name of ['manifest.jsonl', 'math-77k_kept.parquet']) expect(bytesIn(again)[name]).toBe(bytesIn(out)[name])
  })

  it('goes by the pass rate that stands in a row without rollouts', async () => {
    const path = join(folder(), 'math.parquet')
    writeDeepVision(
      path,
      ['0/8', '1/8', '8/8'].map((passRate, at) => ({ question: `Find x + ${at}.`, images: [], answer: '4', passRate })),
    )
    const out = folder()
    await call('curate', path, '--out', out, '--band', 'deepvision', '--quiet')
    expect((await read(join(out, 'math_kept.parquet'))).map(row => row['mimo-pass_rate'])).toEqual(['1/8'])
  })

  it('keeps lines letter by letter, in the compression they came in, and tells bad ones', async () => {
    const good = '{"id":  1.50, "question": "Find x.", "answer": 4}'
    const input = file('x.jsonl.gz', gzipSync(`${good}\n\n{"id": \n{"question": "Find y.", "gold": {"type": "nothing"}}\n`))
    const out = folder()
    expect((await call('curate', input, '--out', out, '--quiet')).code).toBe(1)
    expect(gunzipSync(readFileSync(join(out, 'x_kept.jsonl.gz'))).toString()).toBe(`${good}\n`)
    expect(jsonLines(join(out, 'manifest.jsonl')).map(({ row, rule }) => [row, rule])).toEqual([
      [3, 'bad-line'],
      [4, 'no-answer'],
    ])
  })

  it('takes rows of one question for its rollouts, as verl dumps them', async () => {
    const dump = [0, 1, 2, 3].flatMap(step =>
      ['Find x.', 'Find y.', 'Find z.'].map((question, at) => ({
        input: question,
        output: `So \\boxed{${at === 0 ? 4 : at === 1 ? (step < 2 ? 4 : 5) : step === 3 ? 4 : 7}}.`,
        gts: '4',
        score: 0,
        step,
      })),
    )
    const input = file('dump.jsonl', dump)
    const out = join(folder(), 'out')
    await call('curate', input, '--out', out, '--group', '--band', '1/8..7/8', '--quiet')
    expect(jsonLines(join(out, 'dump_kept.jsonl')).map(({ input: question, pass_rate }) => [question, pass_rate])).toEqual([
      ['Find y.', '2/4'],
      ['Find z.', '1/4'],
    ])
    expectAddsUp(reportOf(out), jsonLines(join(out, 'manifest.jsonl')))
    expect(reportOf(out)).toMatchObject({ rollouts: { total: 12, right: 7 }, suspects: 1 })
    expect(jsonLines(join(out, 'suspects.jsonl'))).toEqual([
      expect.objectContaining({ row: 3, answer: '7', agree: 3, total: 4, gold: '4', kept: true }),
    ])
    const strict = join(folder(), 'out')
    await call('curate', input, '--out', strict, '--group', '--band', 'all', '--drop-suspects', '--quiet')
    expect(jsonLines(join(strict, 'dump_kept.jsonl')).map(({ input: question }) => question)).toEqual(['Find x.', 'Find y.'])
  })

  it('drops what a judge has labelled, and finds duplicates across files', async () => {
    const labelled = file('a.jsonl', [
      { question: 'Find x.', answer: '1', correctness_label: '1' },
      { question: 'Find y.', answer: '1', correctness_label: 'ERR_TEXT_MISSING' },
      { question: 'Find z.', answer: '1', correctness_label: 'Looks fine to me' },
    ])
    const other = file('b.jsonl', [
      { question: 'find X', answer: '1.0', correctness_label: '1' },
      { question: 'Find x.', answer: '2', correctness_label: '1' },
    ])
    const out = folder()
    await call('curate', labelled, other, '--out', out, '--quiet')
    expect(jsonLines(join(out, 'manifest.jsonl')).map(({ file: name, row, rule, reason }) => [name, row, rule, reason])).toEqual([
      ['a.jsonl', 2, 'ERR_TEXT_MISSING', 'the judge says ERR_TEXT_MISSING'],
      ['a.jsonl', 3, 'unparsed', 'the label of the judge was not understood'],
      ['b.jsonl', 1, 'normalised', 'repeats row 1 of a.jsonl'],
      ['b.jsonl', 2, 'exact', 'repeats row 1 of a.jsonl, whose answer is 1'],
    ])
    expectAddsUp(reportOf(out), jsonLines(join(out, 'manifest.jsonl')))
  })

  it.each([
    [['--band', '1/8'], 'Expected a band as deepvision, visual-logic, hard, all or two shares'],
    [['--rules', 'proof,prof'], "found 'prof'"],
    [['--threshold', '0.1'], 'Expected a share from 0.5 to 1'],
    [['--verdicts', '/no/where'], 'Judge first'],
  ])('refuses %j', async (options, message) => {
    const { code, err } = await call('curate', file('x.jsonl', [{ answer: '1' }]), '--out', join(folder(), 'out'), ...options)
    expect([code, err]).toEqual([2, expect.stringContaining(message)])
  })

  it('replaces its own results and nobody else’s', async () => {
    const input = file('x.jsonl', [{ question: 'Find x.', answer: '1' }])
    const out = folder()
    expect((await call('curate', input, '--out', out, '--quiet')).code).toBe(0)
    expect((await call('curate', input, '--out', out, '--quiet')).code).toBe(0)
    const foreign = folder()
    writeFileSync(join(foreign, 'manifest.jsonl'), 'mine')
    const refused = await call('curate', input, '--out', foreign, '--quiet')
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('was not written by this command')])
    expect(readFileSync(join(foreign, 'manifest.jsonl'), 'utf8')).toBe('mine')
  })
})

describe('a curation that is ended', () => {
  const many = Array.from({ length: 3000 }, (_, at) => ({
    id: at,
    question: `Find the value of x + ${at % 2500}.`,
    answer: '4',
    knowledge: [`point ${at % 7}`],
    model_responses: responses(at % 9),
  }))
  const options = ['--band', 'deepvision', '--sample', '500', '--dedupe', 'near', '--quiet']
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

  const asParquet = (): string => {
    const path = join(folder(), 'many.parquet')
    const parquetRows = many.map(({ question, answer, knowledge, model_responses }) => ({
      question,
      answer,
      points: knowledge,
      responses: model_responses,
      images: [{ bytes: image(1), path: 'a.png' }],
      passRate: '1/8',
    }))
    writeDeepVision(path, parquetRows, 100)
    return path
  }

  it.each([
    ['JSONL', () => file('many.jsonl', many)],
    ['Parquet', asParquet],
  ])('goes on and gives the same bytes when the process is killed: %s', async (_, make) => {
    const input = make()
    const whole = join(folder(), 'whole')
    expect((await call('curate', input, '--out', whole, ...options)).code).toBe(0)
    expectAddsUp(reportOf(whole), jsonLines(join(whole, 'manifest.jsonl')))

    const killed = join(folder(), 'killed')
    const journal = join(killed, 'curation.journal.jsonl')
    const journalHolds = (bytes: number) => (): boolean => (statSync(journal, { throwIfNoEntry: false })?.size ?? 0) > bytes
    const writes = (): boolean => existsSync(killed) && readdirSync(killed).some(name => name.endsWith('.partial'))
    for (const moment of [journalHolds(1), journalHolds(120_000), writes]) {
      const child = spawn(process.execPath, ['--import', 'tsx', main, 'curate', input, '--out', killed, ...options], { stdio: 'ignore' })
      const ended = new Promise(done => {
        child.on('close', done)
      })
      while (child.exitCode === null && !moment()) await new Promise(done => setTimeout(done, 2))
      child.kill('SIGKILL')
      await ended
      if (moment === writes) break
      expect(existsSync(join(killed, 'curation.json'))).toBe(false)
      // A line that was cut off in the middle, as a full disk or a lost machine leaves it.
      writeFileSync(journal, readFileSync(journal).subarray(0, -7))
    }
    const { code, err } = await call('curate', input, '--out', killed, ...options.slice(0, -1))
    expect([code, err]).toEqual([0, expect.stringContaining('rows of')])
    expect(bytesIn(killed)).toEqual(bytesIn(whole))
  })

  it('reads pass rates that are shares where it is told of how many', async () => {
    const input = file(
      'rows.jsonl',
      [0.25, '0.5', '3/4', 0, 1].map((rate, at) => ({ id: at, question: `What is ${at} + 1?`, answer: String(at + 1), pass_rate: rate })),
    )
    const out = folder()
    const told = await call('curate', input, '--out', out, '--force', '--band', '1/8..7/8', '--of', '8')
    expect([told.code, told.err]).toEqual([0, ''])
    expect(Object.entries(reportOf(out).pass_rates).map(([rate, { kept }]) => [rate, kept])).toEqual([
      ['0/8', 0],
      ['2/8', 1],
      ['4/8', 1],
      ['3/4', 1],
      ['8/8', 0],
    ])
    const untold = await call('curate', input, '--out', out, '--band', '1/8..7/8')
    expect(untold.code).toBe(1)
    expect(jsonLines(join(out, 'manifest.jsonl'))[0]).toMatchObject({
      rule: 'failed',
      reason: expect.stringContaining(
        'Expected the pass rate as counts such as "2/8" (--of N says how many rollouts a share stands on), found 0.25',
      ),
    })
  })

  it('reports equivalent answers that contradict their gold', async () => {
    const row = (id: string, gold: string, equivalent: readonly string[]): unknown => ({
      id,
      question: `What is ${id}?`,
      reward_model: { ground_truth: gold, equivalent_answers: equivalent },
    })
    const input = file('rows.jsonl', [row('a', '37/2', ['18.5', '18']), row('b', '7', ['7.0']), row('c', 'B', ['12'])])
    const out = folder()
    const { out: said } = await call('curate', input, '--out', out, '--force', '--no-validity')
    expect(said).toContain('1 rows have an equivalent answer that is different from their gold')
    expect(jsonLines(join(out, 'suspects.jsonl'))).toEqual([
      { file: 'rows.jsonl', row: 1, id: 'a', gold: '37/2', conflicts: ['18'], kept: true },
    ])
    expect(reportOf(out)).toMatchObject({ conflicts: 1, suspects: 0 })
  })

  it('says that it was interrupted, and refuses to go on by other rules', async () => {
    const input = file('many.jsonl', many)
    const out = join(folder(), 'out')
    const stop = new AbortController()
    const terminal = { out: () => undefined, err: () => undefined, colours: createColors(false), columns: 80, watched: false }
    const running = run(['curate', input, '--out', out, ...options], terminal, stop.signal)
    setTimeout(() => stop.abort(), 60)
    expect(await running).toBe(130)
    const other = await call('curate', input, '--out', out, '--band', 'all')
    expect([other.code, other.err]).toEqual([2, expect.stringContaining('--restart')])
    expect((await call('curate', input, '--out', out, '--band', 'all', '--restart', '--quiet')).code).toBe(0)
    expect(reportOf(out).rows).toBe(3000)
  })
})
