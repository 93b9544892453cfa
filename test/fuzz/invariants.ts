import fc from 'fast-check'
import { checkExtraction, checkReading, checkReflexive, checkReward, checkSymmetric, checkVerdict, presets } from './checks.ts'
import { anyPair, anyResponse, anyText, expression, numeric } from './texts.ts'

/** The checks at random texts. A property that fails throws with what it found; the fuzzer shrinks the text. */

export interface Invariant {
  readonly name: string
  readonly property: fc.IProperty<unknown>
}

export const invariants: readonly Invariant[] = [
  {
    name: 'any text is read, with spans inside it, and what is read can be printed and stored',
    property: fc.property(anyText, checkReading),
  },
  { name: 'any text is extracted from, with spans inside it', property: fc.property(anyResponse, checkExtraction) },
  { name: 'any pair has a verdict within its steps, twice the same, and verify is judge', property: fc.property(anyPair, checkVerdict) },
  {
    name: 'an answer equals itself, unless it is empty, undefined or not told apart',
    property: fc.property(fc.oneof(expression, numeric), checkReflexive),
  },
  {
    name: 'numbers and expressions are compared the same way round and back',
    property: fc.property(
      fc.oneof(
        fc.tuple(numeric, numeric),
        fc.tuple(numeric, numeric).map(([a, b]) => [`${a}+${b}`, `${b}+${a}`] as const),
      ),
      ([a, b]) => checkSymmetric(a, b),
    ),
  },
  {
    name: 'every preset pays for any response a number in its range, or nothing for a bad reference',
    property: fc.property(anyResponse, anyText, fc.constantFrom(...presets), checkReward),
  },
]
