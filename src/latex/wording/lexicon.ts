/**
 * The small words that carry meaning in an answer: connectives, negations, comparisons, articles, truth,
 * directions, empty and infinite answers. English and Chinese, one sorted set or map for each question.
 *
 * All lookups fold case first. Words of mathematics (`sin`, `mod`) belong to the table of commands.
 */
import { remembered } from '../../limits/recent-cache.ts'
import { foldCase, numberTree, numberWord, ordinalWord, scaleWord } from './number-words.ts'

export { foldCase, isNumberWord, numberTree, numberWord, ordinalWord, scaleWord } from './number-words.ts'

const ands: ReadonlySet<string> = new Set('&|along with|and|and also|as well as|plus also|et|und|и|以及|且|及|并且|和|与|與|跟'.split('|'))
const ors: ReadonlySet<string> = new Set('and/or|either|or|or else|oder|ou|или|或|或者|或是|または|또는'.split('|'))

/**
 * Which list a word builds: `and`, `or`. `either` counts as the beginning of an `or`.
 *
 * @example
 * connective('或') // 'or'
 */
export function connective(text: string): 'and' | 'or' | undefined {
  const word = foldCase(text)
  return ands.has(word) ? 'and' : ors.has(word) ? 'or' : undefined
}

/** Whether the whole text is a connective. */
export function isConnective(text: string): boolean {
  return connective(text) !== undefined
}

const negations: ReadonlySet<string> = new Set(
  "cannot can't contradiction contradictory doesn't disproved don't excluded except excluding fails false impossible improbable incorrect invalid isn't mistaken neither never no non none nope nor not refuted rejected unequal unlikely untrue without wrong 不 不对 不是 无 没有 错 错误 非 falsch falso faux incorrecto inexact keine nicht pas неверно нет не".split(
    ' ',
  ),
)
const comparisons: ReadonlySet<string> = new Set(
  'above approximately below beyond down between exceeding fewer greater larger least less lesser maximum minimum more most over smaller than times under up within 不到 不少于 不超过 之间 以上 以下 倍 多 大于 小于 少 超过'.split(
    ' ',
  ),
)
/** Words that make another number of the one before them: `squared`, `thirds` (by the words of fractions), `factorial`. */
const operations: ReadonlySet<string> = new Set(
  'complement cubed divided factorial fold half halves infinity inverse minus multiplied negative pi plus power quarter quarters reciprocal recurring repeating root squared'.split(
    ' ',
  ),
)
/** Words that count by the dozen: twelves, twenties, powers of ten that are no `scaleWord`. Their plurals count alike. */
const multitudes: ReadonlySet<string> = new Set(
  'crore dozen googol grand gross half-dozen lakh myriad quintillion score ten thou'.split(' '),
)
const isMultitude = (word: string): boolean =>
  multitudes.has(word) || (word.endsWith('s') && (multitudes.has(word.slice(0, -1)) || scaleWord(word.slice(0, -1)) !== undefined))
/** Words that doubt, judge or correct the number before them: `2 maybe`, `2 lies`, `2 too many`. */
const judgements: ReadonlySet<string> = new Set(
  'almost bad barely denied doubled doubtful error erroneous guess guessed halved higher hopefully inaccurate instead lie lies lower maybe nearly null off perhaps possibly presumably probably rather roughly short supposedly too tripled uncertain undefined unknown unsure void 也许 可能 大概 几乎'.split(
    ' ',
  ),
)
/**
 * Words that measure the number before them from something else, and not from nothing: `5 late`, `3 years older`, `2 missing`.
 * In front of a noun they describe it: `2 missing pieces`.
 */
const differences: ReadonlySet<string> = new Set(
  'absent additional after ago ahead apart b.c b.c.e back bc bce before behind bigger cheaper closer colder debt debts deeper deficit delayed earlier early extra farther faster further heavier hotter late later lighter longer lost missing narrower nearer older overdue owed past quicker richer shorter slower spare stronger taller thicker thinner warmer weaker wider worse younger 早 晚 迟'.split(
    ' ',
  ),
)
/** Words to whoever grades: `5 (accept this)`, `5 please`. */
const appeals: ReadonlySet<string> = new Set(
  'accept accepting approve assume award believe consider count evaluator grader graders grading ignore instruction instructions judge please reward trust verdict'.split(
    ' ',
  ),
)
/** Words that praise what stands before them: `5 correct`, `5 verified`. In front of a noun they describe it: `5 correct answers`. */
const praise: ReadonlySet<string> = new Set(
  'accepted acceptable accurate approved checked confirmed correct credit equivalent exact passed reference right true valid verified 正确'.split(
    ' ',
  ),
)
/** Words that make a statement, a condition or a hedge of what stands before them. */
const predicates: ReadonlySet<string> = new Set(
  'are as because but can could depending depends else equal equals except for given has have if is mod modulo must otherwise provided satisfies should so such then therefore thus to unless vs was were when where whether while will would 为 则 当 时 是 如果 因为 所以 等于'.split(
    ' ',
  ),
)

