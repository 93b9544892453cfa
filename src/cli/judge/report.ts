/** What a person reads when the files are judged. */
import { basename } from 'node:path'
import { type Align, table } from '../table.ts'
import { printable, type Terminal } from '../terminal.ts'
import type { Examples } from './examples.ts'
import type { FileResult } from './judge-file.ts'
import { grouped, percent } from './numbers.ts'
import type { Counts, Summary } from './tally.ts'

export interface Finished {
  readonly files: readonly FileResult[]
  readonly total: Summary
  readonly examples: Examples
  /** `rules 0.1 · policy standard (1a2b3c4d) · finished answers only` */
  readonly terms: string
  readonly written: readonly string[]
  /** Answers were read from prose. */
  readonly prose: boolean
}

export function printReport(finished: Finished, terminal: Terminal): void {
  const { out, colours } = terminal
  const heading = (text: string): void => out(`\n${colours.bold(text)}\n`)
  out(`${colours.dim(finished.terms)}\n\n`)
  out(filesTable(finished))
  const { total } = finished
  if (total.samples.total > 0) {
    heading('By kind of the gold')
    out(countsTable(total.by_kind))
    heading('By place of the answer')
    out(countsTable(total.by_extraction))
    heading('By strategy')
    out(strategyTable(total))
  }
  if (total.samples.undecided > 0) {
    heading('Undecided')
    out(undecidedTable(total))
    const unmarked = total.no_answer['nothing-found'] ?? 0
    if (unmarked > 0 && !finished.prose)
      out(`${grouped(unmarked)} marked no answer by a box, a tag or a phrase. --prose reads the answer that their prose ends in.\n`)
  }
  if (total.pass_rates.most_samples > 1) {
    heading('Several samples a row')
    out(passTable(total))
  }
  if (total.reward) {
    heading('Reward')
    out(rewardTable(total.reward))
  }
  if (total.labels) {
    heading('Against the labels of the rows')
    out(labelTable(total.labels))
  }
  if (total.conflicting_alternatives !== undefined)
    out(`\n${grouped(total.conflicting_alternatives)} rows have an equivalent answer that is different from their gold\n`)
  printExamples(finished, terminal, heading)
  printComplaints(finished, terminal, heading)
  if (finished.written.length > 0) {
    heading('Written')
    out(finished.written.map(path => `${path}\n`).join(''))
  }
}

function filesTable({ files, total }: Finished): string {
  const row = (name: string, { rows, samples, accuracy, lines }: Summary): string[] => [
    printable(name, 40, 'end'),
    grouped(rows.total),
    grouped(samples.total),
    grouped(samples.correct),
    grouped(samples.wrong),
    grouped(samples.undecided),
    percent(accuracy.undecided_as_wrong),
    percent(accuracy.undecided_as_right),
    ...problems.map(problem => grouped(problem.count({ rows, lines }))),
  ]
  // A column of zeros says nothing; that there is no such column does.
  const problems = problemColumns.filter(problem => problem.count(total) > 0)
  const head = [
    'file',
    'rows',
    'samples',
    'correct',
    'wrong',
    'undecided',
    'accuracy',
    'if undecided were right',
    ...problems.map(({ name }) => name),
  ]
  const body = files.map(file => row(file.name === '-' ? 'standard input' : basename(file.name), file.tally.summary()))
  if (files.length > 1) body.push(row('all', total))
  return table([head, ...body], ['left', ...head.slice(1).map((): Align => 'right')])
}

const problemColumns: readonly { readonly name: string; readonly count: (summary: Pick<Summary, 'rows' | 'lines'>) => number }[] = [
  { name: 'bad lines', count: ({ lines }) => lines.bad },
  { name: 'no gold', count: ({ rows }) => rows.without_gold },
  { name: 'no response', count: ({ rows }) => rows.without_response },
  { name: 'failed', count: ({ rows }) => rows.failed },
]

function countsTable(counts: Readonly<Record<string, Counts>>): string {
  const rows = Object.entries(counts)
    .map(([name, { correct, wrong, undecided }]) => ({ name, correct, wrong, undecided, total: correct + wrong + undecided }))
    .sort((a, b) => b.total - a.total)
  const body = rows.map(({ name, total, correct, wrong, undecided }) => [
    name,
    ...[total, correct, wrong, undecided].map(grouped),
    percent(correct / total),
  ])
  return table(
    [['', 'samples', 'correct', 'wrong', 'undecided', 'accuracy'], ...body],
    ['left', 'right', 'right', 'right', 'right', 'right'],
  )
}

