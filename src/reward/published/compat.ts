/**
 * A sample under a published function. `ask` judges a text that stands for the answer; the door hands it in.
 */
import type { Policy } from '../../compare/policy.ts'
import type { Verdict } from '../../compare/verdict.ts'
import { explain } from '../../explain/explain.ts'
import { byMethod, type Found, methodOf, type SampleFacts } from '../accuracy.ts'
import { addUp, type RewardResult } from '../parts.ts'
import { lengthProblem } from '../price.ts'
import { presetRule } from '../presets.ts'
import type { RewardRule } from '../rule.ts'
import type { Same } from './equality.ts'
import { type Published, publishedFunctions } from './published.ts'

/** The verdict on a text as a whole answer; an empty text is no answer. */
export type Ask = (prediction: string, reference: string, policy: Policy) => Verdict

/**
 * The published function of a preset.
 *
 * @throws RangeError for a preset that is ours alone
 * @example
 * publishedFunction('deepvision').unreadReference // 0
 * publishedFunction('accuracy') // throws RangeError: Expected a preset with a published function for compat
 */
export function publishedFunction(name: string): Published {
  presetRule(name)
  const known = Object.keys(publishedFunctions)
  if (!Object.hasOwn(publishedFunctions, name)) {
    const names = known.map(preset => `'${preset}'`).join(', ')
    throw new RangeError(`Expected a preset with a published function for compat, one of ${names}, found '${name}'`)
  }
  return publishedFunctions[name as keyof typeof publishedFunctions]
}

/**
 * Price a response as the published function would have.
 *
 * @param references the gold and its alternatives, which any may be matched
 * @returns a result whose verdict is ours on the text that was compared last, and whose accuracy is theirs
 */
export function priceAsPublished(
  response: string,
  references: readonly string[],
  rule: RewardRule,
  published: Published,
  facts: SampleFacts,
  ask: Ask,
): RewardResult {
  const method = methodOf(rule, facts)
  const { accuracy, verdict, reason } = compared(response, references, published, ask)
  const { equivalent, different } = rule.prices
  const right = published.right?.(response) ?? equivalent
  const found: Found =
    method === 'rule' ? { accuracy, price: accuracy === 1 ? right : different, reason } : byMethod(method, verdict, rule, facts.judgement)
  const tooLong = lengthProblem(rule, facts.tokens)
  const kept = published.format === null ? 0 : tooLong === undefined ? published.format(response) : 0
  const format = published.format === null ? null : { value: kept, reason: `The published format is kept to ${kept}.` }
  return addUp({ verdict, response, found, format, rule: { ...rule, name: `${rule.name} (compat)` }, method, facts })
}

interface Compared {
  readonly accuracy: 0 | 1
  readonly verdict: Verdict
  readonly reason: string
}

function compared(response: string, references: readonly string[], published: Published, ask: Ask): Compared {
  const candidates = published.candidates(response)
  let last: Verdict | undefined
  for (const reference of references) {
    for (const candidate of candidates.length === 0 ? [''] : candidates) {
      const verdict = ask(candidate, reference, published.policy)
      last ??= verdict
      if (isUnread(verdict)) {
        if (published.unreadReference === 1)
          return { accuracy: 1, verdict, reason: `${explain(verdict)} The published function pays that.` }
        continue
      }
      const isEquivalent = verdict.outcome === 'equivalent'
      const same: Same = (a, b) =>
        a === candidate && b === reference ? isEquivalent : ask(a, b, published.policy).outcome === 'equivalent'
      if (candidates.length > 0 && published.equal(candidate, reference, same)) {
        const besides = isEquivalent ? '' : ' The published function takes them for equal.'
        return { accuracy: 1, verdict, reason: `${explain(verdict)}${besides}` }
      }
      last = verdict
    }
  }
  const verdict = last ?? ask('', references[0] ?? '', published.policy)
  const refused = verdict.outcome === 'equivalent' ? ' The published function takes them for different.' : ''
  return { accuracy: 0, verdict, reason: `${explain(verdict)}${refused}` }
}

/** The reference itself has no reading or no value. */
const isUnread = (verdict: Verdict): boolean =>
  verdict.outcome === 'undecided' && verdict.side === 'reference' && verdict.cause !== 'budget-exhausted'
