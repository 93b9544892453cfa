import { describe, expect, it } from 'vitest'
import { judge } from '../../src/verify.ts'
import { pairs } from './texts.ts'

/** Another notation of the same answer keeps its verdict; another value changes it. */
const notations: readonly (readonly [string, (text: string) => string])[] = [
  ['dollars around it', text => (text.includes('$') ? text : `$${text}$`)],
  ['spaces around it', text => `  ${text} \n`],
  ['display fractions', text => text.replaceAll('\\frac', '\\dfrac')],
  ['a full stop behind it', text => (/[.0-9…]$/.test(text) ? text : `${text}.`)],
  ['a Unicode minus', text => text.replaceAll(/(?<=[0-9])-(?=[0-9])/g, '−')],
]

const plain = pairs.filter(
  ({ prediction }) =>
    /^[0-9a-z+\-*/^(){}\\ ]+$/.test(prediction) &&
    !/ |\\text|\\begin|[a-z]{3}/.test(prediction.replace(/\\(?:frac|sqrt|pi|cdot|times)/g, '')),
)

describe('another notation', () => {
  it.each(notations)('%s keeps the verdict', (_name, change) => {
    const changed = plain
      .map(({ reference, prediction }) => {
        const before = judge({ prediction, reference }, { as: 'answer' }).outcome
        const after = judge({ prediction: change(prediction), reference }, { as: 'answer' }).outcome
        return before === after ? '' : `${reference} | ${prediction}: ${before}, then ${after}`
      })
      .filter(line => line !== '')
    expect(changed).toEqual([])
  })

  it('of the reference keeps the verdict too', () => {
    const changed = plain
      .filter(({ reference, prediction }) => {
        const before = judge({ prediction, reference }, { as: 'answer' }).outcome
        return judge({ prediction, reference: reference.replaceAll('\\frac', '\\tfrac') }, { as: 'answer' }).outcome !== before
      })
      .map(({ reference, prediction }) => `${reference} | ${prediction}`)
    expect(changed).toEqual([])
  })
})

describe('another value', () => {
  it.each(['+1', '+10^{-40}', '+\\frac{1}{97}'])('%s is never equivalent to what an exact number was', more => {
    const kept = plain
      .filter(
        ({ reference, prediction }) =>
          /^[0-9+\-*/^(){}]+$/.test(prediction) &&
          judge({ prediction, reference: prediction }).outcome === 'equivalent' &&
          reference !== '',
      )
      .filter(
        ({ prediction }) => judge({ prediction: `${prediction}${more}`, reference: prediction }, { as: 'answer' }).outcome === 'equivalent',
      )
      .map(({ prediction }) => prediction)
    expect(kept).toEqual([])
  })
})
