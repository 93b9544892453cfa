/**
 * A model as a judge: guarded, cached, asked with retries, read strictly. It never fails open: whatever goes wrong is `failed`,
 * `unparsed` or `guarded`, and none of these is `correct`.
 */
import { setMaxListeners } from 'node:events'
import OpenAI, { APIError, APIUserAbortError } from 'openai'
import pLimit from 'p-limit'
import { type LabelReading, readLabel } from '../curate.ts'
import { type GuardReason, guard } from './guard.ts'
import { type ModelJudgeOptions, type ResolvedJudgeOptions, resolveJudgeOptions } from './options.ts'
import { type Asked, labelPrompt, type Prompt, promptOf, tierPrompt } from './prompts.ts'
import { afterThinking, readTier, readVerdict } from './reading.ts'
import { cacheKey, ReplyCache } from './reply-cache.ts'

export type ModelVerdict =
  | { readonly verdict: 'correct' | 'incorrect'; readonly from: 'model' | 'cache' }
  /** The model replied, and not with a verdict. */
  | { readonly verdict: 'unparsed'; readonly reply: string }
  /** No reply after all tries. */
  | { readonly verdict: 'failed'; readonly reason: string }
  /** Not sent. */
  | { readonly verdict: 'guarded'; readonly reason: GuardReason }

/** How good an open answer is, in the tiers of a reward's `judgement`. */
export type ModelTier =
  | { readonly verdict: 'correct' | 'partly' | 'incorrect'; readonly from: 'model' | 'cache' }
  | Exclude<ModelVerdict, { readonly verdict: 'correct' | 'incorrect' }>

export interface JudgeTotals {
  /** Answers that the judge was asked about, however it was answered. */
  readonly asked: number
  /** HTTP requests that were answered, repeated questions included. */
  readonly requests: number
  readonly cached: number
  readonly guarded: number
  readonly correct: number
  /** Open answers that say some of what matters. */
  readonly partly: number
  readonly incorrect: number
  readonly unparsed: number
  readonly failed: number
  readonly input_tokens: number
  readonly output_tokens: number
  /** In the currency of `price`; `null` without one. */
  readonly cost: number | null
}

/** Nothing that is asked can succeed: the key is refused, the model or the address does not exist. */
export class JudgeUnavailable extends Error {
  override readonly name = 'JudgeUnavailable'
}

export interface ModelJudge {
  /** The options with their defaults. */
  readonly options: ResolvedJudgeOptions
  /**
   * Ask about one answer.
   *
   * @throws JudgeUnavailable when no question can be answered; the reason of `signal` when it is aborted
   */
  readonly ask: (asked: Asked, signal?: AbortSignal) => Promise<ModelVerdict>
  /**
   * Ask how good an open answer is: a tier, which `reward` takes as the `judgement` of a row with the method `model`. Another prompt, which is
   * ours; guards, cache and strictness are those of `ask`.
   */
  readonly grade: (asked: Asked, signal?: AbortSignal) => Promise<ModelTier>
  /** Ask for the correctness label of a row. `unparsed` also stands for no reply. */
  readonly label: (row: Omit<Asked, 'answer'>, signal?: AbortSignal) => Promise<LabelReading>
  readonly totals: () => JudgeTotals
}

/**
 * A judge behind an OpenAI-compatible chat API.
 *
 * @throws TypeError that lists wrong options; Error when the environment holds no key
 */
export async function createModelJudge(given: ModelJudgeOptions): Promise<ModelJudge> {
  const options = resolveJudgeOptions(given)
  const apiKey = process.env[options.keyVariable]
  if (apiKey === undefined || apiKey === '')
    throw new JudgeUnavailable(`Expected a key in the environment variable ${options.keyVariable}; a server without keys takes any text`)
  const client = new OpenAI({
    apiKey,
    timeout: options.timeout,
    maxRetries: options.retries,
    logLevel: 'off',
    ...(options.baseUrl !== undefined && { baseURL: options.baseUrl }),
  })
  const cache = await ReplyCache.open(options.cache)
  return new Judge(options, client, cache)
}

/** The API of these models has other parameters: no temperature, tokens that include the reasoning. */
const reasoning = /^(?:.*\/)?(?:o\d|gpt-5)/

type Decided<Word extends string> =
  | { readonly verdict: Word; readonly from: 'model' | 'cache' }
  | Exclude<ModelVerdict, { readonly verdict: 'correct' | 'incorrect' }>

type Reply = { readonly text: string; readonly from: 'model' | 'cache' } | { readonly failed: string }