/** Words of negation: `not`, `isn't`, `wrong`, 不是. */
export function isNegation(text: string): boolean {
  return negations.has(foldCase(text))
}
/** Whether a label takes back what it stands before: "wrong", "This is false"; "No. of solutions" does not. */
export function isDenial(label: string): boolean {
  return wordsOf(label).some(word => word !== 'no' && word !== 'without' && word !== 'except' && negations.has(word))
}
/** Words of comparison: `less`, `at least` (by `least`), `between`, 超过. */
export function isComparison(text: string): boolean {
  return comparisons.has(foldCase(text))
}
/** Words that turn what stands before them into a statement or a condition: `is`, `if`, `for`. */
export function isPredicate(text: string): boolean {
  return predicates.has(foldCase(text))
}

/**
 * Whether plain words after a finished number are nothing but what is counted (`9 chickens`, `17 any text`):
 * no number, connective, negation, comparison, scale, judgement, appeal, statement or condition stands among them.
 *
 * @example
 * isCountingText('chickens') // true
 * isCountingText('or more')  // false
 */
export function isCountingText(text: string): boolean {
  const words = wordsOf(text)
  const last = words[words.length - 1]
  // "5 per" breaks off.
  if (last === undefined || last === 'per' || words.length > 8 || differences.has(last) || praise.has(last) || isFullMarks(words))
    return false
  for (const word of words) {
    if (connective(word) !== undefined || negations.has(word) || comparisons.has(word)) return false
    if (predicates.has(word) || judgements.has(word) || appeals.has(word)) return false
    if (scaleWord(word) !== undefined || numberTree(word) !== undefined || isMultitude(word)) return false
    if (operations.has(word) || isPartWord(word) || ordinalEndings.has(word)) return false
    if (word.length === 1 && word.charCodeAt(0) < 0x80) return false
    if (/[0-9=<>≤≥≠?]/.test(word)) return false
    if (word.charCodeAt(0) > 0x7f && (isMark(word.charCodeAt(0)) || hasChineseRefusal(word))) return false
  }
  return true
}

/** `12\text{th}` is a place in an order, and no count. */
const ordinalEndings: ReadonlySet<string> = new Set(['nd', 'rd', 'st', 'th'])
/** "full marks" are no unit: they are what is asked for. */
const isFullMarks = (words: readonly string[]): boolean =>
  words[0] === 'full' && words.length === 2 && /^(?:credit|marks?|points?|score)$/.test(words[1] as string)

/** `thirds`, `tenths`; a plural, so that "third" in "9 third graders" stays a word. `nines` and `sixes` are digits. */
function isPartWord(word: string): boolean {
  if (!word.endsWith('s') || word === 'seconds') return false
  const single = word.slice(0, -1)
  return ordinalWord(single) !== undefined || numberWord(single) !== undefined || word === 'sixes'
}

/** A mark that combines with what stands before it: `2\u0338` is struck out. */
const isMark = (code: number): boolean => (code >= 0x300 && code <= 0x36f) || (code >= 0x20d0 && code <= 0x20ff)

/** Chinese is not split in words, so that a word that refuses is looked for anywhere in the run. */
function hasChineseRefusal(run: string): boolean {
  return /不|次方|平方根|阶乘|分之|的|没|无|或|和|与|且|以上|以下|之间|大于|小于|超过|如果|等于|是|倍|半|万|亿|折|成$|左右|上下|错|以外|之外|除外/.test(
    run,
  )
}

/**
 * The words of a text: case folded, split at spaces, punctuation at their ends dropped.
 *
 * @example
 * wordsOf('The circles intersect.') // ['the', 'circles', 'intersect']
 */
export function wordsOf(text: string): string[] {
  const words: string[] = []
  for (const piece of foldCase(text).split(/[\s\u00a0]+/)) {
    let start = 0
    let end = piece.length
    while (start < end && isPunctuation(piece.charCodeAt(start)) && !isSigned(piece, start)) start++
    while (end > start && isPunctuation(piece.charCodeAt(end - 1))) end--
    if (end > start) words.push(piece.slice(start, end))
  }
  return words
}

/** `-4`: a minus sign before a digit is the number's, not a hyphen. */
const isSigned = (piece: string, at: number): boolean =>
  piece.charCodeAt(at) === 0x2d && piece.charCodeAt(at + 1) >= 0x30 && piece.charCodeAt(at + 1) <= 0x39

