import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { root, typescriptFiles } from './sources.ts'

/**
 * Regular expressions run in linear time: `recheck` builds the automaton of each and looks for two ways to read one text. What it
 * calls polynomial, or has no automaton for, is argued here or is no part of the house.
 */
const argued: ReadonlyMap<string, string> = new Map([
  ['/\\B(?=(?:\\d{3})+$)/g', 'over the digits of a count of ours'],
  ['/^0+(?=[0-9A-Z])/', 'one run from the start, one sign ahead'],
  ['/^0*(?=\\d)/', 'one run from the start, one sign ahead'],
  ['/[\\s,;、，；|\\-[\\]()\'"]+|->|(?<=[←↑→↓])(?=[←↑→↓])/', 'looks one sign back and one ahead'],
  [
    '/^(?=\\.?[0-9])[0-9]*(?:\\.[0-9]*(?:\\([0-9]+\\)|\\.\\.\\.)?)?(?:e-?[0-9]+)?$/',
    'looks two signs ahead, once; behind it every sign has one reading',
  ],
  ['/^([0-9A-Za-z. ]+?)[ ,_{(]*(?:in )?base[- ]([a-z0-9]+)[)}]?\\.?$/', 'over 100 characters at most'],
  ['/^[\\s#*_\\d.✅]+|[\\s*_:：.]+$/gu', 'over 60 characters at most'],
  ['/([A-Za-z%]+)(-?\\d+)/g', 'over the table of units, which is ours'],
  ['/@font-face\\{[^}]*\\}/g', 'over the style sheet of KaTeX'],
  [
    '/^\\s*\\[?\\s*(\\d{1,9})(?:\\/(\\d{1,9}))?\\s*(?:\\.\\.|,)\\s*(\\d{1,9})(?:\\/(\\d{1,9}))?\\s*\\]?\\s*$/',
    'over an option of the command line',
  ],
  [
    '/<\\/?[a-z][a-z0-9]*(?:\\s[^<>]{0,200})?>|<!--|```|\\]\\(|https?:/i',
    'every part begins with a sign that stands in no other; attributes end after 200 characters',
  ],
])

const literals = new Map<string, string>()
for (const path of typescriptFiles('src')) {
  const source = ts.createSourceFile(path, readFileSync(join(root, 'src', path), 'utf8'), ts.ScriptTarget.Latest)
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node) && !literals.has(node.text)) literals.set(node.text, path)
    ts.forEachChild(node, visit)
  }
  visit(source)
}

describe('regular expressions', () => {
  it('are linear', () => {
    expect(literals.size).toBeGreaterThan(100)
    const slow = [...literals]
      .filter(([literal]) => !argued.has(literal))
      .flatMap(([literal, path]) => {
        const end = literal.lastIndexOf('/')
        const { status } = checkSync(literal.slice(1, end), literal.slice(end + 1), { checker: 'automaton', timeout: 20_000 })
        return status === 'safe' ? [] : [`${path}: ${literal} is ${status}`]
      })
    expect(slow).toEqual([])
  })

  it('are argued only where they stand', () => {
    expect([...argued.keys()].filter(literal => !literals.has(literal))).toEqual([])
  })
})
