import { judgedCases } from '../../fixtures/cases.ts'
import { attacks, responseOf, textOf } from '../../hostile/corpus.ts'
import { checkExtraction, checkReading, checkReflexive, checkReward, checkVerdict, type Pair, presets } from '../checks.ts'

/** Between a reference and a prediction in one text of the fuzzer; no fixture holds it. */
const separator = '\u001f'

export interface Target {
  readonly name: string
  readonly check: (text: string) => void
  readonly seeds: () => readonly string[]
}

function pairOf(text: string): Pair {
  const [reference = '', ...prediction] = text.split(separator)
  return { reference, prediction: prediction.join('') }
}

const cases = judgedCases()
const hostile = attacks.flatMap(({ rows }) => rows)
const answers = (): readonly string[] => cases.flatMap(({ reference, prediction }) => [reference, prediction ?? ''])
const responses = (): readonly string[] => [...hostile.map(responseOf), ...cases.flatMap(({ response }) => response ?? [])]

/** What coverage-guided fuzzing runs: the checks of `checks.ts`, each with the fixtures that it begins with. */
export const targets: readonly Target[] = [
  { name: 'reading', check: checkReading, seeds: answers },
  { name: 'extraction', check: checkExtraction, seeds: responses },
  {
    name: 'verdict',
    check: text => checkVerdict(pairOf(text)),
    seeds: () => cases.map(({ reference, prediction, response }) => `${reference}${separator}${prediction ?? response ?? ''}`),
  },
  { name: 'reflexive', check: checkReflexive, seeds: answers },
  {
    name: 'reward',
    check: text => {
      const { reference, prediction } = pairOf(text)
      checkReward(prediction, reference, presets[text.length % presets.length] ?? 'accuracy')
    },
    seeds: () => hostile.map(row => `${textOf(row.reference)}${separator}${responseOf(row)}`),
  },
]
