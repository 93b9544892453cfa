/**
 * Values of integrals without a proven error, for what is called `likely`.
 *
 * The double exponential rule of H. Takahasi and M. Mori (1974): with `q = e^{-π sinh t}` the range becomes the whole line,
 *
 *     ∫_a^b f(x) dx = ∫ f(b - (b-a) q/(1+q)) · (b-a) · π cosh t · q/(1+q)² dt
 *
 * and sums with step h settle twice as many digits each time that h is halved, singular ends or not. A value is given when
 * two steps agree to half of the bits that are asked for: what it is compared with then confirms or refutes the other
 * half. The integrand has been found analytic between the ends, so that a pole inside is not stepped over. An infinite range is mapped to (0, 1] by `x = ±1/t`.
 */
import {
  addBalls,
  type Ball,
  divideBalls,
  hullOfBalls,
  multiplyBalls,
  oneBall,
  scaleBall,
  subtractBalls,
  upperMagnitude,
  widenBall,
  zeroBall,
} from '../../exact/ball.ts'
import {
  addComplex,
  type ComplexBall,
  complexFromReal,
  isRealBall,
  multiplyComplex,
  subtractComplex,
  zeroComplex,
} from '../../exact/complex-ball.ts'
import { elementarySteps, expBall, piBall } from '../../exact/elementary.ts'
import { analyticOver } from './analytic.ts'
import { evaluate, type Place, type Value } from './evaluate.ts'
import { isInfinite } from '../term/node.ts'
import { evaluateAt, realValue } from './quadrature.ts'
import type { BoundTerm, Term } from '../term/term.ts'

/** Steps are halved from 1/4 so often at most. For few bits it takes less, or they are not found at all. */
const finest = (bits: number): number => (bits < 64 ? 3 : 5)
/** log2 of the largest term that is taken: beyond it the sums grow without end. So do they where terms grow still at 2^-64 of an end. */
const largestTerm = 4096
const lastGrowth = -64
/** Near an end, the range is taken for analytic. */
const nearEnd = 8

type Integrand = (x: Ball, precision: number) => Value | undefined

/** The integral, to about `place.precision` bits as it seems; `undefined` where no two steps agree. */
export const estimatedIntegral = (term: BoundTerm, place: Place): Value | undefined => {
  const { lower, upper, body, variable } = term
  if (lower === undefined || upper === undefined) return undefined
  const direct: Integrand = (x, precision) => evaluateAt(body, variable.key, x, place, precision)
  const mapped =
    (sign: 1 | -1): Integrand =>
    (t, precision) => {
      const x = divideBalls(sign > 0 ? oneBall : { ...oneBall, man: -1n }, t, precision)
      const value = x && evaluateAt(body, variable.key, x, place, precision)
      const weight = x && complexFromReal(multiplyBalls(x, x, precision))
      return value && weight && multiplyComplex(value, weight, precision)
    }
  const end = (at: Term): Ball | undefined => realValue(evaluate(at, place))
  /** From a finite place to ±∞, or to a finite place; each with the check that nothing breaks in between. */
  const upTo = (from: Ball, to: Term): Value | undefined => {
    if (!isInfinite(to)) {
      const at = end(to)
      return at && isSmooth(term, from, at, place, 0) ? doubleExponential(direct, from, at, place) : undefined
    }
    const sign = to.key === '#+infinity' ? 1 : -1
    const middle = addBalls(from, sign > 0 ? oneBall : { ...oneBall, man: -1n }, place.precision)
    if (!isSmooth(term, from, middle, place, 0)) return undefined
    const inverse = divideBalls(oneBall, middle, place.precision)
    if (inverse === undefined || upperMagnitude(inverse) > 60) return undefined
    // ∫_m^{±∞} f dx = ±∫_0^{±1/m} f(±1/t)/t² dt; it comes first, because here integrals diverge, and what is smooth shows late.
    const start = sign > 0 ? inverse : { ...inverse, man: -inverse.man }
    if (start.man <= 0n) return undefined
    const far = doubleExponential(mapped(sign), zeroBall, start, place)
    const near = far && doubleExponential(direct, from, middle, place)
    if (far === undefined || near === undefined || !isSmoothBeyond(term, middle, sign, place)) return undefined
    return sign > 0 ? addComplex(near, far, place.precision) : subtractComplex(near, far, place.precision)
  }
  if (!isInfinite(lower)) {
    const from = end(lower)
    return from && upTo(from, upper)
  }
  if (!isInfinite(upper)) {
    const to = end(upper)
    const value = to && upTo(to, lower)
    return value && subtractComplex(zeroComplex, value, place.precision)
  }
  const right = upTo(zeroBall, upper)
  const left = right && upTo(zeroBall, lower)
  return left && right && subtractComplex(right, left, place.precision)
}

