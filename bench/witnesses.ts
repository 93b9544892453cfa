/**
 * `npm run witnesses -- DIR`: every witness that the labelled pairs in a folder give, checked by an independent
 * evaluator (`test/witnesses/recheck.ts`). Ends with 1 when one fails.
 */
import { Command } from 'commander'
import { table } from '../src/cli/table.ts'
import { printable } from '../src/cli/terminal.ts'
import { judge } from '../src/index.ts'
import { recheck } from '../test/witnesses/recheck.ts'
import { readSuites } from './labelled-pairs.ts'

const program = new Command('witnesses')
  .description('Check the witnesses of every labelled JSONL file in a folder with mathjs at 64 digits.')
  .argument('<dir>', 'folder with *.jsonl files')
  .action(run)

/** Sorts of witnesses in the order of the table, and what tells them. */
const sorts: readonly (readonly [name: string, is: RegExp])[] = [
  ['values, also at a point', /^(?:value(?: in [%°]| at .*)?|the (?:larger|smaller) value)$/s],
  ['values of a part', /^(?:item|row|part|piece|side|end) [^:]*: value|^[^:]+: value/s],
  ['elements and ends of sets', /^the (?:value|point|end|member) |^end [0-9]/],
  ['members of lists', /^member$|^number of members$/],
  ['equations and relations at a point', /^(?:equation|relation)$/],
  ['residues', /^value modulo /],
  ['another kind of answer', /kind of answer$/],
  ['choices', /^(?:choice|option)$/],
  ['words', /^(?:words|truth|names?|month|day|year|date|time)$/],
  ['forms, chains and the rest', /(?:)/],
]

async function run(folder: string): Promise<void> {
  const counts = new Map(sorts.map(([name]) => [name, { holds: 0, fails: 0, 'no opinion': 0 }]))
  const total = { holds: 0, fails: 0, 'no opinion': 0 }
  for (const { pairs } of await readSuites(folder)) {
    for (const { id, gold, text, as, options } of pairs) {
      const reference = options === undefined ? gold : { answer: gold, options }
      const verdict = judge(as === 'response' ? { response: text, reference } : { prediction: text, reference }, { prose: true })
      if (verdict.outcome !== 'different') continue
      const check = recheck(verdict)
      const sort = sorts.find(([, is]) => is.test(verdict.witness.what))?.[0]
      const row = counts.get(sort ?? '')
      if (row !== undefined) row[check.outcome] += 1
      total[check.outcome] += 1
      if (check.outcome !== 'fails') continue
      process.exitCode = 1
      process.stdout.write(`${id}: ${printable(verdict.reference, 80)} | ${printable(verdict.prediction, 80)}\n`)
      process.stdout.write(`    ${verdict.witness.what}: ${printable(check.why, 200)}\n`)
    }
  }
  const rows = [...counts, ['all', total] as const].map(([name, row]) => [
    name,
    String(row.holds),
    String(row.fails),
    String(row['no opinion']),
  ])
  process.stdout.write(table([['witnesses', 'hold', 'fail', 'not checked'], ...rows], ['left', 'right', 'right', 'right']))
}

await program.parseAsync()
