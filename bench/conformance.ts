/**
 * `npm run conformance -- DIR`: how the verdicts agree with every labelled pair in a folder.
 *
 * A pair counts as accepted only when the outcome is `equivalent`, as `verify` does. A pair that is accepted against its
 * label is a *false accept*; one that is not accepted against its label is a *miss*, whether it was judged different or
 * left undecided. A `pred` that does not read as one answer is read as a response, prose included, as the suites' own
 * harnesses do. Rows whose label depends on a choice (`policy`) are scored apart.
 */
import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { table } from '../src/cli/table.ts'
import { printable } from '../src/cli/terminal.ts'
import { explain, judge } from '../src/index.ts'
import { type LabelledPair, readSuites } from './labelled-pairs.ts'

interface Scored {
  readonly pair: LabelledPair
  readonly outcome: 'equivalent' | 'different' | 'undecided'
  readonly cause: string | undefined
  readonly side: string | undefined
  readonly why: string
}
interface Score {
  readonly rows: number
  readonly right: number
  readonly falseAccepts: number
  readonly misses: number
  readonly undecided: number
  readonly mathVerifyRows: number
  readonly mathVerifyRight: number
}

interface Settings {
  readonly suite?: string
  readonly kind?: string
  readonly list?: boolean
  readonly policy?: boolean
  readonly json?: string
}

const program = new Command('conformance')
  .description('Score every labelled JSONL file in a folder: rows with gold, pred or response, and expected.')
  .argument('<dir>', 'folder with *.jsonl files')
  .option('--suite <name>', 'only rows of this suite (field suite, or the name of the file)')
  .option('--kind <tag>', 'only rows with this tag in kinds')
  .option('--list', 'list every disagreement, policy rows apart')
  .option('--policy', 'with --list: list the disagreements on policy rows, too')
  .option('--json <file>', 'write scores and disagreements as JSON')
  .action(run)

async function run(folder: string, settings: Settings): Promise<void> {
  const files = await readSuites(folder)
  const pairs = files
    .flatMap(file => file.pairs)
    .filter(
      pair =>
        (settings.suite === undefined || pair.suite === settings.suite) &&
        (settings.kind === undefined || pair.kinds.includes(settings.kind)),
    )
  const started = process.hrtime.bigint()
  const scored = pairs.map(judgePair)
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  const skipped = files.filter(file => file.skipped > 0).map(file => `${file.path}: ${file.skipped}`)
  if (skipped.length > 0) print(`Rows that are no labelled pair: ${skipped.join(', ')}\n\n`)

  const plain = scored.filter(({ pair }) => !pair.policy)
  print(
    `By suite, policy rows apart\n${scoreTable(
      group(plain, ({ pair }) => [pair.suite]),
      plain,
    )}\n`,
  )
  const policy = scored.filter(({ pair }) => pair.policy)
  if (policy.length > 0)
    print(
      `Policy rows\n${scoreTable(
        group(policy, ({ pair }) => [pair.suite]),
        policy,
      )}\n`,
    )
  const tagged = plain.filter(({ pair }) => pair.kinds.length > 0)
  if (tagged.length > 0)
    print(
      `By kind, policy rows apart; a row may have several\n${scoreTable(
        group(tagged, ({ pair }) => pair.kinds),
        tagged,
      )}\n`,
    )
  print(`Undecided\n${undecidedTable(scored)}\n`)
  const disagreements = scored.filter(one => !agrees(one))
  if (settings.list) listDisagreements(disagreements, settings.policy === true)
  print(`${pairs.length} rows in ${seconds.toFixed(2)} s\n`)
  if (settings.json !== undefined) await writeFile(settings.json, `${JSON.stringify(asJson(scored, disagreements), undefined, 2)}\n`)
}

