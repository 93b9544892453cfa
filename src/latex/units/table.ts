import { foldCase } from '../wording/number-words.ts'
import { type Fraction, reduced, type Unit } from './algebra.ts'

/**
 * The units by name: one table, sorted by quantity, and the rules that find a name in it.
 *
 * SI prefixes are applied by rule, so the table holds `metre` and not `kilometre`. Symbols are case-sensitive (`mm`,
 * `Mm`), names are not; a symbol in wrong case is understood where nothing else is meant (`KG`, `Km`).
 *
 * Factors: the exact definitions of the SI Brochure (9th edition) and of the international yard and pound (1959);
 * gallon, quart, pint and fluid ounce are those of the USA.
 */
type Prefixes = 'si' | 'none'
interface Entry {
  readonly symbols: readonly string[]
  /** Singular and irregular plural names, folded; a regular plural is understood. */
  readonly names: readonly string[]
  readonly dimensions: string
  /** `a/b` or an integer or a decimal, times a power of ten. */
  readonly factor: string
  readonly prefixes: Prefixes
  readonly pi?: number
  readonly offset?: string
}

const unit = (
  symbols: string,
  names: string,
  dimensions: string,
  factor: string,
  prefixes: Prefixes = 'none',
  pi?: number,
  offset?: string,
): Entry => ({
  symbols: symbols === '' ? [] : symbols.split(' '),
  names: names === '' ? [] : names.split('|'),
  dimensions,
  factor,
  prefixes,
  ...(pi === undefined ? {} : { pi }),
  ...(offset === undefined ? {} : { offset }),
})

