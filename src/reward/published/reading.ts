/**
 * Where published functions look for the answer. None of them knows where the thinking ends.
 *
 * Every reader is linear in the length of the response, also where the original is not.
 */
import { type Box, lastBoxStart, readBox } from '../../extract/box.ts'
import { extract } from '../../extract/extract.ts'

/** Longest content of a box that is read. */
const longestBox = 20_000
/** Boxes that are looked at, from the end. */
const mostBoxes = 1_000

/** Contents of the finished boxes of the whole response, in order; of boxes in boxes the outermost. */
export function boxesIn(response: string): readonly string[] {
  const found: Box[] = []
  let end = response.length
  for (let look = 0; look < mostBoxes; look++) {
    const start = lastBoxStart(response, 0, end)
    if (start < 0) break
    end = start
    const box = readBox(response, start, longestBox, response.length)
    if (box?.state !== 'closed') continue
    while (found.length > 0 && (found.at(-1) as Box).start < box.end) found.pop()
    found.push(box)
  }
  return found.reverse().map(box => response.slice(box.contentStart, box.contentEnd))
}

/** The content of the last box, wherever it stands. */
export const lastBox = (response: string): string | undefined => boxesIn(response).at(-1)

/**
 * What Math-Verify reads of a whole response: its box; several different boxes as one set; without a box the last mathematics of the prose.
 */
export function mathVerifyReading(response: string): readonly string[] {
  const boxes = [...new Set(boxesIn(response).map(box => box.trim()))]
  if (boxes.length === 1) return boxes
  if (boxes.length > 1) return [`\\{${boxes.join(', ')}\\}`]
  const found = extract(withoutTags(response), { prose: true })
  return found.found ? [found.text] : []
}

/** Tags are nothing to a function that does not know them. */
function withoutTags(response: string): string {
  let text = response
  for (const tag of ['<think>', '</think>', '<answer>', '</answer>']) text = text.replaceAll(tag, '\n')
  return text
}

/** What stands between the first `<answer>` and the `</answer>` behind it. */
export function firstAnswerTag(response: string, options: { readonly oneLine?: boolean } = {}): string | undefined {
  let start = response.indexOf('<answer>')
  while (start >= 0) {
    const from = start + '<answer>'.length
    const end = response.indexOf('</answer>', from)
    if (end < 0) return undefined
    const content = response.slice(from, end)
    if (options.oneLine !== true || !content.includes('\n')) return content
    // The dot of a regular expression ends at the line, so the match begins at a later tag.
    start = response.indexOf('<answer>', from)
  }
  return undefined
}

/** The content of `<answer>`, or what stands behind its last opening, or everything. */
export function answerOrRest(response: string): string {
  const content = firstAnswerTag(response)
  if (content !== undefined) return content
  const open = response.lastIndexOf('<answer>')
  return open < 0 ? response : response.slice(open + '<answer>'.length)
}

/** What stands behind `Answer:` up to the end of its line, the last among the last 300 characters: a second one in a line is part of the first. */
export function answerLine(response: string): string | undefined {
  const matches = [...response.slice(-300).matchAll(/answer\s*:\s*([^\n]+)/gi)]
  return matches.at(-1)?.[1]
}

/** The number behind the last `#### `, without commas and dollars, among the last 300 characters. */
export function hashNumber(response: string): string | undefined {
  const text = response.slice(-300)
  const matches = [...text.matchAll(/#### (-?[0-9.,]+)/g)]
  return matches.at(-1)?.[1]?.replaceAll(',', '').replaceAll('$', '')
}
