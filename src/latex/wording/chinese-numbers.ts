import type { Tree } from '../../tree/tree.ts'
import { fraction, numeral } from './number-trees.ts'

/**
 * Numbers in Chinese.
 *
 *     二百零五        205        一百五        150
 *     三分之二        2/3        千分之三      3/1000
 *     负二点一四      -2.14      壹佰贰拾      120, as on cheques
 *     七成五          75 %       两个半        2 1/2
 *
 * A last digit without a place counts the next place below: 一百五 is 150, and 一百零五 is 105.
 */

/** Powers of ten that count what stands before them. */
export const chineseScales: ReadonlyMap<string, number> = new Map([
  ['千', 3],
  ['万', 4],
  ['萬', 4],
  ['百万', 6],
  ['千万', 7],
  ['亿', 8],
  ['億', 8],
  ['万亿', 12],
])

const chineseDigits: ReadonlyMap<string, number> = new Map([
  ['零', 0],
  ['〇', 0],
  ['○', 0],
  ['一', 1],
  ['二', 2],
  ['两', 2],
  ['兩', 2],
  ['三', 3],
  ['四', 4],
  ['五', 5],
  ['六', 6],
  ['七', 7],
  ['八', 8],
  ['九', 9],
  // as they are written on cheques
  ['壹', 1],
  ['贰', 2],
  ['貳', 2],
  ['叁', 3],
  ['參', 3],
  ['肆', 4],
  ['伍', 5],
  ['陆', 6],
  ['陸', 6],
  ['柒', 7],
  ['捌', 8],
  ['玖', 9],
])
const chinesePlaces: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['拾', 10],
  ['佰', 100],
  ['仟', 1000],
])
/** Parts of a place, where nothing counts it: 千分之三. */
const chineseParts: ReadonlyMap<string, string> = new Map([
  ['千', '1000'],
  ['万', '10000'],
  ['萬', '10000'],
])

/** The tree of a number in Chinese, fractions and negative ones included. */
export function chineseTree(text: string): Tree | undefined {
  if (text.startsWith('负') || text.startsWith('負')) {
    const operand = chineseTree(text.slice(1))
    return operand === undefined || operand.type === 'negate' ? undefined : { type: 'negate', operand }
  }
  if (text === '半' || text === '一半') return fraction('1', '2')
  const tenths = /^(.)成(.?)$/.exec(text)
  if (tenths !== null) {
    const digits = [tenths[1], tenths[2] === '' ? '零' : tenths[2]].map(sign => chineseDigits.get(sign as string))
    const [first, second] = digits as [number | undefined, number | undefined]
    if (first === undefined || second === undefined) return undefined
    return { type: 'postfix', operator: 'percent', operand: numeral(String(first * 10 + second)) }
  }
  // 两个半小时
  if (text.endsWith('个半')) {
    const whole = chineseInteger(text.slice(0, -2))
    return whole === undefined ? undefined : { type: 'mixed', whole: numeral(whole), fraction: fraction('1', '2') }
  }
  if (text.startsWith('百分之')) {
    const operand = chineseNumber(text.slice(3))
    return operand === undefined ? undefined : { type: 'postfix', operator: 'percent', operand: numeral(operand) }
  }
  const over = text.indexOf('分之')
  if (over < 0) {
    const value = chineseNumber(text)
    return value === undefined ? undefined : numeral(value)
  }
  const again = text.indexOf('又')
  const below = text.slice(again + 1, over)
  const denominator = chineseParts.get(below) ?? chineseInteger(below)
  const numerator = chineseInteger(text.slice(over + 2))
  if (denominator === undefined || numerator === undefined || denominator === '0') return undefined
  if (again < 0) return fraction(numerator, denominator)
  const whole = chineseInteger(text.slice(0, again))
  if (whole === undefined) return undefined
  return {
    type: 'mixed',
    whole: numeral(whole),
    fraction: fraction(numerator, denominator),
  }
}

/** The lexeme of a number in Chinese that is no fraction, 二点五 included. */
export function chineseNumber(text: string): string | undefined {
  const point = text.indexOf('点')
  if (point < 0) return chineseInteger(text)
  const whole = chineseInteger(text.slice(0, point))
  let digits = ''
  for (const sign of text.slice(point + 1)) {
    const digit = chineseDigits.get(sign)
    if (digit === undefined) return undefined
    digits += String(digit)
  }
  return whole === undefined || digits === '' ? undefined : `${whole}.${digits}`
}

/** 二百零五, 一万二千, 二〇二四 (digit by digit). */
export function chineseInteger(text: string): string | undefined {
  if (text === '') return undefined
  let digitwise = ''
  for (const sign of text) {
    const digit = chineseDigits.get(sign)
    if (digit === undefined) {
      digitwise = ''
      break
    }
    digitwise += String(digit)
  }
  if (digitwise !== '') return digitwise.length === 1 || !digitwise.startsWith('0') ? digitwise : undefined
  let total = 0n
  let section = 0
  let digit = -1
  let place = 10_000
  let scale = 100
  // What a last digit without a place counts: the places below the one before it, 一百五 is 150; behind 零 it counts ones.
  let below = 1n
  for (const sign of text) {
    const value = chineseDigits.get(sign)
    const step = chinesePlaces.get(sign)
    if (value !== undefined) {
      if (digit > 0) return undefined
      digit = value
      if (value === 0) below = 1n
    } else if (step !== undefined) {
      if (step >= place || digit === 0) return undefined
      if (digit < 0 && (step !== 10 || section !== 0)) return undefined
      section += (digit < 0 ? 1 : digit) * step
      place = step
      below = BigInt(step / 10)
      digit = -1
    } else {
      const power = chineseScales.get(sign)
      if (power === undefined || power < 4 || power >= scale) return undefined
      // 一百五万 leaves open what the 5 counts.
      if (digit > 0 && below > 1n) return undefined
      section += Math.max(digit, 0)
      if (section === 0) return undefined
      total += BigInt(section) * 10n ** BigInt(power)
      section = 0
      digit = -1
      place = 10_000
      below = 10n ** BigInt(power - 1)
      scale = power
    }
  }
  if (digit === 0) return undefined
  return String(total + BigInt(section) + BigInt(Math.max(digit, 0)) * below)
}