/** By quantity, then by size. A dimension is a list of base letters and powers. */
const table: readonly Entry[] = [
  // length
  unit('m', 'metre|meter|米|公尺', 'm1', '1', 'si'),
  unit('', 'micron', 'm1', '1/1000000'),
  unit('Å', 'angstrom|ångström|埃', 'm1', '1/10000000000'),
  unit('in ″', 'inch|inches|英寸', 'm1', '127/5000'),
  unit('ft ′', 'foot|feet|英尺', 'm1', '381/1250'),
  unit('yd yds', 'yard|码', 'm1', '1143/1250'),
  unit('', 'rod', 'm1', '50292/10000'),
  unit('', 'furlong', 'm1', '201168/1000'),
  unit('mi', 'mile|英里', 'm1', '1609344/1000'),
  unit('nmi', 'nautical mile|海里', 'm1', '1852'),
  unit('ly', 'light year|lightyear|光年', 'm1', '9460730472580800'),
  unit('au AU', 'astronomical unit|天文单位', 'm1', '149597870700'),
  unit('', '公里', 'm1', '1000'),
  unit('', '里', 'm1', '500'),
  unit('', '丈', 'm1', '10/3'),
  unit('', '尺', 'm1', '1/3'),
  unit('', '寸', 'm1', '1/30'),
  // area
  unit('ha', 'hectare|公顷', 'm2', '10000'),
  unit('sqm', '', 'm2', '1'),
  unit('', 'acre|英亩', 'm2', '40468564224/10000000'),
  unit('', '亩', 'm2', '2000/3'),
  // volume
  unit('L l ℓ', 'litre|liter|升|公升', 'm3', '1/1000', 'si'),
  unit('cc', '', 'm3', '1/1000000'),
  unit('gal gals', 'gallon|加仑', 'm3', '3785411784/1000000000000'),
  unit('qt qts', 'quart|夸脱', 'm3', '946352946/1000000000000'),
  unit('pt pts', 'pint|品脱', 'm3', '473176473/1000000000000'),
  unit('', 'cup', 'm3', '473176473/2000000000000'),
  unit('', 'fluid ounce', 'm3', '473176473/16000000000000'),
  unit('tbsp', 'tablespoon', 'm3', '473176473/32000000000000'),
  unit('tsp', 'teaspoon', 'm3', '473176473/96000000000000'),
  // mass
  unit('g gm', 'gram|gramme|克', 'k1', '1/1000', 'si'),
  unit('', '公斤', 'k1', '1'),
  unit('', '斤', 'k1', '1/2'),
  unit('', '两', 'k1', '1/20'),
  unit('t', 'tonne|ton|metric ton|吨', 'k1', '1000', 'si'),
  unit('lb lbs', 'pound|磅', 'k1', '45359237/100000000'),
  unit('oz', 'ounce|盎司', 'k1', '45359237/1600000000'),
  unit('ct', 'carat|克拉', 'k1', '1/5000'),
  unit('amu Da', 'dalton|atomic mass unit', 'u1', '1'),
  // time; months and years have no fixed number of days
  unit('s sec secs', 'second|秒|秒钟', 's1', '1', 'si'),
  unit('min mins', 'minute|分钟', 's1', '60'),
  unit('h hr hrs', 'hour|小时|个小时|时|钟头', 's1', '3600'),
  unit('d', 'day|天|日|昼夜', 's1', '86400'),
  unit('wk wks', 'week|周|星期|个星期|礼拜', 's1', '604800'),
  unit('', 'fortnight', 's1', '1209600'),
  unit('mo', 'month|个月|月', 'y1', '1/12'),
  unit('y yr yrs', 'year|年|岁', 'y1', '1'),
  unit('', 'decade', 'y1', '10'),
  unit('', 'century|centuries|世纪', 'y1', '100'),
  // speed and frequency
  unit('mph', '', 'm1s-1', '1609344/3600000'),
  unit('kph kmph kmh', '', 'm1s-1', '10/36'),
  unit('fps', '', 'm1s-1', '381/1250'),
  unit('kn kt', 'knot|节', 'm1s-1', '1852/3600'),
  unit('Hz', 'hertz|赫兹|赫', 's-1', '1', 'si'),
  unit('rpm', '', 'r1s-1', '2/60', 'none', 1),
  // force, energy, power, pressure
  unit('N', 'newton|牛顿|牛', 'm1k1s-2', '1', 'si'),
  unit('dyn', 'dyne', 'm1k1s-2', '1/100000'),
  unit('kgf', '', 'm1k1s-2', '980665/100000'),
  unit('lbf', '', 'm1k1s-2', '44482216152605/10000000000000'),
  unit('Nm', '', 'm2k1s-2', '1'),
  unit('J', 'joule|焦耳|焦', 'm2k1s-2', '1', 'si'),
  unit('Wh', 'watthour|瓦时', 'm2k1s-2', '3600', 'si'),
  unit('cal', 'calorie|卡路里|卡', 'm2k1s-2', '4184/1000', 'si'),
  unit('erg', '', 'm2k1s-2', '1/10000000'),
  unit('eV', 'electronvolt|electron volt|电子伏特|电子伏', 'm2k1s-2', '1602176634/10000000000000000000000000000', 'si'),
  unit('BTU Btu', '', 'm2k1s-2', '105505585262/100000000'),
  unit('W', 'watt|瓦特|瓦', 'm2k1s-3', '1', 'si'),
  unit('hp', 'horsepower|马力', 'm2k1s-3', '74569987158227022/100000000000000'),
  unit('Pa', 'pascal|帕斯卡|帕', 'm-1k1s-2', '1', 'si'),
  unit('bar', 'bar|巴', 'm-1k1s-2', '100000', 'si'),
  unit('atm', 'atmosphere|标准大气压|大气压', 'm-1k1s-2', '101325'),
  unit('Torr torr', 'torr', 'm-1k1s-2', '101325/760'),
  unit('mmHg', 'mm hg', 'm-1k1s-2', '133322387415/1000000000'),
  unit('psi', '', 'm-1k1s-2', '6894757293168/1000000000'),
  // electricity
  unit('A', 'ampere|amp|安培|安', 'a1', '1', 'si'),
  unit('Ah', '', 'a1s1', '3600', 'si'),
  unit('C', 'coulomb|库仑|库', 'a1s1', '1', 'si'),
  unit('V', 'volt|伏特|伏', 'm2k1s-3a-1', '1', 'si'),
  unit('Ω Ω ohm', 'ohm|欧姆|欧', 'm2k1s-3a-2', '1', 'si'),
  unit('F', 'farad|法拉', 'm-2k-1s4a2', '1', 'si'),
  unit('H', 'henry|henries|亨利|亨', 'm2k1s-2a-2', '1', 'si'),
  unit('T', 'tesla|特斯拉', 'k1s-2a-1', '1', 'si'),
  unit('Wb', 'weber|韦伯', 'm2k1s-2a-1', '1', 'si'),
  unit('S', 'siemens|西门子', 'm-2k-1s3a2', '1', 'si'),
  // temperature, amount, light, radiation, sound
  unit('K', 'kelvin|开尔文|开', 'K1', '1', 'si'),
  unit(
    '°C ℃ degC ºC',
    'degree celsius|degrees celsius|celsius|degree centigrade|degrees centigrade|摄氏度',
    'K1',
    '1',
    'none',
    0,
    '27315/100',
  ),
  unit('°F ℉ degF ºF', 'degree fahrenheit|degrees fahrenheit|fahrenheit|华氏度', 'K1', '5/9', 'none', 0, '45967/180'),
  unit('mol', 'mole|摩尔|摩', 'n1', '1', 'si'),
  unit('cd', 'candela|坎德拉', 'c1', '1', 'si'),
  unit('lm', 'lumen|流明', 'c1r2', '1', 'si'),
  unit('lx', 'lux|勒克斯', 'c1r2m-2', '1', 'si'),
  unit('Bq', 'becquerel', 's-1', '1', 'si'),
  unit('Gy', '', 'm2s-2', '1', 'si'),
  unit('Sv', 'sievert', 'm2s-2', '1', 'si'),
  unit('dB', 'decibel|分贝', 'l1', '1'),
  // angle; a degree of arc is π/180
  unit('rad', 'radian|弧度', 'r1', '1', 'si'),
  unit('° º deg degs ˚', 'degree|度', 'r1', '1/180', 'none', 1),
  unit('arcmin', 'arcminute|minute of arc|minutes of arc', 'r1', '1/10800', 'none', 1),
  unit('arcsec', 'arcsecond|second of arc|seconds of arc', 'r1', '1/648000', 'none', 1),
  unit('rev revs', 'revolution|周角', 'r1', '2', 'none', 1),
  unit('sr', 'steradian', 'r2', '1', 'si'),
  // information
  unit('bit', 'bit|比特', 'b1', '1', 'si'),
  unit('B', 'byte|字节', 'b1', '8', 'si'),
  unit('kb Kb', 'kilobit', 'b1', '1000'),
  unit('Mb', 'megabit', 'b1', '1000000'),
  unit('Gb', 'gigabit', 'b1', '1000000000'),
  unit('Tb', 'terabit', 'b1', '1000000000000'),
  unit('kbps Kbps', '', 'b1s-1', '1000'),
  unit('Mbps', '', 'b1s-1', '1000000'),
  unit('Gbps', '', 'b1s-1', '1000000000'),
  unit('KB', '', 'b1', '8000'),
  unit('KiB', 'kibibyte', 'b1', '8192'),
  unit('MiB', 'mebibyte', 'b1', '8388608'),
  unit('GiB', 'gibibyte', 'b1', '8589934592'),
  // parts of a hundred; the comparer knows when the sign stands for a factor
  unit('% ％', 'percent|per cent|pct|percentage point|百分点|个百分点', '%1', '1'),
  unit('‰ ％o', 'permille|per mille', '%1', '1/10'),
  unit('', '成', '%1', '10'),
  // money: every currency is a dimension of its own
  unit('$ US$ USD usd', 'dollar|us dollar|u.s. dollar|bucks|美元|美金', 'USD1', '1'),
  unit('¢', 'cent|美分', 'USD1', '1/100'),
  unit('€ EUR', 'euro|欧元', 'EUR1', '1'),
  unit('£ GBP', 'pounds sterling|pound sterling|英镑', 'GBP1', '1'),
  unit('', 'euro cent', 'EUR1', '1/100'),
  unit('', 'pence|penny|pennies', 'GBP1', '1/100'),
  unit('¥ ￥ 元 CNY RMB', 'yuan|rmb|人民币|块|块钱|圆', 'CNY1', '1'),
  unit('', 'jiao|角|毛', 'CNY1', '1/10'),
  unit('', 'fen', 'CNY1', '1/100'),
  unit('JPY', 'yen|日元', 'JPY1', '1'),
  unit('₹ Rs INR', 'rupee|卢比', 'INR1', '1'),
  unit('', 'paise|paisa', 'INR1', '1/100'),
  unit('₽ RUB', 'ruble|rouble|卢布', 'RUB1', '1'),
  unit('', 'kopeck|kopek|copeck|戈比', 'RUB1', '1/100'),
  unit('₩ KRW', '韩元', 'KRW1', '1'),
  unit('₫', 'vnd', 'VND1', '1'),
  unit('kr', 'krona|kronor|krone|kroner', 'KR1', '1'),
]

