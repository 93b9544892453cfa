/** What judge and rejudge have written about a file, as far as a report shows it. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { problem } from '../../formats/shapes.ts'
import type { ReportTable } from '../../report.ts'
import { percent } from '../judge/numbers.ts'
import { UsageError } from '../exit-codes.ts'

const count = z.int().nonnegative()
const share = z.union([z.number(), z.null()])
const counts = z.record(z.string(), z.looseObject({ correct: count, wrong: count, undecided: count }))

const schema = z.looseObject({
  tool: z.literal('mathverdict'),
  version: z.string(),
  rules_version: z.string(),
  policy: z.string(),
  policy_digest: z.string(),
  finished: z.boolean(),
  prose: z.boolean(),
  reward_preset: z.string().optional(),
  compat: z.boolean().optional(),
  thinking_opened: z.boolean().optional(),
  limit: z.number().optional(),
  max_tokens: z.int().positive().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  lines: z.looseObject({ total: count, blank: count, bad: count, rows: count }),
  rows: z.looseObject({ total: count, judged: count, without_response: count, without_gold: count, failed: count }),
  samples: z.looseObject({ total: count, correct: count, wrong: count, undecided: count, missing: count }),
  summary: z.looseObject({
    correct_count: count,
    wrong_count: count,
    undecided_count: count,
    accuracy: share,
    accuracy_undecided_as_right: share,
  }),
  undecided: z.record(z.string(), z.record(z.string(), count)),
  by_kind: counts,
  by_extraction: counts,
  by_strategy: z.record(z.string(), z.looseObject({ proved: count, likely: count, different: count })),
  pass_rates: z.looseObject({
    most_samples: count,
    pass_at: z.array(z.looseObject({ k: count, rows: count, value: share })),
  }),
  reward: z.looseObject({ scored: count, unscored: count, mean: share, parts: z.record(z.string(), z.number()).optional() }).optional(),
  labels: z.record(z.string(), count).optional(),
  rejudge: z
    .looseObject({
      model: z.string(),
      prompt: z.string(),
      overturned: count,
      by_model: count,
      agreement: z.looseObject({ precision: share, recall: share }),
    })
    .optional(),
})
export type Evaluation = z.infer<typeof schema>

/** @throws UsageError for a file that is none, with what is wrong */
export async function readEvaluation(path: string): Promise<Evaluation> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`There is no ${path}. Judge first: mathverdict judge; --from DIR names where its results are.`)
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${path} is no evaluation: ${(error as Error).message}`)
  }
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new UsageError(`${path} is no evaluation that judge has written: ${issue === undefined ? 'unreadable' : problem(issue, value)}`)
}

/** One line about who judged, and by which rules. */
export function termsOf({
  version,
  rules_version,
  policy,
  policy_digest,
  finished,
  prose,
  reward_preset,
  compat,
  rejudge,
  limit,
}: Evaluation): string {
  return [
    `mathverdict ${version}`,
    `rules ${rules_version}`,
    `policy ${policy} (${policy_digest})`,
    finished ? 'finished answers only' : 'unfinished answers too',
    ...(prose ? ['answers from prose'] : []),
    ...(reward_preset === undefined ? [] : [`reward ${reward_preset}${compat === true ? ' as published' : ''}`]),
    ...(rejudge === undefined ? [] : [`second opinion by ${rejudge.model} (${rejudge.prompt})`]),
    ...(limit === undefined ? [] : [`first ${limit} rows of each file`]),
  ].join(' · ')
}

/** The tables of one or several files: a line for each file, then what they come to together. */
export function tablesOf(files: readonly { readonly name: string; readonly evaluation: Evaluation }[]): readonly ReportTable[] {
  const all = files.map(({ evaluation }) => evaluation)
  // A model changes what holds, not what the rules found.
  const byRules = all.some(({ rejudge }) => rejudge !== undefined) ? ', by the rules' : ''
  const tables: ReportTable[] = [
    {
      title: 'Files',
      head: ['', 'rows', 'samples', 'correct', 'wrong', 'undecided', 'accuracy', 'if undecided were right'],
      rows: files.map(({ name, evaluation: { rows, samples, summary } }) => [
        name,
        rows.total,
        samples.total,
        summary.correct_count,
        summary.wrong_count,
        summary.undecided_count,
        percent(summary.accuracy),
        percent(summary.accuracy_undecided_as_right),
      ]),
    },
    {
      title: 'Not judged',
      head: ['', 'rows'],
      rows: [
        ['lines that are no row', sum(all, ({ lines }) => lines.bad)],
        ['no gold', sum(all, ({ rows }) => rows.without_gold)],
        ['no response', sum(all, ({ rows }) => rows.without_response)],
        ['failed', sum(all, ({ rows }) => rows.failed)],
      ].filter(([, rows]) => rows !== 0),
    },
    { title: `By kind of the gold${byRules}`, ...countsTable(all.map(({ by_kind }) => by_kind)) },
    { title: `By place of the answer${byRules}`, ...countsTable(all.map(({ by_extraction }) => by_extraction)) },
    strategyTable(all),
    undecidedTable(all),
    {
      title: `Several samples a row${byRules}`,
      head: ['', 'unbiased', 'rows'],
      rows:
        files.length > 1
          ? []
          : all.flatMap(({ pass_rates }) =>
              pass_rates.most_samples < 2 ? [] : pass_rates.pass_at.map(({ k, value, rows }) => [`pass@${k}`, percent(value), rows]),
            ),
    },
    {
      title: 'Reward',
      head: ['', 'mean', 'scored', 'unscored'],
      rows: files.flatMap(({ name, evaluation: { reward } }) =>
        reward === undefined ? [] : [[name, reward.mean?.toFixed(4) ?? '–', reward.scored, reward.unscored]],
      ),
    },
    {
      title: 'Second opinion',
      head: ['', 'decided by the model', 'overturned', 'precision of the rules', 'recall'],
      rows: files.flatMap(({ name, evaluation: { rejudge } }) =>
        rejudge === undefined
          ? []
          : [[name, rejudge.by_model, rejudge.overturned, percent(rejudge.agreement.precision), percent(rejudge.agreement.recall)]],
      ),
    },
    {
      title: 'Against the labels of the rows',
      head: ['', 'samples'],
      rows: [...summed(all.map(({ labels }) => labels ?? {}))].map(([name, samples]) => [name.replaceAll('_', ' '), samples]),
    },
  ]
  return tables.filter(({ rows }) => rows.length > 0)
}

const sum = (all: readonly Evaluation[], of: (evaluation: Evaluation) => number): number => all.reduce((total, one) => total + of(one), 0)

/** Numbers of the same name added up. */
function summed(records: readonly Readonly<Record<string, number>>[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const record of records) for (const [name, value] of Object.entries(record)) sums.set(name, (sums.get(name) ?? 0) + value)
  return sums
}

type Counts = Evaluation['by_kind']

function countsTable(records: readonly Counts[]): Pick<ReportTable, 'head' | 'rows'> {
  const names = [...new Set(records.flatMap(record => Object.keys(record)))]
  const rows = names.map(name => {
    const of = (column: 'correct' | 'wrong' | 'undecided'): number =>
      records.reduce((total, record) => total + (record[name]?.[column] ?? 0), 0)
    const [correct, wrong, undecided] = [of('correct'), of('wrong'), of('undecided')]
    const samples = correct + wrong + undecided
    return { samples, row: [name, samples, correct, wrong, undecided, percent(correct / samples)] }
  })
  return {
    head: ['', 'samples', 'correct', 'wrong', 'undecided', 'accuracy'],
    rows: rows.sort((a, b) => b.samples - a.samples).map(({ row }) => row),
  }
}

function strategyTable(all: readonly Evaluation[]): ReportTable {
  const names = [...new Set(all.flatMap(({ by_strategy }) => Object.keys(by_strategy)))].sort()
  const of = (name: string, column: 'proved' | 'likely' | 'different'): number =>
    sum(all, ({ by_strategy }) => by_strategy[name]?.[column] ?? 0)
  return {
    title: 'By strategy',
    head: ['', 'equivalent, proved', 'equivalent, likely', 'different'],
    rows: names.map(name => [name, of(name, 'proved'), of(name, 'likely'), of(name, 'different')]),
  }
}

function undecidedTable(all: readonly Evaluation[]): ReportTable {
  const causes = [...new Set(all.flatMap(({ undecided }) => Object.keys(undecided)))].sort()
  const of = (cause: string, side: string): number => sum(all, ({ undecided }) => undecided[cause]?.[side] ?? 0)
  return {
    title: 'Undecided',
    head: ['cause', 'by the prediction', 'by the gold', 'by both'],
    rows: causes.map(cause => [cause, of(cause, 'prediction'), of(cause, 'reference'), of(cause, 'both')]),
  }
}
