/** `mathverdict label`: a model says of each row whether question and gold fit together. */
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabelReading } from '../../curate.ts'
import { copyEnding, copyRows } from '../../formats/copy.ts'
import { FormatError } from '../../formats/format-error.ts'
import { detectShape, questionOf, shapeNamed } from '../../formats/shapes.ts'
import { JudgeUnavailable } from '../../judge-model.ts'
import { exitCodes, FileError, UsageError } from '../exit-codes.ts'
import { checkInputs, rowsOf } from '../judge/inputs.ts'
import { grouped } from '../judge/numbers.ts'
import { stemOf } from '../judge/outputs.ts'
import { progressOn } from '../judge/progress.ts'
import { type FieldNames, readRow } from '../judge/rows.ts'
import { table } from '../table.ts'
import type { Terminal } from '../terminal.ts'
import { type JudgeCallOptions, openJudge } from './judge-options.ts'

/** The options of `label`, as the command line gives them. */
export interface LabelOptions extends JudgeCallOptions {
  readonly out: string
  readonly shape?: string
  readonly question?: string
  readonly gold?: string
  readonly quiet?: boolean
}

/** Fields that the labels are written into. */
const labelField = 'correctness_label'
const correctionField = 'correctness_correction'

export async function labelFiles(
  files: readonly string[],
  options: LabelOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const inputs = await checkInputs(files)
  const judge = await openJudge({ ...options, maxTokens: options.maxTokens ?? 256 }, join(options.out, 'judge-cache.jsonl'))
  await mkdir(options.out, { recursive: true })
  const counts = new Map<string, number>()
  const progress = progressOn(
    terminal,
    options.quiet,
    inputs.reduce((sum, { size }) => sum + (size ?? 0), 0),
  )
  try {
    for (const input of inputs) {
      progress.enter(input.name)
      const { file } = input
      if (file?.size === undefined) throw new UsageError(`${input.name} is read twice and may be no pipe. Write a file first.`)
      const labels = new Map<number, LabelReading>()
      let names: FieldNames = { gold: options.gold, shape: options.shape === undefined ? undefined : shapeNamed(options.shape) }
      let running: Promise<void>[] = []
      for await (const { lines, bytes } of rowsOf(input, signal)) {
        for (const line of lines) {
          let row = 'text' in line ? readRow(line.text, names) : 'no text'
          if (typeof row === 'string' || !('text' in line)) continue
          if (names.shape === undefined) {
            names = { ...names, shape: detectShape(row.fields) }
            row = readRow(line.text, names)
          }
          if (typeof row === 'string' || row.references[0] === undefined) continue
          const asked = { question: questionOf(row.fields, options.question ?? names.shape?.question), reference: row.references[0] }
          running.push(
            judge.label(asked, signal).then(label => {
              labels.set(line.number, label)
              counts.set(label.label, (counts.get(label.label) ?? 0) + 1)
            }),
          )
          if (running.length >= judge.options.concurrency * 4) {
            await Promise.all(running)
            running = []
          }
        }
        progress.advance(bytes, lines.length)
      }
      await Promise.all(running)
      const path = join(options.out, `${stemOf(input.name)}_labelled.${copyEnding(file)}`)
      const partial = `${path}.${process.pid}.partial`
      try {
        await copyRows(file, partial, [labelField, correctionField], row => fieldsOf(labels.get(row)), signal)
        await rename(partial, path)
      } finally {
        await rm(partial, { force: true })
      }
      if (!options.quiet) terminal.out(`${path}\n`)
    }
  } catch (error) {
    if (error instanceof FormatError || error instanceof JudgeUnavailable) throw new FileError(error.message)
    if (!signal.aborted) throw error
    return exitCodes.interrupted
  } finally {
    progress.stop()
  }
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([label, count]) => [label, grouped(count)])
  if (!options.quiet) terminal.out(table([['label', 'rows'], ...rows], ['left', 'right']))
  return counts.has('unparsed') ? exitCodes.no : exitCodes.ok
}

/** Every row is copied; one without gold gets no label. */
function fieldsOf(reading: LabelReading | undefined): ReadonlyMap<string, string> {
  if (reading === undefined) return new Map()
  const fields = new Map<string, string>([[labelField, reading.label]])
  if (reading.label === 'CORRECTION' && reading.correction !== undefined) fields.set(correctionField, reading.correction)
  return fields
}
