/**
 * The results of one file on their way to the disk, and the journal that says how much of them is there.
 *
 *     batches ──→ X_verdicts.jsonl.partial, … ──flush──→ checkpoint ──→ X_judge.journal        and again, every few mebibytes of rows
 *                                                              at the end: the results get their names, the journal goes
 *
 * What lies behind the last checkpoint when a run is ended is forgotten by the one that resumes it and judged again, so that no row
 * is lost and none is there twice.
 */
import { rm } from 'node:fs/promises'
import { AtomicFile } from '../atomic-file.ts'
import { UsageError } from '../exit-codes.ts'
import { type Identity, Journal, readJournal } from '../journal.ts'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { OutputPaths } from './outputs.ts'

export class Results {
  readonly #verdicts: AtomicFile
  readonly #errors: AtomicFile
  readonly #badLines: AtomicFile
  readonly #evaluation: AtomicFile
  /** There is none for what cannot be read again. */
  readonly #journal: Journal<unknown> | undefined
  /** Where the run before this one was. */
  readonly reached: Checkpoint | undefined
  #kept: Checkpoint | undefined

  private constructor(paths: OutputPaths, journal: Journal<unknown> | undefined) {
    this.#verdicts = partial(paths.verdicts)
    this.#errors = partial(paths.errors)
    this.#badLines = partial(paths.badLines)
    this.#evaluation = partial(paths.evaluation)
    this.#journal = journal
    this.reached = journal?.last === undefined ? undefined : readCheckpoint(journal.last)
    this.#kept = this.reached
  }

  /**
   * @param identity who judges what; `undefined` for an input that cannot be read again
   * @throws UsageError when the journal is one of other files or rules
   */
  static async open(paths: OutputPaths, identity: Identity | undefined): Promise<Results> {
    const results = new Results(paths, identity && (await Journal.open(paths.journal, identity, false)))
    const { ends, complete } = results.reached ?? { ends: { verdicts: 0, errors: 0, badLines: 0 }, complete: false }
    await results.#verdicts.resume(ends.verdicts, complete)
    await results.#errors.resume(ends.errors, complete)
    await results.#badLines.resume(ends.badLines, complete)
    await results.#evaluation.resume(0, complete)
    return results
  }

  async write({ verdicts, errors, badLines }: Readonly<Record<'verdicts' | 'errors' | 'badLines', Uint8Array>>): Promise<void> {
    if (verdicts.length > 0) await this.#verdicts.write(verdicts)
    if (errors.length > 0) await this.#errors.write(errors)
    if (badLines.length > 0) await this.#badLines.write(badLines)
  }

  /** Everything up to here is on the disk, and stays. */
  async checkpoint(state: Omit<Checkpoint, 'ends'>): Promise<void> {
    if (this.#journal === undefined) return
    const [verdicts, errors, badLines] = await Promise.all([this.#verdicts.flush(), this.#errors.flush(), this.#badLines.flush()])
    const checkpoint = { ...state, ends: { verdicts, errors, badLines } }
    await this.#journal.add([writeCheckpoint(checkpoint)])
    await this.#journal.flush()
    this.#kept = checkpoint
  }

  /** @returns the files that are there now */
  async commit(evaluation: string): Promise<readonly string[]> {
    await this.#evaluation.write(evaluation)
    const written: string[] = []
    for (const file of [this.#verdicts, this.#errors]) if (await file.commit('write')) written.push(file.path)
    if (await this.#badLines.commit('leave-out')) written.push(this.#badLines.path)
    await this.#evaluation.commit('write')
    await this.#journal?.close()
    return [this.#evaluation.path, ...written]
  }

  /** All files of the run are judged: nothing is to be resumed. */
  async finish(): Promise<void> {
    await this.#journal?.remove()
  }

  /** What a run that resumes this one would not judge again. */
  get kept(): Checkpoint | undefined {
    return this.#kept
  }

  /** The run ends here, before its time. */
  async abandon(): Promise<void> {
    await this.#journal?.close().catch(() => undefined)
    const files = [this.#verdicts, this.#errors, this.#badLines, this.#evaluation]
    await Promise.all(files.map(file => (this.#kept === undefined ? file.discard() : file.release())))
    if (this.#kept === undefined) await this.#journal?.remove()
  }
}

const partial = (path: string): AtomicFile => new AtomicFile(path, `${path}.partial`)

/**
 * A run that did not end has left a journal: go on with it, or forget it.
 *
 * @throws UsageError when the caller did not say which
 */
export async function settleEarlierRun({ journal }: OutputPaths, how: 'resume' | 'restart' | undefined): Promise<void> {
  if (how === 'resume') return
  const found = await readJournal(journal)
  if (found?.last !== undefined && how === undefined) {
    const { line, complete } = readCheckpoint(found.last)
    throw new UsageError(
      `An earlier run was ended before it was done; ${complete ? 'all of this file' : `this file up to line ${line}`} is judged (${journal}). ` +
        'Go on with --resume, or begin anew with --restart.',
    )
  }
  await rm(journal, { force: true })
}