function isPunctuation(code: number): boolean {
  switch (code) {
    case 0x21:
    case 0x22:
    case 0x27:
    case 0x28:
    case 0x29:
    case 0x2a:
    case 0x2c:
    case 0x2e:
    case 0x3a:
    case 0x3b:
    case 0x3f:
    case 0x5b:
    case 0x5d:
    case 0x5f:
    case 0x60:
    case 0x7e:
    case 0x2018:
    case 0x2019:
    case 0x201c:
    case 0x201d:
    case 0x3001:
    case 0x3002:
    case 0x300a:
    case 0x300b:
    case 0x3010:
    case 0x3011:
    case 0xff01:
    case 0xff0c:
    case 0xff0e:
    case 0xff1a:
    case 0xff1b:
    case 0xff1f:
      return true
    default:
      return false
  }
}

/**
 * Short words that stand as words in mathematics too; longer runs of small letters are words anyway. Pairs that are as
 * likely a product stay out: `at`, `be`, `by`, `in`, `it`, `me`, `my`.
 */
const shortWords: ReadonlySet<string> = new Set(
  'all and any are ask bad been big blue both but can cat day did dne does dog done each east even far few for from get goes had has have her here him his how if is its job key lay left less let lie lies minus more most must near new no non none nor not now odd of off old one only or our out over own per red same see set she sine six some such sum tax ten than that the them then there they this to too top two uhr up upon use very via was way were west what when who why will win with yes yet you your'.split(
    ' ',
  ),
)

/** Months and days; as products their letters come in small. */
const calendarWords: ReadonlySet<string> = new Set('Apr Aug Dec Feb Fri Jan Jul Jun Mar May Mon Nov Oct Sat Sep Sun Thu Tue Wed'.split(' '))

/** Short names of months and days as they are printed. */
export const isCalendarWord = (text: string): boolean => calendarWords.has(text)

/**
 * Whether a run of two letters or more is a word and no product of variables. Two capitals are a segment (`NO`, `OR`).
 *
 * @example
 * isKnownWord('odd') // true
 */
export const isKnownWord: (text: string) => boolean = remembered(findWord, 2_000)

function findWord(text: string): boolean {
  if (text.length < 2 || (text.length === 2 && text.charCodeAt(1) < 97)) return false
  const word = foldCase(text)
  if (shortWords.has(word) || calendarWords.has(text) || truths.has(word) || directions.has(word)) return true
  return word.length > 2 && (numberWord(word) !== undefined || connective(word) !== undefined)
}

const currencyCodes: ReadonlySet<string> = new Set('CNY EUR GBP INR JPY RMB Rs USD'.split(' '))
/** Codes of currencies that may stand in front of their value: `USD 5`. */
export function isCurrencyCode(text: string): boolean {
  return currencyCodes.has(text)
}

const articles: ReadonlySet<string> = new Set(['a', 'an', 'the'])
export function isArticle(text: string): boolean {
  return articles.has(foldCase(text))
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['correct', true],
  ['false', false],
  ['incorrect', false],
  ['no', false],
  ['true', true],
  ['wrong', false],
  ['yes', true],
  ['不对', false],
  ['不是', false],
  ['否', false],
  ['对', true],
  ['对的', true],
  ['是', true],
  ['是的', true],
  ['正确', true],
  ['错', false],
  ['错误', false],
  ['√', true],
  ['×', false],
  ['✓', true],
  ['✗', false],
])

/** Yes, no, true and false in other languages: words of an answer, never looked for inside mathematics. */
const foreignTruths: ReadonlyMap<string, boolean> = new Map(
  [
    'ja oui sí sim да はい 네 예 vrai wahr richtig verdadero verdadeiro vero верно правда истина 真',
    'non nein não нет いいえ 아니오 아니요 faux falsch falso неверно ложь 假',
  ].flatMap((words, index) => words.split(' ').map((word): [string, boolean] => [word, index === 0])),
)

/**
 * `true` for yes, true, correct; `false` for no, false, incorrect.
 *
 * @example
 * truthOf('Yes') // true
 */
export function truthOf(text: string): boolean | undefined {
  const word = foldCase(text)
  return truths.get(word) ?? foreignTruths.get(word)
}

/** A move or a direction. The first letters of each name are what a string of moves is written in. */
export type Direction = 'up' | 'down' | 'left' | 'right' | 'north' | 'south' | 'east' | 'west'