/** Whether the integrand is analytic on the range, up to its ends: halved until rectangles show it. */
const isSmooth = (term: BoundTerm, from: Ball, to: Ball, place: Place, depth: number): boolean => {
  const low = place.precision > 128 ? { ...place, precision: 128 } : place
  const half = scaleBall(subtractBalls(to, from, 64), -1)
  const center = scaleBall(addBalls(from, to, 64), -1)
  if (isAnalytic(term, from, to, half, low)) return true
  if (depth === 0) {
    // The ends themselves may be singular: what is nearer to them than 2^-8 of the range is not looked at.
    const margin = scaleBall(half, 1 - nearEnd)
    const a = addBalls(from, margin, 64)
    const b = subtractBalls(to, margin, 64)
    return isSmooth(term, a, center, place, 1) && isSmooth(term, center, b, place, 1)
  }
  return depth < 16 && isSmooth(term, from, center, place, depth + 1) && isSmooth(term, center, to, place, depth + 1)
}
const isAnalytic = (term: BoundTerm, from: Ball, to: Ball, half: Ball, place: Place): boolean => {
  const line = hullOfBalls(from, to, 64)
  const reach = half.man < 0n ? -half.man + half.rad : half.man + half.rad
  const box: ComplexBall = { re: widenBall(line, reach, half.exp - 3, 64), im: widenBall(zeroBall, reach, half.exp - 3, 64) }
  return analyticOver(term.body, term.variable.key, { line, box }, { ...place, precision: 64 }) !== undefined
}
/** From m to ±∞: the range [m, 2m], [2m, 4m], … as far as 2^30. */
const isSmoothBeyond = (term: BoundTerm, middle: Ball, sign: 1 | -1, place: Place): boolean => {
  let from = middle
  for (let k = 0; k < 6; k++) {
    const to = addBalls(scaleBall(from, 1), sign > 0 ? oneBall : { ...oneBall, man: -1n }, 64)
    if (!isSmooth(term, from, to, place, 1)) return false
    from = to
  }
  return true
}

/** A place of the rule: its distance from the nearer end as a share of the range, and its weight. */
interface Node {
  readonly share: Ball
  readonly weight: Ball
}

