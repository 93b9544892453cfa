import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as B from '../../src/exact/ball.ts'
import { readDecimal } from '../../src/exact/decimal.ts'
import * as E from '../../src/exact/elementary.ts'
import * as Q from '../../src/exact/rational.ts'
import { ballCases, smallRationals } from './arbitrary.ts'

type Ball = B.Ball
const at = (num: number, den: number, precision = 420): Ball => B.ballFromRational(Q.rational(num, den), precision)

/** Published digits, all but the last of which are right. */
const digits: readonly (readonly [string, (p: number) => Ball | undefined, string])[] = [
  ['π', E.piBall, '3.141592653589793238462643383279502884197169399375105820974944592307816406286208998628034825342117068'],
  ['e', E.eBall, '2.718281828459045235360287471352662497757247093699959574966967627724076630353547594571382178525166427'],
  ['ln 2', E.ln2Ball, '0.6931471805599453094172321214581765680755001343602552541206800094933936219696947156058633269964186875'],
  [
    'sqrt 2',
    p => B.sqrtBall(at(2, 1), p),
    '1.414213562373095048801688724209698078569671875376948073176679737990732478462107038850387534327641573',
  ],
  [
    'sin 1',
    p => E.sinBall(B.oneBall, p),
    '0.8414709848078965066525023216302989996225630607983710656727517099919104043912396689486397435430526959',
  ],
  [
    'cos 1',
    p => E.cosBall(B.oneBall, p),
    '0.5403023058681397174009366074429766037323104206179222276700972553811003947744717645179518560871830893',
  ],
  [
    'tan 1',
    p => E.tanBall(B.oneBall, p),
    '1.557407724654902230506974807458360173087250772381520038383946605698861397151727289555099965202242984',
  ],
  [
    'sin 10^22',
    p => E.sinBall(B.ballFromInteger(10n ** 22n, 100), p),
    '-0.8522008497671888017727058937530293682617621504100436562565093260259103119920962015354362801803790896',
  ],
  [
    'ln 2 again',
    p => E.logBall(at(2, 1), p),
    '0.6931471805599453094172321214581765680755001343602552541206800094933936219696947156058633269964186875',
  ],
  [
    'atan 1/2',
    p => E.atanBall(at(1, 2), p),
    '0.4636476090008061162142562314612144020285370542861202638109330887201978641657417053006002839848878926',
  ],
  [
    'arcsin 1/3',
    p => E.asinBall(at(1, 3), p),
    '0.3398369094541219370963925133917640663882446903324580714319239624899158886648484114607657925001976129',
  ],
  [
    'arcosh 2',
    p => E.acoshBall(at(2, 1), p),
    '1.316957896924816708625046347307968444026981971467516479768472256920460185416443976074219013450101784',
  ],
  [
    'artanh 1/3',
    p => E.atanhBall(at(1, 3), p),
    '0.3465735902799726547086160607290882840377500671801276270603400047466968109848473578029316634982093438',
  ],
  [
    'tanh 1',
    p => E.tanhBall(B.oneBall, p),
    '0.7615941559557648881194582826047935904127685972579365515968105001219532445766384834589475216736767144',
  ],
  [
    'e^π',
    p => E.expBall(E.piBall(p + 10), p),
    '23.14069263277926900572908636794854738026610624260021199344504640952434235069045278351697199706754922',
  ],
  [
    '2^sqrt 2',
    p => E.realPowerBall(at(2, 1), B.sqrtBall(at(2, 1), p + 10) as Ball, p),
    '2.665144142690225188650297249873139848274211313714659492835979593364920446178705954867609180005196417',
  ],
  [
    '2^(1/3)',
    p => E.rationalPowerBall(at(2, 1), Q.rational(1, 3), p),
    '1.259921049894873164767210607278228350570251464701507980081975112155299676513959483729396562436255094',
  ],
]

