import { type Policy, policies } from './compare/policy.ts'
import { defaultLimits, type Limits } from './limits/budget.ts'

/** What a caller may choose. Everything has a default. */
export interface Options {
  /** How answers compare: a named policy of `policies` or a copy with changes. Default `policies.standard`. */
  readonly policy?: Policy
  /**
   * What `prediction` is. `auto` takes it for a response only if it holds a box, an answer tag or a declared final-answer
   * marker; else the whole text must read as one answer. Default `auto`.
   */
  readonly as?: 'auto' | 'answer' | 'response'
  /** Refuse predictions whose arithmetic was not carried out (`2+3` for 5). Default false; rewards set it. */
  readonly finished?: boolean
  /** Where nothing is marked as the answer, read the last formula or number of the prose. Default false. */
  readonly prose?: boolean
  /** Bounds on sizes and steps. */
  readonly limits?: Partial<Limits>
}

/** Options with every default filled in; frozen, so that a verifier cannot change under its user. */
export interface Resolved {
  readonly policy: Policy
  readonly as: 'auto' | 'answer' | 'response'
  readonly finished: boolean
  readonly prose: boolean
  readonly limits: Limits
}

const known: ReadonlySet<string> = new Set(['policy', 'as', 'finished', 'prose', 'limits'])

/** Fill in defaults and refuse what is not an option. Throws TypeError or RangeError that says what was expected. */
export function resolve(options: Options | undefined): Resolved {
  if (options === undefined) return defaults
  if (typeof options !== 'object' || options === null) throw new TypeError(`Expected options as an object, found ${describe(options)}`)
  for (const name of Object.keys(options)) {
    if (!known.has(name)) throw new TypeError(`Expected one of the options ${[...known].join(', ')}, found '${name}'`)
  }
  const { policy = policies.standard, as = 'auto', finished = false, prose = false, limits } = options
  if (as !== 'auto' && as !== 'answer' && as !== 'response')
    throw new RangeError(`Expected as to be 'auto', 'answer' or 'response', found ${describe(as)}`)
  if (typeof finished !== 'boolean') throw new TypeError(`Expected finished to be a boolean, found ${describe(finished)}`)
  if (typeof prose !== 'boolean') throw new TypeError(`Expected prose to be a boolean, found ${describe(prose)}`)
  return Object.freeze({ policy: checkedPolicy(policy), as, finished, prose, limits: checkedLimits(limits) })
}

const defaults: Resolved = Object.freeze({ policy: policies.standard, as: 'auto', finished: false, prose: false, limits: defaultLimits })

function checkedPolicy(policy: Policy): Policy {
  if (
    typeof policy !== 'object' ||
    policy === null ||
    typeof policy.name !== 'string' ||
    typeof policy.rounding !== 'object' ||
    policy.rounding === null
  ) {
    throw new TypeError(
      `Expected policy to be one of policies.${Object.keys(policies).join(', policies.')} or a copy of one, found ${describe(policy)}`,
    )
  }
  if (policy.accept !== 'proved' && policy.accept !== 'likely')
    throw new RangeError(`Expected policy.accept to be 'proved' or 'likely', found ${describe(policy.accept)}`)
  return policy
}

function checkedLimits(limits: Partial<Limits> | undefined): Limits {
  if (limits === undefined) return defaultLimits
  if (typeof limits !== 'object' || limits === null) throw new TypeError(`Expected limits as an object, found ${describe(limits)}`)
  for (const [name, value] of Object.entries(limits)) {
    if (!(name in defaultLimits))
      throw new TypeError(`Expected one of the limits ${Object.keys(defaultLimits).join(', ')}, found '${name}'`)
    if (!Number.isSafeInteger(value) || (value as number) <= 0)
      throw new RangeError(`Expected limits.${name} to be a positive integer, found ${describe(value)}`)
  }
  return Object.freeze({ ...defaultLimits, ...limits })
}

/** A value as an error message shows it. */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return value.length > 40 ? `'${value.slice(0, 40)}…'` : `'${value}'`
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'undefined' || typeof value === 'bigint')
    return String(value)
  return Array.isArray(value) ? 'an array' : `a ${typeof value === 'object' ? 'plain object' : typeof value}`
}
