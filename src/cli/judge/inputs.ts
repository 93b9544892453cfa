/** The files to judge, checked before anything is read. */
import { readdir, stat } from 'node:fs/promises'
import { addAbortSignal } from 'node:stream'
import { FormatError } from '../../formats/format-error.ts'
import { openRows, openStream, type RowBatch, type RowFile } from '../../formats/row-file.ts'
import { FileError, UsageError } from '../exit-codes.ts'

export interface Input {
  /** Path, or `-` for standard input. */
  readonly name: string
  /** Bytes; `undefined` for a pipe. */
  readonly size: number | undefined
  /** How its rows are read; `undefined` for standard input, which is looked at when its turn comes. */
  readonly file: RowFile | undefined
}

export async function checkInputs(files: readonly string[]): Promise<readonly Input[]> {
  const inputs: Input[] = []
  for (const name of files) {
    if (inputs.some(input => input.name === name)) throw new UsageError(`${name === '-' ? 'Standard input' : name} is given twice.`)
    inputs.push(name === '-' ? { name, size: undefined, file: undefined } : await checkInput(name))
  }
  return inputs
}

async function checkInput(name: string): Promise<Input> {
  const found = await stat(name).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(error.code === 'ENOENT' ? `There is no file ${name}.` : `Cannot read ${name}: ${error.message}`)
  })
  if (found.isDirectory()) {
    const inside = (await readdir(name)).filter(entry => /\.jsonl(?:\.(?:gz|zst))?$/.test(entry)).length
    throw new UsageError(
      `${name} is a folder${inside > 0 ? ` with ${inside} JSONL files: mathverdict judge ${name.replace(/\/$/, '')}/*.jsonl` : ' without JSONL files'}`,
    )
  }
  const file = await openRows(name).catch((error: Error) => {
    throw new UsageError(error instanceof FormatError ? error.message : `Cannot read ${name}: ${error.message}`)
  })
  return { name, size: file.size, file }
}

/** The rows of an input. Ends with a `FileError` when reading fails; ends early when `signal` says so. */
export async function* rowsOf({ name, file }: Input, signal: AbortSignal): AsyncGenerator<RowBatch> {
  try {
    const rows = file ?? (await openStream('standard input', addAbortSignal(signal, process.stdin)))
    yield* rows.batches(signal)
  } catch (error) {
    if (signal.aborted) throw error
    if (error instanceof FormatError) throw new FileError(error.message)
    throw new FileError(`Cannot read ${name === '-' ? 'standard input' : name}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
