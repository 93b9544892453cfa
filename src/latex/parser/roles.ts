import { remembered } from '../../limits/recent-cache.ts'
import { accents, constants, functions, letters, relations } from '../lexer/commands.ts'
import type { Token } from '../lexer/token.ts'
import { conditionWords, connectives, firstWord, nonOperands, percentWords, postfixCommands, setOperators } from './grammar.ts'

/**
 * What a token may do behind an operand, as bits: the table of what binds. A level that finds its bit missing leaves at
 * once; where the bit is set, what stands around the token decides.
 *
 *     x^2 + 1        `^` may mark the operand, `+` may go on with a sum
 *      ^  ^
 */
export const role = {
  /** Marks the operand: `^`, `!`, `%`, `\circ`, "percent". */
  postfix: 1,
  /** Begins an operand of its own, so that a product may go on without a sign. */
  operand: 2,
  product: 4,
  sum: 8,
  colon: 16,
  sets: 32,
  relation: 64,
  logic: 128,
  separator: 256,
  modulo: 512,
  /** Begins a condition: "if", `\forall`. */
  condition: 1024,
  /** Sorts of commands. */
  constant: 2048,
  function: 4096,
  accent: 8192,
  letter: 16384,
  /** `[` */
  bracket: 32768,
} as const

/** Roles of anything that stands between two items, or ends them: nothing goes on with the operand. */
export const goesOn = ~role.separator & (role.constant - 1)

export function roleOf(token: Token): number {
  switch (token.kind) {
    case 'number':
    case 'vulgar':
    case 'circled':
      return role.operand
    case 'name':
      return token.value === 'U' ? role.operand | role.sets : role.operand
    case 'sign':
      return signs[token.value.charCodeAt(0)] ?? (token.value === '§' ? role.operand : 0)
    case 'command':
      return commands.get(token.value) ?? (token.value.startsWith('end ') ? 0 : role.operand)
    case 'word':
    case 'text':
      return wordRole(token.value)
    case 'superscript':
    case 'subscript':
      return role.postfix
    default:
      return 0
  }
}

const signRoles: ReadonlyMap<string, number> = new Map([
  ['^', role.postfix],
  ['_', role.postfix],
  ['!', role.postfix],
  ['%', role.postfix],
  ["'", role.postfix],
  ['*', role.postfix | role.product],
  ['/', role.product],
  ['+', role.sum],
  ['-', role.sum],
  [':', role.colon | role.relation],
  ['(', role.operand | role.modulo],
  ['[', role.operand | role.bracket],
  ['{', role.operand],
  ['|', role.operand | role.relation],
  ['=', role.relation],
  ['<', role.relation],
  ['>', role.relation],
  [',', role.separator],
  [';', role.separator],
  ['&', role.separator],
  ['.', role.separator],
])
/** By the code of the sign. */
const signs: readonly number[] = Array.from({ length: 128 }, (_, code) => signRoles.get(String.fromCharCode(code)) ?? 0)

const wordRole: (value: string) => number = remembered(value => {
  const small = value.toLowerCase()
  const joins = connectives.has(value) || connectives.has(small)
  return (
    (joins ? role.separator : role.operand) |
    (percentWords.has(small) ? role.postfix : 0) |
    (conditionWords.has(firstWord(value)) ? role.condition : 0) |
    (small === 'mod' ? role.modulo : 0)
  )
}, 2_000)

/** What commands do beside beginning an operand. */
const operators: readonly (readonly [names: readonly string[], bit: number])[] = [
  [[...postfixCommands.keys(), 'celsius', 'fahrenheit', 'prime'], role.postfix],
  [['cdot', 'times', 'times*', 'div', 'bmod'], role.product],
  [['pm', 'mp'], role.sum],
  [[...setOperators.keys()], role.sets],
  [[...relations.keys(), 'not', 'lnot', 'mid'], role.relation],
  [['wedge', 'vee'], role.logic],
  [['newline'], role.separator],
  [['pmod', 'mod'], role.modulo],
  [['forall'], role.condition],
  [[...constants.keys(), 'primes'], role.constant],
  [[...functions], role.function],
  [[...accents], role.accent],
  [[...letters.keys()], role.letter],
]
const commands: ReadonlyMap<string, number> = commandRoles()

function commandRoles(): Map<string, number> {
  const roles = new Map<string, number>()
  for (const name of [...operators.flatMap(([names]) => names), ...nonOperands])
    roles.set(name, nonOperands.has(name) || relations.has(name) || setOperators.has(name) ? 0 : role.operand)
  for (const [names, bit] of operators) for (const name of names) roles.set(name, (roles.get(name) as number) | bit)
  return roles
}
