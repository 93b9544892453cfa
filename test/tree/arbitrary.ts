import fc from 'fast-check'
import { some as contains, mapChildren } from '../../src/tree/children.ts'
import type {
  AccentNode,
  BigOperator,
  CloseFence,
  ConstantName,
  ListNode,
  LogicNode,
  MatrixNode,
  OpenFence,
  PostfixOperator,
  Relation,
  SetOperationNode,
  TimesNode,
  Tree,
} from '../../src/tree/tree.ts'

/** Random trees for properties. `anyTree` is well-typed but may say things that no text says. */

export const seed = 20_250_101

const integer = fc.oneof(fc.nat(12), fc.nat(), fc.bigInt({ min: 0n, max: 10n ** 30n })).map(String)
const digits = fc.stringMatching(/^[0-9]{1,4}$/)
export const lexeme: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: integer },
  { weight: 2, arbitrary: fc.tuple(integer, digits).map(([whole, decimals]) => `${whole}.${decimals}`) },
  fc.tuple(integer, fc.constantFrom('', '0', '12'), digits).map(([whole, fixed, block]) => `${whole}.${fixed}(${block})`),
  fc.tuple(integer, digits).map(([whole, decimals]) => `${whole}.${decimals}...`),
  fc.tuple(integer, fc.integer({ min: -20, max: 20 })).map(([mantissa, exponent]) => `${mantissa}e${exponent}`),
  digits.map(decimals => `.${decimals}`),
)

export const constantNames: readonly ConstantName[] = [
  'pi',
  'infinity',
  'emptyset',
  'ellipsis',
  'reals',
  'integers',
  'naturals',
  'rationals',
  'complexes',
  'primes',
]
export const relations: readonly Relation[] = [
  'eq',
  'neq',
  'lt',
  'leq',
  'gt',
  'geq',
  'approx',
  'equivalent',
  'in',
  'notin',
  'ni',
  'subset',
  'subseteq',
  'supset',
  'supseteq',
  'parallel',
  'perpendicular',
  'congruent',
  'similar',
  'proportional',
  'to',
  'mapsto',
  'divides',
  'implies',
  'iff',
]
export const postfixOperators: readonly PostfixOperator[] = [
  'factorial',
  'doublefactorial',
  'percent',
  'permille',
  'degree',
  'arcminute',
  'arcsecond',
]
export const accents: readonly AccentNode['accent'][] = [
  'vec',
  'overline',
  'hat',
  'tilde',
  'dot',
  'ddot',
  'underline',
  'overrightarrow',
  'arc',
]
const bigOperators: readonly BigOperator[] = ['sum', 'product', 'integral', 'limit', 'union', 'intersection']
const openFences: readonly OpenFence[] = ['(', '[', '{', '⟨', ']']
const closeFences: readonly CloseFence[] = [')', ']', '}', '⟩', '[']
const separators: readonly ListNode['separator'][] = ['comma', 'semicolon', 'and', 'or', 'space', 'line']
const timesNotations: readonly TimesNode['written'][] = ['juxtaposed', 'spaced', 'cdot', 'cross', 'star']
const matrixFences: readonly MatrixNode['fence'][] = ['none', '(', '[', '{', '|', '‖']
const logicOperators: readonly LogicNode['operator'][] = ['and', 'or', 'not', 'xor']
const setOperators: readonly SetOperationNode['operator'][] = ['union', 'intersection', 'difference', 'complement']

/** Field values that are left out at times, so that optional fields are never present and undefined. */
function maybe<Key extends string, Value>(key: Key, value: fc.Arbitrary<Value>): fc.Arbitrary<Partial<Record<Key, Value>>> {
  return fc.oneof(
    fc.constant({}),
    value.map(present => ({ [key]: present }) as Partial<Record<Key, Value>>),
  )
}

