/**
 * Two functions compared at points, with count of what was seen.
 *
 * A difference at one point is a proof. Agreement at many points is worth something only where the points reach every
 * piece of both sides: each `|u|` or sign must have been met with u on both sides of zero, and a floor that only one side
 * has is never believed. The last word has a precision that grows with everything that is written (`constant.ts`).
 */
import { relativeAccuracyBits, signOfBall, upperMagnitude } from '../../exact/ball.ts'
import { isRealBall, zeroComplex } from '../../exact/complex-ball.ts'
import { isEven } from '../../exact/integer.ts'
import { hashText } from '../../exact/points.ts'
import { type Rational, rational, rationalToText } from '../../exact/rational.ts'
import type { Budget } from '../../limits/budget.ts'
import { subtractTerms } from '../term/build.ts'
import { differingTexts, gapOf, witnessBits } from './constant.ts'
import { type Decision, different, type Witness } from './decision.ts'
import { type Evaluated, evaluate, type Value, valuesDiffer, withinSteps } from '../value/evaluate.ts'
import { fallApart } from '../value/float-value.ts'
import { Frame, normalise, toRationalFunctions } from '../normal/normal.ts'
import { exactDivision } from '../normal/polynomial.ts'
import { isConstantTerm, isIntegerValued, isReal } from '../term/property.ts'
import { neverVanishes, samplePoints } from '../value/sample.ts'
import type { Term, VariableTerm } from '../term/term.ts'
import { termToText } from '../term/text.ts'
import { parts } from '../term/walk.ts'
import { highestPrecision } from '../value/zero.ts'

/** Two values at a point. */
export const witnessAt = (
  variables: readonly VariableTerm[],
  point: ReadonlyMap<string, Rational>,
  reference: string,
  prediction: string,
): Witness => {
  const at: Record<string, string> = {}
  for (const variable of variables) {
    const value = point.get(variable.key)
    if (value === undefined) continue
    at[variable.name] =
      variable.domain === 'complex'
        ? `${rationalToText(value)} + (${rationalToText(imaginaryPartAt(variable, value))})i`
        : rationalToText(value)
  }
  const where = Object.entries(at).map(([name, value]) => `${name} = ${value}`)
  return { what: where.length === 0 ? 'value' : `value at ${where.join(', ')}`, reference, prediction, at }
}

/** A complex variable gets an imaginary part as well. */
const imaginaryPartAt = (variable: VariableTerm, re: Rational): Rational =>
  rational((hashText(variable.key + rationalToText(re)) % 4001) - 2000, 1013)

const holdsLogarithm = (term: Term): boolean => (term.type === 'apply' && term.name === 'ln') || parts(term).some(holdsLogarithm)

const holdsCount = (term: Term): boolean =>
  (term.type === 'apply' && (term.name === 'factorial' || term.name === 'binomial')) || parts(term).some(holdsCount)

