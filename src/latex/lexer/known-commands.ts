import * as table from './commands.ts'

/** Commands that the parser gives a meaning of its own. */
const grammar: ReadonlySet<string> = new Set([
  'frac',
  'sqrt',
  'binom',
  'cdot',
  'times',
  'times*',
  'div',
  'pm',
  'mp',
  'cup',
  'cap',
  'setminus',
  'wedge',
  'vee',
  'lnot',
  'sum',
  'prod',
  'int',
  'lim',
  'langle',
  'rangle',
  'lfloor',
  'rfloor',
  'lceil',
  'rceil',
  'lvert',
  'rvert',
  'Vert',
  'lVert',
  'rVert',
  'mid',
  'pmod',
  'bmod',
  'mod',
  'begin',
  'end',
  'circ',
  'prime',
  'boxed',
  'fbox',
  'mathbb',
  'operatorname',
  'left',
  'right',
  'over',
  'choose',
  'infty',
  'not',
  'cbrt',
  'fourthroot',
  'bigcup',
  'bigcap',
  'substack',
  'quad',
  'qquad',
  'lbrace',
  'rbrace',
  'degreesign',
  'permille',
  'percent',
])

/** What the lexer does with a command. */
export type CommandSort =
  /** Stays a command of its name. */
  | 'plain'
  /** `\begin`, `\end` */
  | 'environment'
  /** Space that is seen, and space or size that is not. */
  | 'space'
  | 'nothing'
  /** Says nothing of the answer, and takes its group with it. */
  | 'discarded'
  | 'circled'
  | 'textual'
  | 'upright'
  /** A font that says nothing. */
  | 'font'
  | 'currency'
  | 'blackboard'
  | 'struck-out'
  /** A sign by another name: `\lt`. */
  | 'sign'

export interface Command {
  /** Behind aliases. */
  readonly name: string
  readonly sort: CommandSort
  /** A star may follow: `\text*`. */
  readonly starred: boolean
}

/**
 * A command by its name as it is written, in one look; `undefined` when it is in no table.
 *
 * @example
 * knownCommand('dfrac') // { name: 'frac', sort: 'plain', starred: false }
 */
export const knownCommand = (written: string): Command | undefined => known.get(written)

/** Whether a command's name is in any table. */
export const isKnownCommand = (written: string): boolean => known.has(written)

/** What is done with a command of any name. */
export function commandOf(written: string): Command {
  const name = table.aliases.get(written) ?? written
  const starred = written === 'operatorname' || written === 'text' || written === 'tag' || written === 'hspace'
  return { name, sort: sortOf(name), starred }
}

function sortOf(name: string): CommandSort {
  if (name === 'begin' || name === 'end') return 'environment'
  const visible = name.length === 1 ? undefined : table.spacing.get(name) // `\gt` is not `\>`
  if (visible !== undefined) return visible ? 'space' : 'nothing'
  if (table.discarded.has(name)) return 'discarded'
  if (name === 'textcircled') return 'circled'
  if (table.textCommands.has(name)) return 'textual'
  const font = table.fontCommands.get(name)
  if (font !== undefined) return font === 'upright' ? 'upright' : 'font'
  if (table.currencies.has(name)) return 'currency'
  if (name === 'mathbb') return 'blackboard'
  if (table.struckOut.has(name)) return 'struck-out'
  return name.length === 1 && name !== 'P' ? 'sign' : 'plain'
}

const known: ReadonlyMap<string, Command> = new Map(
  [
    ...table.aliases.keys(),
    ...grammar,
    ...table.struckOut.keys(),
    ...table.letters.keys(),
    ...table.constants.keys(),
    ...table.functions,
    ...table.relations.keys(),
    ...table.accents,
    ...table.textCommands,
    ...table.fontCommands.keys(),
    ...table.currencies.keys(),
    ...table.transparent,
    ...table.discarded,
    ...[...table.spacing.keys()].filter(name => name.length > 1),
  ].map(written => [written, commandOf(written)] as const),
)