describe('published digits', () => {
  it.each(digits)('of %s', (_, value, text) => {
    const numeral = readDecimal(text.replace('-', ''))
    if (numeral === undefined) throw new Error(text)
    const published = text.startsWith('-') ? Q.negate(numeral.value) : numeral.value
    for (const precision of [20, 53, 64, 100, 200, 320]) {
      const b = value(precision) as Ball
      const nearly = B.widenBall(b, 1n, -320, 400)
      expect(B.containsRational(nearly, published), `${precision} bits`).toBe(true)
      expect(B.relativeAccuracyBits(b), `${precision} bits`).toBeGreaterThanOrEqual(precision - 6)
    }
  })
})

interface Function1 {
  readonly name: string
  readonly apply: (x: Ball, precision: number) => Ball | undefined
}
const functions: readonly Function1[] = [
  { name: 'exp', apply: E.expBall },
  { name: 'log', apply: E.logBall },
  { name: 'sin', apply: E.sinBall },
  { name: 'cos', apply: E.cosBall },
  { name: 'tan', apply: E.tanBall },
  { name: 'atan', apply: E.atanBall },
  { name: 'asin', apply: E.asinBall },
  { name: 'acos', apply: E.acosBall },
  { name: 'sinh', apply: E.sinhBall },
  { name: 'cosh', apply: E.coshBall },
  { name: 'tanh', apply: E.tanhBall },
  { name: 'asinh', apply: E.asinhBall },
  { name: 'acosh', apply: E.acoshBall },
  { name: 'atanh', apply: E.atanhBall },
  { name: 'sqrt', apply: B.sqrtBall },
  { name: 'x^(3/37)', apply: (x, p) => E.rationalPowerBall(x, Q.rational(3, 37), p) },
]

