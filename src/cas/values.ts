/**
 * The veto of values: a system that calls two sides equal is not believed when they differ at a point.
 *
 * mathjs evaluates both sides with 64 digits at a few points. Values that differ by more than 40 digits can explain are a veto;
 * values that agree are no proof, and where nothing can be evaluated there is no veto.
 */
import type { BigNumber } from 'mathjs'
import { mathjsInstance, valueAt } from './mathjs-nodes.ts'
import type { CasQuestion } from './question.ts'

const points = ['1.37', '-0.61', '2.83', '0.29', '7']

/** Whether values at some point differ. */
export function valuesDiffer({ reference, prediction }: CasQuestion): boolean {
  math ??= mathjsInstance()
  for (const [round, first] of points.entries()) {
    const point = new Map<string, BigNumber>()
    for (let index = 0; index < 12; index++) point.set(`v${index}`, math.bignumber(first).plus(math.bignumber(index * (round + 3)).div(13)))
    const a = valueAt(reference, point, math)
    const b = valueAt(prediction, point, math)
    if (a === undefined || b === undefined) continue
    if (
      a
        .minus(b)
        .abs()
        .gt(a.abs().plus(b.abs()).plus(1).mul(math.bignumber('1e-40')))
    )
      return true
  }
  return false
}

let math: ReturnType<typeof mathjsInstance> | undefined
