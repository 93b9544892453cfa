/** `mathverdict migrate`: the same rows judged by us and by Math-Verify, and the differences sorted by reason. */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createVerifier, explain, type Gold } from '../../index.ts'
import { exitCodes, UsageError } from '../exit-codes.ts'
import { checkInputs, rowsOf } from '../judge/inputs.ts'
import { grouped, percent } from '../judge/numbers.ts'
import { type Row, readRow } from '../judge/rows.ts'
import { policyNamed } from '../policy-names.ts'
import { printable, type Terminal } from '../terminal.ts'
import { type Agreement, Comparison, sides } from './comparison.ts'
import { MathVerify, type TheirVerdict } from './math-verify.ts'

export interface MigrateOptions {
  readonly response?: string
  readonly gold?: string
  /** Field with recorded verdicts. Without it Math-Verify is asked. */
  readonly label?: string
  readonly python: string
  readonly policy: string
  readonly finished?: boolean
  readonly prose?: boolean
  readonly limit?: number
  readonly examples: number
  readonly out?: string
  readonly json?: boolean
}

/** Who says what Math-Verify says about a row, and about which of its samples. */
interface Witness {
  readonly name: string
  readonly ask: (row: Row, response: string) => Promise<TheirVerdict | undefined>
  readonly close: () => void
}

export async function migrate(files: readonly string[], options: MigrateOptions, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const inputs = await checkInputs(files.length === 0 ? ['-'] : files)
  const witness = options.label === undefined ? await installed(options.python) : recorded(options.label)
  const verifier = createVerifier({
    policy: policyNamed(options.policy),
    finished: options.finished === true,
    prose: options.prose === true,
  })
  const comparison = new Comparison(options.examples)
  const list = options.out === undefined ? undefined : createWriteStream(options.out)
  const names = { response: options.response, gold: options.gold, label: options.label }
  let skipped = 0
  try {
    reading: for (const input of inputs) {
      for await (const { lines } of rowsOf(input, signal)) {
        for (const line of lines) {
          if (options.limit !== undefined && comparison.rows >= options.limit) break reading
          if ('text' in line && line.text.trim() === '') continue
          const row = 'text' in line ? readRow(line.text, names) : 'no text'
          const response = typeof row === 'string' ? undefined : row.samples[0]?.response
          const said =
            typeof row === 'string' || response === undefined || row.references.length === 0 ? undefined : await witness.ask(row, response)
          if (typeof row === 'string' || response === undefined || said === undefined) {
            skipped += 1
            continue
          }
          const [reference = '', ...references] = row.references.map((answer): Gold => ({ ...row.declared, answer }))
          const verdict = verifier.judge({ response, reference, references })
          const id = String(row.id ?? `${input.name}:${line.number}`)
          const agreement = comparison.add(id, verdict, said, () => explain(verdict))
          if (list !== undefined && isDifference(agreement)) {
            const { outcome, kind, prediction } = verdict
            const record = {
              id,
              agreement,
              gold: verdict.reference,
              prediction,
              outcome,
              kind,
              math_verify: said,
              reason: explain(verdict),
            }
            if (!list.write(`${JSON.stringify(record)}\n`)) await once(list, 'drain')
          }
        }
      }
    }
  } finally {
    witness.close()
    if (list !== undefined) {
      list.end()
      await once(list, 'close')
    }
  }
  if (options.json) terminal.out(`${JSON.stringify(summary(comparison, witness.name, skipped), undefined, 2)}\n`)
  else print(comparison, witness.name, skipped, terminal)
  if (signal.aborted) return exitCodes.interrupted
  if (comparison.rows === 0) {
    terminal.err(`No row had a gold, a response${options.label === undefined ? '' : ` and a verdict in ${options.label}`}.\n`)
    return exitCodes.undecided
  }
  return skipped > 0 ? exitCodes.no : exitCodes.ok
}

const isDifference = (agreement: Agreement): boolean => agreement.startsWith('only')

function recorded(label: string): Witness {
  if (label === '') throw new UsageError('--label needs the name of a field')
  return { name: `the field ${label}`, ask: row => Promise.resolve(row.label), close: () => undefined }
}

async function installed(python: string): Promise<Witness> {
  const mathVerify = new MathVerify(python)
  try {
    const version = await mathVerify.open()
    return {
      name: `Math-Verify ${version}`,
      ask: ({ references }, response) => mathVerify.ask({ golds: references, response }),
      close: () => mathVerify.close(),
    }
  } catch (error) {
    mathVerify.close()
    throw error
  }
}

const summary = (comparison: Comparison, against: string, skipped: number): object => ({
  against,
  rows: comparison.rows,
  skipped,
  agreement: comparison.counts,
  math_verify_silent: comparison.silent,
  differences: comparison.groups,
})

function print(comparison: Comparison, against: string, skipped: number, { out, colours, columns }: Terminal): void {
  out(`${colours.bold(`mathverdict and ${against}`)}\n\n`)
  const { rows, counts, silent } = comparison
  for (const side of sides)
    out(`  ${side.padEnd(26)}${grouped(counts[side]).padStart(9)}  ${percent(rows === 0 ? null : counts[side] / rows)}\n`)
  if (skipped > 0) out(`  ${'no gold, response, label'.padEnd(26)}${grouped(skipped).padStart(9)}\n`)
  for (const [why, count] of Object.entries(silent))
    if (count > 0) out(`  ${`Math-Verify: ${why}`.padEnd(26)}${grouped(count).padStart(9)}\n`)
  for (const { agreement, because, count, examples } of comparison.groups) {
    out(`\n${colours.bold(agreement)}, ${grouped(count)}: ${because}\n`)
    for (const { row, gold, prediction, reason } of examples) {
      out(
        `  ${colours.dim(printable(row, 40))}  gold ${printable(gold, 50)}  ${prediction === '' ? 'no answer' : `answer ${printable(prediction, 50)}`}\n`,
      )
      out(`    ${colours.dim(printable(reason, Math.max(60, columns - 6)))}\n`)
    }
  }
}