describe.each(functions)('$name', ({ apply }) => {
  it('contains what more bits say about any number of the ball', () => {
    fc.assert(
      fc.property(fc.oneof(ballCases(4), ballCases(90)), fc.integer({ min: 8, max: 130 }), ({ ball, inside }, p) => {
        const coarse = apply(ball, p)
        if (coarse === undefined) return
        const fine = apply(B.ballFromRational(inside, 900), 700)
        // Where the ball has a value, each of its numbers has one: an end of the domain may need to be exact.
        if (fine === undefined) return
        expect(B.mayBeEqual(coarse, fine)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

describe('identities', () => {
  const precise = (b: Ball | undefined, value: Q.Rational): void => {
    expect(b !== undefined && B.containsRational(b, value)).toBe(true)
    if (value.num !== 0) expect(B.relativeAccuracyBits(b as Ball)).toBeGreaterThanOrEqual(85)
  }
  it('hold in balls', () => {
    fc.assert(
      fc.property(smallRationals, r => {
        const x = B.ballFromRational(r, 130)
        const { sin, cos } = E.sinCosBall(x, 110)
        precise(B.addBalls(B.multiplyBalls(sin, sin, 110), B.multiplyBalls(cos, cos, 110), 110), Q.ONE)
        precise(E.tanBall(E.atanBall(x, 120), 100), r)
        precise(E.sinhBall(E.asinhBall(x, 120) as Ball, 100), r)
        if (r.num > 0) precise(E.expBall(E.logBall(x, 120) as Ball, 100), r)
        if (Math.abs(Number(r.num)) < 40 * Number(r.den)) precise(E.logBall(E.expBall(x, 180) as Ball, 100), r)
        if (Q.compareRationals(Q.absolute(r), Q.ONE) < 0) {
          precise(E.sinBall(E.asinBall(x, 120) as Ball, 100), r)
          precise(E.cosBall(E.acosBall(x, 120) as Ball, 100), r)
          precise(E.tanhBall(E.atanhBall(x, 120) as Ball, 100), r)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('near misses', () => {
  it('tells e^(π sqrt 163) from the integer next to it', () => {
    const value = (p: number): Ball => E.expBall(B.multiplyBalls(E.piBall(p), B.sqrtBall(at(163, 1), p) as Ball, p), p) as Ball
    const integer = Q.integer(262537412640768744n)
    expect(B.compareBallWithRational(value(64), integer)).toBe(undefined)
    expect(B.compareBallWithRational(value(128), integer)).toBe(-1)
  })
  it('keeps the leading digits of small results', () => {
    const tiny = B.powerBall(at(10, 1), -400, 100) as Ball
    for (const apply of [E.sinBall, E.tanBall, E.atanBall, E.asinBall, E.sinhBall, E.tanhBall, E.asinhBall, E.atanhBall]) {
      const result = apply(tiny, 64) as Ball
      expect(B.relativeAccuracyBits(result)).toBeGreaterThanOrEqual(56)
      expect(B.mayBeEqual(result, tiny)).toBe(true)
    }
    // e^x - 1 - x for x = 10^-400 needs more than 64 bits, and gets them when asked.
    expect(B.mayBeEqual(E.expBall(tiny, 64) as Ball, B.addBalls(B.oneBall, tiny, 64))).toBe(true)
    const exact = B.ballFromRational(Q.power(Q.integer(10), -400), 4200)
    expect(B.certainlyDiffer(E.expBall(exact, 4000) as Ball, B.addBalls(B.oneBall, exact, 4000))).toBe(true)
  })
})

describe('ends of domains', () => {
  const whole = B.wholeLine
  it('are exact where the argument is', () => {
    expect(E.expBall(B.zeroBall, 64)).toEqual(B.oneBall)
    expect(E.logBall(B.oneBall, 64)).toEqual(B.zeroBall)
    expect(E.acosBall(B.oneBall, 64)).toEqual(B.zeroBall)
    expect(E.acoshBall(B.oneBall, 64)).toEqual(B.zeroBall)
    expect(E.sinCosBall(B.zeroBall, 64)).toEqual({ sin: B.zeroBall, cos: B.oneBall })
    expect(B.mayBeEqual(E.asinBall(B.ballFromInteger(-1, 8), 64) as Ball, B.negateBall(B.scaleBall(E.piBall(64), -1)))).toBe(true)
  })
  it('have no value outside', () => {
    const below = B.ballFromInteger(-2, 64)
    expect([
      E.logBall(below, 64),
      E.logBall(B.zeroBall, 64),
      B.sqrtBall(below, 64),
      E.asinBall(below, 64),
      E.acoshBall(B.zeroBall, 64),
      E.atanhBall(below, 64),
    ]).toEqual(Array(6).fill(undefined))
    const half = B.scaleBall(E.piBall(64), -1)
    expect(E.tanBall(half, 64)).toBe(undefined)
    expect(E.rationalPowerBall(below, Q.HALF, 64)).toBe(undefined)
    expect(B.containsRational(E.rationalPowerBall(B.ballFromInteger(-32, 64), Q.rational(4, 5), 64) as Ball, Q.integer(16))).toBe(true)
    expect(B.mayBeEqual(E.rationalPowerBall(below, Q.rational(1, 37), 64) as Ball, B.ballFromInteger(-1, 64))).toBe(false)
    expect(B.certainlyNegative(E.rationalPowerBall(below, Q.rational(1, 37), 64) as Ball)).toBe(true)
  })
  it('stay bounded for sizes without end', () => {
    const huge = B.powerBall(B.ballFromInteger(10, 64), 1e9, 64) as Ball
    expect(E.expBall(huge, 64)).toBe(undefined)
    expect(E.sinBall(huge, 64)).toEqual({ man: 0n, rad: 1n, exp: 0 })
    expect(B.certainlyLess(E.atanBall(huge, 64), B.ballFromInteger(2, 8))).toBe(true)
    expect(B.floorOfBall(E.logBall(huge, 64) as Ball)).toBe(2302585092)
    expect(B.certainlyPositive(E.expBall(B.ballFromInteger(-1e9, 64), 64) as Ball)).toBe(true)
    for (const { apply } of functions) {
      const result = apply(whole, 64)
      if (result !== undefined) expect(B.containsRational(result, Q.HALF)).toBe(true)
    }
  })
})
