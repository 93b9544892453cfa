/**
 * Makes examples in documents run.
 *
 * A block of TypeScript is one program. A comment behind an expression, or behind the declaration of one name, is its value:
 *
 *     judge({ reference: '1/2', prediction: '0.5' }).outcome   // 'equivalent'
 *     const found = extract('so \\boxed{5}')                   // { found: true, text: '5' }
 *     judge({})                                                // throws TypeError
 *
 * An object needs to hold what the comment shows and may hold more; everything else must be equal. Imports of the package by
 * its name run against `src/`. The block is rewritten by position in its syntax tree, its types are stripped, and it
 * runs as the body of an async function.
 */
import ts from 'typescript'

export interface Snippet {
  readonly file: string
  /** Line of the first line of code, from 1. */
  readonly line: number
  readonly code: string
}

/** Blocks that open with ```ts in a Markdown text. */
export function markdownSnippets(file: string, text: string): readonly Snippet[] {
  const lines = text.split('\n')
  const snippets: Snippet[] = []
  for (let at = 0; at < lines.length; at++) {
    if (lines[at] !== '```ts') continue
    const end = lines.indexOf('```', at + 1)
    if (end < 0) throw new Error(`${file}:${at + 1} opens a block that nothing closes`)
    snippets.push({ file, line: at + 2, code: lines.slice(at + 1, end).join('\n') })
    at = end
  }
  return snippets
}

/** Blocks below `@example` in the doc comments of a module; a fence around them is optional. */
export function docstringSnippets(file: string, text: string): readonly Snippet[] {
  const snippets: Snippet[] = []
  for (const comment of text.matchAll(/\/\*\*[\s\S]*?\*\//g)) {
    const firstLine = text.slice(0, comment.index).split('\n').length
    const lines = comment[0].split('\n').map(line => line.replace(/^\s*(\/\*\*|\*\/|\* ?)/, '').replace(/\s*\*\/$/, ''))
    for (const [at, line] of lines.entries()) {
      if (!line.startsWith('@example')) continue
      const next = lines.findIndex((other, index) => index > at && other.startsWith('@'))
      const block = lines.slice(at + 1, next < 0 ? lines.length : next)
      const code = block.map(other => (other.startsWith('```') ? '' : other)).join('\n')
      snippets.push({ file, line: firstLine + at + 1, code })
    }
  }
  return snippets
}

/** What a snippet may reach, given by the test that runs it. */
export interface World {
  /** The module of an import, by what the snippet writes in quotes. */
  readonly load: (specifier: string) => Promise<Readonly<Record<string, unknown>>>
  /** Names that the snippet may use without importing them. */
  readonly globals: Readonly<Record<string, unknown>>
  readonly check: (actual: () => unknown, expected: Expected, line: number) => void
}
export type Expected = { readonly throws: string } | { readonly value: unknown }

/** Runs a snippet and checks each value that its comments show. */
export async function run(snippet: Snippet, world: World): Promise<void> {
  const javascript = ts.transpileModule(rewrite(snippet), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  }).outputText
  const names = Object.keys(world.globals)
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new AsyncFunction('$load', '$check', ...names, javascript)(world.load, world.check, ...names.map(name => world.globals[name]))
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

function rewrite(snippet: Snippet): string {
  const { code } = snippet
  const source = ts.createSourceFile(snippet.file, code, ts.ScriptTarget.ES2022, true)
  const edits: Edit[] = []
  for (const statement of source.statements) {
    const line = snippet.line + source.getLineAndCharacterOfPosition(statement.getStart()).line
    if (ts.isImportDeclaration(statement)) {
      edits.push({ start: statement.getStart(), end: statement.getEnd(), text: loaded(statement) })
      continue
    }
    const comment = ts.getTrailingCommentRanges(code, statement.getEnd())?.[0]
    if (comment === undefined) continue
    const shown = code.slice(comment.pos + 2, comment.end).trim()
    const expected = expectation(shown, `${snippet.file}:${line}`)
    if (ts.isExpressionStatement(statement)) {
      const text = `$check(() => (${statement.expression.getText()}), ${expected}, ${line});`
      edits.push({ start: statement.getStart(), end: statement.getEnd(), text })
    } else {
      edits.push({
        start: statement.getEnd(),
        end: statement.getEnd(),
        text: `;$check(() => ${declaredName(statement, line)}, ${expected}, ${line});`,
      })
    }
  }
  let rewritten = code
  for (const { start, end, text } of edits.reverse()) rewritten = rewritten.slice(0, start) + text + rewritten.slice(end)
  return rewritten
}

/** `import { a, b as c } from 'x'` as `const { a, b: c } = await $load('x')`; types are left out. */
function loaded(statement: ts.ImportDeclaration): string {
  const bindings = statement.importClause?.namedBindings
  if (statement.importClause?.isTypeOnly === true) return ''
  if (bindings === undefined || !ts.isNamedImports(bindings)) throw new Error(`Expected named imports, found ${statement.getText()}`)
  const names = bindings.elements
    .filter(element => !element.isTypeOnly)
    .map(({ propertyName, name }) => (propertyName === undefined ? name.text : `${propertyName.getText()}: ${name.text}`))
  return `const { ${names.join(', ')} } = await $load(${statement.moduleSpecifier.getText()});`
}

/** The comment as the source of an `Expected`. */
function expectation(shown: string, at: string): string {
  const thrown = /^throws (.+)$/.exec(shown)
  if (thrown !== null) return `{ throws: ${JSON.stringify(thrown[1])} }`
  const value = shown.replace(/,?\s*…\s*\}/g, ' }') // an object may hold more anyway
  const { diagnostics = [] } = ts.transpileModule(`(${value})`, { reportDiagnostics: true })
  if (diagnostics.length > 0) throw new Error(`${at}: expected a value in the comment, found ${shown} (prose goes on a line of its own)`)
  return `{ value: (${value}) }`
}

function declaredName(statement: ts.Statement, line: number): string {
  const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined
  if (declaration === undefined || !ts.isIdentifier(declaration.name))
    throw new Error(`Line ${line}: expected the declaration of one name before a value`)
  return declaration.name.text
}