class Judge implements ModelJudge {
  readonly options: ResolvedJudgeOptions
  readonly #client: OpenAI
  readonly #cache: ReplyCache
  readonly #limit: ReturnType<typeof pLimit>
  readonly #counts = {
    asked: 0,
    requests: 0,
    cached: 0,
    guarded: 0,
    correct: 0,
    partly: 0,
    incorrect: 0,
    unparsed: 0,
    failed: 0,
    input: 0,
    output: 0,
  }

  constructor(options: ResolvedJudgeOptions, client: OpenAI, cache: ReplyCache) {
    this.options = options
    this.#client = client
    this.#cache = cache
    this.#limit = pLimit(options.concurrency)
  }

  readonly ask = async (asked: Asked, signal?: AbortSignal): Promise<ModelVerdict> => {
    this.#counts.asked += 1
    const verdict = await this.#ask(asked, signal)
    this.#counts[verdict.verdict] += 1
    return verdict
  }

  readonly grade = async (asked: Asked, signal?: AbortSignal): Promise<ModelTier> => {
    this.#counts.asked += 1
    const tier = await this.#decided(asked, tierPrompt, readTier, signal)
    this.#counts[tier.verdict] += 1
    return tier
  }

  readonly label = async (row: Omit<Asked, 'answer'>, signal?: AbortSignal): Promise<LabelReading> => {
    const reply = await this.#reply({ ...row, answer: row.reference }, labelPrompt, text => readLabel(text).label !== 'unparsed', signal)
    return 'failed' in reply ? { label: 'unparsed' } : readLabel(afterThinking(reply.text))
  }

  readonly totals = (): JudgeTotals => {
    const { input, output, ...counts } = this.#counts
    const { price } = this.options
    return {
      ...counts,
      input_tokens: input,
      output_tokens: output,
      cost: price === undefined ? null : (input * price.input + output * price.output) / 1e6,
    }
  }

  async #ask(asked: Asked, signal: AbortSignal | undefined): Promise<ModelVerdict> {
    const prompt = promptOf(this.options.prompt)
    return await this.#decided(asked, prompt, text => readVerdict(text, prompt.words), signal)
  }

  /** One word about an answer that may be sent. */
  async #decided<Word extends string>(
    asked: Asked,
    prompt: Prompt,
    read: (text: string) => Word | 'unparsed',
    signal: AbortSignal | undefined,
  ): Promise<Decided<Exclude<Word, 'unparsed'>>> {
    const reason = guard(asked, { longestAnswer: this.options.longestAnswer })
    if (reason !== undefined) return { verdict: 'guarded', reason }
    const reply = await this.#reply(asked, prompt, text => read(text) !== 'unparsed', signal)
    if ('failed' in reply) return { verdict: 'failed', reason: reply.failed }
    const word = read(reply.text)
    if (word === 'unparsed') return { verdict: 'unparsed', reply: reply.text.slice(0, 500) }
    return { verdict: word as Exclude<Word, 'unparsed'>, from: reply.from }
  }

  /** Every request listens for the end of the run; Node takes more than ten listeners for a leak. */
  #allowListeners(signal: AbortSignal | undefined): void {
    if (signal !== undefined) setMaxListeners(0, signal)
  }

  async #reply(asked: Asked, prompt: Prompt, isReadable: (text: string) => boolean, signal: AbortSignal | undefined): Promise<Reply> {
    this.#allowListeners(signal)
    const key = cacheKey(this.options.model, prompt.version, asked)
    const known = this.#cache.get(key)
    if (known !== undefined) {
      this.#counts.cached += 1
      return { text: known, from: 'cache' }
    }
    return await this.#limit(async () => {
      let last: Reply = { failed: 'no reply' }
      for (let attempt = 0; attempt <= this.options.reasks; attempt += 1) {
        signal?.throwIfAborted()
        last = await this.#request(asked, prompt, attempt, signal)
        if ('text' in last && isReadable(afterThinking(last.text))) {
          // Only what can be read is kept: a later run may ask again for the rest.
          await this.#cache.put(key, last.text)
          return last
        }
      }
      return last
    })
  }

  async #request(asked: Asked, prompt: Prompt, attempt: number, signal: AbortSignal | undefined): Promise<Reply> {
    const { model, maxTokens } = this.options
    const size = reasoning.test(model)
      ? { max_completion_tokens: Math.max(maxTokens, 2048) }
      : { max_tokens: maxTokens, temperature: Math.min(1, attempt * 0.5) }
    try {
      const completion: unknown = await this.#client.chat.completions.create(
        { model, messages: prompt.messages(asked).map(message => ({ ...message })), ...size },
        signal === undefined ? {} : { signal },
      )
      this.#counts.requests += 1
      return this.#read(completion)
    } catch (error) {
      if (error instanceof APIUserAbortError) {
        signal?.throwIfAborted()
        return { failed: 'aborted' }
      }
      if (error instanceof APIError && [401, 403, 404].includes(error.status ?? 0))
        throw new JudgeUnavailable(`The judge cannot be asked: ${error.message}`)
      return { failed: error instanceof Error ? error.message.slice(0, 300) : String(error) }
    }
  }

  /** A server may answer 200 with anything. */
  #read(completion: unknown): Reply {
    const checked = completionShape(completion)
    if (checked === undefined) return { failed: 'the reply has no choices[0].message.content' }
    this.#counts.input += checked.input
    this.#counts.output += checked.output
    return { text: checked.text, from: 'model' }
  }
}

function completionShape(value: unknown): { readonly text: string; readonly input: number; readonly output: number } | undefined {
  const choices = at(value, 'choices')
  const text = at(at(Array.isArray(choices) ? choices[0] : undefined, 'message'), 'content')
  if (typeof text !== 'string') return undefined
  const usage = at(value, 'usage')
  return { text, input: tokens(at(usage, 'prompt_tokens')), output: tokens(at(usage, 'completion_tokens')) }
}

const at = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined)
const tokens = (value: unknown): number => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0)