function strategyTable({ by_strategy }: Summary): string {
  const body = Object.entries(by_strategy).map(([name, { proved, likely, different }]) => [
    name,
    ...[proved, likely, different].map(grouped),
  ])
  return table([['', 'equivalent, proved', 'equivalent, likely', 'different'], ...body], ['left', 'right', 'right', 'right'])
}

function undecidedTable({ undecided, no_answer }: Summary): string {
  const sides = ['prediction', 'reference', 'both']
  const body = Object.entries(undecided).flatMap(([cause, counts]) => {
    const line = [cause, ...sides.map(side => grouped(counts[side] ?? 0))]
    if (cause !== 'no-answer') return [line]
    return [line, ...Object.entries(no_answer).map(([reason, count]) => [`  ${reason}`, grouped(count), '', ''])]
  })
  return table([['cause', 'by the prediction', 'by the gold', 'by both'], ...body], ['left', 'right', 'right', 'right'])
}

function passTable({ pass_rates }: Summary): string {
  const body = pass_rates.pass_at.map(({ k, rows, value }) => [k === 1 ? 'pass@1, the mean' : `pass@${k}`, percent(value), grouped(rows)])
  return table([['', 'unbiased', 'rows'], ...body], ['left', 'right', 'right'])
}

function rewardTable({ mean, scored, unscored, parts, methods }: NonNullable<Summary['reward']>): string {
  const fixed = (value: number | null): string => (value === null ? '–' : value.toFixed(4))
  const ways = Object.entries(methods)
  return table(
    [
      ['score, the mean', fixed(mean)],
      ...Object.entries(parts).map(([name, value]) => [`  ${name}`, fixed(value)]),
      ['samples scored', grouped(scored)],
      ['samples unscored', grouped(unscored)],
      ...(ways.length > 1 || ways[0]?.[0] !== 'rule' ? ways.map(([name, samples]) => [`judged by ${name}`, grouped(samples)]) : []),
    ],
    ['left', 'right'],
  )
}

function labelTable({
  agree,
  correct_but_labelled_wrong,
  not_correct_but_labelled_right,
  unlabelled,
}: NonNullable<Summary['labels']>): string {
  return table(
    [
      ['agree', grouped(agree)],
      ['correct here, labelled wrong', grouped(correct_but_labelled_wrong)],
      ['not correct here, labelled right', grouped(not_correct_but_labelled_right)],
      ['without label', grouped(unlabelled)],
    ],
    ['left', 'right'],
  )
}

function printExamples({ examples, total, files }: Finished, { out, colours, columns }: Terminal, heading: (text: string) => void): void {
  const paint = { correct: colours.green, wrong: colours.red, undecided: colours.yellow }
  const width = Math.max(30, Math.min(columns, 160) - 14)
  for (const outcome of ['correct', 'wrong', 'undecided'] as const) {
    const kept = examples.of(outcome)
    if (kept.length === 0) continue
    heading(`${paint[outcome](outcome)}: ${kept.length} of ${grouped(total.samples[outcome])}`)
    for (const { file, line, id, reference, prediction, extracted, reason } of kept) {
      const place = files.length > 1 ? `${basename(file)}:${line}` : `line ${line}`
      out(`  ${place}${id === undefined ? '' : ` · ${printable(String(id), 50)}`}\n`)
      out(`    gold      ${printable(reference, width)}\n`)
      out(`    ${extracted ? 'answer    ' : 'response  '}${printable(prediction, width, extracted ? 'start' : 'end')}\n`)
      out(`    ${colours.dim(`why       ${printable(reason, width)}`)}\n`)
    }
  }
}

function printComplaints({ files }: Finished, { out, colours }: Terminal, heading: (text: string) => void): void {
  for (const { name, complaints, fieldsSeen, tally } of files) {
    if (complaints.length === 0) continue
    const { lines, rows } = tally.summary()
    const all = lines.bad + rows.without_gold + rows.without_response + rows.failed
    heading(`${colours.yellow('not judged')} in ${basename(name)}: ${complaints.length} of ${grouped(all)}`)
    for (const { line, reason } of complaints) out(`  line ${line}: ${printable(reason, 120)}\n`)
    if (fieldsSeen.length > 0)
      out(`  The fields of the first such row are ${printable(fieldsSeen.join(', '), 300)}. Name others with --gold F and --response F.\n`)
  }
}
