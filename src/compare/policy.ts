/** How a written decimal may differ from the value that it stands for. */
export type Rounding =
  | { readonly rule: 'none' }
  /** Correct rounding at the last written place, within the limits of docs/answers.md. */
  | { readonly rule: 'last-place' }
  /** |a − b| ≤ tolerance · |reference|; `measured` for declared quantities. Decimal text, so that it is exact. */
  | { readonly rule: 'relative'; readonly tolerance: string; readonly measured: string }
  /** Equal after rounding both to `digits` decimals. */
  | { readonly rule: 'decimals'; readonly digits: number }

/** How answers are compared: a plain object that can be copied and changed. What a verdict *pays* is a reward rule. */
export interface Policy {
  readonly name: string
  readonly rounding: Rounding
  /** `unit`: may be dropped or added like a unit above 1. `value`: 25% is 0.25 only. `either`: 25% is 25 or 0.25. */
  readonly percent: 'unit' | 'value' | 'either'
  /** `optional`: may be dropped or added, two must agree. `required`: must agree. `ignored`: never looked at. */
  readonly units: 'optional' | 'required' | 'ignored'
  /** Fence of a tuple and order of a bare list are ignored, as Math-Verify reads them. */
  readonly collections: 'standard' | 'as-sets'
  /** What `verify` and rewards take for equivalent. */
  readonly accept: 'proved' | 'likely'
}

/** The named policies. */
export const policies = Object.freeze({
  /** The conventions of docs/answers.md. */
  standard: Object.freeze<Policy>({
    name: 'standard',
    rounding: Object.freeze({ rule: 'last-place' }),
    percent: 'unit',
    units: 'optional',
    collections: 'standard',
    accept: 'likely',
  }),
  /** No rounding at all. */
  exact: Object.freeze<Policy>({
    name: 'exact',
    rounding: Object.freeze({ rule: 'none' }),
    percent: 'unit',
    units: 'optional',
    collections: 'standard',
    accept: 'likely',
  }),
  /** Relative tolerance of 1 %, 5 % for declared measured quantities. */
  lenient: Object.freeze<Policy>({
    name: 'lenient',
    rounding: Object.freeze({ rule: 'relative', tolerance: '0.01', measured: '0.05' }),
    percent: 'unit',
    units: 'optional',
    collections: 'standard',
    accept: 'likely',
  }),
  /** Six decimals, percent and sets as Math-Verify 0.8 reads them, for comparing with older runs. */
  mathVerify: Object.freeze<Policy>({
    name: 'math-verify',
    rounding: Object.freeze({ rule: 'decimals', digits: 6 }),
    percent: 'either',
    units: 'ignored',
    collections: 'as-sets',
    accept: 'likely',
  }),
})

/** Short digest of a policy for logs: FNV-1a (Fowler, Noll, Vo) of its fields in a fixed order. */
export function policyDigest(policy: Policy): string {
  const { rounding } = policy
  const rule =
    rounding.rule === 'relative'
      ? `relative ${rounding.tolerance} ${rounding.measured}`
      : rounding.rule === 'decimals'
        ? `decimals ${rounding.digits}`
        : rounding.rule
  const text = [policy.name, rule, policy.percent, policy.units, policy.collections, policy.accept].join('\n')
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}
