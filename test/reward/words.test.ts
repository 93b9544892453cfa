import { expect, it } from 'vitest'
import { wordsOf } from '../../src/reward/words.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const inOneRun = `${letters}ABCDEFGHIJKLMNOPQRSTUVWXYZ`
/** General, Chinese and full-width punctuation, and blanks of all widths. */
const marks =
  '\u00a0\u2000\u2009\u2014\u2018\u2019\u201c\u201d\u2026\u206f\u3000\u3001\u3002\u300a\u300b\u303f\uff0c\uff01\uff1f\uff1a\uff1b\ufeff'
const words = '\u00a1éß\u1fff\u2070√≈\u2fff\u3040好跑９％\uff0b'

it('letters and digits of ASCII are one word in small letters', () => {
  expect(wordsOf(inOneRun)).toEqual([inOneRun.toLowerCase()])
  for (const character of inOneRun) expect(wordsOf(`x${character}y`)).toEqual([`x${character.toLowerCase()}y`])
})

it('everything else of ASCII parts words', () => {
  for (let code = 0; code < 128; code++) {
    const character = String.fromCharCode(code)
    if (!inOneRun.includes(character)) expect(wordsOf(`x${character}y${character}`), `${code}`).toEqual(['x', 'y'])
  }
})

it.each([...marks].map(mark => [mark, `${mark.charCodeAt(0)}`] as const))('%s (%s) parts words', mark => {
  expect(wordsOf(`x${mark}y${mark}`)).toEqual(['x', 'y'])
})

it.each([...words])('%s is a word of its own', word => {
  expect(wordsOf(`x${word}${word}y`)).toEqual(['x', word, word, 'y'])
})
