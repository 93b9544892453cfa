/**
 * What the core may not use, because engines, locales or versions of Unicode answer differently, or because it reaches outside.
 *
 * `tsconfig.core.json` already keeps `process`, `console` and timers from compiling. This test knows the rest: it asks
 * the type checker, so that `a ** b` is refused for numbers (an approximated function) and allowed for bigints (exact).
 */
import { relative, sep } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { placeOf } from './rooms.ts'
import { nodesOf, place, root, sourceProgram } from './sources.ts'

/** Members of `Math` that ECMAScript defines to the last bit. */
const exactMath = new Set(['abs', 'ceil', 'clz32', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc', 'E', 'LN2', 'PI'])

/** Globals that depend on the clock, the machine, the locale or the garbage collector, or that run text. */
const impureGlobals = new Set(['Date', 'Function', 'Intl', 'WeakRef', 'FinalizationRegistry', 'eval', 'globalThis'])

/** Methods that ask the tables of a locale or of the engine's version of Unicode. */
const tableMethods = new Set(['localeCompare', 'normalize', 'toLocaleLowerCase', 'toLocaleString', 'toLocaleUpperCase'])

function core(): { readonly program: ts.Program; readonly files: readonly ts.SourceFile[] } {
  const program = sourceProgram()
  const inside = (file: ts.SourceFile): boolean => {
    const path = relative(root, file.fileName).split(sep).join('/')
    return path.startsWith('src/') && placeOf(path.slice('src/'.length))?.at !== 'outside'
  }
  return { program, files: program.getSourceFiles().filter(inside) }
}

/** Why this node may not stand in the core, or `undefined`. */
function objection(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const object = node.expression.getText()
    const member = node.name.text
    if (object === 'Math' && !exactMath.has(member)) return `Math.${member} is not exact`
    if (tableMethods.has(member)) return `.${member} asks tables of the engine`
  }
  if (ts.isElementAccessExpression(node) && node.expression.getText() === 'Math') return 'a computed member of Math'
  if (ts.isIdentifier(node) && impureGlobals.has(node.text) && isGlobal(node, checker)) return `the global ${node.text}`
  if (ts.isRegularExpressionLiteral(node) && /\\p\{/i.test(node.text)) return String.raw`\p{…} asks tables of the engine`
  if (ts.isBinaryExpression(node) && isPowerOperator(node.operatorToken.kind) && !isBigint(node, checker) && !areLiterals(node))
    return '** of numbers is approximated'
  return undefined
}

const isPowerOperator = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.AsteriskAsteriskToken || kind === ts.SyntaxKind.AsteriskAsteriskEqualsToken

const isBigint = (node: ts.Node, checker: ts.TypeChecker): boolean =>
  (checker.getTypeAtLocation(node).flags & ts.TypeFlags.BigIntLike) !== 0

/** `2 ** 50`: small powers of integers, written out, are the same everywhere. */
const areLiterals = ({ left, right }: ts.BinaryExpression): boolean => ts.isNumericLiteral(left) && ts.isNumericLiteral(right)

/** A name that nothing in `src/` declares, used as a value. */
function isGlobal(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return false
  if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return false
  if (ts.isTypeReferenceNode(node.parent)) return false
  const declarations = checker.getSymbolAtLocation(node)?.declarations ?? []
  return declarations.every(declaration => declaration.getSourceFile().isDeclarationFile)
}

describe('the core', () => {
  it('gives the same answer on every engine, in every locale, at any time', () => {
    const { program, files } = core()
    const checker = program.getTypeChecker()
    const wrong = files.flatMap(file =>
      [...nodesOf(file)].flatMap(node => {
        const why = objection(node, checker)
        return why === undefined ? [] : [`${place(node)} ${why}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['Math.sin(1)', 'Math.sin is not exact'],
    ['Math.sqrt(2)', undefined],
    ['Math["sin"](1)', 'a computed member of Math'],
    ['const x = 3; 2 ** x', '** of numbers is approximated'],
    ['2 ** 50', undefined],
    ['2n ** 3n', undefined],
    ['new Date()', 'the global Date'],
    ['({ Date: 1 }).Date', undefined],
    ['"a".localeCompare("b")', '.localeCompare asks tables of the engine'],
    [String.raw`/\p{L}/u`, String.raw`\p{…} asks tables of the engine`],
    ['eval("1")', 'the global eval'],
  ])('%s: %s', (code, expected) => {
    const host = ts.createCompilerHost({})
    const file = ts.createSourceFile('probe.ts', code, ts.ScriptTarget.ES2022, true)
    const program = ts.createProgram(
      ['probe.ts'],
      { target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], types: [] },
      {
        ...host,
        getSourceFile: (name, options) => (name === 'probe.ts' ? file : host.getSourceFile(name, options)),
      },
    )
    const checker = program.getTypeChecker()
    expect([...nodesOf(file)].map(node => objection(node, checker)).find(why => why !== undefined)).toBe(expected)
  })
})
