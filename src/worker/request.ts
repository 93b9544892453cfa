/**
 * What a parent asks, as JSON: one sample, with the names that trainers and data sets use.
 *
 *     {"id": 7, "response": "So \\boxed{0.5}.", "gold": "1/2", "preset": "deepvision"}
 *
 * `response` is everything that the model wrote; `prediction` is an answer by itself. The gold is a text, a number, a truth value, an
 * object with an `answer` and what is declared about it, or a list of alternatives. `null` for a response is no answer, and `null` for a
 * gold is one that cannot be read: both are data, not mistakes.
 */
import { type Gold, type GoldSpec, type Policy, policies } from '../index.ts'
import { type OverlongSpec, type RewardInput, rewardPresets } from '../reward.ts'

export interface Request {
  /** Comes back unchanged: any JSON value. */
  readonly id?: unknown
  readonly response?: string | null
  readonly prediction?: string | null
  /** Instead of a response: prompt and response as one text, special tokens and all. The prompt is cut off. */
  readonly query?: string | null
  /** The prompt of a `query`, if it is known. */
  readonly prompt?: string | null
  readonly reference?: GoldValue
  /** The same as `reference`; beside one, an object of declarations about it. */
  readonly gold?: GoldValue | GoldSpec
  readonly references?: readonly GoldValue[]
  readonly options?: GoldSpec['options']
  readonly choices?: GoldSpec['options']
  readonly finish_reason?: string | null
  readonly finishReason?: string | null
  /** Length of the response in tokens, for presets that price it. */
  readonly tokens?: number
  readonly method?: RewardInput['method']
  readonly judgement?: RewardInput['judgement']
  /** Name of a reward preset. Default `accuracy`. */
  readonly preset?: string
  /** Pay as the published function of the preset would. */
  readonly compat?: boolean
  readonly max_tokens?: number | null
  /** A soft limit of length, or `null` for none. Default: the preset's. */
  readonly overlong?: OverlongSpec | null
  /** The template of the prompt has written `<think>`. */
  readonly thinking_opened?: boolean
  /** Name of a policy. Default `standard`. */
  readonly policy?: string
  /** What a `prediction` is. Default `auto`. */
  readonly as?: 'auto' | 'answer' | 'response'
  /** Demand a finished answer. Default: what the preset says; false for a `prediction`. */
  readonly finished?: boolean
  /** Where nothing is marked as the answer, read the last formula or number of the prose. Default: what the preset says. */
  readonly prose?: boolean
  /** Put the whole verdict, with its trace, into the reply. */
  readonly verdict?: boolean
}
export type GoldValue = string | number | boolean | null | ({ readonly answer: string | number | boolean | null } & GoldSpec) | GoldList
interface GoldList extends ReadonlyArray<GoldValue> {}

export const requestFields: readonly string[] = [
  'id',
  'response',
  'prediction',
  'query',
  'prompt',
  'reference',
  'gold',
  'references',
  'options',
  'choices',
  'finish_reason',
  'finishReason',
  'tokens',
  'method',
  'judgement',
  'preset',
  'compat',
  'max_tokens',
  'overlong',
  'thinking_opened',
  'policy',
  'as',
  'finished',
  'prose',
  'verdict',
]
const known: ReadonlySet<string> = new Set(requestFields)

/** Refuses what is no request. @throws TypeError */
export function checkRequest(value: unknown): Request {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`Expected a request as an object, found ${nameOf(value)}`)
  for (const field of Object.keys(value)) {
    if (!known.has(field)) throw new TypeError(`Expected the fields of a request to be among ${requestFields.join(', ')}, found '${field}'`)
  }
  return value as Request
}

/** The golds of a request, the first one first, with what is declared about them. */
export function goldsOf(request: Request): readonly [Gold, ...Gold[]] {
  const { reference, gold, references = [] } = request
  if (!Array.isArray(references)) throw new TypeError(`Expected references as a list, found ${nameOf(references)}`)
  const beside = reference !== undefined && gold !== undefined
  if (beside && (typeof gold !== 'object' || gold === null || Array.isArray(gold) || 'answer' in gold))
    throw new TypeError('Expected beside a reference a gold of declarations only: give the answer once')
  const first = reference === undefined ? gold : reference
  if (first === undefined) throw new TypeError('Expected a reference or a gold')
  const declared = beside ? (gold as GoldSpec) : undefined
  const golds = [...answersOf(first as GoldValue), ...references.flatMap(answersOf)].map((one): Gold => {
    if (declared === undefined) return one
    return typeof one === 'string' ? { answer: one, ...declared } : { ...declared, ...one }
  })
  const [head = '', ...tail] = golds
  return [head, ...tail]
}

function answersOf(value: GoldValue): readonly Gold[] {
  if (Array.isArray(value)) return (value as readonly GoldValue[]).flatMap(answersOf)
  if (typeof value !== 'object' || value === null) return [textOf(value as string | number | boolean | null)]
  const { answer, ...spec } = value as { readonly answer: string | number | boolean | null } & GoldSpec
  if (answer === undefined) throw new TypeError(`Expected a gold as a text or an object with an answer, found ${nameOf(value)}`)
  return [{ ...spec, answer: textOf(answer) }]
}

function textOf(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new TypeError(`Expected the answer of a gold as a text or a number, found ${nameOf(value)}`)
}

/** @throws RangeError */
export function policyOf(name: unknown): Policy {
  const policy = Object.values(policies).find(one => one.name === name)
  if (policy === undefined)
    throw new RangeError(
      `Expected a policy among ${Object.values(policies)
        .map(one => one.name)
        .join(', ')}, found ${nameOf(name)}`,
    )
  return policy
}

/** @throws RangeError */
export function presetOf(name: unknown): keyof typeof rewardPresets {
  if (typeof name !== 'string' || !Object.hasOwn(rewardPresets, name))
    throw new RangeError(`Expected a preset among ${Object.keys(rewardPresets).join(', ')}, found ${nameOf(name)}`)
  return name as keyof typeof rewardPresets
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? `'${value.slice(0, 40)}…'` : `'${value}'`
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}