function all<Parts extends readonly object[]>(...parts: { [Index in keyof Parts]: fc.Arbitrary<Parts[Index]> }): fc.Arbitrary<Tree> {
  return fc.tuple(...parts).map(fields => Object.assign({}, ...fields) as Tree)
}

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom("it's", 'a $ b', '\\', '{', '} ^_#%&~', 'Pi', "'x'", '5 km'),
)
const anyName = fc.oneof(
  fc.constantFrom(
    'x',
    'y',
    'e',
    'i',
    'f',
    'alpha',
    'area',
    'Pi',
    'Add',
    'Nothing',
    'EmptySet',
    'sin',
    'constructor',
    '__proto__',
    '2x',
    "'a'",
  ),
  fc.string(),
)

/** Every node type in every place, whether or not a text says so. */
export const anyTree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; number: Tree; head: Tree; divide: Tree; leaf: Tree }>(tie => {
  const tree = tie('tree')
  const trees = (minLength: number, maxLength = 3): fc.Arbitrary<readonly Tree[]> => fc.array(tree, { minLength, maxLength })
  const symbol = anyName.map((name): Tree => ({ type: 'symbol', name }))
  const number = fc
    .tuple(lexeme, fc.option(fc.constantFrom('comma', 'space' as const), { nil: undefined }))
    .map(([lexeme, grouped]): Tree => (grouped === undefined ? { type: 'number', lexeme } : ({ type: 'number', lexeme, grouped } as Tree)))
  const fields = (record: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> => fc.record(record)
  const divide = fields({
    type: fc.constant('divide' as const),
    numerator: tree,
    denominator: tree,
    written: fc.constantFrom('bar', 'slash', 'obelus'),
  }) as fc.Arbitrary<Tree>
  return {
    number,
    divide,
    leaf: fc.oneof(
      number,
      symbol,
      fc.constantFrom(...constantNames).map((name): Tree => ({ type: 'constant', name })),
      anyText.map((value): Tree => ({ type: 'text', value })),
      anyText.map((source): Tree => ({ type: 'unread', source })),
    ),
    head: fc.oneof(
      {
        weight: 3,
        arbitrary: fc
          .constantFrom('f', 'sin', 'log', 'abs', 'binomial', 'floor', 'gcd', 'exp', 'det', 'norm', 'factorial')
          .map((name): Tree => ({ type: 'symbol', name })),
      },
      symbol,
      fields({ type: fc.constant('power'), base: symbol, exponent: tree }) as fc.Arbitrary<Tree>,
      fields({ type: fc.constant('prime'), base: symbol, order: fc.integer({ min: 1, max: 3 }) }) as fc.Arbitrary<Tree>,
      fields({ type: fc.constant('subscript'), base: symbol, index: tree }) as fc.Arbitrary<Tree>,
      fields({ type: fc.constant('accent'), accent: fc.constantFrom(...accents), body: symbol }) as fc.Arbitrary<Tree>,
    ),
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      tie('leaf'),
      trees(1).map((terms): Tree => ({ type: 'plus', terms })),
      tree.map((operand): Tree => ({ type: 'negate', operand })),
      all(fields({ type: fc.constant('plusminus'), sign: fc.constantFrom('±', '∓'), right: tree }), maybe('left', tree)),
      all(fields({ type: fc.constant('times'), factors: trees(1), written: fc.constantFrom(...timesNotations) })),
      divide,
      all(fields({ type: fc.constant('mixed'), whole: number, fraction: divide })),
      all(fields({ type: fc.constant('power'), base: tree, exponent: tree })),
      all(fields({ type: fc.constant('root'), radicand: tree }), maybe('degree', tree)),
      all(fields({ type: fc.constant('subscript'), base: tree, index: tree })),
      all(fields({ type: fc.constant('prime'), base: tree, order: fc.integer({ min: 1, max: 4 }) })),
      all(fields({ type: fc.constant('accent'), accent: fc.constantFrom(...accents), body: tree })),
      all(fields({ type: fc.constant('postfix'), operator: fc.constantFrom(...postfixOperators), operand: tree })),
      all(fields({ type: fc.constant('apply'), head: tie('head'), arguments: trees(0) }), maybe('subscript', tree)),
      all(
        fields({ type: fc.constant('big'), operator: fc.constantFrom(...bigOperators), body: tree }),
        maybe('variable', tree),
        maybe('lower', tree),
        maybe('upper', tree),
        maybe('side', fc.constantFrom('+', '-')),
      ),
      fc
        .array(fc.constantFrom(...relations), { minLength: 1, maxLength: 3 })
        .chain(operators =>
          trees(operators.length + 1, operators.length + 1).map((operands): Tree => ({ type: 'relation', operands, operators })),
        ),
      all(fields({ type: fc.constant('modulo'), operand: tree, modulus: tree, written: fc.constantFrom('pmod', 'bmod') })),
      all(fields({ type: fc.constant('logic'), operator: fc.constantFrom(...logicOperators), operands: trees(1) })),
      all(fields({ type: fc.constant('setoperation'), operator: fc.constantFrom(...setOperators), operands: trees(1) })),
      all(
        fields({ type: fc.constant('list'), separator: fc.constantFrom(...separators), items: trees(0) }),
        maybe('tight', fc.constant(true as const)),
      ),
      all(
        fields({
          type: fc.constant('fenced'),
          open: fc.constantFrom(...openFences),
          close: fc.constantFrom(...closeFences),
          items: trees(0),
        }),
        maybe('tight', fc.constant(true as const)),
      ),
      all(fields({ type: fc.constant('set'), items: trees(0) }), maybe('condition', tree)),
      all(fields({ type: fc.constant('matrix'), fence: fc.constantFrom(...matrixFences), rows: fc.array(trees(0), { maxLength: 3 }) })),
      all(
        fields({
          type: fc.constant('cases'),
          rows: fc.array(all(fields({ value: tree }), maybe('condition', tree)) as unknown as fc.Arbitrary<{ value: Tree }>, {
            maxLength: 3,
          }),
        }),
      ),
      all(fields({ type: fc.constant('colon'), parts: trees(1) })),
      all(fields({ type: fc.constant('given'), body: tree, condition: tree })),
      all(fields({ type: fc.constant('labelled'), label: anyText, body: tree })),
    ),
  }
}).tree

