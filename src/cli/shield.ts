/**
 * An answer such as `-x` is no option. Options of the commands for one answer are long, but for -h and the -q of `verify`;
 * any other argument with one dash is an answer and gets a space in front, which `unshield` takes away.
 */
export function shieldAnswers(args: readonly string[]): string[] {
  const at = args.findIndex(arg => !arg.startsWith('-'))
  const command = args[at]
  if (command !== 'verify' && command !== 'explain' && command !== 'parse') return [...args]
  const option = command === 'verify' ? /^-(?:-[a-z].*|[-hq]?)$/s : /^-(?:-[a-z].*|[-h]?)$/s
  return args.map((arg, place) => (place > at && arg.startsWith('-') && !option.test(arg) ? ` ${arg}` : arg))
}

/** The argument as it was typed. */
export const unshield = (text: string): string => (text.startsWith(' -') ? text.slice(1) : text)
export const unshieldAll = (text: string, earlier: readonly string[] | undefined): readonly string[] => [...(earlier ?? []), unshield(text)]
