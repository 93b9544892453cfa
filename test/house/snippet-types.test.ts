/** Examples in documents compile as a user's code would, against the sources of the entry points. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { documents } from './documents.ts'
import { entryPoints } from './entry-points.ts'
import { markdownSnippets } from './snippets.ts'
import { root } from './sources.ts'

/** What the compiler says about each example, as `file:line message`. */
function complaints(): readonly string[] {
  const snippets = documents.flatMap(file => markdownSnippets(file, readFileSync(join(root, file), 'utf8')))
  const named = new Map(snippets.map((snippet, index) => [join(root, `example-${index}.ts`), snippet]))
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    paths: Object.fromEntries(entryPoints.map(({ specifier, file }) => [specifier, [join(root, file)]])),
  }
  const host = ts.createCompilerHost(options)
  const program = ts.createProgram([...named.keys()], options, {
    ...host,
    fileExists: name => named.has(name) || existsSync(name),
    readFile: name => named.get(name)?.code ?? host.readFile(name),
    getSourceFile: (name, language) => {
      const code = named.get(name)?.code
      return code === undefined ? host.getSourceFile(name, language) : ts.createSourceFile(name, code, language, true)
    },
  })
  return [...named].flatMap(([name, { file, line }]) => {
    const source = program.getSourceFile(name)
    return ts.getPreEmitDiagnostics(program, source).map(({ start = 0, messageText }) => {
      const at = source === undefined ? 0 : source.getLineAndCharacterOfPosition(start).line
      return `${file}:${line + at} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  })
}

describe('examples in documents', () => {
  it('compile', () => expect(complaints()).toEqual([]))
})
