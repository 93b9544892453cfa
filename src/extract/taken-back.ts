import type { Span } from '../source/span.ts'
import { closingBrace } from './box.ts'
import { isBlank, isColon, isLetter, lettersEnd } from './characters.ts'
import { isPart } from './part.ts'
import { certainlyOther, plainNumber } from './plain-number.ts'
import { contentOf } from './scene.ts'

/**
 * What a reader of the rendered page does not take for the answer, although it stands in a box.
 *
 *     ~~\boxed{5}~~   \cancel{\boxed{5}}   <!-- \boxed{5} -->   <p hidden>\boxed{5}</p>      struck out, or not to be seen
 *     -\boxed{5}      \boxed{5}^2          $\boxed{5}+1$                                     the box is a part of what is written
 *     \boxed{5} is wrong.   \boxed{5}. No, that is incorrect.   \boxed{C}? No.               denied right behind
 */
export function isTakenBack(text: string, box: Span, from: number, to: number): boolean {
  if (isPart(text, box, from, to) || isDeniedBefore(text, box.start, from)) return true
  const behind = saidBehind(text, box.end, to)
  if (behind !== '' && (denies(behind) || isCorrected(text, box, behind))) return true
  return isStruck(text, box, from, to) || isHidden(text, box, from)
}

/** Tags between which nothing is shown, or everything is struck out. */
const tags: readonly Pair[] = [
  ['<!--', '-->'],
  ['<del>', '</del>'],
  ['<s>', '</s>'],
  ['<strike>', '</strike>'],
]
/** Commands that do the same. */
const commands: readonly Pair[] = [
  ['\\iffalse', '\\fi'],
  ['\\begin{comment}', '\\end{comment}'],
]
type Pair = readonly [open: string, close: string]

function isHidden(text: string, box: Span, from: number): boolean {
  const before = text.slice(from, box.start)
  if (before.includes('<') && (isInside(before, tags) || isInInvisibleTag(before))) return true
  return isInside(before, commands)
}

/** Hardly any response holds one; a search forwards for each is faster than one backwards, or one for all by an expression. */
function isInside(before: string, pairs: readonly Pair[]): boolean {
  for (const [open, close] of pairs) {
    if (before.includes(open) && before.lastIndexOf(close) < before.lastIndexOf(open)) return true
  }
  return false
}

