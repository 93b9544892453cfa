/**
 * What published functions take for equal beside what our verdict says under their policy.
 */
import { lowerAscii } from '../../extract/characters.ts'

/**
 * Words as products of letters and comma lists as sets, as Math-Verify reads them: `listen` = `silent`, `up, left` = `left, up, up`.
 *
 * @example
 * areCommutingLetters('UDLR', 'LRUD') // true
 * areCommutingLetters('UDLR', 'UDL') // false
 */
export function areCommutingLetters(prediction: string, reference: string): boolean {
  const left = letterProducts(prediction)
  const right = letterProducts(reference)
  return left !== undefined && right !== undefined && left === right
}

/** The set of the members, each with its letters in alphabetical order. */
function letterProducts(text: string): string | undefined {
  if (text.length > 1_000 || !/^[A-Za-z ,]+$/.test(text)) return undefined
  const members = text.split(',').map(member => [...member.replaceAll(' ', '')].sort().join(''))
  return members.includes('') ? undefined : [...new Set(members)].sort().join(',')
}

/** Our verdict on two texts. */
export type Same = (prediction: string, reference: string) => boolean

/** Members that are compared with each other. */
const mostMembers = 12

/**
 * Lists, tuples and sets as sets: neither order nor repeats nor brackets count.
 *
 * @example
 * areEqualSets('(2,1)', '1, 1, 2', (a, b) => a === b) // true
 * areEqualSets('1, 2', '1, 2, 3', (a, b) => a === b) // false
 */
export function areEqualSets(prediction: string, reference: string, same: Same): boolean {
  const left = members(prediction)
  const right = members(reference)
  if (left.includes('') || right.includes('') || left.length * right.length === 1) return false
  if (left.length > mostMembers || right.length > mostMembers) return false
  return left.every(a => right.some(b => same(a, b))) && right.every(b => left.some(a => same(a, b)))
}

/** What stands between commas outside brackets, after one pair of brackets round the whole. */
function members(text: string): readonly string[] {
  const trimmed = text.trim()
  const open = /^(?:\\left)? ?\\?[{([]/.exec(trimmed)?.[0].length ?? 0
  const close = open === 0 ? 0 : (/(?:\\right)? ?\\?[})\]]$/.exec(trimmed)?.[0].length ?? 0)
  const inner = close === 0 ? undefined : split(trimmed.slice(open, trimmed.length - close))
  return inner ?? split(trimmed) ?? [text]
}

/** `undefined` when brackets do not match. */
function split(text: string): readonly string[] | undefined {
  const found: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if ('{(['.includes(character)) depth += 1
    else if ('})]'.includes(character) && --depth < 0) return undefined
    if (character !== ',' || depth > 0) continue
    found.push(text.slice(from, at).trim())
    from = at + 1
  }
  found.push(text.slice(from).trim())
  return depth === 0 ? found : undefined
}

/**
 * MM-EUREKA's last resort: the letter of the gold stands somewhere in the answer, and no other of a to d does.
 *
 * @example
 * holdsOnlyLetter('not B', 'B') // true
 */
export function holdsOnlyLetter(prediction: string, reference: string): boolean {
  const letter = lowerAscii(reference.trim())
  const text = lowerAscii(prediction)
  if (!['a', 'b', 'c', 'd'].includes(letter) || !text.includes(letter)) return false
  return !['a', 'b', 'c', 'd'].some(other => other !== letter && text.includes(other))
}

/**
 * VL-Rethinker's choice: the answer begins with the letter.
 *
 * @example
 * beginsWithLetter('B or C', 'B') // true
 */
export const beginsWithLetter = (prediction: string, reference: string): boolean =>
  /^[A-K]$/.test(reference.trim()) && prediction.trim().startsWith(reference.trim())

/**
 * The letter that DeepVision's clean-up makes of a box: a letter before a mark or a blank, in brackets, or alone.
 *
 * @example
 * choiceLetter('a 5') // 'A'
 * choiceLetter('12') // undefined
 */
export function choiceLetter(box: string): string | undefined {
  const text = box.replaceAll('\\text', '').replaceAll('\\mathrm', '').replaceAll('{', '').replaceAll('}', '').trim()
  const found = /^([A-Za-z])(?:[.\s、:）)\]]|$)/.exec(text) ?? /^[（(] ?([A-Za-z]) ?[）)]/.exec(text)
  return found?.[1] === undefined ? undefined : asciiUpper(found[1])
}

/**
 * The text that DAPO compares: the last side of an equation, without mathematics marks, units and thousands commas (the clean-up of
 * Lewkowycz et al. 2022, "Minerva", shortened to what decides here).
 *
 * @example
 * minervaText('x = 6 = 5') // '5'
 * minervaText('$\\boxed{1,000}$ dollars') // '1000'
 */
export function minervaText(answer: string): string {
  let text = answer.split('=').at(-1) as string
  for (const [from, to] of removed) text = text.replaceAll(from, to)
  const words = text.split(' ').filter(word => word !== '' && !minervaUnits.has(word))
  text = words.join('')
  return /^[\d,]+$/.test(text) ? text.replaceAll(',', '') : text
}

const removed: readonly (readonly [string, string])[] = [
  ['$', ''],
  ['\\%', ''],
  ['%', ''],
  ['\\left', ''],
  ['\\right', ''],
  ['\\boxed{', ''],
  ['\\text{', ' '],
  ['\\textbf{', ''],
  ['}', ''],
  ['\\dfrac{', '\\frac{'],
  ['\\tfrac{', '\\frac{'],
  ['an ', ''],
  ['a ', ''],
  ['.\n', ''],
]

const minervaUnits: ReadonlySet<string> = new Set([
  'square',
  'ways',
  'integers',
  'dollars',
  'mph',
  'inches',
  'ft',
  'hours',
  'km',
  'units',
  'points',
  'feet',
  'minutes',
  'digits',
  'cents',
  'degrees',
  'cm',
  'm',
  'pounds',
  'meters',
])

/**
 * Video-R1's numbers: both with a decimal point or both without, and equal when rounded to two places.
 *
 * @example
 * areRoundedEqual('0.001', '0.004') // true
 * areRoundedEqual('2.0', '2') // false
 */
export function areRoundedEqual(prediction: string, reference: string): boolean {
  const [left, right] = [plainNumber(prediction), plainNumber(reference)]
  if (left === undefined || right === undefined) return false
  return hasPoint(prediction) === hasPoint(reference) && rounded(left) === rounded(right)
}

export const isPlainNumber = (text: string): boolean => plainNumber(text) !== undefined

const hasPoint = (text: string): boolean => text.includes('.') || text.includes(',')
const rounded = (value: number): number => Math.floor(value * 100 + 0.5)

function plainNumber(text: string): number | undefined {
  const trimmed = text.trim().replaceAll(',', '')
  return trimmed.length <= 40 && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(trimmed) ? Number(trimmed) : undefined
}

const asciiUpper = (text: string): string => text.replace(/[a-z]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 32))
