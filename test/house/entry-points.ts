import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.ts'

interface EntryPoint {
  /** The key of `exports` in package.json: `.`, `./reward`, … */
  readonly subpath: string
  /** What a user imports: `mathverdict`, `mathverdict/reward`, … */
  readonly specifier: string
  /** Its source, relative to the folder of package.json. */
  readonly file: string
}

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>
}

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest

/** The entry points that hold code, in the order of package.json. */
export const entryPoints: readonly EntryPoint[] = Object.entries(manifest.exports).flatMap(([subpath, place]) =>
  typeof place === 'string'
    ? []
    : [
        {
          subpath,
          specifier: `${manifest.name}${subpath.slice(1)}`,
          file: place.default.replace(/^\.\/dist\//, 'src/').replace(/\.js$/, '.ts'),
        },
      ],
)
