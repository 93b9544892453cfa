/**
 * The rooms of the core, from the top of the house down. A room imports only from rooms above it.
 * `docs/architecture.md` says which question each one answers.
 */
export const rooms = [
  'limits',
  'source',
  'exact',
  'tree',
  'latex',
  'extract',
  'canonical',
  'compare',
  'explain',
  'reward',
  'curate',
] as const

/**
 * The parts of the large rooms, from the top down: a part imports only from those above it and from the files of the room that
 * belong to no part. Those on one line need each other.
 */
export const parts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  latex: [['wording'], ['units'], ['lexer'], ['parser'], ['print']],
  canonical: [['term', 'value', 'normal', 'calculus'], ['meaning'], ['ladder'], ['realset'], ['relation']],
  compare: [['numeral'], ['wording'], ['calendar'], ['members'], ['quantity'], ['expression'], ['kinds']],
}

/** Files at the door: they put the rooms together, and no room imports them. */
export const doors = ['index.ts', 'verify.ts', 'reward.ts', 'curate.ts', 'options.ts', 'cache.ts'] as const

/** Outside the core, with entry points of their own. They may use Node, the doors and the rooms; nothing in the core imports them. */
export const outside = ['cli', 'formats', 'serve', 'report', 'judge-model', 'markdown', 'cas', 'worker', 'pool', 'evaluators'] as const

/** Entry points of places outside the core: `src/NAME.ts` is the door of `src/NAME/` and belongs to it. */
const outsideDoor = (file: string): string | undefined => outside.find(name => file === `${name}.ts`)

/**
 * What a new kind of place must say: the name of the room, `door`, `outside`, or `undefined` for a file without a home.
 * `path` is relative to `src/`, with forward slashes.
 */
export function placeOf(path: string): { readonly at: 'room' | 'door' | 'outside'; readonly name: string } | undefined {
  const [first = '', ...rest] = path.split('/')
  const behind = outsideDoor(path)
  if (behind !== undefined) return { at: 'outside', name: behind }
  if (rest.length === 0) return (doors as readonly string[]).includes(first) ? { at: 'door', name: first } : undefined
  if ((rooms as readonly string[]).includes(first)) {
    const known = rest.length === 1 || parts[first] === undefined || storeyOf(path) !== undefined
    return known ? { at: 'room', name: first } : undefined
  }
  if ((outside as readonly string[]).includes(first)) return { at: 'outside', name: first }
  return undefined
}

/** Whether a file at `from` may import one at `to`; both relative to `src/`. */
export function mayImport(from: string, to: string): boolean {
  const importer = placeOf(from)
  const imported = placeOf(to)
  if (importer === undefined || imported === undefined) return false
  if (imported.at === 'outside')
    return importer.at === 'outside' && (importer.name === imported.name || serves(imported.name, importer.name))
  if (importer.at !== 'room') return true
  if (imported.at !== 'room' || rank(imported.name) > rank(importer.name)) return false
  if (imported.name !== importer.name) return true
  const [below, above] = [storeyOf(from), storeyOf(to)]
  return below === undefined || above === undefined || above <= below
}

/** The place of a file's part among those of its room; `undefined` for a file of no part. */
function storeyOf(path: string): number | undefined {
  const [room = '', part = '', file] = path.split('/')
  const at = file === undefined ? -1 : (parts[room]?.findIndex(storey => storey.includes(part)) ?? -1)
  return at < 0 ? undefined : at
}

/** Outside the core, the command puts everything together; whoever reads or writes files uses `formats`, whoever answers requests `worker`. */
const serves = (server: string, user: string): boolean =>
  user === 'cli' || server === 'formats' || server === 'worker' || (server === 'pool' && user === 'serve')

const rank = (room: string): number => (rooms as readonly string[]).indexOf(room)