/** Arguments of absolute values outside of logarithms. */
const foldsOf = (term: Term): readonly Term[] => {
  if (term.type === 'apply' && term.name === 'ln') return []
  if (term.type === 'apply' && term.name === 'abs') return term.arguments
  return parts(term).flatMap(foldsOf)
}
/** Where absolute values and signs change over: arguments, and differences of what max and min compare. */
const switchesOf = (term: Term): readonly Term[] => {
  const inside = parts(term).flatMap(switchesOf)
  if (term.type !== 'apply' || isConstantTerm(term)) return inside
  const [a, b] = term.arguments
  // The absolute value of a complex number bends nowhere but at 0.
  if ((term.name === 'abs' || term.name === 'sign') && a !== undefined && isReal(a)) return [a, ...inside]
  if ((term.name === 'max' || term.name === 'min') && a !== undefined && b !== undefined) return [subtractTerms(a, b), ...inside]
  return inside
}
/** Keys of parts that jump: points say little about them. */
const jumpsOf = (term: Term): readonly string[] => {
  const inside = parts(term).flatMap(jumpsOf)
  return term.type === 'apply' && (term.name === 'floor' || term.name === 'round' || term.name === 'mod') && !isConstantTerm(term)
    ? [term.key, ...inside]
    : inside
}
/** What stands under even roots, and under exponents that need not be whole. */
const radicandsOf = (term: Term): readonly Term[] => {
  const inside = parts(term).flatMap(radicandsOf)
  if (term.type !== 'power' || isConstantTerm(term.base)) return inside
  const partial = term.exponent.type === 'constant' ? isEven(term.exponent.value.den) : !isIntegerValued(term.exponent)
  return partial ? [term.base, ...inside] : inside
}
/** `\sqrt x\sqrt y` for `\sqrt{xy}`, `a^mb^m` for `(ab)^m`: each root of the prediction has a factor of a root of the gold. */
const splitsRoots = (gold: Term, prediction: Term, budget: Budget): boolean => {
  const wholes = radicandsOf(gold)
  const known = new Set(wholes.map(term => term.key))
  const pieces = radicandsOf(prediction).filter(term => !known.has(term.key))
  if (pieces.length === 0 || wholes.length === 0 || pieces.length > 8 || wholes.length > 8) return false
  const found = budget.attempt('normal-form', 20_000, () => {
    const values = toRationalFunctions([...wholes, ...pieces], budget, new Frame())
    if (values === undefined) return false
    const large = values.slice(0, wholes.length)
    return values
      .slice(wholes.length)
      .every(piece =>
        large.some(
          radicand =>
            exactDivision(radicand.numerator, piece.numerator, budget) !== undefined ||
            exactDivision(radicand.denominator, piece.numerator, budget) !== undefined,
        ),
      )
  })
  return found === true
}

const mostUnknown = 12

/** Climbs from point to point and keeps count. */
export class PointComparison {
  readonly #gold: Term
  readonly #prediction: Term
  readonly #variables: readonly VariableTerm[]
  readonly #complex: boolean
  readonly #budget: Budget
  /** The prediction holds logarithms: `2\ln x` for `\ln x^2` is defined on less, and taught. */
  readonly #logarithms: boolean
  /** The prediction writes a root of the gold as several. */
  readonly #splitRoots: boolean
  /** Arguments of absolute values that only the prediction has. */
  readonly #folds: readonly Term[]
  /** Signs that arguments had at good points: 1 positive, 2 negative, 3 both. */
  readonly #sides = new Map<string, number>()
  #folded: { point: Map<string, Rational>; value: Value } | undefined
  #points: Generator<Map<string, Rational>, undefined> | undefined
  readonly #switches: readonly Term[]
  readonly #goodPoints: Map<string, Rational>[] = []
  /** Points at which only the prediction has no value, and whether laws as they are taught excuse it. */
  #holes: { point: Map<string, Rational>; value: Value; excused: boolean }[] = []
  /** Points at which both sides agree to many bits. */
  good = 0
  seen = 0
  goldDefined = 0
  /** Points at which the gold has no value. */
  nowhere = 0
  /** Points at which the precision did not tell. */
  unknown = 0

  constructor(gold: Term, prediction: Term, variables: readonly VariableTerm[], complex: boolean, budget: Budget) {
    this.#gold = gold
    this.#prediction = prediction
    this.#variables = variables
    this.#complex = complex
    this.#budget = budget
    this.#logarithms = holdsLogarithm(prediction)
    this.#splitRoots = splitsRoots(gold, prediction, budget)
    this.#switches = [...switchesOf(gold), ...switchesOf(prediction)]
    this.#folds = foldsOf(prediction).filter(u => !foldsOf(gold).some(other => other.key === u.key))
  }

