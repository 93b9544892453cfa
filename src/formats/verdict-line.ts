/** A line of `X_verdicts.jsonl`, as far as later steps need it. */
import { z } from 'zod'
import { problem } from './shapes.ts'

const schema = z.looseObject({
  /** Number of the row in its file, from 1. */
  line: z.int().positive(),
  sample: z.int().nonnegative().optional(),
  /** `null` for a row that was not judged. */
  outcome: z.union([z.literal('equivalent'), z.literal('different'), z.literal('undecided'), z.null()]),
  correct: z.union([z.boolean(), z.null()]),
  prediction: z.union([z.string(), z.null()]).optional(),
  reference: z.string().optional(),
  cause: z.string().optional(),
  side: z.string().optional(),
  /** How the accuracy of the row is found, where a reward was paid and it is not by rule. */
  method: z.string().optional(),
  score: z.union([z.number(), z.null()]).optional(),
  accuracy: z.union([z.number(), z.null()]).optional(),
  format: z.union([z.number(), z.null()]).optional(),
  overlong: z.union([z.number(), z.null()]).optional(),
  kind: z.union([z.string(), z.null()]).optional(),
  label: z.boolean().optional(),
  /** Who decided, and what a model said, where one was asked. */
  origin: z.string().optional(),
  model_verdict: z.string().optional(),
  rule_correct: z.boolean().optional(),
  rules_version: z.string().optional(),
  policy_digest: z.string().optional(),
})
export type VerdictLine = z.infer<typeof schema>

/**
 * Read a line of verdicts.
 *
 * @returns the line, or a text that says what is wrong with it
 * @example
 * readVerdictLine('{"line": 1, "outcome": "right", "correct": true}') // 'outcome: expected "equivalent", "different", "undecided", null, found \'right\''
 */
export function readVerdictLine(text: string): VerdictLine | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  return issue === undefined ? 'not a verdict' : problem(issue, value)
}
