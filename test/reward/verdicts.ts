import type { Cause, Side } from '../../src/canonical/ladder/decision.ts'
import { rulesVersion, type Verdict } from '../../src/compare/verdict.ts'

const common = {
  kind: 'number',
  declared: false,
  prediction: '2',
  reference: '3',
  referenceIndex: 0,
  trace: [],
  diagnostics: [],
  rulesVersion,
  policyDigest: 'abc',
  steps: 7,
} as const

export const provedVerdict: Verdict = { ...common, outcome: 'equivalent', by: 'exact-number', certainty: 'proved', theorem: 'lowest-terms' }
export const likelyVerdict: Verdict = { ...common, outcome: 'equivalent', by: 'intervals', certainty: 'likely', bits: 300 }
export const differentVerdict: Verdict = {
  ...common,
  outcome: 'different',
  by: 'exact-number',
  witness: { what: 'value', reference: '3', prediction: '2' },
}
export const undecidedVerdict = (cause: Cause, side: Side): Verdict => ({ ...common, outcome: 'undecided', cause, side })
