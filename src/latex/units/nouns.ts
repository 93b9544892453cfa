import { directionOf, isCountingText, wordsOf } from '../wording/lexicon.ts'
import { noUnit, type Unit } from './algebra.ts'

/** Counted things: plain words behind a finished number, in the singular. */

/**
 * A unit of counting: plain words after a finished number. `units` names nothing and is no noun.
 *
 * @example
 * countingUnit('chickens')?.nouns // ['chicken']
 * countingUnit('or more')         // undefined
 */
export function countingUnit(text: string): Unit | undefined {
  const area = unnamedUnits.get(text.trim().toLowerCase())
  if (area !== undefined) return { ...noUnit, nouns: [area], label: `${area}s` }
  if (factors.has(text.trim().toLowerCase())) return { ...noUnit, nouns: ['times'], label: 'times' }
  if (!isCountingText(text)) return undefined
  const words = wordsOf(text)
  return { ...noUnit, nouns: nounsOf(words), label: words.join(' ') }
}

/** `1.5 times`, 4倍: alone behind a number they say that it is a factor; "5 times as many" and "5 times 3" are no units. */
const factors: ReadonlySet<string> = new Set(['times', '倍'])

/** Whether a unit says that the number is a factor. */
export const isFactor = ({ nouns }: Unit): boolean => nouns.length === 1 && nouns[0] === 'times'

/** Other spellings of the square and the cube of a unit that has no name. */
const unnamedUnits: ReadonlyMap<string, string> = new Map([
  ['cu. unit', 'cubic unit'],
  ['cu. units', 'cubic unit'],
  ['sq. unit', 'square unit'],
  ['sq. units', 'square unit'],
  ['units cubed', 'cubic unit'],
  ['units squared', 'square unit'],
  ['units^2', 'square unit'],
  ['units^3', 'cubic unit'],
  ['units²', 'square unit'],
  ['units³', 'cubic unit'],
])

/** Words that say nothing about what is counted. */
const idle: ReadonlyMap<string, true> = new Map(
  [
    'a',
    'about',
    'all',
    'altogether',
    'an',
    'answer',
    'away',
    'different',
    'distinct',
    'due',
    'each',
    'exactly',
    'in',
    'of',
    'only',
    'possible',
    'square',
    'the',
    'total',
    'unit',
    'value',
    '个',
    '单位',
    '共',
  ].map(word => [word, true]),
)
/** What words count, in the singular, without those that say nothing; units of no name keep their power. */
export function nounsOf(words: readonly string[]): readonly string[] {
  const nouns: string[] = []
  for (const [at, word] of words.entries()) {
    const noun = singular(word)
    const power = noun === 'unit' ? unnamedPowers.get(words[at - 1] ?? '') : undefined
    if (power !== undefined) nouns.push(power === 2 ? 'square unit' : 'cubic unit')
    else if (!idle.has(noun) && !(unnamedPowers.has(word) && singular(words[at + 1] ?? '') === 'unit')) nouns.push(noun)
  }
  return nouns
}

const unnamedPowers: ReadonlyMap<string, number> = new Map([
  ['square', 2],
  ['sq', 2],
  ['cubic', 3],
  ['cu', 3],
])

/**
 * The power of a unit of length that has no name: 2 for square units, 3 for cubic units.
 *
 * @example
 * unnamedPower(['square unit']) // 2
 */
export function unnamedPower(nouns: readonly string[]): 2 | 3 | undefined {
  return nouns.includes('square unit') ? 2 : nouns.includes('cubic unit') ? 3 : undefined
}

/**
 * The directions among the nouns of a unit, in order: those of the compass and of turns always, and up, down, left and right
 * where a length or a force has them; "5 apples left" are still there.
 */
export function directionsOf({ nouns, dimensions }: Unit): readonly string[] {
  const moved = dimensions.has('m') || dimensions.has('kg') || nouns.includes('step')
  return nouns.flatMap(written => {
    // `m/s east`: the word stands behind the unit that is divided by.
    const noun = written.startsWith('per ') ? written.slice(4) : written
    const name = turns.get(noun) ?? directionOf(noun) ?? (compass.has(noun) ? noun : undefined)
    return name === undefined || (!moved && aside.has(noun)) ? [] : [name]
  })
}

const turns: ReadonlyMap<string, string> = new Map([
  ['clockwise', 'clockwise'],
  ['counterclockwise', 'counterclockwise'],
])
/** Words that name a direction only of what moves or pulls. */
const aside: ReadonlySet<string> = new Set(['down', 'left', 'right', 'up'])
const compass: ReadonlySet<string> = new Set(['northeast', 'northwest', 'southeast', 'southwest'])

const irregular: ReadonlyMap<string, string> = new Map([
  ['anti-clockwise', 'counterclockwise'],
  ['anticlockwise', 'counterclockwise'],
  ['children', 'child'],
  ['counter-clockwise', 'counterclockwise'],
  ['dice', 'die'],
  ['does', 'does'],
  ['feet', 'foot'],
  ['geese', 'goose'],
  ['halves', 'half'],
  ['indices', 'index'],
  ['knives', 'knife'],
  ['leaves', 'leaf'],
  ['lives', 'life'],
  ['loaves', 'loaf'],
  ['matrices', 'matrix'],
  ['men', 'man'],
  ['mice', 'mouse'],
  ['people', 'person'],
  ['persons', 'person'],
  ['shelves', 'shelf'],
  ['teeth', 'tooth'],
  ['vertices', 'vertex'],
  ['wolves', 'wolf'],
  ['women', 'woman'],
])
/**
 * The singular of an English noun, by rule; words that are no plural stay. Of words with two spellings it is one of them.
 *
 * @example
 * singular('boxes') // 'box'
 */
export function singular(word: string): string {
  const known = irregular.get(word)
  if (known !== undefined) return known
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || word.endsWith('us') || word.endsWith('is')) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ch|sh|ss|x|zz)es$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** Whether two sets of nouns may name the same things: one says no more than the other. */
export function nounsAgree(a: readonly string[], b: readonly string[]): boolean {
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  return few.every(noun => many.includes(noun))
}