/** The rule with halved steps; `undefined` when no two of them agree, or a value is missing. */
const doubleExponential = (f: Integrand, a: Ball, b: Ball, place: Place): Value | undefined => {
  const { budget } = place
  const target = place.precision
  const work = target + 64
  const range = subtractBalls(b, a, work)
  const pi = piBall(work)
  /** `growth` is e^t for t ≥ 0. */
  const nodeAt = (growth: Ball): Node | undefined => {
    budget.spend(elementarySteps(work))
    const shrink = divideBalls(oneBall, growth, work)
    if (shrink === undefined) return undefined
    const sinh = scaleBall(subtractBalls(growth, shrink, work), -1)
    const cosh = scaleBall(addBalls(growth, shrink, work), -1)
    const q = expBall(multiplyBalls({ ...pi, man: -pi.man }, sinh, work), work)
    const share = q && divideBalls(q, addBalls(oneBall, q, work), work)
    const weight = q && share && divideBalls(multiplyBalls(multiplyBalls(pi, cosh, work), share, work), addBalls(oneBall, q, work), work)
    return share && weight && { share, weight }
  }
  const nodesFrom = function* (start: Ball, step: Ball): Generator<Node | undefined, undefined> {
    const factor = expBall(step, work)
    for (let growth = expBall(start, work); growth !== undefined && factor !== undefined; growth = multiplyBalls(growth, factor, work))
      yield nodeAt(growth)
    return undefined
  }
  const stepOf = (level: number): Ball => ({ man: 1n, rad: 0n, exp: -2 - level })
  /** Terms at t = start, start + step, … on one side of the middle, until they vanish. */
  const sumOf = (nodes: readonly Node[], more: Generator<Node | undefined, undefined>, side: 1 | -1): Value | undefined => {
    let total: Value = zeroComplex
    let vanished = 0
    let before = Number.POSITIVE_INFINITY
    const kept = nodes as Node[]
    for (let k = 0; k < 4000; k++) {
      let node = kept[k]
      if (node === undefined) {
        node = more.next().value
        if (node === undefined) return undefined
        kept.push(node)
      }
      const distance = multiplyBalls(range, node.share, work)
      const near = upperMagnitude(distance)
      // As many bits more as it takes to tell the place from the end.
      const fine = work + Math.min(2 * target, Math.max(0, -near)) + 2
      const value = f(side > 0 ? subtractBalls(b, distance, fine) : addBalls(a, distance, fine), fine)
      if (value === undefined) return near < -2 * target ? total : undefined
      const weighted = multiplyComplex(value, complexFromReal(node.weight), work)
      total = addComplex(total, weighted, work)
      const magnitude = sizeOf(weighted)
      if (magnitude > largestTerm || (magnitude > 0 && magnitude > before && near < lastGrowth)) return undefined
      before = magnitude
      vanished = magnitude < -target - 16 ? vanished + 1 : 0
      if (vanished === 3) return total
    }
    return undefined
  }
  const both = (start: Ball, step: Ball, skip: number): Value | undefined => {
    const nodes: Node[] = []
    const more = nodesFrom(start, step)
    const left = sumOf(nodes, more, -1)
    const right = left && sumOf(nodes.slice(skip), more, 1)
    return left && right && addComplex(left, right, work)
  }
  /** log2 of a change between two steps that is none. */
  const settled = -(target >> 1) - 8
  let sum = both(zeroBall, stepOf(0), 1)
  let previous: Value | undefined
  for (let level = 0; level <= finest(target); level++) {
    if (level > 0) {
      const odd = both(stepOf(level), stepOf(level - 1), 0)
      sum = sum && odd && addComplex(sum, odd, work)
    }
    if (sum === undefined) return undefined
    const current = multiplyComplex(sum, complexFromReal(multiplyBalls(range, stepOf(level), work)), work)
    // Finer steps take away a bit of the doubt each, at most.
    if (doubtOf(current) > settled + finest(target)) return undefined
    if (previous !== undefined) {
      const change = sizeOf(subtractComplex(current, previous, work))
      // Bits that agree are twice as many with each halving; four times as many are allowed for.
      const whole = Math.max(0, sizeOf(current))
      if ((whole - change) * (1 << (2 * (finest(target) - level))) < whole - settled) return undefined
      if (change < settled) {
        const real = isRealBall(current)
        return {
          re: widenBall(midpoint(current.re), 1n, -target, target + 32),
          im: real ? current.im : widenBall(midpoint(current.im), 1n, -target, target + 32),
        }
      }
    }
    previous = current
  }
  return undefined
}
/** log2 of a bound of the parts of a value, and of what they are unsure by. */
const sizeOf = ({ re, im }: Value): number => Math.max(upperMagnitude(re), upperMagnitude(im))
const doubtOf = ({ re, im }: Value): number => sizeOf({ re: { ...re, man: 0n }, im: { ...im, man: 0n } })
const midpoint = (b: Ball): Ball => ({ man: b.man, rad: 0n, exp: b.exp })
