/** What decides on a sample of a row: the core, with the policy and the demands that the caller named. */
import type { Gold } from '../../compare/gold.ts'
import { policyDigest } from '../../compare/policy.ts'
import { createVerifier, explain, rulesVersion } from '../../index.ts'
import { presetRule } from '../../reward/presets.ts'
import { priceVerdict } from '../../reward/price.ts'
import { policyNamed } from '../policy-names.ts'
import type { Row, Sample } from './rows.ts'
import type { Judged } from './tally.ts'

export interface Demands {
  readonly policy: string
  readonly finished: boolean
  readonly prose: boolean
  readonly reward: string | undefined
}
export interface Assessor extends Demands {
  /** Judge one sample of a row that has a gold. Throws only when the row declares something that the core refuses. */
  readonly judge: (row: Row, sample: Sample) => Judged
  /** One sentence about a verdict. */
  readonly explain: (judged: Judged) => string
  readonly policyDigest: string
  readonly rulesVersion: string
}

export function createAssessor(demands: Demands): Assessor {
  const policy = policyNamed(demands.policy)
  const verifier = createVerifier({ policy, finished: demands.finished, prose: demands.prose })
  const rule = demands.reward === undefined ? undefined : presetRule(demands.reward)
  return {
    ...demands,
    policyDigest: policyDigest(policy),
    rulesVersion,
    explain: ({ verdict }) => explain(verdict),
    judge: (row, sample) => {
      const [reference, ...references] = row.references.map((answer): Gold => ({ ...row.declared, answer }))
      if (reference === undefined) throw new RangeError('Expected a row with a gold')
      const response = sample.response ?? ''
      const verdict = verifier.judge({
        response,
        reference,
        references,
        ...(sample.finishReason !== undefined && { finishReason: sample.finishReason }),
      })
      const missing = sample.response === undefined
      return rule === undefined ? { verdict, missing } : { verdict, missing, score: priceVerdict(verdict, response, rule).score }
    },
  }
}
