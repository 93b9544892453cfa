/**
 * Nodes of mathjs from the plain language, and values of 64 digits at points.
 *
 * mathjs gets nodes and never a text, because in its language `m` and `g` are units and `3:4` is a range.
 */
import { all, type BigNumber, create, type MathJsInstance, type MathNode } from 'mathjs'
import type { Plain, PlainFunction } from './plain.ts'

/** Digits of every value. */
export const digits = 64

/** An instance of mathjs that computes with decimals of 64 digits. */
export const mathjsInstance = (): MathJsInstance => create(all as NonNullable<typeof all>, { number: 'BigNumber', precision: digits })

/** Names of mathjs. The inverse cotangent is `π/2 - atan`, because mathjs cuts it elsewhere. */
const functionNames: Readonly<Record<Exclude<PlainFunction, 'arccot'>, string>> = {
  abs: 'abs',
  arccos: 'acos',
  arcosh: 'acosh',
  arcsin: 'asin',
  arctan: 'atan',
  arsinh: 'asinh',
  artanh: 'atanh',
  binomial: 'combinations',
  ceiling: 'ceil',
  cos: 'cos',
  cosh: 'cosh',
  cot: 'cot',
  csc: 'csc',
  exp: 'exp',
  factorial: 'factorial',
  floor: 'floor',
  ln: 'log',
  max: 'max',
  min: 'min',
  mod: 'mod',
  sec: 'sec',
  sign: 'sign',
  sin: 'sin',
  sinh: 'sinh',
  tan: 'tan',
  tanh: 'tanh',
}

/** An odd degree, as digits. */
const isOdd = (text: string): boolean => /^[0-9]{0,5}[13579]$/.test(text)
const isWhole = (plain: Plain): plain is Plain & { type: 'number' } => plain.type === 'number' && /^[0-9]{1,9}$/.test(plain.text)
/** `p/q` of whole numbers with an odd q, after a sign: a power that is real for negative bases. */
const oddFraction = (plain: Plain): { readonly p: Plain; readonly q: Plain & { type: 'number' } } | undefined => {
  if (plain.type !== 'operation') return undefined
  const [a, b] = plain.parts as [Plain, Plain]
  if (plain.name === 'divide') {
    const above = a.type === 'operation' && a.name === 'negate' ? (a.parts[0] as Plain) : a
    return isWhole(above) && isWhole(b) && isOdd(b.text) ? { p: a, q: b } : undefined
  }
  const inside = plain.name === 'negate' ? oddFraction(a) : undefined
  return inside && { p: { type: 'operation', name: 'negate', parts: [inside.p] }, q: inside.q }
}

/** Largest argument of a factorial and number of terms that are written out. */
const largestFactorial = 2_000

/**
 * Nodes of mathjs, or `undefined` for what mathjs cannot evaluate (integrals and infinite sums) or would take too long for.
 *
 * @param roots `exact`: real roots of negative numbers, for values; `powers`: roots as powers, for simplification
 */
export const mathjsNode = (plain: Plain, math: MathJsInstance, roots: 'exact' | 'powers'): MathNode | undefined => {
  const { OperatorNode, FunctionNode, ConstantNode, SymbolNode } = math
  const whole = (n: string): MathNode => new ConstantNode(math.bignumber(n))
  const build = (node: Plain): MathNode | undefined => {
    switch (node.type) {
      case 'number':
        return whole(node.text)
      case 'constant':
        return new SymbolNode(node.name)
      case 'variable':
        return new SymbolNode(node.name)
      case 'bound':
        return undefined
      case 'function': {
        const [only] = node.parts
        if (node.name === 'factorial' && only !== undefined && (only.type !== 'number' || Number(only.text) > largestFactorial))
          return only.type === 'variable' ? new FunctionNode('factorial', [new SymbolNode(only.name)]) : undefined
        const parts = buildAll(node.parts)
        if (parts === undefined) return undefined
        if (node.name !== 'arccot') return new FunctionNode(functionNames[node.name], parts)
        return new OperatorNode('-', 'subtract', [
          new OperatorNode('/', 'divide', [new SymbolNode('pi'), whole('2')]),
          new FunctionNode('atan', parts),
        ])
      }
      case 'operation': {
        const odd = node.name === 'power' && roots === 'exact' ? oddFraction(node.parts[1] as Plain) : undefined
        if (odd !== undefined) {
          const base = build(node.parts[0] as Plain)
          const exponent = base && build(odd.p)
          return exponent && new OperatorNode('^', 'pow', [new FunctionNode('nthRoot', [base as MathNode, whole(odd.q.text)]), exponent])
        }
        const parts = buildAll(node.parts)
        if (parts === undefined) return undefined
        const [a, b] = parts as [MathNode, MathNode]
        switch (node.name) {
          case 'add':
            return parts.reduce((sum, part) => new OperatorNode('+', 'add', [sum, part]))
          case 'multiply':
            return parts.reduce((product, part) => new OperatorNode('*', 'multiply', [product, part]))
          case 'negate':
            return new OperatorNode('-', 'unaryMinus', [a])
          case 'divide':
            return new OperatorNode('/', 'divide', [a, b])
          case 'power':
            return new OperatorNode('^', 'pow', [a, b])
          case 'root': {
            const degree = node.parts[1] as Plain
            if (degree.type === 'number' && degree.text === '2') return new FunctionNode('sqrt', [a])
            if (roots === 'exact') return isWhole(degree) ? new FunctionNode('nthRoot', [a, b]) : undefined
            return new OperatorNode('^', 'pow', [a, new OperatorNode('/', 'divide', [whole('1'), b])])
          }
        }
      }
    }
  }
  const buildAll = (nodes: readonly Plain[]): MathNode[] | undefined => {
    const parts = nodes.map(build)
    return parts.includes(undefined) ? undefined : (parts as MathNode[])
  }
  return build(plain)
}

/**
 * The real value at a point, or `undefined`: where mathjs has none, or one that is not real or infinite. Complex values of mathjs
 * are doubles, which say too little.
 *
 * @param point values of variables, as the plain language names them
 */
export const valueAt = (plain: Plain, point: ReadonlyMap<string, BigNumber>, math: MathJsInstance): BigNumber | undefined => {
  try {
    const value: unknown = mathjsNode(plain, math, 'exact')?.evaluate(new Map(point))
    return math.isBigNumber(value) && value.isFinite() ? value : undefined
  } catch {
    return undefined // mathjs throws where a function has no value, and for arguments it refuses
  }
}
