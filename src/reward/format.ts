/**
 * Does the response have the shape that the prompt asked for?
 *
 *     <think> … </think> <answer> … </answer>      think-then-answer
 *     <think> … </think> … \boxed{…} …             think-then-box
 *     … <answer> … </answer> …                     answer
 *     … \boxed{…} …                                box
 *
 * Each tag stands there exactly once and in this order, letter by letter, with something between it and its partner. Nothing
 * stands before `<think>`. With `<answer>` nothing but white space stands between the two parts and behind the second; with a box,
 * the part behind the thinking is prose that holds a finished box. A response that mentions a tag in its thinking has it twice.
 * `answer` and `box` ask for no thinking: whatever thinking there is ends before them, and is finished.
 */
import { extract } from '../extract/extract.ts'
import { oneOf } from './check.ts'

export const formats = ['answer', 'box', 'think-then-answer', 'think-then-answer-or-box', 'think-then-box'] as const
export type Format = (typeof formats)[number]

/**
 * What keeps the response from having the format, or `undefined` if it has it.
 *
 * @throws RangeError for a format that there is not
 * @example
 * formatProblem('<think>1+1</think><answer>2</answer>', 'think-then-answer') // undefined
 * formatProblem('<think>1+1</think>So \\boxed{2}.', 'think-then-answer-or-box') // undefined
 * formatProblem('<answer>2</answer>', 'think-then-answer') // 'expected <think> once, found it 0 times'
 */
export function formatProblem(response: string, format: Format): string | undefined {
  oneOf('format', format, formats)
  if (format === 'box') return boxProblem(response, 'expected a finished box')
  if (format === 'answer') return answerOnceProblem(response)
  const thinking = between(response, '<think>', '</think>')
  if ('problem' in thinking) return thinking.problem
  if (!isBlank(thinking.before)) return 'expected nothing before <think>'
  const tagged = response.includes('<answer>') || response.includes('</answer>')
  if (format === 'think-then-answer' || (format === 'think-then-answer-or-box' && tagged)) return answerProblem(response, thinking.after)
  if (tagged) return 'expected a box, found an answer tag'
  return boxProblem(thinking.after, 'expected a finished box behind </think>')
}

/** A box that is the answer, for which thinking has to be finished. */
function boxProblem(text: string, problem: string): string | undefined {
  const found = extract(text, { prose: false })
  return found.found && found.rule === 'box' ? undefined : problem
}

/** The answer part: once, with something in it, and not in the thinking. */
function answerOnceProblem(response: string): string | undefined {
  const whole = between(response, '<answer>', '</answer>')
  if ('problem' in whole) return whole.problem
  return extract(response, { prose: false }).thinkingEnd > response.indexOf('<answer>')
    ? 'expected <answer> behind the thinking'
    : undefined
}

/** The answer part: once in the whole response, and all that is behind the thinking part. */
function answerProblem(response: string, afterThinking: string): string | undefined {
  const whole = between(response, '<answer>', '</answer>')
  if ('problem' in whole) return whole.problem
  const answer = between(afterThinking, '<answer>', '</answer>')
  if ('problem' in answer) return 'expected <answer> behind </think>'
  if (!isBlank(answer.before)) return 'expected nothing between </think> and <answer>'
  if (!isBlank(answer.after)) return 'expected nothing behind </answer>'
  return undefined
}

interface Parts {
  readonly before: string
  readonly after: string
}

/** The text around the one pair of tags, if there is exactly one with something in it. */
function between(text: string, open: string, close: string): Parts | { readonly problem: string } {
  for (const tag of [open, close]) {
    const times = occurrences(text, tag)
    if (times !== 1) return { problem: `expected ${tag} once, found it ${times} times` }
  }
  const start = text.indexOf(open)
  const end = text.indexOf(close)
  if (end < start) return { problem: `expected ${open} before ${close}` }
  if (isBlank(text.slice(start + open.length, end))) return { problem: `expected something between ${open} and ${close}` }
  return { before: text.slice(0, start), after: text.slice(end + close.length) }
}

function occurrences(text: string, tag: string): number {
  let times = 0
  for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + tag.length)) times += 1
  return times
}

const isBlank = (text: string): boolean => text.trim() === ''
