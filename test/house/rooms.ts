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
  if ((rooms as readonly string[]).includes(first)) return { at: 'room', name: first }
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
  return imported.at === 'room' && rank(imported.name) <= rank(importer.name)
}

/** Outside the core, the command puts everything together; whoever reads or writes files uses `formats`, whoever answers requests `worker`. */
const serves = (server: string, user: string): boolean =>
  user === 'cli' || server === 'formats' || server === 'worker' || (server === 'pool' && user === 'serve')

const rank = (room: string): number => (rooms as readonly string[]).indexOf(room)
