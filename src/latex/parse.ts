import { defaultLimits, type Limits } from '../limits/budget.ts'
import type { Diagnostic } from '../source/diagnostic.ts'
import { depth, some } from '../tree/children.ts'
import type { Tree } from '../tree/tree.ts'
import { lex } from './lexer/lexer.ts'
import { readLiteral } from './literal.ts'
import { readMarkAtEnd } from './mark-at-end.ts'
import { Parser } from './parser/parser.ts'
import { proseOf } from './prose.ts'
import { saidOf } from './said-of.ts'

/** A tree and what there is to say about the text. Spans point into the text that was given. */
export interface Parsed {
  readonly tree: Tree
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Read one answer, in LaTeX or plain text.
 *
 * @param given the answer alone, without the box
 * @param options `start` and `end` read a part of `given`, so that spans stay those of the whole; `limits` bound length, depth and nodes
 * @returns the written tree. What cannot be read is an `unread` node with a diagnostic of severity `error`; words are `text`.
 *
 * @example
 * parse('\\frac12').tree.type // 'divide'
 */
export function parse(given: string, options: { readonly start?: number; readonly end?: number; readonly limits?: Limits } = {}): Parsed {
  const limits = options.limits ?? defaultLimits
  const start = options.start ?? 0
  const end = options.end ?? given.length
  // What stands behind the part is not looked at.
  const text = end === given.length ? given : given.slice(0, end)
  if (end - start > limits.answerLength) {
    const span = { start, end }
    return {
      tree: { type: 'unread', source: text.slice(start, end), span },
      diagnostics: [{ code: 'too-long', severity: 'error', message: `Expected at most ${limits.answerLength} characters`, span }],
    }
  }
  const lexed = lex(text, start, end)
  const parser = new Parser(text, lexed, limits)
  const tree = parser.answer()
  // Marks behind an operand (`x!!!`, `1^1^1`) pile up without a group that the parser would count.
  if (lexed.tokens.length > limits.depth && depth(tree) > levelsPerGroup * limits.depth) {
    const span = { start, end }
    const message = `Expected at most ${limits.depth} nested groups`
    return {
      tree: { type: 'unread', source: text.slice(start, end), span },
      diagnostics: [{ code: 'too-deep', severity: 'error', message, span }],
    }
  }
  const prose = proseOf(tree, lexed.tokens, lexed.worded)
  if (prose !== undefined) {
    const said = saidOf(text, lexed.tokens, from => readEntry(text, from, end, limits))
    return { tree: said ?? { type: 'text', value: prose, span: { start, end } }, diagnostics: lexed.diagnostics }
  }
  const failed = parser.hasUnread && !isRead(tree)
  if (failed || parser.diagnostics.some(({ severity }) => severity === 'error')) {
    const sign = readMarkAtEnd(text, start, end)
    if (sign !== undefined) return { tree: sign, diagnostics: lexed.diagnostics.filter(({ severity }) => severity !== 'error') }
  }
  if (failed) {
    const literal = readLiteral(text, start, end, (from, to) => readEntry(text, from, to, limits))
    if (literal !== undefined) return { tree: literal, diagnostics: lexed.diagnostics.filter(({ severity }) => severity !== 'error') }
  }
  return { tree, diagnostics: lexed.diagnostics.length === 0 ? parser.diagnostics : [...lexed.diagnostics, ...parser.diagnostics] }
}

/** An entry of a puzzle answer, where it is mathematics or a word. */
function readEntry(text: string, start: number, end: number, limits: Limits): Tree | undefined {
  const lexed = lex(text, start, end)
  if (lexed.diagnostics.length > 0) return undefined
  const parser = new Parser(text, lexed, limits)
  const tree = parser.answer()
  return parser.diagnostics.length === 0 && !(parser.hasUnread && !isRead(tree)) ? tree : undefined
}

/** A group is some levels of the tree: a fence, a list in it, an item, a sign. */
const levelsPerGroup = 4

/** Whether every part of the tree was read. */
export function isRead(tree: Tree): boolean {
  return !some(tree, node => node.type === 'unread')
}
