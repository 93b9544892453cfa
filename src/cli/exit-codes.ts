/**
 * What a script learns from the exit code. `--help` of every command prints the part that concerns it.
 */
export const exitCodes = {
  /** `judge`: every row was judged. `verify`: equivalent. `parse`: read completely. `explain`: explained. */
  ok: 0,
  /** `judge`: done, but some lines or rows could not be judged. `verify`: different. `parse`: a part could not be read. */
  no: 1,
  /** The call is wrong: unknown option, missing file, an output that would replace something foreign. Nothing was written. */
  usage: 2,
  /** `judge`: there was no row to judge. `verify`: undecided. */
  undecided: 3,
  /** Reading or writing failed in the middle: disk full, file gone. Outputs of an earlier run are untouched. */
  io: 4,
  /** A mistake of this program. */
  bug: 70,
  /** Ctrl-C, as the shell counts it. Outputs of an earlier run are untouched. */
  interrupted: 130,
} as const

/** A mistake of the caller, told in one line with what to do about it. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Reading or writing a file failed while rows were judged. */
export class FileError extends Error {
  override readonly name = 'FileError'
}
