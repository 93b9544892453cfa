import type { Rational } from '../../exact/rational.ts'

/** Where a variable lives: from declarations and from its place (`n!`, `a_n`, bounds). `positive` is a real above 0. */
export type Domain = 'real' | 'positive' | 'integer' | 'natural' | 'complex'

/** Functions that the ladder knows. `log` keeps its base as second argument; `\lg` is `log(x, 10)`, `\ln` is `ln`. */
export type FunctionName =
  | 'abs'
  | 'sign'
  | 'floor'
  | 'ceiling'
  | 'round'
  | 'factorial'
  | 'doublefactorial'
  | 'binomial'
  | 'gamma'
  | 'exp'
  | 'ln'
  | 'log'
  | 'sin'
  | 'cos'
  | 'tan'
  | 'cot'
  | 'sec'
  | 'csc'
  | 'arcsin'
  | 'arccos'
  | 'arctan'
  | 'arccot'
  | 'arcsec'
  | 'arccsc'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'coth'
  | 'sech'
  | 'cis'
  | 'csch'
  | 'arsinh'
  | 'arcosh'
  | 'artanh'
  | 'gcd'
  | 'lcm'
  | 'max'
  | 'min'
  | 'mod'
  | 'conjugate'
  | 're'
  | 'im'
  | 'arg'
  | (string & {}) // an unknown function, compared by name and arguments

/**
 * What is meant. No negate, no divide, no fence: two spellings cannot differ here. Terms are built only by the
 * constructors of this room, which keep them canonical; `key` is a text that is equal exactly for equal terms.
 */
export type Term =
  | ConstantTerm
  | NamedTerm
  | VariableTerm
  | SumTerm
  | ProductTerm
  | PowerTerm
  | ApplyTerm
  | BoundTerm
  | AtomTerm
  | UndefinedTerm

export interface ConstantTerm {
  readonly type: 'constant'
  readonly key: string
  readonly value: Rational
}
export interface NamedTerm {
  readonly type: 'named'
  readonly key: string
  readonly name: 'pi' | 'e' | 'i' | '+infinity' | '-infinity'
}
export interface VariableTerm {
  readonly type: 'variable'
  readonly key: string
  readonly name: string
  readonly domain: Domain
}
/** At least two terms, like terms collected, sorted by their factors: a constant first. */
export interface SumTerm {
  readonly type: 'sum'
  readonly key: string
  readonly terms: readonly Term[]
}
/** A coefficient and factors with distinct bases, sorted by key; never a lone factor with coefficient 1. */
export interface ProductTerm {
  readonly type: 'product'
  readonly key: string
  readonly coefficient: Rational
  readonly factors: readonly Term[]
}
export interface PowerTerm {
  readonly type: 'power'
  readonly key: string
  readonly base: Term
  readonly exponent: Term
}
export interface ApplyTerm {
  readonly type: 'apply'
  readonly key: string
  readonly name: FunctionName
  readonly arguments: readonly Term[]
}
/** A sum, product, integral, limit or derivative with a bound variable, renamed so that its name does not matter. */
export interface BoundTerm {
  readonly type: 'bound'
  readonly key: string
  readonly operator: 'sum' | 'product' | 'integral' | 'antiderivative' | 'limit' | 'derivative'
  readonly variable: VariableTerm
  readonly lower?: Term
  readonly upper?: Term
  /** Of a limit: from which side. */
  readonly side?: '+' | '-'
  readonly body: Term
}
/** Not understood further; equal keys are equal. */
export interface AtomTerm {
  readonly type: 'atom'
  readonly key: string
}
/** `1/0`, `0/0`, `\ln 0`: equals nothing, itself included. */
export interface UndefinedTerm {
  readonly type: 'undefined'
  readonly key: 'undefined'
}
