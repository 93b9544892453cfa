/** From a request to a reply: what `mathverdict worker`, the pool and the server have in common. */
import { type JudgeInput, judge, type Options, type Verdict } from '../index.ts'
import { logFields, priceVerdict, type RewardInput, type RewardResult, reward, rewardPresets } from '../reward.ts'
import { responseText } from './query.ts'
import { checkRequest, goldsOf, policyOf, presetOf, type Request } from './request.ts'

/** The result of one sample: the flat columns of `logFields`, with the `id` of the request. */
export type Reply = Graded | Refused
export type Graded = { readonly id: unknown; readonly verdict?: Verdict } & ReturnType<typeof logFields>
/** A request that is none. Its sample was not judged, so nothing may be paid for it. */
export interface Refused {
  readonly id: unknown
  /** Line of the input, counted from 1, where there are lines. */
  readonly line?: number
  readonly error: { readonly code: 'bad-json' | 'bad-request' | 'internal' | 'worker-died'; readonly message: string }
}

/**
 * Answer a request. Total: whatever is wrong with it is told in the reply.
 *
 * @example
 * answer({ id: 7, response: 'So \\boxed{0.5}.', gold: '1/2' }) // { id: 7, score: 1, outcome: 'equivalent' }
 * answer({ id: 8, prediction: '0.6', gold: '1/2' }) // { id: 8, score: 0, outcome: 'different' }
 * answer({ id: 9 }) // { id: 9, error: { code: 'bad-request', message: 'Expected a response or a prediction' } }
 */
export function answer(value: unknown): Reply {
  try {
    return grade(checkRequest(value))
  } catch (error) {
    return refuse(idOf(value), error)
  }
}

/** Answer a line of JSON. */
export function answerLine(text: string, line: number): Reply {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { id: null, line, error: { code: 'bad-json', message: error instanceof Error ? error.message : String(error) } }
  }
  const reply = answer(value)
  return 'error' in reply ? { id: reply.id, line, error: reply.error } : reply
}

function grade(request: Request): Graded {
  const result = request.prediction === undefined ? gradeResponse(request) : gradePrediction(request, request.prediction)
  const graded = { id: request.id ?? null, ...logFields(result) }
  return request.verdict === true ? { ...graded, verdict: result.verdict } : graded
}

function gradeResponse(request: Request): RewardResult {
  const { preset = 'accuracy', compat, max_tokens, overlong, thinking_opened, policy, finished, prose, tokens, method, judgement } = request
  if (request.as !== undefined) throw new TypeError("Expected 'as' beside a prediction only: a response is always read as one")
  const response = responseOf(request)
  const name = presetOf(preset)
  const [reference, ...references] = goldsOf(request)
  const input: RewardInput = {
    response,
    reference,
    references,
    ...contextOf(request),
    ...(tokens !== undefined && { tokens }),
    ...(method !== undefined && { method }),
    ...(judgement !== undefined && { judgement }),
  }
  const changed =
    finished === undefined && prose === undefined
      ? name
      : { ...rewardPresets[name], ...(finished !== undefined && { finished }), ...(prose !== undefined && { prose }) }
  return reward(input, changed, {
    ...(policy !== undefined && { policy: policyOf(policy) }),
    ...(compat !== undefined && { compat }),
    ...(max_tokens !== undefined && { maxTokens: max_tokens }),
    ...(overlong !== undefined && { overlong }),
    ...(thinking_opened !== undefined && { thinkingOpened: thinking_opened }),
  })
}

function responseOf({ response, query, prompt }: Request): string {
  if (query === undefined) {
    if (response === undefined) throw new TypeError('Expected a response or a prediction')
    if (prompt !== undefined) throw new TypeError('Expected a prompt beside a query only')
    return response ?? ''
  }
  if (response !== undefined) throw new TypeError('Expected either a response or a query')
  for (const [name, text] of [
    ['query', query],
    ['prompt', prompt ?? ''],
  ] as const) {
    if (typeof text !== 'string' && text !== null) throw new TypeError(`Expected ${name} as a string, found ${typeof text}`)
  }
  return responseText(query ?? '', prompt ?? '')
}

function gradePrediction(request: Request, prediction: string | null): RewardResult {
  const { response, query, preset, policy, as, finished, prose } = request
  if (response !== undefined || query !== undefined) throw new TypeError('Expected either a response or a prediction')
  if (preset !== undefined) throw new TypeError('Expected a preset beside a response only')
  const [reference, ...references] = goldsOf(request)
  const options: Options = {
    ...(policy !== undefined && { policy: policyOf(policy) }),
    ...(as !== undefined && { as }),
    ...(finished !== undefined && { finished }),
    ...(prose !== undefined && { prose }),
  }
  const verdict = judge({ prediction: prediction ?? '', reference, references, ...contextOf(request) }, options)
  return priceVerdict(verdict, prediction ?? '', rewardPresets.accuracy)
}

/** What is known about the sample beside its texts. */
function contextOf({ options, choices, finish_reason, finishReason }: Request): Pick<JudgeInput, 'options' | 'finishReason'> {
  const contents = options ?? choices
  const reason = finishReason ?? finish_reason
  return {
    ...(contents !== undefined && contents !== null && { options: contents }),
    ...(typeof reason === 'string' && { finishReason: reason as NonNullable<JudgeInput['finishReason']> }),
  }
}

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'id') ? Reflect.get(value, 'id') : null

function refuse(id: unknown, error: unknown): Refused {
  const message = error instanceof Error ? error.message : String(error)
  const mistake = error instanceof TypeError || error instanceof RangeError
  return { id, error: { code: mistake ? 'bad-request' : 'internal', message } }
}
