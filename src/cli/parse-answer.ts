/** `mathverdict parse`: how one answer is read. */
import { formatDiagnostic, parse, toLatex, toMathJson, toText } from '../index.ts'
import type { Tree } from '../tree/tree.ts'
import { exitCodes } from './exit-codes.ts'
import { readText } from './standard-input.ts'
import type { Terminal } from './terminal.ts'
import { outline } from './outline.ts'

export type ParseFormat = 'tree' | 'json' | 'latex' | 'text' | 'mathjson'

export async function parseAnswer(argument: string, options: { readonly format?: ParseFormat }, terminal: Terminal): Promise<number> {
  const text = await readText(argument)
  const { tree, diagnostics } = parse(text)
  terminal.out(`${print(tree, options.format ?? 'tree')}\n`)
  for (const diagnostic of diagnostics) terminal.err(`${formatDiagnostic(diagnostic, text)}\n`)
  return diagnostics.some(({ severity }) => severity === 'error') ? exitCodes.no : exitCodes.ok
}

function print(tree: Tree, format: ParseFormat): string {
  switch (format) {
    case 'tree':
      return outline(tree)
    case 'json':
      return JSON.stringify(tree, undefined, 2)
    case 'latex':
      return toLatex(tree)
    case 'text':
      return toText(tree)
    case 'mathjson':
      return JSON.stringify(toMathJson(tree))
  }
}