/** What makes the content of a tag invisible. */
const invisible =
  /display ?: ?none|visibility ?: ?hidden|opacity ?: ?0(?![.\d])|font-size ?: ?0(?![.\d])|[" ;]color ?: ?(?:white|#fff)|[ ]hidden[ >=]/i
/** Longer tags are not read, nor are more of them, from the box on backwards. */
const longestTag = 300
const mostTags = 100

/** `<span style="display:none">` is open at the end of `before`. */
function isInInvisibleTag(before: string): boolean {
  let at = before.length
  for (let tags = 0; tags < mostTags; tags++) {
    at = at === 0 ? -1 : before.lastIndexOf('<', at - 1)
    if (at < 0) return false
    if (!isLetter(before.charCodeAt(at + 1))) continue
    const start = before.slice(at, at + longestTag)
    const tag = start.slice(0, start.indexOf('>') + 1)
    if (!invisible.test(tag)) continue
    if (before.indexOf(`</${tag.slice(1, lettersEnd(tag, 1, tag.length))}`, at) < 0) return true
  }
  return false
}

/** Commands whose argument is struck out, takes room without being shown, or is a part of a value. Sorted. */
const holding: ReadonlySet<string> = new Set([
  'bcancel',
  'binom',
  'cancel',
  'cfrac',
  'dfrac',
  'frac',
  'hphantom',
  'overbrace',
  'overline',
  'overset',
  'phantom',
  'sout',
  'sqrt',
  'st',
  'tfrac',
  'underbrace',
  'underset',
  'vphantom',
  'xcancel',
])

/** Characters around a box in which a command that holds it, or strokes around it, are looked for. */
const near = 200

/** Struck out, white or not shown, by a command or strokes close by. */
export function isStruck(text: string, box: Span, from: number, to: number): boolean {
  const earliest = Math.max(from, box.start - near)
  const window = text.slice(earliest, box.start)
  if (/~~|\\color\{white\}/.test(window) && isStruckInLine(text, box, to, window.slice(window.lastIndexOf('\n') + 1))) return true
  for (let open = openBrace(text, box.start, earliest); open >= 0; open = openBrace(text, open, earliest)) {
    const script = text.charCodeAt(open - 1) === 0x5e || text.charCodeAt(open - 1) === 0x5f
    const holds = script || holding.has(commandAt(text, open, earliest)) || text.startsWith('\\textcolor{white}', open - 17)
    if (holds && closingBrace(text, open, Math.min(to, box.end + near)) >= box.end) return true
  }
  return false
}

/** Strokes around the box, or white in front of it, with `before` in its line. */
function isStruckInLine(text: string, box: Span, to: number, before: string): boolean {
  if (before.includes('\\color{white}')) return true
  if (before.split('~~').length % 2 !== 0) return false
  const behind = text.slice(box.end, Math.min(to, box.end + near))
  const stroke = behind.indexOf('~~')
  const next = behind.indexOf('\n')
  return stroke >= 0 && (next < 0 || stroke < next)
}

/** The brace before `at` that is still open there, or -1. */
function openBrace(text: string, at: number, earliest: number): number {
  let depth = 0
  for (let brace = at - 1; brace >= earliest; brace--) {
    const code = text.charCodeAt(brace)
    if ((code !== 0x7d && code !== 0x7b) || text.charCodeAt(brace - 1) === 0x5c) continue
    if (code === 0x7d) depth++
    else if (--depth < 0) return brace
  }
  return -1
}

/** The name of the command that has the group at `open` as its first or second argument, or nothing. */
function commandAt(text: string, open: number, earliest: number): string {
  const end = text.charCodeAt(open - 1) === 0x7d ? openBrace(text, open - 1, earliest) : open
  let start = end
  while (start > earliest && isLetter(text.charCodeAt(start - 1))) start--
  return text.charCodeAt(start - 1) === 0x5c ? text.slice(start, end) : ''
}

/** Longer than any denial that is looked for. */
const longestDenial = 160
const wrong =
  'wrong|incorrect|false|mistaken|rejected|invalid|not correct|not right|错误?|錯誤?|不对|不對|不正确|falsch|faux|incorrecto|неверно'
const verdict =
  '(?:not (?:a |the )?(?:(?:correct|right|final|true) )?(?:correct|right|true|answer|solution|choice|option)|(?:a |an |the )?(?:wrong|incorrect|false|mistaken)|(?:eliminated|excluded|impossible|rejected|ruled out))(?![a-z])(?! (?:to|that) )'
const is = '(?:is|was|seems|looks|appears|must be|would be|can be|could be|has to be|should be)'
const atOnce = new RegExp(
  `^(?:${is} ${verdict}|\\? ?(?:no|nope|not|wrong)(?![a-z])|是?(?:错的|錯的|不对|不對|不正确)|(?:is )?(?:${wrong})[)\\]! ]{0,3}(?:$|[.,;:\n])|[✗✘❌✕]|(?:if you like, )?(?:or )?(?:else|otherwise|unless)(?: it| the answer)? (?:is )?[$]?\\d|(?:a )?contradiction(?![a-z]))`,
)
const later = new RegExp(
  `^(?:(?:no|wait|but|actually|however|sorry|hmm)[, ]+){0,3}(?:this|that|it|this answer|that answer|the answer above|the above|the above answer|which|the box) ${is} ${verdict}`,
)

/** Right behind the box, behind what closes its formula, tag and sentence. */
export const isDeniedBehind = (text: string, end: number, to: number): boolean => denies(saidBehind(text, end, to))

const denies = (behind: string): boolean => atOnce.test(behind) || later.test(behind)

/** What is said from behind the closers on, in small letters. */
function saidBehind(text: string, end: number, to: number): string {
  let at = end
  while (at < to && isCloser(text.charCodeAt(at))) at++
  if (text.startsWith('</answer>', at)) at += 9
  else if (text.startsWith('text{', at)) at += 5
  while (at < to && (isCloser(text.charCodeAt(at)) || isOpener(text.charCodeAt(at)))) at++
  const said = text.slice(at, Math.min(to, at + longestDenial)).toLowerCase()
  if (!said.includes("'") && !said.includes('\u2019')) return said
  return said.replaceAll('n\u2019t', "n't").replaceAll("isn't", 'is not').replaceAll("it's", 'it is')
}

const correction =
  /^(?:(?:no|wait|actually|sorry|hmm|oops|just kidding|or rather|rather|i mean|correction|on second thought|but|instead)[,:. ]{1,3}){1,4}((?:(?:it|that|this|the (?:correct |right |final |real )?answer) (?:is|should be|must be) (?:actually |really )?)?)[$]?(-?\d[\d.,]{0,20})(?![a-z])/

/** `\boxed{5}. Wait, no, it is 6.`: another number takes the place of the one in the box; behind a mere `but` it has to be said to be the answer. */
function isCorrected(text: string, box: Span, behind: string): boolean {
  const [, said, number] = correction.exec(behind) ?? []
  if (number === undefined || (said === '' && behind.startsWith('but'))) return false
  return certainlyOther(plainNumber(number.replace(/[.,]$/, '')), plainNumber(contentOf(text, box)))
}

const deniedBefore = new RegExp(
  `(?:^|[^a-z])(?:(?:${wrong}) (?:final )?(?:answer|solution|guess|value|result)(?: (?:is|was|would be|could be|might be))?:?|mistake (?:is|would be)|(?:it|this|that|answer) (?:can|could|may|might)(?:not| not) be|reject|discard|rule out|exclude|nicht|kein|no es|est pas|不是|并非|並非|不为|不等于|example(?: answer| output)?:|your (?:final )?answer (?:in|as|inside|within|in the form|in the form of))[ ]?[$*]{0,3}$|(?:^|\\n)[*]{0,2}(?:not|${wrong}):[ $*]{0,3}$|[✗✘❌✕] ?[$*]{0,3}$`,
)

/** `The wrong answer is \boxed{5}`, `nicht \boxed{5}`, `put your answer in \boxed{5}`: right in front of the box. */
function isDeniedBefore(text: string, start: number, from: number): boolean {
  if (!mayEndInDenial(text, start)) return false
  return deniedBefore.test(text.slice(Math.max(from, start - longestBefore), start).toLowerCase())
}

/** Each denial ends in a letter, a colon or a mark beyond ASCII, behind which a blank, dollars and stars may stand. */
function mayEndInDenial(text: string, start: number): boolean {
  let at = start - 1
  while (at >= start - longestGap && isGap(text.charCodeAt(at))) at--
  const code = text.charCodeAt(at)
  return isLetter(code) || isColon(code) || code > 0x7f
}
const isGap = (code: number): boolean => code === 0x20 || code === 0x24 || code === 0x2a
const longestGap = 4

/** Longer than any denial in front of a box. */
const longestBefore = 60

/** `(`, `[`, `→`, a dash: what a remark behind the box begins with. */
function isOpener(code: number): boolean {
  return code === 0x28 || code === 0x5b || code === 0x2192 || code === 0x2d || code === 0x2013 || code === 0x2014 || code === 0xd7
}

function isCloser(code: number): boolean {
  switch (code) {
    case 0x24: // $
    case 0x29: // )
    case 0x2a: // *
    case 0x2c: // ,
    case 0x2e: // .
    case 0x3b: // ;
    case 0x5c: // backslash
    case 0x5d: // ]
    case 0x60: // `
    case 0x7d: // }
    case 0x2026: // …
      return true
    default:
      return isBlank(code) || code === 0x0a || code === 0x0d
  }
}
