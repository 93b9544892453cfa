/** What decides on a sample of a row: the core, with the policy and the demands that the caller named. */
import type { Gold } from '../../compare/gold.ts'
import { policyDigest } from '../../compare/policy.ts'
import { createVerifier, explain, extract, rulesVersion, type Verdict } from '../../index.ts'
import { policyNamed } from '../policy-names.ts'
import { createPayment, type Payment, type PaymentOptions } from './payment.ts'
import type { Row, Sample } from './rows.ts'
import type { Judged } from './tally.ts'
import { placed, VerdictMemory } from './verdict-memory.ts'

export interface Demands {
  readonly policy: string
  /** Left out: what the reward says, else true. */
  readonly finished: boolean | undefined
  /** Left out: what the reward says, else false. */
  readonly prose: boolean | undefined
  /** The template of the prompt has written `<think>`: a response that never ends its thinking has no answer. */
  readonly thinkingOpened?: boolean | undefined
  readonly payment?: PaymentOptions | undefined
}
export interface Assessor {
  readonly policy: string
  readonly finished: boolean
  readonly prose: boolean
  /** What pays each verdict, where a reward was asked for. */
  readonly payment: Payment | undefined
  /** Judge one sample of a row that has a gold. Throws only when the row declares something that the core refuses. */
  readonly judge: (row: Row, sample: Sample) => Judged
  /** One sentence about a verdict. */
  readonly explain: (judged: Judged) => string
  /** Verdicts that were found before. */
  readonly memory: VerdictMemory
  readonly policyDigest: string
  readonly rulesVersion: string
}

export function createAssessor(demands: Demands): Assessor {
  const policy = policyNamed(demands.policy)
  const payment = demands.payment === undefined ? undefined : createPayment(demands.payment, policy)
  const finished = demands.finished ?? payment?.rule.finished ?? true
  const prose = demands.prose ?? payment?.rule.prose ?? false
  const verifier = createVerifier({ policy, finished, prose })
  const memory = new VerdictMemory(prose)
  const judged = (row: Row, sample: Sample): Judged => {
    if (row.references.length === 0) throw new RangeError('Expected a row with a gold')
    const response = sample.response ?? ''
    const cut = (demands.thinkingOpened === true || row.thinkingOpened) && extract(response, { prose: false }).thinkingEnd === 0
    const finishReason = cut ? 'length' : sample.finishReason
    const judge = (): Verdict => {
      const [reference, ...references] = row.references.map((answer): Gold => ({ ...row.declared, answer })) as [Gold, ...Gold[]]
      return verifier.judge({ response, reference, references, ...(finishReason !== undefined && { finishReason }) })
    }
    return { ...memory.recall(row, response, finishReason, judge), missing: sample.response === undefined }
  }
  return {
    policy: demands.policy,
    finished,
    prose,
    payment,
    memory,
    policyDigest: policyDigest(policy),
    rulesVersion,
    explain: judged => (judged.told.reason ??= explain(placed(judged))),
    judge: (row, sample) => {
      if (payment === undefined) return judged(row, sample)
      const paid = payment.pay(row, sample)
      const missing = sample.response === undefined
      // A published function compares in its own way: the verdict stays ours, and only the pay is theirs.
      if (payment.compat) return { ...judged(row, sample), paid }
      const { verdict } = paid
      return { verdict, extraction: verdict.extraction, shift: 0, told: {}, missing, paid }
    },
  }
}
