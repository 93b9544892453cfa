/**
 * The names that each entry point exports, values and types, are pinned: a change of the public surface shows as a diff.
 * `UPDATE=1 npx vitest run test/house/surface.test.ts` writes the list anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { entryPoints } from './entry-points.ts'
import { root, sourceProgram } from './sources.ts'

const fixture = join(root, 'test/fixtures/surface.json')

/** `value name` or `type name`, sorted by name. */
function exportedNames(file: string): readonly string[] {
  const program = sourceProgram()
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(join(root, file))
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`Expected ${file} to be a module`)
  return checker
    .getExportsOfModule(module)
    .map(symbol => {
      const meant = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      return { name: symbol.name, label: meant.flags & ts.SymbolFlags.Value ? 'value' : 'type' }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, label }) => `${label} ${name}`)
}

describe('the public surface', () => {
  it('is the pinned one', () => {
    const surface = Object.fromEntries(entryPoints.map(({ subpath, file }) => [subpath, exportedNames(file)]))
    if (process.env['UPDATE'] === '1') writeFileSync(fixture, `${JSON.stringify(surface, null, 2)}\n`)
    expect(surface).toEqual(JSON.parse(readFileSync(fixture, 'utf8')))
  })

  it('exports no default', () => {
    for (const { file } of entryPoints) expect(exportedNames(file)).not.toContain('value default')
  })
})