/** Names of several units: the table has the one that is meant as a rule, here stand the others. */
const homonyms: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      ['GiB', 'GB gigabyte gigabytes'],
      ['KiB', 'KB kB kilobyte kilobytes'],
      ['MiB', 'MB megabyte megabytes'],
      ['euro cent', 'cent cents'],
      ['fluid ounce', 'ounce ounces oz'],
      ['£', 'pound pounds'],
      ['°C', 'C'],
      ['°C|°F', 'degree degrees 度'],
      ['°F', 'F'],
    ] as const
  ).flatMap(([meant, names]) => names.split(' ').map(name => [name, meant.split('|')] as const)),
)

/**
 * What else the name of a unit may mean: `pounds` are money, too.
 *
 * @example
 * otherMeanings(unitOf('pounds')!).map(({ label }) => label) // ['£']
 */
export function otherMeanings(unit: Unit): readonly Unit[] {
  return (homonyms.get(unit.label) ?? []).flatMap(name => namedUnit(name) ?? [])
}

const prefixSymbols: ReadonlyMap<string, number> = new Map([
  ['E', 18],
  ['G', 9],
  ['M', 6],
  ['P', 15],
  ['T', 12],
  ['Y', 24],
  ['Z', 21],
  ['a', -18],
  ['c', -2],
  ['d', -1],
  ['da', 1],
  ['f', -15],
  ['h', 2],
  ['k', 3],
  ['m', -3],
  ['n', -9],
  ['p', -12],
  ['u', -6],
  ['y', -24],
  ['z', -21],
  ['µ', -6],
  ['μ', -6],
])
const prefixNames: readonly (readonly [string, number])[] = [
  ['kilo', 3],
  ['centi', -2],
  ['milli', -3],
  ['mega', 6],
  ['micro', -6],
  ['nano', -9],
  ['deci', -1],
  ['giga', 9],
  ['hecto', 2],
  ['deca', 1],
  ['deka', 1],
  ['tera', 12],
  ['peta', 15],
  ['exa', 18],
  ['pico', -12],
  ['femto', -15],
  ['atto', -18],
  ['千', 3],
  ['毫', -3],
  ['厘', -2],
  ['分', -1],
  ['微', -6],
  ['纳', -9],
  ['兆', 6],
  ['吉', 9],
  ['皮', -12],
]

