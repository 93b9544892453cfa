import type { Strategy } from '../canonical/ladder/decision.ts'
import type { Kind } from '../compare/kind.ts'

/** What an answer of each kind is, with its article. */
export const nouns = {
  asymptotic: 'an order of growth',
  'base-numeral': 'a numeral with its base',
  choice: 'a choice',
  congruence: 'a class of a modulus',
  date: 'a date',
  equation: 'an equation',
  expression: 'an expression',
  family: 'a family over a parameter',
  geometry: 'a figure or a statement about figures',
  interval: 'a set of real numbers',
  list: 'a list',
  logic: 'a logical formula',
  matrix: 'a matrix',
  notation: 'a move, a square or a chemical formula',
  number: 'a number',
  parts: 'an answer in parts',
  permutation: 'a permutation in cycles',
  piecewise: 'a function by cases',
  quantity: 'a quantity',
  ratio: 'a ratio',
  sequence: 'a sequence',
  set: 'a set',
  statement: 'a statement',
  structure: 'an algebraic structure',
  time: 'a time of day',
  tuple: 'a tuple',
  words: 'an answer in words',
} as const satisfies Record<Kind, string>

/** What `equivalent` means for a kind, where the strategy's own sentence would be too general; after "A and B …". */
const same: ReadonlyMap<Kind, Partial<Readonly<Record<Strategy, string>>>> = new Map<Kind, Partial<Readonly<Record<Strategy, string>>>>([
  ['asymptotic', { 'canonical-form': 'bound by the same function up to a constant factor' }],
  ['base-numeral', { 'exact-number': 'have the same digits, and no other base' }],
  ['congruence', { sets: 'are the same class' }],
  ['date', { words: 'are the same date, as far as both say it' }],
  ['family', { sets: 'have the same members' }],
  ['geometry', { 'canonical-form': 'name the same figures' }],
  ['interval', { sets: 'are the same set of numbers' }],
  ['logic', { 'canonical-form': 'are the same formula up to order and grouping', sets: 'say the same of the same values' }],
  ['matrix', { members: 'agree entry by entry' }],
  ['notation', { words: 'are the same notation' }],
  ['parts', { members: 'agree part by part' }],
  ['permutation', { members: 'send every element to the same place' }],
  ['piecewise', { members: 'agree piece by piece', sets: 'have the same values on the same set' }],
  [
    'quantity',
    { 'same-tree': 'are the same quantity, as far as both say it', 'exact-number': 'are the same quantity, as far as both say it' },
  ],
  ['ratio', { members: 'are the same ratio' }],
  ['sequence', { words: 'are the same sequence' }],
  ['statement', { members: 'say the same', 'canonical-form': 'say the same up to a constant factor' }],
  ['structure', { 'canonical-form': 'have the same direct factors' }],
  ['time', { 'exact-number': 'are the same time' }],
])

/** The kind's own words for what makes two answers the same; `undefined` where the strategy's will do. */
export const sameAs = (kind: Kind | null, by: Strategy): string | undefined => (kind === null ? undefined : same.get(kind)?.[by])
