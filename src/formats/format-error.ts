/** A file that cannot be read as what it seems to be. The message names the file and what is wrong with it. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
}
