import { homeOf } from '../../src/latex/wording/homes.ts'
import {
  connective,
  directionOf,
  isCalendarWord,
  isComparison,
  isCurrencyCode,
  isDenial,
  isKnownWord,
  isNegation,
  isPredicate,
  numberTree,
  numberWord,
  ordinalWord,
  scaleWord,
  truthOf,
} from '../../src/latex/wording/lexicon.ts'
import { toText } from '../../src/latex/print/text.ts'
import {
  conversion,
  countingUnit,
  directionsOf,
  isFactor,
  isUnitWord,
  nounsAgree,
  otherMeanings,
  singular,
  type Unit,
  unitOf,
  unnamedPower,
} from '../../src/latex/units/units.ts'

/** All that the tables of words say about a text, in one line: `number 5; unit 1/1000 m1 'mm'; counts cat`. `m -> cm` asks for both. */
export function meaningOf(text: string): string {
  const [from, to] = text.split(' -> ')
  return from === undefined || to === undefined ? alone(text) : together(from, to)
}

/** How a value in one unit is brought to the other, and whether both may count the same. */
function together(from: string, to: string): string {
  const [a, b] = [unitOf(from) ?? countingUnit(from), unitOf(to) ?? countingUnit(to)]
  const found = a && b && conversion(a, b)
  if (found === undefined) return a && b ? 'no conversion' : 'no unit'
  const { factor, pi, shift } = found
  const nouns = nounsAgree(a?.nouns ?? [], b?.nouns ?? []) ? '' : ' other nouns'
  return `· ${factor.num}/${factor.den}${pi === 0 ? '' : `·π^${pi}`}${shift === undefined ? '' : ` + ${shift.num}/${shift.den}`}${nouns}`
}

function alone(text: string): string {
  const [tree, unit, counted] = [numberTree(text), unitOf(text), countingUnit(text)]
  const said: readonly (readonly [what: string, value: unknown])[] = [
    ['number', tree && `${tree.type} ${toText(tree)}`],
    ['numeral', tree?.type === 'number' ? undefined : numberWord(text)],
    ['place', ordinalWord(text)],
    ['scale', scaleWord(text)],
    ['unit', unit && [unit, ...otherMeanings(unit)].map(written).join(' or ')],
    ['counts', counted && written(counted)],
    ['one', counted === undefined || singular(text) === text ? undefined : singular(text)],
    ['home', home(text)],
    ['truth', truthOf(text)],
    ['direction', directionOf(text)],
    ['joins', connective(text)],
    ['symbol', isUnitWord(text) ? 'always' : isUnitWord(text, true) ? 'set off' : undefined],
    ['is', flags.flatMap(([name, holds]) => (holds(text) ? [name] : [])).join(' ') || undefined],
  ]
  return said.flatMap(([what, value]) => (value === undefined ? [] : [`${what} ${value}`])).join('; ')
}

const flags: readonly (readonly [name: string, holds: (text: string) => boolean])[] = [
  ['word', isKnownWord],
  ['calendar', isCalendarWord],
  ['currency', isCurrencyCode],
  ['negation', isNegation],
  ['denial', isDenial],
  ['comparison', isComparison],
  ['predicate', isPredicate],
]

/** `127/5000 m1 'in' long →left` */
function written(unit: Unit): string {
  const factor = `${unit.num}${unit.den === 1n ? '' : `/${unit.den}`}${unit.pi === 0 ? '' : `·π^${unit.pi}`}`
  const dimensions = [...unit.dimensions].map(([name, power]) => name + power).join('')
  const offset = unit.offset === undefined ? '' : `+${unit.offset.num}/${unit.offset.den}`
  const scale = unit.scale === 0 ? '' : `e${unit.scale}`
  const directions = directionsOf(unit).map(name => `→${name}`)
  const power = unnamedPower(unit.nouns)
  const times = isFactor(unit) ? ['a factor'] : []
  return [
    factor + offset + scale,
    dimensions,
    `'${unit.label}'`,
    unit.nouns.join(','),
    ...directions,
    ...times,
    power === undefined ? '' : `^${power}`,
  ]
    .filter(part => part !== '')
    .join(' ')
}

function home(words: string): string | undefined {
  const found = homeOf(words)
  return found && `${found.part} ${found.set}${found.constant ? ' constant' : ''}`
}
