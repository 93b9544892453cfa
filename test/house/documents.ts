import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.ts'

/** The Markdown files of the project, relative to the folder of `package.json`, sorted. */
export const documents: readonly string[] = [
  ...readdirSync(root).filter(name => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
].sort()