// ------------------------------------------------------------------------------------------- trees that a text says

type Shape = Readonly<Record<string, unknown>>
const tree = (shape: Shape): Tree => shape as unknown as Tree

const smallInteger = fc.nat(999).map(String)
const writtenNumber: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 8, arbitrary: smallInteger.map(lexeme => tree({ type: 'number', lexeme })) },
  fc.tuple(smallInteger, digits).map(([whole, decimals]) => tree({ type: 'number', lexeme: `${whole}.${decimals}` })),
  fc
    .tuple(smallInteger, fc.constantFrom('', '0', '12'), digits)
    .map(([whole, fixed, block]) => tree({ type: 'number', lexeme: `${whole}.${fixed}(${block})` })),
  fc.tuple(smallInteger, digits).map(([whole, decimals]) => tree({ type: 'number', lexeme: `${whole}.${decimals}...` })),
  fc
    .tuple(smallInteger, fc.integer({ min: -9, max: 9 }))
    .map(([mantissa, exponent]) => tree({ type: 'number', lexeme: `${mantissa}e${exponent}` })),
  fc
    .tuple(fc.integer({ min: 1000, max: 99_999_999 }), fc.constantFrom('comma', 'space'))
    .map(([value, grouped]) => tree({ type: 'number', lexeme: String(value), grouped })),
)
const plainInteger = smallInteger.map(lexeme => tree({ type: 'number', lexeme }))

export const writtenLetters = ['x', 'y', 'z', 'a', 'b', 'c', 'e', 'i', 'k', 'm', 'n', 'p', 'r', 't', 'A', 'B', 'C', 'F', 'U', 'f', 'g']
const letter = fc.constantFrom(...writtenLetters).map(name => tree({ type: 'symbol', name }))
const writtenSymbol = fc.oneof(
  { weight: 4, arbitrary: letter },
  fc.constantFrom('alpha', 'beta', 'theta', 'lambda', 'mu', 'Delta', 'Omega', 'nabla').map(name => tree({ type: 'symbol', name })),
)
const writtenConstant = fc
  .constantFrom('pi', 'pi', 'pi', 'infinity', 'emptyset', 'reals', 'integers', 'naturals', 'rationals', 'complexes')
  .map(name => tree({ type: 'constant', name }))