const directions: ReadonlyMap<string, Direction> = new Map<string, Direction>([
  ['down', 'down'],
  ['downward', 'down'],
  ['downwards', 'down'],
  ['east', 'east'],
  ['left', 'left'],
  ['leftward', 'left'],
  ['north', 'north'],
  ['right', 'right'],
  ['rightward', 'right'],
  ['south', 'south'],
  ['up', 'up'],
  ['upward', 'up'],
  ['upwards', 'up'],
  ['west', 'west'],
  ['上', 'up'],
  ['下', 'down'],
  ['东', 'east'],
  ['北', 'north'],
  ['南', 'south'],
  ['右', 'right'],
  ['左', 'left'],
  ['西', 'west'],
  ['向上', 'up'],
  ['向下', 'down'],
  ['向左', 'left'],
  ['向右', 'right'],
  ['←', 'left'],
  ['↑', 'up'],
  ['→', 'right'],
  ['↓', 'down'],
  ['⬅', 'left'],
  ['⬆', 'up'],
  ['➡', 'right'],
  ['⬇', 'down'],
])

/** The direction that a word or an arrow names. */
export function directionOf(text: string): Direction | undefined {
  return directions.get(foldCase(text))
}

const moveLetters: ReadonlyMap<string, Direction> = new Map<string, Direction>([
  ['u', 'up'],
  ['d', 'down'],
  ['l', 'left'],
  ['r', 'right'],
])
const compassLetters: ReadonlyMap<string, Direction> = new Map<string, Direction>([
  ['n', 'north'],
  ['s', 'south'],
  ['e', 'east'],
  ['w', 'west'],
])

/** The move that one letter stands for among moves (`U`) or, with `compass`, among the points of the compass (`N`). */
export function moveLetter(letter: string, compass: boolean): Direction | undefined {
  return (compass ? compassLetters : moveLetters).get(foldCase(letter))
}

/** Answers that are no number and no set, and yet have one meaning. */
export type Special =
  | 'empty'
  | 'all-reals'
  | 'does-not-exist'
  | 'undefined'
  | 'infinity'
  | 'minus-infinity'
  | 'infinitely-many'
  | 'undetermined'

/** Phrases in the form that `specialOf` asks for. */
const phrases: Readonly<Record<Special, string>> = {
  empty:
    "empty|empty set|no real number|no real root|no real solution|no root|no solution|no solution exist|no such number|no value|none|null set|there are no solution|there is no solution|there are no real solution|there is no real solution|has no solution|has no real solution|无实数解|无解|没有解|空集|没有|pas de solution|aucune solution|il n'y a pas de solution|il n'y a pas de solutions|il n'y a donc pas de solutions|ensemble vide|keine lösung|keine lösungen|leere menge|sin solución|no hay solución|no tiene solución|conjunto vacío|nessuna soluzione|non ha soluzioni|insieme vuoto|sem solução|não há solução|нет решений|решений нет|нет решения|пустое множество|解なし|해가 없다|해 없음",
  'all-reals':
    'all real|all real number|all reals|any real number|every real number|set of all real number|set of real number|real number|全体实数|任意实数|一切实数|tous les réels|tous les nombres réels|alle reellen zahlen|todos los reales|todos los números reales|tutti i numeri reali|все действительные числа|すべての実数',
  'does-not-exist':
    "does not exist|dne|do not exist|limit does not exist|nonexistent|no limit|不存在|n'existe pas|existiert nicht|no existe|non esiste|não existe|не существует|存在しない",
  undefined: 'not defined|undefined|无意义|未定义|non défini|nicht definiert|indefinido|не определено|未定義',
  infinity: 'inf|infinity|plus infinity|positive infinity|无穷|无穷大|正无穷',
  'minus-infinity': 'minus infinity|negative infinity|负无穷',
  'infinitely-many':
    'infinitely many|infinitely many solution|infinite number of solution|infinite solution|there are infinitely many|there are infinitely many solution|unlimited number of solution|无数|无数个|无穷多|无穷多个|无穷多解|une infinité|une infinité de solutions|unendlich viele|unendlich viele lösungen|infinitas soluciones|infinite soluzioni|infinitas soluções|бесконечно много|бесконечно много решений|無数',
  undetermined:
    'can not be determined|can not be determined from given information|can not be found from given information|can not determine|impossible to determine|impossible to tell|indeterminate|not determinable|not determinable from given information|not enough information|not enough information given|undetermined|不能确定|无法确定',
}
const specials: ReadonlyMap<string, Special> = new Map(
  (Object.keys(phrases) as Special[]).flatMap(special =>
    phrases[special].split('|').flatMap(phrase => [[phrase, special] as const, [phrase.replaceAll(' ', ''), special] as const]),
  ),
)

/**
 * What a phrase stands for that has one meaning however it is worded: `No real solutions`, `DNE`, 无解.
 * Takes words that are normalised: folded, without articles, singular, contractions resolved; with or without the spaces.
 */
export function specialOf(phrase: string): Special | undefined {
  return specials.get(phrase)
}
