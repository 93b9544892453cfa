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
