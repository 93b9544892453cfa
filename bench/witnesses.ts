/**
 * `npm run witnesses -- DIR`: every witness of two values that the labelled pairs in a folder give, checked by an independent
 * evaluator (`test/witnesses/recheck.ts`). Ends with 1 when one fails.
 */
import { Command } from 'commander'
import { table } from '../src/cli/table.ts'
import { printable } from '../src/cli/terminal.ts'
import { judge } from '../src/index.ts'
import { recheck, showsValues } from '../test/witnesses/recheck.ts'
import { readSuites } from './labelled-pairs.ts'

const program = new Command('witnesses')
  .description('Check the witnesses of every labelled JSONL file in a folder with mathjs at 64 digits.')
  .argument('<dir>', 'folder with *.jsonl files')
  .action(run)

async function run(folder: string): Promise<void> {
  const counts = { holds: 0, fails: 0, 'no opinion': 0, 'other witnesses': 0 }
  for (const { pairs } of await readSuites(folder)) {
    for (const { id, gold, text, as, options } of pairs) {
      const reference = options === undefined ? gold : { answer: gold, options }
      const verdict = judge(as === 'response' ? { response: text, reference } : { prediction: text, reference }, { prose: true })
      if (verdict.outcome !== 'different') continue
      if (!showsValues(verdict)) {
        counts['other witnesses'] += 1
        continue
      }
      const check = recheck(verdict)
      counts[check.outcome] += 1
      if (check.outcome !== 'fails') continue
      process.exitCode = 1
      process.stdout.write(`${id}: ${printable(verdict.reference, 80)} | ${printable(verdict.prediction, 80)}\n`)
      process.stdout.write(`    ${verdict.witness.what}: ${printable(check.why, 200)}\n`)
    }
  }
  const rows = Object.entries(counts).map(([name, count]) => [name, String(count)])
  process.stdout.write(table([['witnesses', 'count'], ...rows], ['left', 'right']))
}

await program.parseAsync()
