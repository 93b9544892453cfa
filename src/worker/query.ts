/**
 * The response inside what a trainer sends as one text.
 *
 *     <|im_start|>user\nFind x.<|im_end|>\n<|im_start|>assistant\nSo \boxed{3}.<|im_end|>
 *     ╰─────────────────────── prompt ──────────────────────────╯╰── response ─╯╰ token ╯
 *
 * The prompt is cut off where the text begins with it; it may hold boxes of its own (few-shot examples, "put your answer in a box").
 * Prompts that lost their special tokens on the way are looked for whole; failing that, the response begins behind the last
 * marker of a turn of the assistant. Special tokens at the end are no part of an answer.
 */

/** What opens a turn of the assistant in common chat templates. */
const turns = [
  '<|im_start|>assistant',
  '<|start_header_id|>assistant<|end_header_id|>',
  '<start_of_turn>model',
  '<｜Assistant｜>',
  '<|assistant|>',
  '[/INST]',
] as const

/** What closes a turn or a text. */
const ends = [
  '<|im_end|>',
  '<|endoftext|>',
  '<|end_of_text|>',
  '<|eot_id|>',
  '<end_of_turn>',
  '<｜end▁of▁sentence｜>',
  '<eos>',
  '</s>',
  '<pad>',
  '<|pad|>',
] as const

/**
 * @param query prompt and response, as one text
 * @param prompt the prompt, if it is known
 * @example
 * responseText('Q: 1+1? A: \\boxed{2}</s>', 'Q: 1+1? A:') // ' \\boxed{2}'
 * responseText('<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n\\boxed{2}<|im_end|>\n', '') // '\n\\boxed{2}'
 */
export function responseText(query: string, prompt: string): string {
  return withoutEnds(query.slice(responseStart(query, prompt)))
}

function responseStart(query: string, prompt: string): number {
  if (prompt !== '') {
    if (query.startsWith(prompt)) return prompt.length
    const at = query.indexOf(prompt)
    if (at >= 0) return turnBehind(query, at + prompt.length)
  }
  let start = 0
  for (const turn of turns) {
    const at = query.lastIndexOf(turn)
    if (at >= 0) start = Math.max(start, at + turn.length)
  }
  return start
}

/** Between a bare prompt and the response stand the tokens of the template, and nothing else. */
function turnBehind(query: string, from: number): number {
  for (const turn of turns) {
    const at = query.indexOf(turn, from)
    if (at >= 0 && at - from < 100) return at + turn.length
  }
  return from
}

function withoutEnds(text: string): string {
  let end = text.length
  for (;;) {
    const trimmed = text.slice(0, end).trimEnd()
    const token = ends.find(one => trimmed.endsWith(one))
    if (token === undefined) return text.slice(0, end)
    end = trimmed.length - token.length
  }
}