interface Lookup {
  readonly symbols: ReadonlyMap<string, Entry>
  readonly folded: ReadonlyMap<string, Entry>
  readonly names: ReadonlyMap<string, Entry>
}
let lookup: Lookup | undefined
/** Built at first use: most answers hold no unit. */
function tables(): Lookup {
  if (lookup !== undefined) return lookup
  const symbols = new Map<string, Entry>()
  const folded = new Map<string, Entry>()
  const names = new Map<string, Entry>()
  for (const entry of table) {
    for (const symbol of entry.symbols) {
      symbols.set(symbol, entry)
      const key = foldCase(symbol)
      if (symbol.length > 1 && !folded.has(key)) folded.set(key, entry)
    }
    for (const name of entry.names) names.set(name, entry)
  }
  lookup = { symbols, folded, names }
  return lookup
}

function readFraction(text: string): Fraction {
  const slash = text.indexOf('/')
  return slash < 0 ? { num: BigInt(text), den: 1n } : reduced(BigInt(text.slice(0, slash)), BigInt(text.slice(slash + 1)))
}
function readDimensions(text: string): ReadonlyMap<string, number> {
  const map = new Map<string, number>()
  for (const part of text.matchAll(/([A-Za-z%]+)(-?\d+)/g)) map.set(part[1] as string, Number(part[2]))
  return map
}

