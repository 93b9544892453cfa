/** What a caller may choose for a judge, checked with messages that name the field, what was expected and what was found. */
import { z } from 'zod'
import { problem } from '../formats/shapes.ts'
import { type VerdictPromptName, verdictPromptNames } from './prompts.ts'

const word = z.string().regex(/\S/, 'expected a word')
const customPrompt = z
  .strictObject({
    version: z.string().min(1, 'expected a name and version such as "compass-1"'),
    system: z.string().optional(),
    user: z
      .string()
      .regex(/\{answer\}/, 'expected a text with {answer} in it')
      .regex(/\{reference\}/, 'expected a text with {reference} in it')
      .optional(),
    correct: z.array(word).min(1, 'expected at least one word'),
    incorrect: z.array(word).min(1, 'expected at least one word'),
  })
  .refine(({ system, user }) => system !== undefined || user !== undefined, { message: 'expected a system or a user text' })
  .refine(({ correct, incorrect }) => !correct.some(one => incorrect.some(other => other.toLowerCase() === one.toLowerCase())), {
    message: 'expected words that are not both correct and incorrect',
  })

const schema = z.strictObject({
  /** The model as its server calls it. */
  model: z.string().min(1, 'expected the name of a model'),
  /** Address of an OpenAI-compatible API, up to and with `/v1`. Default: `OPENAI_BASE_URL`, else that of OpenAI. */
  baseUrl: z
    .string()
    .regex(/^https?:\/\//, 'expected an address that begins with http:// or https://')
    .optional(),
  /** Name of the environment variable that holds the key. Default `OPENAI_API_KEY`. Keys themselves are never options. */
  keyVariable: z.string().min(1, 'expected the name of an environment variable').default('OPENAI_API_KEY'),
  /** The name of a prompt, or one of your own. */
  prompt: z.union([z.enum(verdictPromptNames as [VerdictPromptName, ...VerdictPromptName[]]), customPrompt]).default('deepvision'),
  /** Requests at the same time. */
  concurrency: z.int().min(1, 'expected at least 1').max(1024, 'expected at most 1024').default(8),
  /** Milliseconds for one request. */
  timeout: z.int().min(1, 'expected at least 1').default(60_000),
  /** Further tries after a failed connection, a time-out, 408, 409, 429 or 5xx, with back-off and `retry-after`. */
  retries: z.int().min(0, 'expected at least 0').max(20, 'expected at most 20').default(5),
  /** Further tries after a reply that is no verdict, at higher temperatures. */
  reasks: z.int().min(0, 'expected at least 0').max(5, 'expected at most 5').default(1),
  /** Tokens of the reply. Reasoning models need more than a word. */
  maxTokens: z.int().min(1, 'expected at least 1').default(16),
  /** File that keeps replies; none when it is not given. */
  cache: z.string().min(1, 'expected a path').optional(),
  /** Longest answer that is sent, in UTF-16 units. */
  longestAnswer: z.int().min(1, 'expected at least 1').default(300),
  /** Price of a million tokens, for the totals. */
  price: z.strictObject({ input: z.number().min(0, 'expected at least 0'), output: z.number().min(0, 'expected at least 0') }).optional(),
})
/** Options with every default left out. */
export type ModelJudgeOptions = z.input<typeof schema>
export type ResolvedJudgeOptions = z.output<typeof schema>

/** @throws TypeError that lists everything that is wrong */
export function resolveJudgeOptions(options: ModelJudgeOptions): ResolvedJudgeOptions {
  const checked = schema.safeParse(options)
  if (checked.success) return checked.data
  throw new TypeError(`Options of the judge: ${checked.error.issues.map(issue => problem(issue, options)).join('; ')}`)
}
