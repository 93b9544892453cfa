import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Budget } from '../../src/limits/budget.ts'
import { documents } from './documents.ts'
import { entryPoints } from './entry-points.ts'
import { placeOf } from './rooms.ts'
import { docstringSnippets, type Expected, markdownSnippets, run, type Snippet, type World } from './snippets.ts'
import { root, target, typescriptFiles } from './sources.ts'

type Module = Readonly<Record<string, unknown>>

const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const load = (file: string): Promise<Module> => import(pathToFileURL(join(root, file)).href)

/** The package by its name, a module of Node, or a module that lies relative to `file`. */
function loadFor(file: string, specifier: string): Promise<Module> {
  if (specifier.startsWith('.')) return load(target(file, specifier))
  const entry = entryPoints.find(point => point.specifier === specifier)
  if (entry !== undefined) return load(entry.file)
  if (specifier.startsWith('node:')) return import(specifier)
  throw new Error(`Expected ${entryPoints.map(point => `'${point.specifier}'`).join(' or ')}, found '${specifier}'`)
}

function check(actual: () => unknown, expected: Expected, line: number): void {
  const where = `line ${line}`
  if ('throws' in expected) {
    expect(() => actual(), where).toThrow(expect.toSatisfy((error: Error) => `${error}`.startsWith(expected.throws), expected.throws))
    return
  }
  const { value } = expected
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) expect(actual(), where).toMatchObject(value)
  else expect(actual(), where).toEqual(value)
}

/**
 * Names that an example in a doc comment may use without importing them: those of its module before those of its folder, of its room,
 * of the entry points and of the other rooms; and `budget`, which is large enough.
 */
async function namesAround(file: string): Promise<Module> {
  const core = typescriptFiles('src')
    .filter(path => placeOf(path)?.at === 'room')
    .map(path => `src/${path}`)
  const room = file.split('/').slice(0, 2).join('/')
  const nearness = (path: string): number => (path.startsWith(`${dirname(file)}/`) ? 2 : path.startsWith(`${room}/`) ? 1 : 0)
  const at = (wanted: number): readonly string[] => core.filter(path => nearness(path) === wanted)
  const ordered = [...at(0), ...entryPoints.map(point => point.file), ...at(1), ...at(2), file]
  // A module that does not load fails tests of its own; it should not hide what this example says.
  const modules = await Promise.allSettled(ordered.map(load))
  const loaded = modules.flatMap(module => (module.status === 'fulfilled' ? [module.value] : []))
  return Object.assign({ budget: new Budget(1_000_000) }, ...loaded) as Module
}

async function runs(snippet: Snippet, globals: Module): Promise<void> {
  const world: World = { load: specifier => loadFor(snippet.file, specifier), globals, check }
  await run(snippet, world)
}

describe('examples in documents', () => {
  for (const file of documents) {
    const snippets = markdownSnippets(file, read(file))
    if (snippets.length === 0) continue
    it.each(snippets)(`${file}:$line runs`, snippet => runs(snippet, {}))
  }
})

describe('examples in doc comments', () => {
  for (const file of typescriptFiles('src').map(name => `src/${name}`)) {
    const snippets = docstringSnippets(file, read(file))
    if (snippets.length === 0) continue
    it.each(snippets)(`${file}:$line runs`, async snippet => runs(snippet, await namesAround(file)))
  }
})

describe('the runner of examples', () => {
  const probe = (code: string): Promise<void> => runs({ file: 'probe.md', line: 1, code }, {})

  it('checks the values that comments show', () =>
    probe("const a = 1 // 1\n'x' + a // 'x1'\n;[1, 2] // [1, 2]\n;({ b: 1, c: 2 }) // { b: 1 }"))
  it('refuses a wrong value', () => expect(probe('1 + 1 // 3')).rejects.toThrow('line 1'))
  it('refuses a value that is longer than shown', () => expect(probe('[1, 2] // [1]')).rejects.toThrow('line 1'))
  it('refuses prose in the place of a value', () => expect(probe('1 + 1 // two, that is')).rejects.toThrow('expected a value'))
  it('checks what is thrown', () => probe("JSON.parse('{') // throws SyntaxError"))
  it('refuses what is thrown without being shown', () => expect(probe("JSON.parse('{') // 1")).rejects.toThrow())
  it('finds fenced and bare examples in doc comments', () => {
    const text = '/**\n * Says.\n *\n * @example\n * f(1) // 2\n * @returns x\n */\n/**\n * @example\n * ```ts\n * g()\n * ```\n */'
    expect(docstringSnippets('a.ts', text).map(({ line, code }) => [line, code.trim()])).toEqual([
      [5, 'f(1) // 2'],
      [10, 'g()'],
    ])
  })
})

describe('links in documents', () => {
  it.each(documents)('%s: lead somewhere', file => {
    const broken = links(read(file)).filter(link => !leads(file, link))
    expect(broken).toEqual([])
  })
  it.each(documents)('%s: names only files that exist', file => {
    const named = [...read(file).matchAll(/`((?:src|test|bench|docs)\/[\w./-]+)`/g)].map(([, path = '']) => path)
    expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
  })
})

/** Targets of `[text](target)` outside code. */
function links(text: string): readonly string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = '']) => link)
}

function leads(file: string, link: string): boolean {
  if (/^https?:/.test(link)) return true
  const [path = '', anchor] = link.split('#')
  const place = path === '' ? join(root, file) : resolve(root, dirname(file), path)
  if (!existsSync(place)) return false
  return anchor === undefined || anchors(readFileSync(place, 'utf8')).has(anchor)
}

/** The anchors that headings get: lower case, without punctuation, spaces as hyphens. */
function anchors(text: string): ReadonlySet<string> {
  const headings = text.split('\n').filter(line => /^#+ /.test(line))
  return new Set(
    headings.map(line =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replace(/ /g, '-'),
    ),
  )
}