const writtenText = fc.constantFrom('red', 'no solution', 'apples', 'metres', 'up', '面积').map(value => tree({ type: 'text', value }))

const properFraction = (written: fc.Arbitrary<string>): fc.Arbitrary<Tree> =>
  fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), written).map(([numerator, more, notation]) =>
    tree({
      type: 'divide',
      numerator: { type: 'number', lexeme: String(numerator) },
      denominator: { type: 'number', lexeme: String(numerator + more) },
      written: notation,
    }),
  )

const namedFunctions = [
  'sin',
  'cos',
  'tan',
  'arcsin',
  'ln',
  'log',
  'exp',
  'gcd',
  'max',
  'lcm',
  'sinh',
  'abs',
  'floor',
  'ceiling',
  'norm',
  'arsinh',
  'det',
]

/** Expressions as a text writes them, up to parentheses that the printers add. */
export const writtenExpression: fc.Arbitrary<Tree> = fc.letrec<{ expression: Tree }>(tie => {
  const one = tie('expression')
  const some = (minLength: number, maxLength: number): fc.Arbitrary<readonly Tree[]> => fc.array(one, { minLength, maxLength })
  const record = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>, type: string): fc.Arbitrary<Tree> =>
    fc.record(shape).map(fields => tree({ type, ...fields }))
  const binder = fc.constantFrom('k', 'n', 'm').map(name => tree({ type: 'symbol', name }))
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.oneof(
        { weight: 4, arbitrary: writtenNumber },
        { weight: 4, arbitrary: writtenSymbol },
        { weight: 1, arbitrary: writtenConstant },
        fc.record({ type: fc.constant('mixed'), whole: plainInteger, fraction: properFraction(fc.constantFrom('bar', 'slash')) }).map(tree),
      ),
      record({ terms: some(2, 3) }, 'plus'),
      record({ operand: one }, 'negate'),
      record({ sign: fc.constantFrom('±', '∓'), right: one }, 'plusminus'),
      record({ sign: fc.constantFrom('±', '∓'), left: one, right: one }, 'plusminus'),
      record({ factors: some(2, 3), written: fc.constantFrom('juxtaposed', 'juxtaposed', 'cdot', 'cross', 'star') }, 'times'),
      fc.tuple(plainInteger, letter).map(factors => tree({ type: 'times', factors, written: 'spaced' })),
      record({ numerator: one, denominator: one, written: fc.constantFrom('bar', 'bar', 'slash', 'obelus') }, 'divide'),
      record({ base: one, exponent: one }, 'power'),
      record({ radicand: one }, 'root'),
      record({ radicand: one, degree: one }, 'root'),
      record({ base: writtenSymbol, index: one }, 'subscript'),
      record({ base: writtenSymbol, order: fc.integer({ min: 1, max: 3 }) }, 'prime'),
      record({ accent: fc.constantFrom(...accents), body: one }, 'accent'),
      record({ operator: fc.constantFrom('factorial', 'doublefactorial', 'percent', 'permille', 'degree'), operand: one }, 'postfix'),
      record({ operator: fc.constantFrom('arcminute', 'arcsecond'), operand: plainInteger }, 'postfix'),
      fc
        .tuple(fc.constantFrom(...namedFunctions), one)
        .map(([name, argument]) => tree({ type: 'apply', head: { type: 'symbol', name }, arguments: [argument] })),
      fc
        .tuple(one, one)
        .map(([argument, subscript]) => tree({ type: 'apply', head: { type: 'symbol', name: 'log' }, arguments: [argument], subscript })),
      fc
        .tuple(fc.constantFrom('binomial', 'gcd', 'max', 'lcm', 'f'), one, one)
        .map(([name, first, second]) => tree({ type: 'apply', head: { type: 'symbol', name }, arguments: [first, second] })),
      fc
        .tuple(
          fc.constantFrom<Shape>(
            { type: 'symbol', name: 'f' },
            { type: 'prime', base: { type: 'symbol', name: 'f' }, order: 2 },
            { type: 'power', base: { type: 'symbol', name: 'g' }, exponent: { type: 'negate', operand: { type: 'number', lexeme: '1' } } },
            { type: 'subscript', base: { type: 'symbol', name: 'f' }, index: { type: 'number', lexeme: '1' } },
          ),
          one,
        )
        .map(([head, argument]) => tree({ type: 'apply', head, arguments: [argument] })),
      fc.constantFrom(['A', 'B', 'C'], ['P', 'Q'], ['A']).map(points => {
        const letters = points.map(name => ({ type: 'symbol', name }))
        return tree({
          type: 'apply',
          head: { type: 'symbol', name: 'angle' },
          arguments: [letters.length === 1 ? letters[0] : { type: 'times', factors: letters, written: 'juxtaposed' }],
        })
      }),
      record({ operator: fc.constantFrom('sum', 'product', 'union'), variable: binder, lower: one, upper: one, body: one }, 'big'),
      record(
        {
          operator: fc.constant('integral'),
          variable: fc.constantFrom('x', 't', 'u').map(name => tree({ type: 'symbol', name })),
          lower: one,
          upper: one,
          body: one,
        },
        'big',
      ),
      record(
        {
          operator: fc.constant('integral'),
          variable: fc.constantFrom('x', 'y', 'theta').map(name => tree({ type: 'symbol', name })),
          body: one,
        },
        'big',
      ),
      record({ operator: fc.constant('limit'), variable: binder, lower: one, body: one }, 'big'),
      record({ operator: fc.constant('limit'), variable: binder, lower: letter, side: fc.constantFrom('+', '-'), body: one }, 'big'),
      record({ operand: one, modulus: one, written: fc.constant('bmod') }, 'modulo'),
      record({ open: fc.constant('('), close: fc.constant(')'), items: some(2, 3) }, 'fenced'),
      record({ open: fc.constant('⟨'), close: fc.constant('⟩'), items: some(1, 3) }, 'fenced'),
      record({ fence: fc.constantFrom('(', '[', '{', '|', '‖'), rows: fc.array(some(2, 2), { minLength: 1, maxLength: 2 }) }, 'matrix'),
    ),
  }
}).expression

