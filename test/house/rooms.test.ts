import { describe, expect, it } from 'vitest'
import { mayImport, placeOf } from './rooms.ts'
import { importsOf, target, typescriptFiles } from './sources.ts'

const files = typescriptFiles('src')

describe('the rooms of the house', () => {
  it('give every file a home: a room, the door, or a folder outside the core', () => {
    expect(files.filter(file => placeOf(file) === undefined)).toEqual([])
  })

  it('import only from rooms above', () => {
    const wrong = files.flatMap(file =>
      importsOf(`src/${file}`)
        .filter(specifier => specifier.startsWith('.'))
        .map(specifier => target(`src/${file}`, specifier).slice('src/'.length))
        .filter(imported => !mayImport(file, imported))
        .map(imported => `${file} imports ${imported}`),
    )
    expect(wrong).toEqual([])
  })

  it('need no package and nothing of Node in the core', () => {
    const core = files.filter(file => placeOf(file)?.at !== 'outside')
    const wrong = core.flatMap(file =>
      importsOf(`src/${file}`)
        .filter(specifier => !specifier.startsWith('.'))
        .map(specifier => `${file} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it('write the ending of the file in an import', () => {
    const wrong = files.flatMap(file =>
      importsOf(`src/${file}`)
        .filter(specifier => specifier.startsWith('.') && !specifier.endsWith('.ts'))
        .map(specifier => `${file} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    { from: 'compare/number.ts', to: 'exact/rational.ts', may: true },
    { from: 'exact/rational.ts', to: 'compare/number.ts', may: false },
    { from: 'compare/number.ts', to: 'compare/verdict.ts', may: true },
    { from: 'compare/kinds/set.ts', to: 'compare/members/items.ts', may: true },
    { from: 'compare/members/items.ts', to: 'compare/kinds/set.ts', may: false },
    { from: 'compare/comparers.ts', to: 'compare/kinds/set.ts', may: true },
    { from: 'canonical/term/walk.ts', to: 'canonical/calculus/bound.ts', may: true },
    { from: 'canonical/term/walk.ts', to: 'canonical/ladder/equal.ts', may: false },
    { from: 'compare/closet/set.ts', to: 'compare/kinds/set.ts', may: false },
    { from: 'compare/number.ts', to: 'verify.ts', may: false },
    { from: 'compare/number.ts', to: 'cli/main.ts', may: false },
    { from: 'index.ts', to: 'cli/main.ts', may: false },
    { from: 'cli/main.ts', to: 'verify.ts', may: true },
    { from: 'cli/main.ts', to: 'judge-model.ts', may: true },
    { from: 'judge-model/ask.ts', to: 'formats/jsonl.ts', may: true },
    { from: 'formats/jsonl.ts', to: 'judge-model/ask.ts', may: false },
    { from: 'judge-model.ts', to: 'cli/main.ts', may: false },
    { from: 'verify.ts', to: 'judge-model.ts', may: false },
    { from: 'utils/strings.ts', to: 'exact/rational.ts', may: false },
  ])('lets $from import $to: $may', ({ from, to, may }) => {
    expect(mayImport(from, to)).toBe(may)
  })
})