function judgePair(pair: LabelledPair): Scored {
  const reference = pair.options === undefined ? pair.gold : { answer: pair.gold, options: pair.options }
  try {
    const verdict = judge(pair.as === 'response' ? { response: pair.text, reference } : { prediction: pair.text, reference }, {
      as: 'auto',
      // Suites hold whole sentences that mark no answer; their own harnesses read those as responses.
      prose: true,
    })
    const { cause, side } = verdict.outcome === 'undecided' ? verdict : { cause: undefined, side: undefined }
    return { pair, outcome: verdict.outcome, cause, side, why: explain(verdict) }
  } catch (error) {
    // The core never throws on text; if it does, the rest of the pairs still count.
    return {
      pair,
      outcome: 'undecided',
      cause: 'THREW',
      side: undefined,
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

const agrees = ({ pair, outcome }: Scored): boolean => (outcome === 'equivalent') === pair.expected
const isFalseAccept = ({ pair, outcome }: Scored): boolean => outcome === 'equivalent' && !pair.expected

function scoreOf(rows: readonly Scored[]): Score {
  const compared = rows.filter(({ pair }) => pair.mathVerify !== undefined)
  return {
    rows: rows.length,
    right: rows.filter(agrees).length,
    falseAccepts: rows.filter(isFalseAccept).length,
    misses: rows.filter(row => !agrees(row) && !isFalseAccept(row)).length,
    undecided: rows.filter(({ outcome }) => outcome === 'undecided').length,
    mathVerifyRows: compared.length,
    mathVerifyRight: compared.filter(({ pair }) => pair.mathVerify === pair.expected).length,
  }
}

function group(rows: readonly Scored[], keys: (row: Scored) => readonly string[]): ReadonlyMap<string, readonly Scored[]> {
  const groups = new Map<string, Scored[]>()
  for (const row of rows) {
    for (const key of keys(row)) {
      const rowsOfKey = groups.get(key) ?? []
      rowsOfKey.push(row)
      groups.set(key, rowsOfKey)
    }
  }
  return new Map([...groups].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1)))
}

function scoreTable(groups: ReadonlyMap<string, readonly Scored[]>, all: readonly Scored[]): string {
  const row = (name: string, score: Score): string[] => [
    name,
    String(score.rows),
    share(score.right, score.rows),
    String(score.falseAccepts),
    String(score.misses),
    String(score.undecided),
    share(score.mathVerifyRight, score.mathVerifyRows),
  ]
  const head = ['', 'rows', 'right', 'false accepts', 'misses', 'undecided', 'Math-Verify right']
  const body = [...groups].map(([name, rows]) => row(name, scoreOf(rows)))
  const firm = all.filter(({ pair }) => !pair.noisy)
  if (firm.length > 0 && firm.length < all.length) body.push(row('all, labels of models apart', scoreOf(firm)))
  return table([head, ...body, row('all', scoreOf(all))], ['left', 'right', 'right', 'right', 'right', 'right', 'right'])
}

function undecidedTable(rows: readonly Scored[]): string {
  const counts = group(
    rows.filter(({ outcome }) => outcome === 'undecided'),
    ({ cause, side }) => [`${cause} (${side})`],
  )
  return table(
    [
      ['', 'rows', 'label right'],
      ...[...counts].map(([name, found]) => [name, String(found.length), String(found.filter(({ pair }) => pair.expected).length)]),
    ],
    ['left', 'right', 'right'],
  )
}

function listDisagreements(disagreements: readonly Scored[], withPolicy: boolean): void {
  const listed = disagreements
    .filter(({ pair }) => withPolicy || !pair.policy)
    .sort((a, b) => Number(isFalseAccept(b)) - Number(isFalseAccept(a)))
  for (const one of listed) {
    const { pair, outcome, cause } = one
    print(`${isFalseAccept(one) ? 'FALSE ACCEPT' : 'miss'}  ${pair.id}${pair.policy ? '  (policy)' : ''}\n`)
    print(`    gold  ${printable(pair.gold, 150)}\n    pred  ${printable(pair.text, 150, 'end')}\n`)
    print(
      `    expected ${pair.expected ? 'equivalent' : 'different'}, got ${outcome}${cause === undefined ? '' : ` (${cause})`}: ${printable(one.why, 200)}\n\n`,
    )
  }
}

function asJson(scored: readonly Scored[], disagreements: readonly Scored[]): unknown {
  const plain = scored.filter(({ pair }) => !pair.policy)
  const scores = (rows: readonly Scored[], keys: (row: Scored) => readonly string[]) =>
    Object.fromEntries([...group(rows, keys)].map(([name, found]) => [name, scoreOf(found)]))
  return {
    all: scoreOf(plain),
    withoutLabelsOfModels: scoreOf(plain.filter(({ pair }) => !pair.noisy)),
    withPolicyRows: scoreOf(scored),
    bySuite: scores(plain, ({ pair }) => [pair.suite]),
    byKind: scores(plain, ({ pair }) => pair.kinds),
    disagreements: disagreements.map(({ pair, outcome, cause, side, why }) => ({ ...pair, outcome, cause, side, why })),
  }
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

function print(text: string): void {
  process.stdout.write(text)
}

await program.parseAsync()