const interval = fc
  .tuple(fc.constantFrom('(', '['), fc.constantFrom(')', ']'), writtenExpression, writtenExpression)
  .map(([open, close, lower, upper]) => tree({ type: 'fenced', open, close, items: [lower, upper] }))

/** Whole answers: expressions, chains, sets, lists, and what stands around them. */
export const writtenTree: fc.Arbitrary<Tree> = fc.letrec<{ answer: Tree; statement: Tree; collection: Tree }>(tie => {
  const expression = writtenExpression
  const condition = fc
    .tuple(letter, fc.constantFrom('lt', 'leq', 'gt', 'geq', 'neq'), expression)
    .map(([name, operator, bound]) => tree({ type: 'relation', operands: [name, bound], operators: [operator] }))
  const membership = fc.tuple(fc.constantFrom('k', 'n'), fc.constantFrom('integers', 'naturals', 'reals')).map(([name, set]) =>
    tree({
      type: 'relation',
      operands: [
        { type: 'symbol', name },
        { type: 'constant', name: set },
      ],
      operators: ['in'],
    }),
  )
  const item = fc.oneof({ weight: 3, arbitrary: expression }, tie('statement'), writtenText)
  const record = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>, type: string): fc.Arbitrary<Tree> =>
    fc.record(shape).map(fields => tree({ type, ...fields }))
  return {
    collection: fc.oneof(
      interval,
      record({ items: fc.array(expression, { minLength: 1, maxLength: 3 }) }, 'set'),
      record({ items: fc.tuple(expression), condition }, 'set'),
      fc
        .tuple(fc.constantFrom('union', 'intersection'), fc.array(interval, { minLength: 2, maxLength: 3 }))
        .map(([operator, operands]) => tree({ type: 'setoperation', operator, operands })),
      fc.tuple(fc.constant('reals'), expression).map(([name, hole]) =>
        tree({
          type: 'setoperation',
          operator: 'difference',
          operands: [
            { type: 'constant', name },
            { type: 'set', items: [hole] },
          ],
        }),
      ),
    ),
    statement: fc.oneof(
      fc
        .array(fc.constantFrom(...relations.filter(name => name !== 'divides')), { minLength: 1, maxLength: 2 })
        .chain(operators =>
          fc
            .array(expression, { minLength: operators.length + 1, maxLength: operators.length + 1 })
            .map(operands => tree({ type: 'relation', operands, operators })),
        ),
      tie('collection').map(set => tree({ type: 'relation', operands: [{ type: 'symbol', name: 'x' }, set], operators: ['in'] })),
      fc
        .tuple(fc.constantFrom('and', 'or'), condition, condition)
        .map(([operator, ...operands]) => tree({ type: 'logic', operator, operands })),
      condition.map(operand => tree({ type: 'logic', operator: 'not', operands: [operand] })),
      record({ operand: expression, modulus: expression, written: fc.constant('pmod') }, 'modulo'),
      record({ parts: fc.array(expression, { minLength: 2, maxLength: 3 }) }, 'colon'),
    ),
    answer: fc.oneof(
      { weight: 4, arbitrary: expression },
      { weight: 2, arbitrary: tie('statement') },
      { weight: 2, arbitrary: tie('collection') },
      writtenText,
      fc.tuple(writtenNumber, writtenText).map(factors => tree({ type: 'times', factors, written: 'juxtaposed' })),
      record(
        {
          separator: fc.constantFrom('comma', 'semicolon', 'and', 'or', 'line'),
          items: fc.array(expression, { minLength: 2, maxLength: 3 }),
        },
        'list',
      ),
      fc.array(letter, { minLength: 2, maxLength: 3 }).map(items => tree({ type: 'list', separator: 'comma', items, tight: true })),
      record({ label: fc.constantFrom('A', 'B', '1', '12', 'ii'), body: item }, 'labelled'),
      fc.tuple(expression, membership).map(([body, condition]) => tree({ type: 'given', body, condition })),
      record({ body: expression, condition }, 'given'),
      record(
        {
          rows: fc.array(
            record({ value: expression, condition }, '').map(({ type: _, ...row }) => row),
            { minLength: 1, maxLength: 3 },
          ),
        },
        'cases',
      ),
    ),
  }
}).answer

/** What plain text can say: no braces, grids and accents. */
export const plainTree: fc.Arbitrary<Tree> = writtenTree.filter(
  tree =>
    !contains(
      tree,
      node =>
        ['set', 'matrix', 'cases', 'accent'].includes(node.type) ||
        (node.type === 'symbol' && node.name === 'norm') ||
        (node.type === 'list' && node.separator === 'line'),
    ),
)

/** The tree without what plain text does not tell apart: how products and fractions are written, the length of a recurring block. */
export function textMeaning(tree: Tree): Tree {
  const node = mapChildren(tree, textMeaning)
  switch (node.type) {
    case 'times':
      return { ...node, written: node.written === 'cross' ? 'cross' : 'star' }
    case 'divide':
      return { ...node, written: 'slash' }
    case 'number': {
      const recurring = /^([0-9]*\.)([0-9]+)\(([0-9]+)\)$/.exec(node.lexeme)
      if (recurring === null) return node
      const block = recurring[3] as string
      return { ...node, lexeme: `${recurring[1]}${recurring[2]}${block.repeat(block.length === 1 ? 3 : 2)}...` }
    }
    default:
      return node
  }
}
