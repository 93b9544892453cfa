/**
 * Formats as published functions check them: regular expressions, told here as walks that are linear on every text.
 */

/** `<think>.*</think>\s*<answer>.*</answer>` over the whole text, the dot any character (EasyR1 r1v, R1-V, Video-R1). */
export function isThinkAnswer(response: string): boolean {
  if (!response.startsWith('<think>') || !response.endsWith('</answer>')) return false
  const last = response.length - '</answer>'.length
  for (let at = response.indexOf('</think>', 7); at >= 0; at = response.indexOf('</think>', at + 1)) {
    const next = skipBlanks(response, at + '</think>'.length)
    if (response.startsWith('<answer>', next) && next + '<answer>'.length <= last) return true
  }
  return false
}

/** `<think>.*</think>.*\boxed{.*}.*` from the beginning (EasyR1 math). */
export function isThinkBox(response: string): boolean {
  if (!response.startsWith('<think>')) return false
  const thinking = response.indexOf('</think>', 7)
  const box = thinking < 0 ? -1 : response.indexOf('\\boxed{', thinking)
  return box >= 0 && response.includes('}', box)
}

/** Blanks round `<`, `>` and `/` left out, as EasyR1 does before it looks at a response. */
export function withoutBlanksAtMarks(response: string): string {
  let text = ''
  let from = 0
  for (let at = 0; at < response.length; at++) {
    const character = response[at]
    if (character !== '<' && character !== '>' && character !== '/') continue
    text += response.slice(from, at).trimEnd() + character
    from = skipBlanks(response, at + 1)
    at = from - 1
  }
  return text + response.slice(from)
}

/** Each of the four tags once, the thinking before the answer with only blanks between, something in both (MM-EUREKA). */
export function isTagsOnce(response: string): boolean {
  for (const tag of ['<think>', '</think>', '<answer>', '</answer>']) if (response.split(tag, 3).length !== 2) return false
  const close = response.indexOf('</think>')
  const open = response.indexOf('<answer>')
  const thinking = close - (response.indexOf('<think>') + '<think>'.length)
  const answer = response.indexOf('</answer>') - (open + '<answer>'.length)
  return thinking > 0 && answer > 0 && skipBlanks(response, close + '</think>'.length) === open
}

/** `<think>…</think><answer>…</answer>` and nothing else, not even between them, `<think>` and `<answer>` once (LMM-R1). */
export function isTightTags(response: string): boolean {
  if (!response.startsWith('<think>') || !response.endsWith('</answer>')) return false
  const close = response.indexOf('</think>')
  if (close < 0 || !response.startsWith('<answer>', close + '</think>'.length)) return false
  const answer = response.slice(close + '</think><answer>'.length, response.length - '</answer>'.length)
  return !answer.includes('</answer>') && !answer.includes('<answer>') && !response.slice(1).includes('<think>')
}

/** A quarter for each of the four tags with its line breaks that stands exactly once (V-Triune). */
export function tagShare(response: string): number {
  const tags = ['<think>\n', '\n</think>\n', '\n<answer>\n', '\n</answer>']
  return tags.filter(tag => response.split(tag, 3).length === 2).length / 4
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at] as string)) at++
  return at
}
