/** Formulas by KaTeX, and answers as they were read. */
import katex from 'katex'
import { type Diagnostic, parse, toLatex, type Tree } from '../index.ts'
import { hidesSomething, html, type Html, trusted, visible } from './html.ts'

/** Longer LaTeX is shown as text: nobody reads such a formula, and a page has many. */
const longest = 600

/**
 * A formula, or `undefined` where KaTeX cannot set it.
 *
 * Nothing in it may load, link or run anything (`trust` is off), and sizes and macros are bounded.
 */
export function formula(latex: string): Html | undefined {
  if (latex.length > longest || hidesSomething(latex)) return undefined
  // KaTeX has no other way not to remark on every letter that its fonts lack.
  const { warn } = console
  console.warn = () => undefined
  try {
    return trusted(katex.renderToString(latex, { throwOnError: true, trust: false, strict: 'ignore', maxSize: 10, maxExpand: 50 }))
  } catch {
    return undefined // LaTeX that KaTeX does not know, or that is nested too deeply for it
  } finally {
    console.warn = warn
  }
}

/** How an answer was read: its formula, its tree, and what was remarked. */
export interface Reading {
  readonly formula: Html | undefined
  readonly tree: Tree
  readonly remarks: readonly Diagnostic[]
}

export function readingOf(text: string): Reading {
  const { tree, diagnostics } = parse(text)
  const unread = diagnostics.some(({ severity }) => severity === 'error')
  return { formula: unread || text.trim() === '' ? undefined : formula(toLatex(tree)), tree, remarks: diagnostics }
}

/** The formula of an answer where there is one, else its text. */
export const answerShown = (text: string, reading: Reading): Html => reading.formula ?? html`<code>${visible(text, 200)}</code>`
