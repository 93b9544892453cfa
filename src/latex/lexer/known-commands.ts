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

/** Whether a command's name is in any table. */
export function isKnownCommand(written: string): boolean {
  const name = table.aliases.get(written)
  return name !== undefined || isNamed(written)
}

function isNamed(name: string): boolean {
  return (
    grammar.has(name) ||
    table.struckOut.has(name) ||
    table.letters.has(name) ||
    table.constants.has(name) ||
    table.functions.has(name) ||
    table.relations.has(name) ||
    table.accents.has(name) ||
    table.textCommands.has(name) ||
    table.fontCommands.has(name) ||
    table.currencies.has(name) ||
    table.transparent.has(name) ||
    table.discarded.has(name) ||
    (name.length > 1 && table.spacing.has(name))
  )
}
