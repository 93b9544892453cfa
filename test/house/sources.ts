import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The folder that holds `package.json`. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Paths of the TypeScript files below `folder`, relative to it, with forward slashes, sorted. */
export function typescriptFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(path => path.split(sep).join('/'))
    .filter(path => path.endsWith('.ts'))
    .sort()
}

/** What a module imports or re-exports, types included, in order. */
export function importsOf(file: string): readonly string[] {
  return ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName)
}

/** Where a relative import of `file` points; both relative to the folder that holds `package.json`. */
export function target(file: string, specifier: string): string {
  return relative(root, resolve(root, dirname(file), specifier))
    .split(sep)
    .join('/')
}

/** The program of `src/`, read once for all tests of the house. */
export const sourceProgram = once(() => {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.build.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: diagnostic => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
      },
    },
  )
  if (config === undefined) throw new Error('Expected tsconfig.build.json to be readable')
  return ts.createProgram(config.fileNames, config.options)
})

/** Every node of a file, parents first. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node
  const children: ts.Node[] = []
  ts.forEachChild(node, child => {
    children.push(child)
  })
  for (const child of children) yield* nodesOf(child)
}

/** `file:line` of a node, as an editor opens it. */
export function place(node: ts.Node): string {
  const file = node.getSourceFile()
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file))
  return `${relative(root, file.fileName).split(sep).join('/')}:${line + 1}`
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
