import fc from 'fast-check'
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
  fc.string({ minLength: 1 }),
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
