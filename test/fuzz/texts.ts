import fc from 'fast-check'
import { judgedCases } from '../fixtures/cases.ts'

/** Texts for the fuzzer: mathematics by a grammar, fragments in no order, mutations of the fixtures. */

const digits = fc
  .oneof({ weight: 8, arbitrary: fc.nat(9) }, { weight: 3, arbitrary: fc.nat(12345) }, fc.bigInt({ min: 0n, max: 10n ** 40n }))
  .map(String)
const numeral = fc.oneof(
  { weight: 6, arbitrary: digits },
  { weight: 2, arbitrary: fc.tuple(digits, digits).map(([a, b]) => `${a}.${b}`) },
  fc.tuple(fc.nat(999), fc.integer({ min: 100, max: 999 })).map(([a, b]) => `${a},${b}`),
  fc.tuple(digits, digits).map(([a, b]) => `${a}.\\overline{${b}}`),
  fc.tuple(digits, fc.integer({ min: -400, max: 400 })).map(([a, e]) => `${a}\\times10^{${e}}`),
)
export const letters: readonly string[] = [
  'x',
  'y',
  'n',
  'k',
  'a',
  't',
  'i',
  'e',
  'C',
  'A',
  'B',
  '\\pi',
  '\\theta',
  '\\alpha',
  'x_1',
  'a_n',
]
const letter = fc.constantFrom(...letters)
const names = ['sin', 'cos', 'tan', 'ln', 'log', 'arcsin', 'exp', 'gcd', 'max', 'det']

/** Numeric expressions without decimals, so that no rounding is involved. */
export const { numeric } = fc.letrec<{ numeric: string }>(tie => ({
  numeric: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 60 }).map(String) },
    ...grow(tie('numeric')),
  ),
}))
/** Expressions in a few variables. */
export const { expression } = fc.letrec<{ expression: string }>(tie => ({
  expression: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: numeral },
    { weight: 6, arbitrary: letter },
    ...grow(tie('expression')),
    tie('expression').map(a => `|${a}|`),
    tie('expression').map(a => `${a}!`),
    fc.tuple(fc.constantFrom(...names), tie('expression')).map(([f, a]) => `\\${f}(${a})`),
    fc.tuple(letter, tie('expression'), tie('expression')).map(([v, a, b]) => `\\sum_{${v}=1}^{${a}} ${b}`),
    tie('expression').map(a => `\\int_0^1 ${a}\\,dx`),
    tie('expression').map(a => `\\lim_{x\\to0} ${a}`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `\\binom{${a}}{${b}}`),
  ),
}))

function grow(part: fc.Arbitrary<string>): fc.Arbitrary<string>[] {
  const two = fc.tuple(part, part)
  return [
    two.map(([a, b]) => `${a}+${b}`),
    two.map(([a, b]) => `${a}-${b}`),
    two.map(([a, b]) => `(${a})(${b})`),
    two.map(([a, b]) => `\\frac{${a}}{${b}}`),
    two.map(([a, b]) => `(${a})/(${b})`),
    two.map(([a, b]) => `(${a})^{${b}}`),
    part.map(a => `\\sqrt{${a}}`),
    part.map(a => `-${a}`),
    part.map(a => `\\left(${a}\\right)`),
  ]
}