function make(entry: Entry, exponent: number, label: string): Unit {
  const factor = readFraction(entry.factor)
  const power = 10n ** BigInt(exponent < 0 ? -exponent : exponent)
  const { num, den } = exponent < 0 ? reduced(factor.num, factor.den * power) : reduced(factor.num * power, factor.den)
  const made: Unit = { dimensions: readDimensions(entry.dimensions), num, den, pi: entry.pi ?? 0, scale: 0, nouns: [], label }
  return entry.offset === undefined ? made : { ...made, offset: readFraction(entry.offset) }
}

const singles = new Map<string, Unit | null>()
/** One name or symbol without power: `cm`, `kilometers`, 毫升, `$`. Answers are kept, up to a bound. */
export function namedUnit(text: string): Unit | undefined {
  const kept = singles.get(text)
  if (kept !== undefined) return kept ?? undefined
  const found = text.length > 30 ? undefined : find(text)
  if (singles.size < 500) singles.set(text, found ?? null)
  return found
}

function find(written: string): Unit | undefined {
  const text = written.endsWith('.') && written.length > 2 ? written.slice(0, -1) : written
  const { symbols, folded, names } = tables()
  const exact = symbols.get(text)
  if (exact !== undefined) return make(exact, 0, text)
  for (const length of [1, 2]) {
    const exponent = prefixSymbols.get(text.slice(0, length))
    const entry = symbols.get(text.slice(length))
    if (exponent !== undefined && entry?.prefixes === 'si' && !isForbidden(text, length)) return make(entry, exponent, text)
  }
  const name = foldCase(text)
  const named = byName(name, names)
  if (named !== undefined) return make(named.entry, named.exponent, text)
  const wrongCase = folded.get(name)
  if (wrongCase !== undefined) return make(wrongCase, 0, text)
  return misspelt(name, symbols)
}

/** Pairs that are some other word or sign: `as` is no attosecond, `pm` no picometre. */
function isForbidden(text: string, prefix: number): boolean {
  const symbol = text.slice(prefix)
  if (symbol === 't') return text !== 'kt' && text !== 'Mt' && text !== 'Gt'
  if (symbol === 'sec' || symbol === 'secs' || symbol === 'gm' || symbol === 'ohm') return text.charAt(0) !== 'k' && text.charAt(0) !== 'm'
  return text === 'as' || text === 'am' || text === 'pm' || text === 'cd'
}

function byName(name: string, names: ReadonlyMap<string, Entry>): { readonly entry: Entry; readonly exponent: number } | undefined {
  for (const form of forms(name)) {
    const entry = names.get(form)
    if (entry !== undefined) return { entry, exponent: 0 }
    for (const [prefix, exponent] of prefixNames) {
      if (!form.startsWith(prefix)) continue
      const rest = names.get(form.slice(prefix.length))
      if (rest?.prefixes === 'si' && prefix.charCodeAt(0) > 0x7f === form.charCodeAt(prefix.length) > 0x7f) return { entry: rest, exponent }
    }
  }
  return undefined
}

function forms(name: string): readonly string[] {
  return name.length > 3 && name.endsWith('s') ? [name, name.slice(0, -1)] : [name]
}

/** `KM`, `Kg`, `ML`: prefixes that schools use, symbols in any case, never mega for milli. */
function misspelt(name: string, symbols: ReadonlyMap<string, Entry>): Unit | undefined {
  const [prefix, symbol] = [name.charAt(0), name.slice(1)]
  if (prefix !== 'k' && prefix !== 'c' && prefix !== 'm' && prefix !== 'd') return undefined
  if (prefix === 'm' && symbol !== 'm' && symbol !== 'g' && symbol !== 'l') return undefined
  for (const spelling of [symbol, symbol.toUpperCase(), symbol.charAt(0).toUpperCase() + symbol.slice(1)]) {
    const entry = symbols.get(spelling)
    if (entry?.prefixes === 'si' && !isForbidden(name, 1)) return make(entry, prefixSymbols.get(prefix) as number, name)
  }
  return undefined
}