  /** Compare until `count` points were seen or `enough` were good; a decision only for a difference. */
  run(count: number, enough = Number.POSITIVE_INFINITY): Decision | undefined {
    this.#points ??= samplePoints(this.#gold, this.#prediction, this.#variables, 40, this.#budget)
    while (this.seen < count && this.good < enough && !this.#isHopeless) {
      const point = this.#points.next().value
      if (point === undefined) break
      this.seen++
      const found = this.#at(point)
      if (found !== undefined) return found
    }
    return this.#hole(count > 1)
  }

  /** No precision told anything at any of so many points: values overflow, or are too dear. */
  get #isHopeless(): boolean {
    return this.unknown === this.seen && this.seen >= mostUnknown
  }

  /** Whether the good points have met every piece of both sides. */
  get complete(): boolean {
    const jumps = jumpsOf(this.#gold)
    const others = jumpsOf(this.#prediction)
    if (!jumps.every(key => others.includes(key)) || !others.every(key => jumps.includes(key))) return false
    return this.#switches.every(u => this.#sides.get(u.key) === 3 || this.#keepsSign(u))
  }

  #keepsSign(u: Term): boolean {
    const found = this.#budget.attempt('normal-form', 20_000, () => neverVanishes(normalise(u, this.#budget), this.#budget))
    return found === true
  }

  /** A good point again, at a precision that settles it: the point that needs the fewest bits. */
  confirm(): { readonly bits: number; readonly found: Decision | 'agree' } | undefined {
    let best: { point: Map<string, Rational>; bits: number } | undefined
    for (const point of this.#goodPoints.slice(0, 8)) {
      const bits = witnessBits(this.#gold, this.#prediction, this.#budget, point)
      if (bits !== undefined && (best === undefined || bits < best.bits)) best = { point, bits }
    }
    if (best === undefined) return undefined
    let precision = best.bits + 96
    for (let round = 0; round < 3; round++) {
      const a = this.#value(this.#gold, best.point, precision)
      const b = this.#value(this.#prediction, best.point, precision)
      if (a === undefined || b === undefined || a === 'nowhere' || b === 'nowhere') return undefined
      if (valuesDiffer(a, b)) return { bits: best.bits, found: this.#different(best.point, a, b) }
      if (gapOf(a, b) < -best.bits) return { bits: best.bits, found: 'agree' }
      precision = 2 * precision + Math.max(0, upperMagnitude(a.re), upperMagnitude(a.im))
      if (precision > 2 * highestPrecision) return undefined
    }
    return undefined
  }

  #value(term: Term, point: ReadonlyMap<string, Rational>, precision: number): Evaluated {
    if (!this.#complex) return evaluate(term, { values: point, precision, budget: this.#budget })
    const values = new Map(point)
    const complexValues = new Map<string, Value>()
    for (const variable of this.#variables) {
      if (variable.domain !== 'complex') continue
      const re = point.get(variable.key) as Rational
      values.delete(variable.key)
      const real = evaluate({ type: 'constant', key: '', value: re }, { values, precision, budget: this.#budget })
      const offset = imaginaryPartAt(variable, re)
      const imaginary = evaluate({ type: 'constant', key: '', value: offset }, { values, precision, budget: this.#budget })
      if (real === undefined || imaginary === undefined || real === 'nowhere' || imaginary === 'nowhere') return undefined
      complexValues.set(variable.key, { re: real.re, im: imaginary.re })
    }
    return evaluate(term, { values, complexValues, precision, budget: this.#budget, complex: true })
  }

  #at(point: Map<string, Rational>): Decision | undefined {
    if (!this.#complex && fallApart(this.#gold, this.#prediction, point, this.#budget)) {
      return different('intervals', () => {
        const [a, b] = [this.#gold, this.#prediction].map(term =>
          withinSteps(budget => evaluate(term, { values: point, precision: 64, budget })),
        )
        return this.#witness(point, a, b)
      })
    }
    for (const precision of [64, 192, 512]) {
      const a = this.#value(this.#gold, point, precision)
      if (a === 'nowhere') {
        this.nowhere++
        this.#fold(point, precision)
        return undefined
      }
      if (a === undefined) continue
      const b = this.#value(this.#prediction, point, precision)
      if (b === 'nowhere') {
        this.goldDefined++
        const byRoot = radicandsOf(this.#prediction).some(u => this.#sideOf(u, point) === -1)
        this.#holes.push({ point, value: a, excused: byRoot ? this.#splitRoots : this.#logarithms })
        return undefined
      }
      if (b === undefined) continue
      if (valuesDiffer(a, b)) return this.#different(point, a, b)
      if (precision < 512 && (narrow(a) < 40 || narrow(b) < 40)) continue
      this.goldDefined++
      this.good++
      this.#goodPoints.push(point)
      for (const u of this.#switches) {
        const side = this.#sideOf(u, point)
        if (side !== undefined) this.#sides.set(u.key, (this.#sides.get(u.key) ?? 0) | (side > 0 ? 1 : 2))
      }
      return undefined
    }
    this.unknown++
    return undefined
  }

  #sideOf(u: Term, point: ReadonlyMap<string, Rational>): number | undefined {
    const value = this.#value(u, point, 64)
    return value === undefined || value === 'nowhere' || !isRealBall(value) ? undefined : signOfBall(value.re)
  }
  /** `|u|` where the gold is not defined: it stands for u only where u is not negative. */
  #fold(point: Map<string, Rational>, precision: number): void {
    if (this.#folds.length === 0 || this.#folded !== undefined) return
    const value = this.#value(this.#prediction, point, precision)
    if (value === undefined || value === 'nowhere') return
    for (const u of this.#folds) {
      const side = this.#sideOf(u, point)
      const sides = this.#sides.get(u.key)
      if ((side === -1 && sides === 1) || (side === 1 && sides === 2)) this.#folded = { point, value }
    }
  }

  /** A decision for points at which only one side is defined. */
  #hole(last: boolean): Decision | undefined {
    if (this.#folded !== undefined) {
      const { point, value } = this.#folded
      return different('intervals', () => {
        const text = differingTexts(zeroComplex, value)?.b ?? termToText(this.#prediction)
        return witnessAt(this.#variables, point, 'undefined', text)
      })
    }
    // Excused holes count only when there is nothing else.
    const first = this.#holes.find(hole => !hole.excused) ?? (last && this.good === 0 ? this.#holes[0] : undefined)
    if (first === undefined) return undefined
    if (this.#variables.some(variable => variable.domain === 'integer' || variable.domain === 'natural') && this.good > 0 && !this.#isThin)
      return undefined
    return different('intervals', () => {
      const text = differingTexts(first.value, zeroComplex)?.a ?? termToText(this.#gold)
      return witnessAt(this.#variables, first.point, text, 'undefined')
    })
  }

  /**
   * The prediction misses more integers than a few: `\\frac2{1-(-1)^n}` has no value at any even one. What counts (`n!`) has its own
   * domain, which the other side may write otherwise.
   */
  get #isThin(): boolean {
    const missed = this.#holes.length
    return missed >= 3 && 3 * missed > this.good && !holdsCount(this.#prediction)
  }

  #different(point: Map<string, Rational>, a: Value, b: Value): Decision {
    return different('intervals', () => this.#witness(point, a, b))
  }
  #witness(point: Map<string, Rational>, a: Evaluated, b: Evaluated): Witness {
    const known = a !== undefined && a !== 'nowhere' && b !== undefined && b !== 'nowhere'
    const texts = known ? differingTexts(a, b) : undefined
    return witnessAt(this.#variables, point, texts?.a ?? termToText(this.#gold), texts?.b ?? termToText(this.#prediction))
  }
}
/** How many bits of the larger part are right. */
const narrow = (value: Value): number =>
  isRealBall(value) ? relativeAccuracyBits(value.re) : Math.max(relativeAccuracyBits(value.re), relativeAccuracyBits(value.im))