const relation = fc.constantFrom('=', '<', '>', '\\le', '\\ge', '\\ne', '\\in', '\\approx', '\\equiv', '\\subset', ':', '\\to')
/** Answers of every kind. */
export const answer: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: expression },
  { weight: 2, arbitrary: numeric },
  fc.tuple(expression, relation, expression).map(parts => parts.join('')),
  fc.tuple(letter, relation, expression, relation, expression).map(([v, r, a, s, b]) => `${a}${r}${v}${s}${b}`),
  fc.array(expression, { minLength: 1, maxLength: 5 }).map(items => items.join(', ')),
  fc.array(expression, { minLength: 1, maxLength: 4 }).map(items => `\\{${items.join(',')}\\}`),
  fc.array(expression, { minLength: 2, maxLength: 3 }).map(items => `(${items.join(',')})`),
  fc.tuple(expression, expression, fc.constantFrom('()', '[]', '(]', '[)')).map(([a, b, f]) => `${f[0]}${a},${b}${f[1]}`),
  fc
    .tuple(expression, fc.constantFrom(' cm', '\\text{ kg}', '^\\circ', '\\%', ' apples', '\\text{ m/s}^2', ' cm^2', '厘米'))
    .map(parts => parts.join('')),
  fc
    .array(fc.array(expression, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
    .map(rows => `\\begin{pmatrix}${rows.map(row => row.join('&')).join('\\\\')}\\end{pmatrix}`),
  fc.tuple(expression, expression).map(([a, b]) => `\\begin{cases}${a} & x>0\\\\${b} & x\\le0\\end{cases}`),
  fc.constantFrom(
    'A',
    'B',
    '(C)',
    'yes',
    'no',
    'true',
    '12:30',
    '3:4',
    '3:30 PM',
    'May 5',
    '\\varnothing',
    '\\infty',
    'k\\pi, k\\in\\mathbb{Z}',
    '204_5',
    '3 \\pmod 7',
    'UDLR',
  ),
)

export const fragments: readonly string[] =
  '\\frac \\sqrt \\left( \\right) \\left\\{ \\right. \\begin{matrix} \\end{matrix} \\begin{cases} \\\\ & { } ( ) [ ] | $ $$ \\( \\) ^ _ + - * / = < > , ; : . ! \' " % \\% \\boxed{ \\boxed{2} \\text{ \\text{or} \\mathrm{cm} \\pm \\cup \\in \\to \\sum_{k=1}^ \\int \\lim_{x\\to \\overline{ \\vec \\binom \\pmod \\circ \\infty \\ldots ... <think> </think> <answer> </answer> #### ** ` ~ \\ \\, \\quad \\# constructor __proto__ toString ½ ² × ÷ − π √ ∞ ° ′ ≤ ∈ ∪ → 中 答案 １ \u200b \u202e \ud800 \u0338 \0 \n 0 1 2 10 1,000 0.5 x y sin ln e i d n! k or and not if The\u0020answer\u0020is Final\u0020answer:'
    .split(' ')
    .concat([' '])
/** Fragments in no order: what no grammar would say. */
export const soup = fc.oneof(
  fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(fc.constantFrom(...fragments), fc.integer({ min: 1, max: 400 })).map(([part, times]) => part.repeat(times)),
)

export const pairs: readonly { readonly reference: string; readonly prediction: string }[] = judgedCases().map(row => ({
  reference: row.reference,
  prediction: row.prediction ?? row.response ?? '',
}))

/** A text with some pieces cut, doubled, exchanged or put in. */
export const mutated = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.nat(3), fc.constantFrom(...fragments)), { minLength: 1, maxLength: 4 }))
    .map(([start, edits]) =>
      edits.reduce((result, [place, length, how, piece]) => {
        const at = place % (result.length + 1)
        const cut = result.slice(at, at + length)
        const inserted = how === 0 ? '' : how === 1 ? cut + cut : how === 2 ? piece : cut + piece
        return result.slice(0, at) + inserted + result.slice(at + length)
      }, start),
    )

const fixture = fc.constantFrom(...pairs)
export const anyText = fc.oneof(
  answer,
  soup,
  mutated(answer),
  fixture.map(pair => pair.prediction),
  mutated(fixture.map(pair => pair.prediction)),
)
/** Pairs that are near each other, so that comparers are reached, and pairs that are not. */
export const anyPair: fc.Arbitrary<{ readonly reference: string; readonly prediction: string }> = fc.oneof(
  {
    weight: 3,
    arbitrary: fixture.chain(pair =>
      fc.record({ reference: fc.constant(pair.reference), prediction: mutated(fc.constant(pair.prediction)) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fixture.chain(pair =>
      fc.record({ reference: mutated(fc.constant(pair.reference)), prediction: fc.constant(pair.prediction) }),
    ),
  },
  { weight: 2, arbitrary: answer.chain(text => fc.record({ reference: fc.constant(text), prediction: mutated(fc.constant(text)) })) },
  { weight: 2, arbitrary: fc.record({ reference: answer, prediction: answer }) },
  fc.record({ reference: anyText, prediction: anyText }),
)
const wrapped = anyText.map(text => `So \\boxed{${text}}`)
export const anyResponse = fc.oneof(
  anyText,
  wrapped,
  fc
    .array(fc.oneof(wrapped, anyText, fc.constantFrom('<think>', '</think>', '\n', 'The answer is ', '#### ')), { maxLength: 5 })
    .map(parts => parts.join(' ')),
)
