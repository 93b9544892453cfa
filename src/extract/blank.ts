import { isBlank, isCapital, isDigit, isLetter, lettersEnd } from './characters.ts'

/**
 * Does the content say anything?
 *
 * `\boxed{}`, `\boxed{\text{}}` and `\boxed{ . }` are empty: no letter, digit, ideograph or mathematical sign. Some contents
 * only hold the place of an answer: `?`, `...`, `\boxed{\text{Your answer}}`. Neither is an answer, and neither is a
 * reason to look for one elsewhere.
 */
export function blankness(text: string, start: number, end: number): 'empty' | 'placeholder' | undefined {
  // A digit says enough; almost every answer has one.
  for (let i = start; i < end; i++) if (isDigit(text.charCodeAt(i))) return undefined
  let key = ''
  let says = false
  let holds = false
  for (let at = start; at < end && key.length <= longestPlaceholder; ) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) {
      const next = text.charCodeAt(at + 1)
      if (isLetter(next)) {
        const i = lettersEnd(text, at + 1, end)
        const name = text.slice(at + 1, i)
        if (holders.has(name)) holds = true
        else if (!silent.has(name)) says = true
        at = i
        continue
      }
      // `\{\}` is the empty set, `\_` and `\%` are signs without a meaning of their own.
      if (next === 0x7b) says = true
      at += 2
      continue
    }
    if (isLetter(code)) key += isCapital(code) ? String.fromCharCode(code + 32) : text[at]
    else if (code > 0x7f) {
      if (code === 0x2026 || code === 0x22ef || code === 0x25a1 || code === 0xff1f) holds = true
      else if (isSpeaking(code)) key += text[at]
    } else if (code === 0x3f || code === 0x5f) holds = true
    else if (code === 0x2e && text.charCodeAt(at + 1) === 0x2e) holds = true
    else if (code === 0x2b || code === 0x3c || code === 0x3d || code === 0x3e) {
      // `<answer>` is a placeholder, `<` alone is a sign.
      if (!isLetter(text.charCodeAt(at + 1)) && !isLetter(text.charCodeAt(at - 1))) says = true
    } else if (isEntry(text, start, at)) says = true
    at++
  }
  if (says || key.length > longestPlaceholder) return undefined
  if (key === '') return holds ? 'placeholder' : 'empty'
  return placeholders.has(key) || (key.length > 4 && key.endsWith('here') && key.indexOf('answer') >= 0) ? 'placeholder' : undefined
}

/** `[[&]]`, `[[-,-]]`: a sign alone between nested brackets and commas is an entry of a puzzle. */
function isEntry(text: string, start: number, at: number): boolean {
  return text.startsWith('[[', start) && /^[[,][^[\],.][\],]$/.test(text.slice(at - 1, at + 2))
}

const longestPlaceholder = 48

/** Letters only, ASCII lower case. Sorted. */
const placeholders: ReadonlySet<string> = new Set([
  'answer',
  'answergoeshere',
  'answerhere',
  'correctanswer',
  'finalanswer',
  'finalanswerhere',
  'finalresult',
  'insertanswer',
  'insertanswerhere',
  'insertfinalanswerhere',
  'insertyouranswerhere',
  'nan',
  'placeholder',
  'putyouranswerhere',
  'tbd',
  'theanswer',
  'thecorrectanswer',
  'thefinalanswer',
  'theanswerhere',
  'todo',
  'writeyouranswerhere',
  'youranswer',
  'youranswerhere',
  'yourfinalanswer',
  'yourfinalanswerhere',
  'yourresult',
  'yoursolution',
  '你的答案',
  '在此填写答案',
  '您的答案',
  '最后答案',
  '最终答案',
  '最终结果',
  '答案',
  '答案内容',
])

/** Commands that dress, space or group, and say nothing without an argument. Sorted. */
const silent: ReadonlySet<string> = new Set([
  'Big',
  'Bigg',
  'Bigl',
  'Bigr',
  'Large',
  'bf',
  'big',
  'bigl',
  'bigr',
  'bm',
  'boldsymbol',
  'boxed',
  'dfrac',
  'displaystyle',
  'fbox',
  'frac',
  'hfill',
  'hspace',
  'it',
  'large',
  'left',
  'mathbb',
  'mathbf',
  'mathcal',
  'mathit',
  'mathrm',
  'mathsf',
  'mathtt',
  'mbox',
  'operatorname',
  'overline',
  'phantom',
  'qquad',
  'quad',
  'right',
  'rm',
  'sqrt',
  'text',
  'textbf',
  'textit',
  'textnormal',
  'textrm',
  'textsf',
  'texttt',
  'textup',
  'tfrac',
  'thinspace',
  'underline',
  'vphantom',
])

/** Commands that hold a place. */
const holders: ReadonlySet<string> = new Set(['Box', 'cdots', 'dots', 'ldots', 'placeholder', 'square', 'underbar'])

/** Whether a character beyond ASCII is more than punctuation and space. */
function isSpeaking(code: number): boolean {
  if (isBlank(code)) return false
  if (code < 0xc0)
    return (
      code === 0xb0 ||
      code === 0xb1 ||
      code === 0xb2 ||
      code === 0xb3 ||
      code === 0xb5 ||
      code === 0xb9 ||
      code === 0xaa ||
      (code > 0xb9 && code !== 0xbb && code !== 0xbf)
    )
  if (code >= 0x2010 && code <= 0x206f) return code === 0x2030 || (code >= 0x2032 && code <= 0x2034)
  if (code >= 0x3000 && code <= 0x303f) return code === 0x3007
  if (code >= 0xff00 && code <= 0xff0f) return code === 0xff0b
  if (code >= 0xff1a && code <= 0xff20) return code >= 0xff1c && code <= 0xff1e
  if (code >= 0xff3b && code <= 0xff40) return false
  if (code >= 0xff5b && code <= 0xff65) return false
  return code < 0xfe00 || code > 0xfe6f
}
