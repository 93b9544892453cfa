/**
 * Where the results of a file go, and how they get there.
 *
 * For `X.jsonl` these are `X_evaluation.json`, `X_verdicts.jsonl`, `X_errors.jsonl` and, if there is a line that is no row,
 * `X_bad-lines.jsonl`, beside the input or in `--out`. Each is written under another name first and renamed when
 * everything is done, so that a run that ends early leaves what an earlier run wrote. Results of an earlier run are replaced;
 * a file that this command did not write, or that is an input, never is.
 */
import { access, constants, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { withoutCompression } from '../../formats/container.ts'
import { UsageError } from '../exit-codes.ts'

export interface OutputPaths {
  readonly evaluation: string
  readonly verdicts: string
  readonly errors: string
  readonly badLines: string
  /** What a run that did not end leaves for the next one. */
  readonly journal: string
  /** Says which process writes. */
  readonly lock: string
}
const endings = {
  evaluation: '_evaluation.json',
  verdicts: '_verdicts.jsonl',
  errors: '_errors.jsonl',
  badLines: '_bad-lines.jsonl',
} as const

/** What stands in an evaluation to say who wrote it. */
export const toolName = 'mathverdict'

/** @param input path of the input, or `-` @param folder where to write; beside the input when it is not given */
export function outputPaths(input: string, folder: string | undefined): OutputPaths {
  const name = input === '-' ? 'stdin' : stemOf(input)
  const stem = join(folder ?? dirname(input), name)
  return {
    evaluation: stem + endings.evaluation,
    verdicts: stem + endings.verdicts,
    errors: stem + endings.errors,
    badLines: stem + endings.badLines,
    journal: `${stem}_judge.journal`,
    lock: `${stem}_judge.lock`,
  }
}

/** The name of a file without folder, compression and format: `runs/x.jsonl.gz` is `x`. */
export const stemOf = (input: string): string =>
  withoutCompression(basename(input)).replace(/\.(?:csv|json|jsonl|ndjson|parquet|tsv|txt)$/i, '')

/**
 * Results of an earlier run that a pattern such as `*.jsonl` caught together with their input. Judging them again is never
 * meant; alone, `X_errors.jsonl` is a fair input.
 */
export function caughtResults(inputs: readonly string[]): ReadonlySet<string> {
  const all = new Set(inputs.map(input => resolve(input)))
  const caught = inputs.filter(input =>
    Object.values(endings).some(ending => input.endsWith(ending) && all.has(resolve(`${input.slice(0, -ending.length)}.jsonl`))),
  )
  return new Set(caught)
}

/** Refuse, before anything is read, what would overwrite an input, another input's results or a foreign file. */
export async function checkOutputs(plan: ReadonlyMap<string, OutputPaths>, force: boolean): Promise<void> {
  const inputs = new Map<string, string>()
  for (const input of plan.keys()) if (input !== '-') inputs.set(await realpath(input), input)
  const taken = new Map<string, string>()
  for (const [input, paths] of plan) {
    await checkFolder(dirname(paths.evaluation), input)
    for (const path of resultsIn(paths)) {
      const real = resolve(await realpath(dirname(path)), basename(path))
      const target = await realpath(path).catch(() => real)
      const overwritten = inputs.get(target) ?? inputs.get(real)
      if (overwritten !== undefined)
        throw new UsageError(`Results of ${input} would overwrite the input ${overwritten}. Name another folder with --out DIR.`)
      const other = taken.get(real)
      if (other !== undefined)
        throw new UsageError(
          `${other} and ${input} would write the same results, ${path}. Judge them one at a time, each with its own --out DIR.`,
        )
      taken.set(real, input)
    }
    if (!force) await checkForeign(paths)
  }
}

async function checkFolder(folder: string, input: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (!found) throw new UsageError(`There is no folder ${folder}.`)
  if (!found.isDirectory()) throw new UsageError(`${folder} is a file, not a folder.`)
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!writable)
    throw new UsageError(`Cannot write the results of ${input} into ${folder}: it is read-only. Name another folder with --out DIR.`)
}

async function checkForeign(paths: OutputPaths): Promise<void> {
  const ours = await writtenByUs(paths.evaluation)
  if (ours === true || (ours === undefined && (await exists(paths.journal)))) return
  for (const path of ours === false ? [paths.evaluation] : resultsIn(paths)) {
    if (await exists(path))
      throw new UsageError(
        `${path} is there already and was not written by this command. Name another folder with --out DIR, or replace it with --force.`,
      )
  }
}

const resultsIn = ({ evaluation, verdicts, errors, badLines }: OutputPaths): readonly string[] => [evaluation, verdicts, errors, badLines]

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** `undefined` when there is no evaluation. */
async function writtenByUs(path: string): Promise<boolean | undefined> {
  try {
    const evaluation: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof evaluation === 'object' && evaluation !== null && Reflect.get(evaluation, 'tool') === toolName
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : false
  }
}
