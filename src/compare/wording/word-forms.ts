import { foldCase } from '../../latex/wording/lexicon.ts'
import { singular } from '../../latex/units/units.ts'
/** Forms of words that mean the same, token by token. */

/**
 * Chinese words without what says nothing: 充分不必要条件 names what 充分不必要 says already, 方向竖直向下 what 竖直向下 does; 为 and 是
 * are one verb, 的 may be left out, and a letter is a point or a segment as well without the noun.
 */
export function withoutParticles(word: string): string {
  if (!/[\u4e00-\u9fff]/.test(word)) return word
  const plain = word
    .replace(/为/g, '是')
    .replace(/^方向是?(?=[竖水沿向垂与])/, '')
    .replace(/的/g, '')
    .replace(/(?:点|线段)(?=[a-z])/g, '')
    .replace(/_\{([a-z0-9])\}/g, '_$1')
  return plain.length > 3 && plain.endsWith('条件') ? plain.slice(0, -2) : plain
}

const romans: readonly string[] = ['i', 'ii', 'iii', 'iv']

/** "second quadrant", "Quadrant II" and 第二象限 are one place. */
export function withQuadrants(words: readonly string[]): readonly string[] {
  const out: string[] = []
  for (let i = 0; i < words.length; i++) {
    const [word, next] = [words[i] as string, words[i + 1] ?? '']
    const chinese = /^第([一二三四])象限$/.exec(word)
    // "2 quadrants" counts them.
    const before = next === 'quadrant' && !/^\d$/.test(word) ? placeOf(word) : 0
    const behind = word === 'quadrant' && !/^\d\.$/.test(next) ? placeOf(next) : 0
    const place = chinese !== null ? '一二三四'.indexOf(chinese[1] as string) + 1 : before || behind
    if (place > 0 && chinese === null) i++
    out.push(place > 0 ? `quadrant ${place}` : word)
  }
  return out
}

/** 2 for `ii`, `2` and `2.`; 0 for what counts no quadrant. */
const placeOf = (word: string): number => romans.indexOf(word) + 1 || (/^[1-4]\.?$/.test(word) ? Number(word[0]) : 0)

/** Whether a token is the Roman numeral of a quadrant. */
export const isRoman = (token: unknown): token is string => typeof token === 'string' && romans.includes(token)

/** The quadrant that a numeral counts, as `withQuadrants` writes it. */
export const quadrantOf = (numeral: string): string => `quadrant ${placeOf(numeral)}`

/** "logarithmic" for "a logarithmic function": the noun that such a word always describes is left out on one side. */
export function sameButHead(reference: readonly string[], given: readonly string[]): boolean {
  const [long, short] = reference.length > given.length ? [reference, given] : [given, reference]
  const [head, last] = [long[long.length - 1], short[short.length - 1]]
  if (head === undefined || last === undefined || long.length !== short.length + 1) return false
  return short.every((word, at) => word === long[at]) && heads.get(head)?.has(last) === true
}

/** Nouns, and the words that say all without them. */
const heads: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['angle', wordSet('acute obtuse reflex')],
  ['condition', wordSet('necessary sufficient unnecessary insufficient')],
  ['function', wordSet('constant cubic even exponential linear logarithmic odd piecewise polynomial quadratic rational trigonometric')],
  ['number', wordSet('composite even irrational odd prime rational')],
  ['sequence', wordSet('arithmetic geometric')],
  ['triangle', wordSet('equilateral isosceles scalene')],
])

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(singular))
}

/** Signs, and the words that say them. */
const signs: readonly (readonly [signs: string, words: string])[] = [
  ['>', 'greater than|greater|more than|bigger than|larger than|is greater than|大于'],
  ['<', 'less than|less|smaller than|fewer than|is less than|小于'],
  ['=', 'equal|equals|equal to|is equal to|等于'],
  ['★ ☆ bigstar', 'star|五角星|星星|星'],
  ['● ○ bigcirc', 'circle|圆|圆形'],
  ['■ □', 'square|正方形'],
  ['▲ △ triangle', 'triangle|三角形'],
  ['◆ ◇', 'diamond|菱形'],
  ['♥ ♡ ❤', 'heart|心形|爱心'],
]
const placesOf = (side: 0 | 1, between: string): ReadonlyMap<string, number> =>
  new Map(signs.flatMap((row, place) => row[side].split(between).map(written => [written, place] as const)))
const [signPlaces, wordPlaces] = [placesOf(0, ' '), placesOf(1, '|')]

/** Whether one text is a sign and the other says it, or both say one: `>` and "greater than"; ● is no ○. */
export function sameSign(a: string, b: string): boolean {
  const [said, other] = [wordPlaces.get(foldCase(a)), wordPlaces.get(foldCase(b))]
  if (said === undefined && other === undefined) return false
  return (said ?? signPlaces.get(a)) === (other ?? signPlaces.get(b))
}
