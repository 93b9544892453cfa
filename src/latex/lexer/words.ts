import { remembered } from '../../limits/recent-cache.ts'
import { isCurrencyCode, isKnownWord } from '../wording/lexicon.ts'
import { functions, operatorNames, plainFunctions, plainNames } from './commands.ts'

/** Words and patterns that tell the lexer what a run of letters is. */

/** And, or: French, German, Spanish. */
export const foreignConnectives: ReadonlyMap<string, 'and' | 'or'> = new Map([
  ['et', 'and'],
  ['o', 'or'],
  ['oder', 'or'],
  ['ou', 'or'],
  ['und', 'and'],
  ['y', 'and'],
])
export const valueFollows = /^\s+[-+$({\\0-9A-Za-z]/
/** A numeral that ends the answer, or a name and its relation. */
export const numeralOrEquation = /^\s+(?:-?[0-9][0-9.,]*\s*$|[A-Za-z]\s*[=<>≤≥])/
/** `\\\\[2pt]`: more space below a row. */
export const rowSpace = /\[ *-?[\d.]+ *(?:bp|cm|em|ex|in|mm|mu|pc|pt) *\]/y
export const forOneName = /^ (?:[A-Za-z]|\$[A-Za-z]\$) (?:is|are) /
export const calculus = /^ *(?:(?:arc)?(?:sin|cos|tan|cot|csc)|sinh|cosh|tanh|ln|log|lg|exp) *$/
export const appliedTo = /^ ?(?:(?:\\left ?)?[({^_]|[0-9A-Za-z]|\\(?:alpha|beta|frac|lambda|omega|phi|pi|sqrt|theta|varphi))/
export const leastOrMost = /^ +(?:least|most)/

export const hasLatinLetter = /[A-Za-z]/
export const otherScript = /[\u0370-\u0e7f]/

/** What makes of an x behind a numeral the sign of a product: `6.02 x 10^23`. */
export const powerOfTen = /^ ?10(?:\^|\*\*|[⁰¹²³⁴-⁹⁻])/

/** Connectives of logic as they are typed. */
export const connectives =
  /[∧∨⇒⇔↔→]|\\(?:land|lor|wedge|vee|implies|iff|to|Rightarrow|rightarrow|leftrightarrow|Leftrightarrow)(?![A-Za-z])/

export const ordinalEndings: ReadonlySet<string> = new Set(['nd', 'rd', 'st', 'th'])

export const logicSigns: ReadonlySet<string> = new Set(['iff', 'implies', 'lnot', 'vee', 'wedge'])

/** Modules that programs take mathematics from. */
export const codeModules: ReadonlySet<string> = new Set(['Math', 'cmath', 'math', 'np', 'numpy', 'sp', 'sympy'])

/** Operators that converters set in braces: `{\times}`. */
export const bracedOperators: ReadonlySet<string> = new Set(['cap', 'cdot', 'cup', 'div', 'mp', 'pm', 'setminus', 'times'])
/** Functions whose names are nouns as well: the floor of a house. */
export const nouns: ReadonlySet<string> = new Set(['ceiling', 'floor', 'round', 'sign'])
export const unknowns = /^[xyz]+$/
/** An article, or a word that is none of those between two formulas. */
export const introducesNoun = (word: string): boolean => /^the$/i.test(word) || (word.length > 3 && !isKnownWord(word))

/** Words behind a letter that leave it a name: `a mod 7`, `a for x>0`. */
export const noNouns: ReadonlySet<string> = new Set(['for', 'mod', 'when', 'where', 'whenever', 'with', 'provided', 'unless', 'percent'])

/** What begins the direction of a vector behind its size: 5 N 方向竖直向下. */
export const bearing = /^(?:方向|竖直|水平|顺时针|逆时针|沿)/
/** Words of a relation behind 与 and its object. */
export const standsTo = /^与[^，。；、,;$\n]{0,12}?(?:相反|相同|相等|同向|反向|平行|垂直|重合|一致)/
/** Characters that join two answers wherever they stand. */
export const cjkConnectives: ReadonlySet<string> = new Set(['或', '和', '且', '及', '与', 'と'])
export const cjkPairs: ReadonlySet<string> = new Set(['以及', '并且', '或者', '或是'])

/** White on a white page cannot be seen. */
export const isWhite = (colour: string): boolean => ['white', '#fff', '#ffffff', 'transparent'].includes(colour.trim().toLowerCase())

/** What a run of letters says by itself, wherever it stands. */
export interface Run {
  readonly run: string
  /** A code in front of its value: `USD 5`. */
  readonly currency: boolean
  /** And, or, in another language. */
  readonly joint: 'and' | 'or' | undefined
  /** A module that programs take mathematics from. */
  readonly module: boolean
  /** A function whose name is a noun as well. */
  readonly noun: boolean
  /** The command that it is where it is written upright. */
  readonly operator: string | undefined
  /** The command that it is. */
  readonly command: string | undefined
  readonly known: boolean
  /** It begins with the name of a function, and has at most two letters more. */
  readonly applied: boolean
  readonly capitals: boolean
}

/** Runs come again in all answers, and so each is looked up in the tables once. */
export const runOf: (run: string) => Run = remembered(
  run => ({
    run,
    currency: isCurrencyCode(run),
    joint: foreignConnectives.get(run),
    module: codeModules.has(run),
    noun: nouns.has(run),
    operator: operatorNames.get(run),
    command: plainFunctions.get(run) ?? plainNames.get(run),
    known: run === 'mod' || isKnownWord(run),
    applied: isAppliedName(run.slice(0, -1)) || isAppliedName(run.slice(0, -2)),
    capitals: /^[A-Z]+$/.test(run),
  }),
  2_000,
)

/** A function of one number that is known by the same name without a backslash. */
export const isAppliedName = (name: string): boolean => functions.has(name) && plainFunctions.has(name) && !fenced.has(name)
/** Functions whose arguments stand in a fence: "mine", "floors" and "absx" are words. */
const fenced: ReadonlySet<string> = new Set('abs ceiling dim floor gcd ker lcm max min rank round sign sup'.split(' '))
